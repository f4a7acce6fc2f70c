//! Nouns for no people of which a tag tells that what they name speaks: in a fable the tortoise is somebody wherever it
//! goes.

use alloc::vec::Vec;

use super::reach::Reach;
use super::reader::{FUNCTION, SOURCE, word};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class, SHOWN, SOUNDS};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};

/// In a novel a tag may be read amiss once; of more quotations none is looked at.
const SHORT: usize = 96;
/// A tale has no more of them.
const MOST: usize = 16;

/// What has many bearers, or none: "said the voice".
const ANYBODY: [u16; 6] = lexicon::entries(["voice", "figure", "other", "one", "shape", "shadow"]);

const ARTICLES: [u16; 3] = [word::THE, word::A, word::AN];
const THEY: u16 = lexicon::entry("they");
const CAME: u16 = lexicon::entry("came");

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
                // “…,” came a hoarse whisper: who is only heard.
                [came, a, noun, ..] | [came, a, _, noun, ..]
                    if came.word == CAME && lexicon::is_one_of(a.word, &ARTICLES) && is_sound(noun) =>
                {
                    self.note(noun);
                    continue;
                }
                [it, says, ..] if is_tag(says) && it.word == word::IT => {
                    let Some(noun) = before(prose, quotation) else { continue };
                    noun
                }
                // “…,” they said: the miners of the sentence before.
                [they, says, ..] if is_tag(says) && they.word == THEY => {
                    if let Some(noun) = several_before(prose, quotation) {
                        self.note(noun);
                    }
                    continue;
                }
                _ => continue,
            };
            if may_speak(noun) {
                self.note(noun);
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

    fn note(&mut self, noun: &Token) {
        if self.nouns.len() < MOST && !self.has(noun) {
            self.nouns.push(key(noun));
        }
    }

    /// Whether a noun names what speaks.
    pub(super) fn has(&self, noun: &Token) -> bool {
        !self.nouns.is_empty() && self.nouns.contains(&key(noun))
    }
}

/// What "it" is behind a quotation: the cat of the sentence before. *The cat jumped on the wall. “…,” it said.*
fn before<'t>(prose: Prose<'t>, quotation: &Quotation) -> Option<&'t Token> {
    /// So many sentences back.
    const LOOK: usize = 2;
    let here = quotation.tokens.start;
    let next = prose.sentences.partition_point(|sentence| sentence.tokens.start < here);
    let earlier = prose.sentences.get(..next).unwrap_or_default().iter().rev().take(LOOK);
    earlier.into_iter().find_map(|sentence| {
        let end = sentence.tokens.end.min(here) as usize;
        let words = prose.tokens.get(sentence.tokens.start as usize..end)?;
        // *It has a daisy on it*: what that is the sentence before tells.
        if words.first().is_some_and(|it| it.word == word::IT) {
            return None;
        }
        // *A pink face rose over the banister. “…,” it said.*
        let its = |at: usize| at.checked_sub(1).and_then(|its| words.get(its)).is_some_and(is_its);
        if words.iter().zip(0..).any(|(word, at)| lexicon::is_one_of(word.word, &SHOWN) && !its(at)) {
            return Some(None);
        }
        let noun = |words: &'t [Token]| match words {
            [the, noun, next, ..] if lexicon::is_one_of(the.word, &ARTICLES) => {
                let adjective = noun.class().any(Class::ADJECTIVE) && may_speak(next);
                Some(if adjective { next } else { noun }).filter(|noun| may_speak(noun))
            }
            _ => None,
        };
        // The subject rather than where it sits; and what somebody switches on.
        noun(words).or_else(|| (1..words.len()).rev().find_map(|at| noun(words.get(at..)?))).map(Some)
    })?
}

/// The people who begin the sentence before a quotation: *The miners raised their lamps*.
fn several_before<'t>(prose: Prose<'t>, quotation: &Quotation) -> Option<&'t Token> {
    let here = quotation.tokens.start;
    let next = prose.sentences.partition_point(|sentence| sentence.tokens.start < here);
    let sentence = prose.sentences.get(next.checked_sub(1)?)?;
    let determiners = Class::DETERMINER.or(Class::NUMERAL).or(Class::POSSESSIVE);
    let (first, rest) = prose.tokens.get(sentence.tokens.range())?.split_first()?;
    let noun = rest.iter().take(2).find(|noun| !noun.class().any(Class::ADJECTIVE))?;
    let class = noun.class();
    let people = class.any(Class::PLURAL)
        && !class.any(SOURCE.or(Class::TITLE).or(Class::CUE_NOUN).or(FUNCTION))
        && !noun.is_capitalised();
    (people && first.class().any(determiners)).then_some(noun)
}

fn key(noun: &Token) -> (u16, u16) {
    (noun.word, noun.hash)
}

fn is_tag(token: &Token) -> bool {
    token.class().all(Class::TAG) && token.class().any(Class::PAST.or(Class::THIRD))
}

fn is_its(token: &Token) -> bool {
    token.word == word::ITS
}

/// "A shout", "a whisper": what is heard of somebody.
fn is_sound(noun: &Token) -> bool {
    lexicon::is_one_of(noun.word, &SOUNDS) && !noun.is_capitalised()
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
