//! What the mentions tell of each entity: its name, its kind, its gender.

use alloc::vec::Vec;

use super::names::Names;
use super::registry::Registry;
use super::{Entity, EntityKind};
use crate::lexicon::Class;
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::span::Run;
use crate::{Gender, Span};

/// How many times as often a shorter name may be used before it is what the entity is called.
const COMMONER: u32 = 85;

/// Makes the entities from what the registry and the mentions know.
pub(super) fn draw(
    prose: Prose<'_>,
    mentions: &[Mention],
    names: &Names,
    registry: &Registry,
    out: &mut Vec<Entity>,
) {
    let from = out.len();
    out.extend(
        registry
            .sketches
            .iter()
            .map(|sketch| Entity { cast: sketch.cast, ..Entity::new(EntityKind::Unknown, sketch.gender) }),
    );
    let entities = out.get_mut(from..).unwrap_or_default();
    let mut classes: Vec<Class> = alloc::vec![Class::NONE; entities.len()];
    // The best name so far: how often it is used, whether it is a full one.
    let mut best: Vec<(u32, bool)> = alloc::vec![(0, false); entities.len()];
    for ((form, count), first) in names.forms.iter().zip(&names.firsts) {
        let Some(mention) = mentions.get(*first as usize) else { continue };
        let Some(at) = mention.entity.map(|e| e as usize) else { continue };
        let (Some(entity), Some(class), Some(best)) =
            (entities.get_mut(at), classes.get_mut(at), best.get_mut(at))
        else {
            continue;
        };
        *class = class.or(form.class);
        if form.acronym && !form.given {
            *class = class.or(Class::ORGANISATION);
        }
        if form.title != super::form::Title::None {
            *class = class.or(Class::TITLE);
        }
        let full = form.words > 1;
        let better = match (full, best.1) {
            (true, false) => count.saturating_mul(COMMONER) >= best.0,
            (false, true) => *count > best.0.saturating_mul(COMMONER),
            _ => *count > best.0,
        };
        if better || entity.name.is_none() {
            *best = (*count, full);
            entity.name = called(prose, mention, full, form.titled_gender);
        }
        if entity.aliases.len() < 64
            && let Some(bare) = span(prose, mention.head)
        {
            entity.aliases.push(bare);
        }
    }
    count(mentions, entities);
    for (entity, class) in entities.iter_mut().zip(classes) {
        settle(entity, class);
    }
}

/// The name as people use it: with its title where it is a single word, or where the title is for private people.
fn called(prose: Prose<'_>, mention: &Mention, full: bool, private: bool) -> Option<Span> {
    let title = (mention.tokens.start..mention.head.start).rev().take_while(|&at| {
        prose.tokens.get(at as usize).is_some_and(|t| t.class().any(Class::TITLE) && t.is_capitalised())
    });
    let start = title.last().filter(|_| !full || private).unwrap_or(mention.head.start);
    span(prose, Run { start, end: mention.head.end })
}

/// The bytes of a run, without the last token's 's.
fn span(prose: Prose<'_>, run: Run) -> Option<Span> {
    let first = prose.tokens.get(run.start as usize)?;
    let last = prose.tokens.get((run.end as usize).checked_sub(1)?)?;
    let text = prose.text.get(first.start as usize..last.end() as usize)?;
    let clitic = ["'s", "’s", "'S", "’S"].iter().find(|s| text.ends_with(**s));
    let cut = clitic.filter(|_| last.has(crate::lexer::Flags::CLITIC)).map_or(0, |s| s.len() as u32);
    Some(Span::new(first.start, last.end() - cut))
}

/// Counts names, and the pronouns that follow them with no other name between.
fn count(mentions: &[Mention], entities: &mut [Entity]) {
    let mut last: Option<(u32, Option<u32>, u32)> = None;
    for (at, mention) in mentions.iter().enumerate() {
        match mention.kind {
            MentionKind::Name => {
                let Some(id) = mention.entity else { continue };
                let Some(entity) = entities.get_mut(id as usize) else { continue };
                entity.count = entity.count.saturating_add(1);
                entity.first = entity.first.or(Some(at as u32));
                last = Some((id, mention.quotation, mention.tokens.end));
            }
            MentionKind::Pronoun => {
                if let Some((id, quotation, end)) = last
                    && quotation == mention.quotation
                    && mention.tokens.start.saturating_sub(end) < 40
                    && let Some(entity) = entities.get_mut(id as usize)
                {
                    match mention.gender {
                        Gender::Female => entity.pronouns[0] += 1,
                        Gender::Male => entity.pronouns[1] += 1,
                        _ => continue,
                    }
                    last = None;
                }
            }
            _ => {}
        }
    }
}

fn settle(entity: &mut Entity, class: Class) {
    let [she, he] = entity.pronouns;
    let shown = if she >= 2 && she > 2 * he {
        Gender::Female
    } else if he >= 2 && he > 2 * she {
        Gender::Male
    } else {
        Gender::Unknown
    };
    let strong = she.max(he) >= 6 && she.max(he) > 4 * she.min(he);
    // A given name misleads now and then; a title does not.
    if entity.cast.is_none()
        && (entity.gender == Gender::Unknown
            || (strong && !class.any(Class::TITLE) && shown != Gender::Unknown))
    {
        entity.gender = shown;
    }
    let person = class.any(Class::TITLE.or(Class::GIVEN)) || entity.gender != Gender::Unknown;
    entity.kind = if entity.cast.is_some() {
        EntityKind::Person
    } else if class.any(Class::ORGANISATION) && !class.any(Class::TITLE) {
        EntityKind::Organization
    } else if person {
        EntityKind::Person
    } else if class.any(Class::PLACE) {
        EntityKind::Organization
    } else if class.any(Class::GROUP) {
        EntityKind::Group
    } else if class.any(Class::DOCUMENT) {
        EntityKind::Work
    } else if class.any(Class::ROLE.or(Class::KIN).or(Class::PERSON)) {
        EntityKind::Person
    } else {
        EntityKind::Unknown
    };
}
