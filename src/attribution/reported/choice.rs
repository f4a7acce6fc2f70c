//! One of several tokens, or none: scored by a linear model, the scores made probabilities.

use alloc::vec::Vec;

use crate::model::{LOGIT, Sink, Sum, Table, exp};

/// A choice among tokens.
pub(crate) trait Choice {
    /// Names each candidate: a token's index, or [`NONE`](super::cell::NONE) for no token at all.
    fn each(&self, take: impl FnMut(u32));

    /// Gives the candidate's features.
    fn describe<S: Sink>(&self, candidate: u32, sink: &mut S);

    /// The likeliest candidate with its probability; the first of equals.
    fn choose(&self, table: Table<'_>, totals: &mut Vec<i32>) -> Option<(u32, f32)> {
        totals.clear();
        let mut best: Option<(u32, i32)> = None;
        self.each(|candidate| {
            let mut sum = Sum::new(table);
            self.describe(candidate, &mut sum);
            totals.push(sum.total);
            if best.is_none_or(|(_, total)| sum.total > total) {
                best = Some((candidate, sum.total));
            }
        });
        let (candidate, top) = best?;
        let mass: f32 = totals.iter().map(|&total| exp((total.saturating_sub(top)) as f32 / LOGIT)).sum();
        Some((candidate, 1.0 / mass))
    }
}
