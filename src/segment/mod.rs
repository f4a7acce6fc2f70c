//! Tokens to paragraphs and sentences.

use crate::Span;
use crate::span::Run;

/// A paragraph or a sentence as a later stage sees it: its tokens, and the bytes from its first to its last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Segment {
    pub(crate) span: Span,
    pub(crate) tokens: Run,
}
