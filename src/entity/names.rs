//! The names of a text: their distinct forms, and whom each mention of one stands for.

use alloc::vec;
use alloc::vec::Vec;

use super::form::{self, Form};
use super::registry::{Referent, Registry};
use crate::Gender;
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::span::Run;

/// The distinct forms of the names in a text.
pub(super) struct Names {
    /// In order of first appearance, with their counts.
    pub(super) forms: Vec<(Form, u32)>,
    /// The first mention of each form.
    pub(super) firsts: Vec<u32>,
    /// The mentions that are names, in text order, each with its form.
    pub(super) uses: Vec<(u32, u32)>,
}

/// Reads the form of every name.
pub(super) fn collect(prose: Prose<'_>, mentions: &[Mention]) -> Names {
    let mut keyed: Vec<(u64, u32, Form)> = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.kind == MentionKind::Name
            && !mention.plural
            && let Some(form) =
                Form::of(prose.text, prose.tokens, mention.tokens, mention.head, mention.gender)
        {
            keyed.push((form.whole, at as u32, form));
        }
    }
    keyed.sort_unstable_by_key(|(key, at, _)| (*key, *at));
    // Distinct forms by first mention.
    let mut groups: Vec<(u32, Form, u32)> = Vec::new();
    let mut group_of: Vec<(u32, u32)> = Vec::with_capacity(keyed.len());
    let mut key = None;
    for (whole, at, form) in &keyed {
        if key != Some(*whole) {
            key = Some(*whole);
            groups.push((*at, *form, 0));
        }
        group_of.push((*at, (groups.len() - 1) as u32));
        if let Some((_, known, count)) = groups.last_mut() {
            *count += 1;
            known.family = known.family.or(form.family);
            if known.gender == Gender::Unknown {
                known.gender = form.gender;
            }
        }
    }
    let mut order: Vec<u32> = (0..groups.len() as u32).collect();
    order.sort_unstable_by_key(|&group| groups.get(group as usize).map(|g| g.0));
    let mut place = vec![0; groups.len()];
    let mut names = Names { forms: Vec::new(), firsts: Vec::new(), uses: group_of };
    for (at, group) in order.iter().enumerate() {
        if let (Some((first, form, count)), Some(place)) =
            (groups.get(*group as usize), place.get_mut(*group as usize))
        {
            names.forms.push((*form, *count));
            names.firsts.push(*first);
            *place = at as u32;
        }
    }
    for (_, group) in &mut names.uses {
        *group = place.get(*group as usize).copied().unwrap_or_default();
    }
    names.uses.sort_unstable();
    names
}

/// Gives every mention of a name its entity, and every description that the cast lists.
pub(super) fn assign(
    prose: Prose<'_>,
    mentions: &mut [Mention],
    names: &Names,
    who: &[Referent],
    registry: &Registry,
) {
    // Where each entity was last named, counted from one.
    let mut seen = vec![0_u32; registry.sketches.len()];
    for (at, form) in &names.uses {
        let entity = match who.get(*form as usize) {
            Some(Referent::One(entity)) => *entity,
            Some(Referent::Several(start, end)) => {
                let rivals = registry.rivals.get(*start as usize..*end as usize).unwrap_or_default();
                let weight = |entity: &&u32| {
                    let last = seen.get(**entity as usize).copied().unwrap_or_default();
                    let count = registry.sketches.get(**entity as usize).map_or(0, |s| s.count);
                    // Named lately: within some hundred mentions. Else whoever is named most.
                    let lately = last > 0 && *at + 1 - last.min(*at + 1) < RECENT;
                    (lately, if lately { last } else { count }, core::cmp::Reverse(**entity))
                };
                let Some(entity) = rivals.iter().max_by_key(weight) else { continue };
                *entity
            }
            _ => continue,
        };
        if let Some(seen) = seen.get_mut(entity as usize) {
            *seen = *at + 1;
        }
        if let Some(mention) = mentions.get_mut(*at as usize) {
            mention.entity = Some(entity);
        }
    }
    if registry.has_cast() {
        let described = mentions.iter_mut().filter(|m| m.kind == MentionKind::Nominal);
        for mention in described {
            let core = Run { start: mention.tokens.start, end: mention.head.end };
            let hash =
                |run: Run| prose.tokens.get(run.range()).map(|tokens| form::phrase(prose.text, tokens));
            let whole = hash(mention.tokens).and_then(|hash| registry.described(hash));
            mention.entity = whole.or_else(|| hash(core).and_then(|hash| registry.described(hash)));
        }
    }
}

/// How many mentions back a name is still fresh.
const RECENT: u32 = 120;
