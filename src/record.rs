//! The serialised form of a document: borrowed when it is written, owned when it is read back.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    Attribution, AttributionKind, Diagnostic, DiagnosticKind, Document, Entity, EntityKind, Excerpt, Gender,
    Genre, Mention, MentionKind, Offsets, OwnedDocument, Quote, QuoteKind, Reference, Unit,
};

/// A document's quotations, attributions and entities as plain data: what `serde` writes and reads.
///
/// From a [`Document`] it borrows every string; read back from JSON it owns them. Writing, reading and writing again
/// gives the same JSON. [`Document`] itself serialises through it.
///
/// ```
/// use inquit::Record;
/// let doc = inquit::attribute("\"The ledger is gone,\" said Ada Quill.");
/// let json = serde_json::to_string(&doc)?;
/// let record: Record<'static> = serde_json::from_str(&json)?;
/// assert_eq!(record, Record::from(&doc));
/// assert_eq!(serde_json::to_string(&record)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Record<'a> {
    /// The quotations in text order; each one's `id` is its index.
    pub quotes: Vec<QuoteRecord<'a>>,
    /// The attributions; each one's `id` is its index.
    pub attributions: Vec<AttributionRecord<'a>>,
    /// The entities; each one's `id` is its index.
    pub entities: Vec<EntityRecord<'a>>,
    /// As what the text was read.
    #[serde(default)]
    pub genre: Genre,
    /// What was odd about it, in text order.
    #[serde(default)]
    pub diagnostics: Vec<DiagnosticRecord>,
}

/// A stretch of the text: offsets, `end` exclusive, and the words.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpanRecord<'a> {
    /// The first byte, or whichever unit was asked for.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// The words.
    pub text: Cow<'a, str>,
}

/// A [`Quote`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QuoteRecord<'a> {
    /// Its index.
    pub id: usize,
    /// Where it stands, marks included.
    pub start: usize,
    /// The end, exclusive.
    pub end: usize,
    /// The stretch without the marks.
    pub inner: SpanRecord<'a>,
    /// The words, marks included.
    pub text: Cow<'a, str>,
    /// What it does.
    pub kind: QuoteKind,
    /// The quotation that it is nested in.
    pub parent: Option<usize>,
    /// The part that it goes on from, with no closing mark between.
    pub continues: Option<usize>,
    /// The attribution that it belongs to.
    pub attribution: Option<usize>,
}

/// An [`Attribution`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AttributionRecord<'a> {
    /// Its index.
    pub id: usize,
    /// Direct, mixed or indirect.
    pub kind: AttributionKind,
    /// The reported stretches in text order.
    pub content: Vec<SpanRecord<'a>>,
    /// The words that attribute it.
    pub cue: Option<SpanRecord<'a>>,
    /// The noun phrase that it is attributed to.
    pub source: Option<SpanRecord<'a>>,
    /// The entity behind the source.
    pub speaker: Option<usize>,
    /// The entity spoken to.
    pub addressee: Option<usize>,
    /// How the text refers to the speaker.
    pub reference: Reference,
    /// How sure it is, from 0 to 1.
    #[serde(deserialize_with = "probability")]
    pub confidence: f32,
    /// What decided.
    pub method: Cow<'a, str>,
}

/// Reads a probability: JSON's numbers reach beyond `f32`, and what became infinite could not be written again.
fn probability<'de, D: Deserializer<'de>>(input: D) -> Result<f32, D::Error> {
    let given = f32::deserialize(input)?;
    if (0.0..=1.0).contains(&given) {
        Ok(given)
    } else {
        Err(D::Error::custom(format_args!("a confidence of {given}, which is not between 0 and 1")))
    }
}

/// An [`Entity`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EntityRecord<'a> {
    /// Its index.
    pub id: usize,
    /// Its fullest name.
    pub name: Cow<'a, str>,
    /// What it is.
    pub kind: EntityKind,
    /// Which pronouns it has.
    pub gender: Gender,
    /// The id that the caller's cast gives it.
    pub cast: Option<Cow<'a, str>>,
    /// Its distinct names in order of first appearance.
    pub aliases: Vec<Cow<'a, str>>,
    /// What the text says that they are, beside their name.
    #[serde(default)]
    pub roles: Vec<Cow<'a, str>>,
    /// Where the text speaks of it.
    pub mentions: Vec<MentionRecord<'a>>,
}

/// A [`Mention`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MentionRecord<'a> {
    /// Where it stands.
    pub start: usize,
    /// The end, exclusive.
    pub end: usize,
    /// The words.
    pub text: Cow<'a, str>,
    /// A name, a description or a pronoun.
    pub kind: MentionKind,
}

/// A [`Diagnostic`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DiagnosticRecord {
    /// Where.
    pub start: usize,
    /// The end, exclusive.
    pub end: usize,
    /// What.
    pub kind: DiagnosticKind,
}

impl<'d> From<&'d Document<'_>> for Record<'d> {
    fn from(doc: &'d Document<'_>) -> Record<'d> {
        Record::new(doc, Unit::Byte)
    }
}

impl<'d> Record<'d> {
    /// With offsets in the unit that the reader's strings are counted in.
    ///
    /// ```
    /// use inquit::{Record, Unit};
    /// let doc = inquit::attribute("“Né,” he said.");
    /// for quote in Record::new(&doc, Unit::Utf16).quotes {
    ///     assert_eq!((quote.start, quote.end), (0, 5));
    /// }
    /// ```
    #[must_use]
    pub fn new(doc: &'d Document<'_>, unit: Unit) -> Record<'d> {
        let offsets = Offsets::new(doc.text(), unit);
        Record {
            quotes: doc.quotes().map(|quote| QuoteRecord::new(quote, &offsets)).collect(),
            attributions: doc.attributions().map(|said| AttributionRecord::new(said, &offsets)).collect(),
            entities: doc.entities().map(|entity| EntityRecord::new(entity, &offsets)).collect(),
            genre: doc.genre(),
            diagnostics: doc.diagnostics().iter().map(|odd| DiagnosticRecord::new(*odd, &offsets)).collect(),
        }
    }
}

impl<'d> SpanRecord<'d> {
    fn new(excerpt: Excerpt<'d>, offsets: &Offsets<'_>) -> SpanRecord<'d> {
        let range = offsets.span(excerpt.span());
        SpanRecord { start: range.start, end: range.end, text: excerpt.text().into() }
    }
}

impl<'d> QuoteRecord<'d> {
    fn new(quote: Quote<'d, '_>, offsets: &Offsets<'_>) -> QuoteRecord<'d> {
        let range = offsets.span(quote.span());
        QuoteRecord {
            id: quote.id(),
            start: range.start,
            end: range.end,
            inner: SpanRecord::new(quote.inner(), offsets),
            text: quote.text().into(),
            kind: quote.kind(),
            parent: quote.parent().map(Quote::id),
            continues: quote.continues().map(Quote::id),
            attribution: quote.attribution().map(Attribution::id),
        }
    }
}

impl<'d> AttributionRecord<'d> {
    fn new(said: Attribution<'d, '_>, offsets: &Offsets<'_>) -> AttributionRecord<'d> {
        AttributionRecord {
            id: said.id(),
            kind: said.kind(),
            content: said.contents().map(|content| SpanRecord::new(content, offsets)).collect(),
            cue: said.cue().map(|cue| SpanRecord::new(cue, offsets)),
            source: said.source().map(|source| SpanRecord::new(source, offsets)),
            speaker: said.speaker().map(Entity::id),
            addressee: said.addressee().map(Entity::id),
            reference: said.reference(),
            confidence: said.confidence(),
            method: said.method().into(),
        }
    }
}

impl<'d> EntityRecord<'d> {
    fn new(entity: Entity<'d, '_>, offsets: &Offsets<'_>) -> EntityRecord<'d> {
        EntityRecord {
            id: entity.id(),
            name: entity.name().into(),
            kind: entity.kind(),
            gender: entity.gender(),
            cast: entity.character().map(|character| character.id().into()),
            aliases: entity.aliases().map(Into::into).collect(),
            roles: entity.roles().map(Into::into).collect(),
            mentions: entity.mentions().map(|mention| MentionRecord::new(mention, offsets)).collect(),
        }
    }
}

impl<'d> MentionRecord<'d> {
    fn new(mention: Mention<'d, '_>, offsets: &Offsets<'_>) -> MentionRecord<'d> {
        let range = offsets.span(mention.span());
        MentionRecord {
            start: range.start,
            end: range.end,
            text: mention.text().into(),
            kind: mention.kind(),
        }
    }
}

impl DiagnosticRecord {
    fn new(odd: Diagnostic, offsets: &Offsets<'_>) -> DiagnosticRecord {
        let range = offsets.span(odd.span);
        DiagnosticRecord { start: range.start, end: range.end, kind: odd.kind }
    }
}

impl Serialize for Document<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Record::from(self).serialize(serializer)
    }
}

impl Serialize for OwnedDocument {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.document().serialize(serializer)
    }
}
