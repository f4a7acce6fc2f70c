//! Teachers: networks that differ by their first weights alone, and err in different places.
//!
//! What they say together is better than what any of them says. One that learns from that beside the gold comes close to
//! all of them at the cost of one.

use inquit::train::speaker::{Lattice, Limits, MOVES, Node, Slot};

use super::network::Network;
use super::sample::Sample;

/// How much of what a network is to say comes from its teachers, the rest from the gold.
const TRUST: f32 = 0.7;

/// What teachers say of a whole sample.
pub struct Lesson {
    nodes: Vec<Node>,
    slots: Vec<Slot>,
    /// For each utterance how often each move is expected.
    moves: Vec<[f64; MOVES]>,
}

impl Lesson {
    pub fn new(sample: &Sample, teachers: &[Network]) -> Lesson {
        let (nodes, mut slots) = sample.lattice(teachers);
        let mut moves = vec![[0.0; MOVES]; nodes.len()];
        let limits = Limits { floor: -8.0, states: 16, share: 0.0 };
        Lattice::default().run(&nodes, &mut slots, limits, 0, Some(&mut moves));
        Lesson { nodes, slots, moves }
    }

    /// Mixes it into what the gold says of the utterances from one on: of their candidates and, but for the first, of
    /// how each follows the one before.
    pub fn mix(&self, from: usize, slots: &mut [Slot], moves: &mut [[f64; MOVES]]) {
        let own = &self.slots[self.nodes[from].slots.0 as usize..];
        for (slot, said) in slots.iter_mut().zip(own) {
            slot.probability += TRUST * (said.probability - slot.probability);
        }
        for (gold, said) in moves.iter_mut().zip(&self.moves[from..]).skip(1) {
            for (gold, said) in gold.iter_mut().zip(said) {
                *gold += f64::from(TRUST) * (said - *gold);
            }
        }
    }
}
