//! A conversation as a lattice: who spoke last, who spoke before that, and who speaks now.
//!
//! Each utterance has a few candidates with scores of their own; a transition adds whether the speaker goes on, hands
//! back to the one before, or is another. Forward and backward sums over all paths give each candidate's probability,
//! so evidence on either side of an utterance counts.

use alloc::vec::Vec;

/// Stands for nobody.
pub const NOBODY: u32 = u32::MAX;

/// What a transition can be: the same speaker again, the one who spoke before the last, or another.
pub const MOVES: usize = 3;
const SAME: usize = 0;
const BACK: usize = 1;
const OTHER: usize = 2;

/// A candidate for one utterance.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Who it is.
    pub entity: u32,
    /// A log weight; only differences within an utterance matter.
    pub score: f32,
    /// Filled in by [`Lattice::run`].
    pub probability: f32,
    /// Whether paths may pass through it; training shuts out what is known to be wrong.
    pub open: bool,
}

/// An utterance: its candidates and how it follows the one before.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its candidates: a range of the slots.
    pub slots: (u32, u32),
    /// What it weighs that the speaker goes on, hands back to the one before, or is another.
    pub moves: [f32; MOVES],
}

/// Paths that end alike: in the same speaker, after the same one before.
#[derive(Clone, Copy)]
struct State {
    /// The last speaker other than `who`.
    before: u32,
    who: u32,
    slot: u32,
    /// What the candidate weighs by itself.
    weight: f32,
    forward: f32,
    /// With what the candidate weighs.
    backward: f32,
}

impl State {
    /// How a speaker follows these paths, and who is then the one before.
    #[inline]
    fn step(&self, speaker: u32) -> (usize, u32) {
        let handed = if speaker == self.before { BACK } else { OTHER };
        if speaker == self.who { (SAME, self.before) } else { (handed, self.who) }
    }
}

/// What is kept of all paths.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Candidates whose score is below the best one's by more than this (a negative number) are left out.
    pub floor: f32,
    /// Pairs of speakers kept at each utterance.
    pub states: usize,
    /// Pairs whose weight is not above this share of the best one's are left out.
    pub share: f32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { floor: -4.0, states: 6, share: 1e-2 }
    }
}

/// The working space of the sums, for use again and again.
#[derive(Default)]
pub struct Lattice {
    states: Vec<State>,
    /// Where each node's states begin in `states`, and at the end how many there are.
    starts: Vec<u32>,
    carried: Vec<State>,
    /// The paths that end in one candidate: who spoke before, and their weight.
    ends: Vec<(u32, f32)>,
}

impl Lattice {
    /// Forgets the utterances before.
    pub fn restart(&mut self) {
        self.carried.clear();
    }

    /// Fills in each slot's probability; `keep` tells which node's states the next call goes on from (their number, so
    /// 0 keeps nothing new); `counts` takes, for the trainer, how often each node's moves are expected.
    pub fn run(
        &mut self,
        nodes: &[Node],
        slots: &mut [Slot],
        limits: Limits,
        keep: usize,
        mut counts: Option<&mut [[f64; MOVES]]>,
    ) {
        self.states.clear();
        self.starts.clear();
        self.states.extend_from_slice(&self.carried);
        let mut first = 0;
        for node in nodes {
            let base = self.states.len();
            self.starts.push(base as u32);
            self.forward(first, *node, slots, limits);
            self.normalize(base, limits.share);
            first = base;
        }
        self.starts.push(self.states.len() as u32);
        for slot in slots.iter_mut() {
            slot.probability = 0.0;
        }
        for at in (0..nodes.len()).rev() {
            let moves = nodes.get(at + 1).map_or([0.0; MOVES], |next| next.moves);
            let row = counts.as_deref_mut().and_then(|c| c.get_mut(at + 1));
            self.backward(at, moves, slots, row);
        }
        if let Some(at) = keep.checked_sub(1) {
            self.carried.clear();
            let (from, to) = self.range(at);
            self.carried.extend_from_slice(self.states.get(from..to).unwrap_or_default());
        }
    }

    fn range(&self, at: usize) -> (usize, usize) {
        let from = self.starts.get(at).copied().unwrap_or(0) as usize;
        (from, self.starts.get(at + 1).copied().unwrap_or(0) as usize)
    }

    /// Makes the states of one node from those that begin at `first`, as many as the limits allow.
    fn forward(&mut self, first: usize, node: Node, slots: &[Slot], limits: Limits) {
        let Lattice { states, ends, .. } = self;
        let base = states.len();
        let candidates = slots.get(node.slots.0 as usize..node.slots.1 as usize).unwrap_or_default();
        let mut top = f32::NEG_INFINITY;
        for slot in candidates.iter().filter(|s| s.open) {
            top = top.max(slot.score);
        }
        if top == f32::NEG_INFINITY {
            // Nobody is possible: the conversation starts afresh.
            states.push(State {
                before: NOBODY,
                who: NOBODY,
                slot: u32::MAX,
                weight: 1.0,
                forward: 1.0,
                backward: 0.0,
            });
            return;
        }
        // What the heaviest state weighs so far.
        let mut most = 0.0f32;
        for (id, slot) in (node.slots.0..).zip(candidates) {
            if !slot.open || slot.score < top + limits.floor {
                continue;
            }
            let weight = exp(slot.score - top);
            ends.clear();
            for prior in states.get(first..base).unwrap_or_default() {
                let (moved, before) = prior.step(slot.entity);
                let forward = prior.forward * node.moves.get(moved).copied().unwrap_or(0.0);
                // The states of one speaker stand together.
                match ends.iter_mut().rev().find(|end| end.0 == before) {
                    Some(known) => known.1 += forward,
                    None => ends.push((before, forward)),
                }
            }
            if first == base {
                ends.push((NOBODY, 1.0));
            }
            for &(before, forward) in ends.iter() {
                let forward = forward * weight;
                if forward < most * limits.share {
                    continue;
                }
                most = most.max(forward);
                if states.len() - base == limits.states {
                    let least = base + least_of(states.get(base..).unwrap_or_default());
                    if states.get(least).is_none_or(|least| least.forward >= forward) {
                        continue;
                    }
                    states.remove(least);
                }
                states.push(State { before, who: slot.entity, slot: id, weight, forward, backward: 0.0 });
            }
        }
    }

    /// Leaves out the states from `base` on that weigh next to nothing, and has the others weigh one together.
    fn normalize(&mut self, base: usize, share: f32) {
        let own = self.states.get_mut(base..).unwrap_or_default();
        let most = own.iter().fold(0.0f32, |most, s| most.max(s.forward)) * share;
        let (mut kept, mut scale) = (0, 0.0);
        for at in 0..own.len() {
            let Some(state) = own.get(at).copied().filter(|s| s.forward >= most) else { continue };
            if let Some(place) = own.get_mut(kept) {
                *place = state;
            }
            kept += 1;
            scale += state.forward;
        }
        let norm = 1.0 / scale.max(f32::MIN_POSITIVE);
        self.states.truncate(base + kept);
        for state in self.states.get_mut(base..).unwrap_or_default() {
            state.forward *= norm;
        }
    }

    /// Adds what comes after to the states of one node, and their probabilities to its slots; `moves` are those of the
    /// next node, where there is one, and `counts` takes how often each of them is expected.
    fn backward(
        &mut self,
        at: usize,
        moves: [f32; MOVES],
        slots: &mut [Slot],
        counts: Option<&mut [f64; MOVES]>,
    ) {
        let (from, to) = self.range(at);
        let count = self.states.len();
        let (upto, later) = self.states.split_at_mut(to.min(count));
        let own = upto.get_mut(from..).unwrap_or_default();
        let later = match self.starts.get(at + 2) {
            Some(&end) => later.get(..(end as usize).saturating_sub(to)).unwrap_or_default(),
            None => &[],
        };
        let mut sum = 0.0;
        let counted = counts.is_some();
        let mut expected = [0.0f32; MOVES];
        // Where nobody is possible next, the conversation starts afresh: nothing here depends on what follows.
        let afresh = later.first().is_none_or(|s| s.who == NOBODY);
        for state in own.iter_mut() {
            state.backward = if afresh { 1.0 } else { 0.0 };
            for next in later.iter().filter(|_| !afresh) {
                let (moved, before) = state.step(next.who);
                if before == next.before {
                    let flow = moves.get(moved).copied().unwrap_or(0.0) * next.backward;
                    state.backward += flow;
                    if let Some(n) = expected.get_mut(moved).filter(|_| counted) {
                        *n += state.forward * flow;
                    }
                }
            }
            sum += state.forward * state.backward;
        }
        let norm = 1.0 / sum.max(f32::MIN_POSITIVE);
        for state in own {
            if let Some(slot) = slots.get_mut(state.slot as usize) {
                slot.probability += state.forward * state.backward * norm;
            }
            // So that what comes after weighs no more here than one candidate can.
            state.backward *= norm * state.weight;
        }
        for (sum, n) in counts.into_iter().flatten().zip(expected) {
            *sum += f64::from(n * norm);
        }
    }
}

/// The place of the state that weighs the least.
fn least_of(states: &[State]) -> usize {
    let mut least = (0, f32::INFINITY);
    for (place, state) in states.iter().enumerate() {
        if state.forward < least.1 {
            least = (place, state.forward);
        }
    }
    least.0
}

/// `e` to the power of `x`, to seven digits or so; the core library has none.
#[inline]
#[must_use]
pub fn exp(x: f32) -> f32 {
    if x < -80.0 {
        return 0.0;
    }
    let scaled = x.min(80.0) * core::f32::consts::LOG2_E;
    let whole = if scaled < 0.0 { (scaled - 0.5) as i32 } else { (scaled + 0.5) as i32 };
    let r = (scaled - whole as f32) * core::f32::consts::LN_2;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r / 720.0)))));
    p * f32::from_bits(((whole + 127) as u32) << 23)
}

/// The natural logarithm of a positive number, by its exponent and a series in the rest.
pub(super) fn ln(x: f32) -> f64 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let mantissa = f64::from(f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000));
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let s = t * t;
    let series = 1.0 + s * (1.0 / 3.0 + s * (0.2 + s * (1.0 / 7.0 + s * (1.0 / 9.0 + s / 11.0))));
    f64::from(exponent) * core::f64::consts::LN_2 + 2.0 * t * series
}

#[cfg(test)]
mod tests {
    use super::*;

    const TURNS: [f32; MOVES] = [0.05, 0.8, 0.15];

    fn slots(scores: &[&[f32]]) -> (Vec<Node>, Vec<Slot>) {
        let (mut nodes, mut slots) = (Vec::new(), Vec::new());
        for row in scores {
            let from = slots.len() as u32;
            for (entity, &score) in row.iter().enumerate() {
                slots.push(Slot { entity: entity as u32, score, probability: 0.0, open: true });
            }
            nodes.push(Node { slots: (from, slots.len() as u32), moves: TURNS });
        }
        (nodes, slots)
    }

    fn best(nodes: &[Node], slots: &[Slot]) -> Vec<u32> {
        let pick = |n: &Node| {
            let range = n.slots.0 as usize..n.slots.1 as usize;
            slots[range]
                .iter()
                .max_by(|x, y| x.probability.total_cmp(&y.probability))
                .map_or(NOBODY, |s| s.entity)
        };
        nodes.iter().map(pick).collect()
    }

    #[test]
    fn tags_at_both_ends_settle_the_turns_between() {
        let open = [0.0, 0.0, 0.0];
        let (nodes, mut slots) =
            slots(&[&[8.0, 0.0, 0.0], &[0.0, 8.0, 0.0], &open, &open, &open, &[0.0, 8.0, 0.0]]);
        Lattice::default().run(&nodes, &mut slots, Limits::default(), 0, None);
        assert_eq!(best(&nodes, &slots), [0, 1, 0, 1, 0, 1]);
    }

    #[test]
    fn probabilities_of_an_utterance_add_up_and_equal_those_over_all_paths() {
        let rows: [&[f32]; 3] = [&[0.3, -0.2], &[0.1, 0.7], &[-0.4, 0.2]];
        let (nodes, mut filled) = slots(&rows);
        let limits = Limits { floor: f32::NEG_INFINITY, states: 64, share: 0.0 };
        Lattice::default().run(&nodes, &mut filled, limits, 0, None);
        let (mut sum, mut first) = (0.0f64, 0.0f64);
        for path in 0..8usize {
            let who = [path & 1, path >> 1 & 1, path >> 2 & 1];
            let mut weight = 1.0f64;
            let (mut last, mut before) = (who[0], usize::MAX);
            for (at, &now) in who.iter().enumerate() {
                weight *= f64::from(rows[at][now]).exp();
                if at > 0 {
                    let moved = if now == last {
                        SAME
                    } else if now == before {
                        BACK
                    } else {
                        OTHER
                    };
                    weight *= f64::from(TURNS[moved]);
                    if now != last {
                        (before, last) = (last, now);
                    }
                }
            }
            sum += weight;
            first += if who[1] == 0 { weight } else { 0.0 };
        }
        let got = filled[2].probability;
        assert!((f64::from(got) - first / sum).abs() < 1e-4, "{got} {}", first / sum);
        assert!((filled[2].probability + filled[3].probability - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_long_talk_in_pieces_goes_on_where_it_stopped() {
        let (nodes, mut slots) = slots(&[&[6.0, 0.0], &[0.0, 0.0]]);
        let mut lattice = Lattice::default();
        lattice.run(&nodes[..1], &mut slots, Limits::default(), 1, None);
        let later = [Node { slots: (0, 2), moves: TURNS }];
        let mut rest = slots[2..4].to_vec();
        lattice.run(&later, &mut rest, Limits::default(), 1, None);
        assert!(rest[1].probability > 0.7);
    }

    #[test]
    fn exponential_and_logarithm_are_close() {
        for x in [-20.0f32, -3.3, -0.5, 0.0, 0.7, 5.0] {
            assert!((exp(x) / f32::exp(x) - 1.0).abs() < 1e-5, "{x}");
        }
        for x in [1e-6f32, 0.3, 1.0, 2.5, 4000.0] {
            assert!((ln(x) - f64::from(x).ln()).abs() < 1e-6, "{x}");
        }
    }
}
