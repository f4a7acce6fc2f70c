//! The content: what is attributed, after the cue and before it.

use super::Decision;
use super::cell::{Cell, NONE, Part};
use super::choice::Choice;
use super::cue::Cue;
use super::view::{View, steps};
use crate::model::{Sink, features, pair};
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
}

impl<'f, 'v, 's> RightStart<'f, 'v, 's> {
    pub(crate) fn new(frame: &'f Frame<'v, 's>) -> RightStart<'f, 'v, 's> {
        RightStart { frame, order: frame.order() }
    }

    /// Where a candidate stands: nowhere, behind the window, or so far behind the cue.
    fn place(&self, at: u32) -> u32 {
        let (token, after) = (at as usize, self.frame.after);
        match at {
            NONE => 40,
            _ if at >= self.frame.view.window.end => 41,
            _ => pair(u32::from(token >= after), steps(token.saturating_sub(after))),
        }
    }

    /// Whether a quotation opens right before a candidate.
    fn opens(&self, at: u32) -> bool {
        let (view, token) = (self.frame.view, at as usize);
        at != NONE && view.before(token, 1).part == Part::Quote && view.at(token).quote != NONE
    }
}

impl Choice for RightStart<'_, '_, '_> {
    fn candidates(&self) -> impl Iterator<Item = u32> {
        let view = self.frame.view;
        let start = self.frame.cue.run.end as usize;
        let high = (view.window.end as usize).min(start + APART);
        let near = view.block.edges(Decision::RightStart, start, high);
        let near = near.filter(|&i| !self.frame.in_source(i as usize));
        let next = view.next_quotation().map(|quotation| quotation.start + 1);
        core::iter::once(NONE).chain(near).chain(next)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let (frame, view) = (self.frame, self.frame.view);
        let x = view.at(frame.after);
        let k = self.place(at);
        features!(sink;
            1: k, x.part, self.opens(at);
            2: k, view.at(frame.cue.anchor).lemma;
            3: k, frame.cue.frames, view.before(frame.before, 1).part;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let (frame, view) = (self.frame, self.frame.view);
        let h = view.at(frame.cue.anchor);
        let (x, y) = (view.at(frame.after), view.at(frame.after + 1));
        let p = view.before(frame.before, 1);
        let (k, token) = (self.place(at), at as usize);
        features!(sink;
            4: k, x.part, y.part, self.order;
            8: k, x.word;
            9: k, h.part, self.order;
        );
        if at == NONE {
            return;
        }
        if at >= view.window.end {
            let Some(quotation) = view.next_quotation() else { return };
            let end = quotation.end as usize;
            let tag = (end..end + 6).position(|i| view.at(i).cue).map_or(0, |far| 1 + far);
            let apart = view.ends_paragraph();
            features!(sink;
                16: tag, apart;
                17: view.before(end, 2).kind, view.at(end).part, apart;
            );
            return;
        }
        let (b, c) = (view.before(token, 1), view.at(token));
        let between = view.between(frame.after.min(token), frame.after.max(token));
        let path = view.path(frame.after, token, 5);
        features!(sink;
            11: path, c.part, b.part;
            12: b.part, c.word;
            13: self.opens(at), between.verbs().min(2), between.commas().min(3), between.nouns().min(3);
            14: frame.cue.frames, p.quote != NONE, path;
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
    /// How many cues follow in the sentence.
    later: u32,
}

impl<'f, 'v, 's> RightEnd<'f, 'v, 's> {
    pub(crate) fn new(frame: &'f Frame<'v, 's>, start: usize) -> RightEnd<'f, 'v, 's> {
        let view = frame.view;
        let quotation = view.block.quotations.get(view.at(start).quote as usize);
        let inside = quotation.map_or(0, |quotation| quotation.tokens.end as usize);
        let limit = (view.window.end as usize).max(inside).min(start + LONGEST).min(view.block.end());
        let (cue, end) = (frame.cue.run.end as usize, view.sentence.end as usize);
        let later = view.between(cue, end.max(cue)).cues().min(2);
        RightEnd { frame, start, limit, next: view.next_quotation().is_some(), later }
    }

    /// Whether the sentence ends behind a token, or all that may be content.
    pub(crate) fn ends(&self, at: usize) -> u32 {
        u32::from(ends_sentence(self.frame.view, at)) | u32::from(at + 3 >= self.limit) << 1
    }

    /// How the content lies to quotation marks.
    pub(crate) fn state(&self, at: usize) -> u32 {
        let view = self.frame.view;
        let (s, c, n, n2) = (view.at(self.start), view.at(at), view.at(at + 1), view.at(at + 2));
        let opened = view.before(self.start, 1).part == Part::Quote && s.quote != NONE;
        let same = s.quote != NONE && s.quote == c.quote;
        let closes = c.quote != n.quote || (n.part == Part::Quote && n2.quote != c.quote);
        match (opened, same, closes) {
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

/// Whether a stop follows, perhaps behind a closing mark, or nothing more.
fn ends_sentence(view: &View<'_>, at: usize) -> bool {
    let next = view.at(at + 1).part;
    next == Part::Stop
        || (next == Part::Quote && view.at(at).part == Part::Stop)
        || at + 1 >= view.block.end()
}

impl Choice for RightEnd<'_, '_, '_> {
    fn candidates(&self) -> impl Iterator<Item = u32> {
        let view = self.frame.view;
        let (start, limit) = (self.start, self.limit);
        let near = view.block.edges(Decision::RightEnd, start + 1, limit).filter(move |&i| {
            let i = i as usize;
            i - start <= CLOSELY && !self.frame.in_source(i) || ends_sentence(view, i) || i + 1 == limit
        });
        core::iter::once(start as u32).chain(near)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let view = self.frame.view;
        let (b, c) = (view.at(at as usize), view.at(at as usize + 1));
        let inside = view.between(self.start, at as usize + 1);
        let marks = quotes(b, c);
        features!(sink;
            1: c.part, marks;
            2: c.word, self.ends(at as usize), inside.commas().min(3), inside.cues().min(3);
            4: c.part, view.at(at as usize + 2).part, marks;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let (frame, view, at) = (self.frame, self.frame.view, at as usize);
        let x = view.at(frame.after);
        let last = view.before(frame.cue.run.end as usize, 1);
        let (b, c, d) = (view.at(at), view.at(at + 1), view.at(at + 2));
        let marks = quotes(b, c);
        let (ends, state) = (self.ends(at), self.state(at));
        let inside = view.between(self.start, at + 1);
        let (verbs, cues) = (inside.verbs().min(3), inside.cues().min(3));
        let later = view.between(at + 1, (view.sentence.end as usize).max(at + 1));
        let ahead = view.ahead(at + 1);
        let to_source = frame.source.map_or(3, |source| {
            let source = source.start as usize;
            u32::from(source > at) | u32::from(at + 1 >= source && self.start <= source) << 2
        });
        let k = steps(at - self.start);
        features!(sink;
            3: c.part, state, verbs, later.cues().min(2);
            5: x.part, c.part, later.verbs().min(3), to_source;
            6: frame.cue.frames, k, ends;
            7: c.word, d.tag;
            8: x.kind, b.tag, ends, cues;
            9: last.lemma, self.next, ends, ahead;
            11: self.later, marks, cues, later.nouns().min(3);
        );
    }
}

/// Where the content before the cue ends, or that there is none.
pub(crate) struct LeftEnd<'f, 'v, 's> {
    frame: &'f Frame<'v, 's>,
    /// Where the content after the cue begins, or [`NONE`].
    right: u32,
    /// Whether there is content after the cue, in the sentence or behind it: whether the content has been seen.
    begun: u32,
    order: u32,
}

impl<'f, 'v, 's> LeftEnd<'f, 'v, 's> {
    pub(crate) fn new(frame: &'f Frame<'v, 's>, right: u32) -> LeftEnd<'f, 'v, 's> {
        let begun = match right {
            NONE => 0,
            _ => 1 + u32::from(right >= frame.view.window.end),
        };
        LeftEnd { frame, right, begun, order: frame.order() }
    }

    /// Where a candidate stands: nowhere, or so far before the cue.
    fn place(&self, at: u32) -> u32 {
        let (token, before) = (at as usize, self.frame.before);
        match at {
            NONE => 40,
            _ => pair(u32::from(token >= before), steps(before.saturating_sub(token + 1))),
        }
    }
}

impl Choice for LeftEnd<'_, '_, '_> {
    fn candidates(&self) -> impl Iterator<Item = u32> {
        let view = self.frame.view;
        let high = self.frame.cue.run.start as usize;
        let low = (view.window.start as usize).max(self.frame.before.saturating_sub(APART));
        let near = view.block.edges(Decision::LeftEnd, low, high).rev();
        core::iter::once(NONE).chain(near.filter(|&i| !self.frame.in_source(i as usize)))
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let (frame, view) = (self.frame, self.frame.view);
        let x = view.before(frame.before, 1);
        let k = self.place(at);
        features!(sink;
            1: k, self.begun, x.part;
            2: k, self.begun, view.at(frame.cue.anchor).lemma;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let (frame, view) = (self.frame, self.frame.view);
        let h = view.at(frame.cue.anchor);
        let (x, z) = (view.before(frame.before, 1), view.at(frame.after));
        let (k, begun, token) = (self.place(at), self.begun, at as usize);
        features!(sink;
            3: k, begun, self.order, h.part;
            4: k, begun, x.part, z.part;
            5: k, view.at(self.right as usize).part, x.part;
            6: k, h.tag, self.order;
            7: k, x.word, begun;
        );
        if at == NONE {
            return;
        }
        let (c, n) = (view.at(token), view.at(token + 1));
        let path = view.path(token + 1, frame.before, 5);
        let earlier = view.between(view.window.start as usize, token + 1);
        features!(sink;
            10: k, c.quote != NONE, n.part == Part::Quote;
            11: path, begun, z.part;
            12: path, earlier.verbs().min(2), earlier.nouns().min(3);
        );
    }
}

/// Where the content that ends at `end`, before the cue, begins.
pub(crate) struct LeftStart<'f, 'v, 's> {
    frame: &'f Frame<'v, 's>,
    /// Its last token.
    end: usize,
}

impl<'f, 'v, 's> LeftStart<'f, 'v, 's> {
    pub(crate) fn new(frame: &'f Frame<'v, 's>, end: usize) -> LeftStart<'f, 'v, 's> {
        LeftStart { frame, end }
    }

    /// Whether a sentence begins at a token, or behind a mark before it.
    pub(crate) fn begins(&self, at: usize) -> u32 {
        let view = self.frame.view;
        let start = view.window.start as usize;
        u32::from(at == view.sentence.start as usize)
            | u32::from(view.before(at, 1).part == Part::Quote && at == start + 1) << 1
            | u32::from(at == start) << 2
    }

    /// How the content lies to quotation marks.
    pub(crate) fn state(&self, at: usize) -> u32 {
        let view = self.frame.view;
        let (b, c, e) = (view.before(at, 1), view.at(at), view.at(self.end));
        let same = e.quote != NONE && c.quote == e.quote;
        let opens = b.part == Part::Quote && b.quote == c.quote && c.quote != NONE;
        u32::from(same)
            | u32::from(opens) << 1
            | u32::from(e.quote != NONE) << 2
            | u32::from(c.quote != NONE) << 3
    }
}

impl Choice for LeftStart<'_, '_, '_> {
    fn candidates(&self) -> impl Iterator<Item = u32> {
        let view = self.frame.view;
        let low = (view.window.start as usize).max(self.end.saturating_sub(LONGEST));
        let end = self.end;
        let near = view.block.edges(Decision::LeftStart, low, end).rev().filter(move |&i| {
            let i = i as usize;
            end - i <= CLOSELY || i == low || matches!(view.before(i, 1).part, Part::Stop | Part::Quote)
        });
        core::iter::once(end as u32).chain(near)
    }

    fn sketch<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.frame.view, at as usize);
        let (b, c) = (view.before(at, 1), view.at(at));
        let inside = view.between(at, self.end);
        let begins = self.begins(at);
        features!(sink;
            4: b.part, inside.verbs().min(3), inside.commas().min(3);
            6: b.part, c.part, inside.verbs().min(3), begins;
        );
    }

    fn detail<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.frame.view, at as usize);
        let (h, n) = (view.at(self.frame.cue.anchor), view.at(self.end + 1));
        let (b, c) = (view.before(at, 1), view.at(at));
        let (begins, state, order) = (self.begins(at), self.state(at), self.frame.order());
        let inside = view.between(at, self.end);
        let earlier = view.between(view.window.start as usize, at);
        let verbs = inside.verbs().min(3);
        features!(sink;
            3: begins, state, h.lemma;
            5: b.word, verbs, begins;
            7: n.part, b.part, begins, order;
            8: steps(self.end - at), begins;
            9: c.word, begins;
            11: inside.cues().min(2), earlier.cues().min(2), b.part, begins;
            13: state, b.part, c.part;
        );
    }
}
