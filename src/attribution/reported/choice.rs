//! One of several tokens, or none: scored by a linear model.

use alloc::vec::Vec;
use core::slice::Iter;

use super::cell::{self, NONE, Part};
use super::{Decision, TABLE};
use crate::lexer::{Flags, Token, TokenKind};
use crate::model::{LOGIT, Sink, Sum, Table};

/// A choice among tokens.
pub(crate) trait Choice {
    /// How many candidates but the first are looked at.
    const MOST: usize = usize::MAX;
    /// The sketch of a candidate behind which none farther off is looked at.
    const SURE: i32 = i32::MAX;
    /// The sketch of a candidate that is taken at once.
    const CERTAIN: i32 = i32::MAX;

    /// What is looked at first, whatever stands there: a token, or [`NONE`] for no token at all.
    fn first(&self) -> u32;

    /// The other candidates, nearest first: tokens where [`Edges`] let them be.
    fn others(&self) -> impl Iterator<Item = u32>;

    /// Gives the few features that tell most of a candidate.
    fn sketch<S: Sink>(&self, candidate: u32, sink: &mut S);

    /// Gives its other features.
    fn detail<S: Sink>(&self, candidate: u32, sink: &mut S);

    /// The likeliest candidate; the first of equals. The search ends at a sketch that leaves little doubt; of those seen
    /// so far only the ones whose sketches come near the best, and no token at all, are looked at in detail.
    fn choose(&self, table: Table<'_, TABLE>, sketches: &mut Vec<(u32, i32)>) -> u32 {
        let (first, mut others) = (self.first(), self.others());
        let Some(mut candidate) = others.next() else { return first };
        let sketch = |candidate| {
            let mut sum = Sum::new(table);
            self.sketch(candidate, &mut sum);
            sum.total
        };
        let nearest = sketch(first);
        let (mut best, mut top, mut second) = (first, i32::MIN, i32::MIN);
        if first != NONE {
            if nearest >= Self::CERTAIN {
                return first;
            }
            top = nearest;
        }
        sketches.clear();
        sketches.push((first, nearest));
        while top < Self::SURE {
            let total = sketch(candidate);
            if total >= Self::CERTAIN {
                return candidate;
            }
            sketches.push((candidate, total));
            if total > top {
                (best, top, second) = (candidate, total, top);
            } else {
                second = second.max(total);
            }
            match others.next() {
                Some(farther) if sketches.len() <= Self::MOST => candidate = farther,
                _ => break,
            }
        }
        let least = top.saturating_sub(MARGIN);
        if first != NONE && second < least {
            return best;
        }
        let near = sketches.iter().filter(|&&(candidate, total)| total >= least || candidate == NONE);
        let mut most = i32::MIN;
        for &(candidate, total) in near {
            let mut sum = Sum::from(table, total);
            self.detail(candidate, &mut sum);
            if sum.total > most {
                (best, most) = (candidate, sum.total);
            }
        }
        best
    }
}

/// A sketch behind which the answer hardly ever stands, where the nearest candidate mostly is the answer.
pub(super) const SURE: i32 = LOGIT as i32 * 5 / 4;
/// One that nothing else outdoes, either.
pub(super) const CERTAIN: i32 = LOGIT as i32 * 7 / 4;
/// How far behind the best sketch one may be: a logit and a half.
const MARGIN: i32 = LOGIT as i32 * 3 / 2;

/// The pairs of parts of speech between which each decision's spans were seen to begin or end: for each pair a byte,
/// for each decision a bit.
#[derive(Clone, Copy)]
pub(crate) struct Edges<'w> {
    pairs: &'w [u8; Edges::SIZE],
}

impl<'w> Edges<'w> {
    /// The length in bytes.
    pub(crate) const SIZE: usize = Part::COUNT * Part::COUNT;
    /// No pair, for any decision.
    pub(super) const NONE: Edges<'static> = Edges { pairs: &[0; Edges::SIZE] };
    /// Every pair, for every decision.
    #[cfg(feature = "train")]
    pub(crate) const ALL: Edges<'static> = Edges { pairs: &[u8::MAX; Edges::SIZE] };
    /// How many tokens are looked at together.
    pub(super) const AT_ONCE: usize = 8;
    /// The decisions that choose a span's first token.
    const STARTS: u8 = Decision::CueStart.bit()
        | Decision::SourceStart.bit()
        | Decision::RightStart.bit()
        | Decision::LeftStart.bit();

    pub(crate) const fn new(pairs: &'w [u8; Edges::SIZE]) -> Edges<'w> {
        Edges { pairs }
    }

    /// The pair's place.
    #[inline]
    pub(crate) const fn place(before: Part, after: Part) -> usize {
        before as usize * Part::COUNT + after as usize
    }

    /// The decisions that may end a span with the first of two neighbours or begin one with the second, by their parts of
    /// speech.
    #[inline]
    fn pair(self, before: Part, after: Part) -> u8 {
        self.pairs.get(Edges::place(before, after)).copied().unwrap_or_default()
    }

    /// For each of the tokens the decisions that may end or begin a span with it, as it and the pairs that it makes with
    /// its neighbours tell; and on both sides as many more bytes as are looked at together. The parts of speech are one
    /// more.
    pub(super) fn fill(self, tokens: &[Token], parts: &[Part], out: &mut Vec<u8>) {
        out.clear();
        out.reserve_exact(tokens.len() + 2 * Edges::AT_ONCE);
        out.resize(Edges::AT_ONCE, 0);
        let Some((first, rest)) = parts.split_first() else { return };
        let mut left = self.pair(Part::Edge, *first);
        out.extend(tokens.iter().zip(parts).zip(rest).map(|((token, &part), &next)| {
            // A heading or a line with the writer's name ends without a stop.
            if token.has(Flags::LINE) {
                left |= self.pair(Part::Stop, part);
            }
            let right = self.pair(part, next);
            let may = MAY.get(token.kind as usize).copied().unwrap_or_default();
            let edges = may & (left & Edges::STARTS | right & !Edges::STARTS);
            left = right;
            edges
        }));
        out.resize(out.len() + Edges::AT_ONCE, 0);
    }
}

/// Several tokens' decisions, as they are looked at together.
type Word = [u8; Edges::AT_ONCE];

/// The places in a stretch of [`Edges::fill`]'s bytes that have one decision's bit, the first one first.
pub(super) struct Forward<'s> {
    words: Iter<'s, Word>,
    wanted: u64,
    /// Those of the word at hand that are still to come.
    here: u64,
    /// The place behind that word.
    at: usize,
    /// The place behind the stretch.
    end: usize,
}

impl<'s> Forward<'s> {
    #[inline]
    pub(super) fn new(bytes: &'s [u8], decision: Decision, start: usize, end: usize) -> Forward<'s> {
        let words = bytes.get(start..).unwrap_or_default().as_chunks().0.iter();
        Forward { words, wanted: decision.word(), here: 0, at: start, end }
    }
}

impl Iterator for Forward<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.here == 0 {
            if self.at >= self.end {
                return None;
            }
            self.here = u64::from_le_bytes(*self.words.next()?) & self.wanted;
            self.at += Edges::AT_ONCE;
        }
        let place = self.at - Edges::AT_ONCE + (self.here.trailing_zeros() / u8::BITS) as usize;
        self.here &= self.here.wrapping_sub(1);
        (place < self.end).then_some(place)
    }
}

/// The same, the last one first.
pub(super) struct Backward<'s> {
    words: Iter<'s, Word>,
    wanted: u64,
    /// Those of the word at hand that are still to come.
    here: u64,
    /// The first place of that word.
    at: usize,
    /// The first place of the stretch.
    start: usize,
}

impl<'s> Backward<'s> {
    #[inline]
    pub(super) fn new(bytes: &'s [u8], decision: Decision, start: usize, end: usize) -> Backward<'s> {
        let words = bytes.get(..end).unwrap_or_default().as_rchunks().1.iter();
        Backward { words, wanted: decision.word(), here: 0, at: end, start }
    }
}

impl Iterator for Backward<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.here == 0 {
            if self.at <= self.start {
                return None;
            }
            self.here = u64::from_le_bytes(*self.words.next_back()?) & self.wanted;
            self.at -= Edges::AT_ONCE;
        }
        let bit = self.here.checked_ilog2()?;
        let place = self.at + (bit / u8::BITS) as usize;
        self.here ^= 1 << bit;
        (place >= self.start).then_some(place)
    }
}

/// The decisions that may choose a token of each kind.
static MAY: [u8; TokenKind::Symbol as usize + 1] = {
    let mut may = [0; TokenKind::Symbol as usize + 1];
    let mut kind = 0;
    while kind < may.len() {
        let starts = if cell::opens(kind) { Edges::STARTS } else { 0 };
        let ends = if cell::closes(kind) { !Edges::STARTS } else { 0 };
        may[kind] = starts | ends;
        kind += 1;
    }
    may
};
