//! Statements to relations, beside those that the grammar made of quotations.

use alloc::vec::Vec;

use super::cell::{self, Cell, NONE, Part};
use super::settle::settle;
use super::{FAINT, LEAST, Models, Statement, find};
use crate::Span;
use crate::attribution::{AttributionKind, Method, Output, Relation};
use crate::lexer::Token;
use crate::lexicon;
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};
use crate::span::Run;

/// What decided a relation that the models found by themselves.
const METHOD: Method = Method::Named("model:statement");

/// Finds the statements of a text and makes relations of them. A quotation that the grammar has tied to a cue keeps
/// it; one that it left alone goes to the statement whose content it is.
pub(crate) fn append(
    prose: Prose<'_>,
    quotations: &mut [Quotation],
    mentions: &[Mention],
    weights: &[u8],
    out: &mut Output<'_>,
) {
    let mut cells = Vec::new();
    cell::cells(prose, quotations, &mut cells);
    let mut statements = Vec::new();
    find(&mut cells, quotations, prose.sentences, &Models::new(weights), FAINT, &mut statements);
    settle(&cells, prose.sentences, &mut statements);
    let mut joiner = Joiner { tokens: prose.tokens, cells: &cells, mentions };
    for statement in &statements {
        joiner.join(statement, quotations, out);
    }
    admit(quotations, out);
}

/// How many quotations that begin before a stretch are looked at for one that holds it.
const DEPTH: usize = 8;

/// Calls mixed what was taken for direct though a stretch of it reaches beyond the relation's own quotations: models
/// choose tokens, and a stretch between two of them may run from one quotation into the next.
fn admit(quotations: &[Quotation], out: &mut Output<'_>) {
    for (index, relation) in out.relations.iter_mut().enumerate() {
        if relation.kind != AttributionKind::Direct {
            continue;
        }
        let pieces = out.content.get(relation.content.start as usize..relation.content.end as usize);
        let quoted = |piece: &Span| {
            let from = quotations.partition_point(|quotation| quotation.span.start <= piece.start);
            (from.saturating_sub(DEPTH)..from).any(|at| {
                out.relation_of.get(at).copied().flatten() == Some(index as u32)
                    && quotations.get(at).is_some_and(|quotation| quotation.span.contains(*piece))
            })
        };
        if !pieces.unwrap_or_default().iter().all(quoted) {
            relation.kind = AttributionKind::Mixed;
        }
    }
}

struct Joiner<'s> {
    tokens: &'s [Token],
    cells: &'s [Cell],
    mentions: &'s [Mention],
}

impl Joiner<'_> {
    fn join(&mut self, statement: &Statement, quotations: &mut [Quotation], out: &mut Output<'_>) {
        let statement = &Statement { right: self.whole(statement.right, out), ..*statement };
        let mut owned: Option<(u32, u32)> = None;
        let mut rival = None;
        for piece in [statement.left, statement.right].into_iter().flatten() {
            self.each_quotation(piece, statement.cue.run, quotations, |quote| {
                let known = out.relation_of.get(quote as usize).copied().flatten();
                rival = rival.or(known);
                owned = Some(owned.map_or((quote, quote), |(first, _)| (first, quote)));
            });
        }
        let cue = self.span(statement.cue.run);
        // A statement that an earlier one has taken up, or that is too unlikely without a quotation that wants it.
        let known = rival.and_then(|index| out.relations.get(index as usize));
        let agrees = known.is_some_and(|r| r.cue.zip(cue).is_some_and(|(known, cue)| known.overlaps(cue)));
        let wanted = known.is_some_and(|r| r.source.is_none());
        if agrees && !wanted && self.is_which(statement) {
            return;
        }
        if statement.confidence < if agrees || wanted { FAINT } else { LEAST } {
            return;
        }
        if known.is_some_and(|r| r.method == METHOD) {
            rival = None;
            owned = None;
        }
        let content = out.content.len() as u32;
        let kind = self.kind(statement);
        for piece in [statement.left, statement.right].into_iter().flatten() {
            out.content.extend(self.content(piece));
        }
        let source = statement.source.and_then(|run| self.span(run));
        let mention = statement.source.and_then(|run| self.mention(run));
        let index = if let Some(index) = rival {
            let Some(relation) = out.relations.get_mut(index as usize) else { return };
            // The quotations that the grammar joined to this one stay with it.
            for at in relation.content.clone() {
                let Some(&span) = out.content.get(at as usize) else { continue };
                let pieces = out.content.get(content as usize..).unwrap_or_default();
                if !pieces.iter().any(|piece| piece.overlaps(span)) {
                    out.content.push(span);
                }
            }
            if let Some(pieces) = out.content.get_mut(content as usize..) {
                pieces.sort_unstable();
            }
            relation.content = content..out.content.len() as u32;
            relation.kind = kind;
            if source.is_some() {
                relation.source = source;
                relation.mention = mention.or(relation.mention);
            }
            if !agrees {
                relation.source = source;
                relation.mention = mention;
                relation.method = METHOD;
                relation.confidence = statement.confidence;
            }
            relation.cue = cue.or(relation.cue);
            index
        } else {
            out.relations.push(Relation {
                kind,
                content: content..out.content.len() as u32,
                cue,
                source,
                mention,
                addressee_mention: None,
                speaker: None,
                addressee: None,
                confidence: statement.confidence,
                method: METHOD,
            });
            out.relations.len() as u32 - 1
        };
        let Some((first, last)) = owned else { return };
        for quote in first..=last {
            let (Some(quotation), Some(relation)) =
                (quotations.get_mut(quote as usize), out.relation_of.get_mut(quote as usize))
            else {
                continue;
            };
            if relation.is_none()
                && [statement.left, statement.right].into_iter().flatten().any(|p| holds(p, quotation))
            {
                *relation = Some(index);
                quotation.kind =
                    if kind == AttributionKind::Direct { QuoteKind::Direct } else { QuoteKind::Mixed };
            }
        }
    }

    /// The content after a cue with the whole of a clause that begins in it: in *Reyes says the city hopes to “rebuild” the
    /// quay* the words quoted are what the city hopes, and Reyes says so.
    fn whole(&self, right: Option<Run>, out: &Output<'_>) -> Option<Run> {
        const NEAR: usize = 3;
        let right = right?;
        let span = self.span(right)?;
        let next = self.cells.get(right.end as usize..)?.iter().take(NEAR).find(|cell| cell.quote != NONE);
        let inner = next
            .and_then(|cell| out.relation_of.get(cell.quote as usize).copied().flatten())
            .and_then(|relation| out.relations.get(relation as usize))
            .filter(|relation| relation.kind == AttributionKind::Mixed && relation.method != METHOD)
            .filter(|relation| relation.cue.is_some_and(|cue| span.contains(cue)))
            .filter(|relation| relation.source.is_some_and(|source| span.contains(source)));
        let Some(inner) = inner else { return Some(right) };
        let last = out.content.get((inner.content.end as usize).checked_sub(1)?)?;
        let end = self.tokens.partition_point(|token| token.start < last.end) as u32;
        Some(Run { start: right.start, end: end.max(right.end) })
    }

    /// Whether a source is the word *which* alone: the grammar knows what that stands for.
    fn is_which(&self, statement: &Statement) -> bool {
        const WHICH: u16 = lexicon::entry("which");
        let token = statement.source.filter(|source| source.len() == 1);
        token
            .and_then(|source| self.tokens.get(source.start as usize))
            .is_some_and(|token| token.word == WHICH)
    }

    /// Each outermost quotation of which `piece` holds the greater part, if the cue stands outside of it.
    fn each_quotation(&self, piece: Run, cue: Run, quotations: &[Quotation], mut take: impl FnMut(u32)) {
        let quote_at = |token: usize| self.cells.get(token).map_or(NONE, |cell| cell.quote);
        let around = quote_at(cue.start as usize);
        let mut last = NONE;
        for token in piece.range() {
            let quote = quote_at(token);
            if quote != last
                && quote != around
                && quotations.get(quote as usize).is_some_and(|quotation| holds(piece, quotation))
            {
                take(quote);
            }
            last = quote;
        }
    }

    fn kind(&self, statement: &Statement) -> AttributionKind {
        let outside = self.cells.get(statement.cue.run.start as usize).map_or(NONE, |cell| cell.quote);
        let (mut quoted, mut bare) = (0, 0);
        for piece in [statement.left, statement.right].into_iter().flatten() {
            for cell in self.cells.get(piece.range()).unwrap_or_default() {
                if cell.quote != NONE && cell.quote != outside {
                    quoted += 1;
                } else {
                    bare += 1;
                }
            }
        }
        match (quoted, bare) {
            (0, _) => AttributionKind::Indirect,
            (_, 0) => AttributionKind::Direct,
            _ => AttributionKind::Mixed,
        }
    }

    fn span(&self, run: Run) -> Option<Span> {
        let first = self.tokens.get(run.start as usize)?;
        let last = self.tokens.get((run.end as usize).checked_sub(1)?)?;
        Some(Span::new(first.start, last.end().max(first.end())))
    }

    /// A stretch of content: a full stop or comma inside its quotation's closing mark belongs to it.
    fn content(&self, run: Run) -> Option<Span> {
        let mut end = run.end as usize;
        let quote = |at: usize| self.cells.get(at).map_or(NONE, |cell| cell.quote);
        let inside = quote(end.saturating_sub(1));
        let ends = |at: usize| self.cells.get(at).is_some_and(|c| matches!(c.part, Part::Comma | Part::Stop));
        if inside != NONE
            && ends(end)
            && quote(end) == inside
            && self.cells.get(end + 1).is_some_and(|c| c.part == Part::Quote && c.quote == inside)
        {
            end += 1;
        }
        self.span(Run::new(run.start as usize, end))
    }

    /// The mention that heads a source: the first name in it, else the longest mention.
    fn mention(&self, source: Run) -> Option<u32> {
        let from = self.mentions.partition_point(|m| m.tokens.start < source.start);
        let mut best: Option<(bool, usize, u32)> = None;
        for (index, mention) in self.mentions.iter().enumerate().skip(from) {
            if mention.tokens.start >= source.end {
                break;
            }
            if mention.head.end > source.end {
                continue;
            }
            let rank = (mention.kind == MentionKind::Name, mention.tokens.len());
            if best.is_none_or(|(named, long, _)| rank > (named, long))
                && best.is_none_or(|(named, ..)| !named)
            {
                best = Some((rank.0, rank.1, index as u32));
            }
        }
        best.map(|(.., index)| index)
    }
}

/// Whether a stretch holds at least half of a quotation, its marks left out.
fn holds(piece: Run, quotation: &Quotation) -> bool {
    let shared = piece.end.min(quotation.tokens.end).saturating_sub(piece.start.max(quotation.tokens.start));
    shared > 0 && (shared as usize + 1) * 2 >= quotation.tokens.len()
}
