//! The cue: which word attributes, and how far the cue reaches around it.

use super::Decision;
use super::cell::{Cell, Part};
use super::choice::Choice;
use super::view::{View, path};
use crate::lexicon::{self, Frames};
use crate::model::{Sink, features};
use crate::span::Run;

/// Where the cue of an anchor begins.
pub(crate) struct Start<'v, 's> {
    view: &'v View<'s>,
    anchor: usize,
    heart: &'s Cell,
    /// Its base form.
    lemma: u16,
    /// The parts of speech before the heart.
    trail: u64,
}

impl<'v, 's> Start<'v, 's> {
    pub(crate) fn new(view: &'v View<'s>, anchor: usize) -> Start<'v, 's> {
        let [before, heart] = view.around(anchor, 1);
        Start { view, anchor, heart, lemma: heart.lemma(), trail: before.trail }
    }
}

impl Choice for Start<'_, '_> {
    fn first(&self) -> u32 {
        self.anchor as u32
    }

    fn others(&self) -> impl Iterator<Item = u32> {
        let low = (self.view.sentence.start as usize).max(self.anchor.saturating_sub(7));
        self.view.block.edges_back(Decision::CueStart, low, self.anchor)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let [b, c] = self.view.around(at as usize, 1);
        let k = self.anchor - at as usize;
        features!(sink;
            1: self.lemma, k;
            3: b.word, c.part, k.min(1);
            5: path(self.trail, k, 8), b.part;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let [a, b, c] = self.view.around(at as usize, 2);
        let k = self.anchor - at as usize;
        features!(sink;
            2: self.heart.part, k, b.part;
            6: self.lemma, b.word;
            7: a.part, b.part, c.part;
        );
    }
}

/// The first token of a cue of which the model took words that name who says it: *my | late husband | used to say*.
pub(super) fn behind_source(view: &View<'_>, anchor: usize, start: usize) -> usize {
    let part = |at: usize| view.at(at).part;
    let owned = start > 0 && start < anchor && matches!(part(start - 1), Part::Possessive | Part::Determiner);
    let name = |at: &usize| {
        part(*at).is_nominal() || matches!(part(*at), Part::Adjective | Part::Adverb | Part::Time)
    };
    let last = (start..anchor).take_while(name).filter(|&at| part(at).is_nominal()).last();
    last.filter(|_| owned).map_or(start, |last| last + 1)
}

/// The last token of a cue of which the model took words that name who says it: *according to | court papers*, *told | by a
/// judge*.
pub(super) fn before_source(view: &View<'_>, anchor: usize, end: usize) -> usize {
    const ACCORDING: u16 = lexicon::hash("according");
    const TO: u16 = lexicon::hash("to");
    const BY: u16 = lexicon::hash("by");
    let word = |at: usize| view.at(at).word;
    if word(anchor) == ACCORDING && word(anchor + 1) == TO {
        return anchor + 1;
    }
    (anchor + 1..end).find(|&at| word(at) == BY).map_or(end, |by| by - 1)
}

/// Where the cue of an anchor ends: its last token.
pub(crate) struct End<'v, 's> {
    view: &'v View<'s>,
    anchor: usize,
    /// What the lexicon says that the anchor takes.
    frames: u32,
    first: &'s Cell,
    heart: &'s Cell,
    next: &'s Cell,
}

impl<'v, 's> End<'v, 's> {
    pub(crate) fn new(view: &'v View<'s>, anchor: usize, start: usize, frames: u32) -> End<'v, 's> {
        let [heart, next] = view.around(anchor, 0);
        End { view, anchor, frames, first: view.at(start), heart, next }
    }
}

impl Choice for End<'_, '_> {
    fn first(&self) -> u32 {
        self.anchor as u32
    }

    fn others(&self) -> impl Iterator<Item = u32> {
        let high = (self.view.sentence.end as usize).min(self.anchor + 12);
        let near = self.view.block.edges(Decision::CueEnd, self.anchor + 1, high);
        // What is quoted behind a cue is no part of it: *she said in an interview with “Harbor Lights”*.
        let near = near.filter(|&at| self.view.at(at as usize).quote == self.heart.quote);
        // Nor is a second clause: *which she insisted on Friday are still open*.
        near.take_while(|&at| self.view.at(at as usize + 1).counts.since(self.next.counts).verbs() == 0)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let [b, c] = self.view.around(at as usize, 0);
        let k = at as usize - self.anchor;
        let nouns = c.counts.since(self.next.counts).nouns().min(3);
        features!(sink;
            2: self.frames, b.tag(), nouns;
            3: self.next.part, c.part, k.min(1);
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let [b, c, d] = self.view.around(at as usize, 0);
        let k = at as usize - self.anchor;
        let inside = c.counts.since(self.next.counts);
        features!(sink;
            4: b.lemma(), inside.commas().min(2);
            5: c.word, inside.verbs().min(2);
            6: self.first.lemma(), b.part;
            7: c.part, d.tag();
            8: b.part, c.part, inside.nouns().min(3);
            9: self.heart.part, path(b.trail, k, 10);
            12: c.part, d.part, b.part, k == 0;
        );
    }
}

/// A cue with the word at its heart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Cue {
    pub(crate) anchor: usize,
    pub(crate) run: Run,
    /// What the lexicon says that the anchor takes.
    pub(crate) frames: u32,
}

impl Cue {
    /// Whether its verb is listed with the frame.
    pub(super) fn takes(&self, frame: Frames) -> bool {
        self.frames.checked_sub(1).is_some_and(|frames| Frames(frames as u16).any(frame))
    }
}
