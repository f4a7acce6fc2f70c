//! Where and when a report was written, before its first sentence: *SPRINGFIELD, Ill., Oct. 24 (Newsline) —*, *NEW DELHI:*.

use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};

/// No dateline is longer.
const LONGEST: usize = 16;

/// How many letters the first word in capitals has at least.
const CAPITALS: u16 = 3;

/// Who or what may be named in capitals before a colon and says what follows: *POLICE: two held*.
const SAYS: Class = Class::ROLE
    .or(Class::KIN)
    .or(Class::GROUP)
    .or(Class::PERSON)
    .or(Class::TITLE)
    .or(Class::DOCUMENT)
    .or(Class::GIVEN);

const OF: u16 = lexicon::entry("of");

/// How many of the tokens that a paragraph begins with are its dateline.
pub(crate) fn dateline(paragraph: &[Token]) -> usize {
    let Some(first) = paragraph.first().filter(|first| first.is(TokenKind::Word) && first.is_capitalised())
    else {
        return 0;
    };
    let capitals = first.has(Flags::CAPITALS) && first.len >= CAPITALS;
    if !capitals && !first.class().any(Class::PLACE.or(Class::TIME)) {
        return 0;
    }
    let (mut bracket, mut place) = (false, true);
    for (at, token) in paragraph.iter().enumerate().take(LONGEST) {
        let class = token.class();
        let fits = match token.kind {
            // *SHANGHAI—The port …*
            TokenKind::Dash if !token.space_before() && place && at > 0 => {
                let next = paragraph.get(at + 1);
                let opens = |next: &Token| {
                    next.is(TokenKind::Word) && next.is_capitalised() && !next.has(Flags::CAPITALS)
                };
                return if next.is_some_and(opens) { at + 1 } else { 0 };
            }
            TokenKind::Dash | TokenKind::Hyphen if token.space_before() => {
                let next = paragraph.get(at + 1);
                return if next.is_some_and(|next| next.space_before() && next.is_capitalised()) {
                    at + 1
                } else {
                    0
                };
            }
            TokenKind::Colon => return if place && paragraph.len() > at + 1 { at + 1 } else { 0 },
            TokenKind::Open => {
                bracket = true;
                true
            }
            TokenKind::Close => {
                bracket = false;
                true
            }
            TokenKind::Word => {
                let named = token.has(Flags::CAPITALS) || class.any(Class::PLACE);
                place &= named && !class.any(SAYS);
                token.is_capitalised()
                    || bracket
                    || class.any(Class::TIME.or(Class::PARTICLE))
                    || token.word == OF
            }
            TokenKind::Number => {
                place = false;
                true
            }
            TokenKind::Comma | TokenKind::Stop | TokenKind::Symbol => true,
            _ => bracket,
        };
        if !fits {
            return 0;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands behind the dateline.
    fn behind(text: &str) -> &str {
        let mut stages = crate::pipeline::Stages::default();
        stages.run(text, &crate::options::Options::default());
        let first = stages.layout.tokens.get(dateline(&stages.layout.tokens));
        first.and_then(|first| text.get(first.start as usize..)).unwrap_or_default()
    }

    #[test]
    fn place_and_day_stand_before_a_report() {
        for line in [
            "SPRINGFIELD, Ill., Oct. 24 (Newsline) — ",
            "NEW DELHI: ",
            "PORT LENNOX, Oct 14 (Wirenet) - ",
            "Durban - ",
            "SANTA ROSA DEL MONTE (AFN) — ",
            "CHENGDU, April 18 (Wire) -- ",
            "Bengaluru: ",
            "SHANGHAI—",
            "NEW DELHI—",
        ] {
            assert_eq!(behind(&alloc::format!("{line}The court met.")), "The court met.", "{line}");
        }
    }

    #[test]
    fn who_says_something_is_no_dateline() {
        for text in [
            "POLICE: Two held in raid.",
            "MAYOR: The plan is dead.",
            "Leeds - a city that never - slept.",
            "The NHS - The pride of a nation.",
            "LEEDS won by two goals - Their best.",
            "Tom - The bus is here.",
            "NATO—AFN talks began.",
            "NATO—of all people—met.",
        ] {
            assert_eq!(behind(text), text);
        }
    }
}
