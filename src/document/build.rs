//! What the stages left behind, laid out for the views: each list in one piece, each index checked once.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::groups::{self, Groups};
use super::{AttributionData, Document, EntityData, Found, MentionData, QuoteData, Reference};
use crate::attribution::Relation;
use crate::mention::{Mention, MentionKind};
use crate::options::Options;
use crate::pipeline::Stages;
use crate::span::MaybeIndex;
use crate::{Diagnostic, DiagnosticKind, Span};

impl<'a> Document<'a> {
    /// Turns each list of the stages into one of the document's, in its own place where no other text needs it.
    pub(crate) fn build(text: &'a str, stages: &mut Stages, options: &Options) -> Document<'a> {
        let mut relations = stages.give(|stages| &mut stages.relations);
        // Statements were found after quotations; a reader wants all of them in the order of the text.
        let sure = |relation: &Relation| relation.confidence >= options.min_confidence;
        let begins = |relation: &Relation| {
            stages.content.get(relation.content.start as usize).map(|content| content.start)
        };
        // For each relation its new place, where any has one.
        let mut moved: Vec<(u32, u32)> = Vec::new();
        if !relations.iter().all(sure) || !relations.is_sorted_by_key(begins) {
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
        }
        let names = stages.entities.len() + stages.aliases.len();
        let mut spans = Vec::with_capacity(stages.content.len() + names);
        let mut attributions: Vec<AttributionData> =
            relations.into_iter().map(|relation| attribution(&relation, stages, &mut spans)).collect();
        fit(&mut attributions);
        let relation_of = stages.give(|stages| &mut stages.relation_of);
        let mut quotes: Vec<QuoteData> = stages
            .give(|stages| &mut stages.quotations)
            .into_iter()
            .zip(relation_of.iter().copied().chain(core::iter::repeat(MaybeIndex::NONE)))
            .map(|(quotation, relation)| QuoteData {
                span: quotation.span,
                inner: quotation.inner,
                kind: quotation.kind,
                parent: quotation.parent().into(),
                continues: quotation.continues().into(),
                attribution: relation
                    .get()
                    .map(|at| moved.get(at as usize).map_or(at, |place| place.0))
                    .filter(|&id| (id as usize) < attributions.len())
                    .into(),
            })
            .collect();
        fit(&mut quotes);
        drop((relation_of, moved));

        let owners = stages.entities.len();
        let mut lists = Vec::new();
        lists.reserve_exact(owners + 2 * (owners + attributions.len() + quotes.len()));
        let mentioned = Groups::append(&mut lists, owners, stages.mentions.iter().map(Mention::entity));
        let mention = |index: &u32| {
            let mention = stages.mentions.get(*index as usize)?;
            Some(MentionData {
                span: mention.span(&stages.layout.tokens),
                kind: mention.kind,
                entity: mention.entity()?,
            })
        };
        let known = mentioned.items(&lists);
        let mut mentions = Vec::with_capacity(known.len());
        mentions.extend(known.iter().filter_map(mention));
        // Where each one's mentions stand is known by their order now.
        lists.truncate(owners);
        let (paragraphs, sentences) = stages.spans();

        let (names, roles) =
            (stages.give(|stages| &mut stages.aliases), stages.give(|stages| &mut stages.roles));
        let mut names = names.into_iter().peekable();
        let mut entities: Vec<EntityData> = stages
            .give(|stages| &mut stages.entities)
            .into_iter()
            .zip(0..)
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
        for (attribution, id) in attributions.iter().zip(0..) {
            if let Some(entity) = attribution.speaker.get().and_then(|of| entities.get_mut(of as usize)) {
                let range = groups::range(&attributions, |attribution| attribution.contents, 0, id);
                let content: &[Span] = super::part(&spans, &range);
                let bytes = content.iter().fold(0, |sum: u32, span| sum.saturating_add(span.len() as u32));
                entity.said = entity.said.saturating_add(bytes);
            }
        }

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
