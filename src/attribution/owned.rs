//! Quoted words that a second look left to nobody, though the statement around them says them: *said the vote was “rigged”
//! in three towns*.

use alloc::vec::Vec;

use super::{AttributionKind, Output};
use crate::Span;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class, Frames};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};
use crate::segment;

/// How many quotations of a stretch are looked at, and how many tokens before one.
const MOST: usize = 8;
const BEFORE: usize = 5;

/// Gives each statement what is quoted in it as its predicate, or beside such words.
pub(super) fn take(prose: Prose<'_>, quotations: &mut [Quotation], out: &mut Output<'_>) {
    // Of the statements around a quotation the shortest has it.
    let mut found: Vec<(u32, u32, u32)> = Vec::new();
    for (index, relation) in (0u32..).zip(out.relations.iter()) {
        let Some(cue) = relation.cue.get() else { continue };
        if relation.kind == AttributionKind::Direct || relation.source.is_none() {
            continue;
        }
        let states = || states(prose, cue);
        // *was accused | by the dockers | of “cowardice”*
        let agent = relation.source.get().is_some_and(|source| cue.end < source.start);
        let pieces = out.content.get(relation.content.start as usize..relation.content.end as usize);
        for piece in pieces.unwrap_or_default() {
            let from = quotations.partition_point(|quotation| quotation.span.start < piece.start);
            let inside = quotations.get(from..).unwrap_or_default().iter();
            let inside = inside.take_while(|quotation| piece.contains(quotation.span)).take(MOST);
            for (at, quotation) in (from as u32..).zip(inside) {
                let free = out.relation_of.get(at as usize).is_some_and(|of| of.is_none());
                if free
                    && (is_predicate(prose, quotation) && states()
                        || agent && is_complement(prose, quotation, *piece))
                {
                    found.push((at, piece.len() as u32, index));
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|found| found.0);
    for (at, _, index) in found {
        let (Some(relation), Some(quotation), Some(of)) = (
            out.relations.get_mut(index as usize),
            quotations.get_mut(at as usize),
            out.relation_of.get_mut(at as usize),
        ) else {
            continue;
        };
        *of = Some(index).into();
        quotation.kind = QuoteKind::Mixed;
        relation.kind = AttributionKind::Mixed;
    }
}

/// Whether a cue is a verb by which somebody says that something is so, and not *is meant to show*.
fn states(prose: Prose<'_>, cue: Span) -> bool {
    const TO: u16 = lexicon::entry("to");
    let behind = prose.tokens.partition_point(|token| token.start < cue.end);
    let near = prose.tokens.get(behind.saturating_sub(BEFORE)..behind).unwrap_or_default();
    let mut verbs = near.iter().rev().take_while(|token| token.start >= cue.start);
    let meant = verbs.clone().any(|token| token.word == TO);
    !meant
        && verbs.any(|verb| {
            verb.class().any(Class::SPEECH.or(Class::WRITING))
                && lexicon::verb(verb.word).is_some_and(|verb| verb.frames.any(Frames::THAT))
        })
}

/// Whether a piece of what is said begins with a preposition and such words: *of “cowardice”*.
fn is_complement(prose: Prose<'_>, quotation: &Quotation, piece: Span) -> bool {
    let before = (quotation.tokens.start as usize).checked_sub(1).and_then(|before| prose.tokens.get(before));
    let joint =
        before.is_some_and(|joint| joint.start == piece.start && joint.class().any(Class::PREPOSITION));
    joint && is_free(quotation)
}

/// Whether a quotation may be somebody's, though it is nobody's so far.
fn is_free(quotation: &Quotation) -> bool {
    quotation.kind == QuoteKind::Scare
        && quotation.score != i16::MIN
        && quotation.parent().is_none()
        && !quotation.style.is_unmarked()
}

/// Whether quoted words that begin in lower case stand where a clause says what is so: *was “rigged”*, *must “wake up”*, *is
/// a “gift”*; but not *whose nickname was “bunny”*.
fn is_predicate(prose: Prose<'_>, quotation: &Quotation) -> bool {
    const NAMES: [u16; 10] = lexicon::entries([
        "name", "nickname", "word", "term", "phrase", "title", "slogan", "motto", "called", "known",
    ]);
    const DEGREES: [u16; 6] = lexicon::entries(["so", "too", "very", "also", "just", "now"]);
    let open = quotation.tokens.start as usize;
    let first = prose.tokens.get(open..quotation.tokens.end as usize).unwrap_or_default();
    let first = first.iter().find(|token| token.is(TokenKind::Word));
    let small = first.is_some_and(|first| !first.is_capitalised());
    let before = prose.tokens.get(open.saturating_sub(BEFORE)..open).unwrap_or_default();
    let mut back = before.iter().rev().peekable();
    while back.next_if(|token| DEGREES.contains(&token.word)).is_some() {}
    let helps = Class::AUXILIARY.or(Class::MODAL).or(Class::NEGATION);
    let verb = back.next().is_some_and(|verb: &Token| verb.class().any(helps));
    let named = before.iter().any(|token| NAMES.contains(&token.word));
    is_free(quotation) && small && verb && !named && !segment::begins(prose.sentences, quotation.tokens.start)
}
