//! Tokens to paragraphs and sentences.

use crate::Span;
use crate::lexer::Token;
use crate::span::Run;

mod paragraph;
mod pieces;
mod sentence;
#[cfg(test)]
mod tests;

pub(crate) use paragraph::paragraphs as find_paragraphs;
pub use pieces::{Paragraphs, Sentences, paragraphs, sentences};
pub(crate) use sentence::sentences as find_sentences;

/// A paragraph or a sentence as a later stage sees it: its tokens, and the bytes from its first to its last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Segment {
    pub(crate) span: Span,
    pub(crate) tokens: Run,
}

impl Segment {
    /// The tokens from `start` up to `end`, where there are any.
    fn of(tokens: &[Token], start: usize, end: usize) -> Option<Segment> {
        let run = tokens.get(start..end)?;
        let span = Span::new(run.first()?.start, run.last()?.end());
        Some(Segment { span, tokens: Run::new(start, end) })
    }
}
