//! Quotations with their clauses to relations: what grammar alone decides.

use alloc::vec::Vec;

use super::{AttributionKind, Method, NEAR, Output, Relation, Rule, sound};
use crate::Span;
use crate::clause::{self, Clause};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::Class;
use crate::mention::Mention;
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};
use crate::room::make_room;
use crate::span::{MaybeIndex, Run};

/// The method of a quotation that no clause reports: whoever resolves speakers decides.
pub(crate) const DEFERRED: Method = Method::Named(Rule::Deferred);

/// Of the parts of an utterance: the first one, and that none comes next.
const FIRST: u32 = 1 << 31;
const NONE: u32 = FIRST - 1;

/// One relation for each utterance, none for quoted words that report nobody.
pub(super) fn relate(
    prose: Prose<'_>,
    quotations: &mut [Quotation],
    mentions: &[Mention],
    clauses: &[Clause],
    out: &mut Output<'_>,
) {
    out.relation_of.resize(quotations.len(), MaybeIndex::NONE);
    let mut next = Vec::new();
    clause::join(prose, quotations, clauses, &mut next);
    chain(&mut next);
    let clause_of = |index: u32| {
        clauses.binary_search_by_key(&index, |clause| clause.quotation).ok().and_then(|at| clauses.get(at))
    };
    // The relation made last, with its cue: several quotations of a sentence can share one reported clause.
    let mut last: Option<(Run, u32)> = None;
    for index in 0..quotations.len() as u32 {
        if next.get(index as usize).is_none_or(|next| next & FIRST == 0) {
            continue;
        }
        let clause = parts(&next, index).find_map(clause_of);
        let kind = kind(prose, quotations, index as usize, clause);
        for part in parts(&next, index) {
            if let Some(quotation) = quotations.get_mut(part as usize) {
                quotation.kind = kind;
            }
        }
        if kind == QuoteKind::Scare {
            continue;
        }
        let shared = match (clause, last) {
            (Some(clause), Some((cue, relation))) if cue == clause.cue && !cue.is_empty() => Some(relation),
            _ => None,
        };
        if let Some(relation) = shared.and_then(|shared| out.relations.get_mut(shared as usize)) {
            // It is the last one made, so its content can grow: “…,” she told them on Tuesday, “…”
            for quotation in parts(&next, index).filter_map(|part| quotations.get(part as usize)) {
                // Whatever holds it is one of the last few: quotations come in text order.
                let known = out.content.get(relation.content.start as usize..).unwrap_or_default();
                if !known.iter().rev().take(NEAR).any(|piece| piece.contains(quotation.inner)) {
                    out.content.push(quotation.inner);
                }
            }
            relation.content.end = out.content.len() as u32;
        }
        let relation = shared.unwrap_or_else(|| {
            let start = out.content.len() as u32;
            make_room(out.content, index as usize, quotations.len());
            match clause
                .filter(|_| kind == QuoteKind::Mixed)
                .and_then(|clause| reported(prose, quotations.get(index as usize)?, clause, mentions))
            {
                Some(content) => out.content.push(within(content, quotations, index)),
                None => out.content.extend(
                    parts(&next, index)
                        .filter_map(|part| quotations.get(part as usize))
                        .map(|quotation| quotation.inner),
                ),
            }
            let content = start..out.content.len() as u32;
            make_room(out.relations, index as usize, quotations.len());
            out.relations.push(relation(prose, kind, content, clause));
            out.relations.len() as u32 - 1
        });
        for part in parts(&next, index) {
            if let Some(of) = out.relation_of.get_mut(part as usize) {
                *of = Some(relation).into();
            }
        }
        last = clause.map(|clause| (clause.cue, relation));
    }
}

fn relation(
    prose: Prose<'_>,
    kind: QuoteKind,
    content: core::ops::Range<u32>,
    clause: Option<&Clause>,
) -> Relation {
    Relation {
        kind: if kind == QuoteKind::Mixed { AttributionKind::Mixed } else { AttributionKind::Direct },
        content,
        cue: clause.and_then(|clause| clause.cue.span(prose.tokens)).into(),
        source: clause.and_then(|clause| clause.phrase.span(prose.tokens)).into(),
        mention: clause.map_or(MaybeIndex::NONE, |clause| clause.source),
        addressee_mention: clause.map_or(MaybeIndex::NONE, |clause| clause.addressee),
        speaker: MaybeIndex::NONE,
        addressee: MaybeIndex::NONE,
        confidence: if clause.is_some() { 0.9 } else { 0.5 },
        method: clause.map_or(DEFERRED, |clause| Method::Production(clause.production)),
    }
}

/// What is said in a quotation, no further than that goes: *“It says ‘no entry,’” she said of the sign*.
fn within(content: Span, quotations: &[Quotation], index: u32) -> Span {
    let parent = quotations.get(index as usize).and_then(Quotation::parent);
    let around = parent.and_then(|parent| quotations.get(parent as usize)).map(|parent| parent.inner);
    match around {
        Some(around) if content.start < around.end => Span::new(content.start, content.end.min(around.end)),
        _ => content,
    }
}

/// Turns, for each quotation, the first part of its utterance into the next one, and marks the first ones.
fn chain(parts: &mut [u32]) {
    // Backwards, the first part holds the one that comes behind those to come.
    for index in (0..parts.len()).rev() {
        let Some(&first) = parts.get(index) else { break };
        if first & FIRST != 0 {
            continue;
        }
        let behind = match parts.get_mut(first as usize) {
            Some(held) if first as usize != index => {
                let behind = if *held & FIRST != 0 { *held & NONE } else { NONE };
                *held = index as u32 | FIRST;
                behind
            }
            _ => NONE | FIRST,
        };
        if let Some(part) = parts.get_mut(index) {
            *part = behind;
        }
    }
}

fn parts(chain: &[u32], first: u32) -> impl Iterator<Item = u32> {
    let next = |part: &u32| chain.get(*part as usize).map(|next| next & NONE).filter(|&next| next != NONE);
    core::iter::successors(Some(first), next)
}

/// What a quotation does: its own marks and words say so first, a tag beside it overrules them.
fn kind(prose: Prose<'_>, quotations: &[Quotation], index: usize, clause: Option<&Clause>) -> QuoteKind {
    let Some(quotation) = quotations.get(index) else { return QuoteKind::Scare };
    if quotation.style.is_unmarked() || quotation.continues().is_some() {
        return QuoteKind::Direct;
    }
    match clause {
        Some(clause) if clause::is_tag(clause.production) => {
            if begins(prose, quotations, quotation) {
                QuoteKind::Direct
            } else {
                QuoteKind::Mixed
            }
        }
        // Words quoted inside another quotation are its speaker's, unless somebody else is named beside them.
        None if quotation.parent().is_some() => QuoteKind::Scare,
        _ => quotation.kind,
    }
}

/// How many signs of emphasis before a quotation are looked over.
const EMPHASIS: usize = 4;

/// Whether a quotation stands where a sentence can begin: after a stop, a comma, a colon, a bracket, another quotation.
fn begins(prose: Prose<'_>, quotations: &[Quotation], quotation: &Quotation) -> bool {
    // Emphasis around the quotation begins no sentence.
    let emphasis = |token: &&Token| token.is(TokenKind::Emphasis);
    let before = prose.tokens.get(..quotation.tokens.start as usize).unwrap_or_default();
    let open = before.len() - before.iter().rev().take(EMPHASIS).take_while(emphasis).count();
    let opens = prose
        .paragraphs
        .get(quotation.paragraph as usize)
        .and_then(|paragraph| prose.tokens.get(paragraph.tokens.range()).map(|tokens| (paragraph, tokens)))
        .is_some_and(|(paragraph, tokens)| {
            paragraph.tokens.start as usize + sound::marker(prose, tokens) == open
        })
        || quotation
            .parent()
            .and_then(|parent| quotations.get(parent as usize))
            .is_some_and(|parent| parent.tokens.start + 1 == quotation.tokens.start);
    opens
        || open.checked_sub(1).and_then(|before| prose.tokens.get(before)).is_some_and(|before| {
            matches!(
                before.kind,
                TokenKind::Stop
                    | TokenKind::Question
                    | TokenKind::Exclamation
                    | TokenKind::Comma
                    | TokenKind::Colon
                    | TokenKind::Semicolon
                    | TokenKind::Dash
                    | TokenKind::Ellipsis
                    | TokenKind::Mark
                    | TokenKind::Open
            )
        })
}

/// The clause that is reported around words quoted: what follows its cue in the sentence, or what comes before it.
fn reported(prose: Prose<'_>, quotation: &Quotation, clause: &Clause, mentions: &[Mention]) -> Option<Span> {
    let at = prose.sentences.partition_point(|sentence| sentence.tokens.end <= quotation.tokens.start);
    let sentence = prose.sentences.get(at)?.tokens;
    let (mut start, mut end) = if clause.cue.end <= quotation.tokens.start {
        let hearer = clause
            .addressee
            .get()
            .and_then(|addressee| mentions.get(addressee as usize))
            .map_or(0, |mention| mention.tokens().end);
        let from = clause.cue.end.max(clause.phrase.end.min(quotation.tokens.start)).max(hearer);
        let that = prose.tokens.get(from as usize).is_some_and(|token| {
            prose.text.get(token.span().range()).is_some_and(|word| word.eq_ignore_ascii_case("that"))
        });
        // *was called “a disgrace” | by the mayor*
        let agent = Some(clause.phrase.start.saturating_sub(1)).filter(|&by| by >= quotation.tokens.end);
        let end = relative_end(prose, clause, quotation).or(agent).unwrap_or(sentence.end);
        (from + u32::from(that), end.max(quotation.tokens.end))
    } else {
        let to = clause.cue.start.min(if clause.phrase.is_empty() { u32::MAX } else { clause.phrase.start });
        (sentence.start.min(quotation.tokens.start), to)
    };
    let loose = |at: u32| {
        prose.tokens.get(at as usize).is_some_and(|token| {
            matches!(token.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Colon | TokenKind::Dash)
        })
    };
    while start < end && loose(start) {
        start += 1;
    }
    while start < end && loose(end - 1) {
        end -= 1;
    }
    if start > quotation.tokens.start || end < quotation.tokens.end {
        return None;
    }
    Run { start, end }.span(prose.tokens)
}

/// Where the clause ends that a relative pronoun begins: *The plan, which sets out a wish to …, has …*; *A dealer who said
/// he had “found it” | was jailed*.
fn relative_end(prose: Prose<'_>, clause: &Clause, quotation: &Quotation) -> Option<u32> {
    const REACH: usize = 64;
    let before = |back: u32| prose.tokens.get(clause.cue.start.checked_sub(back)? as usize);
    if !before(1)?.class().any(Class::WH) {
        return None;
    }
    let rest = prose.tokens.get(quotation.tokens.end as usize..)?;
    if !before(2)?.is(TokenKind::Comma) {
        let said = prose.tokens.get(clause.cue.end as usize..quotation.tokens.start as usize)?;
        let finite = |token: &Token| token.class().any(Class::FINITE);
        let goes_on = rest.first().is_some_and(|next| finite(next) && !next.class().any(Class::CONJUNCTION));
        return (goes_on && said.iter().any(finite)).then_some(quotation.tokens.end);
    }
    let comma = rest.iter().take(REACH).position(|token| token.is(TokenKind::Comma))?;
    Some(quotation.tokens.end + comma as u32)
}
