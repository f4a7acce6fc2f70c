//! Quotations to utterances: what one speaker says at a stretch, with the tag that names them.

use alloc::vec::Vec;

use crate::attribution::Relation;
use crate::mention::{Gender, Mention, MentionKind};
use crate::quotation::{Quotation, QuoteKind};
use crate::room::make_room;
use crate::span::{MaybeIndex, Run};

/// How an utterance's reporting clause names its source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tag {
    /// No clause, or one without a source.
    None = 0,
    Name = 1,
    Nominal = 2,
    Pronoun = 3,
    /// I, we, or the "you" of whom a tale is told.
    First = 4,
}

/// The quotations of one relation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Utterance {
    pub(super) relation: u32,
    /// The first quotation and the one after the last.
    #[cfg(feature = "train")]
    pub(super) quotations: (u32, u32),
    /// From the first mark to the last.
    pub(super) tokens: Run,
    /// The first token after the first quotation, and the first token of the last one.
    pub(super) inner: (u32, u32),
    pub(super) paragraph: u32,
    pub(super) last_paragraph: u32,
    pub(super) tag: Tag,
    pub(super) gender: Gender,
    pub(super) plural: bool,
    /// The source's mention.
    pub(super) source: MaybeIndex,
    /// The entity that the tag names outright, or the speaker's own words.
    pub(super) named: MaybeIndex,
    /// Utterances of one paragraph share a turn.
    pub(super) turn: u32,
}

impl Utterance {
    /// Whether its tag says no more than "he" or "she", of one whom nothing has named so far.
    pub(super) const fn is_left_to_pronoun(&self) -> bool {
        matches!(self.tag, Tag::Pronoun) && self.named.is_none() && !self.plural
    }
}

/// Appends an utterance for each relation that quotes whole speech, in text order; `named` holds, in the relations' order,
/// in which of them somebody gives their own name.
pub(super) fn gather(
    quotations: &[Quotation],
    mentions: &[Mention],
    relations: &[Relation],
    relation_of: &[MaybeIndex],
    named: &[(u32, u32)],
    out: &mut Vec<Utterance>,
) {
    for (index, quotation) in quotations.iter().enumerate() {
        let Some(relation_index) = relation_of.get(index).and_then(|of| of.get()) else { continue };
        if quotation.parent().is_some() || quotation.kind == QuoteKind::Scare {
            continue;
        }
        let Some(relation) = relations.get(relation_index as usize) else { continue };
        // A letter that stands for somebody whom the text does not name.
        if quotation.label.is_some() && relation.mention.is_none() {
            continue;
        }
        if let Some(last) = out.last_mut().filter(|u| u.relation == relation_index) {
            #[cfg(feature = "train")]
            {
                last.quotations.1 = index as u32 + 1;
            }
            last.inner.1 = quotation.tokens.start;
            last.tokens.end = quotation.tokens.end.max(last.tokens.end);
            last.last_paragraph = quotation.paragraph;
            continue;
        }
        let turn = out.last().map_or(0, |u| u.turn + u32::from(u.last_paragraph != quotation.paragraph));
        let source = relation.cue.get().and(relation.mention.get());
        let mention = source.and_then(|m| mentions.get(m as usize));
        let own = named.binary_search_by_key(&relation_index, |(relation, _)| *relation);
        let own = own.ok().and_then(|own| named.get(own)).map(|(_, entity)| *entity);
        make_room(out, index, quotations.len());
        out.push(Utterance {
            relation: relation_index,
            #[cfg(feature = "train")]
            quotations: (index as u32, index as u32 + 1),
            tokens: quotation.tokens,
            inner: (quotation.tokens.end, quotation.tokens.start),
            paragraph: quotation.paragraph,
            last_paragraph: quotation.paragraph,
            tag: mention.map_or(Tag::None, tag_of),
            gender: mention.map_or(Gender::Unknown, |m| m.gender),
            plural: mention.is_some_and(|m| m.plural),
            source: source.into(),
            named: mention.and_then(|m| m.entity()).or(own).into(),
            turn,
        });
    }
}

fn tag_of(mention: &Mention) -> Tag {
    match mention.kind {
        MentionKind::Name => Tag::Name,
        MentionKind::Nominal => Tag::Nominal,
        MentionKind::Pronoun => Tag::Pronoun,
        MentionKind::First => Tag::First,
        // You are somebody where the tale is told of you.
        MentionKind::Second if mention.entity().is_some() => Tag::First,
        MentionKind::Second => Tag::None,
    }
}
