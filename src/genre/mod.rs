//! Whether a text reports or narrates: what the caller says, or else what its words suggest.
//!
//! News names offices, places, days and sums; fiction has people who speak to each other. Every word of the text's
//! beginning adds what its sort weighs, and the sum's sign decides.

mod weights;

use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::options::Genre;
use weights::WEIGHTS;

/// How many tokens are looked at: a longer text has told by then.
const LOOK: usize = 4096;

/// Whether the text is a report rather than a tale.
#[inline(never)]
pub(crate) fn is_report(tokens: &[Token], genre: Genre) -> bool {
    match genre {
        Genre::News => true,
        Genre::Fiction => false,
        Genre::Detect => tokens.iter().take(LOOK).map(weight).sum::<i32>() > 0,
    }
}

/// What a token's sort weighs. Most tokens are words, for which no kinds need be told apart.
#[inline]
fn weight(token: &Token) -> i32 {
    if token.is(TokenKind::Word) {
        i32::from(WORDS[lexicon::set(token.word)][usize::from(token.has(Flags::CAPITAL))])
    } else {
        weight_of_sign(token.kind)
    }
}

#[inline(never)]
fn weight_of_sign(kind: TokenKind) -> i32 {
    i32::from(WEIGHTS[sign(kind)])
}

/// What the words of each set of classes weigh: those in lower case, those with a capital.
static WORDS: [[i8; 2]; lexicon::SETS] = {
    let mut weights = [[0; 2]; lexicon::SETS];
    let mut set = 0;
    while set < lexicon::SETS {
        let class = lexicon::set_class(set);
        weights[set] = [WEIGHTS[word(class, false)], WEIGHTS[word(class, true)]];
        set += 1;
    }
    weights
};

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

/// The sort of a token: an index into the weights.
#[cfg(feature = "train")]
pub(crate) fn sort(token: &Token) -> usize {
    match token.kind {
        TokenKind::Word => word(token.class(), token.has(Flags::CAPITAL)),
        kind => sign(kind),
    }
}

const fn word(class: Class, capital: bool) -> usize {
    let mut sort = 0;
    while sort < SORT_OF.len() {
        if class.any(SORT_OF[sort]) {
            return sort;
        }
        sort += 1;
    }
    SORT_OF.len() + capital as usize
}

/// The same of what is no word.
const fn sign(kind: TokenKind) -> usize {
    SORT_OF.len()
        + match kind {
            TokenKind::Number => 2,
            TokenKind::Mark => 3,
            TokenKind::Question | TokenKind::Exclamation => 4,
            TokenKind::Dash | TokenKind::Semicolon => 5,
            _ => 6,
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
