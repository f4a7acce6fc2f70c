//! The features that see the tag of an utterance, the narration beside it and the turns around it.

use super::fact::{Fact, Head, Role};
use super::feature::{Feature, steps};
use super::frame::{Fit, Frame};
use super::lattice::NOBODY;
use super::region::Regions;
use super::scene::{AROUND, Scene};
use super::speech::{Naming, Speech, Speeches};
use super::utterance::{Tag, Utterance};
use crate::entity::EntityKind;
use crate::mention::{Gender, MentionKind};

/// How many sorts of entities and heads a description that is a candidate's own has.
const HIT_SORTS: usize = 7;

impl Scene<'_> {
    /// The clause's source against each candidate.
    pub(super) fn tagged(&self, utterance: &Utterance, speech: &Speech, frame: &mut Frame) {
        self.rank(frame);
        if utterance.tag == Tag::Pronoun {
            self.pronoun(utterance, frame);
        }
        if utterance.tag == Tag::Nominal {
            self.description(utterance, frame);
        }
        if let Some(narrator) = self.narrators.at(utterance.tokens.start) {
            frame.push(narrator, Feature::Narrator, utterance.tag as usize);
        }
        frame.push(speech.hearer, Feature::Hearer, 0);
    }

    /// Pronouns want the last mentioned first.
    fn pronoun(&self, utterance: &Utterance, frame: &mut Frame) {
        let pronoun = match utterance.gender {
            Gender::Male => 0,
            Gender::Female => 1,
            Gender::Other | Gender::Unknown => 2,
        };
        let mut order = [0usize; 2];
        let mut places: [u8; 16] = [u8::MAX; 16];
        for (seat, candidate) in (0u8..).zip(&frame.candidates) {
            if let Some(place) = places.get_mut(candidate.rank as usize) {
                *place = seat;
            }
        }
        let ranked = places.iter().filter_map(|&p| (p != u8::MAX).then_some(p as usize));
        let forgotten = |seat: &usize| frame.candidates.get(*seat).is_some_and(|c| c.rank == u8::MAX);
        let mut seats = [usize::MAX; super::frame::MOST];
        for (to, seat) in seats.iter_mut().zip(ranked.chain((0..frame.candidates.len()).filter(forgotten))) {
            *to = seat;
        }
        for seat in seats {
            let Some(candidate) = frame.candidates.get_mut(seat) else { break };
            let fit = Fit::of(utterance.gender, candidate.gender);
            let Some(count) = order.get_mut(fit as usize) else { continue };
            let n = *count;
            *count += 1;
            let sort = if utterance.plural { 1 } else { fit as usize };
            candidate.evidence.add(Feature::Agree, pronoun * 8 + sort * 4 + n.min(3));
            let meant = self.meant(utterance.gender, candidate.entity, candidate.gender);
            candidate.evidence.add(Feature::Focus, meant);
        }
    }

    fn description(&self, utterance: &Utterance, frame: &mut Frame) {
        let source = utterance.source.get().and_then(|m| self.facts.get(m as usize));
        let owner = source.map_or(Gender::Unknown, |f| f.owner);
        for candidate in &mut frame.candidates {
            let fit = Fit::of(utterance.gender, candidate.gender);
            candidate
                .evidence
                .add(Feature::Described, fit as usize + 3 * usize::from(utterance.named.is_some()));
            if owner != Gender::Unknown {
                let meant = self.meant(owner, candidate.entity, candidate.gender);
                candidate.evidence.add(Feature::Owner, meant);
            }
            let Some(named) = utterance.named.get() else { continue };
            if named == candidate.entity {
                let kind = self.entities.get(named as usize).map_or(EntityKind::Unknown, |e| e.kind);
                let tale = HIT_SORTS * usize::from(self.is_tale());
                candidate.evidence.add(
                    Feature::Hit,
                    tale + match kind {
                        EntityKind::Person | EntityKind::Narrator => {
                            source.map_or(Head::Other, |source| source.head()) as usize
                        }
                        EntityKind::Group => 4,
                        EntityKind::Unknown => 5,
                        EntityKind::Organization | EntityKind::Work => 6,
                    },
                );
            }
        }
    }

    /// Narration in the paragraph, before it and after it.
    pub(super) fn narrated(&self, utterance: &Utterance, regions: &Regions<'_>, frame: &mut Frame) {
        let source = utterance.source.get().and_then(|m| self.facts.get(m as usize)).map(|f| f.token);
        for (place, facts) in [regions.before, regions.after, regions.between].into_iter().enumerate() {
            let mut order = 0;
            let mut pronoun = false;
            let last = facts.iter().rposition(|f| !f.spoken() && f.entity().is_some());
            for (index, fact) in facts.iter().enumerate() {
                if fact.spoken() || Some(fact.token) == source || is_owner(facts, index) {
                    continue;
                }
                let Some(entity) = fact.entity() else {
                    if !pronoun && is_subject(fact) {
                        pronoun = true;
                        self.beat(fact.gender, Feature::BeatPronoun, place * 5, frame);
                    }
                    continue;
                };
                let rank = match order {
                    0 if Some(index) == last => 0,
                    0 => 1,
                    _ if Some(index) == last => 2,
                    _ => 3,
                };
                order += 1;
                let Some(candidate) = frame.candidate(entity) else { continue };
                candidate.evidence.add(Feature::Beat, place * 16 + rank * 4 + fact.role as usize);
                if place < 2 && rank < 3 {
                    let distance = if place == 0 {
                        utterance.tokens.start.saturating_sub(fact.end())
                    } else {
                        fact.token.saturating_sub(utterance.tokens.end)
                    };
                    candidate.evidence.add(Feature::Reach, place * 6 + steps(distance).min(5));
                }
            }
        }
        self.led_up(regions, frame);
        let later = regions.later.iter().filter(|f| !f.spoken()).filter_map(|f| Some((f.entity()?, f.role)));
        for (order, (entity, role)) in later.take(2).enumerate() {
            frame.push(entity, Feature::After, order * 4 + role as usize);
        }
    }

    /// Narration between the turn before and the paragraph, the last mention first.
    fn led_up(&self, regions: &Regions<'_>, frame: &mut Frame) {
        let mut order = 0;
        let mut pronoun = false;
        for (index, fact) in regions.gap.iter().enumerate().rev().filter(|(_, f)| !f.spoken()) {
            if is_owner(regions.gap, index) {
                continue;
            }
            let Some(entity) = fact.entity() else {
                if !pronoun && is_subject(fact) {
                    pronoun = true;
                    self.beat(fact.gender, Feature::BeforePronoun, 0, frame);
                }
                continue;
            };
            let far = regions.gap_end.saturating_sub(fact.end()) > 30;
            let value = usize::from(far) * 16 + order.min(3) * 4 + fact.role as usize;
            frame.push(entity, Feature::Before, value);
            order += 1;
            if order > 5 {
                break;
            }
        }
    }

    /// A pronoun that acts: whom it can stand for.
    fn beat(&self, gender: Gender, feature: Feature, base: usize, frame: &mut Frame) {
        for candidate in &mut frame.candidates {
            let meant = self.meant(gender, candidate.entity, candidate.gender);
            candidate.evidence.add(feature, base + meant);
        }
    }

    /// Whom the utterance and the turns around it name, in tags and in speech.
    pub(super) fn turns(&self, at: usize, utterance: &Utterance, speech: &Speech, frame: &mut Frame) {
        add_named(self.speeches.named(speech), Feature::Inside, frame);
        for forth in [false, true] {
            let mut side = Side { forth, joined: true, beside: 0, tagged: 0, pronouns: 0, spoken: 0 };
            let mut edge = utterance;
            for k in 1..=AROUND {
                let place = if forth { at.checked_add(k) } else { at.checked_sub(k) };
                let Some((other, speech)) =
                    place.and_then(|p| Some((self.utterances.get(p)?, self.speeches.get(p)?)))
                else {
                    break;
                };
                let (later, earlier) = if forth { (other, edge) } else { (edge, other) };
                side.joined &= later.paragraph.saturating_sub(earlier.last_paragraph) <= 3;
                edge = other;
                let apart = other.turn.abs_diff(utterance.turn) as usize;
                side.look(other, speech, self.speeches, apart, frame);
            }
        }
    }
}

fn is_subject(fact: &Fact) -> bool {
    fact.kind == MentionKind::Pronoun && fact.role == Role::Subject && !fact.plural()
}

/// Whether a mention is but the "my" of somebody: in "my mother shook her head" nobody else acts.
fn is_owner(facts: &[Fact], index: usize) -> bool {
    let Some(fact) = facts.get(index).filter(|fact| fact.kind == MentionKind::First) else { return false };
    let holds =
        |other: &Fact| other.token == fact.token && other.end() > fact.end() && other.entity().is_some();
    let beside = [index.checked_sub(1), index.checked_add(1)];
    beside.into_iter().flatten().filter_map(|at| facts.get(at)).any(holds)
}

/// Adds for whom an utterance calls or speaks of.
fn add_named(named: impl Iterator<Item = (u32, Naming)>, feature: Feature, frame: &mut Frame) {
    for (entity, naming) in named {
        frame.push(entity, feature, naming as usize);
    }
}

/// The turns on one side, from the nearest on.
struct Side {
    forth: bool,
    /// Whether they still belong to the same talk.
    joined: bool,
    /// How many others of the same paragraph have counted.
    beside: u8,
    /// The turns, as bits, of which a name, a pronoun and the words have counted.
    tagged: u32,
    pronouns: u32,
    spoken: u32,
}

impl Side {
    fn look(
        &mut self,
        other: &Utterance,
        speech: &Speech,
        speeches: &Speeches,
        apart: usize,
        frame: &mut Frame,
    ) {
        let forth = self.forth;
        if apart <= 1 && speech.hearer != NOBODY {
            frame.push(speech.hearer, Feature::Hearer, 1 + usize::from(forth));
        }
        if apart == 0 {
            if self.beside < 2 {
                self.beside += 1;
                beside(other, speech, frame);
            }
            return;
        }
        let bit = 1u32 << apart.min(31);
        let nearest = |seen: &mut u32| {
            let first = *seen & bit == 0;
            *seen |= bit;
            first
        };
        if apart <= 2 && nearest(&mut self.spoken) {
            let feature = match (forth, apart) {
                (false, 1) => Feature::InsideBefore,
                (false, _) => Feature::InsideBefore2,
                (true, 1) => Feature::InsideAfter,
                (true, _) => Feature::InsideAfter2,
            };
            // “Ned, find the cat. Ada, where did she get off?” Ada answers.
            let last = speeches.named(speech).filter(|(_, naming)| *naming == Naming::Called).last();
            let passed = |&(entity, naming): &(u32, Naming)| {
                !forth && naming == Naming::Called && last.is_some_and(|last| last.0 != entity)
            };
            add_named(speeches.named(speech).filter(|named| !passed(named)), feature, frame);
            if apart == 1 && speech.address != Gender::Unknown {
                for candidate in &mut frame.candidates {
                    let fit = Fit::of(speech.address, candidate.gender) as usize;
                    candidate.evidence.add(Feature::Address, fit + 3 * usize::from(forth));
                }
            }
        }
        if speech.voice != NOBODY {
            let feature = if forth { Feature::Forth } else { Feature::Back };
            let first = apart <= 6 && nearest(&mut self.tagged);
            if let Some(candidate) = frame.candidate(speech.voice) {
                candidate.near += 1;
                if first {
                    candidate.evidence.add(feature, apart - 1 + if self.joined { 0 } else { 6 });
                }
            }
        } else if matches!(other.tag, Tag::Pronoun | Tag::Nominal)
            && apart <= 3
            && self.joined
            && matches!(other.gender, Gender::Male | Gender::Female)
            && nearest(&mut self.pronouns)
        {
            let feature = if forth { Feature::ForthPronoun } else { Feature::BackPronoun };
            for candidate in &mut frame.candidates {
                let value = match Fit::of(other.gender, candidate.gender) {
                    Fit::Agrees => 0,
                    Fit::Differs => 1,
                    Fit::Unknown => continue,
                };
                candidate.evidence.add(feature, (apart - 1) * 2 + value);
            }
        }
    }
}

/// What else is tagged in the same paragraph.
fn beside(other: &Utterance, speech: &Speech, frame: &mut Frame) {
    for candidate in &mut frame.candidates {
        let value = if speech.voice != NOBODY {
            usize::from(speech.voice != candidate.entity)
        } else if matches!(other.tag, Tag::Pronoun | Tag::Nominal) {
            2 + Fit::of(other.gender, candidate.gender) as usize
        } else {
            return;
        };
        candidate.evidence.add(Feature::Beside, value);
    }
}
