//! Relations to speakers: pronouns, descriptions and conversations without tags, resolved over whole scenes.
//!
//! Each utterance has a handful of candidates: who was mentioned last, who is named in the narration around it, whom
//! the tags before and after it name. A learned model scores each of them by features that a reader would name, and a
//! [lattice](lattice) of turns weighs all utterances of a conversation together.

mod actor;
mod addressee;
mod around;
mod beat;
mod candidate;
mod description;
mod epithet;
mod fact;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, dead_code, reason = "the trainer reads it"))]
mod feature;
mod frame;
mod habit;
mod interview;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, dead_code, reason = "the trainer reads it"))]
mod lattice;
mod lead;
mod limb;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, dead_code, reason = "the trainer reads it"))]
mod model;
mod narrator;
mod reference;
mod region;
mod relative;
mod report;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub, dead_code, reason = "the trainer reads it"))]
mod scene;
mod speech;
mod standing;
#[cfg(test)]
mod tests;
mod told;
#[cfg(feature = "train")]
pub(crate) mod train;
mod unnamed;
mod utterance;
mod verb;
mod weights;

use alloc::vec::Vec;

use crate::attribution::{Method, Relation, Rule};
use crate::entity::Entity;
use crate::mention::Mention;
use crate::options::Options;
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::span::MaybeIndex;
use fact::Fact;
use frame::Frame;
use lattice::{Lattice, Limits, Node, Slot};
use narrator::Narrators;
use scene::{Scene, Stage};
use speech::Speeches;
use utterance::{Tag, Utterance};

/// How many utterances are decided at once, and how many more are looked at after them.
const WINDOW: usize = 96;
const AHEAD: usize = 16;

/// In a text of fewer utterances whoever has a name is called by it, and "the intern" is nobody else.
const SHORT: usize = 64;

/// What the stage works in, for use again and again.
#[derive(Default)]
pub(crate) struct Work {
    utterances: Vec<Utterance>,
    facts: Vec<Fact>,
    speeches: Speeches,
    narrators: Narrators,
    /// The first entity that is known by a description alone.
    described: u32,
    stage: Stage,
    frame: Frame,
    lattice: Lattice,
    nodes: Vec<Node>,
    slots: Vec<Slot>,
}

/// Gives each relation its speaker and addressee, and each mention that it resolves its entity.
#[expect(clippy::too_many_arguments, reason = "the last stage reads what every other one made")]
pub(crate) fn resolve(
    prose: Prose<'_>,
    quotations: &[Quotation],
    mentions: &mut [Mention],
    options: &Options,
    entities: &mut Vec<Entity>,
    relations: &mut [Relation],
    relation_of: &[MaybeIndex],
    work: &mut Work,
    report: bool,
) {
    if relations.is_empty() {
        return;
    }
    interview::settle(prose, quotations, relation_of, mentions, entities, relations);
    if report {
        return report::resolve(prose, quotations, relation_of, mentions, entities, relations);
    }
    relative::settle(prose, mentions, relations);
    limb::settle(prose, mentions, relations);
    work.prepare(prose, quotations, mentions, options, entities, relations, relation_of);
    let english = prose.english;
    work.decide(prose, entities, |utterance, answer| {
        let Some(relation) = relations.get_mut(utterance.relation as usize) else { return };
        if utterance.tag == Tag::None || relation.cue.is_none() {
            relation.method = Method::Named(Rule::Conversation);
            if !english {
                // What the model learnt of English conversations would invent a speaker here.
                relation.confidence = 0.0;
                return;
            }
        }
        relation.speaker = answer.entity;
        relation.confidence = answer.confidence;
        if let (Some(source), Some(entity)) = (utterance.source.get(), answer.entity.get())
            && let Some(mention) = mentions.get_mut(source as usize)
            && mention.entity().is_none()
        {
            mention.stands_for(Some(entity));
        }
    });
    reference::rest(prose, work, mentions, relations);
    addressee::fill(work, entities, relations);
    reference::others(prose, work, mentions, entities, relations, relation_of);
}

/// Who speaks an utterance, and how sure that is.
#[derive(Clone, Copy)]
struct Answer {
    entity: MaybeIndex,
    confidence: f32,
}

impl Work {
    /// Makes ready what the decision needs.
    #[expect(clippy::too_many_arguments, reason = "the same as those of the stage")]
    fn prepare(
        &mut self,
        prose: Prose<'_>,
        quotations: &[Quotation],
        mentions: &mut [Mention],
        options: &Options,
        entities: &mut Vec<Entity>,
        relations: &[Relation],
        relation_of: &[MaybeIndex],
    ) {
        self.utterances.clear();
        self.facts.clear();
        self.speeches.clear();
        self.nodes.clear();
        self.slots.clear();
        self.lattice.restart();
        let told = told::read(prose, quotations, mentions, relations, relation_of, entities);
        let narrator = unnamed::narrator(prose, mentions, relations, options, &told, entities);
        self.narrators = Narrators::read(narrator, prose, mentions, entities);
        self.described = entities.len() as u32;
        description::link(prose, mentions, relations, quotations, options, &told, entities);
        unnamed::protagonists(prose, mentions, relations, options, entities);
        utterance::gather(quotations, mentions, relations, relation_of, &told.named, &mut self.utterances);
        let short = relations.len() < SHORT;
        fact::gather(prose, quotations, mentions, &self.narrators, short, &mut self.facts);
        speech::gather(prose, &self.utterances, &self.facts, relations, &self.narrators, &mut self.speeches);
        beat::enter(prose, &self.facts, entities, &mut self.utterances, self.described);
        lead::read(prose, &self.facts, entities, &self.narrators, &mut self.utterances);
        lead::reply(prose, entities, &self.speeches, &mut self.utterances);
        beat::stand(&self.facts, entities, &self.narrators, &mut self.utterances);
        beat::read(prose, &self.facts, entities, &mut self.utterances, &self.speeches, self.described);
    }

    /// Decides all utterances, a window at a time, so that the working space stays small.
    fn decide(&mut self, prose: Prose<'_>, entities: &[Entity], mut tell: impl FnMut(&Utterance, Answer)) {
        let Work { utterances, facts, speeches, narrators, described, stage, frame, lattice, nodes, slots } =
            self;
        let mut scene =
            Scene::new(prose, entities, facts, utterances, speeches, narrators, *described, stage);
        frame.start(entities.len());
        let total = utterances.len();
        let mut answered = 0;
        let mut laid = 0;
        while answered < total {
            while nodes.len() < WINDOW + AHEAD && laid < total {
                scene.frame(laid, frame);
                let from = slots.len() as u32;
                let shared = &frame.setting.evidence;
                let certain = scene.settled(laid).is_some();
                slots.extend(frame.candidates.iter().map(|c| Slot {
                    entity: c.entity,
                    score: if certain { 0.0 } else { c.evidence.score(shared) },
                    probability: 0.0,
                    open: true,
                }));
                nodes.push(Node { slots: (from, slots.len() as u32), moves: frame.setting.moves() });
                laid += 1;
            }
            let settled = if laid == total { nodes.len() } else { WINDOW.min(nodes.len()) };
            lattice.run(nodes, slots, Limits::default(), settled, None);
            for node in nodes.drain(..settled) {
                let own = slots.get(node.slots.0 as usize..node.slots.1 as usize).unwrap_or_default();
                let Some(utterance) = utterances.get(answered) else { return };
                let answer = match scene.settled(answered) {
                    Some((entity, sort)) => {
                        Answer { entity: Some(entity).into(), confidence: model::certainty(sort) }
                    }
                    None => best(own),
                };
                tell(utterance, answer);
                answered += 1;
            }
            let gone = nodes.first().map_or(slots.len() as u32, |n| n.slots.0);
            slots.drain(..gone as usize);
            for node in nodes.iter_mut() {
                node.slots = (node.slots.0 - gone, node.slots.1 - gone);
            }
        }
    }
}

/// The most probable of an utterance's candidates.
fn best(slots: &[Slot]) -> Answer {
    let mut best: Option<&Slot> = None;
    for slot in slots {
        if slot.probability > best.map_or(0.0, |b| b.probability) {
            best = Some(slot);
        }
    }
    let probability = best.map_or(0.0, |b| b.probability);
    Answer { entity: best.map(|b| b.entity).into(), confidence: model::calibrate(probability) }
}
