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

#[derive(Clone, Copy)]
struct State {
    /// The last speaker other than `who`.
    before: u32,
    who: u32,
    slot: u32,
    forward: f32,
    backward: f32,
}

#[derive(Clone, Copy)]
struct Edge {
    from: u32,
    to: u32,
    weight: f32,
    moved: u8,
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
        Limits { floor: -5.0, states: 6, share: 1e-3 }
    }
}

/// The working space of the sums, for use again and again.
#[derive(Default)]
pub struct Lattice {
    states: Vec<State>,
    /// Where each node's states begin in `states`, and at the end how many there are.
    starts: Vec<u32>,
    edges: Vec<Edge>,
    edge_starts: Vec<u32>,
    scales: Vec<f32>,
    carried: Vec<State>,
    fresh: Vec<State>,
    /// Where each fresh state went.
    places: Vec<u32>,
    ranked: Vec<f32>,
}

impl Lattice {
    /// Forgets the utterances before.
    pub fn restart(&mut self) {
        self.carried.clear();
    }

    /// Fills in each slot's probability; `keep` tells which node's states the next call goes on from (their number, so
    /// 0 keeps nothing new). Returns the log of the sum over all paths, as far as the trainer needs it.
    pub fn run(
        &mut self,
        nodes: &[Node],
        slots: &mut [Slot],
        limits: Limits,
        keep: usize,
        mut counts: Option<&mut [[f64; MOVES]]>,
    ) -> f64 {
        self.states.clear();
        self.starts.clear();
        self.edges.clear();
        self.edge_starts.clear();
        self.scales.clear();
        let mut total = 0.0;
        self.states.extend_from_slice(&self.carried);
        for node in nodes {
            let first = self.starts.last().map_or(0, |&s| s as usize);
            self.starts.push(self.states.len() as u32);
            self.edge_starts.push(self.edges.len() as u32);
            let top = self.forward(first, *node, slots, limits);
            let scale = self.scales.last().copied().unwrap_or(1.0);
            total += f64::from(top) + ln(scale);
        }
        self.starts.push(self.states.len() as u32);
        self.edge_starts.push(self.edges.len() as u32);
        for slot in slots.iter_mut() {
            slot.probability = 0.0;
        }
        for at in (0..nodes.len()).rev() {
            self.backward(at, nodes, slots, counts.as_deref_mut());
        }
        if let Some(at) = keep.checked_sub(1) {
            self.carried.clear();
            let (from, to) = self.range(at);
            self.carried.extend_from_slice(self.states.get(from..to).unwrap_or_default());
        }
        total
    }

    fn range(&self, at: usize) -> (usize, usize) {
        let from = self.starts.get(at).copied().unwrap_or(0) as usize;
        (from, self.starts.get(at + 1).copied().unwrap_or(0) as usize)
    }

    /// Makes the states of one node from those that begin at `first`; returns the best candidate's own score.
    fn forward(&mut self, first: usize, node: Node, slots: &[Slot], limits: Limits) -> f32 {
        let Lattice { states, edges, fresh, .. } = self;
        let base = states.len();
        let candidates = slots.get(node.slots.0 as usize..node.slots.1 as usize).unwrap_or_default();
        let mut top = f32::NEG_INFINITY;
        for slot in candidates.iter().filter(|s| s.open) {
            top = top.max(slot.score);
        }
        if top == f32::NEG_INFINITY {
            // Nobody is possible: the conversation starts afresh.
            let nobody = State { before: NOBODY, who: NOBODY, slot: u32::MAX, forward: 1.0, backward: 0.0 };
            states.push(nobody);
            self.scales.push(1.0);
            return 0.0;
        }
        fresh.clear();
        let edges_from = edges.len();
        let earlier = states.get(first..base).unwrap_or_default();
        for (id, slot) in (node.slots.0..).zip(candidates) {
            if !slot.open || slot.score < top + limits.floor {
                continue;
            }
            let weight = exp(slot.score - top);
            let state =
                |before, forward| State { before, who: slot.entity, slot: id, forward, backward: 0.0 };
            if earlier.is_empty() {
                fresh.push(state(NOBODY, weight));
                continue;
            }
            let group = fresh.len();
            for (from, prior) in (first as u32..).zip(earlier) {
                let (moved, before) = if prior.who == NOBODY {
                    (OTHER, NOBODY)
                } else if slot.entity == prior.who {
                    (SAME, prior.before)
                } else if slot.entity == prior.before {
                    (BACK, prior.who)
                } else {
                    (OTHER, prior.who)
                };
                let step = node.moves[moved] * weight;
                let forward = prior.forward * step;
                let own = fresh.get_mut(group..).unwrap_or_default();
                let to = match own.iter_mut().enumerate().find(|(_, s)| s.before == before) {
                    Some((place, known)) => {
                        known.forward += forward;
                        group + place
                    }
                    None => {
                        fresh.push(state(before, forward));
                        fresh.len() - 1
                    }
                };
                edges.push(Edge { from, to: (base + to) as u32, weight: step, moved: moved as u8 });
            }
        }
        self.prune(base, edges_from, limits);
        top
    }

    /// Moves the best of the fresh states over, and leaves out the edges to the others.
    fn prune(&mut self, base: usize, edges_from: usize, limits: Limits) {
        let Lattice { states, edges, fresh, places, ranked, .. } = self;
        let best = fresh.iter().fold(0.0f32, |best, s| best.max(s.forward));
        let mut least = best * limits.share;
        if fresh.len() > limits.states {
            ranked.clear();
            ranked.extend(fresh.iter().map(|s| s.forward));
            let (_, last, _) = ranked.select_nth_unstable_by(limits.states, |x, y| y.total_cmp(x));
            least = least.max(*last);
        }
        let mut scale = 0.0;
        places.clear();
        for state in fresh.iter() {
            // The first state left out is no better than the least.
            let keep = state.forward > least;
            places.push(if keep { states.len() as u32 } else { NOBODY });
            if keep {
                scale += state.forward;
                states.push(*state);
            }
        }
        if states.len() == base {
            // All alike, or too small to tell apart: the first stands for them.
            if let (Some(state), Some(place)) = (fresh.first(), places.first_mut()) {
                scale = state.forward;
                states.push(*state);
                *place = base as u32;
            }
        }
        let scale = scale.max(f32::MIN_POSITIVE);
        for state in states.get_mut(base..).unwrap_or_default() {
            state.forward /= scale;
        }
        self.scales.push(scale);
        if states.len() - base == fresh.len() {
            return;
        }
        let mut write = edges_from;
        for read in edges_from..edges.len() {
            let Some(mut edge) = edges.get(read).copied() else { break };
            let place = places.get((edge.to as usize).wrapping_sub(base)).copied().unwrap_or(NOBODY);
            if place != NOBODY {
                edge.to = place;
                if let Some(kept) = edges.get_mut(write) {
                    *kept = edge;
                }
                write += 1;
            }
        }
        edges.truncate(write);
    }

    /// Adds what comes after to the states of one node, and their probabilities to its slots.
    fn backward(
        &mut self,
        at: usize,
        nodes: &[Node],
        slots: &mut [Slot],
        counts: Option<&mut [[f64; MOVES]]>,
    ) {
        let (from, to) = self.range(at);
        if at + 1 >= nodes.len() {
            for state in self.states.get_mut(from..to).unwrap_or_default() {
                state.backward = 1.0;
            }
        }
        let mut sum = 0.0;
        for state in self.states.get(from..to).unwrap_or_default() {
            sum += state.forward * state.backward;
        }
        let norm = 1.0 / sum.max(f32::MIN_POSITIVE);
        for state in self.states.get(from..to).unwrap_or_default() {
            if let Some(slot) = slots.get_mut(state.slot as usize) {
                slot.probability += state.forward * state.backward * norm;
            }
        }
        let edges = (
            self.edge_starts.get(at).copied().unwrap_or(0),
            self.edge_starts.get(at + 1).copied().unwrap_or(0),
        );
        let scale = self.scales.get(at).copied().unwrap_or(1.0);
        let mut expected = [0.0f64; MOVES];
        let mut reached = false;
        for edge in self.edges.get(edges.0 as usize..edges.1 as usize).unwrap_or_default() {
            reached = true;
            let after = self.states.get(edge.to as usize).map_or(0.0, |s| s.backward);
            let Some(state) = self.states.get_mut(edge.from as usize) else { continue };
            let flow = edge.weight * after / scale;
            state.backward += flow;
            if let Some(n) = expected.get_mut(edge.moved as usize) {
                *n += f64::from(state.forward * flow * norm);
            }
        }
        if !reached && at > 0 {
            // The conversation started afresh here: nothing before it depends on what follows.
            let (from, to) = self.range(at - 1);
            for state in self.states.get_mut(from..to).unwrap_or_default() {
                state.backward = 1.0;
            }
        }
        if let Some(row) = counts.and_then(|c| c.get_mut(at)) {
            for (sum, n) in row.iter_mut().zip(expected) {
                *sum += n;
            }
        }
    }
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
    fn probabilities_of_an_utterance_add_up_and_equal_the_sum_over_paths() {
        let rows: [&[f32]; 3] = [&[0.3, -0.2], &[0.1, 0.7], &[-0.4, 0.2]];
        let (nodes, mut filled) = slots(&rows);
        let limits = Limits { floor: f32::NEG_INFINITY, states: 64, share: 0.0 };
        let log_sum = Lattice::default().run(&nodes, &mut filled, limits, 0, None);
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
        assert!((log_sum - sum.ln()).abs() < 1e-4, "{log_sum} {}", sum.ln());
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
