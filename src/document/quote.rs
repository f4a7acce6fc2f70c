//! The view of a quotation.

use core::fmt;

use super::{Attribution, Document, Entity, Excerpt, QuoteData};
use crate::{QuoteKind, Span};

/// A stretch between quotation marks, or one that a dialogue dash or a script label opens.
///
/// A quotation that runs on over paragraphs gives one for each paragraph, and one that a reporting clause interrupts
/// one for each part; all of them lead to the same [`Attribution`].
#[derive(Clone, Copy)]
pub struct Quote<'d, 'a> {
    pub(super) doc: &'d Document<'a>,
    pub(super) id: u32,
}

impl<'d, 'a> Quote<'d, 'a> {
    pub(super) const fn new(doc: &'d Document<'a>, id: u32) -> Quote<'d, 'a> {
        Quote { doc, id }
    }

    fn data(self) -> &'d QuoteData {
        &self.doc.found.quotes[self.id as usize]
    }

    /// Its number among the document's quotations, from 0 in text order.
    #[must_use]
    pub const fn id(self) -> usize {
        self.id as usize
    }

    /// Where it stands, marks included, in bytes.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Its words, marks included.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.doc.slice(self.data().span)
    }

    /// Its words without the marks.
    #[must_use]
    pub fn inner(self) -> Excerpt<'a> {
        self.doc.excerpt(self.data().inner)
    }

    /// Whether it is speech, a few quoted words, or reports nobody.
    #[must_use]
    pub fn kind(self) -> QuoteKind {
        self.data().kind
    }

    /// The quotation that it is nested in.
    #[must_use]
    pub fn parent(self) -> Option<Quote<'d, 'a>> {
        self.data().parent.get().and_then(|id| self.doc.quote(id as usize))
    }

    /// The part before it, which it goes on from with no closing mark between: in the paragraph before, or before words
    /// in brackets that the narrator puts in.
    #[must_use]
    pub fn continues(self) -> Option<Quote<'d, 'a>> {
        self.data().continues.get().and_then(|id| self.doc.quote(id as usize))
    }

    /// The attribution that it belongs to; `None` where it reports nobody.
    #[must_use]
    pub fn attribution(self) -> Option<Attribution<'d, 'a>> {
        self.data().attribution.get().and_then(|id| self.doc.attribution(id as usize))
    }

    /// Who says it, once names, descriptions and pronouns are resolved.
    #[must_use]
    pub fn speaker(self) -> Option<Entity<'d, 'a>> {
        self.attribution().and_then(Attribution::speaker)
    }

    /// To whom.
    #[must_use]
    pub fn addressee(self) -> Option<Entity<'d, 'a>> {
        self.attribution().and_then(Attribution::addressee)
    }
}

impl fmt::Display for Quote<'_, '_> {
    /// The quotation as it stands in the text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

impl fmt::Debug for Quote<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Quote")
            .field("id", &self.id)
            .field("kind", &self.kind())
            .field("text", &self.text())
            .field("speaker", &self.speaker().map(Entity::name))
            .finish()
    }
}
