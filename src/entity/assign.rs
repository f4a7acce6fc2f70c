//! Mentions of names to the entities that they stand for, once it is known who goes by which form.

use alloc::vec::Vec;

use super::form;
use super::names::is_single_name;
use super::registry::{Referent, Registry, Sketch};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::span::{MaybeIndex, Run};

/// How many mentions back a name is still fresh.
const RECENT: u32 = 120;

/// Gives every mention of a name the entity of its form, and one to every description that the cast lists.
pub(super) fn assign(
    prose: Prose<'_>,
    mentions: &mut [Mention],
    who: &[Referent],
    registry: &Registry,
    seen: &mut Vec<u32>,
) {
    // Where each entity was last named, counted from one.
    seen.clear();
    seen.resize(registry.sketches.len(), 0_u32);
    // Whose a form of several people's was last: "Petit" stays Cornelis Petit when his son Joost has come in.
    let several = who.iter().any(|referent| matches!(referent, Referent::Several(_)));
    let mut kept = alloc::vec![MaybeIndex::NONE; if several { who.len() } else { 0 }];
    for (at, mention) in (0u32..).zip(mentions.iter_mut()).filter(|(_, mention)| is_single_name(mention)) {
        let Some(form) = mention.entity() else { continue };
        mention.stands_for(None);
        let entity = match who.get(form as usize) {
            Some(Referent::One(entity)) => *entity,
            Some(Referent::Several(list)) => {
                let rivals = registry.rivals(*list);
                let weight = |entity: &&u32| {
                    let last = seen.get(**entity as usize).copied().unwrap_or_default();
                    let count = registry.sketches.get(**entity as usize).map_or(0, |s| s.count);
                    // Named lately: within some hundred mentions. Else whoever is named most.
                    let lately = last > 0 && at + 1 - last.min(at + 1) < RECENT;
                    let own = kept.get(form as usize).copied().unwrap_or_default().get() == Some(**entity);
                    (lately && own, lately, if lately { last } else { count }, core::cmp::Reverse(**entity))
                };
                let Some(entity) = rivals.iter().max_by_key(weight) else { continue };
                if let Some(kept) = kept.get_mut(form as usize) {
                    *kept = Some(*entity).into();
                }
                *entity
            }
            _ => continue,
        };
        if let Some(seen) = seen.get_mut(entity as usize) {
            *seen = at + 1;
        }
        mention.stands_for(Some(entity));
    }
    if registry.has_cast() {
        let described = mentions.iter_mut().filter(|m| m.kind == MentionKind::Nominal);
        for mention in described {
            let core = Run { start: mention.tokens().start, end: mention.head().end };
            let hash =
                |run: Run| prose.tokens.get(run.range()).map(|tokens| form::phrase(prose.text, tokens));
            let whole = hash(mention.tokens()).and_then(|hash| registry.described(hash));
            mention.stands_for(whole.or_else(|| hash(core).and_then(|hash| registry.described(hash))));
        }
    }
}

/// Numbers the entities anew, in the order of the text: the members of a cast, then the others as they are mentioned.
pub(super) fn put_in_order(mentions: &mut [Mention], sketches: &mut [Sketch], numbers: &mut Vec<u32>) {
    let mut next = sketches.iter().take_while(|sketch| sketch.cast.is_some()).count() as u32;
    numbers.clear();
    numbers.extend(0..next);
    numbers.resize(sketches.len(), u32::MAX);
    let mut take = || {
        next += 1;
        next - 1
    };
    for mention in mentions {
        let Some(number) = mention.entity().and_then(|entity| numbers.get_mut(entity as usize)) else {
            continue;
        };
        if *number == u32::MAX {
            *number = take();
        }
        mention.stands_for(Some(*number));
    }
    let unmentioned = numbers.iter_mut().filter(|number| **number == u32::MAX);
    unmentioned.for_each(|number| *number = take());
    for at in 0..numbers.len() {
        // Each exchange brings a sketch to its place.
        while let Some(number) = numbers.get(at).map(|number| *number as usize).filter(|number| *number != at)
        {
            sketches.swap(at, number);
            numbers.swap(at, number);
        }
    }
}
