//! Tokens to paragraphs and sentences.

use crate::Span;
use crate::lexer::{Token, TokenKind};
use crate::span::Run;

mod dateline;
mod paragraph;
mod pieces;
mod sentence;
#[cfg(test)]
mod tests;

pub(crate) use dateline::dateline;
pub(crate) use paragraph::paragraphs as find_paragraphs;
pub use pieces::{Paragraphs, Sentences, paragraphs, sentences};
pub(crate) use sentence::sentences as find_sentences;

/// A paragraph or a sentence as a later stage sees it: its tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Segment {
    pub(crate) tokens: Run,
}

/// Whether one of these sentences or paragraphs begins with a token.
pub(crate) fn begins(segments: &[Segment], token: u32) -> bool {
    segments.binary_search_by_key(&token, |segment| segment.tokens.start).is_ok()
}

/// Whether one of them ends before a token.
pub(crate) fn ends(segments: &[Segment], token: u32) -> bool {
    segments.binary_search_by_key(&token, |segment| segment.tokens.end).is_ok()
}

impl Segment {
    /// The tokens from `start` up to `end`, where there are any.
    fn of(tokens: &[Token], start: usize, end: usize) -> Option<Segment> {
        (start < end && end <= tokens.len()).then_some(Segment { tokens: Run::new(start, end) })
    }

    /// Whether a paragraph is a headline or the like: short, and not ended as sentences are.
    pub(crate) fn is_heading(self, tokens: &[Token]) -> bool {
        const LONGEST: usize = 24;
        let run = tokens.get(self.tokens.range()).unwrap_or_default();
        let ends =
            |token: &Token| matches!(token.kind, TokenKind::Stop | TokenKind::Colon | TokenKind::Comma);
        let last = run.iter().rev().find(|token| !token.is(TokenKind::Mark));
        run.len() <= LONGEST && last.is_some_and(|last| !ends(last))
    }

    /// The bytes from its first token to its last.
    pub(crate) fn span(self, tokens: &[Token]) -> Span {
        self.tokens.span(tokens).unwrap_or_default()
    }
}
