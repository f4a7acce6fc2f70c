//! What of a statement goes into its relation: stretches of content with the marks that belong to them, and the mention
//! that heads its source.

use super::Statement;
use super::cell::{NONE, Part};
use super::join::{Joiner, METHOD};
use crate::Span;
use crate::attribution::{AttributionKind, Output, owner};
use crate::mention::MentionKind;
use crate::quotation::{Quotation, reaching};
use crate::span::Run;

impl Joiner<'_> {
    /// The content after a cue with the whole of a clause that begins in it: in *Reyes says the city hopes to “rebuild” the
    /// quay* the words quoted are what the city hopes, and Reyes says so.
    pub(super) fn whole(&self, right: Option<Run>, out: &Output<'_>) -> Option<Run> {
        const NEAR: usize = 3;
        let right = right?;
        let span = right.span(self.tokens)?;
        let next = (right.end as usize..).take(NEAR).map(|at| self.quote(at)).find(|&quote| quote != NONE);
        let inner = next
            .and_then(|quote| owner(out.relation_of, quote as usize))
            .and_then(|relation| out.relations.get(relation as usize))
            .filter(|relation| relation.kind == AttributionKind::Mixed && relation.method != METHOD)
            .filter(|relation| relation.cue.get().is_some_and(|cue| span.contains(cue)))
            .filter(|relation| relation.source.get().is_some_and(|source| span.contains(source)));
        let Some(inner) = inner else { return Some(right) };
        let last = out.content.get((inner.content.end as usize).checked_sub(1)?)?;
        let end = self.tokens.partition_point(|token| token.start < last.end) as u32;
        Some(Run { start: right.start, end: end.max(right.end) })
    }

    /// *… has been called “a farce” by its critics*: what is said ends before the source that the grammar knows.
    pub(super) fn before_agent(&self, right: Run, source: Option<Span>) -> Run {
        let Some(source) =
            source.filter(|&source| right.span(self.tokens).is_some_and(|span| span.contains(source)))
        else {
            return right;
        };
        let agent = self.tokens.partition_point(|token| token.start < source.start).saturating_sub(1);
        if self.cell(agent).part != Part::Preposition {
            return right;
        }
        // A closing mark whose opening one stands before the stretch goes with it.
        let (first, last) = (self.cell(right.start as usize), self.cell(agent.saturating_sub(1)));
        let mark = last.part == Part::Quote && first.part != Part::Quote && first.quote == last.quote;
        let end = agent - usize::from(mark);
        if end > right.start as usize { Run::new(right.start as usize, end) } else { right }
    }

    /// *“He asked,” | Jon Reyes, who farms west of town, said*: what is said ends with the mark before whoever says it.
    pub(super) fn before_source(&self, left: Run, source: Option<Span>) -> Run {
        let inside = |source: &Span| left.span(self.tokens).is_some_and(|span| span.contains(*source));
        let Some(source) = source.filter(inside) else { return left };
        let first = self.tokens.partition_point(|token| token.start < source.start);
        let quoted = first > 0 && self.cell(first - 1).part == Part::Quote;
        let said = |at: &usize| !matches!(self.cell(*at).part, Part::Comma | Part::Quote);
        let last = (left.start as usize..first).rev().find(said).filter(|_| quoted);
        last.map_or(left, |last| Run { end: last as u32 + 1, ..left })
    }

    /// The outermost quotations that a stretch reaches into, but for the one around its cue.
    pub(super) fn quotations<'q>(
        &self,
        piece: Run,
        cue: Run,
        quotations: &'q [Quotation],
    ) -> impl Iterator<Item = (u32, &'q Quotation)> {
        let around = self.quote(cue.start as usize);
        reaching(quotations, self.outer, piece).filter(move |&(at, _)| at != around)
    }

    pub(super) fn kind(&self, statement: &Statement, quotations: &[Quotation]) -> AttributionKind {
        let (mut quoted, mut all) = (0, 0);
        for piece in statement.pieces() {
            let inside = self.quotations(piece, statement.cue.run, quotations);
            quoted += inside.map(|(_, quotation)| shared(piece, quotation)).sum::<usize>();
            all += piece.len();
        }
        match quoted {
            0 => AttributionKind::Indirect,
            _ if quoted == all => AttributionKind::Direct,
            _ => AttributionKind::Mixed,
        }
    }

    /// A stretch of content. A full stop or comma inside its quotation's closing mark belongs to it; a mark whose fellow it
    /// holds as well, and one whose fellow stands outside does not.
    pub(super) fn content(&self, run: Run) -> Option<Span> {
        let (mut start, mut end) = (run.start as usize, run.end as usize);
        let mark = |at: usize, quote| self.cell(at).part == Part::Quote && self.quote(at) == quote;
        let last = self.quote(end.saturating_sub(1));
        if last != NONE {
            if matches!(self.cell(end).part, Part::Comma | Part::Stop)
                && self.quote(end) == last
                && mark(end + 1, last)
            {
                end += 1;
            }
            let opened = self.quote(start) != last || mark(start, last);
            if opened && mark(end, last) {
                end += 1;
            } else if !opened && mark(end - 1, last) {
                end -= 1;
            }
        }
        let first = self.quote(start);
        if first != NONE && first != self.quote(end - 1) && start > 0 && mark(start - 1, first) {
            start -= 1;
        }
        Run::new(start, end).span(self.tokens)
    }

    /// What somebody says in a quotation, no further than that goes: *“It says ‘no entry,’” she said*.
    pub(super) fn within(
        &self,
        span: Span,
        piece: Run,
        statement: &Statement,
        quotations: &[Quotation],
    ) -> Span {
        let around = self.quote(statement.cue.run.start as usize);
        let marks =
            quotations.get(around as usize).filter(|_| self.quote(piece.start as usize) == around).and_then(
                |around| Run { end: around.tokens.end.saturating_sub(1), ..around.tokens }.span(self.tokens),
            );
        match marks {
            Some(inside) if inside.contains(Span::new(span.start, span.start + 1)) => {
                Span::new(span.start, span.end.min(inside.end))
            }
            _ => span,
        }
    }

    /// The mention that heads a source: the first name in it, else the longest mention.
    pub(super) fn mention(&self, source: Run) -> Option<u32> {
        let from = self.mentions.partition_point(|m| m.tokens().start < source.start);
        let mut best: Option<(bool, usize, u32)> = None;
        for (index, mention) in self.mentions.iter().enumerate().skip(from) {
            if mention.tokens().start >= source.end {
                break;
            }
            if mention.head().end > source.end {
                continue;
            }
            let rank = (mention.kind == MentionKind::Name, mention.tokens().len());
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
pub(super) fn holds(piece: Run, quotation: &Quotation) -> bool {
    let shared = shared(piece, quotation);
    shared > 0 && (shared + 1) * 2 >= quotation.tokens.len()
}

/// How many tokens of a quotation a stretch holds.
fn shared(piece: Run, quotation: &Quotation) -> usize {
    let Run { start, end } = quotation.tokens;
    piece.end.min(end).saturating_sub(piece.start.max(start)) as usize
}
