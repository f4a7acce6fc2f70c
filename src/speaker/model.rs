//! The learned weights, and the score of a candidate.

use super::feature::Rows;
use super::lattice::{MOVES, exp};
use super::weights::{CALIBRATION, CERTAIN, OUTPUT, SCALE, TABLE, TURNS, WIDTH};
use crate::entity::EntityKind;

/// Sums of rows: the hidden units, and in the last place the linear part. Sixteen bits each, so that a processor adds
/// several at once.
#[derive(Clone, Copy)]
pub(super) struct Sums([i16; WIDTH]);

impl Sums {
    /// The sums of the rows that do not depend on a candidate.
    pub(super) fn of(rows: &Rows) -> Sums {
        let mut sums = Sums([0; WIDTH]);
        sums.add(rows);
        sums
    }

    // Apart from what reads the sums, so that they stay in the order in which a processor adds eight at once.
    #[inline(never)]
    fn add(&mut self, rows: &Rows) {
        let mut sums = self.0;
        for weights in rows.as_slice().iter().filter_map(|&row| TABLE.get(row as usize)) {
            for (sum, &weight) in sums.iter_mut().zip(weights) {
                *sum = sum.wrapping_add(weight);
            }
        }
        self.0 = sums;
    }

    /// The score of a candidate with these rows besides: a log weight.
    pub(super) fn score(mut self, rows: &Rows) -> f32 {
        self.add(rows);
        let mut hidden = 0i32;
        for (&sum, &weight) in self.0.iter().zip(&OUTPUT) {
            hidden = hidden.wrapping_add(i32::from(sum.max(0)) * i32::from(weight));
        }
        let [.., linear] = self.0;
        (f32::from(linear) + hidden as f32 * SCALE) * SCALE
    }
}

/// What it weighs, after the utterance before, that the speaker goes on, hands back or is another.
pub(super) fn moves(shared: &Rows) -> [f32; MOVES] {
    let mut sums = [0.0; MOVES];
    for weights in shared.as_slice().iter().filter_map(|&row| TURNS.get(row as usize)) {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += weight;
        }
    }
    sums.map(exp)
}

/// How many sorts of tags there are that settle who speaks.
pub const SORTS: usize = 14;

/// The sort of a tag that settles who speaks: by "I", or by the name of an entity of this kind with this share of the
/// text's tags, in steps.
pub(super) fn sort(first: bool, kind: EntityKind, share: u8) -> usize {
    match kind {
        _ if first => 0,
        EntityKind::Group => 1,
        EntityKind::Organization | EntityKind::Work => 2,
        EntityKind::Unknown => 3,
        EntityKind::Person | EntityKind::Narrator => 4 + (share as usize).min(SORTS - 5),
    }
}

/// The share of answers that are right where a tag of this sort settles them, measured on novels left out.
pub(super) fn certainty(sort: usize) -> f32 {
    CERTAIN.get(sort).copied().unwrap_or(0.5)
}

/// The share of answers that are right among those given this probability: by straight lines between the points
/// that the trainer measured on novels left out.
pub(super) fn calibrate(probability: f32) -> f32 {
    let last = CALIBRATION.len() - 1;
    let place = probability.clamp(0.0, 1.0) * last as f32;
    let low = (place as usize).min(last);
    let (from, to) = (CALIBRATION.get(low), CALIBRATION.get(low + 1));
    match (from, to) {
        (Some(from), Some(to)) => from + (to - from) * (place - low as f32),
        (Some(from), None) => *from,
        _ => probability,
    }
}
