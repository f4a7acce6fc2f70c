//! Mentions to entities: who is who under all their names.

use alloc::vec::Vec;

use crate::mention::Mention;
use crate::options::Options;
use crate::pipeline::Prose;
use crate::span::{MaybeIndex, MaybeSpan};
use crate::{Gender, Span};

mod assign;
mod cast;
mod collect;
mod form;
mod gesture;
mod link;
mod names;
mod neighbours;
mod profile;
mod registry;
mod surname;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use cast::Roster;
use names::{Name, Names};
use profile::Label;
use registry::Registry;

/// What an entity is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum EntityKind {
    /// A person, or an animal that talks.
    Person,
    /// Several people: officials, critics, a crowd.
    Group,
    /// A company, ministry, newspaper, country.
    Organization,
    /// Who tells the story as "I", under the name that others call them by, if any.
    Narrator,
    /// Something written or made that says: a report, a sign, a letter, a poll.
    Work,
    /// Nothing tells.
    Unknown,
}

/// Someone or something that speaks or is named, with every mention of it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Entity {
    /// The fullest proper name found, as it stands in the text; `None` where the cast names it or nobody does.
    pub(crate) name: MaybeSpan,
    /// The index in the user's cast.
    pub(crate) cast: MaybeIndex,
    pub(crate) kind: EntityKind,
    pub(crate) gender: Gender,
    /// The first of its distinct bare names, as it stands in the text; the others are in a list beside the entities.
    pub(crate) alias: MaybeSpan,
    /// How many of the descriptions that stand beside its names are known.
    pub(crate) roles: u8,
    /// It has a given name and a surname.
    full: bool,
}

impl Entity {
    pub(crate) fn new(kind: EntityKind, gender: Gender) -> Entity {
        Entity {
            name: MaybeSpan::NONE,
            cast: MaybeIndex::NONE,
            kind,
            gender,
            alias: MaybeSpan::NONE,
            roles: 0,
            full: false,
        }
    }
}

/// Where [`link`] writes.
pub(crate) struct Output<'o> {
    pub(crate) entities: &'o mut Vec<Entity>,
    /// The names of each beyond the first, by entity and in order of first appearance.
    pub(crate) aliases: &'o mut Vec<(u32, Span)>,
    /// What the text says that they are, as far as it stands beside their names: the first two such descriptions, by
    /// entity.
    pub(crate) roles: &'o mut Vec<(u32, Span)>,
}

/// Of fewer names none gives back room that it has too much.
const FEW: usize = 64;

/// The space in which names are put together, which the next text uses again.
#[derive(Default)]
pub(crate) struct Work {
    names: Names,
    registry: Registry,
}

/// Clusters the names into entities and gives each named mention its entity; pronouns and descriptions are left to
/// the speaker stage, but for descriptions that the cast lists.
///
/// The members of a cast are the first entities, in their order; the others follow in the order of the text.
#[inline(never)]
pub(crate) fn link(
    prose: Prose<'_>,
    mentions: &mut [Mention],
    options: &Options,
    work: &mut Work,
    once: bool,
    out: Output<'_>,
) {
    let Work { names, registry } = work;
    registry.clear();
    if let Some(Roster(cast)) = options.cast.roster() {
        registry.begin(cast);
    }
    names.collect(prose, mentions);
    if once {
        names.forget_spellings();
    }
    let who = registry.settle(prose, mentions, names);
    // A cast's descriptions are still to be found.
    if once && !registry.has_cast() {
        registry.forget_names();
    }
    let mut numbers = Vec::new();
    assign::assign(prose, mentions, &who, registry, &mut numbers);
    drop(who);
    assign::put_in_order(mentions, &mut registry.sketches, &mut numbers);
    drop(numbers);
    let forms = &mut names.forms;
    let label = |name: &Name| Label::of(prose, mentions, name);
    // In their own place where no other text needs it.
    let mut labels: Vec<Label> = if once {
        core::mem::take(forms).into_iter().map(|name| label(&name)).collect()
    } else {
        forms.iter().map(label).collect()
    };
    if labels.len() > FEW {
        labels.shrink_to_fit();
    }
    profile::begin(&registry.sketches, out.entities);
    if once {
        registry.sketches = Vec::new();
    }
    profile::draw(prose, mentions, labels, out);
}
