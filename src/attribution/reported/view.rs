//! A sentence with its surroundings, and the features that every model shares.

use super::cell::{Cell, NONE, Part};
use crate::model::{Sink, pair};
use crate::quotation::Quotation;
use crate::segment::Segment;
use crate::span::Run;

/// How far a span may reach from its cue, in tokens: bounds the work on any input.
const REACH: usize = 400;

/// One sentence, and as much around it as a span of its statements may cover.
#[derive(Clone, Copy)]
pub(crate) struct View<'s> {
    pub(crate) cells: &'s [Cell],
    pub(crate) quotations: &'s [Quotation],
    pub(crate) sentences: &'s [Segment],
    /// The sentence's index.
    pub(crate) index: usize,
    pub(crate) sentence: Run,
    /// The sentence, and the whole of each quotation that it begins or ends in.
    pub(crate) window: Run,
}

impl<'s> View<'s> {
    pub(crate) fn new(
        cells: &'s [Cell],
        quotations: &'s [Quotation],
        sentences: &'s [Segment],
        index: usize,
    ) -> Option<View<'s>> {
        let sentence = sentences.get(index)?.tokens;
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        let inside = |token: usize| {
            let quote = cells.get(token)?.quote;
            quotations.get(quote as usize).map(|q| q.tokens)
        };
        let first =
            inside(start).map_or(start, |q| start.min(q.start as usize)).max(start.saturating_sub(REACH));
        let last = inside(end.saturating_sub(1))
            .map_or(end, |q| end.max(q.end as usize))
            .min(end + REACH)
            .min(cells.len());
        Some(View { cells, quotations, sentences, index, sentence, window: Run::new(first, last) })
    }

    #[inline]
    pub(crate) fn at(&self, token: usize) -> Cell {
        self.cells.get(token).copied().unwrap_or(Cell::EDGE)
    }

    /// The cell `by` tokens away within the window; its edge beyond.
    #[inline]
    pub(crate) fn near(&self, token: usize, by: isize) -> Cell {
        match token.checked_add_signed(by) {
            Some(at) if self.window.contains(at) => self.at(at),
            _ => Cell::EDGE,
        }
    }

    /// The first quotation after `token` that opens the next sentence of the paragraph, or the text after a colon.
    pub(crate) fn next_quotation(&self) -> Option<Run> {
        let next = self.sentences.get(self.index + 1)?.tokens.start as usize;
        let next = next.max(self.window.end as usize);
        let cell = self.cells.get(next)?;
        let quotation = self.quotations.get(cell.quote as usize)?;
        (cell.quote != NONE && quotation.tokens.start as usize == next).then_some(quotation.tokens)
    }

    /// Whether a line break follows the window: what comes next stands in another paragraph.
    pub(crate) fn sentence_ends_paragraph(&self) -> bool {
        self.at(self.window.end as usize).begins
    }

    /// Finite verbs, commas and nominals between two tokens.
    pub(crate) fn between(&self, a: usize, b: usize) -> (u32, u32, u32) {
        let (x, y) = (self.at(a.min(b)), self.at(a.max(b)));
        (y.verbs.saturating_sub(x.verbs), y.commas.saturating_sub(x.commas), y.nouns.saturating_sub(x.nouns))
    }

    /// How many cues have their hearts between two tokens.
    pub(crate) fn cues(&self, a: usize, b: usize) -> u32 {
        self.at(a.max(b)).cues.saturating_sub(self.at(a.min(b)).cues)
    }

    /// How soon after `at` another cue comes, and what stands between: 0 where none does within six tokens.
    pub(crate) fn ahead(&self, at: usize) -> u32 {
        for i in at..(at + 7).min(self.window.end as usize) {
            if self.at(i).cue {
                return 1 + (i - at) as u32;
            }
        }
        0
    }

    /// The parts of speech from `from` up to `to`, at most `most` of them, as one number.
    pub(crate) fn path(&self, from: usize, to: usize, most: usize) -> u32 {
        if to.saturating_sub(from) > most {
            return NONE;
        }
        (from..to).fold(17, |path, i| pair(path, self.at(i).part as u32))
    }

    /// What stands on both sides of the boundary before token `at`.
    #[inline]
    pub(crate) fn boundary<S: Sink>(&self, sink: &mut S, base: u32, at: usize) {
        let (a, b, c, d) = (self.near(at, -2), self.near(at, -1), self.near(at, 0), self.near(at, 1));
        let (pa, pb, pc, pd) = (a.part as u32, b.part as u32, c.part as u32, d.part as u32);
        sink.add(base, b.word);
        sink.add(base + 1, c.word);
        sink.add(base + 2, pair(b.word, c.word));
        sink.add(base + 3, pair(pb, pc));
        sink.add(base + 4, pair(pair(pa, pb), pair(pc, pd)));
        sink.add(base + 5, pair(b.word, pc));
        sink.add(base + 6, pair(pb, c.word));
        sink.add(base + 7, pair(u32::from(b.tag), 1));
        sink.add(base + 8, pair(u32::from(c.tag), 1));
        sink.add(base + 9, pair(pc, d.word));
        sink.add(base + 10, pair(pb, pair(pc, pd)));
        sink.add(base + 11, pair(u32::from(b.tag), u32::from(c.tag)));
        sink.add(base + 12, pair(c.word, d.word));
        sink.add(base + 13, pair(a.word, b.word));
    }
}

/// A distance in a few steps.
pub(crate) const fn steps(distance: usize) -> u32 {
    match distance {
        0..=6 => distance as u32,
        7..=8 => 7,
        9..=11 => 8,
        12..=15 => 9,
        16..=22 => 10,
        23..=32 => 11,
        33..=60 => 12,
        _ => 13,
    }
}

/// Whether a token is a quotation mark or a part of speech that stands between clauses.
pub(crate) const fn parts_clauses(part: Part) -> bool {
    matches!(
        part,
        Part::Comma | Part::Stop | Part::Colon | Part::Dash | Part::Quote | Part::Open | Part::Close
    )
}
