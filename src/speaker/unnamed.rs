//! Those whom no name tells: the "I" or "you" of whoever narrates, and whom a short tale calls nothing but "he" or "she".

use alloc::vec::Vec;
use core::ops::Range;

use super::SHORT;
use super::fact::acts_as_person;
use super::frame::Fit;
use super::told::Told;
use crate::attribution::{AttributionKind, Relation};
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Token, TokenKind};
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
    told: &Told,
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
    let short = relations.len() < SHORT;
    // “Nobody,” we said: whoever tells it is one of us.
    let own = |m: &Mention| m.kind == MentionKind::First && (short || !m.plural) && m.quotation().is_none();
    if told.narrates >= least as u32
        || sources(mentions, relations).filter(|m| own(m)).take(least).count() == least
    {
        if let Some(known) = told.narrator
            && let Some(entity) = entities.get_mut(known as usize)
        {
            entity.kind = EntityKind::Narrator;
            return Some(known);
        }
        entities.push(Entity::new(EntityKind::Narrator, Gender::Unknown));
        return Some(narrator);
    }
    let own = |m: &Mention| m.kind == MentionKind::Second && m.quotation().is_none();
    // “I think so,” you say. But you would say that of anybody.
    let says = |relation: &&Relation| relation.kind == AttributionKind::Direct && relation.cue.is_some();
    let direct = relations.iter().filter(|relation| short && says(relation));
    let mut direct = direct.filter_map(|relation| mentions.get(relation.mention.get()? as usize));
    let first = direct.find(|m| own(m)).copied();
    let first = first.or_else(|| first_of_two(sources(mentions, relations).filter(|m| own(m))))?;
    let name = first.span(prose.tokens);
    entities.push(known_as(name, EntityKind::Narrator, Gender::Unknown));
    mentions.iter_mut().filter(|m| own(m)).for_each(|m| m.stands_for(Some(narrator)));
    Some(narrator)
}

/// So many pronouns tell of whoever is called by nothing else.
const OFTEN: usize = 3;

/// Makes an entity of "he", and of "she", where a short tale tells what that one says, and nobody else who could be
/// meant has a name or comes before.
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
    // Whoever says something under a name is somebody, whatever else the name may be.
    let mut speak: Vec<u32> = sources(mentions, relations)
        .filter(|source| source.kind == MentionKind::Name)
        .filter_map(Mention::entity)
        .collect();
    speak.sort_unstable();
    for gender in [Gender::Female, Gender::Male] {
        let own = |m: &Mention| {
            m.kind == MentionKind::Pronoun && m.gender == gender && !m.plural && m.quotation().is_none()
        };
        let Some(first) = sources(mentions, relations).find(|m| own(m)).copied() else { continue };
        if mentions.iter().filter(|m| own(m)).take(OFTEN).count() < OFTEN {
            continue;
        }
        let mut others = mentions.iter().enumerate().filter_map(|(index, mention)| {
            let other = another(prose, entities, mention, gender, &speak)?;
            Some((index, other))
        });
        // "A man in the armchair" is he if all others are "the man".
        let mut men = others.clone().filter_map(|(index, _)| mentions.get(index));
        let man = men.next().copied().filter(|man| is_unknown(man, gender));
        let same = |man: &Mention, other: &Mention| {
            let noun =
                |m: &Mention| prose.tokens.get(m.head().start as usize).map(|noun| (noun.word, noun.hash));
            is_unknown(other, gender) && noun(other) == noun(man)
        };
        if let Some(man) = man
            && men.all(|other| same(&man, other))
        {
            let entity = entities.len() as u32;
            entities.push(known_as(man.span(prose.tokens), EntityKind::Person, gender));
            let is_man = |m: &Mention| m.quotation().is_none() && same(&man, m);
            mentions.iter_mut().filter(|m| own(m) || is_man(m)).for_each(|m| m.stands_for(Some(entity)));
            continue;
        }
        let began = mentions.iter().position(own);
        let named = |(index, other): (usize, Another)| other == Another::Named || Some(index) < began;
        if others.clone().any(named) {
            continue;
        }
        // Whom "he" stands for once a porter has come is for the model to tell.
        let until = others.next().map_or(mentions.len(), |(index, _)| index);
        let name = first.span(prose.tokens);
        let entity = entities.len() as u32;
        entities.push(known_as(name, EntityKind::Person, gender));
        mentions.iter_mut().take(until).filter(|m| own(m)).for_each(|m| m.stands_for(Some(entity)));
    }
}

/// Somebody of this gender who is described, and nobody so far.
fn is_unknown(mention: &Mention, gender: Gender) -> bool {
    mention.kind == MentionKind::Nominal && mention.gender == gender && mention.entity().is_none()
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

/// Somebody else who may be called "he", or "she".
#[derive(Clone, Copy, PartialEq, Eq)]
enum Another {
    Named,
    Described,
}

/// Who a mention is of that may be called "he", or "she". Whom people only speak of is not there.
fn another(
    prose: Prose<'_>,
    entities: &[Entity],
    mention: &Mention,
    gender: Gender,
    speak: &[u32],
) -> Option<Another> {
    if mention.plural || !matches!(mention.kind, MentionKind::Name | MentionKind::Nominal) {
        return None;
    }
    let run = mention.tokens().range();
    let spoken = mention.quotation().is_some();
    let known = mention.entity().and_then(|entity| entities.get(entity as usize));
    if mention.kind == MentionKind::Nominal {
        let head = prose.tokens.get(mention.head().start as usize).map(|head| head.class());
        let gender_of = known.map_or(mention.gender, |known| known.gender);
        // Whoever speaks is somebody: "the tortoise".
        let person = known.is_some() || head.is_some_and(|head| head.any(Class::SOMEBODY));
        let somebody = person && Fit::of(gender_of, gender) != Fit::Differs;
        return (somebody && !spoken).then_some(Another::Described);
    }
    let known = known?;
    let speaks = mention.entity().is_some_and(|entity| speak.binary_search(&entity).is_ok());
    let somebody = speaks || acts_as_person(prose.tokens, known.kind, mention);
    let there = !spoken || is_called(prose.tokens, &run);
    (somebody && there && Fit::of(known.gender, gender) != Fit::Differs).then_some(Another::Named)
}

/// "Come in, Boris": who is called by name may be whoever is called nothing else.
fn is_called(tokens: &[Token], name: &Range<usize>) -> bool {
    let apart = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Exclamation))
    };
    apart(name.start.checked_sub(1)) || apart(Some(name.end))
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
    fn whoever_has_a_name_alone_is_he() {
        let text = "“It is late,” said Denby.\n\n“It is,” said Anne.\n\nHe looked at his watch. “I must go,” he said, and he took \
                    his hat. “Good-night,” he said.";
        assert_eq!(speakers(text), ["Denby", "Anne", "Denby", "Denby"]);
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
    fn whom_they_speak_of_is_not_there() {
        let text = "She had been waiting for an hour when he came down the hill with the dog.\n\n“You missed it,” he \
                    said.\n\n“Mr. Hobbs told me there would be another,” she said.\n\n“Not on a Sunday.” He looked at her \
                    shoes. “You could walk.”\n\nShe laughed. “In these?”";
        assert_eq!(speakers(text), ["he", "she", "he", "he", "she"]);
    }

    #[test]
    fn whom_they_call_is() {
        let text = "She had been waiting for an hour when he came down the hill.\n\n“Good morning, Boris,” she said.\n\n“You \
                    missed it,” he said. He looked at her shoes. “You could walk,” he said.";
        assert!(!speakers(text).contains(&"he".to_string()));
    }

    #[test]
    fn he_may_be_the_only_man() {
        let text = "There is a man in the armchair. He is peeling an orange.\n\n“Good morning,” he says.\n\n“Who are you?” \
                    you say.\n\nHe smiles. The man looks at you. “A friend,” he says.\n\n“Whose?” you ask.";
        assert_eq!(speakers(text), ["a man in the armchair", "you", "a man in the armchair", "you"]);
    }

    #[test]
    fn he_is_neither_of_two() {
        let text = "A man and a boy are in the armchair. He is peeling an orange. He smiles.\n\n“Good morning,” he says.";
        // Who it is the conversation may guess; that he is the first of them no rule says.
        assert_ne!(speakers(text), ["A man"]);
    }

    #[test]
    fn he_is_whoever_has_a_name() {
        let text = "He had followed the woman since Lisbon.\n\n“You are not very good at this,” said the woman.\n\nHe looked \
                    out. “No,” he admitted. His name was Ruben Tal.";
        assert!(!speakers(text).contains(&"he".to_string()));
    }
}
