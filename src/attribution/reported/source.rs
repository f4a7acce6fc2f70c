//! The source: the noun phrase that the cue attributes its content to.

use super::Decision;
use super::cell::{Cell, Counts, NONE, Part};
use super::choice::{self, Choice};
use super::content::quotes;
use super::cue::Cue;
use super::view::{View, path, steps};
use crate::lexicon::{self, Frames};
use crate::model::{Sink, features};
use crate::span::Run;

/// How far a source may stand from its cue, in tokens.
const BEFORE: usize = 60;
const AFTER: usize = 20;
/// How long a source may be.
const LONGEST: usize = 30;

/// *Quill | told | guests | that …*: who hears it is no source where the sentence begins with somebody else.
pub(super) fn subject(view: &View<'_>, cue: Cue, source: Run) -> Option<Run> {
    let start = view.sentence.start;
    let part = |at: u32| view.at(at as usize).part;
    let hearer = source.start == cue.run.end && part(source.end) == Part::That && cue.takes(Frames::HEARER);
    let phrase = |at: u32| part(at).is_of_phrase();
    (hearer && start < cue.run.start && (start..cue.run.start).all(phrase))
        .then_some(Run { start, end: cue.run.start })
}

/// *According to | the court papers*: whoever does not stand behind these words is no source.
pub(super) fn is_astray(view: &View<'_>, cue: Cue, source: Option<Run>) -> bool {
    const ACCORDING: u16 = lexicon::hash("according");
    view.at(cue.anchor).word == ACCORDING && source.is_some_and(|source| source.start != cue.run.end)
}

/// *Brandt fled, according to | the court papers*: what the models took for the content of such words is their source.
pub(super) fn led(view: &View<'_>, cue: Cue, right: Option<Run>) -> Option<Run> {
    right.filter(|right| right.start == cue.run.end && cue.run.start > view.sentence.start)
}

/// Where the source ends, or that there is none.
pub(crate) struct End<'v, 's> {
    view: &'v View<'s>,
    cue: Cue,
    /// The source of the statement before in this sentence.
    previous: Option<Run>,
    heart: &'s Cell,
    /// Its base form.
    lemma: u16,
    /// What stands before the cue, the cue's first and last word, and what stands behind it.
    before: &'s Cell,
    first: &'s Cell,
    last: &'s Cell,
    next: &'s Cell,
    /// The third token behind the cue.
    third: &'s Cell,
    /// The cue's parts of speech.
    path: u32,
}

impl<'v, 's> End<'v, 's> {
    pub(crate) fn new(view: &'v View<'s>, cue: Cue, previous: Option<Run>) -> End<'v, 's> {
        let [before, first] = view.around(cue.run.start as usize, 1);
        let [last, next, _, third] = view.around(cue.run.end as usize, 1);
        let heart = view.at(cue.anchor);
        let path = path(last.trail, cue.run.len(), 6);
        End { view, cue, previous, heart, lemma: heart.lemma(), before, first, last, next, third, path }
    }

    /// Whether a token stands behind the cue, how many stand between the two, their parts of speech and what they count.
    fn way(&self, at: usize, [l, c, r, ..]: &[Cell; 5]) -> (bool, usize, u64, Counts) {
        let (first, last) = (self.cue.run.start as usize, self.cue.run.end as usize);
        if at >= last {
            (true, at - last, l.trail, c.counts.since(self.next.counts))
        } else {
            (false, first - at - 1, self.before.trail, self.first.counts.since(r.counts))
        }
    }

    /// How a token lies to the source of the statement before.
    fn same(&self, at: usize) -> u32 {
        self.previous.map_or(4, |p| u32::from(p.end as usize == at + 1) | u32::from(p.contains(at)) << 1)
    }

    /// The word that introduces the noun phrase which ends at a token.
    fn phrase(&self, at: usize) -> &Cell {
        let before: &[Cell; 5] = self.view.around(at, 5);
        let phrase = before.iter().rev().find(|cell| !cell.part.is_nominal() && cell.part != Part::Adjective);
        phrase.unwrap_or(Cell::EDGE)
    }
}

impl Choice for End<'_, '_> {
    const SURE: i32 = choice::SURE;
    const CERTAIN: i32 = choice::CERTAIN;

    fn first(&self) -> u32 {
        NONE
    }

    fn others(&self) -> impl Iterator<Item = u32> {
        let (view, cue) = (self.view, self.cue.run);
        let low = (view.window.start as usize).max((cue.start as usize).saturating_sub(BEFORE));
        let high = (view.window.end as usize).min(cue.end as usize + AFTER);
        let before = view.block.edges_back(Decision::SourceEnd, low, cue.start as usize);
        let after = view.block.edges(Decision::SourceEnd, cue.end as usize, high);
        before.chain(after)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        if at == NONE {
            return;
        }
        let at = at as usize;
        let around = self.view.around(at, 1);
        let (side, len, trail, _) = self.way(at, around);
        let [_, c, r, _, third] = around;
        // Of the tokens between the two, the first three.
        let begun =
            if side { self.third } else { third }.trail >> (Part::BITS * 3u32.saturating_sub(len as u32));
        features!(sink;
            1: self.before.part, side, path(trail, len, 5), self.same(at);
            2: side, path(begun, len.min(3), 3), c.part;
            3: self.lemma, side, r.part;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        if at == NONE {
            features!(sink;
                20: self.before.part;
                23: self.cue.frames;
                25: self.path;
                26: self.next.lemma();
                27: self.first.part, self.last.part;
            );
            return;
        }
        let at = at as usize;
        let around = self.view.around(at, 1);
        let (side, len, trail, between) = self.way(at, around);
        let [l, c, r, ..] = around;
        let crossing = c.quote != self.heart.quote;
        let phrase = self.phrase(at);
        features!(sink;
            4: side, path(trail, len, 5), r.part, quotes(c, r), self.same(at);
            12: self.first.part, self.last.part, self.view.at(at + 2).part, between.nouns().min(3);
            5: self.heart.part, c.part, r.part;
            6: c.tag(), between.nouns().min(3);
            7: self.cue.frames, side, between.verbs().min(3), between.nouns().min(4), between.commas().min(4);
            8: self.next.part, side, r.part, phrase.tag();
            9: self.path, crossing, phrase.word;
            10: self.next.lemma(), side, r.tag();
            11: c.part, c.tag(), crossing;
            13: side, l.part, c.part, r.part;
            14: self.heart.part, side, between.cues().min(2), between.commas().min(4);
        );
    }
}

/// Where the source that ends at `end` begins.
pub(crate) struct Start<'v, 's> {
    view: &'v View<'s>,
    cue: Cue,
    /// Its last token.
    end: usize,
    last: &'s Cell,
    next: &'s Cell,
    /// How it lies to the source of the statement before.
    previous: Option<Run>,
}

impl<'v, 's> Start<'v, 's> {
    pub(crate) fn new(view: &'v View<'s>, cue: Cue, end: usize, previous: Option<Run>) -> Start<'v, 's> {
        let [last, next] = view.around(end, 0);
        Start { view, cue, end, last, next, previous }
    }
}

impl Choice for Start<'_, '_> {
    fn first(&self) -> u32 {
        self.end as u32
    }

    fn others(&self) -> impl Iterator<Item = u32> {
        let view = self.view;
        let mut low = (view.window.start as usize).max((self.end + 1).saturating_sub(LONGEST));
        if self.end >= self.cue.run.end as usize {
            low = low.max(self.cue.run.end as usize);
        }
        view.block.edges_back(Decision::SourceStart, low, self.end)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let [b, c] = self.view.around(at as usize, 1);
        let k = self.end - at as usize;
        features!(sink;
            2: self.last.part, steps(k), c.part;
            4: path(self.last.trail, k + 1, 7), b.part;
            6: b.word, c.part;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let at = at as usize;
        let [a, b, c, d] = self.view.around(at, 2);
        let k = steps(self.end - at);
        let inside = self.last.counts.since(c.counts);
        let commas = inside.commas().min(4);
        let right = self.end >= self.cue.run.end as usize;
        let same = self.previous.map_or(4, |p| {
            u32::from(p.end as usize == self.end + 1) | u32::from(p.start as usize == at) << 1
        });
        features!(sink;
            3: inside.verbs().min(3), commas, inside.nouns().min(4);
            5: inside.verbs().min(3), commas, b.part, c.part;
            7: b.part, c.word;
            8: a.part, b.part, c.part, d.part;
            9: at == self.view.sentence.start as usize, commas, k;
            10: right, at == self.cue.run.end as usize, k;
            11: b.tag(), c.tag();
            12: same;
            14: self.next.part, commas, c.part;
        );
    }
}
