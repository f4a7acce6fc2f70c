//! What each speaker is known to say: whom they call and speak of, how they address others, how they exclaim.
//!
//! The utterances whose tags name their speaker teach it, wherever in the text they stand; those without such a tag are
//! held against it.

use alloc::vec::Vec;

use super::feature::Feature;
use super::frame::Frame;
use super::lattice::{NOBODY, ln};
use super::speech::{Naming, Speeches};
use super::utterance::Utterance;
use crate::lexer::{Flags, TokenKind};
use crate::lexicon::Class;
use crate::pipeline::Prose;

/// No more traits of an utterance are looked at, and no more of its tokens.
const TRAITS: usize = 12;
const TOKENS: usize = 48;
/// As if so many utterances of each speaker were like everybody's.
const EVERYBODY: f32 = 6.0;

/// Something that an utterance can have: whom it names, or a word or mark of a speaker's manner.
type Trait = u32;

/// The traits of one utterance: those of its names, then those of its manner.
#[derive(Default)]
struct Traits {
    list: [Trait; TRAITS],
    names: usize,
    len: usize,
}

impl Traits {
    fn of(prose: Prose<'_>, utterance: &Utterance, named: impl Iterator<Item = (u32, Naming)>) -> Traits {
        let mut traits = Traits::default();
        for (entity, naming) in named {
            traits.add(1 << 31 | u32::from(naming.calls()) << 30 | entity);
        }
        traits.names = traits.len;
        let (start, end) =
            (utterance.tokens.start as usize, utterance.inner.0.min(utterance.tokens.end) as usize);
        let tokens = prose.tokens.get(start..end).unwrap_or_default();
        for token in tokens.get(..TOKENS).unwrap_or(tokens) {
            match token.kind {
                TokenKind::Word if token.class().any(MANNER) => traits.add(1 << 16 | u32::from(token.word)),
                TokenKind::Word if token.has(Flags::CLITIC) => traits.add(1),
                TokenKind::Exclamation => traits.add(2),
                TokenKind::Dash => traits.add(3),
                TokenKind::Question => traits.add(4),
                TokenKind::Ellipsis => traits.add(5),
                _ => {}
            }
        }
        traits
    }

    fn add(&mut self, new: Trait) {
        if self.list.get(..self.len).is_some_and(|known| !known.contains(&new))
            && let Some(place) = self.list.get_mut(self.len)
        {
            *place = new;
            self.len += 1;
        }
    }

    fn all(&self) -> &[Trait] {
        self.list.get(..self.len).unwrap_or_default()
    }
}

const MANNER: Class = Class::ADDRESS.or(Class::KIN).or(Class::INTERJECTION).or(Class::ELISION);

/// A trait that somebody has: where those who have it begin in the list of all, and how often they all do.
#[derive(Clone, Copy)]
struct Known {
    what: Trait,
    first: u32,
    all: u32,
}

/// How often each speaker's tagged utterances have each trait.
#[derive(Default)]
pub(super) struct Habits {
    /// Traits in their order.
    known: Vec<Known>,
    /// In the order of traits, and of speakers.
    counts: Vec<Count>,
    total: u32,
}

/// How often a speaker's utterances have a trait, and how much likelier than everybody's, as a logit.
#[derive(Clone, Copy)]
struct Count {
    what: Trait,
    speaker: u32,
    times: u32,
    logit: f32,
}

impl Count {
    const fn once(what: Trait, speaker: u32) -> Count {
        Count { what, speaker, times: 1, logit: 0.0 }
    }
}

impl Habits {
    pub(super) fn learn(&mut self, prose: Prose<'_>, utterances: &[Utterance], speeches: &Speeches) {
        self.counts.clear();
        self.total = 0;
        for (utterance, speech) in utterances.iter().zip(speeches.iter()).filter(|(_, s)| s.voice != NOBODY) {
            self.total += 1;
            let traits = Traits::of(prose, utterance, speeches.named(speech));
            self.counts.extend(traits.all().iter().map(|&what| Count::once(what, speech.voice)));
        }
        self.sum_up();
    }

    /// Puts equal counts together, notes where each trait begins, and weighs who has it.
    fn sum_up(&mut self) {
        self.counts.sort_unstable_by_key(|count| u64::from(count.what) << 32 | u64::from(count.speaker));
        self.counts.dedup_by(|next, first| {
            let same = (next.what, next.speaker) == (first.what, first.speaker);
            first.times += if same { next.times } else { 0 };
            same
        });
        self.known.clear();
        for (first, &Count { what, times, .. }) in (0..).zip(&self.counts) {
            match self.known.last_mut().filter(|known| known.what == what) {
                Some(known) => known.all += times,
                None => self.known.push(Known { what, first, all: times }),
            }
        }
        let mut own = self.counts.as_mut_slice();
        for (at, known) in self.known.iter().enumerate() {
            let len = self.known.get(at + 1).map_or(own.len(), |next| (next.first - known.first) as usize);
            let usual = EVERYBODY * known.all as f32 / self.total.max(1) as f32;
            let Some((all, rest)) = own.split_at_mut_checked(len) else { break };
            all.iter_mut().for_each(|count| count.logit = ln(1.0 + count.times as f32 / usual) as f32);
            own = rest;
        }
    }

    /// Who has the trait at a place in the list of all.
    fn who(&self, place: usize) -> &[Count] {
        let from = self.known.get(place).map_or(self.counts.len(), |known| known.first as usize);
        let to = self.known.get(place + 1).map_or(self.counts.len(), |next| next.first as usize);
        self.counts.get(from..to).unwrap_or_default()
    }

    /// Holds an utterance against what each candidate is known to say; `talks` tells what [`talk`] makes
    /// of its utterances.
    pub(super) fn compare(
        &self,
        prose: Prose<'_>,
        utterance: &Utterance,
        named: impl Iterator<Item = (u32, Naming)>,
        talks: impl Fn(u32) -> f32,
        frame: &mut Frame,
    ) {
        let traits = Traits::of(prose, utterance, named);
        let (names, manner) = traits.all().split_at(traits.names);
        for (own, feature) in [(names, Feature::Topics), (manner, Feature::Manner)] {
            let met = self.weigh(own, frame);
            if met == 0 {
                // The same for every candidate.
                frame.setting.evidence.add(feature, halves(0.0));
                continue;
            }
            for candidate in &mut frame.candidates {
                let sum = candidate.habit - met as f32 * talks(candidate.entity);
                candidate.habit = 0.0;
                candidate.evidence.add(feature, halves(sum));
            }
        }
    }

    /// Adds up how many times as often as everybody each candidate has the traits, as logits, and returns how many of
    /// the traits anybody has. Each of these takes from a candidate what it has said besides.
    fn weigh(&self, traits: &[Trait], frame: &mut Frame) -> u32 {
        let mut met = 0;
        for own in traits {
            let Ok(place) = self.known.binary_search_by_key(own, |known| known.what) else { continue };
            met += 1;
            // Half of a text's people may ask; the candidates are few.
            let who = self.who(place);
            for candidate in &mut frame.candidates {
                if let Ok(at) = who.binary_search_by_key(&candidate.entity, |count| count.speaker) {
                    candidate.habit += who.get(at).map_or(0.0, |count| count.logit);
                }
            }
        }
        met
    }
}

/// What a speaker with so many tagged utterances loses for each trait that an utterance has, as a logit.
pub(super) fn talk(tagged: u32) -> f32 {
    if tagged == 0 { 0.0 } else { ln(1.0 + tagged as f32 / EVERYBODY) as f32 }
}

/// Steps of half a logit; nothing known is the middle one.
fn halves(sum: f32) -> usize {
    (sum * 2.0 + 4.5).clamp(0.0, 8.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::Gender;

    fn weighed(habits: &Habits, traits: &[Trait]) -> (u32, Vec<f32>) {
        let mut frame = Frame::default();
        frame.start(3);
        for entity in [1, 2] {
            frame.call(entity, || Some(Gender::Unknown));
        }
        let met = habits.weigh(traits, &mut frame);
        (met, frame.candidates.iter().map(|c| c.habit).collect())
    }

    #[test]
    fn who_says_papa_is_more_likely_to_say_it_again() {
        const PAPA: Trait = 1 << 16 | 7;
        let counts = alloc::vec![Count::once(PAPA, 1); 4];
        let mut habits = Habits { counts, total: 12, ..Habits::default() };
        habits.sum_up();
        let (met, sums) = weighed(&habits, &[PAPA]);
        assert_eq!(met, 1);
        assert!(sums[0] > 1.0 && sums[1] == 0.0);
    }

    #[test]
    fn what_nobody_has_said_tells_nothing() {
        assert_eq!(weighed(&Habits { total: 12, ..Habits::default() }, &[3]), (0, alloc::vec![0.0, 0.0]));
        assert_eq!(halves(0.0), 4);
    }
}
