//! One of several tokens, or none: scored by a linear model.

use alloc::vec::Vec;

use super::cell::{Cell, NONE, Part};
use super::{Decision, TABLE};
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
        sketches.retain(|&(candidate, total)| candidate == NONE || total >= top - MARGIN);
        if let &[(only, _)] = sketches.as_slice() {
            return Some(only);
        }
        let mut best: Option<(u32, i32)> = None;
        for &(candidate, total) in sketches.iter() {
            let mut sum = Sum::from(table, total);
            self.detail(candidate, &mut sum);
            if best.is_none_or(|(_, total)| sum.total > total) {
                best = Some((candidate, sum.total));
            }
        }
        best.map(|(candidate, _)| candidate)
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
    pub(crate) const fn pair(before: Part, after: Part) -> usize {
        before as usize * Part::COUNT + after as usize
    }

    /// Notes in each cell which decisions may choose it. A span begins and ends with no mark that a reader would trim off.
    pub(crate) fn draw(self, cells: &mut [Cell]) {
        let of = |before, after| self.pairs.get(Edges::pair(before, after)).copied().unwrap_or_default();
        let mut left = cells.first().map_or(0, |first| of(Part::Edge, first.part));
        let mut rest = cells;
        while let [cell, after @ ..] = rest {
            let right = of(cell.part, after.first().map_or(Part::Edge, |next| next.part));
            let starts = if cell.opens() { left & Edges::STARTS } else { 0 };
            let ends = if cell.closes() { right & !Edges::STARTS } else { 0 };
            cell.edges = starts | ends;
            left = right;
            rest = after;
        }
    }
}
