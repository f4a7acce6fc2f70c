//! One of several tokens, or none: scored by a linear model.

use alloc::vec::Vec;

use super::cell::{self, NONE, Part};
use super::{Decision, TABLE};
use crate::lexer::{Token, TokenKind};
use crate::model::{LOGIT, Sink, Sum, Table};

/// A choice among tokens.
pub(crate) trait Choice {
    /// The candidates, nearest first, of which the first is looked at whatever stands there: tokens, or [`NONE`] for no
    /// token at all. [`Edges`] say where the others are.
    fn candidates(&self) -> impl Iterator<Item = u32>;

    /// Gives the few features that tell most of a candidate.
    fn sketch<S: Sink>(&self, candidate: u32, sink: &mut S);

    /// Gives its other features.
    fn detail<S: Sink>(&self, candidate: u32, sink: &mut S);

    /// The likeliest candidate; the first of equals. Only those whose sketches come near the best, and no token at
    /// all, are looked at in detail.
    fn choose(&self, table: Table<'_, TABLE>, sketches: &mut Vec<(u32, i32)>) -> Option<u32> {
        sketches.clear();
        self.candidates().for_each(|candidate| sketches.push((candidate, 0)));
        if let &[(only, _)] = sketches.as_slice() {
            return Some(only);
        }
        let mut top = i32::MIN;
        for (candidate, total) in sketches.iter_mut() {
            let mut sum = Sum::new(table);
            self.sketch(*candidate, &mut sum);
            *total = sum.total;
            if *candidate != NONE {
                top = top.max(sum.total);
            }
        }
        sketches.retain(|&(candidate, total)| candidate == NONE || total >= top - MARGIN);
        if let &[(only, _)] = sketches.as_slice() {
            return Some(only);
        }
        let (mut best, mut most) = (None, i32::MIN);
        for &(candidate, total) in sketches.iter() {
            let mut sum = Sum::from(table, total);
            self.detail(candidate, &mut sum);
            if best.is_none() || sum.total > most {
                (best, most) = (Some(candidate), sum.total);
            }
        }
        best
    }
}

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
    /// its neighbours tell; and as many more bytes as are looked at together. The parts of speech are one more.
    pub(super) fn fill(self, tokens: &[Token], parts: &[Part], out: &mut Vec<u8>) {
        out.clear();
        out.reserve_exact(tokens.len() + Edges::AT_ONCE);
        let Some((first, rest)) = parts.split_first() else { return };
        let mut left = self.pair(Part::Edge, *first);
        out.extend(tokens.iter().zip(parts).zip(rest).map(|((token, &part), &next)| {
            let right = self.pair(part, next);
            let may = MAY.get(token.kind as usize).copied().unwrap_or_default();
            let edges = may & (left & Edges::STARTS | right & !Edges::STARTS);
            left = right;
            edges
        }));
        out.resize(out.len() + Edges::AT_ONCE, 0);
    }

    /// The places up to `to` of those bytes, from the first on, that have this decision's bit.
    #[inline]
    pub(super) fn find(
        bytes: &[u8],
        decision: Decision,
        to: usize,
    ) -> impl DoubleEndedIterator<Item = usize> {
        let wanted = u64::from_ne_bytes([decision.bit(); Edges::AT_ONCE]);
        let (words, _) = bytes.as_chunks::<{ Edges::AT_ONCE }>();
        let words = words.iter().take(to.div_ceil(Edges::AT_ONCE)).enumerate();
        words.flat_map(move |(i, word)| {
            let first = i * Edges::AT_ONCE;
            let beyond = (first + Edges::AT_ONCE).saturating_sub(to) as u32;
            let here = u64::from_le_bytes(*word) & wanted & u64::MAX >> (beyond * u8::BITS);
            Places { first, here }
        })
    }
}

/// The places of the bytes that are not zero.
struct Places {
    first: usize,
    here: u64,
}

impl Iterator for Places {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let bit = self.here.trailing_zeros();
        let at = (self.here != 0).then(|| self.first + (bit / u8::BITS) as usize);
        self.here &= self.here.wrapping_sub(1);
        at
    }
}

impl DoubleEndedIterator for Places {
    #[inline]
    fn next_back(&mut self) -> Option<usize> {
        let bit = self.here.checked_ilog2()?;
        self.here ^= 1 << bit;
        Some(self.first + (bit / u8::BITS) as usize)
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
