//! The source: the noun phrase that the cue attributes its content to.

use super::cell::{NONE, Part};
use super::choice::Choice;
use super::cue::Cue;
use super::view::{View, steps};
use crate::model::{Sink, pair};
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
    fn each(&self, mut take: impl FnMut(u32)) {
        let (view, cue) = (self.view, self.cue.run);
        take(NONE);
        let low = (view.window.start as usize).max((cue.start as usize).saturating_sub(BEFORE));
        let high = (view.window.end as usize).min(cue.end as usize + AFTER);
        for i in (low..cue.start as usize).rev().chain(cue.end as usize..high) {
            let cell = view.at(i);
            let named = !matches!(
                cell.part,
                Part::Preposition
                    | Part::To
                    | Part::Conjunction
                    | Part::Be
                    | Part::Modal
                    | Part::Negation
                    | Part::Stop
            );
            if named && cell.closes() {
                take(i as u32);
            }
        }
    }

    fn describe<S: Sink>(&self, at: u32, sink: &mut S) {
        let view = self.view;
        let (first, last) = (self.cue.run.start as usize, self.cue.run.end as usize);
        let anchor = view.at(self.cue.anchor);
        let (head, before, after) = (view.at(first), view.near(first, -1), view.near(last, 0));
        if at == NONE {
            sink.add(101, 0);
            sink.add(102, anchor.word);
            sink.add(103, pair(anchor.part as u32, before.part as u32));
            sink.add(104, pair(head.word, before.part as u32));
            sink.add(105, pair(before.word, head.part as u32));
            sink.add(106, pair(anchor.part as u32, pair(head.part as u32, after.part as u32)));
            sink.add(107, steps(first.saturating_sub(view.sentence.start as usize)));
            sink.add(
                108,
                pair(anchor.part as u32, steps(first.saturating_sub(view.sentence.start as usize))),
            );
            sink.add(109, pair(anchor.word, before.part as u32));
            sink.add(110, pair(anchor.word, after.word));
            sink.add(111, pair(view.path(first, last, 6), before.part as u32));
            sink.add(112, pair(head.word, anchor.word));
            sink.add(113, u32::from(self.previous.is_some()));
            let (verbs, _, nouns) = view.between(view.sentence.start as usize, first);
            sink.add(114, pair(verbs.min(3), pair(nouns.min(3), anchor.part as u32)));
            sink.add(
                115,
                pair(view.near(first, -2).part as u32, pair(before.part as u32, anchor.part as u32)),
            );
            return;
        }
        let at = at as usize;
        let right = at >= last;
        let side = u32::from(right);
        let (c, l, r) = (view.at(at), view.near(at, -1), view.near(at, 1));
        let (cp, lp, rp) = (c.part as u32, l.part as u32, r.part as u32);
        let (distance, from, to) =
            if right { (at - last, last, at) } else { (first - at - 1, at + 1, first) };
        let near = pair(side, steps(distance));
        let (verbs, commas, nouns) = view.between(from, to);
        let crossing = u32::from(c.quote != anchor.quote);
        let path = view.path(from, to, 5);
        let ap = anchor.part as u32;
        sink.add(1, near);
        sink.add(2, pair(near, anchor.word));
        sink.add(3, pair(near, ap));
        sink.add(4, pair(side, c.word));
        sink.add(5, pair(side, pair(cp, rp)));
        sink.add(6, pair(side, pair(cp, r.word)));
        sink.add(7, pair(side, pair(lp, pair(cp, rp))));
        sink.add(8, pair(path, pair(side, cp)));
        sink.add(9, pair(path, pair(side, pair(cp, ap))));
        sink.add(10, pair(path, pair(side, anchor.word)));
        sink.add(11, pair(side, pair(verbs.min(3), pair(commas.min(4), nouns.min(4)))));
        sink.add(12, pair(side, pair(verbs.min(3), pair(cp, ap))));
        sink.add(13, pair(crossing, pair(side, cp)));
        sink.add(14, pair(crossing, pair(side, pair(u32::from(anchor.quote != NONE), rp))));
        sink.add(15, pair(side, u32::from(c.tag)));
        sink.add(16, pair(u32::from(c.tag), pair(side, u32::from(anchor.tag))));
        sink.add(17, pair(c.word, pair(side, rp)));
        sink.add(18, pair(side, pair(head.word, pair(cp, distance.min(2) as u32))));
        sink.add(19, pair(side, pair(before.part as u32, pair(ap, steps(distance)))));
        sink.add(20, pair(pair(nouns.min(4), verbs.min(3)), pair(side, pair(before.part as u32, ap))));
        sink.add(21, pair(side, pair(c.suffix, rp)));
        sink.add(22, pair(c.word, pair(side, anchor.word)));
        if let Some(previous) = self.previous {
            let same = u32::from(previous.end as usize == at + 1) | u32::from(previous.contains(at)) << 1;
            sink.add(23, pair(same, before.part as u32));
            sink.add(24, pair(same, pair(before.word, ap)));
            sink.add(25, pair(same, pair(cp, side)));
        } else {
            sink.add(26, pair(before.part as u32, pair(cp, side)));
        }
        sink.add(27, pair(pair(r.word, rp), pair(side, before.part as u32)));
        // The sentence's first noun phrase is its likeliest subject.
        let (verbs_before, commas_before, nouns_before) = view.between(view.sentence.start as usize, at);
        sink.add(28, pair(side, pair(verbs_before.min(2), pair(nouns_before.min(3), rp))));
        sink.add(29, pair(side, pair(commas_before.min(3), commas.min(3))));
        sink.add(30, pair(view.path(from, (from + 3).min(to), 3), pair(side, pair(cp, ap))));
        sink.add(31, pair(pair(l.word, c.word), side));
        let cues = view.cues(from, to).min(2);
        let earlier = view.cues(view.sentence.start as usize, first).min(2);
        sink.add(35, pair(path, pair(side, anchor.lemma)));
        sink.add(36, pair(near, pair(anchor.lemma, ap)));
        sink.add(37, pair(anchor.lemma, pair(side, pair(cp, rp))));
        sink.add(32, pair(cues, pair(side, pair(rp, earlier))));
        sink.add(33, pair(cues, pair(side, pair(before.part as u32, cp))));
        sink.add(34, pair(cues, pair(side, pair(verbs.min(3), commas.min(3)))));
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
    fn each(&self, mut take: impl FnMut(u32)) {
        let mut low = (self.view.window.start as usize).max((self.end + 1).saturating_sub(LONGEST));
        if self.end >= self.cue.run.end as usize {
            low = low.max(self.cue.run.end as usize);
        }
        for i in (low..=self.end).rev() {
            if self.view.at(i).opens() || i == self.end {
                take(i as u32);
            }
        }
    }

    fn describe<S: Sink>(&self, at: u32, sink: &mut S) {
        let (view, at) = (self.view, at as usize);
        let long = self.end - at.min(self.end);
        let (head, c) = (view.at(self.end), view.at(at));
        let right = u32::from(self.end >= self.cue.run.end as usize);
        let hp = head.part as u32;
        let k = steps(long);
        let (verbs, commas, nouns) = view.between(at, self.end);
        view.boundary(sink, 40, at);
        sink.add(1, pair(k, hp));
        sink.add(2, pair(k, pair(c.part as u32, hp)));
        sink.add(3, pair(verbs.min(3), pair(commas.min(4), nouns.min(4))));
        sink.add(
            4,
            pair(commas.min(4), pair(verbs.min(3), pair(c.part as u32, view.near(at, -1).part as u32))),
        );
        sink.add(5, pair(view.path(at, self.end + 1, 7), view.near(at, -1).part as u32));
        sink.add(6, pair(view.path(at, self.end + 1, 7), 1));
        sink.add(7, pair(u32::from(at == view.sentence.start as usize), pair(commas.min(3), k)));
        sink.add(8, pair(right, pair(u32::from(at == self.cue.run.end as usize), k)));
        sink.add(9, pair(u32::from(c.quote != head.quote), k.min(2)));
        sink.add(10, pair(head.word, pair(c.part as u32, k.min(3))));
        sink.add(11, pair(pair(head.word, c.word), k.min(5)));
        sink.add(12, pair(u32::from(c.tag), pair(hp, k.min(5))));
        let b = view.near(at, -1);
        sink.add(13, pair(b.part as u32, pair(c.part as u32, pair(hp, commas.min(3)))));
        sink.add(14, pair(b.word, pair(right, k.min(3))));
        sink.add(15, pair(view.near(self.end, 1).part as u32, pair(commas.min(3), c.part as u32)));
        sink.add(16, pair(u32::from(b.tag), pair(u32::from(c.tag), hp)));
        if let Some(previous) = self.previous {
            sink.add(
                17,
                pair(
                    u32::from(previous.start as usize == at),
                    u32::from(previous.end as usize == self.end + 1),
                ),
            );
        }
        let of = (at..self.end).rev().take(12).filter(|&i| view.at(i).part == Part::Preposition).count();
        sink.add(18, pair(of.min(3) as u32, pair(c.part as u32, b.part as u32)));
        sink.add(19, pair(of.min(3) as u32, pair(commas.min(3), verbs.min(2))));
    }
}
