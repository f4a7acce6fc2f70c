//! One of several tokens, or none: scored by a linear model.

use alloc::vec::Vec;

use super::cell::{self, NONE, Part};
use super::{Decision, TABLE};
use crate::lexer::TokenKind;
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
        sketches.extend(self.candidates().map(|candidate| (candidate, 0)));
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
        let near = |&&(candidate, total): &&(u32, i32)| candidate == NONE || total >= top - MARGIN;
        if let Some(&(only, _)) = sketches.iter().find(near)
            && sketches.iter().filter(near).count() == 1
        {
            return Some(only);
        }
        let mut best = None;
        let mut most = i32::MIN;
        for &(candidate, total) in sketches.iter().filter(near) {
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
    pairs: &'w [u8],
}

impl<'w> Edges<'w> {
    /// The length in bytes.
    pub(crate) const SIZE: usize = Part::COUNT * Part::COUNT;
    /// Every pair, for every decision.
    #[cfg(feature = "train")]
    pub(crate) const ALL: Edges<'static> = Edges { pairs: &[u8::MAX; Edges::SIZE] };
    /// The decisions that choose a span's first token.
    const STARTS: u8 = Decision::CueStart.bit()
        | Decision::SourceStart.bit()
        | Decision::RightStart.bit()
        | Decision::LeftStart.bit();

    pub(crate) const fn new(pairs: &'w [u8]) -> Edges<'w> {
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
    pub(super) fn pair(self, before: Part, after: Part) -> u8 {
        self.pairs.get(Edges::place(before, after)).copied().unwrap_or_default()
    }

    /// The decisions that may end or begin a span with a token, as it and the pairs that it makes with its neighbours tell.
    #[inline]
    pub(super) fn at(left: u8, right: u8, kind: TokenKind) -> u8 {
        let may = MAY.get(kind as usize).copied().unwrap_or_default();
        may & (left & Edges::STARTS | right & !Edges::STARTS)
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
