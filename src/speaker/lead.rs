//! Who is shown before "she said": *It was the registrar, a square woman. “Are we ready?” she said.*
//!
//! Of whoever has spoken already the model knows more; whoever acts in the narration that leads in to the words says them,
//! though nothing has told so far whether that is a man or a woman.

use super::SHORT;
use super::actor::shows;
use super::fact::{Fact, Head, Role};
use super::frame::Fit;
use super::lattice::NOBODY;
use super::narrator::Narrators;
use super::speech::{Naming, Speeches};
use super::utterance::{Tag, Utterance};
use crate::Gender;
use crate::entity::{Entity, EntityKind};
use crate::lexer::TokenKind;
use crate::lexicon::{Class, entries, entry, is_one_of};
use crate::mention::MentionKind;
use crate::pipeline::Prose;
use crate::span::Run;

/// So many mentions are read before an utterance.
const READ: usize = 24;
const IT: u16 = entry("it");

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
        if !utterance.is_left_to_pronoun()
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

/// Names whoever is called last and answers at once with "sir" or "ma'am": *“Ada, where did she get off?” “At Leeds, ma'am.”*
pub(super) fn reply(
    prose: Prose<'_>,
    entities: &[Entity],
    speeches: &Speeches,
    utterances: &mut [Utterance],
) {
    if utterances.len() >= SHORT {
        return;
    }
    for at in 1..utterances.len() {
        let Some(asks) = speeches.get(at - 1) else { continue };
        let Some(before) = utterances.get(at - 1).map(|before| before.last_paragraph) else { continue };
        let Some(utterance) = utterances.get_mut(at) else { continue };
        let paragraph = prose.paragraphs.get(utterance.paragraph as usize).map(|own| own.tokens);
        let open = utterance.tag == Tag::None
            && utterance.named.is_none()
            && utterance.paragraph == before + 1
            && paragraph == Some(utterance.tokens);
        let gender =
            |entity: u32| entities.get(entity as usize).map_or(Gender::Unknown, |known| known.gender);
        let polite = open.then(|| honour(prose, utterance.tokens)).flatten();
        if polite.is_none_or(|polite| Fit::of(polite, gender(asks.voice)) == Fit::Differs) {
            continue;
        }
        let called = speeches.named(asks).filter(|(_, naming)| *naming == Naming::Called).last();
        let called = called.map(|(entity, _)| entity).filter(|&entity| {
            let person = entities.get(entity as usize).is_some_and(|known| known.kind == EntityKind::Person);
            person && entity != asks.voice && asks.voice != NOBODY
        });
        utterance.named = called.into();
    }
}

/// Whether words call somebody sir or ma'am, and so of which gender that is.
fn honour(prose: Prose<'_>, words: Run) -> Option<Gender> {
    /// So many words are read.
    const MOST: usize = 64;
    const HONOURS: [u16; 4] = entries(["sir", "ma'am", "madam", "miss"]);
    let words = prose.tokens.get(words.range())?.windows(2).take(MOST);
    let honour = words.filter(|pair| {
        matches!(pair, [comma, honour] if !comma.is(TokenKind::Word)
            && is_one_of(honour.word, &HONOURS)
            && !honour.is_capitalised())
    });
    honour.filter_map(|pair| pair.last()).map(|honour| Gender::of(honour.class())).next()
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
    // Somebody else is told of, whom the model weighs.
    let mut other = false;
    for fact in facts.get(from..to)?.iter().filter(|fact| !fact.spoken() && !fact.plural()) {
        let known = fact.entity().and_then(|entity| entities.get(entity as usize));
        let own = known.map_or(fact.gender, |known| known.gender);
        if Fit::of(own, gender) == Fit::Differs || fact.role == Role::Possessor {
            continue;
        }
        if fact.kind == MentionKind::Pronoun {
            // Who she is that acts here somebody else has told.
            other |= shown.is_none() && fact.gender == gender && fact.role == Role::Subject;
            continue;
        }
        let Some((entity, known)) = fact.entity().zip(known) else {
            // "A man" whom nothing else tells of.
            other |= fact.kind == MentionKind::Nominal && fact.head() != Head::Other && fact.gender == gender;
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
        let it = (fact.token as usize).checked_sub(2).and_then(|it| prose.tokens.get(it));
        // *It was the minister that caught the rope.*
        let cleft = prose.tokens.get(fact.end() as usize).is_some_and(|that| {
            that.class().any(Class::WH.or(Class::SUBORDINATOR)) && that.is(TokenKind::Word)
        });
        match shown {
            // Whoever has just come is told of from then on: *Jasper ran to the door. It was a policeman.*
            None if acts && comes && it.is_some_and(|it| it.word == IT) && !cleft => {
                (shown, other) = (Some(entity), false);
            }
            // Whoever is known for a woman the model finds, unless she has just come.
            None if acts && (own == Gender::Unknown || comes) => shown = Some(entity),
            None => other |= person,
            Some(_) => other |= acts,
        }
    }
    shown.filter(|_| !other)
}
