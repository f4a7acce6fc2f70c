//! What is known of each entity while the text is read, and what that says of a candidate.

use super::fact::Head;
use super::feature::{Feature, steps};
use super::frame::Frame;
use super::lattice::NOBODY;
use super::scene::Scene;
use super::utterance::Utterance;
use crate::entity::EntityKind;
use crate::mention::Gender;

/// What is known of an entity while the text is read.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    pub(super) mentions: u32,
    pub(super) tags: u32,
    /// How often it is the subject in narration.
    pub(super) acts: u32,
    /// Narration tells of it, or somebody calls it: it is more than spoken of.
    pub(super) there: bool,
    /// Whether somebody calls it by name.
    pub(super) hailed: bool,
    /// The token of the last mention in narration, plus one.
    pub(super) last: u32,
    /// How much narration and tags have dwelt on it lately, as it stood at `last`.
    pub(super) weight: u32,
    /// The next mention in narration that has not been read.
    pub(super) ahead: u32,
    /// The turn in which a tag named it last, plus one.
    pub(super) tagged: u32,
    /// The turn in which it was last called, plus one.
    pub(super) called: u32,
    /// The next utterance whose tag names it.
    pub(super) next: u32,
    /// What it loses for each habit that an utterance shows, having so many tags.
    pub(super) talks: f32,
    /// Its share of the tags and of the mentions, in steps.
    pub(super) share: u8,
    pub(super) fame: u8,
    /// Of somebody without a name: the noun that tells who it is, and whether that was somebody new once.
    pub(super) described: Option<(Head, bool)>,
    /// Whether it could be the speaker of an utterance whose tag does not name it.
    pub(super) speaks: bool,
}

/// What one mention adds to the weight, and how many tokens halve it.
pub(super) const FRESH: u32 = 1 << 8;
const HALF: u32 = 400;

impl Standing {
    /// Its weight when the text has come to a token.
    pub(super) fn faded(&self, token: u32) -> u32 {
        let since = (token + 1).saturating_sub(self.last);
        let halves = self.weight >> (since / HALF).min(31);
        // Between two halvings in a straight line.
        halves - (halves / 2) * (since % HALF) / HALF
    }
}

pub(super) const UNSEEN: Standing = Standing {
    mentions: 0,
    tags: 0,
    acts: 0,
    there: false,
    hailed: false,
    last: 0,
    weight: 0,
    ahead: NOBODY,
    tagged: 0,
    called: 0,
    next: NOBODY,
    talks: 0.0,
    share: 0,
    fame: 0,
    described: None,
    speaks: false,
};

impl Scene<'_> {
    /// How lately, how often and as what each candidate is known.
    pub(super) fn stand(&self, utterance: &Utterance, frame: &mut Frame) {
        let token = utterance.tokens.start;
        let mut most = 1;
        for candidate in &mut frame.candidates {
            candidate.weight = self.standing(candidate.entity).faded(token);
            most = most.max(candidate.weight);
        }
        for candidate in &mut frame.candidates {
            let known = self.standing(candidate.entity);
            let rank = match candidate.rank {
                0..=4 => candidate.rank as usize,
                5..=6 => 5,
                7..=9 => 6,
                10..=14 => 7,
                u8::MAX => 9,
                _ => 8,
            };
            // Apart from the candidate, so that the sums stay where a processor adds.
            let mut evidence = core::mem::take(&mut candidate.evidence);
            evidence.add(Feature::Near, candidate.near as usize);
            evidence.add(Feature::Rank, rank);
            let distance = match known.last {
                0 => 9,
                last => steps((utterance.tokens.start + 1).saturating_sub(last) / 8).min(8),
            };
            evidence.add(Feature::Distance, distance);
            let turns = |since: u32| match since {
                0 => 9,
                since => steps((utterance.turn + 1).saturating_sub(since)).min(8),
            };
            evidence.add(Feature::Since, turns(known.tagged));
            evidence.add(Feature::Called, turns(known.called));
            if let Some(next) = self.utterances.get(known.next as usize) {
                evidence.add(Feature::Until, steps(next.turn.saturating_sub(utterance.turn)));
            }
            evidence.add(Feature::Weight, steps(candidate.weight >> 5));
            let times = most * 2 / candidate.weight.max(1);
            evidence.add(Feature::Outweighed, steps(times).saturating_sub(2));
            if let Some(next) = self.facts.get(known.ahead as usize) {
                evidence.add(Feature::Ahead, steps(next.token.saturating_sub(token) / 8));
            }
            evidence.add(Feature::Share, known.share as usize);
            evidence.add(Feature::Fame, known.fame as usize);
            let sort = match self.entity(candidate.entity).0 {
                EntityKind::Person => {
                    known.described.map_or(0, |(head, new)| 6 + head as usize + 4 * usize::from(new))
                }
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
            evidence.add(Feature::Sort, sort * 4 + gender);
            candidate.evidence = evidence;
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
    }
}

/// 0 for none, then one step for each doubling of the share, up to all.
pub(super) fn share(part: u32, whole: u32) -> u8 {
    match whole.checked_div(part) {
        None => 0,
        Some(times) => 9u8.saturating_sub(steps(times).min(8) as u8),
    }
}
