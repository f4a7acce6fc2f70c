//! The weights as Rust, and what probabilities are worth.

use std::fmt::Write;

use inquit::train::speaker::{MOVES, ROWS, SORTS};

use super::network::{HIDDEN, Network};
use super::sample::Answer;

/// Points of the calibration, from 0 to 1.
const POINTS: usize = 21;

/// As if so many answers of each sort were right as often as those of all.
const ALL: f32 = 10.0;

/// For each sort of tag that settles who speaks how often it is right; rare sorts lean to what all of them are.
fn certainty(answers: &[Answer]) -> [f32; SORTS] {
    let right = answers.iter().filter(|answer| answer.right).count() as f32;
    let mut counts = [(ALL * right / answers.len().max(1) as f32, ALL); SORTS];
    for answer in answers {
        if let Some(count) = answer.settled.and_then(|sort| counts.get_mut(sort)) {
            count.0 += f32::from(u8::from(answer.right));
            count.1 += 1.0;
        }
    }
    counts.map(|(right, all)| right / all)
}

/// For each point the share of right answers around it, never falling: pool adjacent violators.
fn calibration(answers: &[Answer]) -> Vec<f32> {
    let mut sorted: Vec<&Answer> = answers.iter().collect();
    sorted.sort_by(|x, y| x.probability.total_cmp(&y.probability));
    // Blocks of right answers, all answers and the sum of their probabilities.
    let mut blocks: Vec<(f64, f64, f64)> = Vec::new();
    for answer in sorted {
        blocks.push((f64::from(u8::from(answer.right)), 1.0, f64::from(answer.probability)));
        while let [.., x, y] = blocks[..] {
            if x.0 / x.1 < y.0 / y.1 && x.1 >= 100.0 {
                break;
            }
            blocks.truncate(blocks.len() - 2);
            blocks.push((x.0 + y.0, x.1 + y.1, x.2 + y.2));
        }
    }
    let points: Vec<(f64, f64)> = blocks.iter().map(|b| (b.2 / b.1, b.0 / b.1)).collect();
    (0..POINTS)
        .map(|point| {
            let at = point as f64 / (POINTS - 1) as f64;
            let after = points.iter().position(|p| p.0 >= at);
            match after {
                Some(0) => points[0].1 as f32,
                Some(i) => {
                    let ((x0, y0), (x1, y1)) = (points[i - 1], points[i]);
                    (y0 + (y1 - y0) * (at - x0) / (x1 - x0).max(1e-9)) as f32
                }
                None => points.last().map_or(at, |p| p.1) as f32,
            }
        })
        .collect()
}

fn at(points: &[f32], probability: f32) -> f32 {
    let place = probability * (POINTS - 1) as f32;
    let low = (place as usize).min(POINTS - 2);
    points[low] + (points[low + 1] - points[low]) * (place - low as f32)
}

/// Prints how often answers of each confidence are right on texts left out, and how many are given at 95 %; the
/// confidence is what those on novels make of it.
pub fn print_calibration(novels: &[Answer], answers: &[Answer]) {
    let (certain, unsure): (Vec<Answer>, Vec<Answer>) = novels.iter().partition(|a| a.settled.is_some());
    let (points, certainty) = (calibration(&unsure), certainty(&certain));
    println!("confidence   answers   right");
    let confidence = |a: &Answer| a.settled.map_or_else(|| at(&points, a.probability), |s| certainty[s]);
    let mut scored: Vec<(f32, bool)> = answers.iter().map(|a| (confidence(a), a.right)).collect();
    for bin in 0..10 {
        let inside: Vec<bool> =
            scored.iter().filter(|s| ((s.0 * 10.0) as usize).min(9) == bin).map(|s| s.1).collect();
        if !inside.is_empty() {
            let right = inside.iter().filter(|r| **r).count();
            println!(
                "{:.1} to {:.1}   {:7}   {:.3}",
                bin as f32 / 10.0,
                (bin + 1) as f32 / 10.0,
                inside.len(),
                right as f32 / inside.len() as f32
            );
        }
    }
    scored.sort_by(|x, y| y.0.total_cmp(&x.0));
    let (mut right, mut best) = (0, (0, 1.0));
    for (n, (confidence, is)) in scored.iter().enumerate() {
        right += usize::from(*is);
        if right as f32 >= 0.95 * (n + 1) as f32 {
            best = (n + 1, *confidence);
        }
    }
    println!(
        "answered at precision 0.95: {:.3} (confidence {:.3} and above)",
        best.0 as f32 / scored.len() as f32,
        best.1
    );
}

/// The file of the weights.
pub fn weights(network: &Network, held_out: &[Answer]) -> String {
    let mut out = String::from(
        "//! Written by `cargo run --release -p inquit-train -- fiction`: not by hand.\n\n\
         use super::feature::{ROWS, SHARED};\nuse super::lattice::MOVES;\nuse super::model::SORTS;\n\
         \n",
    );
    let scale = 512.0f32;
    let integers = |values: &[f32]| {
        // So that no sum of the rows that one candidate can have leaves sixteen bits.
        let most = 32767.0 / 60.0;
        let whole = |v: &f32| ((v * scale).round().clamp(-most, most) as i16).to_string();
        values.iter().map(whole).collect::<Vec<_>>().join(",")
    };
    let floats = |values: &[f32]| {
        values.iter().map(|v| format!("{:?}", (v * 1e5).round() / 1e5)).collect::<Vec<_>>().join(", ")
    };
    let _ = writeln!(out, "/// The hidden units, and the linear part in the last place.");
    let _ = writeln!(out, "pub(super) const WIDTH: usize = {};", HIDDEN + 1);
    let _ = writeln!(out, "/// What one step of a weight is worth.");
    let _ = writeln!(out, "pub(super) const SCALE: f32 = {:?};", 1.0 / scale);
    let _ = writeln!(
        out,
        "#[rustfmt::skip]\npub(super) const OUTPUT: [i16; WIDTH] = [{},0];",
        integers(network.output())
    );
    let (certain, unsure): (Vec<Answer>, Vec<Answer>) = held_out.iter().partition(|a| a.settled.is_some());
    let calibration = if unsure.is_empty() {
        (0..POINTS).map(|i| i as f32 / (POINTS - 1) as f32).collect()
    } else {
        calibration(&unsure)
    };
    let _ = writeln!(
        out,
        "#[rustfmt::skip]\npub(super) const CERTAIN: [f32; SORTS] = [{}];",
        floats(&certainty(&certain))
    );
    let _ = writeln!(
        out,
        "#[rustfmt::skip]\npub(super) const CALIBRATION: [f32; {POINTS}] = [{}];",
        floats(&calibration)
    );
    let _ = writeln!(out, "#[rustfmt::skip]\npub(super) static TURNS: [[f32; MOVES]; SHARED] = [");
    for row in network.turns().chunks(MOVES) {
        let _ = writeln!(out, "    [{}],", floats(row));
    }
    let _ = writeln!(out, "];\n#[rustfmt::skip]\npub(super) static TABLE: [[i16; WIDTH]; ROWS] = [");
    for (row, linear) in network.rows().chunks(HIDDEN).zip(network.linear()).take(ROWS) {
        let _ = writeln!(out, "    [{},{}],", integers(row), integers(&[*linear]));
    }
    let _ = writeln!(out, "];");
    out
}
