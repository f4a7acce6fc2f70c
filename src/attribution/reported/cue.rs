//! The cue: which word attributes, and how far the cue reaches around it.

use super::Decision;
use super::cell::{Cell, NONE, Part};
use super::choice::Choice;
use super::view::View;
use crate::model::{Sink, features};
use crate::span::Run;

/// The features of the token as the heart of a cue; `frames` is what the lexicon says it takes.
pub(crate) fn anchor<S: Sink>(view: &View<'_>, i: usize, frames: u32, sink: &mut S) {
    let (l3, l2, l1) = (view.before(i, 3), view.before(i, 2), view.before(i, 1));
    let (c, r1, r2, r3) = (view.at(i), view.at(i + 1), view.at(i + 2), view.at(i + 3));
    let (start, end) = (view.sentence.start as usize, view.sentence.end as usize);
    let quoted = c.quote != NONE;
    let earlier = view.between(start, i);
    let that = view.between(i + 1, (i + 9).min(end)).thats() > 0;
    let mark = |cell: &Cell| u32::from(cell.part == Part::Quote);
    let marks = mark(l1) | mark(l2) << 1 | mark(l3) << 2 | mark(r1) << 3 | mark(r2) << 4 | mark(r3) << 5;
    let verbs = earlier.verbs().min(3);
    features!(sink;
        1: frames, quoted;
        2: c.lemma, c.tag;
        3: c.part, quoted, verbs, that;
        4: c.lemma, marks;
        5: l2.part, l1.part, earlier.nouns().min(3);
        6: r1.lemma, frames;
        7: l3.part, l2.part, quoted;
        8: l1.word;
        9: r1.part, r2.part, marks;
        10: l1.tag, c.lemma;
    );
}

/// Where the cue of an anchor begins.
pub(crate) struct Start<'v, 's> {
    pub(crate) view: &'v View<'s>,
    pub(crate) anchor: usize,
}

impl Choice for Start<'_, '_> {
    fn candidates(&self) -> impl Iterator<Item = u32> {
        let low = (self.view.sentence.start as usize).max(self.anchor.saturating_sub(7));
        let near = self.view.block.edges(Decision::CueStart, low, self.anchor).rev();
        core::iter::once(self.anchor as u32).chain(near)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.view, at as usize);
        let (b, c, h) = (view.before(at, 1), view.at(at), view.at(self.anchor));
        let k = self.anchor - at;
        features!(sink;
            1: k, h.lemma;
            3: b.word, c.part, k.min(1);
            5: view.path(at, self.anchor, 8), b.part;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.view, at as usize);
        let (a, b, c, h) = (view.before(at, 2), view.before(at, 1), view.at(at), view.at(self.anchor));
        let k = self.anchor - at;
        features!(sink;
            2: k, h.part, b.part;
            4: c.word, h.lemma;
            6: b.word, h.lemma;
            7: a.part, b.part, c.part;
            8: h.tag, b.tag, k.min(1);
            9: b.word, c.word;
        );
    }
}

/// Where the cue of an anchor ends: its last token.
pub(crate) struct End<'v, 's> {
    pub(crate) view: &'v View<'s>,
    pub(crate) anchor: usize,
    pub(crate) start: usize,
    /// What the lexicon says that the anchor takes.
    pub(crate) frames: u32,
}

impl Choice for End<'_, '_> {
    fn candidates(&self) -> impl Iterator<Item = u32> {
        let high = (self.view.sentence.end as usize).min(self.anchor + 12);
        let near = self.view.block.edges(Decision::CueEnd, self.anchor + 1, high);
        core::iter::once(self.anchor as u32).chain(near)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.view, at as usize);
        let (h, b, c) = (view.at(self.anchor), view.at(at), view.at(at + 1));
        let k = at - self.anchor;
        let nouns = view.between(self.anchor + 1, at + 1).nouns().min(3);
        features!(sink;
            1: k, h.lemma;
            2: b.tag, self.frames, nouns;
            3: c.part, view.at(self.anchor + 1).part, k.min(1);
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.view, at as usize);
        let (h, b, c, d) = (view.at(self.anchor), view.at(at), view.at(at + 1), view.at(at + 2));
        let path = view.path(self.anchor + 1, at + 1, 10);
        let inside = view.between(self.anchor + 1, at + 1);
        let nouns = inside.nouns().min(3);
        features!(sink;
            4: b.lemma, inside.commas().min(2);
            5: c.word, inside.verbs().min(2);
            6: b.part, view.at(self.start).lemma;
            7: c.part, d.tag;
            8: b.part, c.part, nouns;
            9: h.part, path;
            12: c.part, d.part, b.part, at == self.anchor;
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
