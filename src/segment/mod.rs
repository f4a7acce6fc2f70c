//! Tokens to paragraphs and sentences.

use alloc::vec::Vec;

use crate::Span;
use crate::lexer::Token;
use crate::span::Run;

/// A paragraph or a sentence as a later stage sees it: its tokens, and the bytes from its first to its last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Segment {
    pub(crate) span: Span,
    pub(crate) tokens: Run,
}

/// Appends the paragraphs: what blank lines part, or single line breaks where the text does not wrap its lines.
pub(crate) fn paragraphs(_text: &str, _tokens: &[Token], _out: &mut Vec<Segment>) {}

/// Appends the sentences; none crosses a paragraph's end.
pub(crate) fn sentences(_text: &str, _tokens: &[Token], _paragraphs: &[Segment], _out: &mut Vec<Segment>) {}
