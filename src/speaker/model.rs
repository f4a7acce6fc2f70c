//! The learned weights, and the score of a candidate.

#[cfg(feature = "train")]
use alloc::vec::Vec;

use super::feature::{Feature, row};
use super::lattice::{MOVES, exp};
use super::weights::{CALIBRATION, CERTAIN, OUTPUT, SCALE, TABLE, TURNS, WIDTH};
use crate::entity::EntityKind;

/// What speaks for a candidate, or for whoever says an utterance: the sums of its features' rows. They are the hidden
/// units, and in the last place the linear part; sixteen bits each, so that a processor adds eight at once.
#[derive(Clone, Default)]
pub(super) struct Evidence {
    sums: [i16; WIDTH],
    #[cfg(feature = "train")]
    pub(super) rows: Vec<u16>,
}

impl Evidence {
    #[inline(always)]
    pub(super) fn add(&mut self, feature: Feature, value: usize) {
        let row = row(feature, value);
        if let Some(weights) = TABLE.get(row as usize) {
            for (sum, weight) in self.sums.iter_mut().zip(weights) {
                *sum = sum.wrapping_add(*weight);
            }
        }
        #[cfg(feature = "train")]
        self.rows.push(row);
    }

    /// The score of a candidate for which this speaks, besides what the utterance shows of all: a log weight. Out of line,
    /// where its sums are made eight at a time as well.
    #[inline(never)]
    pub(super) fn score(&self, shared: &Evidence) -> f32 {
        let mut hidden = [0i16; WIDTH];
        for ((hidden, own), shared) in hidden.iter_mut().zip(&self.sums).zip(&shared.sums) {
            *hidden = own.wrapping_add(*shared).max(0);
        }
        let weighed =
            hidden.iter().zip(&OUTPUT).map(|(hidden, weight)| i32::from(*hidden) * i32::from(*weight));
        let hidden: i32 = weighed.sum();
        let ([.., own], [.., shared]) = (self.sums, shared.sums);
        (f32::from(own.wrapping_add(shared)) + hidden as f32 * SCALE) * SCALE
    }
}

/// What an utterance shows whoever speaks it, and how speakers follow each other there.
#[derive(Clone, Default)]
pub(super) struct Setting {
    pub(super) evidence: Evidence,
    turns: [f32; MOVES],
}

impl Setting {
    #[inline]
    pub(super) fn add(&mut self, feature: Feature, value: usize) {
        self.evidence.add(feature, value);
        if let Some(weights) = TURNS.get(row(feature, value) as usize) {
            for (sum, weight) in self.turns.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
    }

    /// What it weighs, after the utterance before, that the speaker goes on, hands back or is another.
    pub(super) fn moves(&self) -> [f32; MOVES] {
        self.turns.map(exp)
    }
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
