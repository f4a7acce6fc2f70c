//! The views of an entity and of its mentions.

use core::fmt;
use core::ops::Range;

use super::groups::range;
use super::{
    Aliases, Attributions, Document, EntityData, Excerpt, Found, MentionData, Mentions, Quotes, part,
};
use crate::mention::MentionKind;
use crate::{Character, EntityKind, Gender, Span};

/// Someone or something that speaks or is named, under all its names.
#[derive(Clone, Copy)]
pub struct Entity<'d, 'a> {
    pub(super) doc: &'d Document<'a>,
    pub(super) id: u32,
}

impl<'d, 'a> Entity<'d, 'a> {
    pub(super) const fn new(doc: &'d Document<'a>, id: u32) -> Entity<'d, 'a> {
        Entity { doc, id }
    }

    fn data(self) -> &'d EntityData {
        &self.doc.found.entities[self.id as usize]
    }

    /// Which mentions are its own.
    fn named(self) -> Range<u32> {
        let Found { entities, lists, .. } = self.doc.found.as_ref();
        range(lists.get(..entities.len()).unwrap_or_default(), |end| *end, 0, self.id)
    }

    /// Its number among the document's entities, from 0.
    #[must_use]
    pub const fn id(self) -> usize {
        self.id as usize
    }

    /// The name that the cast gives, or else the fullest proper name in the text; of someone without any the first
    /// mention as it stands ("the old general"), and of a narrator whom nobody names "I".
    #[must_use]
    pub fn name(self) -> &'d str {
        if let Some(character) = self.character() {
            return character.name();
        }
        let data = self.data();
        let first = || part(&self.doc.found.mentions, &self.named()).first().map(|mention| mention.span);
        match data.name.get() {
            Some(span) => self.doc.slice(span),
            None if data.kind == EntityKind::Narrator => "I",
            None => first().map_or("", |span| self.doc.slice(span)),
        }
    }

    /// A person, a group, an organisation, a document that says something …
    #[must_use]
    pub fn kind(self) -> EntityKind {
        self.data().kind
    }

    /// Which pronouns the text has for it.
    #[must_use]
    pub fn gender(self) -> Gender {
        self.data().gender
    }

    /// The member of the caller's cast that it is.
    #[must_use]
    pub fn character(self) -> Option<&'d Character> {
        self.data().cast.get().and_then(|index| self.doc.found.cast.get(index as usize))
    }

    /// The distinct names that the text has for it, in order of first appearance.
    pub fn aliases(self) -> Aliases<'d, 'a> {
        Aliases::new(self.doc, self.doc.found.aliases(self.id))
    }

    /// What the text says beside its names that they are: "Transport Minister", "a nurse from the county hospital"; the
    /// first two of such descriptions.
    ///
    /// ```
    /// let doc = inquit::attribute("Transport Minister Ada Quill said the line would reopen.");
    /// let ada = doc.speakers().next().unwrap();
    /// assert_eq!(ada.roles().collect::<Vec<_>>(), ["Transport Minister"]);
    /// ```
    #[must_use = "iterators do nothing until they are run"]
    pub fn roles(self) -> impl Iterator<Item = &'a str> {
        let roles = self.doc.found.roles.as_slice();
        let from = roles.partition_point(|(entity, _)| *entity < self.id);
        let own =
            roles.get(from..).unwrap_or_default().iter().take_while(move |(entity, _)| *entity == self.id);
        own.map(move |(_, role)| self.doc.slice(*role))
    }

    /// Where the text speaks of it: names, descriptions and pronouns, in text order.
    pub fn mentions(self) -> Mentions<'d, 'a> {
        Mentions::new(self.doc, self.named())
    }

    /// What is attributed to it, in the document's order.
    pub fn attributions(self) -> Attributions<'d, 'a> {
        Attributions::listed(self.doc, self.doc.found.spoken.of(&self.doc.found.lists, self.id))
    }

    /// The quotations attributed to it, in text order.
    pub fn quotes(self) -> Quotes<'d, 'a> {
        Quotes::listed(self.doc, self.doc.found.quoted.of(&self.doc.found.lists, self.id))
    }

    /// How much is attributed to it, quoted or reported, in bytes of the text.
    #[must_use]
    pub fn said(self) -> usize {
        self.data().said as usize
    }
}

impl fmt::Display for Entity<'_, '_> {
    /// Its name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for Entity<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entity")
            .field("id", &self.id)
            .field("name", &self.name())
            .field("kind", &self.kind())
            .field("gender", &self.gender())
            .field("aliases", &self.aliases())
            .finish_non_exhaustive()
    }
}

/// A place where the text speaks of an entity.
#[derive(Clone, Copy)]
pub struct Mention<'d, 'a> {
    pub(super) doc: &'d Document<'a>,
    pub(super) id: u32,
}

impl<'d, 'a> Mention<'d, 'a> {
    pub(super) const fn new(doc: &'d Document<'a>, id: u32) -> Mention<'d, 'a> {
        Mention { doc, id }
    }

    fn data(self) -> &'d MentionData {
        &self.doc.found.mentions[self.id as usize]
    }

    /// Where it stands, in bytes.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().span
    }

    /// The words themselves.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.doc.slice(self.data().span)
    }

    /// The words with their place.
    #[must_use]
    pub fn excerpt(self) -> Excerpt<'a> {
        self.doc.excerpt(self.data().span)
    }

    /// A name, a description or a pronoun.
    #[must_use]
    pub fn kind(self) -> MentionKind {
        self.data().kind
    }

    /// Whom it stands for.
    #[must_use]
    pub fn entity(self) -> Entity<'d, 'a> {
        Entity::new(self.doc, self.data().entity)
    }
}

impl fmt::Display for Mention<'_, '_> {
    /// The mention as it stands in the text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

impl fmt::Debug for Mention<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mention").field("kind", &self.kind()).field("text", &self.excerpt()).finish()
    }
}
