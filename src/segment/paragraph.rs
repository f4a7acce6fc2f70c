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
}

/// Appends the paragraphs: what blank lines part, or single line breaks where the text does not wrap its lines.
/// `points` holds, among others, every token that a line begins with.
pub(crate) fn paragraphs(text: &str, tokens: &[Token], points: &[u32], out: &mut Vec<Segment>) {
    let points = points.iter().map(|point| *point as usize).filter(|point| *point > 0);
    let points = points.filter_map(|point| Some((point, tokens.get(point)?)));
    let convention = convention(text, points.clone().map(|(_, token)| token));
    let mut start = 0;
    for (at, token) in points {
        if begins(convention, text, token) {
            make_room(out, at, tokens.len());
            out.extend(Segment::of(tokens, start, at));
            start = at;
        }
    }
    out.extend(Segment::of(tokens, start, tokens.len()));
}

fn begins(convention: Convention, text: &str, token: &Token) -> bool {
    match convention {
        Convention::Blank => token.has(Flags::BLANK),
        Convention::Line => token.has(Flags::LINE),
        Convention::Indent => token.has(Flags::BLANK) || token.has(Flags::LINE) && is_indented(text, token),
    }
}

/// Counts what follows the single line breaks. A wrapped line goes on in the middle of a sentence, so that most lines begin
/// in lower case; where each line is a paragraph hardly one does.
fn convention<'t>(text: &str, points: impl Iterator<Item = &'t Token>) -> Convention {
    let (mut lines, mut blanks, mut lower, mut indented) = (0usize, 0usize, 0usize, 0usize);
    for token in points.filter(|token| token.has(Flags::LINE)) {
        if token.has(Flags::BLANK) {
            blanks += 1;
            continue;
        }
        lines += 1;
        lower += usize::from(token.is(TokenKind::Word) && !token.has(Flags::CAPITAL));
        indented += usize::from(is_indented(text, token));
    }
    if lower.saturating_mul(4) < lines {
        Convention::Line
    } else if indented > 4 * blanks && indented.saturating_mul(2) < lines {
        Convention::Indent
    } else {
        Convention::Blank
    }
}

fn is_indented(text: &str, token: &Token) -> bool {
    let before = text.as_bytes().get(..token.start as usize).unwrap_or_default();
    matches!(before, [.., b' ', b' '] | [.., b'\t'])
}
