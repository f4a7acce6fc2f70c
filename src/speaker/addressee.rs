//! Who is spoken to: whom the utterance calls by name, whom its tag tells, or the other one of the talk.

use super::Prepared;
use super::utterance::Utterance;
use crate::attribution::Relation;
use crate::mention::MentionKind;

/// How many turns on either side the other one is looked for.
const TURNS: u32 = 3;
/// No talk goes on over more paragraphs of narration than these.
const APART: u32 = 4;

/// Fills in the addressees of all utterances that have a speaker.
pub(super) fn fill(cast: &Prepared, relations: &mut [Relation]) {
    for at in 0..cast.utterances.len() {
        let Some(utterance) = cast.utterances.get(at) else { continue };
        let speaker = relations.get(utterance.relation as usize).and_then(|r| r.speaker);
        if speaker.is_none() {
            continue;
        }
        let found = hearer(cast, utterance, speaker)
            .or_else(|| called(cast, utterance, speaker))
            .or_else(|| partner(cast, relations, at, speaker));
        if let Some(relation) = relations.get_mut(utterance.relation as usize) {
            relation.addressee = found;
        }
    }
}

/// Whom the tag tells: said to X, told X.
fn hearer(cast: &Prepared, utterance: &Utterance, speaker: Option<u32>) -> Option<u32> {
    let fact = cast.facts.get(utterance.hearer? as usize)?;
    fact.entity.filter(|&e| Some(e) != speaker)
}

/// Whom the utterance calls by name.
fn called(cast: &Prepared, utterance: &Utterance, speaker: Option<u32>) -> Option<u32> {
    let from = cast.facts.partition_point(|f| f.token < utterance.tokens.start);
    cast.facts
        .get(from..)?
        .iter()
        .take(64)
        .take_while(|f| f.token < utterance.tokens.end)
        .filter(|f| f.vocative && f.kind == MentionKind::Name)
        .find_map(|f| f.entity.filter(|&e| Some(e) != speaker))
}

/// The nearest other speaker of the same talk, the one before rather than the one after.
fn partner(cast: &Prepared, relations: &[Relation], at: usize, speaker: Option<u32>) -> Option<u32> {
    let here = cast.utterances.get(at)?;
    let speaks = |u: &Utterance| {
        relations.get(u.relation as usize).and_then(|r| r.speaker).filter(|&e| Some(e) != speaker)
    };
    let mut best: Option<(u32, u32)> = None;
    for back in 1..=6usize {
        for (side, other) in [
            (0, at.checked_sub(back).and_then(|p| cast.utterances.get(p))),
            (1, cast.utterances.get(at + back)),
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
