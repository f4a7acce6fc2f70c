//! Whether a text reports or narrates: what the caller says, or else what its words suggest.
//!
//! News names offices, places, days and sums; fiction has people who speak to each other. Every word of the text's
//! beginning adds what its sort weighs, and the sum's sign decides.

mod weights;

use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::options::Genre;
use weights::WEIGHTS;

/// How many tokens are looked at: a longer text has told by then.
const LOOK: usize = 4096;

/// Whether the text is a report rather than a tale.
pub(crate) fn is_report(tokens: &[Token], genre: Genre) -> bool {
    match genre {
        Genre::News => true,
        Genre::Fiction => false,
        Genre::Detect => {
            let weight = |token| WEIGHTS.get(sort(token)).map_or(0, |&weight| i32::from(weight));
            tokens.iter().take(LOOK).map(weight).sum::<i32>() > 0
        }
    }
}

/// How many sorts of tokens are told apart.
pub(crate) const SORTS: usize = SORT_OF.len() + 7;

/// Words by class: the first that fits.
const SORT_OF: [Class; 16] = [
    Class::FIRST,
    Class::SECOND,
    Class::PRONOUN.or(Class::POSSESSIVE),
    Class::TIME,
    Class::PLACE,
    Class::DEMONYM,
    Class::TITLE,
    Class::KIN,
    Class::INTERJECTION.or(Class::ADDRESS),
    Class::ROLE,
    Class::GROUP,
    Class::ORGANISATION,
    Class::DOCUMENT,
    Class::GIVEN,
    Class::SPEECH,
    Class::PAST,
];

/// Every class that has a sort of its own; most words have none of them.
const SORTED: Class = {
    let mut all = Class::NONE;
    let mut at = 0;
    while at < SORT_OF.len() {
        all = all.or(SORT_OF[at]);
        at += 1;
    }
    all
};

/// The sort of a token: an index into the weights.
pub(crate) fn sort(token: &Token) -> usize {
    let other = |index: usize| SORT_OF.len() + index;
    match token.kind {
        TokenKind::Word => {
            let class = token.class();
            let listed = || SORT_OF.iter().position(|&sort| class.any(sort));
            match class.any(SORTED).then(listed).flatten() {
                Some(sort) => sort,
                None => other(usize::from(token.has(Flags::CAPITAL))),
            }
        }
        TokenKind::Number => other(2),
        TokenKind::Mark => other(3),
        TokenKind::Question | TokenKind::Exclamation => other(4),
        TokenKind::Dash | TokenKind::Semicolon => other(5),
        _ => other(6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn reports(text: &str, genre: Genre) -> bool {
        let tokens: Vec<Token> = crate::tokens(text).collect();
        is_report(&tokens, genre)
    }

    const NEWS: &str = "The Tarn Valley council voted 9 to 4 on Monday to close two schools, officials said. Council \
                        leader Ingrid Falk said the decision would save $1.4 million a year.";
    const TALE: &str = "She had hidden the letter under the clock, and now it was gone. “Where did you put it?” she \
                        whispered. He looked at his boots, and then at the door, and said nothing.";

    #[test]
    fn news_and_tales_are_told_apart() {
        assert!(reports(NEWS, Genre::Detect));
        assert!(!reports(TALE, Genre::Detect));
        assert!(!reports("", Genre::Detect));
    }

    #[test]
    fn the_caller_knows_better() {
        assert!(!reports(NEWS, Genre::Fiction));
        assert!(reports(TALE, Genre::News));
    }
}
