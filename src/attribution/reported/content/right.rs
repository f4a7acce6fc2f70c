//! The content after the cue.

use super::{APART, CLOSELY, Frame, LONGEST, quotes};
use crate::attribution::reported::Decision;
use crate::attribution::reported::cell::{Cell, Counts, NONE, Part};
use crate::attribution::reported::choice::{self, Choice};
use crate::attribution::reported::view::{path, steps};
use crate::model::{Sink, features};
use crate::span::Run;

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
