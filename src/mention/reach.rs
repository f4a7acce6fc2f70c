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
    /// A mention can be of it, or lead to it.
    const LEADS: Traits = Traits(Traits::PRONOUN.0 | Traits::HEAD.0 | Traits::REPORTS.0);

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
    fn of_word(token: &Token) -> Traits {
        TRAITS.get(lexicon::set(token.word)).copied().unwrap_or(Traits(0))
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

/// What is known of sixty-four tokens next to one another, one bit for each.
#[derive(Clone, Copy, Default)]
struct Marks {
    /// Pronouns, and where the labels of a script begin.
    single: u64,
    /// Those in reach of a head or of a verb that reports.
    phrases: u64,
    /// Finite verbs that report.
    reports: u64,
}

/// The tokens from which a mention may be read.
#[derive(Default)]
pub(super) struct Reach {
    marks: Vec<Marks>,
    /// Where the stretch of words began that could all be in one phrase.
    since: usize,
    /// The stretch follows a verb that reports, or the token before is one.
    reported: bool,
}

impl Reach {
    pub(super) fn clear(&mut self, len: usize) {
        self.marks.clear();
        self.marks.resize(len / 64 + 1, Marks::default());
        self.open(0);
    }

    /// A sentence begins at `at`.
    pub(super) fn open(&mut self, at: usize) {
        self.since = at;
        self.reported = false;
    }

    /// A label begins at `at`.
    pub(super) fn label(&mut self, at: usize) {
        self.single(at);
    }

    #[inline]
    fn single(&mut self, at: usize) {
        if let Some(marks) = self.marks.get_mut(at / 64) {
            marks.single |= 1 << (at % 64);
        }
    }

    /// The first token from `at` on that can begin a mention, if it stands before `end`.
    #[inline]
    pub(super) fn next(&self, at: usize, end: usize) -> Option<usize> {
        self.first(at, end, |marks| marks.single | marks.phrases)
    }

    /// Whether a verb that reports stands from `at` on before `end`.
    pub(super) fn reports(&self, at: usize, end: usize) -> bool {
        self.first(at, end, |marks| marks.reports).is_some()
    }

    #[inline]
    fn first(&self, at: usize, end: usize, of: impl Fn(&Marks) -> u64) -> Option<usize> {
        let mut place = at / 64;
        let mut bits = of(self.marks.get(place)?) & (u64::MAX << (at % 64));
        while bits == 0 {
            place += 1;
            if place * 64 >= end {
                return None;
            }
            bits = of(self.marks.get(place)?);
        }
        Some(place * 64 + bits.trailing_zeros() as usize).filter(|at| *at < end)
    }

    /// Whether a phrase that begins at `at` can reach a head.
    #[inline]
    pub(super) fn phrase(&self, at: usize) -> bool {
        self.marks.get(at / 64).is_some_and(|marks| marks.phrases >> (at % 64) & 1 != 0)
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
        let traits = Traits::of_word(token);
        let builds = traits.has(Traits::BUILDS);
        let name = token.is_capitalised() && !builds;
        if name || self.reported || traits.has(Traits::LEADS) {
            self.lead(at, traits, name);
        }
        if traits.has(Traits::ENDS)
            && !name
            && !traits.has(Traits::REPORTS)
            && !quantifies(tokens, at, token, traits)
        {
            self.open(at + 1);
        }
        builds
    }

    /// Takes note of a word that a mention can be or reach. Few words are such: the others' way is kept short.
    #[inline(never)]
    fn lead(&mut self, at: usize, traits: Traits, name: bool) {
        if traits.has(Traits::PRONOUN) {
            self.single(at);
        }
        let reports = traits.has(Traits::REPORTS);
        if name || self.reported || reports || traits.has(Traits::HEAD) {
            self.reach(at);
        }
        if reports {
            // It reports what stands before it and after it.
            self.open(at);
            self.reported = true;
            if let Some(marks) = self.marks.get_mut(at / 64) {
                marks.reports |= 1 << (at % 64);
            }
        }
    }

    /// Every token of the stretch is in reach of the one at `at`.
    #[inline]
    fn reach(&mut self, at: usize) {
        let since = self.since.min(at);
        let (from, to) = (u64::MAX << (since % 64), u64::MAX >> (63 - at % 64));
        if since / 64 == at / 64
            && let Some(marks) = self.marks.get_mut(at / 64)
        {
            marks.phrases |= from & to;
        } else if let Some([first, between @ .., last]) = self.marks.get_mut(since / 64..=at / 64) {
            first.phrases |= from;
            between.iter_mut().for_each(|marks| marks.phrases = u64::MAX);
            last.phrases |= to;
        }
        self.since = at + 1;
    }
}

/// Whether the word belongs to a quantity: "none of the men", "78 percent of voters".
fn quantifies(tokens: &[Token], at: usize, token: &Token, traits: Traits) -> bool {
    if token.word == word::OF {
        let before = |k: usize| {
            tokens.get(at.wrapping_sub(k)).is_some_and(|token| {
                token.is(TokenKind::Number) || Traits::of_word(token).has(Traits::QUANTITY)
            })
        };
        return before(1) || before(2);
    }
    traits.has(Traits::QUANTITY) && tokens.get(at + 1).is_some_and(|next| next.word == word::OF)
}
