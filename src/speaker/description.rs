//! Descriptions that speak: "the old general" is one person wherever the same words stand.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::attribution::Relation;
use crate::entity::{Entity, EntityKind};
use crate::lexer::Token;
use crate::lexicon::Class;
use crate::mention::{Mention, MentionKind};
use crate::options::Options;
use crate::pipeline::Prose;

/// No description is told by more words.
const WORDS: usize = 6;

/// The entities that descriptions stand for, by their words.
#[derive(Default)]
pub(super) struct Descriptions {
    known: BTreeMap<u64, u32>,
}

impl Descriptions {
    /// The entity of a description: the one that the same words have stood for, or a new one.
    pub(super) fn entity(&mut self, tokens: &[Token], mention: &Mention, entities: &mut Vec<Entity>) -> u32 {
        let key = key(tokens, mention);
        *self.known.entry(key).or_insert_with(|| {
            entities.push(describe(tokens, mention));
            entities.len() as u32 - 1
        })
    }

    fn known(&self, tokens: &[Token], mention: &Mention) -> Option<u32> {
        self.known.get(&key(tokens, mention)).copied()
    }
}

/// An entity that is known by a description alone.
fn describe(tokens: &[Token], mention: &Mention) -> Entity {
    let head = tokens.get(mention.head().start as usize).map(Token::class).unwrap_or_default();
    let kind = if mention.plural || head.any(Class::GROUP) {
        EntityKind::Group
    } else if head.any(Class::DOCUMENT) {
        EntityKind::Work
    } else if head.any(Class::ORGANISATION) && !head.any(Class::PERSON.or(Class::ROLE).or(Class::KIN)) {
        EntityKind::Organization
    } else {
        EntityKind::Person
    };
    let mut entity = Entity::new(kind, mention.gender);
    entity.name = Some(mention.span);
    entity.aliases.push(mention.span);
    entity
}

/// Makes an entity for each description that is the source of a relation and has none, and gives it to every mention
/// with the same words. With a cast, descriptions are for the model to match.
pub(super) fn link(
    prose: Prose<'_>,
    mentions: &mut [Mention],
    relations: &[Relation],
    options: &Options,
    entities: &mut Vec<Entity>,
) {
    if !options.cast.is_empty() {
        return;
    }
    let mut descriptions = Descriptions::default();
    for relation in relations {
        let Some(mention) = relation.mention.and_then(|m| mentions.get(m as usize)) else { continue };
        if mention.entity().is_none() && mention.kind == MentionKind::Nominal {
            descriptions.entity(prose.tokens, mention, entities);
        }
    }
    if descriptions.known.is_empty() {
        return;
    }
    for mention in mentions.iter_mut() {
        if mention.kind == MentionKind::Nominal && mention.entity().is_none() {
            mention.stands_for(descriptions.known(prose.tokens, mention));
        }
    }
}

/// A number for the description's words up to its head, articles left out.
fn key(tokens: &[Token], mention: &Mention) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325u64;
    let end = mention.head().end.max(mention.tokens().start + 1);
    let words = tokens.get(mention.tokens().start as usize..end as usize).unwrap_or_default();
    for token in words.get(words.len().saturating_sub(WORDS)..).unwrap_or_default() {
        let class = token.class();
        if class.any(Class::DETERMINER) && !class.any(Class::POSSESSIVE) {
            continue;
        }
        sum = (sum ^ (u64::from(token.hash) << 16 | u64::from(token.word))).wrapping_mul(0x0100_0000_01b3);
    }
    sum
}
