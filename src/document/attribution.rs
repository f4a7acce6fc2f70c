//! The view of an attribution.

use core::fmt;

use super::{AttributionData, Contents, Document, Entity, Excerpt, Quotes};
use crate::{AttributionKind, Span};

/// One relation of source, cue and content, as PARC 3 and PolNeAR annotate it, with the speaker behind the source.
#[derive(Clone, Copy)]
pub struct Attribution<'d, 'a> {
    pub(super) doc: &'d Document<'a>,
    pub(super) id: u32,
}

/// How the text refers to the speaker of an attribution, in the terms of PDNC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Reference {
    /// The reporting clause names the speaker: "said Ada".
    Explicit,
    /// It has a pronoun or a description: "she said", "said the clerk".
    Anaphoric,
    /// There is no reporting clause; the text around tells.
    Implicit,
}

impl<'d, 'a> Attribution<'d, 'a> {
    pub(super) const fn new(doc: &'d Document<'a>, id: u32) -> Attribution<'d, 'a> {
        Attribution { doc, id }
    }

    fn data(self) -> &'d AttributionData {
        &self.doc.found.attributions[self.id as usize]
    }

    fn stretches(self) -> &'d [Span] {
        self.doc.found.contents(self.id)
    }

    /// Its number among the document's attributions, from 0.
    #[must_use]
    pub const fn id(self) -> usize {
        self.id as usize
    }

    /// Whether all, part or none of the content stands between quotation marks.
    #[must_use]
    pub fn kind(self) -> AttributionKind {
        self.data().kind
    }

    /// What is attributed, in text order: one stretch, or several where the reporting clause interrupts it. Marks at
    /// either end are left out.
    pub fn contents(self) -> Contents<'d, 'a> {
        Contents::new(self.doc, self.stretches())
    }

    /// From the first word of the content to its last; a reporting clause in its middle is then inside too.
    #[must_use]
    pub fn span(self) -> Span {
        self.stretches().iter().copied().reduce(Span::cover).unwrap_or_default()
    }

    /// The words that attribute it: *said*, *according to*, a colon. `None` where the quotation has no reporting clause.
    #[must_use]
    pub fn cue(self) -> Option<Excerpt<'a>> {
        self.data().cue.get().map(|span| self.doc.excerpt(span))
    }

    /// The noun phrase to which the text attributes it, with title and apposition; for a quotation with no reporting
    /// clause the mention that its attribution rests on.
    #[must_use]
    pub fn source(self) -> Option<Excerpt<'a>> {
        self.data().source.get().map(|span| self.doc.excerpt(span))
    }

    /// Who is behind the source, once names, descriptions and pronouns are resolved.
    #[must_use]
    pub fn speaker(self) -> Option<Entity<'d, 'a>> {
        self.data().speaker.get().and_then(|id| self.doc.entity(id as usize))
    }

    /// Who is spoken to.
    #[must_use]
    pub fn addressee(self) -> Option<Entity<'d, 'a>> {
        self.data().addressee.get().and_then(|id| self.doc.entity(id as usize))
    }

    /// How the text refers to the speaker.
    #[must_use]
    pub fn reference(self) -> Reference {
        self.data().reference
    }

    /// The quotations that it covers, in text order; none for an indirect one.
    pub fn quotes(self) -> Quotes<'d, 'a> {
        Quotes::listed(self.doc, self.doc.found.attributed.of(&self.doc.found.lists, self.id))
    }

    /// How sure it is, from 0 to 1. In fiction the probability that its speaker is right, calibrated on novels left out; in
    /// news the grade of the rule, or the probability of the model, that decided. Where no speaker is known, that of the
    /// attribution itself.
    #[must_use]
    pub fn confidence(self) -> f32 {
        self.data().confidence
    }

    /// The name of the grammar's production, the rule or the model that decided.
    #[must_use]
    pub fn method(self) -> &'static str {
        self.data().method.name()
    }
}

impl fmt::Display for Attribution<'_, '_> {
    /// Speaker and content: `Ada Quill: The ledger […] is gone`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.speaker().map_or("(nobody)", Entity::name))?;
        for (i, content) in self.contents().enumerate() {
            f.write_str(if i == 0 { ": " } else { " […] " })?;
            f.write_str(content.text())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Attribution<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attribution")
            .field("id", &self.id)
            .field("kind", &self.kind())
            .field("contents", &self.contents())
            .field("cue", &self.cue())
            .field("source", &self.source())
            .field("speaker", &self.speaker().map(Entity::name))
            .field("confidence", &self.confidence())
            .field("method", &self.method())
            .finish()
    }
}
