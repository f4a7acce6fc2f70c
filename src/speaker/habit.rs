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

/// What the traits of an utterance say of a candidate.
struct Sum {
    entity: u32,
    /// How many utterances are its own by their tags.
    tagged: u32,
    names: f32,
    manner: f32,
}

/// How often each speaker's tagged utterances have each trait.
#[derive(Default)]
pub(super) struct Habits {
    /// Trait and speaker, sorted, with the count.
    counts: Vec<(Trait, u32, u32)>,
    total: u32,
    sums: Vec<Sum>,
}

impl Habits {
    pub(super) fn learn(&mut self, prose: Prose<'_>, utterances: &[Utterance], speeches: &Speeches) {
        self.counts.clear();
        self.total = 0;
        for (utterance, speech) in utterances.iter().zip(speeches.iter()).filter(|(_, s)| s.voice != NOBODY) {
            self.total += 1;
            let traits = Traits::of(prose, utterance, speeches.named(speech));
            self.counts.extend(traits.all().iter().map(|&t| (t, speech.voice, 1)));
        }
        self.counts.sort_unstable();
        self.counts.dedup_by(|next, first| {
            let same = (next.0, next.1) == (first.0, first.1);
            first.2 += if same { next.2 } else { 0 };
            same
        });
    }

    /// Holds an utterance against what each candidate is known to say; `tagged` tells how many utterances are its own.
    pub(super) fn compare(
        &mut self,
        prose: Prose<'_>,
        utterance: &Utterance,
        named: impl Iterator<Item = (u32, Naming)>,
        tagged: impl Fn(u32) -> u32,
        frame: &mut Frame,
    ) {
        let traits = Traits::of(prose, utterance, named);
        for candidate in &mut frame.candidates {
            self.sums.push(Sum {
                tagged: tagged(candidate.entity),
                entity: candidate.entity,
                names: 0.0,
                manner: 0.0,
            });
        }
        self.weigh(&traits);
        for (sum, candidate) in self.sums.drain(..).zip(&mut frame.candidates) {
            candidate.rows.add(Feature::Topics, halves(sum.names));
            candidate.rows.add(Feature::Manner, halves(sum.manner));
        }
    }

    /// Adds up how many times as often as everybody each candidate has the traits, as logits.
    fn weigh(&mut self, traits: &Traits) {
        for (at, &own) in traits.all().iter().enumerate() {
            let from = self.counts.partition_point(|c| c.0 < own);
            let rest = self.counts.get(from..).unwrap_or_default();
            let known = rest.get(..rest.partition_point(|c| c.0 == own)).unwrap_or_default();
            let all: u32 = known.iter().map(|c| c.2).sum();
            if all == 0 {
                continue;
            }
            let usual = EVERYBODY * all as f32 / self.total.max(1) as f32;
            for sum in &mut self.sums {
                let count = known.iter().find(|c| c.1 == sum.entity).map_or(0, |c| c.2) as f32;
                let times = (count + usual) * EVERYBODY / ((sum.tagged as f32 + EVERYBODY) * usual);
                let side = if at < traits.names { &mut sum.names } else { &mut sum.manner };
                *side += ln(times) as f32;
            }
        }
    }
}

/// Steps of half a logit; nothing known is the middle one.
fn halves(sum: f32) -> usize {
    (sum * 2.0 + 4.5).clamp(0.0, 8.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_papa_is_more_likely_to_say_it_again() {
        const PAPA: Trait = 1 << 16 | 7;
        let sum = |entity| Sum { tagged: 6, entity, names: 0.0, manner: 0.0 };
        let mut habits =
            Habits { counts: std::vec![(PAPA, 1, 4)], total: 12, sums: std::vec![sum(1), sum(2)] };
        let mut traits = Traits::default();
        traits.add(PAPA);
        traits.add(PAPA);
        habits.weigh(&traits);
        assert!(habits.sums[0].manner > 0.3 && habits.sums[1].manner < -0.3);
        assert_eq!((halves(habits.sums[0].names), halves(habits.sums[1].names)), (4, 4));
    }

    #[test]
    fn what_nobody_has_said_tells_nothing() {
        let sum = Sum { tagged: 6, entity: 1, names: 0.0, manner: 0.0 };
        let mut habits = Habits { counts: Vec::new(), total: 12, sums: std::vec![sum] };
        let mut traits = Traits::default();
        traits.add(3);
        habits.weigh(&traits);
        assert_eq!(halves(habits.sums[0].manner), 4);
    }
}
