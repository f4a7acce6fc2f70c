//! Words quoted in what somebody says that another says: *Her lawyers say she told the board the figures were “decorative.”*

use alloc::vec::Vec;

use super::{AttributionKind, Output};
use crate::Span;
use crate::lexicon::{Class, entry};
use crate::pipeline::Prose;
use crate::quotation::Quotation;

/// How many stretches that begin before a quotation are looked at for one that holds it.
const NEAR: usize = 8;

/// Gives each quotation in a statement within a statement to the inner one.
pub(super) fn take(prose: Prose<'_>, quotations: &[Quotation], out: &mut Output<'_>) {
    let mixed = |at: usize, out: &Output<'_>| {
        let outer = out.relation_of.get(at).and_then(|of| of.get())?;
        let known = out.relations.get(outer as usize)?;
        (known.kind == AttributionKind::Mixed && known.source.is_some()).then_some(outer)
    };
    if !(0..quotations.len()).any(|at| mixed(at, out).is_some()) {
        return;
    }
    let mut pieces: Vec<(Span, u32)> = Vec::new();
    for (index, relation) in (0u32..).zip(out.relations.iter()) {
        let range = relation.content.start as usize..relation.content.end as usize;
        if relation.source.is_some() && relation.kind != AttributionKind::Direct {
            pieces.extend(out.content.get(range).unwrap_or_default().iter().map(|piece| (*piece, index)));
        }
    }
    pieces.sort_unstable();
    for (at, quotation) in quotations.iter().enumerate() {
        let Some(outer) = mixed(at, out) else { continue };
        let before = pieces.partition_point(|(piece, _)| piece.start <= quotation.span.start);
        let near = pieces.get(before.saturating_sub(NEAR)..before).unwrap_or_default();
        let holds = |piece: &Span| piece.contains(quotation.span);
        let whole = near.iter().find(|(piece, of)| *of == outer && holds(piece)).map(|(piece, _)| *piece);
        let Some(whole) = whole else { continue };
        let inner = near.iter().rev().find(|(piece, of)| {
            let relation = out.relations.get(*of as usize);
            let said = relation.and_then(|relation| relation.source.get().zip(relation.cue.get()));
            let inside = said.is_some_and(|(source, cue)| {
                whole.contains(source) && whole.contains(cue) && speaks(prose, source, cue)
            });
            *of != outer && holds(piece) && piece.end <= whole.end && inside
        });
        let Some(&(_, inner)) = inner else { continue };
        if let Some(of) = out.relation_of.get_mut(at) {
            *of = Some(inner).into();
        }
        if let Some(relation) = out.relations.get_mut(inner as usize) {
            relation.kind = AttributionKind::Mixed;
        }
    }
}

/// Whether a cue is a single verb of speech right behind a source that names or describes somebody.
fn speaks(prose: Prose<'_>, source: Span, cue: Span) -> bool {
    let at = prose.tokens.partition_point(|token| token.start < cue.start);
    let relative = Class::WH.or(Class::SUBORDINATOR);
    // *a loophole called an “inversion”*
    let names = const { entry("called") };
    let verb = prose.tokens.get(at).filter(|verb| verb.span() == cue && verb.word != names);
    verb.is_some_and(|verb| verb.class().all(Class::SPEECH.or(Class::TAG)) && verb.class().any(Class::PAST))
        && at.checked_sub(1).and_then(|before| prose.tokens.get(before)).is_some_and(|last| {
            last.span().end == source.end && !(last.span() == source && last.class().any(relative))
        })
}
