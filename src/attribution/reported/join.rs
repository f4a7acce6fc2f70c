//! A statement to a relation: one of its own, or the one that the grammar made of the quotations in it.

use alloc::vec::Vec;

use super::Statement;
use super::cell::{BESIDE, Cell};
use super::piece::holds;
use super::rival::{Claim, Held};
use crate::Span;
use crate::attribution::{AttributionKind, Method, Output, Relation, Rule, owner};
use crate::lexer::Token;
use crate::mention::Mention;
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};
use crate::room::make_room;
use crate::segment;
use crate::span::{MaybeIndex, Run};

/// What decided a relation that the models found by themselves.
pub(super) const METHOD: Method = Method::Named(Rule::Statement);

/// What a statement is joined with: the cells around it, and the mentions and quotations of the text.
pub(super) struct Joiner<'s> {
    pub(super) prose: Prose<'s>,
    pub(super) tokens: &'s [Token],
    pub(super) cells: &'s [Cell],
    /// The first cell's token.
    pub(super) base: usize,
    /// The [`outermost`](crate::quotation::outermost) quotations.
    pub(super) outer: &'s [u32],
    pub(super) mentions: &'s [Mention],
    pub(super) report: bool,
}

impl Joiner<'_> {
    pub(super) fn cell(&self, token: usize) -> &Cell {
        self.cells.get((token + BESIDE).wrapping_sub(self.base)).unwrap_or(Cell::EDGE)
    }

    pub(super) fn quote(&self, token: usize) -> u32 {
        self.cell(token).quote
    }

    /// Makes a relation of a statement, or adds to the one whose quotations it holds; or leaves it, where it is unlikely or
    /// an earlier one is surer.
    pub(super) fn join(&self, statement: &Statement, quotations: &mut [Quotation], out: &mut Output<'_>) {
        let right =
            self.whole(statement.right, out).filter(|&right| self.goes_on(statement, right, quotations, out));
        let statement = &Statement { right, ..*statement };
        // *a bear, dubbed “Old Tom,” …*
        if self.report && statement.source.is_none() && self.only_names(statement, quotations) {
            return;
        }
        let Some(claim) = self.claim(statement, quotations, out) else { return };
        if statement.score < claim.least(statement) {
            return;
        }
        let source = statement.source.and_then(|run| run.span(self.tokens));
        let right = statement.right.map(|right| self.before_agent(right, claim.source));
        let left = statement.left.map(|left| self.before_source(left, claim.source.or(source)));
        let statement = &Statement { left, right, ..*statement };
        let found = self.relation(statement, quotations, out);
        let index = claim.relation.unwrap_or(out.relations.len() as u32);
        match out.relations.get_mut(index as usize) {
            Some(known) => add_to(known, found, &claim, out.content),
            None => {
                // Those of the quotations are there already: an eighth more at a time.
                make_room(out.relations, 8, 9);
                out.relations.push(found);
            }
        }
        if let Some(held) = claim.held {
            tie(statement, held, index, quotations, out);
        }
    }

    /// The relation that a statement makes by itself. Its content is the last of the list.
    fn relation(&self, statement: &Statement, quotations: &[Quotation], out: &mut Output<'_>) -> Relation {
        let start = out.content.len() as u32;
        make_room(out.content, 8, 9);
        for piece in statement.pieces() {
            let span = self.content(piece).map(|span| self.within(span, piece, statement, quotations));
            out.content.extend(span);
        }
        Relation {
            kind: self.kind(statement, quotations),
            content: start..out.content.len() as u32,
            cue: statement.cue.run.span(self.tokens).into(),
            source: statement.source.and_then(|run| run.span(self.tokens)).into(),
            mention: statement.source.and_then(|run| self.mention(run)).into(),
            addressee_mention: MaybeIndex::NONE,
            speaker: MaybeIndex::NONE,
            addressee: MaybeIndex::NONE,
            confidence: statement.confidence(),
            method: METHOD,
        }
    }

    /// Whether all that is stated is what somebody or something is called.
    fn only_names(&self, statement: &Statement, quotations: &[Quotation]) -> bool {
        statement.pieces().all(|piece| {
            let quotation = quotations.get(self.quote(piece.start as usize) as usize);
            quotation.is_some_and(|quotation| quotation.score == i16::MIN && quotation.tokens.holds(piece))
        })
    }

    /// Whether the content after a cue may be a quotation of the next paragraph: in a report one that has no tag of its
    /// own goes on what was said; in fiction it may as well be the answer.
    fn goes_on(&self, statement: &Statement, right: Run, quotations: &[Quotation], out: &Output<'_>) -> bool {
        let quote = self.quote(right.start as usize);
        let begins = |quotation: &&Quotation| quotation.tokens.start + 1 == right.start;
        let Some(quotation) = quotations.get(quote as usize).filter(begins) else { return true };
        let start = quotation.tokens.start;
        let apart = segment::begins(self.prose.paragraphs, start);
        let other = owner(out.relation_of, quote as usize);
        let cue = other.and_then(|other| out.relations.get(other as usize)?.cue.get());
        let tagged = cue.is_some();
        // Nor is it what an earlier sentence said where it begins one that has a tag.
        let own = statement.cue.run.span(self.tokens).zip(cue).is_some_and(|(own, cue)| own.overlaps(cue));
        let begins = || segment::begins(self.prose.sentences, start);
        if self.report && tagged && !own && statement.cue.run.end < start && begins() {
            return false;
        }
        !apart || other.is_none() || self.report && !tagged
    }
}

/// Adds to a relation of the grammar what the models found of it, whose content is the last of the list.
fn add_to(known: &mut Relation, found: Relation, claim: &Claim, content: &mut Vec<Span>) {
    let start = found.content.start as usize;
    // The quotations that the grammar joined to this one stay with it.
    let fresh = start..content.len();
    for at in known.content.clone() {
        let Some(&span) = content.get(at as usize) else { continue };
        let pieces = content.get(fresh.clone()).unwrap_or_default();
        if !pieces.iter().any(|piece| piece.overlaps(span)) {
            content.push(span);
        }
    }
    if let Some(pieces) = content.get_mut(start..) {
        pieces.sort_unstable();
    }
    // What the grammar had already takes no room twice.
    let before = known.content.start as usize..known.content.end as usize;
    if found.kind == known.kind && content.get(before) == content.get(start..) {
        content.truncate(start);
    } else {
        known.content = start as u32..content.len() as u32;
    }
    known.kind = found.kind;
    known.cue = found.cue.get().or(known.cue.get()).into();
    if !claim.agrees {
        known.source = found.source;
        known.mention = found.mention;
        known.method = found.method;
        known.confidence = found.confidence;
    } else if found.source.is_some() && !claim.agentive {
        known.source = found.source;
        known.mention = found.mention.get().or(known.mention.get()).into();
    }
}

/// Ties the quotations that a statement holds to its relation, but for those that belong to one with a cue.
fn tie(statement: &Statement, held: Held, index: u32, quotations: &mut [Quotation], out: &mut Output<'_>) {
    let Some(direct) = out.relations.get(index as usize).map(|r| r.kind == AttributionKind::Direct) else {
        return;
    };
    for at in held.first as usize..=held.last as usize {
        let Some(quotation) = quotations.get(at) else { continue };
        // Titles, nicknames and so-called things are nobody's, whatever statement they stand in.
        let named = quotation.score == i16::MIN;
        if named || !statement.pieces().any(|piece| holds(piece, quotation)) {
            continue;
        }
        match owner(out.relation_of, at) {
            None => {}
            // What goes on from the paragraph before is no relation of its own.
            Some(other)
                if other != index && out.relations.get(other as usize).is_some_and(|r| r.cue.is_none()) =>
            {
                out.release(quotations, at);
            }
            Some(_) => continue,
        }
        if let (Some(relation), Some(quotation)) = (out.relation_of.get_mut(at), quotations.get_mut(at)) {
            *relation = Some(index).into();
            quotation.kind = if direct { QuoteKind::Direct } else { QuoteKind::Mixed };
        }
    }
}
