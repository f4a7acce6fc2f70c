//! The network that scores candidates, trained through the sums over whole conversations.
//!
//! The loss of a conversation is the log share of the paths on which every known answer is right; its gradient is the
//! difference between the probabilities with and without the answers known.

use inquit::train::speaker::{Lattice, Limits, MOVES, ROWS, SHARED, exp};

use super::sample::Sample;

/// Hidden units.
pub const HIDDEN: usize = 23;
/// Utterances in one piece of a conversation.
const PIECE: usize = 48;

/// Where each part of the weights begins.
const LINEAR: usize = ROWS * HIDDEN;
const OUTPUT: usize = LINEAR + ROWS;
const TURNS: usize = OUTPUT + HIDDEN;
const SIZE: usize = TURNS + SHARED * MOVES;

/// How training goes.
#[derive(Clone, Copy)]
pub struct Settings {
    pub epochs: usize,
    pub rate: f32,
    pub decay: f32,
    /// The share of rows that are left out of each utterance.
    pub dropout: f32,
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { epochs: 3, rate: 0.004, decay: 0.05, dropout: 0.12, seed: 7 }
    }
}

/// The weights, all in one row.
pub struct Network {
    weights: Vec<f32>,
}

/// Numbers that look random and are the same on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1u64 << 24) as f32
    }
}

impl Network {
    pub fn rows(&self) -> &[f32] {
        &self.weights[..LINEAR]
    }

    pub fn linear(&self) -> &[f32] {
        &self.weights[LINEAR..OUTPUT]
    }

    pub fn output(&self) -> &[f32] {
        &self.weights[OUTPUT..TURNS]
    }

    /// For each row of an utterance alone what it says of how speakers follow.
    pub fn turns(&self) -> &[f32] {
        &self.weights[TURNS..]
    }

    /// What the next speaker can be, by the rows of an utterance.
    pub fn moves(&self, shared: &[u16]) -> [f32; MOVES] {
        let mut sums = [0.0; MOVES];
        for &row in shared {
            for (sum, weight) in sums.iter_mut().zip(&self.turns()[row as usize * MOVES..][..MOVES]) {
                *sum += weight;
            }
        }
        sums.map(exp)
    }

    /// The sums of rows.
    pub fn sum(&self, rows: &[u16]) -> [f32; HIDDEN] {
        let mut sums = [0.0; HIDDEN];
        self.add(&mut sums, rows);
        sums
    }

    fn add(&self, sums: &mut [f32; HIDDEN], rows: &[u16]) {
        for &row in rows {
            let weights = &self.weights[row as usize * HIDDEN..][..HIDDEN];
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
    }

    pub fn score(&self, shared: &[f32; HIDDEN], rows: &[u16]) -> f32 {
        let mut sums = *shared;
        self.add(&mut sums, rows);
        self.top(&sums, rows)
    }

    fn top(&self, sums: &[f32; HIDDEN], rows: &[u16]) -> f32 {
        let hidden: f32 = sums.iter().zip(self.output()).map(|(&s, w)| s.max(0.0) * w).sum();
        hidden + rows.iter().map(|&r| self.weights[LINEAR + r as usize]).sum::<f32>()
    }

    /// Trains from scratch.
    pub fn train(samples: &[&Sample], settings: &Settings) -> Network {
        let mut random = Random(settings.seed);
        for _ in 0..8 {
            random.next();
        }
        let mut weights = vec![0.0; SIZE];
        for weight in &mut weights[..LINEAR] {
            *weight = (random.next() - 0.5) * 0.2;
        }
        for weight in &mut weights[OUTPUT..TURNS] {
            *weight = (random.next() - 0.5) * 0.6;
        }
        let mut network = Network { weights };
        let mut pieces: Vec<(usize, usize)> = Vec::new();
        for (index, sample) in samples.iter().enumerate() {
            pieces.extend((0..sample.talk.utterances.len()).step_by(PIECE).map(|from| (index, from)));
        }
        let mut adam = Adam { first: vec![0.0; SIZE], second: vec![0.0; SIZE], steps: 0 };
        let mut gradient = vec![0.0f32; SIZE];
        let total = (settings.epochs * pieces.len()) as f32;
        let mut seen = 0;
        let mut average = vec![0.0f64; SIZE];
        let mut averaged = 0u32;
        for _ in 0..settings.epochs {
            for at in (1..pieces.len()).rev() {
                let other = (random.next() * (at + 1) as f32) as usize;
                pieces.swap(at, other.min(at));
            }
            for &(index, from) in &pieces {
                seen += 1;
                gradient.fill(0.0);
                network.learn(samples[index], from, settings, &mut random, &mut gradient);
                let rate = settings.rate * (1.0 - 0.7 * seen as f32 / total);
                adam.step(&mut network.weights, &gradient, rate, settings.decay);
                // The mean of the second half generalises better than the very last (Polyak and Juditsky 1992).
                if seen as f32 * 2.0 >= total && seen % 10 == 0 {
                    averaged += 1;
                    for (sum, weight) in average.iter_mut().zip(&network.weights) {
                        *sum += f64::from(*weight);
                    }
                }
            }
        }
        if averaged > 0 {
            for (weight, sum) in network.weights.iter_mut().zip(average) {
                *weight = (sum / f64::from(averaged)) as f32;
            }
        }
        network
    }

    /// Adds the gradient of one piece.
    fn learn(
        &self,
        sample: &Sample,
        from: usize,
        settings: &Settings,
        random: &mut Random,
        gradient: &mut [f32],
    ) {
        let to = (from + PIECE).min(sample.talk.utterances.len());
        let keep = 1.0 - settings.dropout;
        let mut drop =
            |rows: &[u16]| -> Vec<u16> { rows.iter().copied().filter(|_| random.next() < keep).collect() };
        let (mut nodes, mut slots, mut sums, mut kept) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut shares = Vec::new();
        for utterance in &sample.talk.utterances[from..to] {
            let start = slots.len() as u32;
            let rows = drop(&utterance.shared);
            let shared = self.sum(&rows);
            for (entity, rows) in &utterance.candidates {
                let rows = drop(rows);
                let mut sum = shared;
                self.add(&mut sum, &rows);
                let score = self.top(&sum, &rows);
                slots.push(inquit::train::speaker::Slot {
                    entity: *entity,
                    score,
                    probability: 0.0,
                    open: true,
                });
                sums.push(sum);
                kept.push(rows);
            }
            shares.push(rows);
            nodes.push(inquit::train::speaker::Node {
                slots: (start, slots.len() as u32),
                moves: self.moves(&utterance.shared),
            });
        }
        let limits = Limits { floor: -8.0, states: 12, share: 0.0 };
        let mut lattice = Lattice::default();
        let mut counts = vec![[0.0f64; MOVES]; nodes.len()];
        lattice.run(&nodes, &mut slots, limits, 0, Some(&mut counts));
        let mut known = slots.clone();
        for (at, node) in nodes.iter().enumerate() {
            let right = &sample.right[from + at];
            if right.contains(&true) {
                for (slot, &right) in
                    known[node.slots.0 as usize..node.slots.1 as usize].iter_mut().zip(right)
                {
                    slot.open = right;
                }
            }
        }
        let mut wanted = vec![[0.0f64; MOVES]; nodes.len()];
        lattice.run(&nodes, &mut known, limits, 0, Some(&mut wanted));
        for ((have, want), utterance) in counts.iter().zip(&wanted).zip(&sample.talk.utterances[from..to]) {
            for &row in &utterance.shared {
                let own = &mut gradient[TURNS + row as usize * MOVES..][..MOVES];
                for ((sum, have), want) in own.iter_mut().zip(have).zip(want) {
                    *sum += (have - want) as f32;
                }
            }
        }
        for (at, node) in nodes.iter().enumerate() {
            let mut below = [0.0f32; HIDDEN];
            for index in node.slots.0 as usize..node.slots.1 as usize {
                let error = slots[index].probability - known[index].probability;
                if error.abs() < 1e-5 {
                    continue;
                }
                let mut own = [0.0f32; HIDDEN];
                for unit in 0..HIDDEN {
                    let sum = sums[index][unit];
                    if sum > 0.0 {
                        gradient[OUTPUT + unit] += error * sum;
                        own[unit] = error * self.weights[OUTPUT + unit];
                        below[unit] += own[unit];
                    }
                }
                for &row in &kept[index] {
                    gradient[LINEAR + row as usize] += error;
                    for (sum, n) in gradient[row as usize * HIDDEN..][..HIDDEN].iter_mut().zip(own) {
                        *sum += n;
                    }
                }
            }
            for &row in &shares[at] {
                for (sum, n) in gradient[row as usize * HIDDEN..][..HIDDEN].iter_mut().zip(below) {
                    *sum += n;
                }
            }
        }
    }
}

/// Adam, with the weights' decay apart from the gradient.
struct Adam {
    first: Vec<f32>,
    second: Vec<f32>,
    steps: i32,
}

impl Adam {
    fn step(&mut self, weights: &mut [f32], gradient: &[f32], rate: f32, decay: f32) {
        self.steps += 1;
        let (fast, slow) = (0.9f32, 0.999f32);
        let (first, second) = (1.0 - fast.powi(self.steps), 1.0 - slow.powi(self.steps));
        for (((weight, &g), m), v) in
            weights.iter_mut().zip(gradient).zip(&mut self.first).zip(&mut self.second)
        {
            *m += (1.0 - fast) * (g - *m);
            *v += (1.0 - slow) * (g * g - *v);
            *weight -= rate * (*m / first / ((*v / second).sqrt() + 1e-6) + decay * *weight);
        }
    }
}
