//! One of several tokens, or none: scored by a linear model.

use alloc::vec::Vec;

use super::TABLE;
use super::cell::{NONE, Part};
use super::view::View;
use crate::model::{LOGIT, Sink, Sum, Table};

/// A choice among tokens.
pub(crate) trait Choice {
    /// The candidates, nearest first: tokens, or [`NONE`] for no token at all.
    fn candidates(&self) -> impl Iterator<Item = u32>;

    fn view(&self) -> &View<'_>;

    /// The token before which a candidate would draw the edge of a span: itself, unless it is a span's last token.
    fn edge(&self, candidate: u32) -> usize {
        candidate as usize
    }

    /// Gives the few features that tell most of a candidate.
    fn sketch<S: Sink>(&self, candidate: u32, sink: &mut S);

    /// Gives its other features.
    fn detail<S: Sink>(&self, candidate: u32, sink: &mut S);

    /// The candidates that a model looks at: the first, and those at whose edge a span may have its own.
    fn sieved(&self, sieve: Sieve<'_>) -> impl Iterator<Item = u32> {
        let mut first = true;
        self.candidates().filter(move |&candidate| {
            let home = core::mem::replace(&mut first, false);
            home || candidate == NONE || {
                let edge = self.edge(candidate);
                let view = self.view();
                sieve.passes(view.before(edge, 1).part, view.at(edge).part)
            }
        })
    }

    /// The likeliest candidate; the first of equals. Only those whose sketches come near the best, and no token at
    /// all, are looked at in detail.
    fn choose(
        &self,
        sieve: Sieve<'_>,
        table: Table<'_, TABLE>,
        sketches: &mut Vec<(u32, i32)>,
    ) -> Option<u32> {
        sketches.clear();
        sketches.extend(self.sieved(sieve).map(|candidate| (candidate, 0)));
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

/// The pairs of parts of speech between which spans were seen to begin or end: a bit each.
#[derive(Clone, Copy)]
pub(crate) struct Sieve<'w> {
    bits: &'w [u8],
}

impl<'w> Sieve<'w> {
    /// Bytes for each part of speech before the edge.
    const ROW: usize = Part::COUNT.div_ceil(8);
    /// The length in bytes.
    pub(crate) const SIZE: usize = Part::COUNT * Sieve::ROW;

    pub(crate) const fn new(bits: &'w [u8]) -> Sieve<'w> {
        Sieve { bits }
    }

    /// The bit's byte, and its place there.
    #[inline]
    pub(crate) const fn bit(before: Part, after: Part) -> (usize, u32) {
        (before as usize * Sieve::ROW + after as usize / 8, after as u32 % 8)
    }

    #[inline]
    pub(crate) fn passes(self, before: Part, after: Part) -> bool {
        let (byte, bit) = Sieve::bit(before, after);
        self.bits.get(byte).is_none_or(|byte| byte >> bit & 1 == 1)
    }
}
