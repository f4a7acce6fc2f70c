//! A sentence with its surroundings.

use super::Decision;
use super::cell::{Cell, Counts, NONE, Part};
use crate::quotation::Quotation;
use crate::segment::Segment;
use crate::span::Run;

/// A stretch of the text whose cells are known, one more for what follows it among them.
#[derive(Clone, Copy)]
pub(crate) struct Block<'s> {
    pub(crate) cells: &'s [Cell],
    /// The first cell's token.
    pub(crate) base: usize,
    pub(crate) quotations: &'s [Quotation],
    pub(crate) sentences: &'s [Segment],
}

impl<'s> Block<'s> {
    #[inline]
    pub(crate) fn at(&self, token: usize) -> &'s Cell {
        self.cells.get(token.wrapping_sub(self.base)).unwrap_or(Cell::EDGE)
    }

    /// The tokens from `from` up to `to` that may bound a span of this decision.
    #[inline]
    pub(crate) fn edges(
        &self,
        decision: Decision,
        from: usize,
        to: usize,
    ) -> impl DoubleEndedIterator<Item = u32> + use<'s> {
        let first = from.max(self.base);
        let cells = self.cells.get(first - self.base..to.max(first) - self.base).unwrap_or_default();
        let bit = decision.bit();
        cells
            .iter()
            .enumerate()
            .filter(move |(_, cell)| cell.edges & bit != 0)
            .map(move |(i, _)| (first + i) as u32)
    }

    /// The token after the last.
    pub(crate) fn end(&self) -> usize {
        self.base + self.cells.len().saturating_sub(1)
    }
}

/// One sentence, and as much around it as a span of its statements may cover.
#[derive(Clone, Copy)]
pub(crate) struct View<'s> {
    pub(crate) block: Block<'s>,
    /// The sentence's index.
    pub(crate) index: usize,
    pub(crate) sentence: Run,
    /// The sentence, and the whole of each quotation that it begins or ends in, as far as the block reaches.
    pub(crate) window: Run,
}

impl<'s> View<'s> {
    pub(crate) fn new(block: Block<'s>, index: usize) -> Option<View<'s>> {
        let Run { start, end } = block.sentences.get(index)?.tokens;
        let sentence = Run { start, end: end.min(block.end() as u32).max(start) };
        let inside = |token: u32| {
            let quote = block.at(token as usize).quote;
            block.quotations.get(quote as usize).map(|q| q.tokens)
        };
        let first = inside(sentence.start).map_or(sentence.start, |q| sentence.start.min(q.start));
        let last = inside(sentence.end.saturating_sub(1)).map_or(sentence.end, |q| sentence.end.max(q.end));
        let window = Run { start: first.max(block.base as u32), end: last.min(block.end() as u32) };
        Some(View { block, index, sentence, window })
    }

    #[inline]
    pub(crate) fn at(&self, token: usize) -> &'s Cell {
        self.block.at(token)
    }

    /// The token `by` tokens before.
    #[inline]
    pub(crate) fn before(&self, token: usize, by: usize) -> &'s Cell {
        self.block.at(token.wrapping_sub(by))
    }

    /// The first quotation after the window, if it opens the next sentence.
    pub(crate) fn next_quotation(&self) -> Option<Run> {
        let next = self.block.sentences.get(self.index + 1)?.tokens.start.max(self.window.end);
        let quotation = self.block.quotations.get(self.at(next as usize).quote as usize)?;
        (quotation.tokens.start == next).then_some(quotation.tokens)
    }

    /// The quotations that stand in the window, and the one that opens what comes next; some of them more than once.
    pub(crate) fn quotes(&self) -> impl Iterator<Item = u32> {
        let next = self.next_quotation().map(|quotation| quotation.start as usize);
        self.window.range().chain(next).map(|token| self.at(token).quote).filter(|&quote| quote != NONE)
    }

    /// Whether a line break follows the window: what comes next stands in another paragraph.
    pub(crate) fn ends_paragraph(&self) -> bool {
        self.at(self.window.end as usize).begins
    }

    /// What stands between two tokens, the first counted in.
    #[inline]
    pub(crate) fn between(&self, a: usize, b: usize) -> Counts {
        self.at(b).counts.since(self.at(a).counts)
    }

    /// How soon after `at` a cue comes: 0 where none does within six tokens.
    pub(crate) fn ahead(&self, at: usize) -> u32 {
        let high = (at + 7).min(self.window.end as usize);
        (at..high).position(|i| self.at(i).cue).map_or(0, |far| 1 + far as u32)
    }

    /// The parts of speech from `from` up to `to`, at most `most` of them (and ten), as one number.
    #[inline]
    pub(crate) fn path(&self, from: usize, to: usize, most: usize) -> u32 {
        let len = to.saturating_sub(from);
        if len > most {
            return NONE;
        }
        let end = 1 << (Part::BITS * len as u32);
        let parts = self.before(to, 1).trail & (end - 1) | end;
        (parts.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
    }
}

/// A distance in a few steps.
#[inline]
pub(crate) const fn steps(distance: usize) -> u32 {
    const STEPS: [u8; 34] = {
        let mut steps = [11; 34];
        let mut i = 0;
        while i < 33 {
            steps[i] = match i {
                0..=6 => i as u8,
                7..=8 => 7,
                9..=11 => 8,
                12..=15 => 9,
                16..=22 => 10,
                _ => 11,
            };
            i += 1;
        }
        steps
    };
    match distance {
        0..=33 => STEPS[distance] as u32,
        34..=60 => 12,
        _ => 13,
    }
}
