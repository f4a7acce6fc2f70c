//! What the stages left behind, laid out for the views: each list in one piece, each index checked once.

use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use super::{AttributionData, Document, EntityData, Found, MentionData, QuoteData, Reference};
use crate::attribution::Relation;
use crate::mention::MentionKind;
use crate::options::Options;
use crate::pipeline::Stages;
use crate::{Diagnostic, DiagnosticKind, Span};

impl<'a> Document<'a> {
    pub(crate) fn build(text: &'a str, stages: &mut Stages, options: &Options) -> Document<'a> {
        let (paragraphs, sentences) = stages.spans();
        let mut contents = Vec::with_capacity(stages.content.len());
        let mut attributions = Vec::with_capacity(stages.relations.len());
        // Where relations are left out the others move up.
        let least = options.min_confidence;
        let sure = |relation: &Relation| relation.confidence >= least;
        let all = stages.relations.iter().all(sure);
        let mut moved = Vec::new();
        for relation in &stages.relations {
            if !all {
                moved.push(sure(relation).then_some(attributions.len() as u32));
            }
            if sure(relation) {
                attributions.push(attribution(relation, stages, &mut contents));
            }
        }

        let mut quotes: Vec<QuoteData> = stages
            .quotations
            .iter()
            .zip(stages.relation_of.iter().copied().chain(core::iter::repeat(None)))
            .map(|(quotation, relation)| QuoteData {
                span: quotation.span,
                inner: quotation.inner,
                kind: quotation.kind,
                parent: quotation.parent(),
                continues: quotation.continues(),
                attribution: match relation {
                    Some(relation) if !all => moved.get(relation as usize).copied().flatten(),
                    relation => relation.filter(|&id| (id as usize) < attributions.len()),
                },
            })
            .collect();
        quotes.shrink_to_fit();

        let mut aliases = Vec::with_capacity(stages.entities.len() + stages.aliases.len());
        let mut others = stages.aliases.iter().peekable();
        let mut entities: Vec<EntityData> = stages
            .entities
            .iter()
            .zip(0..)
            .map(|(entity, id)| {
                let start = aliases.len() as u32;
                aliases.extend(entity.alias);
                while let Some((_, alias)) = others.next_if(|(owner, _)| *owner == id) {
                    aliases.push(*alias);
                }
                EntityData {
                    name: entity.name,
                    cast: entity.cast,
                    kind: entity.kind,
                    gender: entity.gender,
                    roles: entity.roles,
                    aliases: start..aliases.len() as u32,
                    mentions: 0..0,
                    spoken: 0..0,
                    quoted: 0..0,
                    said: 0,
                }
            })
            .collect();

        for attribution in &attributions {
            if let Some(entity) = attribution.speaker.and_then(|id| entities.get_mut(id as usize)) {
                let content: &[Span] = super::part(&contents, &attribution.contents);
                let bytes = content.iter().fold(0, |sum: u32, span| sum.saturating_add(span.len() as u32));
                entity.said = entity.said.saturating_add(bytes);
            }
        }

        let attributed =
            group(&mut attributions, |a| &mut a.quotes, quotes.iter().map(|quote| quote.attribution));
        let speakers = || attributions.iter().map(|attribution| attribution.speaker);
        let spoken = group(&mut entities, |e| &mut e.spoken, speakers());
        let speaker_of =
            |quote: &QuoteData| attributions.get(quote.attribution? as usize).and_then(|a| a.speaker);
        let quoted = group(&mut entities, |e| &mut e.quoted, quotes.iter().map(speaker_of));
        let known = group(&mut entities, |e| &mut e.mentions, stages.mentions.iter().map(|m| m.entity()));
        let mut mentions = Vec::with_capacity(known.len());
        mentions.extend(
            known
                .iter()
                .filter_map(|&index| stages.mentions.get(index as usize))
                .filter_map(|m| Some(MentionData { span: m.span, kind: m.kind, entity: m.entity()? })),
        );
        drop(known);

        let mut diagnostics = stages.diagnostics.clone();
        if text.len() > u32::MAX as usize {
            let end = paragraphs.last().map_or(0, |paragraph| paragraph.end);
            diagnostics.push(Diagnostic { span: Span::new(end, end), kind: DiagnosticKind::Unread });
        }

        let found = Found {
            cast: options.cast.clone(),
            quotes,
            attributions,
            contents,
            attributed,
            entities,
            aliases,
            mentions,
            spoken,
            quoted,
            sentences,
            paragraphs,
            diagnostics,
        };
        Document { text, found: Cow::Owned(found) }
    }
}

fn attribution(relation: &Relation, stages: &Stages, contents: &mut Vec<Span>) -> AttributionData {
    let start = contents.len() as u32;
    contents.extend_from_slice(super::part(&stages.content, &relation.content));
    let entity = |id: &u32| (*id as usize) < stages.entities.len();
    let mention = relation.mention.and_then(|index| stages.mentions.get(index as usize));
    AttributionData {
        kind: relation.kind,
        contents: start..contents.len() as u32,
        quotes: 0..0,
        cue: relation.cue,
        source: relation.source,
        speaker: relation.speaker.filter(entity),
        addressee: relation.addressee.filter(entity),
        reference: match (relation.cue, mention.map(|mention| mention.kind)) {
            (Some(_), Some(MentionKind::Name) | None) => Reference::Explicit,
            (Some(_), _) => Reference::Anaphoric,
            (None, _) => Reference::Implicit,
        },
        confidence: relation.confidence,
        method: relation.method,
    }
}

/// Groups items by owner (a counting sort: each group keeps the items' order) and tells each owner where its group is.
fn group<T>(
    owners: &mut [T],
    range: impl Fn(&mut T) -> &mut Range<u32>,
    owner_of: impl Iterator<Item = Option<u32>> + Clone,
) -> Vec<u32> {
    let mut total = 0;
    for owner in owner_of.clone().flatten() {
        if let Some(owner) = owners.get_mut(owner as usize) {
            range(owner).end += 1;
            total += 1;
        }
    }
    let mut start = 0;
    for owner in owners.iter_mut() {
        let range = range(owner);
        let len = range.end;
        *range = start..start;
        start += len;
    }
    let mut grouped = vec![0; total];
    for (item, owner) in (0u32..).zip(owner_of) {
        if let Some(owner) = owner.and_then(|owner| owners.get_mut(owner as usize)) {
            let end = &mut range(owner).end;
            if let Some(place) = grouped.get_mut(*end as usize) {
                *place = item;
            }
            *end += 1;
        }
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_their_order() {
        let mut owners = vec![0..0, 0..0, 0..0];
        let grouped = group(
            &mut owners,
            |range| range,
            [Some(2), None, Some(0), Some(2), Some(9), Some(0)].into_iter(),
        );
        assert_eq!(grouped, [2, 5, 0, 3]);
        assert_eq!(owners, [0..2, 2..2, 2..4]);
    }
}
