//! Where sentences end, by tokens alone.

use alloc::vec::Vec;

use super::Segment;
use crate::lexer::{Flags, Mark, Token, TokenKind};
use crate::lexicon::Class;
use crate::room::make_room;

/// Appends the sentences; none crosses a paragraph's end. `points` holds, among others, every token that may end one.
pub(crate) fn sentences(
    text: &str,
    tokens: &[Token],
    points: &[u32],
    paragraphs: &[Segment],
    out: &mut Vec<Segment>,
) {
    let mut points = points.iter().map(|point| *point as usize).peekable();
    for paragraph in paragraphs {
        let range = paragraph.tokens.range();
        let Some(within) = tokens.get(range.clone()) else { continue };
        let mut start = 0;
        // Behind the last token that was taken for a closing mark.
        let mut at = 0;
        while let Some(point) = points.next_if(|point| *point < range.end) {
            let last = point - range.start;
            let Some(token) = within.get(last).filter(|_| last >= at) else { continue };
            let Some(ending) = ending(text, token, within.get(last + 1)) else { continue };
            at = last + 1;
            let mut quoted = false;
            while let Some(closer) = within.get(at).filter(|closer| closes(closer, within.get(at + 1))) {
                quoted |= closer.is(TokenKind::Mark);
                at += 1;
            }
            let rest = within.get(at..).unwrap_or_default();
            let end = End { text, token, ending, quoted, first: last == start };
            if !(end.is_list_number(within, start, last)) && end.ends_sentence(rest) {
                make_room(out, range.start + at, tokens.len());
                out.extend(Segment::of(tokens, range.start + start, range.start + at));
                start = at;
            }
        }
        make_room(out, range.end, tokens.len());
        out.extend(Segment::of(tokens, range.start + start, range.end));
    }
}

/// How a token may end a sentence, by itself and the one after it.
fn ending(text: &str, token: &Token, next: Option<&Token>) -> Option<Ending> {
    match token.kind {
        TokenKind::Stop => Some(Ending::Stop),
        TokenKind::Question | TokenKind::Exclamation => Some(Ending::Exclaimed),
        TokenKind::Ellipsis => Some(Ending::Ellipsis),
        TokenKind::Dash if next.is_some_and(|next| next.is(TokenKind::Mark)) => Some(Ending::Dash),
        TokenKind::Word if token.has(Flags::DOTTED) && ends_in_dot(text, token) => Some(Ending::Dotted),
        _ => None,
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
    /// A dash before a closing mark: speech that breaks off.
    Dash,
    /// A word that ends in a full stop: an abbreviation or initial.
    Dotted,
}

/// Whether a token belongs to the sentence that has just ended: closing marks and brackets, more punctuation.
fn closes(token: &Token, next: Option<&Token>) -> bool {
    let spaced = token.has(Flags::SPACE);
    match token.kind {
        TokenKind::Close | TokenKind::Emoji => true,
        TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation => true,
        TokenKind::Emphasis | TokenKind::Ellipsis => !spaced,
        TokenKind::Mark | TokenKind::Apostrophe => match token.mark() {
            Some(Mark::RightDouble | Mark::RightCorner | Mark::RightWhiteCorner) => true,
            // « Oui ! » with its spaces, but not the opening mark of »Ja!«.
            Some(Mark::RightGuillemet | Mark::RightAngle) => {
                !spaced || next.is_none_or(|next| next.has(Flags::SPACE) || !next.is(TokenKind::Word))
            }
            Some(
                Mark::LowDouble
                | Mark::LowSingle
                | Mark::LeftCorner
                | Mark::LeftWhiteCorner
                | Mark::Backticks,
            ) => false,
            _ => !spaced,
        },
        _ => false,
    }
}

/// Where a sentence may end.
struct End<'t> {
    text: &'t str,
    /// The token that may end it, before any closing marks.
    token: &'t Token,
    ending: Ending,
    /// A closing mark follows it.
    quoted: bool,
    /// It is the sentence's first token, too.
    first: bool,
}

impl End<'_> {
    /// Whether the sentence ends here, with `rest` of the paragraph behind the closing marks.
    fn ends_sentence(&self, rest: &[Token]) -> bool {
        // The first word behind opening marks and brackets shows how the next sentence would begin.
        let opened = rest.iter().take(OPENERS).take_while(|token| opens(token)).count();
        let Some(mut next) = rest.get(opened).or(rest.first()) else { return true };
        if next.is(TokenKind::Dash)
            && let Some(after) = rest.get(opened + 1)
        {
            // "Nobody knew.--How could they?"
            if self.quoted
                || !matches!(self.ending, Ending::Stop | Ending::Exclaimed)
                || !after.is(TokenKind::Word)
            {
                return false;
            }
            next = after;
        }
        match next.kind {
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Close => return false,
            TokenKind::Dash | TokenKind::Hyphen => return false,
            TokenKind::Word if !next.has(Flags::CAPITAL) && is_cased(self.text, next) => return false,
            _ => {}
        }
        let spaced = rest.first().is_some_and(|token| token.has(Flags::SPACE) || token.is(TokenKind::Dash));
        if !spaced && opened == 0 && !self.quoted && !self.token.has(Flags::WIDE) {
            // "end.Next" lacks a space; "3.b" and "Yahoo!Mail" lack none.
            return self.ending == Ending::Stop && next.has(Flags::CAPITAL);
        }
        match self.ending {
            Ending::Stop => true,
            Ending::Dotted => self.ends_after_abbreviation(rest, next),
            _ if self.quoted => !is_reported(rest),
            Ending::Exclaimed => true,
            Ending::Ellipsis => !is_first_person(self.text, next),
            Ending::Dash => false,
        }
    }

    /// `1.` before the words of a list's item.
    fn is_list_number(&self, tokens: &[Token], start: usize, last: usize) -> bool {
        self.ending == Ending::Stop
            && last == start + 1
            && tokens.get(start).is_some_and(|token| token.is(TokenKind::Number) && token.len < 4)
    }

    /// "He works for the U.S. The job …" and "at 5 p.m. Then …" end; "U.S. Senate", "J. Smith", "5 p.m. Friday" go on.
    fn ends_after_abbreviation(&self, rest: &[Token], next: &Token) -> bool {
        let word = self.text.get(self.token.span().range()).unwrap_or("");
        if self.quoted {
            return true;
        }
        if self.first || self.token.class().any(Class::TITLE) || NEVER_LAST.contains(&word) {
            return false;
        }
        let initial = self.token.len == 2 && self.token.has(Flags::CAPITAL);
        if rest.first().is_some_and(|token| token.is(TokenKind::Mark)) {
            return !initial;
        }
        if !next.is(TokenKind::Word) {
            return false;
        }
        next.class().any(FUNCTION)
            || ["a.m.", "p.m.", "A.M.", "P.M.", "etc."].contains(&word)
                && !next.class().any(Class::TIME)
                && !next.has(Flags::CAPITALS)
    }
}

/// How many opening marks and brackets may stand before a sentence's first word.
const OPENERS: usize = 4;

/// How many tokens after a closing mark may hold the subject of a reporting clause and its verb.
const SUBJECT: usize = 6;

/// Abbreviations that something always follows.
const NEVER_LAST: [&str; 12] =
    ["c.", "ca.", "cf.", "e.g.", "i.e.", "No.", "Nos.", "p.", "pp.", "v.", "viz.", "vs."];

/// Classes of the words that have a capital only where they begin a sentence.
const FUNCTION: Class = Class::DETERMINER
    .or(Class::PRONOUN)
    .or(Class::CONJUNCTION)
    .or(Class::SUBORDINATOR)
    .or(Class::PREPOSITION)
    .or(Class::WH);

fn opens(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Mark | TokenKind::Open | TokenKind::Emphasis | TokenKind::Apostrophe)
}

/// Whether a word's script has cases, so that a small first letter means something.
fn is_cased(text: &str, word: &Token) -> bool {
    !word.has(Flags::WIDE)
        || text.get(word.span().range()).is_some_and(|word| word.starts_with(char::is_lowercase))
}

/// “Stop!” Rubio said: a name, then a verb of speech. A pronoun or article in upper case begins a sentence instead.
fn is_reported(rest: &[Token]) -> bool {
    for (at, token) in rest.iter().take(SUBJECT).enumerate() {
        if !token.is(TokenKind::Word) {
            return false;
        }
        let class = token.class();
        if at > 0 && !token.has(Flags::CAPITAL) {
            if class.any(Class::ADVERB) && !class.any(Class::SPEECH) {
                continue;
            }
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
