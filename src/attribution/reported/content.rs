//! The content: what is attributed, after the cue and before it.

use super::Decision;
use super::cell::{Cell, Counts, NONE, Part};
use super::choice::{self, Choice};
use super::cue::Cue;
use super::hearer::ASIDE;
use super::view::{View, path, steps};
use crate::lexicon::Frames;
use crate::model::{Sink, features};
use crate::span::Run;

/// How far the content may begin after the cue and end before it.
const APART: usize = 9;
/// How long a content may be.
const LONGEST: usize = 500;
/// Past so many tokens only the ends of sentences and quotations are looked at.
const CLOSELY: usize = 60;

/// Cue and source: what the content is chosen around.
pub(crate) struct Frame<'v, 's> {
    pub(crate) view: &'v View<'s>,
    pub(crate) cue: Cue,
    pub(crate) source: Option<Run>,
    /// The first token after the cue and a source that follows it at once.
    pub(crate) after: usize,
    /// The first token of the cue, or of a source that precedes it closely.
    pub(crate) before: usize,
}

impl<'v, 's> Frame<'v, 's> {
    pub(crate) fn new(view: &'v View<'s>, cue: Cue, source: Option<Run>) -> Frame<'v, 's> {
        let Run { start, end } = cue.run;
        let after = source.filter(|s| s.start >= end && s.start <= end + 2).map_or(end, |s| s.end);
        let before = source.filter(|s| s.end <= start && s.end + 3 >= start).map_or(start, |s| s.start);
        Frame { view, cue, source, after: after as usize, before: before as usize }
    }

    /// 0: no source; 1: right before the cue; 2: further before; 3: right after; 4: further after.
    fn order(&self) -> u32 {
        let cue = self.cue.run;
        match self.source {
            None => 0,
            Some(s) if s.end == cue.start => 1,
            Some(s) if s.end < cue.start => 2,
            Some(s) if s.start == cue.end => 3,
            Some(_) => 4,
        }
    }

    /// *Quill said on Monday | that she was sorry. “I was,” she said*, *told her deputy, Ada Quill, | that it was late*: the
    /// clause behind a verb goes before the quotation of the next sentence, before nothing, and before who hears it.
    pub(crate) fn own_clause(&self, begun: u32) -> Option<u32> {
        let (view, after) = (self.view, self.cue.run.end as usize);
        // *took the view | that …*
        let noun = view.at(after).part == Part::That && view.before(after, 2).part == Part::Determiner;
        let that = self.cue.takes(Frames::THAT) || noun;
        let hearer = self.cue.takes(Frames::HEARER);
        let apart = begun == NONE || begun >= view.window.end;
        let clause = if apart { that || hearer } else { hearer && begun as usize == after };
        if !clause || self.after != after {
            return None;
        }
        let part = |at: usize| view.at(at).part;
        let aside = |at: &usize| {
            let part = part(*at);
            part.is_of_phrase() && part != Part::Subject
                || matches!(part, Part::Time | Part::Adverb | Part::Preposition | Part::Subordinator)
                || part == Part::Comma && hearer && *at > after
                // "The vote" may look like a verb.
                || part == Part::Base && view.at(at - 1).part.is_of_phrase()
        };
        let first = (after..after + ASIDE as usize).find(|at| !aside(at))?;
        let end = view.sentence.end as usize;
        // *told reporters | she had never …*; but *a letter posted on the old site | she says …*
        let says = view.at(first + 1).cue;
        if apart && !says && part(first) == Part::Subject && part(first + 1).is_finite() && first < end {
            return Some(first as u32);
        }
        if part(first) != Part::That || !apart && part(first - 1) != Part::Comma {
            return None;
        }
        let opens = part(first + 1).is_of_phrase() || part(first + 1) == Part::Gerund;
        let verbs = view.at(end).counts.since(view.at(first).counts).verbs();
        (opens && first < end && verbs > 0).then_some(first as u32)
    }

    fn in_source(&self, token: usize) -> bool {
        self.source.is_some_and(|source| source.contains(token))
    }
}

/// How two neighbours lie to quotation marks.
pub(super) fn quotes(b: &Cell, c: &Cell) -> u32 {
    u32::from(b.quote != NONE) | u32::from(c.quote != NONE) << 1 | u32::from(b.quote == c.quote) << 2
}

/// Where the content after the cue begins, or that there is none.
pub(crate) struct RightStart<'f, 'v, 's> {
    frame: &'f Frame<'v, 's>,
    order: u32,
    /// The heart's base form.
    lemma: u16,
    /// What stands before cue and source.
    before: &'s Cell,
    /// The first tokens behind them.
    after: [&'s Cell; 2],
    /// A quotation that opens the next sentence.
    quotation: Option<Run>,
}

impl<'f, 'v, 's> RightStart<'f, 'v, 's> {
    pub(crate) fn new(frame: &'f Frame<'v, 's>) -> RightStart<'f, 'v, 's> {
        let view = frame.view;
        RightStart {
            frame,
            order: frame.order(),
            lemma: view.at(frame.cue.anchor).lemma(),
            before: view.before(frame.before, 1),
            after: view.around(frame.after, 0).each_ref(),
            quotation: view.next_quotation(),
        }
    }

    /// Where a candidate stands: nowhere, behind the window, or so far behind the cue.
    fn place(&self, at: u32) -> u32 {
        let (token, after) = (at as usize, self.frame.after);
        match at {
            NONE => 40,
            _ if at >= self.frame.view.window.end => 41,
            _ => steps(token.saturating_sub(after)) << 1 | u32::from(token >= after),
        }
    }
}

impl RightStart<'_, '_, '_> {
    /// Whether a quotation opens right before a candidate.
    fn opens(&self, at: u32) -> bool {
        let [b, c] = self.frame.view.around(at as usize, 1);
        at != NONE && b.part == Part::Quote && c.quote != NONE
    }
}

impl Choice for RightStart<'_, '_, '_> {
    const SURE: i32 = choice::SURE;
    const CERTAIN: i32 = choice::CERTAIN;

    fn first(&self) -> u32 {
        NONE
    }

    fn others(&self) -> impl Iterator<Item = u32> {
        let view = self.frame.view;
        let start = self.frame.cue.run.end as usize;
        let high = (view.window.end as usize).min(start + APART);
        let near = view.block.edges(Decision::RightStart, start, high);
        let near = near.filter(|&i| !self.frame.in_source(i as usize));
        let next = self.quotation.map(|quotation| quotation.start + 1);
        near.chain(next)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let [x, y] = self.after;
        let k = self.place(at);
        features!(sink;
            1: x.part, self.opens(at), k;
            2: self.lemma, k;
            3: self.frame.cue.frames, self.before.part, k;
            4: x.part, y.part, self.order, k;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let (frame, view) = (self.frame, self.frame.view);
        let [x, _] = self.after;
        let (k, token) = (self.place(at), at as usize);
        features!(sink;
            8: x.word, k;
        );
        if at == NONE {
            return;
        }
        if at >= view.window.end {
            let Some(quotation) = self.quotation else { return };
            let end = quotation.end as usize;
            let tag = (end..end + 6).position(|i| view.at(i).cue).map_or(0, |far| 1 + far);
            let apart = view.ends_paragraph();
            features!(sink;
                16: tag, apart;
                17: view.before(end, 2).kind, view.at(end).part, apart;
            );
            return;
        }
        let [b, c] = view.around(token, 1);
        let path = path(b.trail, token.saturating_sub(frame.after), 5);
        let between = if token < frame.after { x.counts.since(c.counts) } else { c.counts.since(x.counts) };
        features!(sink;
            11: path, c.part, b.part;
            12: b.part, c.word;
            13: self.opens(at), between.verbs().min(2), between.commas().min(3), between.nouns().min(3);
            14: frame.cue.frames, self.before.quote != NONE, path;
            15: b.word, c.part;
        );
    }
}

/// Where the content that begins at `start`, after the cue, ends.
pub(crate) struct RightEnd<'f, 'v, 's> {
    frame: &'f Frame<'v, 's>,
    start: usize,
    /// The token after the last candidate.
    limit: usize,
    /// Whether a quotation opens the next sentence.
    next: bool,
    /// The first token, whether a quotation opens right before it, the base form of the cue's last, the first behind cue and
    /// source.
    first: &'s Cell,
    opened: bool,
    lemma: u16,
    after: &'s Cell,
    /// What stands before the sentence's end, and how many cues follow in it.
    whole: Counts,
    later: u32,
}

impl<'f, 'v, 's> RightEnd<'f, 'v, 's> {
    pub(crate) fn new(frame: &'f Frame<'v, 's>, start: usize) -> RightEnd<'f, 'v, 's> {
        let view = frame.view;
        let [before, first] = view.around(start, 1);
        let [cue, behind] = view.around(frame.cue.run.end as usize, 1);
        let quotation = view.block.quotations.get(first.quote as usize);
        let inside = quotation.map_or(0, |quotation| quotation.tokens.end as usize);
        let limit = (view.window.end as usize).max(inside).min(start + LONGEST).min(view.block.end());
        let whole = view.at((view.sentence.end as usize).max(frame.cue.run.end as usize)).counts;
        RightEnd {
            frame,
            start,
            limit,
            next: view.next_quotation().is_some(),
            first,
            opened: before.part == Part::Quote && first.quote != NONE,
            lemma: cue.lemma(),
            after: view.at(frame.after),
            whole,
            later: whole.since(behind.counts).cues().min(2),
        }
    }

    /// Whether the sentence ends behind a token, or all that may be content.
    fn ends(&self, at: usize, [b, c, ..]: &[Cell; 3]) -> u32 {
        let stops = self.stops(at, b, c);
        u32::from(stops) | u32::from(at + 3 >= self.limit) << 1
    }

    /// Whether a stop follows, perhaps behind a closing mark, or nothing more.
    fn stops(&self, at: usize, b: &Cell, c: &Cell) -> bool {
        c.part == Part::Stop
            || c.part == Part::Quote && b.part == Part::Stop
            || at + 1 >= self.frame.view.block.end()
    }

    /// How the content lies to quotation marks.
    fn state(&self, [c, n, n2]: &[Cell; 3]) -> u32 {
        let same = self.first.quote != NONE && self.first.quote == c.quote;
        let closes = c.quote != n.quote || (n.part == Part::Quote && n2.quote != c.quote);
        match (self.opened, same, closes) {
            (true, true, true) => 1,
            (true, true, false) => 2,
            (true, false, _) => 3,
            (false, true, true) => 4,
            (false, true, false) => 5,
            (false, false, true) => 6,
            (false, false, false) => 7 + u32::from(c.quote != NONE),
        }
    }
}

impl Choice for RightEnd<'_, '_, '_> {
    fn first(&self) -> u32 {
        self.start as u32
    }

    fn others(&self) -> impl Iterator<Item = u32> {
        let view = self.frame.view;
        let (start, limit) = (self.start, self.limit);
        view.block.edges(Decision::RightEnd, start + 1, limit).filter(move |&i| {
            let i = i as usize;
            i - start <= CLOSELY && !self.frame.in_source(i) || i + 1 == limit || {
                let [b, c] = view.around(i, 0);
                self.stops(i, b, c)
            }
        })
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let around = self.frame.view.around(at as usize, 0);
        let [b, c, d] = around;
        let inside = c.counts.since(self.first.counts);
        let marks = quotes(b, c);
        features!(sink;
            1: c.part, marks;
            2: c.word, self.ends(at as usize, around), inside.commas().min(3), inside.cues().min(3);
            4: c.part, d.part, marks;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let (frame, view, at) = (self.frame, self.frame.view, at as usize);
        let around = view.around(at, 0);
        let [b, c, d] = around;
        let (ends, state) = (self.ends(at, around), self.state(around));
        let inside = c.counts.since(self.first.counts);
        let (verbs, cues) = (inside.verbs().min(3), inside.cues().min(3));
        let later =
            if at < view.sentence.end as usize { self.whole.since(c.counts) } else { Counts::default() };
        let ahead = view.ahead(at + 1);
        let to_source = frame.source.map_or(3, |source| {
            let source = source.start as usize;
            u32::from(source > at) | u32::from(at + 1 >= source && self.start <= source) << 2
        });
        features!(sink;
            3: c.part, state, verbs, later.cues().min(2);
            5: self.after.part, c.part, later.verbs().min(3), to_source;
            6: frame.cue.frames, steps(at - self.start), ends;
            7: c.word, d.tag();
            8: self.after.kind, b.tag(), ends, cues;
            9: self.lemma, self.next, ends, ahead;
            11: self.later, quotes(b, c), cues, later.nouns().min(3);
        );
    }
}

/// Where the content before the cue ends, or that there is none.
pub(crate) struct LeftEnd<'f, 'v, 's> {
    frame: &'f Frame<'v, 's>,
    order: u32,
    /// Whether there is content after the cue, in the sentence or behind it: whether the content has been seen.
    begun: u32,
    /// Where it begins.
    right: &'s Cell,
    heart: &'s Cell,
    /// Its base form.
    lemma: u16,
    /// What stands before cue and source, and behind them.
    before: &'s Cell,
    after: &'s Cell,
}

impl<'f, 'v, 's> LeftEnd<'f, 'v, 's> {
    /// `right` is where the content after the cue begins, or [`NONE`].
    pub(crate) fn new(frame: &'f Frame<'v, 's>, right: u32) -> LeftEnd<'f, 'v, 's> {
        let view = frame.view;
        let begun = match right {
            NONE => 0,
            _ => 1 + u32::from(right >= view.window.end),
        };
        let heart = view.at(frame.cue.anchor);
        LeftEnd {
            frame,
            order: frame.order(),
            begun,
            right: view.at(right as usize),
            heart,
            lemma: heart.lemma(),
            before: view.before(frame.before, 1),
            after: view.at(frame.after),
        }
    }

    /// Where a candidate stands: nowhere, or so far before the cue.
    fn place(&self, at: u32) -> u32 {
        let (token, before) = (at as usize, self.frame.before);
        match at {
            NONE => 40,
            _ => steps(before.saturating_sub(token + 1)) << 1 | u32::from(token >= before),
        }
    }
}

impl Choice for LeftEnd<'_, '_, '_> {
    /// What is said ends where cue and source begin.
    const MOST: usize = 1;

    fn first(&self) -> u32 {
        NONE
    }

    fn others(&self) -> impl Iterator<Item = u32> {
        let view = self.frame.view;
        let high = self.frame.cue.run.start as usize;
        let low = (view.window.start as usize).max(self.frame.before.saturating_sub(APART));
        let near = view.block.edges_back(Decision::LeftEnd, low, high);
        near.filter(|&i| !self.frame.in_source(i as usize))
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let k = self.place(at);
        features!(sink;
            2: self.begun, self.lemma, k;
            3: self.begun, self.order, self.heart.part, k;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let (k, token) = (self.place(at), at as usize);
        features!(sink;
            5: self.right.part, self.before.part, k;
            6: self.heart.tag(), self.order, k;
            7: self.before.word, self.begun, k;
        );
        if at == NONE {
            return;
        }
        let [c, n] = self.frame.view.around(token, 0);
        let path = path(self.before.trail, self.frame.before.saturating_sub(token + 1), 5);
        features!(sink;
            10: c.quote != NONE, n.part == Part::Quote, k;
            11: self.begun, self.after.part, path;
        );
    }
}

/// Where the content that ends at `end`, before the cue, begins.
pub(crate) struct LeftStart<'f, 'v, 's> {
    frame: &'f Frame<'v, 's>,
    /// Its last token.
    end: usize,
    order: u32,
    /// The heart's base form.
    lemma: u16,
    last: &'s Cell,
    next: &'s Cell,
}

impl<'f, 'v, 's> LeftStart<'f, 'v, 's> {
    pub(crate) fn new(frame: &'f Frame<'v, 's>, end: usize) -> LeftStart<'f, 'v, 's> {
        let [last, next] = frame.view.around(end, 0);
        let lemma = frame.view.at(frame.cue.anchor).lemma();
        LeftStart { frame, end, order: frame.order(), lemma, last, next }
    }

    /// Whether a sentence begins at a token, or behind a mark before it.
    fn begins(&self, at: usize, before: &Cell) -> u32 {
        let view = self.frame.view;
        let start = view.window.start as usize;
        u32::from(at == view.sentence.start as usize)
            | u32::from(before.part == Part::Quote && at == start + 1) << 1
            | u32::from(at == start) << 2
    }

    /// How the content lies to quotation marks.
    fn state(&self, [b, c]: &[Cell; 2]) -> u32 {
        let e = self.last;
        let same = e.quote != NONE && c.quote == e.quote;
        let opens = b.part == Part::Quote && b.quote == c.quote && c.quote != NONE;
        u32::from(same)
            | u32::from(opens) << 1
            | u32::from(e.quote != NONE) << 2
            | u32::from(c.quote != NONE) << 3
    }
}

impl Choice for LeftStart<'_, '_, '_> {
    fn first(&self) -> u32 {
        self.end as u32
    }

    fn others(&self) -> impl Iterator<Item = u32> {
        let view = self.frame.view;
        let low = (view.window.start as usize).max(self.end.saturating_sub(LONGEST));
        let end = self.end;
        view.block.edges_back(Decision::LeftStart, low, end).filter(move |&i| {
            let i = i as usize;
            end - i <= CLOSELY || i == low || matches!(view.before(i, 1).part, Part::Stop | Part::Quote)
        })
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let [b, c] = self.frame.view.around(at as usize, 1);
        let inside = self.last.counts.since(c.counts);
        features!(sink;
            4: b.part, inside.verbs().min(3), inside.commas().min(3);
            6: b.part, c.part, inside.verbs().min(3), self.begins(at as usize, b);
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let at = at as usize;
        let around = self.frame.view.around(at, 1);
        let [b, c] = around;
        let begins = self.begins(at, b);
        let verbs = self.last.counts.since(c.counts).verbs().min(3);
        features!(sink;
            3: self.lemma, begins, self.state(around);
            13: b.part, c.part, self.state(around);
            5: b.word, verbs, begins;
            7: self.next.part, self.order, b.part, begins;
            8: steps(self.end - at), begins;
            9: c.word, begins;
        );
    }
}
