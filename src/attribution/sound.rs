//! Statements that no reader would see: the models look at words alone, the grammar knows what stands around them.

use alloc::vec::Vec;

use super::{AttributionKind, Output, Relation};
use crate::Span;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::Class;
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};
use crate::span::Run;

/// How many relations to either side may be of the same sentence.
const NEAR: usize = 6;

/// How many tokens at a paragraph's beginning mark an item of a list, or a line that is passed on: *1.*, *(2)*, *•*, *>*.
pub(super) fn marker(prose: Prose<'_>, paragraph: &[Token]) -> usize {
    let bullet = |token: &Token| {
        let text = prose.text.get(token.span().range()).unwrap_or_default();
        matches!(text, ">" | "•" | "·" | "▪" | "◦" | "*" | "-")
    };
    match paragraph {
        [number, after, ..]
            if number.is(TokenKind::Number) && matches!(after.kind, TokenKind::Stop | TokenKind::Close) =>
        {
            2
        }
        [open, number, close, ..]
            if open.is(TokenKind::Open) && number.is(TokenKind::Number) && close.is(TokenKind::Close) =>
        {
            3
        }
        [first, next, ..] if bullet(first) && next.space_before() => 1,
        _ => 0,
    }
}

/// Cuts such a marker from what is said behind it.
pub(super) fn unmark(prose: Prose<'_>, quotations: &mut [Quotation], out: &mut Output<'_>) {
    let marked = |run: &Run| prose.tokens.get(run.range()).is_some_and(|tokens| marker(prose, tokens) > 0);
    let marked: Vec<Run> = prose.paragraphs.iter().map(|paragraph| paragraph.tokens).filter(marked).collect();
    if marked.is_empty() {
        return;
    }
    for relation in out.relations.iter_mut() {
        let range = relation.content.start as usize..relation.content.end as usize;
        let Some(pieces) = out.content.get_mut(range) else { continue };
        let Some((piece, start)) = pieces.first_mut().and_then(|piece| {
            let start = after_marker(prose, &marked, *piece)?;
            Some((piece, start))
        }) else {
            continue;
        };
        piece.start = start;
        let quotation = quotations.binary_search_by_key(&start, |quotation| quotation.span.start);
        let quotation = quotation.ok().and_then(|at| quotations.get_mut(at));
        // What stands around its own clause is not what the clause hands on.
        let around =
            |quotation: &Quotation| relation.cue.get().is_some_and(|cue| quotation.span.contains(cue));
        if let Some(quotation) = quotation.filter(|q| q.span.end >= piece.end && !around(q)) {
            *piece = quotation.inner;
            if pieces.len() == 1 {
                (quotation.kind, relation.kind) = (QuoteKind::Direct, AttributionKind::Direct);
            }
        }
    }
}

/// Where what is said begins in a piece that begins with its paragraph's marker, of the paragraphs that have one.
fn after_marker(prose: Prose<'_>, marked: &[Run], piece: Span) -> Option<u32> {
    let before = |at: u32| prose.tokens.get(at as usize).is_some_and(|token| token.start < piece.start);
    let paragraph = *marked.get(marked.partition_point(|paragraph| before(paragraph.start)))?;
    let opens = paragraph.start.checked_sub(1).is_none_or(before);
    let tokens = prose.tokens.get(paragraph.range()).filter(|_| opens)?;
    tokens.get(marker(prose, tokens)).filter(|first| first.start < piece.end).map(|first| first.start)
}

/// Empties statements that cannot be: made from a tag's source and cue, or once more by the tag of a quotation.
pub(super) fn sift(prose: Prose<'_>, quotations: &[Quotation], out: &mut Output<'_>) {
    if !out.relations.iter().any(|relation| relation.kind == AttributionKind::Indirect) {
        return;
    }
    let mut order: Vec<(u32, u32)> = Vec::with_capacity(out.relations.len());
    order.extend((0u32..).zip(out.relations.iter()).filter_map(|(at, r)| Some((r.cue.get()?.start, at))));
    order.sort_unstable();
    let mut empty = Vec::new();
    for (at, &(_, index)) in order.iter().enumerate() {
        let Some(relation) = out.relations.get(index as usize) else { continue };
        let (Some(cue), Some(content)) = (relation.cue.get(), first(out.content, relation)) else { continue };
        if relation.kind != AttributionKind::Indirect {
            continue;
        }
        let near = order.get(at.saturating_sub(NEAR)..(at + NEAR + 1).min(order.len())).unwrap_or_default();
        let quoted = near.iter().filter_map(|(_, other)| out.relations.get(*other as usize));
        let mut quoted = quoted.filter(|other| other.kind != AttributionKind::Indirect);
        let again = quoted.any(|other| {
            let Some(tag) = other.cue.get() else { return false };
            if other.kind == AttributionKind::Mixed {
                // *said | Britain | must “wake up”*
                return tag.overlaps(cue)
                    && first(out.content, other).is_some_and(|all| all.contains(content));
            }
            other.source.get().is_some_and(|source| source.overlaps(cue)) && tag.overlaps(content)
                || tag.overlaps(cue) && !is_clause(prose, content)
        });
        if again || leaves_quotation(prose, quotations, relation, cue) {
            empty.push(index);
        }
    }
    for index in empty {
        if let Some(relation) = out.relations.get_mut(index as usize) {
            relation.content.end = relation.content.start;
        }
    }
}

fn first(content: &[Span], relation: &Relation) -> Option<Span> {
    content.get(relation.content.start as usize).copied()
}

/// *that the bridge would hold*.
fn is_clause(prose: Prose<'_>, content: Span) -> bool {
    let at = prose.tokens.partition_point(|token| token.start < content.start);
    prose.tokens.get(at).is_some_and(|token| token.class().any(Class::SUBORDINATOR.or(Class::WH)))
}

/// Whether the source is a word of a quotation that the cue stands outside of: *“They walk less,” | notes Ada Quill*.
fn leaves_quotation(prose: Prose<'_>, quotations: &[Quotation], relation: &Relation, cue: Span) -> bool {
    let Some(source) = relation.source.get() else { return false };
    /// Nobody tells what somebody said that somebody said more often.
    const DEPTH: usize = 8;
    let last = quotations.partition_point(|quotation| quotation.span.start <= source.start).checked_sub(1);
    let of = |at: usize| quotations.get(at);
    let outer = |quotation: &&Quotation| quotation.parent().and_then(|parent| of(parent as usize));
    let mut around = core::iter::successors(last.and_then(of), outer).take(DEPTH);
    let mark = |token: &Token| token.is(TokenKind::Mark);
    around.any(|quotation| {
        quotation.inner.contains(source)
            && !quotation.span.overlaps(cue)
            && prose.tokens.get(quotation.tokens.start as usize).is_some_and(mark)
    })
}
