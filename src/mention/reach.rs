//! Where mentions can be: one look at every token, so that the phrase grammar reads only what leads to a head.

use alloc::vec::Vec;

use super::description::NAMES;
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
        let unlisted = class.without(NAMES).is_none();
        let inside = unlisted || class.any(if function { modifies } else { plain });
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
}

/// The traits of each token, by its row.
static TRAITS: [Traits; ROWS] = {
    let mut traits = [Traits::ENDS; ROWS];
    let mut block = 0;
    while block < lexicon::BLOCKS {
        let class = lexicon::block_class(block);
        traits[2 * block] = Traits::of(class, false);
        traits[2 * block + 1] = Traits::of(class, true);
        block += 1;
    }
    traits[SIGNS + TokenKind::Number as usize] = Traits::STARTS;
    traits[SIGNS + TokenKind::Handle as usize] = Traits(Traits::HEAD.0 | Traits::NAME.0 | Traits::STARTS.0);
    let (of, till) = (2 * lexicon::block(word::OF), 2 * lexicon::block(word::TILL));
    let looked_at = [SIGNS + TokenKind::Comma as usize, of, of + 1, till];
    let mut at = 0;
    while at < looked_at.len() {
        traits[looked_at[at]].0 |= Traits::LOOK.0;
        at += 1;
    }
    traits
};

/// What is known of sixty-four tokens next to one another, one bit for each.
struct Marks {
    /// Pronouns, and where the labels of a script begin.
    single: u64,
    /// Heads; once all is settled those that can begin a noun phrase in whose reach a head or a verb that reports is.
    phrases: u64,
    /// Finite verbs that report.
    reports: u64,
    /// Those of which others tell whether phrases go on over them.
    look: u64,
    /// Those that no phrase ends at.
    goes_on: u64,
    /// Words in lower case that could be names if they had a capital.
    small: u64,
    /// Those of the phrases that may be names.
    names: u64,
    /// Those that a noun phrase can begin with.
    starts: u64,
}

impl Marks {
    /// Of so many tokens, of which the last may be missing.
    fn of(tokens: &[Token]) -> Marks {
        let mut traits = [Traits::NONE; BLOCK];
        // Two at a time, so that counting them costs less.
        let (pairs, last) = tokens.as_chunks::<2>();
        for (own, pair) in traits.as_chunks_mut::<2>().0.iter_mut().zip(pairs) {
            *own = pair.each_ref().map(Traits::of_token);
        }
        if let ([last], Some(own)) = (last, traits.get_mut(2 * pairs.len())) {
            *own = Traits::of_token(last);
        }
        let [single, phrases, reports, look, ends, small, names, starts] = bits(&traits);
        Marks { single, phrases, reports, look, goes_on: !ends, small, names, starts }
    }
}

/// The tokens from which a mention may be read.
#[derive(Default)]
pub(super) struct Reach {
    marks: Vec<Marks>,
}

impl Reach {
    /// Looks at every token of a text.
    #[inline(never)]
    pub(super) fn read(&mut self, prose: Prose<'_>) {
        self.marks.clear();
        self.marks.extend(prose.tokens.chunks(BLOCK).map(Marks::of));
        self.look(prose.tokens);
        for sentence in prose.sentences {
            // No phrase goes on over a sentence's end.
            if let Some(last) = (sentence.tokens.end as usize).checked_sub(1)
                && let Some(marks) = self.marks.get_mut(last / BLOCK)
            {
                marks.goes_on &= !(1 << (last % BLOCK));
            }
        }
        self.settle();
    }

    /// Lets phrases go on over those tokens of which others tell that they do.
    fn look(&mut self, tokens: &[Token]) {
        for block in 0..self.marks.len() {
            let mut look = self.marks.get(block).map_or(0, |marks| marks.look);
            while look != 0 {
                let at = block * BLOCK + look.trailing_zeros() as usize;
                look &= look - 1;
                let is = |token: &Token| token.is(TokenKind::Comma);
                if tokens.get(at).is_some_and(is) {
                    // "an old, tired porter"
                    if tokens.get(at + 1).is_some_and(|next| next.class().any(Class::ADJECTIVE)) {
                        self.go_on(at);
                    }
                } else if tokens.get(at).is_some_and(|token| token.word == word::OF) {
                    self.quantify(tokens, at);
                } else if tokens.get(at).is_some_and(|token| token.word == word::TILL) {
                    // “…,” said the till.
                    let the = at.checked_sub(1).and_then(|the| tokens.get(the));
                    if the.is_some_and(|the| the.class().any(Class::DETERMINER)) {
                        self.go_on(at);
                    }
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
            // "One of them said": the verb is behind these.
            let many = |them: &Token| them.class().all(Class::PRONOUN.or(Class::MANY));
            if tokens.get(of + 1).is_some_and(|them| many(them) && !them.class().any(Class::SUBJECT)) {
                self.go_on(of + 1);
            }
        }
    }

    fn go_on(&mut self, at: usize) {
        if let Some(marks) = self.marks.get_mut(at / BLOCK) {
            marks.goes_on |= 1 << (at % BLOCK);
        }
    }

    /// Finds what is in reach of what, once the traits of all tokens are known.
    ///
    /// A verb that reports is in reach of what follows it up to a token that ends phrases, and a head of what stands
    /// before it after such a token. Either spreads from token to token as a carry does from digit to digit, so that
    /// an addition spreads it over sixty-four tokens.
    fn settle(&mut self) {
        let mut reported = false;
        for marks in &mut self.marks {
            let after;
            (after, reported) = spread(marks.reports, marks.goes_on, reported);
            marks.phrases |= marks.reports | after;
        }
        let mut leads = false;
        for marks in self.marks.iter_mut().rev() {
            let before;
            (before, leads) = spread(marks.phrases.reverse_bits(), marks.goes_on.reverse_bits(), leads);
            marks.phrases |= marks.goes_on & before.reverse_bits();
            marks.phrases &= marks.starts;
        }
    }

    /// A label begins at `at`.
    pub(super) fn label(&mut self, at: usize) {
        if let Some(marks) = self.marks.get_mut(at / BLOCK) {
            marks.single |= 1 << (at % BLOCK);
        }
    }

    /// A phrase that is somebody begins at `at`.
    pub(super) fn begin(&mut self, at: usize) {
        if let Some(marks) = self.marks.get_mut(at / BLOCK) {
            marks.phrases |= 1 << (at % BLOCK);
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

    /// Where the phrases end that go on over the token at `at`, which stands before `end`, the sentence's or nearer.
    pub(super) fn end_of_phrases(&self, at: usize, end: usize) -> usize {
        // That none goes on over a sentence's last token tells nothing of the token.
        self.first(at, end.saturating_sub(1), |marks| !marks.goes_on).unwrap_or(end)
    }

    /// Whether a verb that reports stands from `at` on before `end`.
    pub(super) fn reports(&self, at: usize, end: usize) -> bool {
        self.first(at, end, |marks| marks.reports).is_some()
    }

    #[inline]
    fn first(&self, at: usize, end: usize, of: impl Fn(&Marks) -> u64) -> Option<usize> {
        let mut place = at / BLOCK;
        let mut bits = of(self.marks.get(place)?) & (u64::MAX << (at % BLOCK));
        while bits == 0 {
            place += 1;
            if place * BLOCK >= end {
                return None;
            }
            bits = of(self.marks.get(place)?);
        }
        Some(place * BLOCK + bits.trailing_zeros() as usize).filter(|at| *at < end)
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
        self.marks.get(at / BLOCK).is_some_and(|marks| of(marks) >> (at % BLOCK) & 1 != 0)
    }
}

/// How many tokens share a block of marks.
const BLOCK: usize = u64::BITS as usize;

/// Which of a block's tokens have each trait, the lowest trait first.
fn bits(block: &[Traits; BLOCK]) -> [u64; 8] {
    let mut eights = [0; 8];
    for (bits, eight) in eights.iter_mut().zip(block.as_chunks::<8>().0) {
        *bits = turned(u64::from_le_bytes(eight.map(|traits| traits.0)));
    }
    // Now each has a byte for each trait, of eight tokens: bytes are turned as bits were.
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = eights;
    let swap = |low: &mut u64, high: &mut u64, by: u32, which: u64| {
        let differ = (*low >> by ^ *high) & which;
        *low ^= differ << by;
        *high ^= differ;
    };
    for (low, high) in [(&mut a, &mut e), (&mut b, &mut f), (&mut c, &mut g), (&mut d, &mut h)] {
        swap(low, high, 32, 0x0000_0000_ffff_ffff);
    }
    for (low, high) in [(&mut a, &mut c), (&mut b, &mut d), (&mut e, &mut g), (&mut f, &mut h)] {
        swap(low, high, 16, 0x0000_ffff_0000_ffff);
    }
    for (low, high) in [(&mut a, &mut b), (&mut c, &mut d), (&mut e, &mut f), (&mut g, &mut h)] {
        swap(low, high, 8, 0x00ff_00ff_00ff_00ff);
    }
    [a, b, c, d, e, f, g, h]
}

/// Eight bytes of eight bits, turned: the lowest bits of all make the first byte.
fn turned(bytes: u64) -> u64 {
    let swap = |bits: u64, by: u32, which: u64| {
        let differ = (bits >> by ^ bits) & which;
        bits ^ differ ^ differ << by
    };
    let bits = swap(bytes, 7, 0x00aa_00aa_00aa_00aa);
    let bits = swap(bits, 14, 0x0000_cccc_0000_cccc);
    swap(bits, 28, 0x0000_0000_f0f0_f0f0)
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
        block[30].0 |= Traits::STARTS.0;
        assert_eq!(bits(&block), [0, expected, 0, 0, 0, expected, 0, 1 << 30]);
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
