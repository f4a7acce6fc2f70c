//! The source: the noun phrase that the cue attributes its content to.

use super::Decision;
use super::cell::{Cell, NONE, Part};
use super::choice::Choice;
use super::content::quotes;
use super::cue::Cue;
use super::view::{View, steps};
use crate::model::{Sink, features};
use crate::span::Run;

/// How far a source may stand from its cue, in tokens.
const BEFORE: usize = 60;
const AFTER: usize = 20;
/// How long a source may be.
const LONGEST: usize = 30;

/// Where the source ends, or that there is none.
pub(crate) struct End<'v, 's> {
    pub(crate) view: &'v View<'s>,
    pub(crate) cue: Cue,
    /// The source of the statement before in this sentence.
    pub(crate) previous: Option<Run>,
}

impl Choice for End<'_, '_> {
    fn candidates(&self) -> impl Iterator<Item = u32> {
        let (view, cue) = (self.view, self.cue.run);
        let low = (view.window.start as usize).max((cue.start as usize).saturating_sub(BEFORE));
        let high = (view.window.end as usize).min(cue.end as usize + AFTER);
        let before = view.block.edges(Decision::SourceEnd, low, cue.start as usize).rev();
        let after = view.block.edges(Decision::SourceEnd, cue.end as usize, high);
        core::iter::once(NONE).chain(before).chain(after)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        if at == NONE {
            return;
        }
        let (view, at) = (self.view, at as usize);
        let (side, from, to) = self.way(at);
        let r = view.at(at + 1);
        features!(sink;
            1: side, view.path(from, to, 5), view.before(self.cue.run.start as usize, 1).part, self.same(at);
            2: side, view.path(from, (from + 3).min(to), 3), view.at(at).part;
            3: view.at(self.cue.anchor).lemma, side, r.part;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let view = self.view;
        let (first, last) = (self.cue.run.start as usize, self.cue.run.end as usize);
        let h = view.at(self.cue.anchor);
        let (f, b, n) = (view.at(first), view.before(first, 1), view.at(last));
        let last_word = view.before(last, 1);
        let cue = view.path(first, last, 6);
        if at == NONE {
            features!(sink;
                20: b.part;
                21: h.lemma;
                22: h.part, b.part;
                23: self.cue.frames;
                24: n.part;
                25: cue;
                26: n.lemma;
                27: f.part, last_word.part;
                28: h.lemma, b.part;
            );
            return;
        }
        let at = at as usize;
        let (side, from, to) = self.way(at);
        let (l, c, r) = (view.before(at, 1), view.at(at), view.at(at + 1));
        let path = view.path(from, to, 5);
        let between = view.between(from, to);
        let nouns = between.nouns().min(3);
        let crossing = c.quote != h.quote;
        let phrase = self.phrase(at);
        features!(sink;
            4: r.part, quotes(c, r), side, path, self.same(at);
            5: h.part, c.part, r.part;
            6: c.tag, nouns;
            7: self.cue.frames, side, between.verbs().min(3), between.nouns().min(4), between.commas().min(4);
            8: n.part, side, r.part, phrase.tag;
            9: cue, crossing, phrase.word;
            10: n.lemma, side, r.tag;
            11: c.part, c.tag, crossing;
            12: f.part, last_word.part, view.at(at + 2).part, nouns;
            13: side, l.part, c.part, r.part;
            14: side, between.cues().min(2), h.part, between.commas().min(4);
        );
    }
}

impl End<'_, '_> {
    /// Whether a token stands behind the cue, and the tokens between the two.
    fn way(&self, at: usize) -> (bool, usize, usize) {
        let (first, last) = (self.cue.run.start as usize, self.cue.run.end as usize);
        if at >= last { (true, last, at) } else { (false, at + 1, first) }
    }

    /// How a token lies to the source of the statement before.
    fn same(&self, at: usize) -> u32 {
        self.previous.map_or(4, |p| u32::from(p.end as usize == at + 1) | u32::from(p.contains(at)) << 1)
    }

    /// The word that introduces the noun phrase which ends at a token.
    fn phrase(&self, at: usize) -> &Cell {
        (1..=5)
            .map(|by| self.view.before(at, by))
            .find(|cell| !cell.part.is_nominal() && cell.part != Part::Adjective)
            .unwrap_or(Cell::EDGE)
    }
}

/// Where the source that ends at `end` begins.
pub(crate) struct Start<'v, 's> {
    pub(crate) view: &'v View<'s>,
    pub(crate) cue: Cue,
    /// Its last token.
    pub(crate) end: usize,
    pub(crate) previous: Option<Run>,
}

impl Choice for Start<'_, '_> {
    fn candidates(&self) -> impl Iterator<Item = u32> {
        let view = self.view;
        let mut low = (view.window.start as usize).max((self.end + 1).saturating_sub(LONGEST));
        if self.end >= self.cue.run.end as usize {
            low = low.max(self.cue.run.end as usize);
        }
        let near = view.block.edges(Decision::SourceStart, low, self.end).rev();
        core::iter::once(self.end as u32).chain(near)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.view, at as usize);
        let (b, c, e) = (view.before(at, 1), view.at(at), view.at(self.end));
        features!(sink;
            2: steps(self.end - at), c.part, e.part;
            4: view.path(at, self.end + 1, 7), b.part;
            6: b.word, c.part;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.view, at as usize);
        let (a, b, c, d) = (view.before(at, 2), view.before(at, 1), view.at(at), view.at(at + 1));
        let (e, next) = (view.at(self.end), view.at(self.end + 1));
        let k = steps(self.end - at);
        let inside = view.between(at, self.end);
        let (verbs, commas) = (inside.verbs().min(3), inside.commas().min(4));
        let right = self.end >= self.cue.run.end as usize;
        let same = self.previous.map_or(4, |p| {
            u32::from(p.end as usize == self.end + 1) | u32::from(p.start as usize == at) << 1
        });
        features!(sink;
            1: k, e.part;
            3: verbs, commas, inside.nouns().min(4);
            5: verbs, commas, c.part, b.part;
            7: b.part, c.word;
            8: a.part, b.part, c.part, d.part;
            9: at == view.sentence.start as usize, commas, k;
            10: right, at == self.cue.run.end as usize, k;
            11: b.tag, c.tag;
            12: same;
            13: b.word, c.word;
            14: next.part, commas, c.part;
        );
    }
}
