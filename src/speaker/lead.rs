//! Who is shown before "she said": *It was the registrar, a square woman. “Are we ready?” she said.*
//!
//! Of whoever has spoken already the model knows more; whoever acts in the narration that leads in to the words says them,
//! though nothing has told so far whether that is a man or a woman.

use super::SHORT;
use super::actor::shows;
use super::fact::{Fact, Head, Role};
use super::frame::Fit;
use super::narrator::Narrators;
use super::utterance::{Tag, Utterance};
use crate::Gender;
use crate::entity::{Entity, EntityKind};
use crate::lexicon::Class;
use crate::mention::MentionKind;
use crate::pipeline::Prose;
use crate::span::Run;

/// So many mentions are read before an utterance.
const READ: usize = 24;

/// Names whoever is shown, and nobody else, in the narration that leads in to an utterance, where its tag says no more than
/// "she".
pub(super) fn read(
    prose: Prose<'_>,
    facts: &[Fact],
    entities: &[Entity],
    narrators: &Narrators,
    utterances: &mut [Utterance],
) {
    // In a novel the model has more to go by.
    if utterances.len() >= SHORT {
        return;
    }
    // Where the words before end, and in which paragraph.
    let mut before: Option<(u32, u32)> = None;
    for utterance in utterances {
        let (edge, spoken) = before.map_or((0, None), |(edge, paragraph)| (edge, Some(paragraph)));
        before = Some((utterance.tokens.end, utterance.last_paragraph));
        let open = utterance.tag == Tag::Pronoun && utterance.named.is_none() && !utterance.plural;
        if !open
            || !matches!(utterance.gender, Gender::Female | Gender::Male)
            || spoken == Some(utterance.paragraph)
        {
            continue;
        }
        let Some(lead) = lead(prose, utterance).filter(|lead| lead.start >= edge) else { continue };
        let teller = narrators.at(utterance.tokens.start);
        let Some(shown) = shown(prose, facts, entities, lead, utterance.gender) else { continue };
        if Some(shown) == teller {
            continue;
        }
        utterance.named = Some(shown).into();
    }
}

/// The narration that leads in to an utterance: what stands before it in its paragraph, or, where it begins that, the
/// paragraph before.
fn lead(prose: Prose<'_>, utterance: &Utterance) -> Option<Run> {
    let own = prose.paragraphs.get(utterance.paragraph as usize)?.tokens;
    let end = utterance.tokens.start;
    if end > own.start + 1 {
        return Some(Run { start: own.start, end });
    }
    Some(prose.paragraphs.get((utterance.paragraph as usize).checked_sub(1)?)?.tokens)
}

/// Who alone acts there, or has come, of those who may be meant.
fn shown(prose: Prose<'_>, facts: &[Fact], entities: &[Entity], lead: Run, gender: Gender) -> Option<u32> {
    let from = facts.partition_point(|fact| fact.token < lead.start);
    let to = facts.partition_point(|fact| fact.token < lead.end);
    let from = from.max(to.saturating_sub(READ));
    let mut shown: Option<u32> = None;
    for fact in facts.get(from..to)?.iter().filter(|fact| !fact.spoken() && !fact.plural()) {
        let known = fact.entity().and_then(|entity| entities.get(entity as usize));
        let own = known.map_or(fact.gender, |known| known.gender);
        if Fit::of(own, gender) == Fit::Differs || fact.role == Role::Possessor {
            continue;
        }
        if fact.kind == MentionKind::Pronoun {
            // Who she is that acts here somebody else has told.
            if shown.is_none() && fact.gender == gender && fact.role == Role::Subject {
                return None;
            }
            continue;
        }
        let Some((entity, known)) = fact.entity().zip(known) else {
            // "A man" whom nothing else tells of.
            if fact.kind == MentionKind::Nominal && fact.head() != Head::Other && fact.gender == gender {
                return None;
            }
            continue;
        };
        if shown == Some(entity) {
            continue;
        }
        let person = matches!(known.kind, EntityKind::Person | EntityKind::Unknown);
        // *It was Venice* tells of nobody; *in came Venice* may.
        let is = (fact.token as usize).checked_sub(1).and_then(|is| prose.tokens.get(is));
        let moves = || is.is_some_and(|is| !is.class().any(Class::AUXILIARY));
        let place =
            || prose.tokens.get(fact.token as usize).is_some_and(|first| first.class().any(Class::PLACE));
        let comes = shows(prose.tokens, Run { start: fact.token, end: fact.end() })
            && (known.kind == EntityKind::Person && !place() || moves());
        let acts = person && (fact.role == Role::Subject || comes);
        match shown {
            // Whoever is known for a woman the model finds, unless she has just come.
            None if acts && (own == Gender::Unknown || comes) => shown = Some(entity),
            None if person => return None,
            Some(_) if acts => return None,
            _ => {}
        }
    }
    shown
}
