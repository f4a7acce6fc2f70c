//! Walks a text's utterances and lays out, for each, who could speak it and what speaks for each of them.

use alloc::vec::Vec;

use super::SHORT;
use super::candidate::remember;
use super::description::THE;
use super::fact::{Fact, Head, Role};
use super::feature::{Feature, steps};
use super::frame::{Fit, Frame};
use super::habit::{Habits, talk};
use super::lattice::NOBODY;
use super::model;
use super::narrator::Narrators;
use super::region::Regions;
use super::speech::{Naming, Speeches};
use super::standing::{FRESH, Standing, UNSEEN, share};
use super::utterance::{Tag, Utterance};
use super::verb::Verb;
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{Class, entries, is_one_of};
use crate::mention::{Gender, MentionKind};
use crate::pipeline::Prose;

/// How many utterances on either side are looked at.
pub(super) const AROUND: usize = 8;

/// How often a name that may be anything's does something before it is taken for somebody's: in a short text, and in
/// a long one.
const ACTS: [u32; 2] = [1, 2];

/// With so many utterances a text is a novel, or much of one.
const LONG: usize = 400;

/// The working space of a scene, for use again and again.
#[derive(Default)]
pub(super) struct Stage {
    pub(super) standing: Vec<Standing>,
    /// For each utterance the next one whose tag names the same speaker.
    next: Vec<u32>,
    /// For each mention in narration the next one of the same entity.
    ahead: Vec<u32>,
    /// Who was mentioned last, in narration or in speech.
    pub(super) recent: Vec<u32>,
    /// Who was last mentioned in narration or called by name: who seems to be there.
    pub(super) present: Vec<u32>,
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
    pub(super) narrators: &'s Narrators,
    /// The first entity that is known by a description alone; all after it are.
    pub(super) described: u32,
    pub(super) stage: &'s mut Stage,
    /// Who was last the subject, and who before that: men, women.
    focus: [[u32; 2]; 2],
    /// The next fact that has not been read.
    fact: usize,
    /// How much is said in the text.
    scale: usize,
}

/// "The Common", "the Park".
fn begins_with_the(prose: Prose<'_>, fact: &Fact) -> bool {
    fact.kind == MentionKind::Name && prose.tokens.get(fact.token as usize).is_some_and(|the| the.word == THE)
}

/// "At Corrie".
fn is_behind_preposition(prose: Prose<'_>, fact: &Fact) -> bool {
    const PLACES: [u16; 5] = entries(["at", "in", "near", "from", "to"]);
    let before = (fact.token as usize).checked_sub(1).and_then(|before| prose.tokens.get(before));
    fact.kind == MentionKind::Name && before.is_some_and(|before| is_one_of(before.word, &PLACES))
}

/// “Are you there, Fedka?”: a name in speech beside "you" or "your" that calls somebody, unlike “Sausages, and a pot of tea.”
fn is_hailed(prose: Prose<'_>, fact: &Fact) -> bool {
    /// So many tokens on either side are looked at.
    const BESIDE: u32 = 8;
    let from = prose.tokens.get(fact.token.saturating_sub(BESIDE) as usize..).unwrap_or_default();
    let around = from.iter().take((fact.end() - fact.token + 2 * BESIDE) as usize);
    around.into_iter().any(|token| token.class().any(Class::SECOND))
}

/// "The eldest daughter", "the second": one of several, told from the others by that word.
fn is_apart(word: &Token) -> bool {
    const APART: [u16; 10] = entries([
        "eldest", "youngest", "oldest", "elder", "younger", "older", "first", "second", "third", "other",
    ]);
    is_one_of(word.word, &APART)
}

impl<'s> Scene<'s> {
    #[expect(clippy::too_many_arguments, reason = "it holds what the stage was given")]
    pub(super) fn new(
        prose: Prose<'s>,
        entities: &'s [Entity],
        facts: &'s [Fact],
        utterances: &'s [Utterance],
        speeches: &'s Speeches,
        narrators: &'s Narrators,
        described: u32,
        stage: &'s mut Stage,
    ) -> Scene<'s> {
        stage.recent.clear();
        stage.present.clear();
        stage.standing.clear();
        stage.standing.resize(entities.len(), UNSEEN);
        stage.next.clear();
        stage.next.resize(utterances.len(), NOBODY);
        let (mut total_tags, mut total_mentions) = (0, 0);
        let novel = utterances.len() >= SHORT;
        stage.ahead.clear();
        stage.ahead.resize(facts.len(), NOBODY);
        for (index, (fact, ahead)) in facts.iter().zip(&mut stage.ahead).enumerate().rev() {
            if let Some(known) = fact.entity().and_then(|e| stage.standing.get_mut(e as usize)) {
                known.mentions += 1;
                if fact.kind == MentionKind::Nominal && fact.entity().is_some_and(|e| e >= described) {
                    let new = fact.is_new() || known.described.is_some_and(|(_, new)| new);
                    // "The old lady" of a novel mostly has a name; a short tale has people whom it never names.
                    known.described = Some(if novel { (fact.head(), new) } else { (Head::Role, true) });
                }
                total_mentions += 1;
                known.there |= !fact.spoken() || fact.vocative();
                known.hailed |= fact.vocative() && is_hailed(prose, fact);
                if !fact.spoken() {
                    *ahead = known.ahead;
                    known.ahead = index as u32;
                    let subject = fact.role == Role::Subject;
                    // "The Common looked bare": what is never named without an article acts like any other thing.
                    // "On the landing at Corrie something moved": nor does what stands behind a preposition.
                    let acts =
                        subject && !begins_with_the(prose, fact) && !is_behind_preposition(prose, fact);
                    known.acts += u32::from(acts);
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
        let acts = ACTS[usize::from(novel)];
        // That a tag never names somebody tells little where there are few.
        let more = u32::from(!novel);
        for ((known, entity), index) in stage.standing.iter_mut().zip(entities).zip(0..) {
            known.talks = talk(known.tags);
            known.share = share(known.tags + more, total_tags + 8 * more);
            known.fame = share(known.mentions, total_mentions);
            known.speaks = match entity.kind {
                EntityKind::Narrator => true,
                // Beside a cast somebody may be described who is none of it.
                _ if chosen && index < described => entity.cast.is_some(),
                // In a short tale whom people only speak of is not there.
                EntityKind::Person | EntityKind::Group => novel || known.there || known.tags > 0,
                EntityKind::Unknown => known.tags > 0 || known.acts >= acts,
                EntityKind::Organization | EntityKind::Work => known.tags > 0,
            };
        }
        // Where only one can speak, whoever is called by name answers.
        if !novel && stage.standing.iter().filter(|known| known.speaks).count() == 1 {
            stage.standing.iter_mut().for_each(|known| known.speaks |= known.hailed);
        }
        stage.habits.learn(prose, utterances, speeches);
        let focus = [[NOBODY; 2]; 2];
        let scale = usize::from(novel) + usize::from(utterances.len() >= LONG);
        Scene {
            prose,
            entities,
            facts,
            utterances,
            speeches,
            narrators,
            described,
            stage,
            focus,
            fact: 0,
            scale,
        }
    }

    /// Whether so little is said that whoever has a name is called by it.
    pub(super) fn is_tale(&self) -> bool {
        self.utterances.len() < SHORT
    }

    pub(super) fn entity(&self, entity: u32) -> (EntityKind, Gender) {
        self.entities
            .get(entity as usize)
            .map_or((EntityKind::Unknown, Gender::Unknown), |e| (e.kind, e.gender))
    }

    pub(super) fn standing(&self, entity: u32) -> &Standing {
        self.stage.standing.get(entity as usize).unwrap_or(&UNSEEN)
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
        let source = || self.facts.get(utterance.source.get()? as usize);
        let outright = match utterance.tag {
            Tag::Name | Tag::First => true,
            Tag::Nominal => source().is_some_and(|source| {
                let role = matches!(source.head(), Head::Role);
                let apart = || self.prose.tokens.get(source.token as usize + 1).is_some_and(is_apart);
                // "The man in the red cap" is told from others by where he is.
                let placed = || self.is_placed(source);
                source.is_new()
                    || source.plural()
                    // Nobody else is the guidebook.
                    || self.entity(speech.voice).0 == EntityKind::Work
                    || self.is_tale() && (role || apart() || placed())
            }),
            // Who gives their own name has it.
            Tag::None | Tag::Pronoun => true,
        };
        let voice =
            if speech.voice == NOBODY { utterance.named.get().unwrap_or(NOBODY) } else { speech.voice };
        let settles = outright && voice != NOBODY;
        let sort = model::sort(utterance.tag == Tag::First, self.entity(voice).0, self.standing(voice).share);
        settles.then_some((voice, sort))
    }

    /// Whether a description goes on behind its noun.
    fn is_placed(&self, source: &Fact) -> bool {
        let words = self.prose.tokens.get(source.token as usize..source.end() as usize).unwrap_or_default();
        words.iter().skip(2).any(|word| word.class().any(Class::PREPOSITION))
    }

    /// Lays out one utterance; they are asked for in order.
    pub(super) fn frame(&mut self, at: usize, frame: &mut Frame) {
        frame.clear();
        let (utterances, speeches) = (self.utterances, self.speeches);
        let (Some(utterance), Some(speech)) = (utterances.get(at), speeches.get(at)) else { return };
        self.read_to(utterance.tokens.start);
        if let Some((voice, _)) = self.settled(at) {
            frame.call(voice, || Some(self.entity(voice).1));
            self.context(at, utterance, false, frame);
        } else {
            let regions = Regions::around(self, at, utterance, speech);
            self.call(at, utterance, &regions, frame);
            self.shared(at, utterance, &regions, frame);
            self.tagged(utterance, speech, frame);
            self.narrated(utterance, &regions, frame);
            self.turns(at, utterance, speech, frame);
            self.stand(utterance, frame);
            let Stage { habits, standing, .. } = &mut *self.stage;
            let talks = |e: u32| standing.get(e as usize).map_or(0.0, |s| s.talks);
            habits.compare(self.prose, utterance, speeches.named(speech), talks, frame);
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
        frame.setting.add(Feature::Tagged, tag);
        frame.setting.add(Feature::Around, usize::from(regions.leads) + 2 * usize::from(regions.trails));
        let mut talk = 0;
        let mut turn = utterance;
        while talk < 5
            && let Some(earlier) = (at - talk).checked_sub(1).and_then(|p| self.utterances.get(p))
            && turn.paragraph.saturating_sub(earlier.last_paragraph) <= 3
        {
            turn = earlier;
            talk += 1;
        }
        frame.setting.add(Feature::Talk, talk);
        let near = |forth: bool| {
            (1..=4).find(|&k| {
                let place = if forth { at.checked_add(k) } else { at.checked_sub(k) };
                place.and_then(|p| self.speeches.get(p)).is_some_and(|s| s.voice != NOBODY)
            })
        };
        frame.setting.add(Feature::Anchors, near(false).unwrap_or(0) * 5 + near(true).unwrap_or(0));
        let lead = if regions.leads { utterance.tokens.start } else { regions.paragraph };
        let colon = (lead as usize).checked_sub(1).and_then(|t| self.prose.tokens.get(t));
        frame.setting.add(Feature::Colon, usize::from(colon.is_some_and(|t| t.is(TokenKind::Colon))));
        self.context(at, utterance, regions.leads || regions.gap.len() > 4, frame);
    }

    /// How the utterance follows the one before.
    fn context(&self, at: usize, utterance: &Utterance, lead: bool, frame: &mut Frame) {
        let previous = at.checked_sub(1).and_then(|p| Some((self.utterances.get(p)?, self.speeches.get(p)?)));
        let gap = previous.map_or(9, |(p, _)| utterance.paragraph.saturating_sub(p.last_paragraph));
        frame.setting.add(Feature::Scale, self.scale);
        frame
            .setting
            .add(Feature::Verb, self.speeches.get(at).map_or(Verb::None, |speech| speech.verb) as usize);
        frame.setting.add(Feature::Gap, gap as usize);
        frame.setting.add(Feature::Length, steps(utterance.tokens.len() as u32 / 3));
        let asked = previous.is_some_and(|(_, s)| s.asks);
        let asks = self.speeches.get(at).is_some_and(|s| s.asks);
        frame.setting.add(Feature::Asks, usize::from(asked) + 2 * usize::from(asks));
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
        frame.setting.add(Feature::Turn, link * 6 + sort * 2 + usize::from(asked));
    }
}
