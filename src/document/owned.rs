//! A document with its text.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use core::fmt;

use super::{Document, Found};

/// A [`Document`] together with its text, to be kept where neither may borrow: in a cache, across threads, in a
/// struct beside other owned data. [`document`](OwnedDocument::document) shows it without a copy.
///
/// ```
/// use std::collections::HashMap;
/// let mut cache = HashMap::new();
/// for name in ["a.txt", "b.txt"] {
///     let text = String::from("“No,” he said.");
///     cache.insert(name, inquit::attribute(&text).into_owned());
/// }
/// assert_eq!(cache["a.txt"].document().quotes().count(), 1);
/// ```
#[derive(Clone)]
#[must_use]
pub struct OwnedDocument {
    pub(super) text: Box<str>,
    pub(super) found: Found,
}

impl OwnedDocument {
    /// The document, borrowed from here.
    pub fn document(&self) -> Document<'_> {
        Document { text: &self.text, found: Cow::Borrowed(&self.found) }
    }

    /// The text that it was made from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl From<Document<'_>> for OwnedDocument {
    fn from(document: Document<'_>) -> OwnedDocument {
        document.into_owned()
    }
}

impl fmt::Debug for OwnedDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OwnedDocument").field(&self.document()).finish()
    }
}
