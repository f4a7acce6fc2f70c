//! Where paragraphs begin: at blank lines, at single line breaks, or at indented lines, by the text's convention.

use alloc::vec::Vec;

use super::Segment;
use crate::lexer::{Flags, Token, TokenKind};
use crate::room::make_room;

/// How a text parts its paragraphs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Convention {
    /// Lines are wrapped: only blank lines part paragraphs.
    Blank,
    /// Every line is a paragraph, or a blank line stands between.
    Line,
    /// Lines are wrapped, and an indented line begins a paragraph.
    Indent,
    /// Messages of a chat: a line that begins with a time or a date begins a paragraph.
    Stamp,
}

/// Appends the paragraphs: what blank lines part, or single line breaks where the text does not wrap its lines.
/// `points` holds, among others, every token that a line begins with.
pub(crate) fn paragraphs(text: &str, tokens: &[Token], points: &[u32], out: &mut Vec<Segment>) {
    let points = points.iter().map(|point| *point as usize).filter(|point| *point > 0);
    let points = points.filter_map(|point| Some((point, tokens.get(point)?)));
    let convention = convention(text, tokens, points.clone());
    let mut start = 0;
    for (at, token) in points {
        if begins(convention, text, tokens, at, token) {
            make_room(out, at, tokens.len());
            out.extend(Segment::of(tokens, start, at));
            start = at;
        }
    }
    out.extend(Segment::of(tokens, start, tokens.len()));
}

fn begins(convention: Convention, text: &str, tokens: &[Token], at: usize, token: &Token) -> bool {
    match convention {
        Convention::Blank => token.has(Flags::BLANK),
        Convention::Line => token.has(Flags::LINE),
        Convention::Stamp => {
            token.has(Flags::BLANK) || token.has(Flags::LINE) && is_stamped(text, tokens.get(at..))
        }
        Convention::Indent => token.has(Flags::BLANK) || token.has(Flags::LINE) && is_indented(text, token),
    }
}

/// Counts what follows the single line breaks. A wrapped line goes on in the middle of a sentence, so that most lines begin
/// in lower case; where each line is a paragraph hardly one does.
fn convention<'t>(
    text: &str,
    tokens: &[Token],
    points: impl Iterator<Item = (usize, &'t Token)>,
) -> Convention {
    let (mut lines, mut blanks, mut lower, mut indented) = (0usize, 0usize, 0usize, 0usize);
    let (mut stamped, mut goes_on) = (0usize, 0usize);
    for (at, token) in points.filter(|(_, token)| token.has(Flags::LINE)) {
        if token.has(Flags::BLANK) {
            blanks += 1;
            continue;
        }
        lines += 1;
        let small = token.is(TokenKind::Word) && !token.has(Flags::CAPITAL);
        let far = is_indented(text, token);
        lower += usize::from(small);
        indented += usize::from(far);
        goes_on += usize::from(small && far);
        if matches!(token.kind, TokenKind::Number | TokenKind::Open) {
            stamped += usize::from(is_stamped(text, tokens.get(at..)));
        }
    }
    if lower.saturating_mul(4) < lines {
        Convention::Line
    } else if stamped > 1 && stamped.saturating_mul(4) > lines {
        Convention::Stamp
    // Short paragraphs, as in talk, are indented as often as not; then none of these lines goes on with a sentence.
    } else if indented > 4 * blanks && (indented.saturating_mul(2) < lines || goes_on == 0) {
        Convention::Indent
    } else {
        Convention::Blank
    }
}

fn is_indented(text: &str, token: &Token) -> bool {
    let before = text.as_bytes().get(..token.start as usize).unwrap_or_default();
    matches!(before, [.., b' ', b' '] | [.., b'\t'])
}

/// How many tokens of a message's time and its writer's name are looked at.
const STAMP: usize = 10;

/// Whether tokens begin with the time of a message, and name its writer if no bracket stands round the time: `[10:02] ada`,
/// `12/05/2023, 10:02 - Ada:`.
fn is_stamped(text: &str, tokens: Option<&[Token]>) -> bool {
    let tokens = tokens.unwrap_or_default();
    let open = usize::from(tokens.first().is_some_and(|first| first.is(TokenKind::Open)));
    let figures = tokens.get(open).filter(|first| first.is(TokenKind::Number));
    let divided = |figures: &str| {
        figures.contains(':') || figures.bytes().filter(|byte| matches!(byte, b'/' | b'.')).count() == 2
    };
    let mut behind = tokens.iter().skip(open + 1).take(STAMP).take_while(|token| !token.has(Flags::LINE));
    figures.and_then(|figures| text.get(figures.span().range())).is_some_and(divided)
        && (open > 0 || behind.any(|token| token.is(TokenKind::Colon)))
}
