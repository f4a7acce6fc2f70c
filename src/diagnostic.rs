//! What was odd about a text, beside its results: attributing never fails.

use crate::Span;

/// Something in the text that had to be recovered from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: DiagnosticKind,
}

/// What had to be recovered from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum DiagnosticKind {
    /// A quotation that no mark closes; it was ended with its paragraph.
    Unclosed,
    /// A closing mark that nothing opened.
    Unopened,
}
