//! Whose a quotation is that a statement holds and an earlier relation has: which of the two gives way.

use super::cell::{NONE, Part};
use super::join::{Joiner, METHOD};
use super::piece::holds;
use super::{FAINT, LEAST, LEAST_UNNAMED, Statement};
use crate::Span;
use crate::attribution::{AttributionKind, Output, Relation, owner};
use crate::clause;
use crate::lexicon::{self, Class};
use crate::quotation::Quotation;
use crate::span::Run;

/// The first and the last of the outermost quotations that a statement holds.
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub(super) first: u32,
    pub(super) last: u32,
}

/// What a statement takes of what earlier ones made of the quotations in it.
#[derive(Clone, Copy, Default)]
pub(super) struct Claim {
    /// The quotations that it takes.
    pub(super) held: Option<Held>,
    /// The relation of these, which it becomes part of; without one it makes its own.
    pub(super) relation: Option<u32>,
    /// Whether the quotations have a relation with its cue.
    pub(super) agrees: bool,
    /// Whether they have one that lacks a source.
    wanted: bool,
    /// Whether its cue is *said by*, behind which stands who says it, whatever a model makes of the subject.
    pub(super) agentive: bool,
    /// The source that the relation keeps.
    pub(super) source: Option<Span>,
}

impl Claim {
    /// The least score of a statement that makes it.
    pub(super) fn least(&self, statement: &Statement) -> i16 {
        match self.held {
            _ if self.agrees || self.wanted => FAINT,
            None if statement.source.is_none() => LEAST_UNNAMED,
            _ => LEAST,
        }
    }
}

impl Joiner<'_> {
    /// What a statement takes, or nothing where it gives way to an earlier relation. A relation that gives way loses the
    /// quotations here.
    pub(super) fn claim(
        &self,
        statement: &Statement,
        quotations: &[Quotation],
        out: &mut Output<'_>,
    ) -> Option<Claim> {
        let (held, relation) = self.held(statement, quotations, out);
        let known = relation.and_then(|index| out.relations.get(index as usize));
        let (Some(held), Some(known)) = (held, known) else {
            return Some(Claim { held, ..Claim::default() });
        };
        let cue = statement.cue.run.span(self.tokens);
        let agrees = known.cue.get().zip(cue).is_some_and(|(known, cue)| known.overlaps(cue));
        let wanted = known.source.is_none();
        // *Miss Brandt said that she had heard her uncle cry, “Not the lamp!”*: a tale's tag may stand in what is stated.
        if !self.report && !agrees && self.is_within(known, statement) {
            return Some(Claim::default());
        }
        let stays = (!agrees || !self.report) && self.is_surer(known, statement, held, quotations);
        if stays || agrees && !wanted && self.is_relative(statement) {
            return None;
        }
        // What an earlier sentence said does not go on in one that has somebody else say it; nor are words nobody's, *the
        // claim* alone, that somebody says in it.
        let named =
            known.method == METHOD && wanted && statement.source.is_some() && statement.score >= LEAST;
        if named || self.is_carried(known, statement) {
            for quote in held.first..=held.last {
                out.release(quotations, quote as usize);
            }
            return Some(Claim { held: Some(held), agrees, wanted, ..Claim::default() });
        }
        let agentive = agrees && clause::is_agentive(known.method);
        let source = known.source.get().filter(|_| agentive || statement.source.is_none());
        let claim = Claim { held: Some(held), relation, agrees, wanted, agentive, source };
        // What a statement has taken it keeps.
        Some(if known.method == METHOD { Claim { held: None, relation: None, ..claim } } else { claim })
    }

    /// The quotations that a statement holds, and the relation that the first of them with one belongs to.
    fn held(
        &self,
        statement: &Statement,
        quotations: &[Quotation],
        out: &Output<'_>,
    ) -> (Option<Held>, Option<u32>) {
        let mut held: Option<Held> = None;
        let mut relation = None;
        for piece in statement.pieces() {
            let near = self.quotations(piece, statement.cue.run, quotations);
            for (quote, _) in near.filter(|(_, quotation)| holds(piece, quotation)) {
                relation = relation.or(owner(out.relation_of, quote as usize));
                let first = held.map_or(quote, |held| held.first);
                held = Some(Held { first, last: quote });
            }
        }
        (held, relation)
    }

    /// What the grammar read beside a quotation is surer than what a model makes of the words of its source, or than a
    /// source in which its cue stands; in fiction, than what a model makes of any other words.
    fn is_surer(
        &self,
        known: &Relation,
        statement: &Statement,
        held: Held,
        quotations: &[Quotation],
    ) -> bool {
        let part = |run: Run| run.span(self.tokens);
        let (cue, source) = (part(statement.cue.run), statement.source.and_then(part));
        let inside = known.source.get().zip(cue).is_some_and(|(source, cue)| source.overlaps(cue));
        let swallowed = source
            .zip(known.cue.get())
            .is_some_and(|(source, cue)| source.overlaps(cue) && !self.is_in_relative(cue));
        let settled =
            known.kind == AttributionKind::Direct && known.source.is_some() && known.method != METHOD;
        inside
            || swallowed
            || known.heads(self.prose)
            || settled && (!self.report || self.is_before(statement, held, quotations))
    }

    /// Whether a relation that holds the words quoted in a statement is of an earlier sentence, while the statement names in
    /// its own who says them: *Ada said it was “dead.” | Her uncle, Jon Reyes, countered that it was “asleep.”*
    fn is_carried(&self, relation: &Relation, statement: &Statement) -> bool {
        let (cue, Some(source), Some(right)) = (statement.cue.run, statement.source, statement.right) else {
            return false;
        };
        let sentence = self.prose.sentences.partition_point(|sentence| sentence.tokens.end <= cue.start);
        let Some(sentence) = self.prose.sentences.get(sentence).map(|sentence| sentence.tokens) else {
            return false;
        };
        let begins = sentence.span(self.tokens).map_or(0, |sentence| sentence.start);
        let own = sentence.start <= source.start && source.end <= cue.start && cue.end <= right.start;
        statement.left.is_none()
            && own
            && right.end <= sentence.end
            && self.quote(right.start as usize) == NONE
            && relation.cue.get().is_some_and(|known| known.end <= begins)
    }

    /// Whether somebody else's words stand with their tag in what is stated behind a cue.
    fn is_within(&self, relation: &Relation, statement: &Statement) -> bool {
        let (Some(right), None) = (statement.right.and_then(|right| right.span(self.tokens)), statement.left)
        else {
            return false;
        };
        let inside = |part: Option<Span>| part.is_some_and(|part| right.contains(part));
        let opens = statement.right.is_some_and(|right| self.cell(right.start as usize).part == Part::That);
        opens && statement.source.is_some() && inside(relation.cue.get()) && inside(relation.source.get())
    }

    /// Whether a cue is the verb of a relative clause: "who wishes".
    fn is_in_relative(&self, cue: Span) -> bool {
        let at = self.tokens.partition_point(|token| token.start < cue.start);
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|before| before.class().any(Class::WH))
    }

    /// Whether a sentence ends between a statement's cue and the quotation that it would take from its tag.
    fn is_before(&self, statement: &Statement, held: Held, quotations: &[Quotation]) -> bool {
        let start = quotations.get(held.first as usize).map(|first| first.tokens.start);
        let between = start.map_or(0..0, |start| statement.cue.run.end..start);
        between.into_iter().any(|at| {
            let cell = self.cell(at as usize);
            cell.part == Part::Stop && cell.quote == NONE
        })
    }

    /// Whether a source is *who* or *which* alone: the grammar knows whom that stands for.
    fn is_relative(&self, statement: &Statement) -> bool {
        const RELATIVE: [u16; 2] = [lexicon::entry("which"), lexicon::entry("who")];
        let token = statement.source.filter(|source| source.len() == 1);
        token
            .and_then(|source| self.tokens.get(source.start as usize))
            .is_some_and(|token| RELATIVE.contains(&token.word))
    }
}
