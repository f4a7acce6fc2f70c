//! The cue: which word attributes, and how far the cue reaches around it.

use super::choice::Choice;
use super::view::{View, steps};
use crate::model::{Sink, pair};
use crate::span::Run;

/// The features of the token as the heart of a cue.
pub(crate) fn anchor<S: Sink>(view: &View<'_>, i: usize, sink: &mut S) {
    let c = view.at(i);
    let p = c.part as u32;
    let n = |by: isize| view.near(i, by);
    let (l1, l2, l3, r1, r2, r3) = (n(-1), n(-2), n(-3), n(1), n(2), n(3));
    let (q1, q2, q3) = (l1.part as u32, l2.part as u32, l3.part as u32);
    let (s1, s2, s3) = (r1.part as u32, r2.part as u32, r3.part as u32);
    sink.add(1, c.word);
    sink.add(2, pair(c.word, p));
    sink.add(3, u32::from(c.tag));
    sink.add(4, pair(c.suffix, p));
    sink.add(5, l1.word);
    sink.add(6, r1.word);
    sink.add(7, l2.word);
    sink.add(8, r2.word);
    sink.add(9, pair(l1.word, c.word));
    sink.add(10, pair(c.word, r1.word));
    sink.add(11, pair(q1, p));
    sink.add(12, pair(p, s1));
    sink.add(13, pair(pair(q1, p), s1));
    sink.add(14, pair(c.word, s1));
    sink.add(15, pair(c.word, q1));
    sink.add(16, pair(c.word, pair(q1, s1)));
    sink.add(17, pair(c.word, pair(s1, s2)));
    sink.add(18, pair(pair(q2, q1), p));
    sink.add(19, pair(pair(p, s1), s2));
    sink.add(20, pair(pair(q3, q2), pair(q1, p)));
    sink.add(21, pair(pair(p, s1), pair(s2, s3)));
    sink.add(22, pair(r1.word, r2.word));
    sink.add(23, pair(pair(q1, u32::from(c.tag)), s1));
    sink.add(24, pair(u32::from(l1.tag), u32::from(c.tag)));
    sink.add(25, pair(u32::from(c.tag), u32::from(r1.tag)));
    sink.add(26, pair(u32::from(c.tag), r1.word));
    sink.add(27, pair(l1.word, u32::from(c.tag)));
    sink.add(28, pair(c.word, pair(q2, q1)));
    sink.add(29, pair(c.word, pair(r1.word, r2.word)));
    sink.add(43, pair(c.lemma, p));
    sink.add(44, pair(c.lemma, pair(p, s1)));
    sink.add(45, pair(c.lemma, pair(q1, p)));
    sink.add(46, pair(c.lemma, pair(r1.word, p)));
    sink.add(47, pair(c.lemma, pair(s1, s2)));
    sink.add(48, pair(c.lemma, pair(q1, s1)));
    sink.add(49, pair(l1.lemma, pair(c.lemma, 1)));
    let quoted = u32::from(c.quote != super::cell::NONE);
    let from = steps(i.saturating_sub(view.sentence.start as usize));
    let left = steps((view.sentence.end as usize).saturating_sub(i + 1));
    sink.add(30, pair(quoted, p));
    sink.add(31, pair(quoted, c.word));
    sink.add(32, pair(from, p));
    sink.add(33, pair(left, p));
    sink.add(34, pair(c.word, left.min(3)));
    sink.add(35, pair(c.word, from.min(3)));
    // Quotation marks near by: the tag's own place.
    let mark = |by: isize| n(by).part == super::cell::Part::Quote;
    let near = u32::from(mark(-1))
        | u32::from(mark(-2)) << 1
        | u32::from(mark(-3)) << 2
        | u32::from(mark(1)) << 3
        | u32::from(mark(2)) << 4
        | u32::from(mark(3)) << 5;
    sink.add(36, pair(near, quoted));
    sink.add(37, pair(near, c.word));
    let first = view.at(view.sentence.start as usize);
    let last = view.near(view.sentence.end as usize, -1);
    sink.add(38, pair(first.word, p));
    sink.add(39, pair(last.kind as u32, p));
    let (before, commas, _) = view.between(view.sentence.start as usize, i);
    sink.add(40, pair(before.min(3), pair(commas.min(2), p)));
    let (after, _, _) = view.between(i, view.sentence.end as usize);
    sink.add(41, pair(after.min(3), pair(p, left)));
    sink.add(42, pair(c.word, after.min(2)));
}

/// Where the cue of an anchor begins.
pub(crate) struct Start<'v, 's> {
    pub(crate) view: &'v View<'s>,
    pub(crate) anchor: usize,
}

impl Choice for Start<'_, '_> {
    fn each(&self, mut take: impl FnMut(u32)) {
        let low = (self.view.sentence.start as usize).max(self.anchor.saturating_sub(7));
        for i in (low..=self.anchor).rev() {
            if self.view.at(i).opens() || i == self.anchor {
                take(i as u32);
            }
        }
    }

    fn describe<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.view, at as usize);
        let anchor = view.at(self.anchor);
        let k = steps(self.anchor.saturating_sub(at));
        let (c, l, l2) = (view.at(at), view.near(at, -1), view.near(at, -2));
        sink.add(1, k);
        sink.add(2, pair(k, anchor.word));
        sink.add(3, pair(k, anchor.part as u32));
        sink.add(4, pair(c.word, l.part as u32));
        sink.add(5, pair(c.part as u32, l.part as u32));
        sink.add(6, pair(c.word, anchor.word));
        sink.add(7, pair(view.path(at, self.anchor, 8), anchor.part as u32));
        sink.add(8, pair(l.word, c.word));
        sink.add(9, pair(pair(l.word, c.part as u32), k.min(1)));
        sink.add(10, pair(l.part as u32, pair(l2.part as u32, c.part as u32)));
        sink.add(11, pair(view.path(at, self.anchor, 8), pair(l.part as u32, anchor.part as u32)));
        sink.add(12, pair(l.word, anchor.word));
        sink.add(15, pair(anchor.lemma, pair(l.word, k.min(1))));
        sink.add(16, pair(anchor.lemma, pair(c.word, l.part as u32)));
        sink.add(17, pair(l.lemma, pair(c.part as u32, anchor.part as u32)));
        sink.add(13, pair(k.min(1), pair(l.word, l2.part as u32)));
        sink.add(14, pair(k.min(1), pair(u32::from(anchor.tag), u32::from(l.tag))));
    }
}

/// Where the cue of an anchor ends: its last token.
pub(crate) struct End<'v, 's> {
    pub(crate) view: &'v View<'s>,
    pub(crate) anchor: usize,
    pub(crate) start: usize,
}

impl Choice for End<'_, '_> {
    fn each(&self, mut take: impl FnMut(u32)) {
        let high = (self.view.sentence.end as usize).min(self.anchor + 12);
        for i in self.anchor..high {
            if self.view.at(i).closes() || i == self.anchor {
                take(i as u32);
            }
        }
    }

    fn describe<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.view, at as usize);
        let anchor = view.at(self.anchor);
        let ap = anchor.part as u32;
        let k = steps(at.saturating_sub(self.anchor));
        let (c, r, r2) = (view.at(at), view.near(at, 1), view.near(at, 2));
        let path = view.path(self.anchor + 1, at + 1, 10);
        sink.add(1, k);
        sink.add(2, pair(k, anchor.word));
        sink.add(3, pair(k, ap));
        sink.add(4, pair(c.word, pair(k.min(1), r.part as u32)));
        sink.add(5, pair(c.part as u32, pair(k.min(1), r.part as u32)));
        sink.add(6, pair(c.word, anchor.word));
        sink.add(7, pair(path, anchor.word));
        sink.add(8, pair(c.word, pair(r.word, k.min(1))));
        sink.add(9, pair(k.min(2), pair(c.part as u32, r.word)));
        sink.add(10, pair(pair(r.part as u32, r2.part as u32), pair(c.part as u32, k.min(1))));
        sink.add(11, pair(path, pair(ap, r.part as u32)));
        sink.add(12, pair(anchor.word, pair(r.word, k.min(1))));
        sink.add(13, pair(anchor.word, pair(r.part as u32, k.min(3))));
        sink.add(14, pair(anchor.word, pair(c.part as u32, r.part as u32)));
        let (_, commas, nouns) = view.between(self.anchor, at + 1);
        sink.add(15, pair(commas.min(2), k));
        sink.add(16, pair(nouns.min(3), pair(c.part as u32, r.part as u32)));
        let marked = view.at(self.anchor).quote != c.quote;
        sink.add(17, pair(u32::from(marked), pair(c.part as u32, u32::from(r.quote == c.quote))));
        sink.add(20, pair(anchor.lemma, pair(path, r.part as u32)));
        sink.add(21, pair(anchor.lemma, pair(c.word, k.min(4))));
        sink.add(22, pair(anchor.lemma, pair(r.word, k.min(1))));
        sink.add(23, pair(anchor.lemma, k));
        sink.add(18, pair(path, pair(u32::from(anchor.tag), r.part as u32)));
        sink.add(19, pair(u32::from(anchor.tag), pair(r.word, k.min(1))));
    }
}

/// A cue with the word at its heart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Cue {
    pub(crate) anchor: usize,
    pub(crate) run: Run,
}
