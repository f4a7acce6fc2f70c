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
const ITS: u16 = lexicon::entry("its");

/// Who may be "it", too.
const CHILDREN: [u16; 3] = lexicon::entries(["baby", "child", "infant"]);

/// So many tokens behind a subject no other noun takes its place.
const BESIDE: u32 = 12;
/// So many tokens back something is still "it", and several are "they".
const NEAR: [u32; 2] = [300, 75];

/// So many tokens behind a beast somebody's "he" may be the beast.
const BEAST: u32 = 40;

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
    // *The cat considered it. “…,” he said.*
    let mut beast = Beast(None);
    let narrated = (0..).zip(mentions).filter(|(_, mention)| mention.quotation().is_none());
    for (index, mention) in narrated {
        let several = usize::from(mention.plural);
        let (Some(last), Some(near)) = (last.get_mut(several), NEAR.get(several)) else { continue };
        let at = mention.tokens().start;
        if let Some(beast) =
            beast.read(prose, mention, index).filter(|_| sources.binary_search(&index).is_ok())
        {
            found(beast);
        }
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
                let last = last.filter(|last| {
                    let read =
                        mentions.get(last.index as usize).is_some_and(|last| is_read(prose.tokens, last));
                    sources.binary_search(&index).is_ok() && (read || !reads(prose.tokens, mention))
                });
                if let Some(last) = last {
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

/// The beast that acted last, by its description and its place, as long as nobody else has.
struct Beast(Option<(u32, u32)>);

impl Beast {
    /// Reads a mention, and gives the beast that it may stand for.
    fn read(&mut self, prose: Prose<'_>, mention: &Mention, index: u32) -> Option<u32> {
        let run = mention.tokens();
        let acts = || role(prose.tokens, run.start as usize, run.end as usize) == Role::Subject;
        match mention.kind {
            MentionKind::Pronoun if matches!(mention.gender, Gender::Female | Gender::Male) => {
                let (beast, at) = self.0?;
                return (run.start - at <= BEAST).then_some(beast);
            }
            MentionKind::Nominal
                if mention.entity().is_none() && is_beast(prose.tokens, mention) && acts() =>
            {
                self.0 = Some((index, run.start));
            }
            MentionKind::Name => self.0 = None,
            MentionKind::Nominal if !is_thing(prose.tokens, mention) && acts() => self.0 = None,
            _ => {}
        }
        None
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
    // *The robot rolled forward, and its chest buzzed.*
    let its = tokens.get(mention.tokens().start as usize).is_some_and(|its| its.word == ITS);
    let child = tokens.get(mention.head().start as usize);
    let child = child.is_some_and(|child| lexicon::is_one_of(child.word, &CHILDREN)) && !owned;
    mention.gender == Gender::Unknown
        && !its
        && (child || !head.any(Class::ROLE.or(Class::KIN).or(Class::TITLE).or(Class::GROUP)))
        && !(owned && head.any(Class::HUMAN))
}

/// "The cat": a tale may call it "he" or "she".
fn is_beast(tokens: &[Token], mention: &Mention) -> bool {
    const BEASTS: [u16; 30] = lexicon::entries([
        "bat", "bear", "bee", "beetle", "bird", "bull", "cat", "crow", "dog", "dragon", "duck", "elephant",
        "fish", "fox", "goat", "goose", "hare", "hedgehog", "hen", "horse", "lion", "mole", "mouse", "pig",
        "rabbit", "rat", "raven", "snake", "spider", "wolf",
    ]);
    let noun = tokens.get(mention.head().start as usize);
    !mention.plural && noun.is_some_and(|noun| lexicon::is_one_of(noun.word, &BEASTS))
}

/// Whether a tag says how what is written goes on: *“…,” | it | begins, “…”*
fn reads(tokens: &[Token], it: &Mention) -> bool {
    const READS: [u16; 8] =
        lexicon::entries(["begins", "began", "runs", "ran", "reads", "ends", "ended", "concludes"]);
    let verb = tokens.get(it.tokens().end as usize);
    verb.is_some_and(|verb| lexicon::is_one_of(verb.word, &READS))
}

/// What is written: *the letter*.
fn is_read(tokens: &[Token], mention: &Mention) -> bool {
    tokens.get(mention.head().start as usize).is_some_and(|head| head.class().any(Class::DOCUMENT))
}

/// "It".
fn is_it(tokens: &[Token], mention: &Mention) -> bool {
    tokens.get(mention.tokens().start as usize).is_some_and(|it| it.word == IT)
}
