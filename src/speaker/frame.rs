//! What is laid out for one utterance: its candidates, and what speaks for each.

use alloc::vec::Vec;

use super::feature::Feature;
use super::model::{Evidence, Setting};
use crate::mention::Gender;

/// No utterance has more candidates.
pub(super) const MOST: usize = 9;

/// Whether a gender that the text shows fits a candidate's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Fit {
    Agrees = 0,
    /// One of the two is not known.
    Unknown = 1,
    Differs = 2,
}

impl Fit {
    pub(super) fn of(shown: Gender, known: Gender) -> Fit {
        match (shown, known) {
            (Gender::Male, Gender::Male) | (Gender::Female, Gender::Female) => Fit::Agrees,
            (Gender::Male, Gender::Female) | (Gender::Female, Gender::Male) => Fit::Differs,
            _ => Fit::Unknown,
        }
    }
}

/// A candidate and what speaks for it.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) entity: u32,
    pub(super) gender: Gender,
    /// How many others were mentioned since it last was; beyond all for one long forgotten.
    pub(super) rank: u8,
    /// How many turns around are tagged with its name.
    pub(super) near: u8,
    /// How much narration has dwelt on it lately.
    pub(super) weight: u32,
    /// How much likelier its habits make it, as a logit.
    pub(super) habit: f32,
    pub(super) evidence: Evidence,
}

/// An utterance as the model sees it.
#[derive(Default)]
pub(super) struct Frame {
    pub(super) setting: Setting,
    pub(super) candidates: Vec<Candidate>,
    /// For each entity its place among the candidates, plus one.
    seats: Vec<u8>,
}

impl Frame {
    /// Makes it ready for the utterances of a text with so many entities.
    pub(super) fn start(&mut self, entities: usize) {
        self.candidates.clear();
        self.seats.clear();
        self.seats.resize(entities, 0);
    }

    /// Empties it for the next utterance.
    pub(super) fn clear(&mut self) {
        for candidate in &self.candidates {
            if let Some(seat) = self.seats.get_mut(candidate.entity as usize) {
                *seat = 0;
            }
        }
        self.candidates.clear();
        self.setting = Setting::default();
    }

    /// Makes an entity a candidate, as long as there is room and it is admitted with its gender; tells whether there is
    /// room for another.
    #[inline]
    pub(super) fn call(&mut self, entity: u32, admitted: impl FnOnce() -> Option<Gender>) -> bool {
        if let Some(seat) = self.seats.get_mut(entity as usize)
            && *seat == 0
            && self.candidates.len() < MOST
            && let Some(gender) = admitted()
        {
            let evidence = Evidence::default();
            self.candidates.push(Candidate {
                entity,
                gender,
                rank: u8::MAX,
                near: 0,
                weight: 0,
                habit: 0.0,
                evidence,
            });
            *seat = self.candidates.len() as u8;
        }
        self.candidates.len() < MOST
    }

    #[inline]
    pub(super) fn candidate(&mut self, entity: u32) -> Option<&mut Candidate> {
        let seat = *self.seats.get(entity as usize)?;
        self.candidates.get_mut((seat as usize).checked_sub(1)?)
    }

    /// Adds a feature of an entity, where it is a candidate.
    #[inline]
    pub(super) fn push(&mut self, entity: u32, feature: Feature, value: usize) {
        if let Some(candidate) = self.candidate(entity) {
            candidate.evidence.add(feature, value);
        }
    }
}
