//! What was odd about a text, beside its results: attributing never fails.

use core::fmt;

use crate::Span;

/// Something in the text that had to be recovered from, or that limits what can be found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: DiagnosticKind,
}

/// What was odd.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum DiagnosticKind {
    /// A quotation that no mark closes: the span is its opening mark, the quotation ends with its paragraph.
    Unclosed,
    /// A closing mark that nothing opened.
    Unopened,
    /// The text does not read as English, so that neither statements without marks nor the turns of conversations were
    /// looked at. The span is empty and stands at the beginning.
    Foreign,
    /// Text beyond 4 GiB, which was not read; the span is empty and stands where reading stopped.
    /// [`Attributor::try_attribute`](crate::Attributor::try_attribute) refuses such a text instead.
    Unread,
}

impl fmt::Display for Diagnostic {
    /// What and where, in bytes: `quotation without a closing mark at 12..15`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.kind, self.span)
    }
}

impl fmt::Display for DiagnosticKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DiagnosticKind::Unclosed => "quotation without a closing mark",
            DiagnosticKind::Unopened => "closing mark without a quotation",
            DiagnosticKind::Foreign => "text that does not read as English",
            DiagnosticKind::Unread => "text beyond 4 GiB left unread",
        })
    }
}
