//! Those whom no name tells: the "I" or "you" of whoever narrates, and whom a short tale calls nothing but "he" or "she".

use alloc::vec::Vec;

use super::SHORT;
use super::fact::{Role, role};
use super::frame::Fit;
use crate::attribution::Relation;
use crate::entity::{Entity, EntityKind};
use crate::lexicon::Class;
use crate::mention::{Mention, MentionKind};
use crate::options::Options;
use crate::pipeline::Prose;
use crate::{Gender, Span};

/// The entity of the narrator's "I": of the cast, or made where a tag says "I", or else "you".
pub(super) fn narrator(
    prose: Prose<'_>,
    mentions: &mut [Mention],
    relations: &[Relation],
    options: &Options,
    entities: &mut Vec<Entity>,
) -> Option<u32> {
    let narrates = |e: &Entity| {
        e.kind == EntityKind::Narrator
            || e.cast.get().and_then(|c| options.cast.get(c as usize)).is_some_and(|c| c.narrator)
    };
    if let Some(known) = entities.iter().position(narrates) {
        return Some(known as u32);
    }
    if !options.cast.is_empty() {
        return None;
    }
    let narrator = entities.len() as u32;
    // A letter or a slip within a novel says "I" once, too.
    let least = if relations.len() < SHORT { 1 } else { 2 };
    let own = |m: &Mention| m.kind == MentionKind::First && !m.plural && m.quotation().is_none();
    if sources(mentions, relations).filter(|m| own(m)).take(least).count() == least {
        entities.push(Entity::new(EntityKind::Narrator, Gender::Unknown));
        return Some(narrator);
    }
    let own = |m: &Mention| m.kind == MentionKind::Second && m.quotation().is_none();
    let first = first_of_two(sources(mentions, relations).filter(|m| own(m)))?;
    let name = first.span(prose.tokens);
    entities.push(known_as(name, EntityKind::Narrator, Gender::Unknown));
    mentions.iter_mut().filter(|m| own(m)).for_each(|m| m.stands_for(Some(narrator)));
    Some(narrator)
}

/// So many pronouns tell of whoever is called by nothing else.
const OFTEN: usize = 3;

/// Makes an entity of "he", and of "she", where a short tale tells what that one says, and of nobody else who could be
/// meant.
pub(super) fn protagonists(
    prose: Prose<'_>,
    mentions: &mut [Mention],
    relations: &[Relation],
    options: &Options,
    entities: &mut Vec<Entity>,
) {
    if relations.len() >= SHORT || !options.cast.is_empty() {
        return;
    }
    for gender in [Gender::Female, Gender::Male] {
        let own = |m: &Mention| {
            m.kind == MentionKind::Pronoun && m.gender == gender && !m.plural && m.quotation().is_none()
        };
        let Some(first) = sources(mentions, relations).find(|m| own(m)).copied() else { continue };
        if mentions.iter().filter(|m| own(m)).take(OFTEN).count() < OFTEN {
            continue;
        }
        if mentions.iter().any(|mention| is_another(prose, entities, mention, gender)) {
            continue;
        }
        let name = first.span(prose.tokens);
        let entity = entities.len() as u32;
        entities.push(known_as(name, EntityKind::Person, gender));
        mentions.iter_mut().filter(|m| own(m)).for_each(|m| m.stands_for(Some(entity)));
    }
}

fn known_as(name: Span, kind: EntityKind, gender: Gender) -> Entity {
    let mut entity = Entity::new(kind, gender);
    entity.name = Some(name).into();
    entity
}

/// The first of at least two.
fn first_of_two<'m>(mut mentions: impl Iterator<Item = &'m Mention>) -> Option<Mention> {
    let first = mentions.next()?;
    mentions.next().map(|_| *first)
}

/// The mentions that reporting clauses have as their sources.
fn sources<'m>(mentions: &'m [Mention], relations: &'m [Relation]) -> impl Iterator<Item = &'m Mention> {
    let told = relations.iter().filter(|relation| relation.cue.is_some());
    told.filter_map(|relation| mentions.get(relation.mention.get()? as usize))
}

/// Whether a mention is of somebody else who may be called "he", or "she".
fn is_another(prose: Prose<'_>, entities: &[Entity], mention: &Mention, gender: Gender) -> bool {
    const PEOPLE: Class = Class::PERSON.or(Class::ROLE).or(Class::KIN).or(Class::TITLE);
    if mention.plural || !matches!(mention.kind, MentionKind::Name | MentionKind::Nominal) {
        return false;
    }
    let Some(known) = mention.entity().and_then(|entity| entities.get(entity as usize)) else {
        let head = prose.tokens.get(mention.head().start as usize).map(|head| head.class());
        return mention.quotation().is_none()
            && head.is_some_and(|head| head.any(PEOPLE))
            && Fit::of(mention.gender, gender) != Fit::Differs;
    };
    let run = mention.tokens().range();
    let somebody = match known.kind {
        EntityKind::Person => true,
        EntityKind::Unknown => role(prose.tokens, run.start, run.end) == Role::Subject,
        _ => false,
    };
    somebody && Fit::of(known.gender, gender) != Fit::Differs
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use crate::speaker::tests::speakers;

    #[test]
    fn a_tale_may_tell_of_you() {
        let text = "You meet Mara on the ferry.\n\n“Is this taken?” you ask.\n\n“By the wind,” Mara says.\n\n“I like the \
                    wind,” you say, and sit down.";
        assert_eq!(speakers(text), ["you", "Mara", "you"]);
    }

    #[test]
    fn you_know_is_no_narrators() {
        let text = "Mara was late, as you may imagine.\n\n“Is this taken?” she asked.\n\n“No,” said Denny. You know the sort.";
        assert_eq!(speakers(text), ["Mara", "Denny"]);
    }

    #[test]
    fn he_may_have_no_name() {
        let text = "He had followed the woman since Lisbon, and at Porto she took off her gloves.\n\n“You are not very good at \
                    this,” said the woman.\n\n“No,” he admitted.\n\n“Who pays you?” said the woman.\n\nHe looked out. “Your \
                    husband,” he said.";
        assert_eq!(speakers(text), ["the woman", "he", "the woman", "he"]);
    }

    #[test]
    fn he_is_whoever_has_a_name() {
        let text = "He had followed the woman since Lisbon.\n\n“You are not very good at this,” said the woman.\n\nHe looked \
                    out. “No,” he admitted. His name was Ruben Tal.";
        assert!(!speakers(text).contains(&"he".to_string()));
    }
}
