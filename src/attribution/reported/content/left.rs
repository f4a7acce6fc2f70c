//! The content before the cue.

use super::{APART, CLOSELY, Frame, LONGEST};
use crate::attribution::reported::Decision;
use crate::attribution::reported::cell::{Cell, NONE, Part};
use crate::attribution::reported::choice::Choice;
use crate::attribution::reported::view::{path, steps};
use crate::model::{Sink, features};

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
