//! Who is spoken to: whom the utterance calls by name, whom its tag tells, or the other one of the talk.

use super::Work;
use super::lattice::NOBODY;
use super::speech::{Naming, Speech, Speeches};
use super::utterance::Utterance;
use crate::attribution::Relation;
use crate::entity::{Entity, EntityKind};

/// How many turns on either side the other one is looked for.
const TURNS: u32 = 3;
/// No talk goes on over more paragraphs of narration than these.
const APART: u32 = 4;

/// Fills in the addressees of all utterances that have a speaker.
pub(super) fn fill(work: &Work, entities: &[Entity], relations: &mut [Relation]) {
    for (at, (utterance, speech)) in work.utterances.iter().zip(work.speeches.iter()).enumerate() {
        let Some(speaker) = relations.get(utterance.relation as usize).and_then(|r| r.speaker.get()) else {
            continue;
        };
        let found = Some(speech.hearer)
            .filter(|&e| e != NOBODY && e != speaker)
            .or_else(|| called(&work.speeches, speech, speaker))
            .or_else(|| partner(work, entities, relations, at, speaker));
        if let Some(relation) = relations.get_mut(utterance.relation as usize) {
            relation.addressee = found.into();
        }
    }
}

/// Whom the utterance calls by name.
fn called(speeches: &Speeches, speech: &Speech, speaker: u32) -> Option<u32> {
    let called = |&(entity, naming): &(u32, Naming)| naming == Naming::Called && entity != speaker;
    speeches.named(speech).find(called).map(|(entity, _)| entity)
}

/// The nearest other speaker of the same talk, the one before rather than the one after.
fn partner(work: &Work, entities: &[Entity], relations: &[Relation], at: usize, speaker: u32) -> Option<u32> {
    let here = work.utterances.get(at)?;
    let talks = |e: &u32| {
        entities
            .get(*e as usize)
            .is_some_and(|e| !matches!(e.kind, EntityKind::Organization | EntityKind::Work))
    };
    let speaks = |u: &Utterance| {
        relations
            .get(u.relation as usize)
            .and_then(|r| r.speaker.get())
            .filter(|&e| e != speaker)
            .filter(talks)
    };
    let mut best: Option<(u32, u32)> = None;
    for back in 1..=6usize {
        for (side, other) in [
            (0, at.checked_sub(back).and_then(|p| work.utterances.get(p))),
            (1, work.utterances.get(at + back)),
        ] {
            let Some(other) = other else { continue };
            let turns = other.turn.abs_diff(here.turn);
            let apart = if side == 0 {
                here.paragraph.saturating_sub(other.last_paragraph)
            } else {
                other.paragraph.saturating_sub(here.last_paragraph)
            };
            if turns == 0 || turns > TURNS || apart > APART + turns {
                continue;
            }
            if let Some(entity) = speaks(other) {
                // A paragraph of narration weighs like a turn.
                let cost = 2 * (turns + apart) + side;
                if best.is_none_or(|(known, _)| cost < known) {
                    best = Some((cost, entity));
                }
            }
        }
    }
    best.map(|(_, entity)| entity)
}
