//! What the trainer sees of conversations.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Work;
use super::frame::Candidate;
use super::scene::Scene;
use crate::Span;
use crate::entity::EntityKind;
use crate::mention::Gender;
use crate::options::{Character, Genre, Options};
use crate::pipeline::Stages;

pub use super::feature::{NAMES, ROWS, SHARED};
pub use super::lattice::{Lattice, Limits, MOVES, NOBODY, Node, Slot, exp};
pub use super::model::SORTS;

/// An utterance with its candidates.
#[derive(Clone, Debug)]
pub struct Utterance {
    /// Each of its quotations, marks included.
    pub spans: Vec<Span>,
    /// How its tag names the source: 0 for none, then a name, a description, a pronoun, "I".
    pub tag: u8,
    /// The rows that all candidates share.
    pub shared: Vec<u16>,
    /// An entity, and its rows.
    pub candidates: Vec<(u32, Vec<u16>)>,
    /// By which sort of tag it is settled who speaks, where it is.
    pub settled: Option<usize>,
}

/// Someone who could speak.
#[derive(Clone, Debug)]
pub struct Person {
    /// As it stands in the text.
    pub name: Option<String>,
    /// The index in the cast.
    pub cast: Option<u32>,
    /// Whether it is the narrator.
    pub narrator: bool,
    /// Where the entity's mentions stand.
    pub mentions: Vec<Span>,
}

/// All that is said in a text.
#[derive(Clone, Debug)]
pub struct Talk {
    /// Each with its candidates, in text order.
    pub utterances: Vec<Utterance>,
    /// Who can be chosen.
    pub people: Vec<Person>,
}

/// A member of the cast: name, aliases, gender as the letter F, M, X or U, and whether it narrates.
pub type Member<'c> = (&'c str, Vec<String>, &'c str, bool);

/// Lays out a text's utterances as the model sees them.
#[must_use]
pub fn talk(text: &str, cast: &[Member<'_>]) -> Talk {
    let characters: Vec<Character> = cast
        .iter()
        .enumerate()
        .map(|(index, (name, aliases, gender, narrator))| Character {
            id: index.to_string(),
            name: (*name).to_string(),
            aliases: aliases.clone(),
            gender: match *gender {
                "F" => Gender::Female,
                "M" => Gender::Male,
                "X" => Gender::Other,
                _ => Gender::Unknown,
            },
            narrator: *narrator,
        })
        .collect();
    let options = Options { cast: characters.into(), genre: Genre::Fiction, ..Options::default() };
    let mut stages = Stages::default();
    stages.relate(text, &options);
    let prose = stages.layout.prose(text);
    let mut work = Work::default();
    work.prepare(
        prose,
        &stages.quotations,
        &mut stages.mentions,
        &options,
        &mut stages.entities,
        &stages.relations,
        &stages.relation_of,
    );
    let Work { utterances: gathered, facts, speeches, narrators, described, stage, frame, .. } = &mut work;
    let mut scene =
        Scene::new(prose, &stages.entities, facts, gathered, speeches, narrators, *described, stage);
    frame.start(stages.entities.len());
    let mut utterances = Vec::new();
    for (at, utterance) in gathered.iter().enumerate() {
        scene.frame(at, frame);
        let (from, to) = utterance.quotations;
        let spans = (from..to)
            .filter(|&q| {
                stages.relation_of.get(q as usize).and_then(|of| of.get()) == Some(utterance.relation)
            })
            .filter_map(|q| stages.quotations.get(q as usize))
            .map(|q| q.span)
            .collect();
        let (shared, alike): (Vec<u16>, Vec<u16>) =
            frame.setting.evidence.rows.iter().partition(|&&row| usize::from(row) < SHARED);
        let rows = |c: &Candidate| c.evidence.rows.iter().chain(&alike).copied().collect();
        utterances.push(Utterance {
            spans,
            tag: utterance.tag as u8,
            shared,
            candidates: frame.candidates.iter().map(|c| (c.entity, rows(c))).collect(),
            settled: scene.settled(at).map(|(_, sort)| sort),
        });
    }
    let mut people: Vec<Person> = stages
        .entities
        .iter()
        .map(|e| Person {
            name: e.name.get().and_then(|s| text.get(s.range())).map(String::from),
            cast: e.cast.get(),
            narrator: e.kind == EntityKind::Narrator,
            mentions: Vec::new(),
        })
        .collect();
    for mention in &stages.mentions {
        if let Some(person) = mention.entity().and_then(|e| people.get_mut(e as usize)) {
            person.mentions.push(mention.span(&stages.layout.tokens));
        }
    }
    Talk { utterances, people }
}
