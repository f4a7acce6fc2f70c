//! Where mentions can be: one look at every token, so that the phrase grammar reads only what leads to a head.

use alloc::vec::Vec;

use super::reader::{FUNCTION, SOURCE, word};
use crate::lexer::{ROWS, SIGNS, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::pipeline::Prose;

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
    /// Whether phrases go on over it, those beside it tell: a comma, "of".
    const LOOK: Traits = Traits(8);
    /// No noun phrase goes on over it.
    const ENDS: Traits = Traits(16);
    /// A word in lower case that could be a name if it had a capital: it does not build sentences.
    const SMALL: Traits = Traits(32);
    /// With its capital it may be a name.
    const NAME: Traits = Traits(64);
    /// A noun phrase can begin with it.
    const STARTS: Traits = Traits(128);

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
        let builds = function && !class.any(Class::GIVEN);
        let name = capital && !builds;
        Traits(
            Traits::PRONOUN.when(class.any(super::PRONOUNS))
                | Traits::HEAD.when(name || class.any(head))
                | Traits::REPORTS.when(reports)
                | Traits::ENDS.when(!inside && !name && !reports)
                | Traits::SMALL.when(!capital && !builds)
                | Traits::NAME.when(name)
                | Traits::STARTS.when(capital || class.any(STARTS)),
        )
    }

    /// Of a token by itself.
    #[inline]
    fn of_token(token: &Token) -> Traits {
        TRAITS[token.row()]
    }

    /// The same where no phrase goes on over it.
    pub(super) const fn ending(self) -> Traits {
        Traits(self.0 | Traits::ENDS.0)
    }

    /// The same where phrases do.
    const fn going_on(self) -> Traits {
        Traits(self.0 & !Traits::ENDS.0)
    }
}

/// The traits of each token, by its row.
static TRAITS: [Traits; ROWS] = {
    let mut traits = [Traits::ENDS; ROWS];
    let mut set = 0;
    while set < lexicon::SETS {
        let class = lexicon::set_class(set);
        traits[2 * set] = Traits::of(class, false);
        traits[2 * set + 1] = Traits::of(class, true);
        set += 1;
    }
    traits[SIGNS + TokenKind::Number as usize] = Traits::STARTS;
    traits[SIGNS + TokenKind::Handle as usize] = Traits(Traits::HEAD.0 | Traits::NAME.0 | Traits::STARTS.0);
    let of = 2 * lexicon::set(word::OF);
    let looked_at = [SIGNS + TokenKind::Comma as usize, of, of + 1];
    let mut at = 0;
    while at < looked_at.len() {
        traits[looked_at[at]].0 |= Traits::LOOK.0;
        at += 1;
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
    /// Those that no phrase ends at.
    goes_on: u64,
    /// Those of the phrases that may be names.
    names: u64,
    /// Words in lower case that could be names if they had a capital.
    small: u64,
}

/// The tokens from which a mention may be read.
#[derive(Default)]
pub(super) struct Reach {
    /// Of each token.
    traits: Vec<Traits>,
    marks: Vec<Marks>,
}

impl Reach {
    /// Looks at every token of a text.
    #[inline(never)]
    pub(super) fn read(&mut self, prose: Prose<'_>) {
        let blocks = prose.tokens.len() / BLOCK + 1;
        self.traits.clear();
        self.traits.reserve(blocks * BLOCK);
        self.traits.extend(prose.tokens.iter().map(Traits::of_token));
        self.traits.resize(blocks * BLOCK, Traits::NONE);
        self.marks.clear();
        self.marks.resize(blocks, Marks::default());
        self.look(prose.tokens);
        // No phrase goes on over a sentence's end.
        for sentence in prose.sentences {
            let last = (sentence.tokens.end as usize).checked_sub(1);
            if let Some(last) = last.and_then(|last| self.traits.get_mut(last)) {
                *last = last.ending();
            }
        }
        self.settle();
    }

    /// Lets phrases go on over those tokens of which others tell that they do.
    fn look(&mut self, tokens: &[Token]) {
        for first in (0..tokens.len()).step_by(BLOCK) {
            let block = self.traits.get(first..).and_then(|rest| rest.first_chunk());
            let mut look = block.map_or(0, |block| bits(block, Traits::LOOK));
            while look != 0 {
                let at = first + look.trailing_zeros() as usize;
                look &= look - 1;
                let is = |token: &Token| token.is(TokenKind::Comma);
                if tokens.get(at).is_some_and(is) {
                    // "an old, tired porter"
                    if tokens.get(at + 1).is_some_and(|next| next.class().any(Class::ADJECTIVE)) {
                        self.go_on(at);
                    }
                } else if tokens.get(at).is_some_and(|token| token.word == word::OF) {
                    self.quantify(tokens, at);
                }
            }
        }
    }

    /// "none of the men", "78 percent of voters": phrases go on over the words of a quantity, those around this "of".
    fn quantify(&mut self, tokens: &[Token], of: usize) {
        let quantity = Class::DETERMINER.or(Class::NUMERAL).or(Class::PRONOUN);
        let before = |back: usize| of.checked_sub(back).and_then(|at| Some((at, tokens.get(at)?)));
        let is_quantity = |token: &Token| token.class().any(quantity);
        let measures = |token: &Token| token.is(TokenKind::Number) || is_quantity(token);
        if [1, 2].iter().any(|back| before(*back).is_some_and(|(_, token)| measures(token))) {
            self.go_on(of);
        }
        if let Some((at, _)) = before(1).filter(|(_, token)| is_quantity(token)) {
            self.go_on(at);
        }
    }

    fn go_on(&mut self, at: usize) {
        if let Some(traits) = self.traits.get_mut(at) {
            *traits = traits.going_on();
        }
    }

    /// Finds what is in reach of what, once the traits of all tokens are known.
    ///
    /// A verb that reports is in reach of what follows it up to a token that ends phrases, and a head of what stands
    /// before it after such a token. Either spreads from token to token as a carry does from digit to digit, so that
    /// an addition spreads it over sixty-four tokens.
    fn settle(&mut self) {
        let blocks = self.traits.as_chunks::<BLOCK>().0;
        let mut reported = false;
        for (marks, traits) in self.marks.iter_mut().zip(blocks) {
            let after;
            marks.goes_on = !bits(traits, Traits::ENDS);
            marks.reports = bits(traits, Traits::REPORTS);
            (after, reported) = spread(marks.reports, marks.goes_on, reported);
            marks.phrases = bits(traits, Traits::HEAD) | marks.reports | after;
            marks.single = bits(traits, Traits::PRONOUN);
            marks.names = bits(traits, Traits::NAME);
            marks.small = bits(traits, Traits::SMALL);
        }
        let mut leads = false;
        for (marks, traits) in self.marks.iter_mut().zip(blocks).rev() {
            let before;
            (before, leads) = spread(marks.phrases.reverse_bits(), marks.goes_on.reverse_bits(), leads);
            marks.phrases |= marks.goes_on & before.reverse_bits();
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

    /// The same of what can stand inside a phrase up to `within`: names and pronouns, and behind it any.
    #[inline]
    pub(super) fn next_within(&self, at: usize, within: usize, end: usize) -> Option<usize> {
        let inside =
            if at < within { self.first(at, within, |marks| marks.single | marks.names) } else { None };
        inside.or_else(|| self.next(at.max(within), end))
    }

    /// The first token from `at` on that may be a name, if it stands before `end`.
    pub(super) fn next_name(&self, at: usize, end: usize) -> Option<usize> {
        self.first(at, end, |marks| marks.names)
    }

    /// Tells of each word in lower case that could be a name if it had a capital.
    #[inline(always)]
    pub(super) fn each_small(&self, mut tell: impl FnMut(usize)) {
        for (first, marks) in (0..).step_by(BLOCK).zip(&self.marks) {
            let mut bits = marks.small;
            while bits != 0 {
                tell(first + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
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
        self.has(at, |marks| marks.phrases)
    }

    /// Whether the token at `at` may be a name.
    #[inline]
    pub(super) fn name(&self, at: usize) -> bool {
        self.has(at, |marks| marks.names)
    }

    #[inline]
    fn has(&self, at: usize, of: impl Fn(&Marks) -> u64) -> bool {
        self.marks.get(at / 64).is_some_and(|marks| of(marks) >> (at % 64) & 1 != 0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blocks_bits_are_its_tokens_in_their_order() {
        let mut block = [Traits::NONE; BLOCK];
        for at in [0, 1, 7, 8, 30, 62, 63] {
            block[at] = Traits(Traits::HEAD.0 | Traits::SMALL.0);
        }
        let expected = [0, 1, 7, 8, 30, 62, 63].iter().fold(0, |bits: u64, at| bits | 1 << at);
        assert_eq!(bits(&block, Traits::HEAD), expected);
        assert_eq!(bits(&block, Traits::SMALL), expected);
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
