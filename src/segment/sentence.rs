//! Where sentences end, by tokens alone.

use alloc::vec::Vec;

use super::Segment;
use crate::lexer::{Flags, Mark, Token, TokenKind};
use crate::lexicon::Class;

/// Appends the sentences; none crosses a paragraph's end.
pub(crate) fn sentences(text: &str, tokens: &[Token], paragraphs: &[Segment], out: &mut Vec<Segment>) {
    for paragraph in paragraphs {
        let range = paragraph.tokens.range();
        let Some(within) = tokens.get(range.clone()) else { continue };
        let mut start = 0;
        let mut at = 0;
        while let Some(token) = within.get(at) {
            at += 1;
            let ending = match token.kind {
                TokenKind::Stop => Ending::Stop,
                TokenKind::Question | TokenKind::Exclamation => Ending::Exclaimed,
                TokenKind::Ellipsis => Ending::Ellipsis,
                TokenKind::Word if token.has(Flags::DOTTED) && ends_in_dot(text, token) => Ending::Dotted,
                _ => continue,
            };
            let last = at - 1;
            let mut quoted = false;
            while let Some(closer) = within.get(at).filter(|closer| closes(closer)) {
                quoted |= closer.is(TokenKind::Mark);
                at += 1;
            }
            let Some(rest) = within.get(at..) else { break };
            if ends(text, within, start, last, ending, quoted, rest) {
                out.extend(Segment::of(tokens, range.start + start, range.start + at));
                start = at;
            }
        }
        out.extend(Segment::of(tokens, range.start + start, range.end));
    }
}

fn ends_in_dot(text: &str, token: &Token) -> bool {
    token.end().checked_sub(1).is_some_and(|last| text.as_bytes().get(last as usize) == Some(&b'.'))
}

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Stop,
    /// `?` or `!`.
    Exclaimed,
    Ellipsis,
    /// A word that holds full stops: an abbreviation or initial.
    Dotted,
}

/// Whether a token belongs to the sentence that has just ended: closing marks and brackets, more punctuation.
fn closes(token: &Token) -> bool {
    match token.kind {
        TokenKind::Close | TokenKind::Emoji => true,
        TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation => true,
        TokenKind::Emphasis | TokenKind::Ellipsis => !token.has(Flags::SPACE),
        TokenKind::Mark | TokenKind::Apostrophe => match token.mark() {
            Some(Mark::RightDouble | Mark::RightCorner | Mark::RightWhiteCorner) => true,
            Some(
                Mark::RightSingle
                | Mark::RightGuillemet
                | Mark::RightAngle
                | Mark::Double
                | Mark::Single
                | Mark::Apostrophes,
            ) => !token.has(Flags::SPACE),
            _ => false,
        },
        _ => false,
    }
}

/// How many tokens after a closing mark may hold the subject of a reporting clause.
const SUBJECT: usize = 5;

/// Whether the sentence that began at `start` ends with the token at `last` and its closers, with `rest` after them.
fn ends(
    text: &str,
    tokens: &[Token],
    start: usize,
    last: usize,
    ending: Ending,
    quoted: bool,
    rest: &[Token],
) -> bool {
    // The first word behind opening marks and brackets shows how the next sentence would begin.
    let opened = rest.iter().take(4).take_while(|token| opens(token)).count();
    let Some(next) = rest.get(opened).or(rest.first()) else { return true };
    let spaced = rest.first().is_some_and(|token| token.has(Flags::SPACE));
    match next.kind {
        TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Close => return false,
        TokenKind::Dash | TokenKind::Hyphen => return false,
        TokenKind::Word if !next.has(Flags::CAPITAL) && is_cased(text, next) => return false,
        _ => {}
    }
    let Some(token) = tokens.get(last) else { return true };
    if !spaced && opened == 0 && !quoted && !token.has(Flags::WIDE) {
        // "end.Next" lacks a space; "3.b" and "Yahoo!Mail" lack none.
        return ending == Ending::Stop && next.has(Flags::CAPITAL);
    }
    match ending {
        Ending::Stop => !is_list_number(tokens, start, last),
        Ending::Dotted if quoted => true,
        Ending::Dotted => {
            opened > 0 && !token.class().any(Class::TITLE) && !is_initial(token)
                || ends_after_abbreviation(text, token, next)
        }
        Ending::Exclaimed | Ending::Ellipsis if quoted => !is_reported(rest),
        Ending::Exclaimed => true,
        Ending::Ellipsis => !is_first_person(text, next),
    }
}

fn opens(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Mark | TokenKind::Open | TokenKind::Emphasis | TokenKind::Apostrophe)
}

/// Whether a word's script has cases, so that a small first letter means something.
fn is_cased(text: &str, word: &Token) -> bool {
    !word.has(Flags::WIDE)
        || text.get(word.span().range()).is_some_and(|word| word.starts_with(char::is_lowercase))
}

/// `1.` before the words of a list's item.
fn is_list_number(tokens: &[Token], start: usize, last: usize) -> bool {
    last == start + 1 && tokens.get(start).is_some_and(|token| token.is(TokenKind::Number) && token.len < 4)
}

/// One capital and its full stop.
fn is_initial(token: &Token) -> bool {
    token.len == 2 && token.has(Flags::CAPITAL)
}

/// "He works for the U.S. The job …" and "at 5 p.m. Then …" end; "U.S. Senate", "J. Smith", "5 p.m. Friday" go on.
fn ends_after_abbreviation(text: &str, token: &Token, next: &Token) -> bool {
    if !next.is(TokenKind::Word) || token.class().any(Class::TITLE) {
        return false;
    }
    let function = Class::DETERMINER
        .or(Class::PRONOUN)
        .or(Class::CONJUNCTION)
        .or(Class::SUBORDINATOR)
        .or(Class::PREPOSITION)
        .or(Class::WH);
    if next.class().any(function) {
        return true;
    }
    let word = text.get(token.span().range()).unwrap_or("");
    let hour = matches!(word, "a.m." | "p.m." | "A.M." | "P.M." | "etc.");
    hour && !next.class().any(Class::TIME) && !next.has(Flags::CAPITALS)
}

/// “Stop!” Rubio said: a name, then a verb of speech. A pronoun or article in upper case begins a sentence instead.
fn is_reported(rest: &[Token]) -> bool {
    for (at, token) in rest.iter().take(SUBJECT).enumerate() {
        if !token.is(TokenKind::Word) {
            return false;
        }
        let class = token.class();
        if at > 0 && !token.has(Flags::CAPITAL) {
            return class.any(Class::SPEECH.or(Class::TAG)) && class.any(Class::PAST.or(Class::THIRD));
        }
        if at == 0 && class.any(Class::PRONOUN.or(Class::DETERMINER)) && !class.any(Class::FIRST) {
            return false;
        }
    }
    false
}

/// "I", which has a capital wherever it stands.
fn is_first_person(text: &str, token: &Token) -> bool {
    let word = text.get(token.span().range()).unwrap_or("");
    word == "I" || word.starts_with("I'") || word.starts_with("I’")
}
