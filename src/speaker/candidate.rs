//! Who could speak an utterance.

use alloc::vec::Vec;

use super::fact::Head;
use super::frame::{Fit, Frame};
use super::lattice::NOBODY;
use super::region::Regions;
use super::scene::{AROUND, Scene};
use super::utterance::{Tag, Utterance};
use crate::mention::Gender;

/// How many people are kept in mind, the last mentioned first.
const REMEMBERED: usize = 16;
/// How many of them come before whom tags around name: of those who seem to be there, and of all.
const PRESENT: usize = 6;
const RECENT: usize = 3;

impl Scene<'_> {
    /// Who could speak.
    pub(super) fn call(&self, at: usize, utterance: &Utterance, regions: &Regions<'_>, frame: &mut Frame) {
        let shows = matches!(utterance.tag, Tag::Pronoun | Tag::Nominal);
        let shown = if shows { utterance.gender } else { Gender::Unknown };
        // "The barkeep" is not "the boy"; "the man" may be.
        let source = utterance.source.get().filter(|_| utterance.tag == Tag::Nominal);
        let source = source.and_then(|source| self.facts.get(source as usize));
        let own = source.is_some_and(|source| matches!(source.head(), Head::Role | Head::Kin));
        let mut call = |entity: u32| {
            frame.call(entity, || {
                let (_, gender) = self.entity(entity);
                let speaks = self.standing(entity).speaks || utterance.named.get() == Some(entity);
                // Who tells the story is I, and neither "he" nor "the old man".
                let narrator = shows && self.narrator == Some(entity);
                let other = own
                    && entity >= self.described
                    && utterance.named.get().is_some_and(|named| named != entity);
                (speaks && !narrator && !other && Fit::of(shown, gender) != Fit::Differs).then_some(gender)
            });
        };
        if let Some(entity) = utterance.named.get() {
            call(entity);
        }
        for region in [regions.after, regions.between, regions.before] {
            region.iter().filter(|f| !f.spoken()).filter_map(|f| f.entity()).take(4).for_each(&mut call);
        }
        self.stage.present.iter().take(PRESENT).for_each(|&e| call(e));
        self.stage.recent.iter().take(RECENT).for_each(|&e| call(e));
        for back in 1..=AROUND {
            for place in [at.checked_sub(back), at.checked_add(back)].into_iter().flatten() {
                if let Some(speech) = self.speeches.get(place).filter(|s| s.voice != NOBODY)
                    && let Some(other) = self.utterances.get(place)
                    && other.turn.abs_diff(utterance.turn) <= 6
                {
                    call(speech.voice);
                }
            }
        }
        regions.later.iter().filter(|f| !f.spoken()).filter_map(|f| f.entity()).take(2).for_each(&mut call);
        self.stage.present.iter().skip(PRESENT).for_each(|&e| call(e));
        self.stage.recent.iter().skip(RECENT).for_each(|&e| call(e));
        if let Some(narrator) = self.narrator {
            call(narrator);
        }
    }
}

/// Puts an entity in front of those that came to mind last.
pub(super) fn remember(recent: &mut Vec<u32>, entity: u32) {
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
