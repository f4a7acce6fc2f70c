//! What was found in a text, as a caller sees it: views that lead on to each other.

use alloc::borrow::Cow;
use alloc::collections::BTreeSet;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::ops::Range;

use crate::attribution::{AttributionKind, Method};
use crate::diagnostic::Diagnostic;
use crate::entity::EntityKind;
use crate::mention::MentionKind;
use crate::options::{Cast, Character};
use crate::quotation::QuoteKind;
use crate::span::{MaybeIndex, MaybeSpan};
use crate::{Gender, Genre, Span};

mod attribution;
mod build;
mod entity;
mod excerpt;
mod groups;
mod iter;
mod owned;
mod quote;

pub use attribution::{Attribution, Reference};
pub use entity::{Entity, Mention};
pub use excerpt::Excerpt;
pub use iter::{Aliases, Attributions, Contents, Entities, Mentions, Quotes, Speakers};
pub use owned::OwnedDocument;
pub use quote::Quote;

use groups::Groups;

/// What was found in one text: quotations, attributions, and the entities that they lead to.
///
/// It borrows the text and copies none of it: every slice that the views give lives as long as the text itself, even
/// when the document is gone. [`into_owned`](Document::into_owned) parts it from the text's owner. Views such as
/// [`Quote`] are `Copy` and lead on: quote → attribution → source, cue, speaker → entity → its mentions and quotes. All
/// offsets are UTF-8 bytes; [`Offsets`](crate::Offsets) turns them into characters or UTF-16 units.
///
/// ```
/// let doc = inquit::attribute("“The ledger is gone,” said Ada Quill. “All of it.”");
/// for said in doc.attributions() {
///     println!("{:?} {:?} {:?}", said.source(), said.cue(), said.contents().collect::<Vec<_>>());
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Document<'a> {
    text: &'a str,
    /// Borrowed where an [`OwnedDocument`] holds it.
    found: Cow<'a, Found>,
}

/// All that is known of a text, as spans and indices.
#[derive(Clone, Debug)]
struct Found {
    cast: Cast,
    quotes: Vec<QuoteData>,
    attributions: Vec<AttributionData>,
    entities: Vec<EntityData>,
    /// Content stretches, by attribution, then names, by entity.
    spans: Vec<Span>,
    /// What the text says that they are, by entity.
    roles: Vec<(u32, Span)>,
    /// By entity, in text order.
    mentions: Vec<MentionData>,
    /// Where the mentions of each entity end, then what the groups below tell the places of.
    lists: Vec<u32>,
    /// Attributions and quotes by speaker, quotes by attribution.
    spoken: Groups,
    quoted: Groups,
    attributed: Groups,
    sentences: Vec<Span>,
    paragraphs: Vec<Span>,
    diagnostics: Vec<Diagnostic>,
    genre: Genre,
}

#[derive(Clone, Copy, Debug)]
struct QuoteData {
    span: Span,
    inner: Span,
    kind: QuoteKind,
    parent: MaybeIndex,
    attribution: MaybeIndex,
    continues: MaybeIndex,
}

#[derive(Clone, Debug)]
struct AttributionData {
    kind: AttributionKind,
    /// Where its content stretches end; they begin where those of the one before end.
    contents: u32,
    cue: MaybeSpan,
    source: MaybeSpan,
    speaker: MaybeIndex,
    addressee: MaybeIndex,
    reference: Reference,
    confidence: f32,
    method: Method,
}

#[derive(Clone, Debug)]
struct EntityData {
    name: MaybeSpan,
    cast: MaybeIndex,
    kind: EntityKind,
    gender: Gender,
    /// Where its names end; they begin where those of the one before end.
    aliases: u32,
    /// Bytes of content attributed to it.
    said: u32,
}

#[derive(Clone, Copy, Debug)]
struct MentionData {
    span: Span,
    kind: MentionKind,
    entity: u32,
}

impl<'a> Document<'a> {
    /// The text that it was made from.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The quotations in text order, outer before inner.
    pub fn quotes(&self) -> Quotes<'_, 'a> {
        Quotes::all(self, self.found.quotes.len())
    }

    /// The quotation with this [id](Quote::id).
    #[must_use]
    pub fn quote(&self, id: usize) -> Option<Quote<'_, 'a>> {
        (id < self.found.quotes.len()).then(|| Quote::new(self, id as u32))
    }

    /// The innermost quotation around the character at byte `offset`, its marks included.
    ///
    /// Finding it takes a binary search and as many steps as quotations are nested there.
    ///
    /// ```
    /// let text = "“The ledger is gone,” she said.";
    /// let doc = inquit::attribute(text);
    /// assert!(doc.quote_at(text.find("she").unwrap()).is_none());
    /// ```
    #[must_use]
    pub fn quote_at(&self, offset: usize) -> Option<Quote<'_, 'a>> {
        let after = self.found.quotes.partition_point(|quote| quote.span.start as usize <= offset);
        let mut id = after.checked_sub(1)? as u32;
        loop {
            let quote = self.found.quotes.get(id as usize)?;
            if offset < quote.span.end as usize {
                return Some(Quote::new(self, id));
            }
            id = quote.parent.get()?;
        }
    }

    /// The attributions: direct, mixed and indirect, by where their content begins.
    pub fn attributions(&self) -> Attributions<'_, 'a> {
        Attributions::all(self, self.found.attributions.len())
    }

    /// The attribution with this [id](Attribution::id).
    #[must_use]
    pub fn attribution(&self, id: usize) -> Option<Attribution<'_, 'a>> {
        (id < self.found.attributions.len()).then(|| Attribution::new(self, id as u32))
    }

    /// Everyone and everything that is named or speaks: first the members of a cast, if one was given, then the
    /// others in the order of the text.
    pub fn entities(&self) -> Entities<'_, 'a> {
        Entities::all(self, self.found.entities.len())
    }

    /// The entity with this [id](Entity::id).
    #[must_use]
    pub fn entity(&self, id: usize) -> Option<Entity<'_, 'a>> {
        (id < self.found.entities.len()).then(|| Entity::new(self, id as u32))
    }

    /// Those entities that say something, whoever says most first ([`Entity::said`]).
    pub fn speakers(&self) -> Speakers<'_, 'a> {
        let mut ids: Vec<u32> = (0u32..)
            .zip(&self.found.entities)
            .map(|(id, _)| id)
            .filter(|&id| !self.found.spoken.range(&self.found.lists, id).is_empty())
            .collect();
        let said = |id: u32| self.found.entities.get(id as usize).map_or(0, |entity| entity.said);
        ids.sort_by(|&a, &b| said(b).cmp(&said(a)).then(a.cmp(&b)));
        Speakers::listed(self, ids)
    }

    /// The speakers as a cast, whoever says most first: to be looked through, corrected, and given to
    /// [`Builder::cast`](crate::Builder::cast) for a second run.
    ///
    /// Members of a cast that was given keep their ids; the others have the entity's id, with an `e` before it where
    /// a cast was given, or several where one of that cast has such an id already.
    ///
    /// ```
    /// let text = "“The ledger is gone,” said Ada Quill. “Gone?” Bo asked.";
    /// let cast = inquit::attribute(text).cast();
    /// let again = inquit::Attributor::builder().cast(cast).build()?;
    /// # let _ = again.attribute(text);
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub fn cast(&self) -> Vec<Character> {
        let taken: BTreeSet<&str> = self.found.cast.iter().map(Character::id).collect();
        let found = |entity: Entity<'_, 'a>| {
            let prefix = if taken.is_empty() { "" } else { "e" };
            let mut id = alloc::format!("{prefix}{}", entity.id());
            while taken.contains(id.as_str()) {
                id.insert(0, 'e');
            }
            let name = entity.name();
            Character::new(id, name)
                .aliases(entity.aliases().filter(|&alias| alias != name).map(ToString::to_string))
                .gender(entity.gender())
                .narrator(entity.kind() == EntityKind::Narrator)
        };
        let blank = |entity: &Entity<'_, 'a>| entity.name().trim().is_empty();
        self.speakers()
            .filter(|entity| !blank(entity))
            .map(|entity| entity.character().cloned().unwrap_or_else(|| found(entity)))
            .collect()
    }

    /// The sentences, from first token to last; white space between them belongs to none.
    #[must_use]
    pub fn sentences(&self) -> &[Span] {
        &self.found.sentences
    }

    /// The paragraphs, from first token to last.
    #[must_use]
    pub fn paragraphs(&self) -> &[Span] {
        &self.found.paragraphs
    }

    /// As what it was read: as news or as fiction. [`Genre::Detect`] where the work stopped before that mattered
    /// ([`Attributor::quotations`](crate::Attributor::quotations)).
    ///
    /// ```
    /// let doc = inquit::attribute("The council voted on Monday to close two schools, officials said.");
    /// assert_eq!(doc.genre(), inquit::Genre::News);
    /// ```
    #[must_use]
    pub fn genre(&self) -> Genre {
        self.found.genre
    }

    /// What was odd about the text, in text order.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.found.diagnostics
    }

    /// With the text as its own copy, to outlive whoever owned it.
    ///
    /// ```
    /// fn read() -> inquit::OwnedDocument {
    ///     let text = String::from("“No,” he said.");
    ///     inquit::attribute(&text).into_owned()
    /// }
    /// assert_eq!(read().document().text(), "“No,” he said.");
    /// ```
    pub fn into_owned(self) -> OwnedDocument {
        OwnedDocument { text: self.text.into(), found: self.found.into_owned() }
    }

    fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn excerpt(&self, span: Span) -> Excerpt<'a> {
        Excerpt::new(span, self.slice(span))
    }
}

impl Found {
    /// The content stretches of an attribution.
    fn contents(&self, attribution: u32) -> &[Span] {
        part(&self.spans, &groups::range(&self.attributions, |data| data.contents, 0, attribution))
    }

    /// The names of an entity.
    fn aliases(&self, entity: u32) -> &[Span] {
        let first = self.attributions.last().map_or(0, |last| last.contents);
        part(&self.spans, &groups::range(&self.entities, |data| data.aliases, first, entity))
    }
}

/// A range of a list that belongs to this document.
fn part<'d, T>(list: &'d [T], range: &Range<u32>) -> &'d [T] {
    list.get(range.start as usize..range.end as usize).unwrap_or_default()
}

/// Views are equal where they show the same item of the same document.
macro_rules! equal {
    ($($view:ident),*) => {$(
        impl PartialEq for $view<'_, '_> {
            fn eq(&self, other: &Self) -> bool {
                self.id == other.id && core::ptr::addr_eq(self.doc, other.doc)
            }
        }

        impl Eq for $view<'_, '_> {}

        impl core::hash::Hash for $view<'_, '_> {
            fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
                self.id.hash(state);
            }
        }
    )*};
}

equal!(Quote, Attribution, Entity, Mention);
