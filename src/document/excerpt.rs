//! A stretch of the text with its place.

use alloc::string::String;
use core::fmt;
use core::ops::Deref;

use crate::Span;

/// A stretch of a document's text, which knows where it stands. It derefs to `str` and displays as the text.
///
/// ```
/// let doc = inquit::attribute("“The ledger is gone,” said Ada Quill.");
/// for quote in doc.quotes() {
///     let inner = quote.inner();
///     assert_eq!(inner.text(), &doc.text()[inner.span()]);
///     assert!(inner.starts_with("The ledger"));
/// }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Excerpt<'a> {
    span: Span,
    text: &'a str,
}

impl<'a> Excerpt<'a> {
    pub(super) const fn new(span: Span, text: &'a str) -> Excerpt<'a> {
        Excerpt { span, text }
    }

    /// Where it stands, in bytes.
    #[must_use]
    pub const fn span(self) -> Span {
        self.span
    }

    /// The words themselves, borrowed from the input.
    #[must_use]
    pub const fn text(self) -> &'a str {
        self.text
    }
}

impl Deref for Excerpt<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl AsRef<str> for Excerpt<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

impl fmt::Debug for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}@{}..{}", self.text, self.span.start, self.span.end)
    }
}

impl PartialEq<str> for Excerpt<'_> {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for Excerpt<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl PartialEq<String> for Excerpt<'_> {
    fn eq(&self, other: &String) -> bool {
        self.text == other
    }
}

impl<'a> From<Excerpt<'a>> for &'a str {
    fn from(excerpt: Excerpt<'a>) -> &'a str {
        excerpt.text
    }
}

impl From<Excerpt<'_>> for String {
    fn from(excerpt: Excerpt<'_>) -> String {
        excerpt.text.into()
    }
}
