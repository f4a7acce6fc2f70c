//! Where mentions can be: one look at every token, so that the phrase grammar reads only what leads to a head.

use alloc::vec::Vec;

use super::reader::{FUNCTION, SOURCE, word};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};

/// What a look at a word asks: bits.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Traits(u8);

impl Traits {
    const PRONOUN: Traits = Traits(1);
    /// A noun that can stand for whoever speaks, or a title.
    const HEAD: Traits = Traits(2);
    /// A finite verb that reports.
    const REPORTS: Traits = Traits(4);
    /// No noun phrase goes on over it.
    const ENDS: Traits = Traits(8);
    /// It builds sentences: with a capital it is no name.
    const BUILDS: Traits = Traits(16);
    /// A quantity begins with it: "some of the men".
    const QUANTITY: Traits = Traits(32);

    const fn has(self, other: Traits) -> bool {
        self.0 & other.0 != 0
    }

    /// Of a word of these classes.
    const fn of(class: Class) -> Traits {
        let head = SOURCE.or(Class::TITLE);
        let modifies = Class::ADJECTIVE
            .or(Class::DEMONYM)
            .or(Class::NUMERAL)
            .or(Class::PARTICIPLE)
            .or(Class::GERUND)
            .or(Class::CONJUNCTION)
            .or(Class::DETERMINER)
            .or(Class::POSSESSIVE)
            .or(head);
        let plain = modifies.or(Class::NOUN).or(Class::PLURAL).or(Class::ADVERB);
        let function = class.any(FUNCTION);
        let inside = class.is_none() || class.any(if function { modifies } else { plain });
        let reports = class.any(Class::REPORTS.or(Class::TAG)) && class.any(Class::PAST.or(Class::THIRD));
        let quantity = Class::DETERMINER.or(Class::NUMERAL).or(Class::PRONOUN);
        Traits(
            class.any(super::PRONOUNS) as u8
                | (class.any(head) as u8) << 1
                | (reports as u8) << 2
                | (!inside as u8) << 3
                | ((function && !class.any(Class::GIVEN)) as u8) << 4
                | (class.any(quantity) as u8) << 5,
        )
    }

    #[inline]
    fn of_token(token: &Token) -> Traits {
        match token.kind {
            TokenKind::Word => TRAITS.get(lexicon::set(token.word)).copied().unwrap_or(Traits(0)),
            TokenKind::Number => Traits::QUANTITY,
            _ => Traits(0),
        }
    }
}

/// The traits of each set of classes.
static TRAITS: [Traits; lexicon::SETS] = {
    let mut traits = [Traits(0); lexicon::SETS];
    let mut set = 0;
    while set < lexicon::SETS {
        traits[set] = Traits::of(lexicon::set_class(set));
        set += 1;
    }
    traits
};

/// A set of tokens, one bit each.
#[derive(Default)]
pub(super) struct Tokens {
    words: Vec<u64>,
}

impl Tokens {
    fn clear(&mut self, len: usize) {
        self.words.clear();
        self.words.resize(len / 64 + 1, 0);
    }

    fn add(&mut self, at: usize) {
        if let Some(word) = self.words.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// Adds the tokens from `from` to `to`.
    #[inline]
    fn add_range(&mut self, from: usize, to: usize) {
        if from / 64 == to / 64
            && let Some(word) = self.words.get_mut(to / 64)
        {
            *word |= (u64::MAX << (from % 64)) & (u64::MAX >> (63 - to % 64));
        } else {
            (from..=to).for_each(|at| self.add(at));
        }
    }

    fn has(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 != 0)
    }

    fn word(&self, place: usize) -> Option<u64> {
        self.words.get(place).copied()
    }
}

/// The tokens from which a mention may be read.
#[derive(Default)]
pub(super) struct Reach {
    /// Pronouns, and where the labels of a script begin.
    single: Tokens,
    /// Those in reach of a head or of a verb that reports.
    phrases: Tokens,
    /// Where the stretch of words began that could all be in one phrase.
    since: usize,
    /// The stretch follows a verb that reports, or the token before is one.
    reported: bool,
}

impl Reach {
    pub(super) fn clear(&mut self, len: usize) {
        self.single.clear(len);
        self.phrases.clear(len);
        self.open(0);
    }

    /// A sentence begins at `at`.
    pub(super) fn open(&mut self, at: usize) {
        self.since = at;
        self.reported = false;
    }

    /// A label begins at `at`.
    pub(super) fn label(&mut self, at: usize) {
        self.single.add(at);
    }

    /// The first token from `at` on that can begin a mention, if it stands before `end`.
    pub(super) fn next(&self, at: usize, end: usize) -> Option<usize> {
        let mut place = at / 64;
        let word = |place: usize| Some(self.single.word(place)? | self.phrases.word(place)?);
        let mut bits = word(place)? & (u64::MAX << (at % 64));
        while bits == 0 {
            place += 1;
            if place * 64 >= end {
                return None;
            }
            bits = word(place)?;
        }
        Some(place * 64 + bits.trailing_zeros() as usize).filter(|at| *at < end)
    }

    /// Whether a phrase that begins at `at` can reach a head.
    pub(super) fn phrase(&self, at: usize) -> bool {
        self.phrases.has(at)
    }

    /// Takes note of the next token, which is no word.
    #[inline]
    pub(super) fn sign(&mut self, tokens: &[Token], at: usize, token: &Token) {
        match token.kind {
            TokenKind::Number if self.reported => self.reach(at),
            TokenKind::Number => {}
            TokenKind::Handle => self.reach(at),
            // "an old, tired porter"
            TokenKind::Comma if tokens.get(at + 1).is_some_and(|t| t.class().any(Class::ADJECTIVE)) => {}
            _ => self.open(at + 1),
        }
    }

    /// Takes note of the next token, which is a word; returns whether it is one that builds sentences.
    #[inline]
    pub(super) fn word(&mut self, tokens: &[Token], at: usize, token: &Token) -> bool {
        let traits = Traits::of_token(token);
        let capital = token.is_capitalised();
        let builds = traits.has(Traits::BUILDS);
        if traits.0 & !(Traits::QUANTITY.0 | Traits::BUILDS.0) == 0 && !(capital && !builds) && !self.reported
        {
            return builds;
        }
        if traits.has(Traits::PRONOUN) {
            self.single.add(at);
        }
        let name = capital && !builds;
        let reports = traits.has(Traits::REPORTS);
        if name || self.reported || reports || traits.has(Traits::HEAD) {
            self.reach(at);
        }
        if reports {
            // It reports what stands before it and after it.
            self.open(at);
            self.reported = true;
        } else if traits.has(Traits::ENDS) && !name && !quantifies(tokens, at, token, traits) {
            self.open(at + 1);
        }
        builds
    }

    /// Every token of the stretch is in reach of the one at `at`.
    fn reach(&mut self, at: usize) {
        self.phrases.add_range(self.since.min(at), at);
        self.since = at + 1;
    }
}

/// Whether the word belongs to a quantity: "none of the men", "78 percent of voters".
fn quantifies(tokens: &[Token], at: usize, token: &Token, traits: Traits) -> bool {
    if token.word == word::OF {
        let before = |k: usize| {
            tokens.get(at.wrapping_sub(k)).is_some_and(|token| Traits::of_token(token).has(Traits::QUANTITY))
        };
        return before(1) || before(2);
    }
    traits.has(Traits::QUANTITY) && tokens.get(at + 1).is_some_and(|next| next.word == word::OF)
}
