//! Whom the "it" and the "they" of a tag stand for: *The cat sat up. “…,” it said. The miners sat down. “…,” they said.*

use alloc::vec::Vec;

use super::sources_of;
use crate::Gender;
use crate::attribution::Relation;
use crate::entity::Entity;
use crate::lexer::Token;
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::speaker::fact::{Role, role};

const IT: u16 = lexicon::entry("it");

/// So many tokens behind a subject no other noun takes its place.
const BESIDE: u32 = 12;
/// So many tokens back something is still "it", and several are "they".
const NEAR: [u32; 2] = [300, 75];

/// A description that a pronoun may stand for.
#[derive(Clone, Copy)]
struct Last {
    index: u32,
    at: u32,
    subject: bool,
}

/// Finds the descriptions of what is no man or woman, and of several people, that the pronoun of a tag stands for.
pub(in crate::speaker) fn stand_for(
    prose: Prose<'_>,
    mentions: &[Mention],
    relations: &[Relation],
    entities: &[Entity],
    mut found: impl FnMut(u32),
) {
    let sources: Vec<u32> = sources_of(relations);
    // What is "it", and who are "they".
    let mut last = [None::<Last>; 2];
    let narrated = (0..).zip(mentions).filter(|(_, mention)| mention.quotation().is_none());
    for (index, mention) in narrated {
        let several = usize::from(mention.plural);
        let (Some(last), Some(near)) = (last.get_mut(several), NEAR.get(several)) else { continue };
        let at = mention.tokens().start;
        let may = if mention.plural { are_people } else { is_thing };
        match (mention.kind, mention.entity()) {
            (MentionKind::Nominal, None) if may(prose.tokens, mention) => {
                let subject = role(prose.tokens, at as usize, mention.tokens().end as usize) == Role::Subject;
                // A cat that jumps on the wall is it, and not the wall.
                if subject || !last.is_some_and(|last| last.subject && at - last.at <= BESIDE) {
                    *last = Some(Last { index, at, subject });
                }
            }
            (MentionKind::Pronoun, None) if mention.plural || is_it(prose.tokens, mention) => {
                let last = last.filter(|last| at - last.at <= *near);
                if let Some(last) = last.filter(|_| sources.binary_search(&index).is_ok()) {
                    found(last.index);
                }
            }
            // Whose name tells no gender may be it.
            (_, Some(entity)) if !mention.plural => {
                let known = entities.get(entity as usize).map(|entity| entity.gender);
                if !matches!(known, Some(Gender::Female | Gender::Male)) {
                    *last = None;
                }
            }
            _ => {}
        }
    }
}

/// "The soldiers", "Tom and Lucy": several who may be "they".
fn are_people(tokens: &[Token], mention: &Mention) -> bool {
    let word = |at: u32| tokens.get(at as usize);
    let determiners = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::NUMERAL);
    let determined = word(mention.tokens().start).is_some_and(|first| first.class().any(determiners));
    word(mention.head().start).is_some_and(|head| {
        determined && head.class().any(Class::HUMAN.or(Class::GROUP).or(Class::PLURAL))
            || head.is_capitalised()
    })
}

/// "The cat", "the computer", "the robot", but not "my friend": what may be "it".
fn is_thing(tokens: &[Token], mention: &Mention) -> bool {
    let class = |at: u32| tokens.get(at as usize).map(Token::class).unwrap_or_default();
    let head = class(mention.head().start);
    let owned = class(mention.tokens().start).any(Class::POSSESSIVE);
    mention.gender == Gender::Unknown
        && !head.any(Class::ROLE.or(Class::KIN).or(Class::TITLE).or(Class::GROUP))
        && !(owned && head.any(Class::HUMAN))
}

/// "It".
fn is_it(tokens: &[Token], mention: &Mention) -> bool {
    tokens.get(mention.tokens().start as usize).is_some_and(|it| it.word == IT)
}
