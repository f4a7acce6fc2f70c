//! Where mentions can be: one look at every token, so that the phrase grammar reads only what leads to a head.

use alloc::vec::Vec;

use super::reader::{FUNCTION, SOURCE, word};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::span::Run;

/// What a noun phrase in lower case begins with.
const STARTS: Class = Class::DETERMINER
    .or(Class::POSSESSIVE)
    .or(Class::NUMERAL)
    .or(Class::ADJECTIVE)
    .or(Class::NOUN)
    .or(Class::PLURAL)
    .or(Class::DEMONYM)
    .or(Class::TITLE)
    .or(SOURCE);

/// What is asked of a token: bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Traits(u8);

impl Traits {
    const NONE: Traits = Traits(0);
    const PRONOUN: Traits = Traits(1);
    /// A name, a noun that can stand for whoever speaks, or a title: a phrase that leads to it can be a mention.
    const HEAD: Traits = Traits(2);
    /// A finite verb that reports.
    const REPORTS: Traits = Traits(4);
    /// A phrase can lead to it if it is reported.
    const LINKS: Traits = Traits(8);
    /// No noun phrase goes on over it.
    const ENDS: Traits = Traits(16);
    /// It builds sentences: with a capital it is no name.
    const BUILDS: Traits = Traits(32);
    /// A quantity begins with it: "some of the men".
    const QUANTITY: Traits = Traits(64);
    /// A noun phrase can begin with it.
    const STARTS: Traits = Traits(128);

    #[inline]
    const fn has(self, other: Traits) -> bool {
        self.0 & other.0 != 0
    }

    const fn when(self, holds: bool) -> u8 {
        if holds { self.0 } else { 0 }
    }

    /// Of a word of these classes.
    const fn of(class: Class, capital: bool) -> Traits {
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
        let builds = function && !class.any(Class::GIVEN);
        let name = capital && !builds;
        Traits(
            Traits::LINKS.0
                | Traits::PRONOUN.when(class.any(super::PRONOUNS))
                | Traits::HEAD.when(name || class.any(head))
                | Traits::REPORTS.when(reports)
                | Traits::ENDS.when(!inside && !name && !reports)
                | Traits::BUILDS.when(builds)
                | Traits::QUANTITY.when(class.any(quantity))
                | Traits::STARTS.when(capital || class.any(STARTS)),
        )
    }

    /// Of a word by itself.
    #[inline]
    fn of_word(word: &Token) -> Traits {
        TRAITS[lexicon::set(word.word)][usize::from(word.is_capitalised())]
    }

    /// Of the word that stands here among others.
    #[inline]
    pub(super) fn of_next_word(tokens: &[Token], at: usize, word: &Token) -> Traits {
        let traits = Traits::of_word(word);
        // What is seldom so is asked first: each branch that could go either way costs more than the question.
        let of = word.word == word::OF || tokens.get(at + 1).is_some_and(|next| next.word == word::OF);
        if of && traits.has(Traits::ENDS) && quantifies(tokens, at, word, traits) {
            return Traits(traits.0 & !Traits::ENDS.0);
        }
        traits
    }

    /// Of a token that is no word.
    #[inline]
    pub(super) fn of_sign(tokens: &[Token], at: usize, sign: &Token) -> Traits {
        match sign.kind {
            TokenKind::Number => Traits(Traits::LINKS.0 | Traits::STARTS.0),
            TokenKind::Handle => Traits(Traits::HEAD.0 | Traits::STARTS.0),
            // "an old, tired porter"
            TokenKind::Comma if tokens.get(at + 1).is_some_and(|t| t.class().any(Class::ADJECTIVE)) => {
                Traits::NONE
            }
            _ => Traits::ENDS,
        }
    }

    /// The same where no phrase goes on over it.
    pub(super) const fn ending(self) -> Traits {
        Traits(self.0 | Traits::ENDS.0)
    }

    /// Whether the word builds sentences: with a capital it is no name.
    #[inline]
    pub(super) const fn builds(self) -> bool {
        self.has(Traits::BUILDS)
    }
}

/// The traits of the words of each set of classes: in lower case, and with a capital.
static TRAITS: [[Traits; 2]; lexicon::SETS] = {
    let mut traits = [[Traits::NONE; 2]; lexicon::SETS];
    let mut set = 0;
    while set < lexicon::SETS {
        let class = lexicon::set_class(set);
        traits[set] = [Traits::of(class, false), Traits::of(class, true)];
        set += 1;
    }
    traits
};

/// What is known of sixty-four tokens next to one another, one bit for each.
#[derive(Clone, Copy, Default)]
struct Marks {
    /// Pronouns, and where the labels of a script begin.
    single: u64,
    /// Those that can begin a noun phrase in whose reach a head or a verb that reports is.
    phrases: u64,
    /// Finite verbs that report.
    reports: u64,
}

/// The tokens from which a mention may be read.
#[derive(Default)]
pub(super) struct Reach {
    /// Of each token.
    traits: Vec<Traits>,
    marks: Vec<Marks>,
}

impl Reach {
    /// Makes room for so many tokens, of which nothing is known yet.
    pub(super) fn clear(&mut self, tokens: usize) {
        let blocks = tokens / BLOCK + 1;
        self.traits.clear();
        self.traits.resize(blocks * BLOCK, Traits::NONE);
        self.marks.clear();
        self.marks.resize(blocks, Marks::default());
    }

    /// The traits of a sentence's tokens, to be written.
    pub(super) fn sentence(&mut self, sentence: Run) -> &mut [Traits] {
        self.traits.get_mut(sentence.range()).unwrap_or_default()
    }

    /// Finds what is in reach of what, once the traits of all tokens are known.
    ///
    /// A verb that reports is in reach of what follows it up to a token that ends phrases, and a head of what stands
    /// before it after such a token. Either spreads from token to token as a carry does from digit to digit, so that
    /// an addition spreads it over sixty-four tokens.
    pub(super) fn settle(&mut self) {
        let blocks = self.traits.as_chunks::<BLOCK>().0;
        let mut reported = false;
        for (marks, traits) in self.marks.iter_mut().zip(blocks) {
            let goes_on = !bits(traits, Traits::ENDS);
            let heads = bits(traits, Traits::HEAD);
            let after;
            marks.reports = bits(traits, Traits::REPORTS);
            (after, reported) = spread(marks.reports, goes_on, reported);
            marks.single = bits(traits, Traits::PRONOUN);
            marks.phrases = heads | marks.reports | after & bits(traits, Traits::LINKS);
        }
        let mut leads = false;
        for (marks, traits) in self.marks.iter_mut().zip(blocks).rev() {
            let goes_on = !bits(traits, Traits::ENDS);
            let before;
            (before, leads) = spread(marks.phrases.reverse_bits(), goes_on.reverse_bits(), leads);
            marks.phrases |= goes_on & before.reverse_bits();
            marks.phrases &= bits(traits, Traits::STARTS);
        }
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
}

/// How many tokens share a block of marks.
const BLOCK: usize = u64::BITS as usize;

/// Which of a block's tokens have the trait.
#[inline]
fn bits(block: &[Traits; BLOCK], of: Traits) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let shift = of.0.trailing_zeros();
    let eights = block.as_chunks::<8>().0.iter().rev();
    eights.fold(0, |bits, eight| {
        let bytes = u64::from_le_bytes(eight.map(|traits| traits.0));
        // Each byte's bit comes to its place in the topmost byte.
        bits << 8 | ((bytes >> shift & ONES).wrapping_mul(0x0102_0408_1020_4080) >> 56)
    })
}

/// Spreads from each bit of `from` over the bits above it, up to the first that does not go on and over that; and from
/// the block below, if it comes from there. Tells whether it goes beyond the block.
#[inline]
fn spread(from: u64, goes_on: u64, below: bool) -> (u64, bool) {
    let either = from | goes_on;
    let (sum, over) = from.overflowing_add(either);
    let (sum, more) = sum.overflowing_add(u64::from(below));
    // A digit of the sum that is not the digits' own got a carry.
    (sum ^ from ^ either, over | more)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blocks_bits_are_its_tokens_in_their_order() {
        let mut block = [Traits::NONE; BLOCK];
        for at in [0, 1, 7, 8, 30, 62, 63] {
            block[at] = Traits(Traits::HEAD.0 | Traits::LINKS.0);
        }
        let expected = [0, 1, 7, 8, 30, 62, 63].iter().fold(0, |bits: u64, at| bits | 1 << at);
        assert_eq!(bits(&block, Traits::HEAD), expected);
        assert_eq!(bits(&block, Traits::LINKS), expected);
        assert_eq!(bits(&block, Traits::ENDS), 0);
    }

    #[test]
    fn a_spread_ends_behind_what_does_not_go_on() {
        assert_eq!(spread(0b0000_0010, 0b0110_1111, false), (0b0001_1100, false));
        assert_eq!(spread(0b0000_0001, 0, false), (0b0000_0010, false));
        assert_eq!(spread(0, 0b0000_0111, true), (0b0000_1111, false));
        assert_eq!(spread(1 << 63, 0, false), (0, true));
        assert_eq!(spread(0, u64::MAX, true), (u64::MAX, true));
        assert_eq!(spread(0, u64::MAX, false), (0, false));
    }
}
