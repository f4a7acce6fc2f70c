//! Walks a text's utterances and lays out, for each, who could speak it and what speaks for each of them.

use alloc::vec::Vec;

use super::fact::{Fact, Role};
use super::feature::{Feature, steps};
use super::frame::{Fit, Frame, MOST};
use super::habit::Habits;
use super::lattice::NOBODY;
use super::model;
use super::speech::{Naming, Speech, Speeches};
use super::utterance::{Tag, Utterance};
use crate::entity::{Entity, EntityKind};
use crate::lexer::TokenKind;
use crate::mention::Gender;
use crate::pipeline::Prose;

/// How many people are kept in mind, the last mentioned first.
const REMEMBERED: usize = 16;
/// How many utterances on either side are looked at.
pub(super) const AROUND: usize = 8;
/// How many mentions a region is read for.
const READ: usize = 48;
/// Tokens before a paragraph, and after one, in which narration still counts.
const BEFORE: u32 = 160;
const LATER: u32 = 60;

/// What is known of an entity while the text is read.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    mentions: u32,
    tags: u32,
    /// The token of the last mention in narration, plus one.
    pub(super) last: u32,
    /// How much narration and tags have dwelt on it lately, as it stood at `last`.
    weight: u32,
    /// The next mention in narration that has not been read.
    ahead: u32,
    /// The turn in which a tag named it last, plus one.
    pub(super) tagged: u32,
    /// The turn in which it was last called, plus one.
    pub(super) called: u32,
    /// The next utterance whose tag names it.
    pub(super) next: u32,
    /// Its share of the tags and of the mentions, in steps.
    pub(super) share: u8,
    pub(super) fame: u8,
    /// Whether it could be the speaker of an utterance whose tag does not name it.
    speaks: bool,
}

/// What one mention adds to the weight, and how many tokens halve it.
const FRESH: u32 = 1 << 8;
const HALF: u32 = 400;

impl Standing {
    /// Its weight when the text has come to a token.
    fn faded(self, token: u32) -> u32 {
        let since = (token + 1).saturating_sub(self.last);
        let halves = self.weight >> (since / HALF).min(31);
        // Between two halvings in a straight line.
        halves - (halves / 2) * (since % HALF) / HALF
    }
}

const UNSEEN: Standing = Standing {
    mentions: 0,
    tags: 0,
    last: 0,
    weight: 0,
    ahead: NOBODY,
    tagged: 0,
    called: 0,
    next: NOBODY,
    share: 0,
    fame: 0,
    speaks: false,
};

/// The working space of a scene, for use again and again.
#[derive(Default)]
pub(super) struct Stage {
    standing: Vec<Standing>,
    /// For each utterance the next one whose tag names the same speaker.
    next: Vec<u32>,
    /// For each mention in narration the next one of the same entity.
    ahead: Vec<u32>,
    /// Who was mentioned last, in narration or in speech.
    recent: Vec<u32>,
    /// Who was last mentioned in narration or called by name: who seems to be there.
    present: Vec<u32>,
    /// What each speaker is known to say.
    habits: Habits,
}

/// The text as the features need it.
pub(super) struct Scene<'s> {
    pub(super) prose: Prose<'s>,
    pub(super) entities: &'s [Entity],
    pub(super) facts: &'s [Fact],
    pub(super) utterances: &'s [Utterance],
    pub(super) speeches: &'s Speeches,
    pub(super) narrator: Option<u32>,
    stage: &'s mut Stage,
    /// Who was last the subject, and who before that: men, women.
    focus: [[u32; 2]; 2],
    /// The next fact that has not been read.
    fact: usize,
}

impl<'s> Scene<'s> {
    pub(super) fn new(
        prose: Prose<'s>,
        entities: &'s [Entity],
        facts: &'s [Fact],
        utterances: &'s [Utterance],
        speeches: &'s Speeches,
        narrator: Option<u32>,
        stage: &'s mut Stage,
    ) -> Scene<'s> {
        stage.recent.clear();
        stage.present.clear();
        stage.standing.clear();
        stage.standing.resize(entities.len(), UNSEEN);
        stage.next.clear();
        stage.next.resize(utterances.len(), NOBODY);
        let (mut total_tags, mut total_mentions) = (0, 0);
        stage.ahead.clear();
        stage.ahead.resize(facts.len(), NOBODY);
        for (index, (fact, ahead)) in facts.iter().zip(&mut stage.ahead).enumerate().rev() {
            if let Some(known) = fact.entity().and_then(|e| stage.standing.get_mut(e as usize)) {
                known.mentions += 1;
                total_mentions += 1;
                if !fact.spoken() {
                    *ahead = known.ahead;
                    known.ahead = index as u32;
                }
            }
        }
        for (index, (speech, next)) in speeches.iter().zip(&mut stage.next).enumerate().rev() {
            if let Some(known) = stage.standing.get_mut(speech.voice as usize) {
                known.tags += 1;
                total_tags += 1;
                *next = known.next;
                known.next = index as u32;
            }
        }
        let chosen = entities.iter().any(|e| e.cast.is_some());
        for (known, entity) in stage.standing.iter_mut().zip(entities) {
            known.share = share(known.tags, total_tags);
            known.fame = share(known.mentions, total_mentions);
            known.speaks = match entity.kind {
                EntityKind::Narrator => true,
                _ if chosen => entity.cast.is_some(),
                EntityKind::Person | EntityKind::Group => true,
                EntityKind::Organization | EntityKind::Work | EntityKind::Unknown => known.tags > 0,
            };
        }
        stage.habits.learn(prose, utterances, speeches);
        let focus = [[NOBODY; 2]; 2];
        Scene { prose, entities, facts, utterances, speeches, narrator, stage, focus, fact: 0 }
    }

    fn entity(&self, entity: u32) -> (EntityKind, Gender) {
        self.entities
            .get(entity as usize)
            .map_or((EntityKind::Unknown, Gender::Unknown), |e| (e.kind, e.gender))
    }

    pub(super) fn standing(&self, entity: u32) -> Standing {
        self.stage.standing.get(entity as usize).copied().unwrap_or(UNSEEN)
    }

    /// Notes who the story is about now.
    fn attend(&mut self, entity: u32) {
        let (_, gender) = self.entity(entity);
        for (side, other) in [Gender::Female, Gender::Male].into_iter().enumerate() {
            if gender != other
                && let Some(focus) = self.focus.get_mut(side)
                && focus[0] != entity
            {
                *focus = [entity, focus[0]];
            }
        }
    }

    /// Whether an entity was the last subject that a pronoun of this gender can stand for (0), the one before (1),
    /// another that agrees (2), one of which that is not known (3), or one that differs (4).
    pub(super) fn meant(&self, shown: Gender, entity: u32, known: Gender) -> usize {
        let side = match shown {
            Gender::Male => 0,
            Gender::Female => 1,
            Gender::Other | Gender::Unknown => return 3,
        };
        if Fit::of(shown, known) == Fit::Differs {
            return 4;
        }
        let place = self.focus.get(side).and_then(|f| f.iter().position(|&e| e == entity));
        place.unwrap_or(if Fit::of(shown, known) == Fit::Agrees { 2 } else { 3 })
    }

    /// Reads the mentions up to a token.
    fn read_to(&mut self, token: u32) {
        while let Some(fact) = self.facts.get(self.fact).filter(|f| f.token < token) {
            self.fact += 1;
            let Some(entity) = fact.entity().filter(|&e| self.standing(e).speaks) else { continue };
            remember(&mut self.stage.recent, entity);
            if !fact.spoken() || fact.vocative() {
                remember(&mut self.stage.present, entity);
            }
            if fact.spoken() {
                continue;
            }
            if fact.role == Role::Subject {
                self.attend(entity);
            }
            let ahead = self.stage.ahead.get(self.fact - 1).copied().unwrap_or(NOBODY);
            if let Some(known) = self.stage.standing.get_mut(entity as usize) {
                known.weight = known.faded(fact.token) + FRESH;
                known.last = fact.token + 1;
                known.ahead = ahead;
            }
        }
    }

    /// Who speaks where a tag settles it, and by which sort of tag.
    pub(super) fn settled(&self, at: usize) -> Option<(u32, usize)> {
        let (utterance, speech) = (self.utterances.get(at)?, self.speeches.get(at)?);
        let settles = matches!(utterance.tag, Tag::Name | Tag::First) && speech.voice != NOBODY;
        let sort = model::sort(
            utterance.tag == Tag::First,
            self.entity(speech.voice).0,
            self.standing(speech.voice).share,
        );
        settles.then_some((speech.voice, sort))
    }

    /// Lays out one utterance; they are asked for in order.
    pub(super) fn frame(&mut self, at: usize, frame: &mut Frame) {
        frame.clear();
        let (utterances, speeches) = (self.utterances, self.speeches);
        let (Some(utterance), Some(speech)) = (utterances.get(at), speeches.get(at)) else { return };
        self.read_to(utterance.tokens.start);
        if let Some((voice, _)) = self.settled(at) {
            frame.call(voice, self.entity(voice).1);
            self.context(at, utterance, false, frame);
        } else {
            let regions = self.regions(at, utterance, speech);
            self.call(at, utterance, &regions, frame);
            self.shared(at, utterance, &regions, frame);
            self.tagged(utterance, speech, frame);
            self.narrated(utterance, &regions, frame);
            self.turns(at, utterance, speech, frame);
            self.stand(utterance, frame);
            let Stage { habits, standing, .. } = &mut *self.stage;
            let tagged = |e: u32| standing.get(e as usize).map_or(0, |s| s.tags);
            habits.compare(self.prose, utterance, speeches.named(speech), tagged, frame);
        }
        for (entity, naming) in speeches.named(speech) {
            if naming == Naming::Called
                && let Some(known) = self.stage.standing.get_mut(entity as usize)
            {
                known.called = utterance.turn + 1;
            }
        }
        if let Some(known) = self.stage.standing.get_mut(speech.voice as usize) {
            known.tagged = utterance.turn + 1;
            known.next = self.stage.next.get(at).copied().unwrap_or(NOBODY);
            self.attend(speech.voice);
            remember(&mut self.stage.present, speech.voice);
        }
    }

    fn regions(&self, at: usize, utterance: &Utterance, speech: &Speech) -> Regions<'s> {
        let paragraph = |p: u32| self.prose.paragraphs.get(p as usize).map_or(utterance.tokens, |s| s.tokens);
        let (first, last) = (paragraph(utterance.paragraph), paragraph(utterance.last_paragraph));
        let previous = at.checked_sub(1).and_then(|p| self.speeches.get(p));
        let next = self.speeches.get(at + 1);
        let facts = |(from, to): (u32, u32)| self.facts.get(from as usize..to as usize).unwrap_or_default();
        let until = next.map_or(self.facts.len() as u32, |n| n.facts.0);
        let ahead = start(facts((speech.facts.1, until)), READ);
        let (after, later) = ahead.split_at(count(ahead, last.end));
        let later = start(later, count(later, last.end.saturating_add(LATER)));
        let since = previous.map_or(0, |p| p.facts.1);
        let back = end(facts((since, speech.facts.0)), READ);
        let (gap, before) = back.split_at(back.len() - count_back(back, first.start));
        let gap = end(gap, count_back(gap, first.start.saturating_sub(BEFORE)));
        let (open, close) = utterance.inner;
        let inside = if open < close { start(facts(speech.facts), READ) } else { &[] };
        let inside = start(inside, count(inside, close));
        let between = end(inside, count_back(inside, open));
        let edge = at.checked_sub(1).and_then(|p| self.utterances.get(p)).map_or(0, |p| p.tokens.end);
        Regions {
            gap,
            before,
            between,
            after,
            later,
            gap_end: first.start.max(edge),
            leads: utterance.tokens.start > first.start.max(edge) + 1,
            trails: {
                let until = self.utterances.get(at + 1).map_or(u32::MAX, |n| n.tokens.start);
                last.end.min(until) > utterance.tokens.end + 1
            },
            paragraph: first.start,
        }
    }

    /// Who could speak.
    fn call(&self, at: usize, utterance: &Utterance, regions: &Regions<'_>, frame: &mut Frame) {
        let shown = if utterance.tag == Tag::Pronoun { utterance.gender } else { Gender::Unknown };
        let mut call = |entity: u32| {
            let Some(known) = self.entities.get(entity as usize) else { return };
            if (self.standing(entity).speaks || utterance.named.get() == Some(entity))
                && !differs(shown, known)
            {
                frame.call(entity, known.gender);
            }
        };
        if let Some(entity) = utterance.named.get() {
            call(entity);
        }
        for region in [regions.after, regions.between, regions.before] {
            region.iter().filter(|f| !f.spoken()).filter_map(|f| f.entity()).take(4).for_each(&mut call);
        }
        self.stage.present.iter().take(6).for_each(|&e| call(e));
        self.stage.recent.iter().take(3).for_each(|&e| call(e));
        for back in 1..=AROUND {
            for place in [at.checked_sub(back), at.checked_add(back)].into_iter().flatten() {
                if let (Some(other), Some(speech)) = (self.utterances.get(place), self.speeches.get(place))
                    && speech.voice != NOBODY
                    && other.turn.abs_diff(utterance.turn) <= 6
                {
                    call(speech.voice);
                }
            }
        }
        regions.later.iter().filter(|f| !f.spoken()).filter_map(|f| f.entity()).take(2).for_each(&mut call);
        self.stage.present.iter().for_each(|&e| call(e));
        self.stage.recent.iter().for_each(|&e| call(e));
        if let Some(narrator) = self.narrator {
            call(narrator);
        }
    }

    fn shared(&self, at: usize, utterance: &Utterance, regions: &Regions<'_>, frame: &mut Frame) {
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
        frame.shared.add(Feature::Tagged, tag);
        frame.shared.add(Feature::Around, usize::from(regions.leads) + 2 * usize::from(regions.trails));
        let mut talk = 0;
        let mut turn = utterance;
        while talk < 5
            && let Some(earlier) = (at - talk).checked_sub(1).and_then(|p| self.utterances.get(p))
            && turn.paragraph.saturating_sub(earlier.last_paragraph) <= 3
        {
            turn = earlier;
            talk += 1;
        }
        frame.shared.add(Feature::Talk, talk);
        let near = |forth: bool| {
            (1..=4).find(|&k| {
                let place = if forth { at.checked_add(k) } else { at.checked_sub(k) };
                place.and_then(|p| self.speeches.get(p)).is_some_and(|s| s.voice != NOBODY)
            })
        };
        frame.shared.add(Feature::Anchors, near(false).unwrap_or(0) * 5 + near(true).unwrap_or(0));
        let lead = if regions.leads { utterance.tokens.start } else { regions.paragraph };
        let colon = (lead as usize).checked_sub(1).and_then(|t| self.prose.tokens.get(t));
        frame.shared.add(Feature::Colon, usize::from(colon.is_some_and(|t| t.is(TokenKind::Colon))));
        self.context(at, utterance, regions.leads || regions.gap.len() > 4, frame);
    }

    /// How the utterance follows the one before.
    fn context(&self, at: usize, utterance: &Utterance, lead: bool, frame: &mut Frame) {
        let previous = at.checked_sub(1).and_then(|p| Some((self.utterances.get(p)?, self.speeches.get(p)?)));
        let gap = previous.map_or(9, |(p, _)| utterance.paragraph.saturating_sub(p.last_paragraph));
        frame.shared.add(Feature::Gap, gap as usize);
        frame.shared.add(Feature::Length, steps(utterance.tokens.len() as u32 / 3));
        let asked = previous.is_some_and(|(_, s)| s.asks);
        let asks = self.speeches.get(at).is_some_and(|s| s.asks);
        frame.shared.add(Feature::Asks, usize::from(asked) + 2 * usize::from(asks));
        let sort = match utterance.tag {
            Tag::None => 0,
            Tag::Name | Tag::First => 2,
            Tag::Nominal | Tag::Pronoun => 1,
        };
        let link = match gap {
            0 => 0,
            1 => 1 + usize::from(lead),
            2 => 3 + usize::from(lead),
            3 => 5,
            4..=8 => 6,
            _ => 7,
        };
        frame.shared.add(Feature::Turn, link * 6 + sort * 2 + usize::from(asked));
    }

    /// How lately, how often and as what each candidate is known.
    fn stand(&self, utterance: &Utterance, frame: &mut Frame) {
        let token = utterance.tokens.start;
        let weight = |entity: u32| self.stage.standing.get(entity as usize).map_or(0, |s| s.faded(token));
        let most = frame.candidates.iter().map(|c| weight(c.entity)).max().unwrap_or(0).max(1);
        for candidate in &mut frame.candidates {
            let entity = candidate.entity;
            let known = self.standing(entity);
            let rank = match candidate.rank {
                0..=4 => candidate.rank as usize,
                5..=6 => 5,
                7..=9 => 6,
                10..=14 => 7,
                u8::MAX => 9,
                _ => 8,
            };
            let rows = &mut candidate.rows;
            rows.add(Feature::Near, candidate.near as usize);
            rows.add(Feature::Rank, rank);
            let distance = match known.last {
                0 => 9,
                last => steps((utterance.tokens.start + 1).saturating_sub(last) / 8).min(8),
            };
            rows.add(Feature::Distance, distance);
            let turns = |since: u32| match since {
                0 => 9,
                since => steps((utterance.turn + 1).saturating_sub(since)).min(8),
            };
            rows.add(Feature::Since, turns(known.tagged));
            rows.add(Feature::Called, turns(known.called));
            if let Some(next) = self.utterances.get(known.next as usize) {
                rows.add(Feature::Until, steps(next.turn.saturating_sub(utterance.turn)));
            }
            let weight = known.faded(token);
            rows.add(Feature::Weight, steps(weight >> 5));
            rows.add(Feature::Outweighed, steps(most * 2 / weight.max(1)).saturating_sub(2));
            if let Some(next) = self.facts.get(known.ahead as usize) {
                rows.add(Feature::Ahead, steps(next.token.saturating_sub(token) / 8));
            }
            rows.add(Feature::Share, known.share as usize);
            rows.add(Feature::Fame, known.fame as usize);
            let sort = match self.entity(entity).0 {
                EntityKind::Person => 0,
                EntityKind::Group => 1,
                EntityKind::Organization => 2,
                EntityKind::Narrator => 3,
                EntityKind::Work => 4,
                EntityKind::Unknown => 5,
            };
            let gender = match candidate.gender {
                Gender::Male => 0,
                Gender::Female => 1,
                Gender::Other => 2,
                Gender::Unknown => 3,
            };
            rows.add(Feature::Sort, sort * 4 + gender);
        }
    }

    /// Tells each candidate how lately it was mentioned.
    pub(super) fn rank(&self, frame: &mut Frame) {
        for (place, &entity) in self.stage.recent.iter().enumerate() {
            frame.push(entity, Feature::Heard, place);
        }
        for (place, &entity) in self.stage.present.iter().enumerate() {
            if let Some(candidate) = frame.candidate(entity) {
                candidate.rank = place as u8;
            }
        }
        debug_assert!(frame.candidates.len() <= MOST);
    }
}

/// Whether a pronoun surely cannot stand for an entity.
fn differs(shown: Gender, entity: &Entity) -> bool {
    Fit::of(shown, entity.gender) == Fit::Differs
}

/// Puts an entity in front of those that came to mind last.
fn remember(recent: &mut Vec<u32>, entity: u32) {
    let place = recent.iter().position(|&e| e == entity).unwrap_or(recent.len());
    if place == recent.len() {
        if place < REMEMBERED {
            recent.push(entity);
        } else if let Some(last) = recent.last_mut() {
            *last = entity;
        }
    }
    if let Some(front) = recent.get_mut(..=place.min(REMEMBERED - 1)) {
        front.rotate_right(1);
    }
}

/// Narration around an utterance, by its mentions.
pub(super) struct Regions<'s> {
    /// From the utterance before to the paragraph.
    pub(super) gap: &'s [Fact],
    /// In the paragraph, before the first mark.
    pub(super) before: &'s [Fact],
    pub(super) between: &'s [Fact],
    pub(super) after: &'s [Fact],
    /// From the paragraph's end.
    pub(super) later: &'s [Fact],
    /// The token where the gap ends.
    pub(super) gap_end: u32,
    /// Whether words of narration stand before it in its paragraph, and after it.
    leads: bool,
    trails: bool,
    /// The paragraph's first token.
    paragraph: u32,
}

fn start(facts: &[Fact], most: usize) -> &[Fact] {
    facts.get(..most).unwrap_or(facts)
}

fn end(facts: &[Fact], most: usize) -> &[Fact] {
    facts.get(facts.len().saturating_sub(most)..).unwrap_or_default()
}

/// How many of the first facts stand before a token.
fn count(facts: &[Fact], token: u32) -> usize {
    facts.iter().take_while(|f| f.token < token).count()
}

/// How many of the last facts stand at a token or after it.
fn count_back(facts: &[Fact], token: u32) -> usize {
    facts.iter().rev().take_while(|f| f.token >= token).count()
}

/// 0 for none, then one step for each doubling of the share, up to all.
fn share(part: u32, whole: u32) -> u8 {
    match whole.checked_div(part) {
        None => 0,
        Some(times) => 9u8.saturating_sub(steps(times).min(8) as u8),
    }
}
