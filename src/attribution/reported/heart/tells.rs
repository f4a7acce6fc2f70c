//! What people in tales tell of each other, where grammar is sure of it though the words are seldom told so in reports:
//! *Rudge says he didn't*, *I tell her his name is Idris*.

use super::{Clause, THAT};
use crate::lexer::{Flags, TokenKind};
use crate::lexicon::{self, Class, Frames, entry, is_one_of};

const TO: u16 = entry("to");
const IF: u16 = entry("if");
/// *called up that …*
const PARTICLES: [u16; 5] = lexicon::entries(["up", "down", "out", "back", "over"]);
/// Verbs that tell, and do nothing else.
const TELLS: [u16; 32] = lexicon::entries([
    "admitted",
    "admits",
    "admit",
    "announced",
    "called",
    "claim",
    "claimed",
    "claims",
    "complained",
    "declared",
    "explain",
    "explained",
    "explains",
    "insisted",
    "insists",
    "mentioned",
    "promised",
    "promises",
    "reckon",
    "reckoned",
    "reckons",
    "remarked",
    "said",
    "say",
    "says",
    "swears",
    "tell",
    "tells",
    "told",
    "warned",
    "whispered",
    "wrote",
]);
/// Whoever is told it, behind *to*, has no more words.
const HEARER: usize = 4;
/// So many words of a subject without an article of its own may stand before its verb.
const SUBJECT: usize = 3;

impl Clause<'_> {
    /// Whether somebody plainly says something with the verb at a place: *Wu explained to them that …*, *the porter said it
    /// was late*.
    pub(super) fn tells(&self, at: usize, frames: Frames) -> bool {
        let first = self.behind_hearer(at, frames);
        let called = is_one_of(self.word(at + 1), &PARTICLES) && self.word(first) == THAT;
        if !(frames.any(Frames::THAT) || called) || !self.is_deed_of_speech(at) {
            return false;
        }
        if self.word(first) == THAT {
            return self.opens_clause(first + 1);
        }
        let first = first + usize::from(self.word(first) == IF);
        let opens = self.class(first);
        if opens.any(Class::WH) {
            return false;
        }
        if opens.any(Class::SUBJECT) && !opens.any(Class::DETERMINER) {
            // *he didn't*, *it's over*
            let clitic = self.tokens.get(first).is_some_and(|own| own.has(Flags::CLITIC));
            let adverb = usize::from(self.class(first + 1).any(Class::ADVERB));
            return clitic || self.is_finite(first + 1) || self.is_finite(first + 1 + adverb);
        }
        let noun = Class::NOUN.or(Class::ADJECTIVE).or(Class::SOMEBODY);
        let predicate = Class::DETERMINER.or(Class::ADJECTIVE).or(Class::PARTICIPLE);
        // *the dragon's a metaphor*
        let is = |at: usize| {
            self.tokens.get(at).is_some_and(|own| own.has(Flags::CLITIC)) && self.class(at + 1).any(predicate)
        };
        let ahead = (2..2 + SUBJECT).map(|ahead| first + ahead);
        let mut words =
            ahead.take_while(|&at| self.tokens.get(at).is_some_and(|word| word.is(TokenKind::Word)));
        opens.any(Class::DETERMINER.or(Class::POSSESSIVE))
            && self.class(first + 1).any(noun)
            && (is(first + 1) || words.any(|at| self.class(at).any(Class::AUXILIARY.or(Class::MODAL))))
    }

    /// A verb of speech that somebody is the subject of.
    fn is_deed_of_speech(&self, at: usize) -> bool {
        let own = self.class(at);
        let Some(before) = at.checked_sub(1).filter(|_| is_one_of(self.word(at), &TELLS)) else {
            return false;
        };
        let subject = self.class(before);
        // *the report | states*
        let owned = at.checked_sub(2).map(|article| self.class(article)).unwrap_or_default();
        let somebody = subject.any(Class::SOMEBODY.or(Class::GIVEN))
            || subject.any(Class::NOUN)
                && !subject.any(Class::ADJECTIVE)
                && owned.any(Class::DETERMINER.or(Class::POSSESSIVE));
        let named =
            self.tokens.get(before).is_some_and(|name| name.is_capitalised() && name.is(TokenKind::Word));
        own.any(Class::PAST.or(Class::THIRD)) && (somebody || named && !subject.any(Class::DETERMINER))
            || subject.any(Class::SUBJECT) && !subject.any(Class::DETERMINER.or(Class::WH))
    }

    /// Where what is said begins, behind whoever is told it.
    fn behind_hearer(&self, at: usize, frames: Frames) -> usize {
        let next = self.class(at + 1);
        if is_one_of(self.word(at + 1), &PARTICLES) {
            return at + 2;
        }
        let that = |at: &usize| self.word(*at) == THAT;
        if self.word(at + 1) == TO
            && let Some(that) = (at + 3..at + 3 + HEARER).find(that)
        {
            return that;
        }
        let object = next.any(Class::PRONOUN) && !next.any(Class::SUBJECT.or(Class::DETERMINER));
        let her = next.all(Class::POSSESSIVE.or(Class::FEMALE)) && !self.class(at + 2).any(Class::NOUN);
        at + 1 + usize::from(frames.any(Frames::HEARER) && (object || her))
    }

    fn is_finite(&self, at: usize) -> bool {
        let verb = self.class(at);
        verb.any(Class::AUXILIARY.or(Class::MODAL).or(Class::THIRD))
            || verb.any(Class::PAST) && !verb.any(Class::ADJECTIVE)
    }
}
