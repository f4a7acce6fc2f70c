//! A sentence with its surroundings.

use super::Decision;
use super::cell::{BESIDE, Cell, Cells, Counts, NONE, Part};
use super::choice::{Backward, Edges, Forward};
use crate::lexer::Token;
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::segment::{self, Segment};
use crate::span::Run;

/// A stretch of the text whose cells are known.
#[derive(Clone, Copy)]
pub(crate) struct Block<'s> {
    /// The tokens of the whole text.
    pub(super) tokens: &'s [Token],
    cells: &'s [Cell],
    /// The decisions that may begin or end a span with each token, behind a few bytes that stand for none.
    edges: &'s [u8],
    /// The token that the first cell would be of: [`BESIDE`] before the first of the stretch.
    origin: usize,
    pub(crate) quotations: &'s [Quotation],
    pub(crate) sentences: &'s [Segment],
    paragraphs: &'s [Segment],
}

impl<'s> Block<'s> {
    /// What [`cell::fill`](super::cell::fill) made of the tokens from `base` on.
    pub(crate) fn new(
        cells: &'s Cells,
        base: usize,
        quotations: &'s [Quotation],
        prose: Prose<'s>,
    ) -> Block<'s> {
        let Cells { cells, edges } = cells;
        let Prose { tokens, sentences, paragraphs, .. } = prose;
        Block { tokens, cells, edges, origin: base.wrapping_sub(BESIDE), quotations, sentences, paragraphs }
    }

    #[inline]
    pub(crate) fn at(&self, token: usize) -> &'s Cell {
        self.cells.get(token.wrapping_sub(self.origin)).unwrap_or(Cell::EDGE)
    }

    /// So many cells from a token's on.
    #[inline]
    pub(crate) fn from<const N: usize>(&self, token: usize) -> &'s [Cell; N] {
        let cells = self.cells.get(token.wrapping_sub(self.origin)..);
        cells.and_then(<[Cell]>::first_chunk).unwrap_or(const { &[*Cell::EDGE; N] })
    }

    /// The tokens from `from` up to `to` that may bound a span of this decision, the first one first.
    #[inline]
    pub(crate) fn edges(
        &self,
        decision: Decision,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = u32> + use<'s> {
        let (from, to, before) = self.places(from, to);
        Forward::new(self.edges, decision, from, to).map(move |place| place.wrapping_add(before) as u32)
    }

    /// The same, the last one first.
    #[inline]
    pub(crate) fn edges_back(
        &self,
        decision: Decision,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = u32> + use<'s> {
        let (from, to, before) = self.places(from, to);
        Backward::new(self.edges, decision, from, to).map(move |place| place.wrapping_add(before) as u32)
    }

    /// The places of two tokens' bytes among the edges, as far as there are any; and the token of the first place.
    fn places(&self, from: usize, to: usize) -> (usize, usize, usize) {
        let before = self.base().wrapping_sub(Edges::AT_ONCE);
        let (from, to) = (from.max(self.base()), to.min(self.end()));
        (from.wrapping_sub(before), to.wrapping_sub(before), before)
    }

    /// What the tokens from `from` up to `to` hold.
    #[inline]
    pub(super) fn counts(&self, from: u32, to: u32) -> Counts {
        self.at(to as usize).counts.since(self.at(from as usize).counts)
    }

    /// The sentence that a token stands in.
    pub(super) fn sentence(&self, token: u32) -> Option<Run> {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(at).map(|sentence| sentence.tokens)
    }

    /// The end behind the last of some tokens that may close what is said.
    pub(super) fn closing_end(&self, from: u32, to: u32) -> Option<u32> {
        (from..to).rev().find(|&at| self.at(at as usize).closes()).map(|last| last + 1)
    }

    /// Whether none of some tokens stands in a quotation.
    pub(super) fn is_unquoted(&self, from: u32, to: u32) -> bool {
        (from..to).all(|at| self.at(at as usize).quote == NONE)
    }

    /// The part of speech of a token.
    #[inline]
    pub(super) fn part(&self, at: u32) -> Part {
        self.at(at as usize).part
    }

    /// The first token.
    pub(crate) const fn base(&self) -> usize {
        self.origin.wrapping_add(BESIDE)
    }

    /// The token after the last.
    pub(crate) const fn end(&self) -> usize {
        self.base() + self.cells.len().saturating_sub(2 * BESIDE)
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
        let window = Run { start: first.max(block.base() as u32), end: last.min(block.end() as u32) };
        Some(View { block, index, sentence, window })
    }

    #[inline]
    pub(crate) fn at(&self, token: usize) -> &'s Cell {
        self.block.at(token)
    }

    /// So many cells from the one `by` tokens before on.
    #[inline]
    pub(crate) fn around<const N: usize>(&self, token: usize, by: usize) -> &'s [Cell; N] {
        self.block.from(token.wrapping_sub(by))
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

    /// Whether what comes behind the window stands in another paragraph.
    pub(crate) fn ends_paragraph(&self) -> bool {
        let next = self.window.end;
        self.at(next as usize).begins_line() && segment::begins(self.block.paragraphs, next)
    }

    /// How soon after `at` a cue comes: 0 where none does within six tokens.
    pub(crate) fn ahead(&self, at: usize) -> u32 {
        let high = (at + 7).min(self.window.end as usize);
        (at..high).position(|i| self.at(i).cue).map_or(0, |far| 1 + far as u32)
    }
}

/// The last `len` parts of speech of a trail as one number, where these are at most `most` (and ten).
#[inline]
pub(crate) const fn path(trail: u64, len: usize, most: usize) -> u32 {
    if len > most {
        return NONE;
    }
    let end = 1 << (Part::BITS * len as u32);
    let parts = trail & (end - 1) | end;
    (parts.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
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
