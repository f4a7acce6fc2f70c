//! Who is spoken to: whom the utterance calls by name, whom its tag tells, or the other one of the talk.

use super::Work;
use super::lattice::NOBODY;
use super::speech::{Naming, Speech, Speeches};
use super::utterance::Utterance;
use crate::attribution::Relation;
use crate::entity::{Entity, EntityKind};

/// How many turns on either side, and how many utterances, the other one is looked for.
const TURNS: u32 = 3;
const UTTERANCES: usize = 6;
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
    let (before, [here, after @ ..]) = work.utterances.split_at_checked(at)? else { return None };
    let talks = |e: &u32| {
        entities
            .get(*e as usize)
            .is_some_and(|e| !matches!(e.kind, EntityKind::Organization | EntityKind::Work))
    };
    let speaks = |u: &Utterance| {
        let spoken = relations.get(u.relation as usize).and_then(|r| r.speaker.get());
        spoken.filter(|&e| e != speaker).filter(talks)
    };
    let turns = |other: &Utterance| other.turn.abs_diff(here.turn);
    let near = |other: &&Utterance| turns(other) <= TURNS;
    // A paragraph of narration weighs like a turn.
    let weigh = |other: &Utterance, apart: u32| {
        let turns = turns(other);
        (turns > 0 && apart <= APART + turns).then(|| Some((2 * (turns + apart), speaks(other)?)))?
    };
    let earlier = before
        .iter()
        .rev()
        .take(UTTERANCES)
        .take_while(near)
        .find_map(|other| weigh(other, here.paragraph.saturating_sub(other.last_paragraph)));
    let later = after
        .iter()
        .take(UTTERANCES)
        .take_while(near)
        .find_map(|other| weigh(other, other.paragraph.saturating_sub(here.last_paragraph)));
    let nearest = match (earlier, later) {
        (Some(earlier), Some(later)) if later.0 < earlier.0 => Some(later),
        (earlier, later) => earlier.or(later),
    };
    nearest.map(|(_, entity)| entity)
}
