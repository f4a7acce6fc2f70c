//! Walks a text's utterances and lays out, for each, who could speak it and what speaks for each of them.

use alloc::vec::Vec;

use super::fact::{Fact, Role};
use super::feature::{Feature, Rows, steps};
use super::utterance::{Tag, Utterance};
use crate::entity::{Entity, EntityKind};
use crate::lexer::TokenKind;
use crate::mention::{Gender, MentionKind};
use crate::pipeline::Prose;
use crate::span::Run;

/// No utterance has more candidates.
pub(super) const MOST: usize = 16;
/// How many people are kept in mind, the last mentioned first.
const REMEMBERED: usize = 20;
/// How many utterances on either side are looked at.
const AROUND: usize = 10;
/// How many mentions a region is read for.
const READ: usize = 48;

/// A candidate and the rows that speak for it.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) entity: u32,
    pub(super) rows: Rows,
}

/// An utterance as the model sees it.
pub(super) struct Frame {
    pub(super) shared: Rows,
    pub(super) candidates: Vec<Candidate>,
    /// The row of the transition table.
    pub(super) context: u8,
}

impl Frame {
    pub(super) fn new() -> Frame {
        Frame { shared: Rows::new(), candidates: Vec::with_capacity(MOST), context: 0 }
    }
}

/// How many rows the transition table has.
pub const CONTEXTS: usize = 24;

/// What is known of an entity while the text is read.
#[derive(Clone, Copy, Default)]
struct Standing {
    mentions: u32,
    tags: u32,
    /// The token of the last mention in narration, plus one.
    last: u32,
    /// The turns in which a tag named it last, plus one.
    tagged: u32,
}

/// The text as the features need it.
pub(super) struct Scene<'s> {
    pub(super) prose: Prose<'s>,
    pub(super) entities: &'s [Entity],
    pub(super) facts: &'s [Fact],
    pub(super) utterances: &'s [Utterance],
    pub(super) narrator: Option<u32>,
    standing: Vec<Standing>,
    total_tags: u32,
    total_mentions: u32,
    recent: Vec<u32>,
    /// The next fact that has not been read.
    fact: usize,
}

impl<'s> Scene<'s> {
    pub(super) fn new(
        prose: Prose<'s>,
        entities: &'s [Entity],
        facts: &'s [Fact],
        utterances: &'s [Utterance],
        narrator: Option<u32>,
    ) -> Scene<'s> {
        let mut standing = alloc::vec![Standing::default(); entities.len()];
        let (mut total_tags, mut total_mentions) = (0, 0);
        for fact in facts {
            if let Some(known) = fact.entity.and_then(|e| standing.get_mut(e as usize)) {
                known.mentions += 1;
                total_mentions += 1;
            }
        }
        for utterance in utterances {
            let named = named(utterance, narrator);
            if let Some(known) = named.and_then(|e| standing.get_mut(e as usize)) {
                known.tags += 1;
                total_tags += 1;
            }
        }
        Scene {
            prose,
            entities,
            facts,
            utterances,
            narrator,
            standing,
            total_tags,
            total_mentions,
            recent: Vec::with_capacity(REMEMBERED + 1),
            fact: 0,
        }
    }

    fn gender(&self, entity: u32) -> Gender {
        self.entities.get(entity as usize).map_or(Gender::Unknown, |e| e.gender)
    }

    fn named(&self, utterance: &Utterance) -> Option<u32> {
        named(utterance, self.narrator)
    }

    /// The facts whose first token lies in the run, at most [`READ`] of them.
    fn within(&self, run: Run) -> &'s [Fact] {
        let facts = self.facts;
        let from = facts.partition_point(|f| f.token < run.start);
        let rest = facts.get(from..).unwrap_or_default();
        let near = rest.get(..rest.len().min(READ)).unwrap_or_default();
        near.get(..near.partition_point(|f| f.token < run.end)).unwrap_or_default()
    }

    fn remember(&mut self, entity: u32) {
        if let Some(place) = self.recent.iter().position(|&e| e == entity) {
            if let Some(front) = self.recent.get_mut(..=place) {
                front.rotate_right(1);
            }
        } else {
            self.recent.insert(0, entity);
            self.recent.truncate(REMEMBERED);
        }
    }

    /// Reads the mentions up to a token.
    fn read_to(&mut self, token: u32) {
        while let Some(fact) = self.facts.get(self.fact).filter(|f| f.token < token) {
            self.fact += 1;
            let Some(entity) = fact.entity else { continue };
            self.remember(entity);
            if !fact.spoken
                && let Some(known) = self.standing.get_mut(entity as usize)
            {
                known.last = fact.token + 1;
            }
        }
    }

    /// Lays out one utterance; they are asked for in order.
    pub(super) fn frame(&mut self, at: usize, frame: &mut Frame) {
        frame.shared = Rows::new();
        frame.candidates.clear();
        frame.context = 0;
        let utterances = self.utterances;
        let Some(utterance) = utterances.get(at) else { return };
        self.read_to(utterance.tokens.start);
        let regions = self.regions(at, utterance);
        self.call(at, utterance, &regions, frame);
        self.shared(at, utterance, &regions, frame);
        self.tagged(utterance, frame);
        self.narrated(utterance, &regions, frame);
        self.spoken(at, frame);
        self.turns(at, utterance, frame);
        self.standing(utterance, frame);
        if let Some(known) = self.named(utterance).and_then(|e| self.standing.get_mut(e as usize)) {
            known.tagged = utterance.turn + 1;
        }
    }

    fn regions(&self, at: usize, utterance: &Utterance) -> Regions {
        let paragraph = |p: u32| self.prose.paragraphs.get(p as usize).map_or(utterance.tokens, |s| s.tokens);
        let first = paragraph(utterance.paragraph);
        let last = paragraph(utterance.last_paragraph);
        let previous = at.checked_sub(1).and_then(|p| self.utterances.get(p));
        let next = self.utterances.get(at + 1);
        let until = next.map_or(u32::MAX, |n| n.tokens.start);
        let since = previous.map_or(first.start.saturating_sub(120), |p| p.tokens.end);
        let between = match utterance.inner {
            (from, to) if from < to => Run { start: from, end: to },
            _ => Run::default(),
        };
        Regions {
            gap: Run { start: since.max(first.start.saturating_sub(160)), end: first.start.max(since) },
            before: Run { start: since.max(first.start), end: utterance.tokens.start },
            between,
            after: Run { start: utterance.tokens.end, end: last.end.min(until).max(utterance.tokens.end) },
            later: Run { start: last.end, end: until.min(last.end.saturating_add(60)).max(last.end) },
            paragraph: first,
        }
    }

    /// Who could speak.
    fn call(&self, at: usize, utterance: &Utterance, regions: &Regions, frame: &mut Frame) {
        let mut add = |entity: u32| {
            let known = frame.candidates.iter().any(|c| c.entity == entity);
            if !known && frame.candidates.len() < MOST && (entity as usize) < self.entities.len() {
                frame.candidates.push(Candidate { entity, rows: Rows::new() });
            }
        };
        if let Some(entity) = utterance.named {
            add(entity);
        }
        for region in [regions.after, regions.between, regions.before] {
            for fact in self.within(region).iter().filter(|f| !f.spoken).take(4) {
                if let Some(entity) = fact.entity {
                    add(entity);
                }
            }
        }
        for &entity in self.recent.iter().take(6) {
            add(entity);
        }
        for back in 1..=8 {
            let near = at.checked_sub(back).and_then(|p| self.utterances.get(p));
            for other in near.into_iter().chain(self.utterances.get(at + back)) {
                if other.turn.abs_diff(utterance.turn) <= 6
                    && let Some(entity) = self.named(other)
                {
                    add(entity);
                }
            }
        }
        for fact in self.within(regions.later).iter().filter(|f| !f.spoken).take(2) {
            if let Some(entity) = fact.entity {
                add(entity);
            }
        }
        for &entity in &self.recent {
            add(entity);
        }
        if let Some(narrator) = self.narrator {
            add(narrator);
        }
    }

    fn shared(&self, at: usize, utterance: &Utterance, regions: &Regions, frame: &mut Frame) {
        let tag = match (utterance.tag, utterance.gender) {
            (Tag::None, _) => 0,
            (Tag::Name, _) => 1 + usize::from(utterance.named.is_none()),
            (Tag::Nominal, Gender::Male) => 3,
            (Tag::Nominal, Gender::Female) => 4,
            (Tag::Nominal, _) => 5 + usize::from(utterance.named.is_some()),
            (Tag::Pronoun, _) if utterance.plural => 7,
            (Tag::Pronoun, Gender::Male) => 8,
            (Tag::Pronoun, Gender::Female) => 9,
            (Tag::Pronoun, _) => 10,
            (Tag::First, _) => 11,
        };
        let rows = &mut frame.shared;
        rows.add(Feature::Tagged, tag);
        let (before, after) = (regions.before.len() > 1, regions.after.len() > 1);
        let around = usize::from(before) + 2 * usize::from(after);
        rows.add(Feature::Around, around);
        let previous = at.checked_sub(1).and_then(|p| self.utterances.get(p));
        let gap = previous.map_or(9, |p| utterance.paragraph.saturating_sub(p.last_paragraph));
        rows.add(Feature::Gap, gap as usize);
        let mut talk = 0;
        let mut turn = utterance;
        while talk < 5
            && let Some(earlier) = (at - talk).checked_sub(1).and_then(|p| self.utterances.get(p))
            && turn.paragraph.saturating_sub(earlier.last_paragraph) <= 3
        {
            turn = earlier;
            talk += 1;
        }
        rows.add(Feature::Talk, talk);
        let near = |forth: bool| {
            (1..=4).find(|&k| {
                let other = if forth {
                    self.utterances.get(at + k)
                } else {
                    at.checked_sub(k).and_then(|p| self.utterances.get(p))
                };
                other.is_some_and(|o| self.named(o).is_some())
            })
        };
        rows.add(Feature::Anchors, near(false).unwrap_or(0) * 5 + near(true).unwrap_or(0));
        let lead = if before { utterance.tokens.start } else { regions.paragraph.start };
        let colon = (lead as usize).checked_sub(1).and_then(|t| self.prose.tokens.get(t));
        rows.add(Feature::Colon, usize::from(colon.is_some_and(|t| t.is(TokenKind::Colon))));
        let sort = match utterance.tag {
            Tag::None => 0,
            Tag::Name | Tag::First => 2,
            Tag::Nominal | Tag::Pronoun => 1,
        };
        let link = match gap {
            0 => 0,
            1 => 1 + usize::from(before),
            2 => 3 + usize::from(before || regions.gap.len() > 60),
            3 => 5,
            4..=8 => 6,
            _ => 7,
        };
        frame.context = (link * 3 + sort) as u8;
    }

    fn agree(&self, gender: Gender, entity: u32) -> usize {
        match (gender, self.gender(entity)) {
            (Gender::Male, Gender::Male) | (Gender::Female, Gender::Female) => 0,
            (Gender::Male, Gender::Female) | (Gender::Female, Gender::Male) => 2,
            _ => 1,
        }
    }

    /// The clause's source against each candidate.
    fn tagged(&self, utterance: &Utterance, frame: &mut Frame) {
        let named = self.named(utterance);
        let mut rank = [0usize; 3];
        let pronoun = match utterance.gender {
            Gender::Male => 0,
            Gender::Female => 1,
            _ => 2,
        };
        if utterance.tag == Tag::Pronoun {
            // Candidates stand in the order in which they came to mind; pronouns want the last mentioned first.
            for place in 0..=self.recent.len() {
                let entity = self.recent.get(place).copied();
                for candidate in &mut frame.candidates {
                    let here = match entity {
                        Some(entity) => candidate.entity == entity,
                        None => !self.recent.contains(&candidate.entity),
                    };
                    if here {
                        let agree = self.agree(utterance.gender, candidate.entity);
                        let count = rank.get_mut(agree);
                        let n = count.as_ref().map_or(0, |n| **n).min(3);
                        if let Some(count) = count {
                            *count += 1;
                        }
                        let kind = if utterance.plural { 1 } else { agree };
                        candidate.rows.add(
                            Feature::Agree,
                            if agree == 2 {
                                21 + pronoun
                            } else {
                                pronoun * 7 + kind * 4 + n.min(if kind == 0 { 3 } else { 2 })
                            },
                        );
                    }
                }
            }
        }
        for candidate in &mut frame.candidates {
            let kind = self.entities.get(candidate.entity as usize).map_or(EntityKind::Unknown, |e| e.kind);
            if utterance.tag != Tag::None
                && let Some(named) = named
            {
                if named == candidate.entity {
                    let sort = match kind {
                        EntityKind::Person | EntityKind::Narrator => 0,
                        EntityKind::Group => 1,
                        EntityKind::Unknown => 2,
                        _ => 3,
                    };
                    candidate.rows.add(Feature::Hit, utterance.tag as usize * 4 + sort);
                } else {
                    candidate.rows.add(Feature::Miss, utterance.tag as usize);
                }
            }
            if utterance.tag == Tag::Nominal {
                let agree = self.agree(utterance.gender, candidate.entity);
                candidate.rows.add(Feature::Described, agree + 3 * usize::from(named.is_some()));
            }
            let narrator = usize::from(self.narrator == Some(candidate.entity));
            if narrator == 1 {
                candidate.rows.add(Feature::Narrator, utterance.tag as usize);
            }
        }
        if let Some(entity) = utterance.hearer.and_then(|h| self.facts.get(h as usize)).and_then(|f| f.entity)
        {
            push(frame, entity, Feature::Hearer, 0);
        }
    }

    /// Narration in the paragraph, before it and after it.
    fn narrated(&self, utterance: &Utterance, regions: &Regions, frame: &mut Frame) {
        let source = utterance.source.and_then(|m| self.facts.get(m as usize)).map(|f| f.token);
        for (place, region) in [regions.before, regions.after, regions.between].into_iter().enumerate() {
            let facts = self.within(region);
            let mut order = 0;
            let mut pronoun = false;
            let last = facts.iter().rposition(|f| !f.spoken && f.entity.is_some());
            for (index, fact) in facts.iter().enumerate() {
                if fact.spoken || Some(fact.token) == source {
                    continue;
                }
                if fact.kind == MentionKind::Pronoun && fact.entity.is_none() {
                    if !pronoun && fact.role == Role::Subject && !fact.plural {
                        pronoun = true;
                        for candidate in &mut frame.candidates {
                            let agree = self.agree(fact.gender, candidate.entity);
                            candidate.rows.add(Feature::BeatPronoun, place * 3 + agree);
                        }
                    }
                    continue;
                }
                let Some(entity) = fact.entity else { continue };
                let rank = match order {
                    0 if Some(index) == last => 0,
                    0 => 1,
                    _ if Some(index) == last => 2,
                    _ => 3,
                };
                order += 1;
                push(frame, entity, Feature::Beat, place * 16 + rank * 4 + fact.role as usize);
                if place < 2 && rank < 3 {
                    let distance = if place == 0 {
                        utterance.tokens.start.saturating_sub(fact.end)
                    } else {
                        fact.token.saturating_sub(utterance.tokens.end)
                    };
                    push(frame, entity, Feature::Reach, place * 6 + steps(distance).min(5));
                }
            }
        }
        let facts = self.within_last(regions.gap);
        let mut order = 0;
        let mut pronoun = false;
        for fact in facts.iter().rev().filter(|f| !f.spoken) {
            if fact.kind == MentionKind::Pronoun && fact.entity.is_none() {
                if !pronoun && fact.role == Role::Subject && !fact.plural {
                    pronoun = true;
                    for candidate in &mut frame.candidates {
                        let agree = self.agree(fact.gender, candidate.entity);
                        candidate.rows.add(Feature::BeforePronoun, agree);
                    }
                }
                continue;
            }
            let Some(entity) = fact.entity else { continue };
            let near = regions.gap.end.saturating_sub(fact.end) > 30;
            push(
                frame,
                entity,
                Feature::Before,
                usize::from(near) * 16 + order.min(3) * 4 + fact.role as usize,
            );
            order += 1;
            if order > 5 {
                break;
            }
        }
        for (order, fact) in
            self.within(regions.later).iter().filter(|f| !f.spoken && f.entity.is_some()).take(2).enumerate()
        {
            if let Some(entity) = fact.entity {
                push(frame, entity, Feature::After, order * 4 + fact.role as usize);
            }
        }
    }

    /// The same as [`Scene::within`], but the last of them where there are too many.
    fn within_last(&self, run: Run) -> &'s [Fact] {
        let facts = self.facts;
        let to = facts.partition_point(|f| f.token < run.end);
        let near = facts.get(to.saturating_sub(READ)..to).unwrap_or_default();
        near.get(near.partition_point(|f| f.token < run.start)..).unwrap_or_default()
    }

    /// Who is called or spoken of, here and in the turns around.
    fn spoken(&self, at: usize, frame: &mut Frame) {
        let Some(here) = self.utterances.get(at) else { return };
        self.speech(here, Feature::Inside, frame);
        for (forth, features) in [
            (false, [Feature::InsideBefore, Feature::InsideBefore2]),
            (true, [Feature::InsideAfter, Feature::InsideAfter2]),
        ] {
            let mut reach = at;
            for _ in 0..6 {
                let next = if forth { reach.checked_add(1) } else { reach.checked_sub(1) };
                let Some((place, other)) = next.and_then(|n| self.utterances.get(n).map(|u| (n, u))) else {
                    break;
                };
                reach = place;
                let apart = other.turn.abs_diff(here.turn) as usize;
                if apart == 0 {
                    continue;
                }
                let Some(&feature) = features.get(apart - 1) else { break };
                self.speech(other, feature, frame);
            }
        }
    }

    fn speech(&self, utterance: &Utterance, feature: Feature, frame: &mut Frame) {
        let (mut called, mut told) = ([u32::MAX; 2], [u32::MAX; 4]);
        for fact in self.within(utterance.tokens).iter().filter(|f| f.spoken) {
            let Some(entity) = fact.entity else { continue };
            if fact.vocative {
                if !called.contains(&entity)
                    && let Some(place) = called.iter_mut().find(|e| **e == u32::MAX)
                {
                    *place = entity;
                    push(frame, entity, feature, usize::from(fact.kind == MentionKind::Nominal));
                }
            } else if !told.contains(&entity)
                && let Some(place) = told.iter_mut().find(|e| **e == u32::MAX)
            {
                *place = entity;
                push(frame, entity, feature, if fact.role == Role::Subject { 2 } else { 3 });
            }
        }
    }

    /// The tags of the turns around.
    fn turns(&self, at: usize, utterance: &Utterance, frame: &mut Frame) {
        let mut near = [0u8; MOST];
        for forth in [false, true] {
            let mut reach = at;
            let mut joined = true;
            let mut edge = utterance;
            let mut done = [false; 12];
            for _ in 0..AROUND {
                let next = if forth { reach.checked_add(1) } else { reach.checked_sub(1) };
                let Some((place, other)) = next.and_then(|n| self.utterances.get(n).map(|u| (n, u))) else {
                    break;
                };
                reach = place;
                let (later, earlier) = if forth { (other, edge) } else { (edge, other) };
                joined &= later.paragraph.saturating_sub(earlier.last_paragraph) <= 3;
                edge = other;
                let apart = other.turn.abs_diff(utterance.turn) as usize;
                let hearer = other.hearer.and_then(|h| self.facts.get(h as usize)).and_then(|f| f.entity);
                if let (Some(entity), 0..=1) = (hearer, apart) {
                    push(frame, entity, Feature::Hearer, 1 + usize::from(forth));
                }
                let named = self.named(other);
                let (hits, pronouns) = if forth {
                    (Feature::Forth, Feature::ForthPronoun)
                } else {
                    (Feature::Back, Feature::BackPronoun)
                };
                if apart == 0 {
                    for candidate in &mut frame.candidates {
                        match (named, other.tag) {
                            (Some(entity), _) => {
                                candidate.rows.add(Feature::Beside, usize::from(entity != candidate.entity));
                            }
                            (None, Tag::Pronoun | Tag::Nominal) => candidate
                                .rows
                                .add(Feature::Beside, 2 + self.agree(other.gender, candidate.entity)),
                            _ => {}
                        }
                    }
                    continue;
                }
                if let Some(entity) = named {
                    let slot = frame.candidates.iter().position(|c| c.entity == entity);
                    if let Some(n) = slot.and_then(|slot| near.get_mut(slot)) {
                        *n += 1;
                    }
                    let seen = done.get_mut(apart.min(11));
                    if seen.as_ref().is_some_and(|s| !**s) && apart <= 6 {
                        push(frame, entity, hits, apart - 1 + if joined { 0 } else { 6 });
                    }
                    if let Some(seen) = seen {
                        *seen = true;
                    }
                } else if matches!(other.tag, Tag::Pronoun | Tag::Nominal)
                    && apart <= 3
                    && joined
                    && other.gender != Gender::Unknown
                {
                    for candidate in &mut frame.candidates {
                        let agree = self.agree(other.gender, candidate.entity);
                        if agree != 1 {
                            candidate.rows.add(pronouns, (apart - 1) * 2 + usize::from(agree == 2));
                        }
                    }
                }
            }
        }
        for (candidate, n) in frame.candidates.iter_mut().zip(near) {
            candidate.rows.add(Feature::Near, n as usize);
        }
        // How far ahead a tag names each.
        for candidate in &mut frame.candidates {
            let since = self.standing.get(candidate.entity as usize).map_or(0, |s| s.tagged);
            let value = if since == 0 { 9 } else { steps((utterance.turn + 1).saturating_sub(since)).min(8) };
            candidate.rows.add(Feature::Since, value);
        }
        let mut found = [false; MOST];
        for other in self.utterances.get(at + 1..).unwrap_or_default().iter().take(40) {
            let Some(entity) = self.named(other) else { continue };
            if let Some(slot) = frame.candidates.iter().position(|c| c.entity == entity)
                && let (Some(seen), Some(candidate)) = (found.get_mut(slot), frame.candidates.get_mut(slot))
                && !*seen
            {
                *seen = true;
                candidate.rows.add(Feature::Until, steps(other.turn.saturating_sub(utterance.turn)).min(8));
            }
        }
    }

    fn standing(&self, utterance: &Utterance, frame: &mut Frame) {
        for candidate in &mut frame.candidates {
            let entity = candidate.entity;
            let known = self.standing.get(entity as usize).copied().unwrap_or_default();
            let rank = self.recent.iter().position(|&e| e == entity).unwrap_or(usize::MAX);
            let rank = match rank {
                0..=4 => rank,
                5..=6 => 5,
                7..=9 => 6,
                10..=14 => 7,
                usize::MAX => 9,
                _ => 8,
            };
            candidate.rows.add(Feature::Rank, rank);
            let distance = if known.last == 0 {
                9
            } else {
                steps((utterance.tokens.start + 1).saturating_sub(known.last) / 8).min(8)
            };
            candidate.rows.add(Feature::Distance, distance);
            candidate.rows.add(Feature::Share, share(known.tags, self.total_tags));
            candidate.rows.add(Feature::Fame, share(known.mentions, self.total_mentions).min(7));
            let (kind, gender) = self
                .entities
                .get(entity as usize)
                .map_or((EntityKind::Unknown, Gender::Unknown), |e| (e.kind, e.gender));
            let sort = match kind {
                EntityKind::Person => 0,
                EntityKind::Group => 1,
                EntityKind::Organization => 2,
                EntityKind::Narrator => 3,
                EntityKind::Work => 4,
                EntityKind::Unknown => 5,
            };
            let gender = match gender {
                Gender::Male => 0,
                Gender::Female => 1,
                Gender::Other => 2,
                Gender::Unknown => 3,
            };
            candidate.rows.add(Feature::Sort, sort * 4 + gender);
        }
    }
}

/// Stretches of narration around an utterance.
struct Regions {
    /// From the utterance before to the paragraph.
    gap: Run,
    /// In the paragraph, before the first mark.
    before: Run,
    between: Run,
    after: Run,
    /// From the paragraph's end.
    later: Run,
    paragraph: Run,
}

/// Who a tag names outright.
fn named(utterance: &Utterance, narrator: Option<u32>) -> Option<u32> {
    match utterance.tag {
        Tag::First if !utterance.plural => narrator,
        Tag::None => None,
        _ => utterance.named,
    }
}

fn push(frame: &mut Frame, entity: u32, feature: Feature, value: usize) {
    if let Some(candidate) = frame.candidates.iter_mut().find(|c| c.entity == entity) {
        candidate.rows.add(feature, value);
    }
}

/// 0 for none, then one step for each doubling of the share, up to all.
fn share(part: u32, whole: u32) -> usize {
    if part == 0 {
        return 0;
    }
    9usize.saturating_sub(steps(whole / part.max(1)).min(8))
}
