//! The content: what is attributed, after the cue and before it.

use super::cell::{NONE, Part};
use super::choice::Choice;
use super::cue::Cue;
use super::view::{View, steps};
use crate::model::{Sink, pair};
use crate::span::Run;

/// Cue and source: what the content is chosen around.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'v, 's> {
    pub(crate) view: &'v View<'s>,
    pub(crate) cue: Cue,
    pub(crate) source: Option<Run>,
}

impl Frame<'_, '_> {
    /// 0: no source; 1: right before the cue; 2: further before; 3: right after; 4: further after.
    fn order(&self) -> u32 {
        match self.source {
            None => 0,
            Some(s) if s.end == self.cue.run.start => 1,
            Some(s) if s.end < self.cue.run.start => 2,
            Some(s) if s.start == self.cue.run.end => 3,
            Some(_) => 4,
        }
    }

    /// The first token after the cue and a source that follows it at once.
    fn after(&self) -> usize {
        match self.source {
            Some(s) if s.start >= self.cue.run.end && s.start <= self.cue.run.end + 2 => s.end as usize,
            _ => self.cue.run.end as usize,
        }
    }

    /// The token after the last one before the cue and a source that precedes it closely.
    fn before(&self) -> usize {
        match self.source {
            Some(s) if s.end <= self.cue.run.start && s.end + 3 >= self.cue.run.start => s.start as usize,
            _ => self.cue.run.start as usize,
        }
    }

    fn shared<S: Sink>(&self, sink: &mut S, base: u32, value: u32) {
        let anchor = self.view.at(self.cue.anchor);
        sink.add(base, value);
        sink.add(base + 1, pair(value, anchor.word));
        sink.add(base + 2, pair(value, pair(anchor.part as u32, self.order())));
        sink.add(base + 3, pair(value, u32::from(anchor.tag)));
        let last = self.view.near(self.cue.run.end as usize, -1);
        sink.add(base + 4, pair(value, pair(last.word, anchor.lemma)));
    }
}

/// Where the content after the cue begins, or that there is none.
pub(crate) struct RightStart<'v, 's>(pub(crate) Frame<'v, 's>);

impl Choice for RightStart<'_, '_> {
    fn each(&self, mut take: impl FnMut(u32)) {
        let view = self.0.view;
        take(NONE);
        let start = self.0.cue.run.end as usize;
        let high = (view.window.end as usize).min(start + 24);
        for i in start..high {
            if view.at(i).opens() && self.0.source.is_none_or(|s| !s.contains(i)) {
                take(i as u32);
            }
        }
        if let Some(quotation) = view.next_quotation() {
            take(quotation.start + 1);
        }
    }

    fn describe<S: Sink>(&self, at: u32, sink: &mut S) {
        let frame = &self.0;
        let view = frame.view;
        let after = frame.after();
        let (x, y, z) = (view.near(after, 0), view.near(after, 1), view.near(after, 2));
        let (xp, yp) = (x.part as u32, y.part as u32);
        let before = frame.before();
        let b = view.near(before, -1);
        if at == NONE {
            frame.shared(sink, 100, 0);
            frame.shared(sink, 105, pair(1, xp));
            frame.shared(sink, 110, pair(2, pair(xp, yp)));
            sink.add(120, x.word);
            sink.add(121, pair(x.word, y.word));
            sink.add(122, pair(xp, pair(b.part as u32, frame.order())));
            sink.add(123, pair(b.word, xp));
            sink.add(124, pair(b.part as u32, view.near(before, -2).part as u32));
            sink.add(
                125,
                pair(
                    pair(frame.order(), x.kind as u32),
                    steps(before.saturating_sub(view.sentence.start as usize)),
                ),
            );
            sink.add(126, pair(pair(xp, yp), pair(z.part as u32, frame.order())));
            sink.add(127, pair(u32::from(view.next_quotation().is_some()), x.kind as u32));
            let ahead = view.ahead(after);
            sink.add(129, pair(ahead, pair(xp, frame.order())));
            sink.add(
                130,
                pair(
                    view.cues(view.window.start as usize, frame.cue.run.start as usize).min(2),
                    pair(xp, frame.order()),
                ),
            );
            sink.add(128, pair(b.kind as u32, pair(u32::from(b.quote != NONE), x.kind as u32)));
            return;
        }
        let at = at as usize;
        let outside = at >= view.window.end as usize;
        let distance = at.saturating_sub(after);
        let k = if outside { 20 } else { pair(u32::from(at >= after), steps(distance)) };
        let c = view.at(at);
        let opens = u32::from(view.at(at.saturating_sub(1)).part == Part::Quote && c.quote != NONE);
        frame.shared(sink, 1, k);
        frame.shared(sink, 6, pair(k, pair(opens, xp)));
        if outside {
            frame.shared(sink, 30, pair(x.kind as u32, b.part as u32));
            sink.add(35, pair(x.kind as u32, pair(b.kind as u32, u32::from(b.quote != NONE))));
            // A quotation with a tag of its own is another's.
            let Some(quotation) = view.next_quotation() else { return };
            let (start, end) = (quotation.start as usize, quotation.end as usize);
            let tag = (end..end + 6).find(|&i| view.at(i).cue).map_or(0, |i| 1 + (i - end) as u32);
            let (z, y) = (view.at(end.saturating_sub(2)), view.at(end));
            let apart = u32::from(view.sentence_ends_paragraph());
            sink.add(36, pair(tag, apart));
            sink.add(37, pair(z.part as u32, pair(apart, u32::from(tag > 0))));
            sink.add(38, pair(z.kind as u32, pair(y.part as u32, apart)));
            sink.add(39, pair(x.kind as u32, pair(tag, pair(b.kind as u32, u32::from(b.quote != NONE)))));
            sink.add(40, pair(view.cues(start, end).min(2), pair(tag, apart)));
            sink.add(41, pair(pair(y.part as u32, view.at(end + 1).part as u32), pair(z.kind as u32, apart)));
            return;
        }
        let path = view.path(after, at, 5);
        frame.shared(sink, 11, pair(c.part as u32, opens));
        sink.add(16, pair(path, c.part as u32));
        sink.add(17, pair(path, pair(frame.order(), opens)));
        sink.add(18, pair(c.word, k));
        sink.add(19, pair(c.word, view.at(frame.cue.anchor).word));
        let (verbs, commas, nouns) = view.between(after, at);
        sink.add(20, pair(verbs.min(2), pair(commas.min(3), nouns.min(3))));
        sink.add(21, pair(opens, pair(verbs.min(2), pair(commas.min(3), nouns.min(3)))));
        sink.add(22, pair(x.word, k));
        sink.add(23, pair(pair(b.kind as u32, x.kind as u32), pair(k, frame.order())));
        sink.add(24, pair(path, pair(view.at(frame.cue.anchor).word, c.part as u32)));
        let ahead = view.ahead(at);
        sink.add(27, pair(ahead, pair(xp, frame.order())));
        sink.add(28, pair(view.cues(after, at).min(2), k));
        let last = view.near(frame.cue.run.end as usize, -1);
        sink.add(25, pair(last.word, pair(c.word, k)));
        sink.add(26, pair(last.part as u32, pair(c.part as u32, k)));
        view.boundary(sink, 50, at);
    }
}

/// Where the content that begins at `start`, after the cue, ends.
pub(crate) struct RightEnd<'v, 's> {
    pub(crate) frame: Frame<'v, 's>,
    pub(crate) start: usize,
}

impl RightEnd<'_, '_> {
    fn limit(&self) -> usize {
        let view = self.frame.view;
        let quotation =
            |token: usize| view.quotations.get(view.at(token).quote as usize).map(|q| q.tokens.end as usize);
        let inside = quotation(self.start).unwrap_or(0);
        (view.window.end as usize).max(inside).min(self.start + 500).min(view.cells.len())
    }
}

/// Past so many tokens only the ends of sentences and quotations are looked at.
const CLOSELY: usize = 60;

fn ends_sentence(view: &View<'_>, at: usize) -> bool {
    // What follows is a stop, perhaps behind a closing mark; or the window's end.
    let next = view.at(at + 1);
    matches!(next.part, Part::Stop)
        || (next.part == Part::Quote && view.at(at).part == Part::Stop)
        || at + 1 >= view.cells.len()
}

impl Choice for RightEnd<'_, '_> {
    fn each(&self, mut take: impl FnMut(u32)) {
        let view = self.frame.view;
        let limit = self.limit();
        let mut last = self.start;
        take(self.start as u32);
        for i in self.start + 1..limit {
            let cell = view.at(i);
            if !cell.closes() {
                continue;
            }
            let source = self.frame.source.is_some_and(|s| s.contains(i));
            if i - self.start <= CLOSELY && !source {
                take(i as u32);
            } else if ends_sentence(view, i) {
                take(i as u32);
            }
            last = i;
        }
        if last > self.start + CLOSELY && !ends_sentence(view, last) {
            take(last as u32);
        }
    }

    fn describe<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.frame.view, at as usize);
        let anchor = view.at(self.frame.cue.anchor);
        let (s, c, n, n2) = (view.at(self.start), view.at(at), view.at(at + 1), view.at(at + 2));
        let limit = self.limit();
        let long = steps(at - self.start.min(at));
        let left = steps((view.sentence.end as usize).saturating_sub(at + 1));
        let ends = u32::from(ends_sentence(view, at)) | u32::from(at + 3 >= limit) << 1;
        let opened = view.at(self.start.saturating_sub(1)).part == Part::Quote && s.quote != NONE;
        // 1: begins and ends with the quotation; 2: the quotation goes on; 3: inside another; 0: no quotation.
        let same = s.quote != NONE && s.quote == c.quote;
        let closes = c.quote != n.quote || (n.part == Part::Quote && n2.quote != c.quote);
        let state = match (opened, same, closes) {
            (true, true, true) => 1,
            (true, true, false) => 2,
            (true, false, _) => 3,
            (false, true, true) => 4,
            (false, true, false) => 5,
            (false, false, true) => 6,
            (false, false, false) => 7 + u32::from(c.quote != NONE),
        };
        let (verbs, commas, _) = view.between(self.start, at + 1);
        let (cp, np, n2p) = (c.part as u32, n.part as u32, n2.part as u32);
        let sp = s.part as u32;
        view.boundary(sink, 60, at + 1);
        sink.add(1, pair(long, sp));
        sink.add(2, pair(ends, state));
        sink.add(3, pair(pair(ends, state), anchor.word));
        sink.add(4, pair(pair(ends, state), pair(self.frame.order(), anchor.part as u32)));
        sink.add(5, pair(state, pair(np, cp)));
        sink.add(6, pair(verbs.min(3), pair(np, ends)));
        sink.add(7, pair(pair(verbs.min(3), commas.min(3)), pair(np, ends)));
        sink.add(8, pair(pair(sp, np), pair(verbs.min(2), ends)));
        sink.add(9, pair(anchor.word, pair(np, ends)));
        sink.add(10, pair(anchor.word, pair(n.word, verbs.min(2))));
        sink.add(11, pair(sp, pair(n.word, verbs.min(2))));
        sink.add(12, pair(s.word, pair(np, verbs.min(2))));
        sink.add(13, pair(pair(sp, cp), pair(np, n2p)));
        sink.add(14, pair(n.word, pair(n2.word, verbs.min(1))));
        sink.add(15, pair(pair(np, n2p), pair(left, verbs.min(1))));
        sink.add(16, pair(left, pair(sp, ends)));
        sink.add(17, pair(anchor.word, pair(sp, ends)));
        sink.add(18, pair(u32::from(anchor.tag), pair(sp, pair(np, ends))));
        sink.add(35, pair(anchor.lemma, pair(np, ends)));
        sink.add(36, pair(anchor.lemma, pair(n.word, sp)));
        sink.add(37, pair(anchor.lemma, pair(sp, ends)));
        sink.add(38, pair(anchor.lemma, pair(np, pair(n2p, sp))));
        sink.add(19, pair(long, pair(np, sp)));
        sink.add(20, pair(pair(n.word, n2p), pair(sp, state)));
        sink.add(21, pair(commas, pair(np, pair(n2.word, ends))));
        let path = view.path(self.start, at + 1, 6);
        sink.add(22, pair(path, np));
        sink.add(23, pair(path, pair(anchor.part as u32, np)));
        sink.add(24, pair(view.near(self.frame.cue.run.end as usize, -1).word, pair(np, pair(ends, sp))));
        let (later, _, _) = view.between(at + 1, view.sentence.end as usize);
        sink.add(25, pair(later.min(3), pair(np, ends)));
        sink.add(26, pair(later.min(3), pair(pair(n.word, verbs.min(2)), sp)));
        sink.add(
            27,
            pair(u32::from(self.frame.source.is_some_and(|x| x.start as usize > at)), pair(np, n2p)),
        );
        if let Some(source) = self.frame.source {
            sink.add(
                28,
                pair(u32::from(at + 1 >= source.start as usize && self.start <= source.start as usize), np),
            );
        }
    }
}

/// Where the content before the cue ends, or that there is none.
pub(crate) struct LeftEnd<'v, 's> {
    pub(crate) frame: Frame<'v, 's>,
    /// Where the content after the cue begins, or [`NONE`].
    pub(crate) right: u32,
}

impl Choice for LeftEnd<'_, '_> {
    fn each(&self, mut take: impl FnMut(u32)) {
        let view = self.frame.view;
        take(NONE);
        let high = self.frame.cue.run.start as usize;
        let low = (view.window.start as usize).max(self.frame.before().saturating_sub(24));
        for i in (low..high).rev() {
            if view.at(i).closes() && self.frame.source.is_none_or(|s| !s.contains(i)) {
                take(i as u32);
            }
        }
    }

    fn describe<S: Sink>(&self, at: u32, sink: &mut S) {
        let frame = &self.frame;
        let view = frame.view;
        let before = frame.before();
        let after = frame.after();
        let (x, y) = (view.near(before, -1), view.near(before, -2));
        let z = view.near(after, 0);
        let (xp, yp, zp) = (x.part as u32, y.part as u32, z.part as u32);
        let from = steps(before.saturating_sub(view.window.start as usize));
        // What stands after the cue tells whether the content has been seen.
        let right = if self.right == NONE {
            0
        } else {
            1 + u32::from(self.right as usize >= view.window.end as usize)
        };
        let begun = view.at(self.right as usize).part as u32;
        if at == NONE {
            frame.shared(sink, 100, right);
            frame.shared(sink, 105, pair(right, xp));
            frame.shared(sink, 110, pair(right, pair(zp, xp)));
            sink.add(120, pair(right, pair(x.word, y.part as u32)));
            sink.add(121, pair(pair(right, xp), pair(yp, zp)));
            sink.add(122, pair(right, pair(from, frame.order())));
            sink.add(123, pair(begun, pair(xp, yp)));
            sink.add(124, pair(begun, pair(z.word, xp)));
            sink.add(125, pair(right, pair(u32::from(x.quote != NONE), zp)));
            sink.add(126, pair(from.min(2), pair(right, pair(zp, view.at(frame.cue.anchor).part as u32))));
            return;
        }
        let at = at as usize;
        let (c, n) = (view.at(at), view.at(at + 1));
        let k = pair(u32::from(at >= before), steps(before.saturating_sub(at + 1)));
        let path = view.path(at + 1, before, 5);
        frame.shared(sink, 1, pair(k, right));
        frame.shared(sink, 6, pair(path, right));
        frame.shared(sink, 11, pair(c.part as u32, pair(xp, right)));
        sink.add(16, pair(pair(c.part as u32, n.part as u32), pair(right, k)));
        sink.add(17, pair(u32::from(c.quote != NONE), pair(u32::from(n.part == Part::Quote), k)));
        sink.add(18, pair(zp, pair(path, right)));
        sink.add(19, pair(begun, pair(path, c.part as u32)));
        sink.add(20, pair(c.word, pair(k, right)));
        let (verbs, _, nouns) = view.between(view.window.start as usize, at + 1);
        sink.add(21, pair(verbs.min(2), pair(nouns.min(3), pair(path, right))));
        sink.add(22, pair(frame.order(), pair(path, pair(verbs.min(2), zp))));
        sink.add(23, pair(view.cues(at + 1, frame.cue.run.start as usize).min(2), pair(right, k)));
        sink.add(24, pair(view.cues(view.window.start as usize, at + 1).min(2), pair(right, pair(xp, k))));
        view.boundary(sink, 50, at + 1);
    }
}

/// Where the content that ends at `end`, before the cue, begins.
pub(crate) struct LeftStart<'v, 's> {
    pub(crate) frame: Frame<'v, 's>,
    /// Its last token.
    pub(crate) end: usize,
}

impl Choice for LeftStart<'_, '_> {
    fn each(&self, mut take: impl FnMut(u32)) {
        let view = self.frame.view;
        let low = view.window.start as usize;
        for i in (low..=self.end).rev() {
            let near = self.end - i <= CLOSELY;
            let sentence = i == low
                || view.at(i - 1).part == Part::Stop
                || view.at(i.saturating_sub(1)).part == Part::Quote;
            if i == self.end || (view.at(i).opens() && (near || sentence)) {
                take(i as u32);
            }
        }
    }

    fn describe<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.frame.view, at as usize);
        let anchor = view.at(self.frame.cue.anchor);
        let (e, n) = (view.at(self.end), view.at(self.end + 1));
        let (c, b) = (view.at(at), view.near(at, -1));
        let (cp, bp) = (c.part as u32, b.part as u32);
        let (verbs, commas, _) = view.between(at, self.end);
        let begins = u32::from(b.part == Part::Edge || at == view.sentence.start as usize)
            | u32::from(b.part == Part::Quote && view.near(at, -2).part == Part::Edge) << 1
            | u32::from(at == view.window.start as usize) << 2;
        let same = e.quote != NONE && c.quote == e.quote;
        let opens = b.part == Part::Quote && b.quote == c.quote && c.quote != NONE;
        let state = u32::from(same)
            | u32::from(opens) << 1
            | u32::from(e.quote != NONE) << 2
            | u32::from(c.quote != NONE) << 3;
        let long = steps(self.end - at.min(self.end));
        let order = self.frame.order();
        view.boundary(sink, 50, at);
        sink.add(1, pair(begins, state));
        sink.add(2, pair(pair(begins, state), pair(order, anchor.part as u32)));
        sink.add(3, pair(pair(begins, state), anchor.word));
        sink.add(4, pair(bp, pair(verbs.min(3), commas.min(3))));
        sink.add(5, pair(b.word, pair(verbs.min(3), begins)));
        sink.add(6, pair(pair(bp, cp), pair(verbs.min(3), begins)));
        sink.add(7, pair(n.part as u32, pair(bp, pair(begins, order))));
        sink.add(8, pair(anchor.word, pair(bp, cp)));
        sink.add(9, pair(long, begins));
        sink.add(10, pair(long, pair(order, pair(bp, cp))));
        sink.add(11, pair(view.path(at, self.end + 1, 5), bp));
        sink.add(12, pair(e.part as u32, pair(bp, pair(cp, n.part as u32))));
        sink.add(13, pair(state, pair(bp, cp)));
        let (earlier, _, _) = view.between(view.window.start as usize, at);
        sink.add(14, pair(earlier.min(2), pair(bp, pair(cp, begins))));
        sink.add(15, pair(earlier.min(2), pair(b.word, verbs.min(2))));
        sink.add(16, pair(c.word, pair(begins, order)));
        sink.add(17, pair(e.word, pair(bp, cp)));
        let inside = view.cues(at, self.end).min(2);
        let outside = view.cues(view.window.start as usize, at).min(2);
        sink.add(18, pair(inside, pair(outside, pair(bp, begins))));
        sink.add(19, pair(inside, pair(outside, pair(b.word, state))));
        sink.add(20, pair(view.cues(at.saturating_sub(3), at), pair(bp, cp)));
    }
}
