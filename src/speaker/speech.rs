//! What the utterances around can see of an utterance: whom its tag names, whom it calls and whom it speaks of.

use alloc::vec::Vec;

use super::fact::{Fact, Role};
use super::frame::Fit;
use super::lattice::NOBODY;
use super::narrator::Narrators;
use super::utterance::{Tag, Utterance};
use super::verb::Verb;
use crate::attribution::Relation;
use crate::entity::Entity;
use crate::lexer::TokenKind;
use crate::mention::{Gender, MentionKind};
use crate::pipeline::Prose;

/// How many people called or spoken of are kept.
const MOST: usize = 6;
/// How many of its mentions are read.
const READ: usize = 64;

/// How an utterance names someone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Naming {
    Called = 0,
    /// Called by a description.
    CalledAs = 1,
    /// Spoken of, as the subject.
    Subject = 2,
    SpokenOf = 3,
}

/// The bits that a naming takes.
const NAMING: u32 = 2;

impl Naming {
    const fn of(bits: u32) -> Naming {
        match bits {
            0 => Naming::Called,
            1 => Naming::CalledAs,
            2 => Naming::Subject,
            _ => Naming::SpokenOf,
        }
    }

    /// Whether it calls, rather than speaks of.
    pub(super) const fn calls(self) -> bool {
        matches!(self, Naming::Called | Naming::CalledAs)
    }
}

/// What others see of an utterance.
#[derive(Clone, Copy)]
pub(super) struct Speech {
    /// The first mention in it, and the first after it.
    pub(super) facts: (u32, u32),
    /// Whom its tag names outright.
    pub(super) voice: u32,
    /// Whom its tag tells.
    pub(super) hearer: u32,
    /// Whom it calls or speaks of: the first in the list of all, and how many.
    named: u32,
    count: u8,
    /// The gender of whom it calls sir or madam.
    pub(super) address: Gender,
    /// Ends in a question mark.
    pub(super) asks: bool,
    /// What the verb of its tag tells.
    pub(super) verb: Verb,
}

impl Speech {
    /// Adds to a list of which its own names are the end so far.
    fn add(&mut self, entity: u32, naming: Naming, all: &mut Vec<u32>) {
        let new = entity << NAMING | naming as u32;
        let own = all.get(self.named as usize..).unwrap_or_default();
        if own.len() < MOST && !own.contains(&new) {
            all.push(new);
            self.count += 1;
        }
    }
}

/// What is seen of each utterance, in text order.
#[derive(Default)]
pub(super) struct Speeches {
    list: Vec<Speech>,
    /// Entities with their namings, packed.
    named: Vec<u32>,
}

impl Speeches {
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.named.clear();
    }

    pub(super) fn get(&self, at: usize) -> Option<&Speech> {
        self.list.get(at)
    }

    pub(super) fn iter(&self) -> core::slice::Iter<'_, Speech> {
        self.list.iter()
    }

    /// Whether a speech calls somebody who may be meant by a mention behind it.
    pub(super) fn calls(&self, at: usize, fact: &Fact, entities: &[Entity]) -> bool {
        let Some(speech) = self.get(at) else { return false };
        let called = |entity: u32| match fact.entity() {
            Some(own) => own == entity,
            None => {
                entities.get(entity as usize).is_none_or(|e| Fit::of(fact.gender, e.gender) != Fit::Differs)
            }
        };
        let addressed = fact.gender != Gender::Unknown && speech.address == fact.gender;
        addressed || self.named(speech).any(|(entity, naming)| naming.calls() && called(entity))
    }

    /// Whom a speech calls or speaks of.
    pub(super) fn named(&self, speech: &Speech) -> impl Iterator<Item = (u32, Naming)> + '_ {
        let (first, count) = (speech.named as usize, speech.count as usize);
        let named = self.named.get(first..first + count).unwrap_or_default();
        named.iter().map(|packed| (packed >> NAMING, Naming::of(packed & ((1 << NAMING) - 1))))
    }
}

/// Appends what is seen of each utterance; both lists are in text order.
pub(super) fn gather(
    prose: Prose<'_>,
    utterances: &[Utterance],
    facts: &[Fact],
    relations: &[Relation],
    narrators: &Narrators,
    out: &mut Speeches,
) {
    let Speeches { list, named } = out;
    list.reserve_exact(utterances.len());
    let mut at = 0;
    for utterance in utterances {
        while facts.get(at).is_some_and(|f| f.token < utterance.tokens.start) {
            at += 1;
        }
        let from = at as u32;
        let voice = match utterance.tag {
            Tag::First if !utterance.plural => narrators.at(utterance.tokens.start),
            _ => utterance.named.get(),
        };
        let relation = relations.get(utterance.relation as usize);
        let hearer = relation.and_then(|r| r.addressee_mention.get());
        let hearer = hearer.and_then(|h| facts.get(h as usize)).and_then(|f| f.entity());
        let last = |back: usize| {
            let place = (utterance.tokens.end as usize).checked_sub(back)?;
            prose.tokens.get(place)
        };
        let mut speech = Speech {
            facts: (from, from),
            voice: voice.unwrap_or(NOBODY),
            hearer: hearer.unwrap_or(NOBODY),
            named: named.len() as u32,
            count: 0,
            address: Gender::Unknown,
            asks: (1..=2).filter_map(last).any(|t| t.is(TokenKind::Question)),
            verb: relation.map_or(Verb::None, |relation| Verb::of(prose, relation, utterance.tokens.end)),
        };
        while let Some(fact) = facts.get(at).filter(|f| f.token < utterance.tokens.end) {
            if at - (from as usize) < READ && fact.spoken() {
                read(fact, &mut speech, named);
            }
            at += 1;
        }
        speech.facts.1 = at as u32;
        list.push(speech);
    }
}

fn read(fact: &Fact, speech: &mut Speech, named: &mut Vec<u32>) {
    match fact.entity() {
        Some(entity) if fact.vocative() => {
            let name = fact.kind != MentionKind::Nominal;
            speech.add(entity, if name { Naming::Called } else { Naming::CalledAs }, named);
        }
        Some(entity) => {
            let naming = if fact.role == Role::Subject { Naming::Subject } else { Naming::SpokenOf };
            speech.add(entity, naming, named);
        }
        None if fact.vocative() && fact.gender != Gender::Unknown => speech.address = fact.gender,
        None => {}
    }
}
