//! Tokens to mentions: the noun phrases that can name who speaks.

use alloc::vec::Vec;

use crate::Span;
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::span::Run;

/// What sort of noun phrase a mention is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum MentionKind {
    /// A proper name, with or without title.
    Name,
    /// A description: "the old general", "a spokesperson for the mill", "his mother".
    Nominal,
    /// A third-person pronoun.
    Pronoun,
    /// I, we, me, us.
    First,
    /// you.
    Second,
}

/// A noun phrase that can stand for a source, a speaker or an addressee.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mention {
    /// The whole phrase: title, name, and what follows that belongs to it.
    pub(crate) tokens: Run,
    pub(crate) span: Span,
    /// For a name the bare name without title and description; for the others the head noun or the pronoun.
    pub(crate) head: Run,
    pub(crate) kind: MentionKind,
    pub(crate) gender: Gender,
    /// More than one: they, "officials", "X and Y".
    pub(crate) plural: bool,
    /// Inside this quotation, where it is in one (the innermost).
    pub(crate) quotation: Option<u32>,
    /// Who it is; filled in by the entity stage.
    pub(crate) entity: Option<u32>,
}

/// Grammatical and social gender as far as the text shows it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Gender {
    /// She.
    #[cfg_attr(feature = "serde", serde(rename = "F"))]
    Female,
    /// He.
    #[cfg_attr(feature = "serde", serde(rename = "M"))]
    Male,
    /// Another, or several people of different genders.
    #[cfg_attr(feature = "serde", serde(rename = "X"))]
    Other,
    /// Nothing in the text tells.
    #[default]
    #[cfg_attr(feature = "serde", serde(rename = "U"))]
    Unknown,
}

/// Appends the mentions in text order (by first token; of two that begin together the longer first).
pub(crate) fn find(_prose: Prose<'_>, _quotations: &[Quotation], _out: &mut Vec<Mention>) {}
