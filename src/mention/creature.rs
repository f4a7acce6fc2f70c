//! Nouns for no people of which a tag tells that what they name speaks: in a fable the tortoise is somebody wherever it
//! goes.

use alloc::vec::Vec;

use super::reach::Reach;
use super::reader::{FUNCTION, SOURCE, word};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};

/// In a novel a tag may be read amiss once; of more quotations none is looked at.
const SHORT: usize = 96;
/// A tale has no more of them.
const MOST: usize = 16;

/// What has many bearers, or none: "said the voice".
const ANYBODY: [u16; 6] = lexicon::entries(["voice", "figure", "other", "one", "shape", "shadow"]);

/// The nouns that speak in a text.
#[derive(Default)]
pub(super) struct Creatures {
    nouns: Vec<(u16, u16)>,
}

impl Creatures {
    /// Finds them behind quotations, and has a phrase begin before each of them: *“…,” said the tortoise*; *“…,” the
    /// tortoise said*.
    pub(super) fn read(&mut self, prose: Prose<'_>, quotations: &[Quotation], reach: &mut Reach) {
        self.nouns.clear();
        if quotations.len() > SHORT {
            return;
        }
        let whole =
            |quotation: &&Quotation| quotation.parent().is_none() && quotation.kind != QuoteKind::Scare;
        for quotation in quotations.iter().filter(whole) {
            let behind = prose.tokens.get(quotation.tokens.end as usize..).unwrap_or_default();
            let noun = match behind {
                [says, the, noun, ..] if is_tag(says) && the.word == word::THE => noun,
                [the, noun, says, ..] if is_tag(says) && the.word == word::THE => noun,
                _ => continue,
            };
            if self.nouns.len() < MOST && may_speak(noun) && !self.has(noun) {
                self.nouns.push(key(noun));
            }
        }
        if self.nouns.is_empty() {
            return;
        }
        for (at, window) in prose.tokens.windows(3).enumerate() {
            let [first, second, third] = window else { break };
            let begins = first.class().any(Class::DETERMINER)
                && (self.has(second) || second.class().any(Class::ADJECTIVE) && self.has(third));
            if begins {
                reach.begin(at);
            }
        }
    }

    /// Whether a noun names what speaks.
    pub(super) fn has(&self, noun: &Token) -> bool {
        !self.nouns.is_empty() && self.nouns.contains(&key(noun))
    }
}

fn key(noun: &Token) -> (u16, u16) {
    (noun.word, noun.hash)
}

fn is_tag(token: &Token) -> bool {
    token.class().all(Class::TAG) && token.class().any(Class::PAST.or(Class::THIRD))
}

/// A noun in lower case that is for a single thing or beast, and for nobody whom the lexicon knows.
fn may_speak(noun: &Token) -> bool {
    const OTHERS: Class = SOURCE.or(Class::TITLE).or(Class::PLURAL).or(Class::CUE_NOUN).or(FUNCTION);
    let class = noun.class();
    noun.is(TokenKind::Word)
        && !noun.is_capitalised()
        && (class.any(Class::NOUN) || class.is_none())
        && !class.any(OTHERS)
        && !lexicon::is_one_of(noun.word, &ANYBODY)
}
