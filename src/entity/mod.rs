//! Mentions to entities: who is who under all their names.

use alloc::vec::Vec;

use crate::mention::Mention;
use crate::options::Options;
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::{Gender, Span};

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
    /// The first-person narrator while nobody has called them by name.
    Narrator,
    /// Something written or made that says: a report, a sign, a letter, a poll.
    Work,
    /// Nothing tells.
    Unknown,
}

/// Someone or something that speaks or is named, with every mention of it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Entity {
    /// The fullest proper name found, as it stands in the text; `None` where the cast names it or nobody does.
    pub(crate) name: Option<Span>,
    /// The index in the user's cast.
    pub(crate) cast: Option<u32>,
    pub(crate) kind: EntityKind,
    pub(crate) gender: Gender,
    /// The distinct bare names, as they stand in the text, in order of first appearance.
    pub(crate) aliases: alloc::vec::Vec<Span>,
}

/// Clusters the names into entities and gives each named mention its entity; pronouns and descriptions are left to
/// the speaker stage.
pub(crate) fn link(
    _prose: Prose<'_>,
    _quotations: &[Quotation],
    _mentions: &mut [Mention],
    _options: &Options,
    _out: &mut Vec<Entity>,
) {
}
