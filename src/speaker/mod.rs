//! Relations to speakers: pronouns, descriptions and conversations without tags, resolved over whole scenes.
//!
//! Each utterance has a handful of candidates: who was mentioned last, who is named in the narration around it, whom
//! the tags before and after it name. A learned model scores each of them by features that a reader would name, and a
//! [lattice](lattice) of turns weighs all utterances of a conversation together.

mod addressee;
mod description;
mod fact;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, dead_code, reason = "the trainer reads it"))]
mod feature;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, dead_code, reason = "the trainer reads it"))]
mod lattice;
mod model;
mod reference;
mod report;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, dead_code, reason = "the trainer reads it"))]
mod scene;
#[cfg(feature = "train")]
pub(crate) mod train;
mod utterance;
mod weights;

use alloc::vec::Vec;

use crate::attribution::{Method, Relation};
use crate::clause::Clause;
use crate::entity::{Entity, EntityKind};
use crate::genre;
use crate::mention::{Mention, MentionKind};
use crate::options::Options;
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use fact::Fact;
use lattice::{Lattice, Limits, Node, Slot};
use scene::{Frame, Scene};
use utterance::{Tag, Utterance};

/// How many utterances are decided at once, and how many more are looked at after them.
const WINDOW: usize = 96;
const AHEAD: usize = 24;

/// Gives each relation its speaker and addressee, and each mention that it resolves its entity.
#[expect(clippy::too_many_arguments, reason = "the last stage reads what every other one made")]
pub(crate) fn resolve(
    prose: Prose<'_>,
    quotations: &[Quotation],
    mentions: &mut [Mention],
    clauses: &[Clause],
    options: &Options,
    entities: &mut Vec<Entity>,
    relations: &mut [Relation],
    relation_of: &[Option<u32>],
) {
    if relations.is_empty() {
        return;
    }
    if genre::is_report(prose.tokens, options.genre) {
        return report::resolve(prose, quotations, relation_of, mentions, entities, relations);
    }
    let cast = Prepared::new(prose, quotations, mentions, clauses, options, entities, relations, relation_of);
    let answers = decide(prose, entities, &cast);
    let english = prose.is_english();
    for (utterance, answer) in cast.utterances.iter().zip(&answers) {
        let Some(relation) = relations.get_mut(utterance.relation as usize) else { continue };
        let chance = model::calibrate(answer.probability);
        if utterance.tag == Tag::None {
            relation.method = Method::Named("conversation");
            if !english {
                // What the model learnt of English conversations would invent a speaker here.
                relation.confidence = 0.0;
                continue;
            }
        }
        relation.speaker = answer.entity;
        relation.confidence = chance;
        if let (Some(source), Some(entity)) = (utterance.source, answer.entity)
            && let Some(mention) = mentions.get_mut(source as usize)
            && mention.entity.is_none()
        {
            mention.entity = Some(entity);
        }
    }
    reference::rest(prose, &cast, mentions, relations);
    addressee::fill(&cast, relations);
    reference::others(prose, &cast, mentions, entities, relations);
}

/// What the decision needs, made ready.
struct Prepared {
    utterances: Vec<Utterance>,
    facts: Vec<Fact>,
    narrator: Option<u32>,
}

impl Prepared {
    #[expect(clippy::too_many_arguments, reason = "the same as those of the stage")]
    fn new(
        prose: Prose<'_>,
        quotations: &[Quotation],
        mentions: &mut [Mention],
        clauses: &[Clause],
        options: &Options,
        entities: &mut Vec<Entity>,
        relations: &[Relation],
        relation_of: &[Option<u32>],
    ) -> Prepared {
        let narrator = narrator(mentions, relations, options, entities);
        description::link(prose, mentions, relations, options, entities);
        let mut utterances = Vec::new();
        utterance::gather(quotations, mentions, clauses, relations, relation_of, &mut utterances);
        let mut facts = Vec::with_capacity(mentions.len());
        fact::gather(prose, quotations, mentions, narrator, &mut facts);
        Prepared { utterances, facts, narrator }
    }
}

/// The entity of the narrator's "I": of the cast, or made where a tag says "I".
fn narrator(
    mentions: &[Mention],
    relations: &[Relation],
    options: &Options,
    entities: &mut Vec<Entity>,
) -> Option<u32> {
    let narrates = |e: &Entity| {
        e.kind == EntityKind::Narrator
            || e.cast.and_then(|c| options.cast.get(c as usize)).is_some_and(|c| c.narrator)
    };
    if let Some(known) = entities.iter().position(narrates) {
        return Some(known as u32);
    }
    let says = relations.iter().filter(|r| r.cue.is_some()).filter_map(|r| mentions.get(r.mention? as usize));
    let own = |m: &&Mention| m.kind == MentionKind::First && !m.plural && m.quotation.is_none();
    if !options.cast.is_empty() || says.filter(own).take(2).count() < 2 {
        return None;
    }
    entities.push(Entity::new(EntityKind::Narrator, crate::Gender::Unknown));
    Some(entities.len() as u32 - 1)
}

/// Who speaks an utterance, and how sure that is.
#[derive(Clone, Copy)]
struct Answer {
    entity: Option<u32>,
    probability: f32,
}

/// Decides all utterances, a window at a time, so that the working space stays small.
fn decide(prose: Prose<'_>, entities: &[Entity], cast: &Prepared) -> Vec<Answer> {
    let mut scene = Scene::new(prose, entities, &cast.facts, &cast.utterances, cast.narrator);
    let mut answers = Vec::with_capacity(cast.utterances.len());
    let mut frame = Frame::new();
    let mut lattice = Lattice::default();
    let (mut nodes, mut slots): (Vec<Node>, Vec<Slot>) = (Vec::new(), Vec::new());
    let total = cast.utterances.len();
    let mut laid = 0;
    while answers.len() < total {
        while nodes.len() < WINDOW + AHEAD && laid < total {
            scene.frame(laid, &mut frame);
            laid += 1;
            let from = slots.len() as u32;
            let shared = model::shared(&frame.shared);
            slots.extend(frame.candidates.iter().map(|c| Slot {
                entity: c.entity,
                score: model::score(&shared, &c.rows),
                probability: 0.0,
                open: true,
            }));
            nodes.push(Node { slots: (from, slots.len() as u32), context: frame.context });
        }
        let settled = if laid == total { nodes.len() } else { WINDOW.min(nodes.len()) };
        lattice.run(&nodes, &mut slots, &weights::TRANSITIONS, Limits::default(), settled, None);
        for node in nodes.drain(..settled) {
            let mut best = Answer { entity: None, probability: 0.0 };
            for slot in slots.get(node.slots.0 as usize..node.slots.1 as usize).unwrap_or_default() {
                if slot.probability > best.probability {
                    best = Answer { entity: Some(slot.entity), probability: slot.probability };
                }
            }
            answers.push(best);
        }
        let gone = nodes.first().map_or(slots.len() as u32, |n| n.slots.0);
        slots.drain(..gone as usize);
        for node in &mut nodes {
            node.slots = (node.slots.0 - gone, node.slots.1 - gone);
        }
    }
    answers
}
