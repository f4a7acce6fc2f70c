//! What the stages left behind, laid out for the views: each list in one piece, each index checked once.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::groups::{self, Groups};
use super::{AttributionData, Document, EntityData, Found, MentionData, QuoteData, Reference};
use crate::attribution::Relation;
use crate::mention::{Mention, MentionKind};
use crate::options::Options;
use crate::pipeline::Stages;
use crate::quotation::Quotation;
use crate::span::MaybeIndex;
use crate::{Diagnostic, DiagnosticKind, Span};

impl<'a> Document<'a> {
    /// Turns each list of the stages into one of the document's, in its own place where no other text needs it.
    pub(crate) fn build(text: &'a str, stages: &mut Stages, options: &Options) -> Document<'a> {
        let mut relations = stages.give(|stages| &mut stages.relations);
        let moved = put_in_order(&mut relations, &stages.content, options);
        let names = stages.entities.len() + stages.aliases.len();
        let mut spans = Vec::with_capacity(stages.content.len() + names);
        let mut attributions: Vec<AttributionData> =
            relations.into_iter().map(|relation| attribution(&relation, stages, &mut spans)).collect();
        fit(&mut attributions);
        let quotes = quotes(stages, &moved, attributions.len());
        drop(moved);

        let owners = stages.entities.len();
        let mut lists = Vec::new();
        lists.reserve_exact(owners + 2 * (owners + attributions.len() + quotes.len()));
        let mentions = mentions(stages, &mut lists);
        let (paragraphs, sentences) = stages.spans();

        let roles = stages.give(|stages| &mut stages.roles);
        let mut entities = entities(stages, &mut spans);
        count_said(&attributions, &spans, &mut entities);

        let speakers = || attributions.iter().map(|attribution| attribution.speaker.get());
        let spoken = Groups::append(&mut lists, owners, speakers());
        let speaker_of =
            |quote: &QuoteData| attributions.get(quote.attribution.get()? as usize)?.speaker.get();
        let quoted = Groups::append(&mut lists, owners, quotes.iter().map(speaker_of));
        let attributed = Groups::append(
            &mut lists,
            attributions.len(),
            quotes.iter().map(|quote| quote.attribution.get()),
        );

        let mut diagnostics = stages.give(|stages| &mut stages.diagnostics);
        if text.len() > u32::MAX as usize {
            let end = paragraphs.last().map_or(0, |paragraph| paragraph.end);
            diagnostics.push(Diagnostic { span: Span::new(end, end), kind: DiagnosticKind::Unread });
        }

        let found = Found {
            cast: options.cast.clone(),
            quotes,
            attributions,
            entities,
            spans,
            roles,
            mentions,
            lists,
            spoken,
            quoted,
            attributed,
            sentences,
            paragraphs,
            diagnostics,
            genre: stages.genre,
        };
        Document { text, found: Cow::Owned(found) }
    }
}

/// Puts relations in the order of the text and leaves out those of little confidence: statements were found after
/// quotations. For each relation its new place, where any has one.
fn put_in_order(relations: &mut Vec<Relation>, content: &[Span], options: &Options) -> Vec<(u32, u32)> {
    let sure = |relation: &Relation| relation.confidence >= options.min_confidence;
    let begins =
        |relation: &Relation| content.get(relation.content.start as usize).map(|content| content.start);
    let mut moved: Vec<(u32, u32)> = Vec::new();
    if relations.iter().all(sure) && relations.is_sorted_by_key(begins) {
        return moved;
    }
    let first = |relation: &Relation| begins(relation).filter(|_| sure(relation)).unwrap_or(u32::MAX);
    moved.reserve_exact(relations.len());
    moved.extend(relations.iter().map(first).zip(0..));
    moved.sort_unstable();
    for place in 0..moved.len() {
        if let Some(&(_, from)) = moved.get(place)
            && let Some(from) = moved.get_mut(from as usize)
        {
            from.0 = place as u32;
        }
    }
    relations.sort_by_key(first);
    relations.truncate(relations.partition_point(sure));
    moved
}

/// The quotations, with the attributions that their relations have become.
fn quotes(stages: &mut Stages, moved: &[(u32, u32)], attributions: usize) -> Vec<QuoteData> {
    let relation_of = stages.give(|stages| &mut stages.relation_of);
    let quotations = stages.give(|stages| &mut stages.quotations).into_iter();
    let relation_of = relation_of.iter().copied().chain(core::iter::repeat(MaybeIndex::NONE));
    let quote = |(quotation, relation): (Quotation, MaybeIndex)| QuoteData {
        span: quotation.span,
        inner: quotation.inner,
        kind: quotation.kind,
        parent: quotation.parent().into(),
        continues: quotation.continues().into(),
        attribution: relation
            .get()
            .map(|at| moved.get(at as usize).map_or(at, |place| place.0))
            .filter(|&id| (id as usize) < attributions)
            .into(),
    };
    let mut quotes: Vec<QuoteData> = quotations.zip(relation_of).map(quote).collect();
    fit(&mut quotes);
    quotes
}

/// The mentions of entities, grouped by these; where each one's end is appended to the lists.
fn mentions(stages: &Stages, lists: &mut Vec<u32>) -> Vec<MentionData> {
    let owners = stages.entities.len();
    let before = lists.len();
    let mentioned = Groups::append(lists, owners, stages.mentions.iter().map(Mention::entity));
    let known = mentioned.items(lists);
    let mut mentions = Vec::with_capacity(known.len());
    mentions.extend(known.iter().filter_map(|index| {
        let mention = stages.mentions.get(*index as usize)?;
        Some(MentionData {
            span: mention.span(&stages.layout.tokens),
            kind: mention.kind,
            entity: mention.entity()?,
        })
    }));
    // Which mentions are whose is known by their order now.
    lists.truncate(before + owners);
    mentions
}

/// The entities; their further names are appended to the spans.
fn entities(stages: &mut Stages, spans: &mut Vec<Span>) -> Vec<EntityData> {
    let mut names = stages.give(|stages| &mut stages.aliases).into_iter().peekable();
    let entities = stages.give(|stages| &mut stages.entities).into_iter().zip(0..);
    let mut entities: Vec<EntityData> = entities
        .map(|(entity, id)| {
            spans.extend(entity.alias.get());
            while let Some((_, alias)) = names.next_if(|(owner, _)| *owner == id) {
                spans.push(alias);
            }
            EntityData {
                name: entity.name,
                cast: entity.cast,
                kind: entity.kind,
                gender: entity.gender,
                aliases: spans.len() as u32,
                said: 0,
            }
        })
        .collect();
    fit(&mut entities);
    entities
}

/// Counts how much each entity says.
fn count_said(attributions: &[AttributionData], spans: &[Span], entities: &mut [EntityData]) {
    for (attribution, id) in attributions.iter().zip(0..) {
        if let Some(entity) = attribution.speaker.get().and_then(|of| entities.get_mut(of as usize)) {
            let range = groups::range(attributions, |attribution| attribution.contents, 0, id);
            let content: &[Span] = super::part(spans, &range);
            let bytes = content.iter().fold(0, |sum: u32, span| sum.saturating_add(span.len() as u32));
            entity.said = entity.said.saturating_add(bytes);
        }
    }
}

/// Gives back what a list has no use for, where that is worth a copy.
fn fit<T>(list: &mut Vec<T>) {
    const LITTLE: usize = 16;
    if list.capacity() > list.len() + list.len() / 16 + LITTLE {
        list.shrink_to_fit();
    }
}

/// What a relation tells of its attribution, whose content ends where the list does.
fn attribution(relation: &Relation, stages: &Stages, contents: &mut Vec<Span>) -> AttributionData {
    contents.extend_from_slice(super::part(&stages.content, &relation.content));
    let entity = |id: &u32| (*id as usize) < stages.entities.len();
    let mention = relation.mention.get().and_then(|index| stages.mentions.get(index as usize));
    AttributionData {
        kind: relation.kind,
        contents: contents.len() as u32,
        cue: relation.cue,
        source: relation.source,
        speaker: relation.speaker.get().filter(entity).into(),
        addressee: relation.addressee.get().filter(entity).into(),
        reference: match (relation.cue.get(), mention.map(|mention| mention.kind)) {
            (Some(_), Some(MentionKind::Name) | None) => Reference::Explicit,
            (Some(_), _) => Reference::Anaphoric,
            (None, _) => Reference::Implicit,
        },
        confidence: relation.confidence,
        method: relation.method,
    }
}
