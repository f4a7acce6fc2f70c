//! The learned weights, and the score of a candidate.

use super::feature::Rows;
use super::weights::{CALIBRATION, HIDDEN, LINEAR, OUTPUT, ROW_SCALE, SCORE_SCALE, TABLE};

/// The sums of an utterance's own rows, which all of its candidates share.
pub(super) struct Shared([i32; HIDDEN]);

/// Sums the rows that do not depend on a candidate.
pub(super) fn shared(rows: &Rows) -> Shared {
    let mut sums = [0; HIDDEN];
    add(&mut sums, rows);
    Shared(sums)
}

#[inline]
fn add(sums: &mut [i32; HIDDEN], rows: &Rows) {
    for &row in rows.as_slice() {
        if let Some(weights) = TABLE.get(row as usize) {
            for (sum, &weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(weight);
            }
        }
    }
}

/// The score of a candidate: a log weight.
pub(super) fn score(shared: &Shared, rows: &Rows) -> f32 {
    let mut sums = shared.0;
    add(&mut sums, rows);
    let mut hidden = 0.0;
    for (&sum, &weight) in sums.iter().zip(&OUTPUT) {
        hidden += sum.max(0) as f32 * weight;
    }
    let linear: i32 =
        rows.as_slice().iter().filter_map(|&r| LINEAR.get(r as usize)).map(|&w| i32::from(w)).sum();
    linear as f32 * SCORE_SCALE + hidden * ROW_SCALE
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
