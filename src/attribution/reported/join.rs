//! Statements to relations, beside those that the grammar made of quotations.

use alloc::vec::Vec;

use super::cell::{self, BESIDE, Cell, NONE, Part};
use super::heart::{Bar, Search};
use super::part;
use super::piece::holds;
use super::settle::settle;
use super::stretch::Text;
use super::view::Block;
use super::{FAINT, LEAST, LEAST_UNNAMED, Models, Space, Statement, find};
use crate::Span;
use crate::attribution::{AttributionKind, Method, Output, Relation, Rule, owner, tied_before};
use crate::clause;
use crate::lexer::Token;
use crate::lexicon::{self, Class};
use crate::mention::Mention;
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind, outermost};
use crate::room::make_room;
use crate::segment;
use crate::span::{MaybeIndex, Run};

/// As many as there are of most choices: room for them is made at once.
const SKETCHES: usize = 32;

/// What decided a relation that the models found by themselves.
pub(super) const METHOD: Method = Method::Named(Rule::Statement);

/// Finds the statements of a text and makes relations of them. A quotation that the grammar has tied to a cue keeps
/// it; one that it left alone goes to the statement whose content it is. Only in a report is a quotation's tag read
/// once more: its conventions of source and cue are what the models have learnt.
pub(crate) fn append(
    prose: Prose<'_>,
    quotations: &mut [Quotation],
    mentions: &[Mention],
    weights: &[u8],
    report: bool,
    out: &mut Output<'_>,
) {
    // The models know English words alone.
    if !prose.english {
        return;
    }
    // What a report's labels give somebody is read like any other text of it.
    let lines = report && quotations.iter().any(|quotation| quotation.style.is_lines());
    if lines {
        let mut seen = see_through(quotations);
        state(prose, &mut seen, mentions, weights, report, true, out);
        for (quotation, seen) in quotations.iter_mut().zip(seen) {
            if !quotation.style.is_lines() {
                quotation.kind = seen.kind;
            }
        }
    } else {
        state(prose, quotations, mentions, weights, report, false, out);
    }
}

/// The quotations without script lines, which are empty, each in its place.
fn see_through(quotations: &[Quotation]) -> Vec<Quotation> {
    let mut seen = quotations.to_vec();
    for at in 0..seen.len() {
        let line = |of: u32| quotations.get(of as usize).is_some_and(|of| of.style.is_lines());
        let Some(quotation) = seen.get_mut(at) else { break };
        if quotation.style.is_lines() {
            quotation.tokens.end = quotation.tokens.start;
        } else if quotation.parent().is_some_and(line) {
            quotation.set_apart();
        }
    }
    seen
}

/// Cuts the label of a script line from what is stated in the line.
fn within_line(quotations: &[Quotation], statement: &mut Statement) {
    /// How many tokens a label may have.
    const LABEL: u32 = 20;
    let cue = statement.cue.run.start;
    let before = quotations.partition_point(|quotation| quotation.tokens.start <= cue);
    let mut before = quotations.get(..before).unwrap_or_default().iter().rev().take(DEPTH);
    let Some(line) = before.find(|quotation| quotation.style.is_lines()) else { return };
    let start = line.tokens.start;
    let label = start.saturating_sub(LABEL)..start;
    for part in [&mut statement.source, &mut statement.left] {
        *part = part.filter(|run| !label.contains(&run.end.saturating_sub(1)));
        if let Some(run) = part.as_mut().filter(|run| run.end > start) {
            run.start = run.start.max(start);
        }
    }
}

fn state(
    prose: Prose<'_>,
    quotations: &mut [Quotation],
    mentions: &[Mention],
    weights: &[u8],
    report: bool,
    lines: bool,
    out: &mut Output<'_>,
) {
    let models = Models::new(weights);
    let known = out.content.len();
    let mut space = core::mem::take(out.space);
    space.tagged.clear();
    let settled = |r: &&Relation| {
        let tagged = !report || clause::is_label(r.method);
        tagged && r.kind == AttributionKind::Direct && r.source.is_some() || r.heads(prose)
    };
    space.tagged.extend(out.relations.iter().filter(settled).filter_map(|r| r.cue.get()));
    space.tagged.sort_unstable();
    let Space { cells, parts, hearts, sketches, statements, tagged, outer } = &mut space;
    outermost(quotations, outer);
    let bar = if report { Bar::REPORT } else { Bar::TALE };
    let text = Text { prose, quotations, outer };
    let wants =
        |sentence, token| text.any_beside(sentence, token, |quote| is_wanted(quote, token, prose, out));
    Search { prose, quotations, models: &models, settled: tagged, bar, wants }.hearts(parts, hearts);
    sketches.reserve(SKETCHES);
    let mut rest = hearts.as_slice();
    loop {
        // Settled ones only count.
        let settled = rest.iter().take_while(|heart| heart.is_settled()).count();
        let live = rest.get(settled..).unwrap_or_default();
        let text = Text { prose, quotations, outer };
        let Some((count, run)) = text.stretch(live) else { break };
        let (here, after) = live.split_at(count);
        let base = run.start as usize;
        part::complete(prose, run, parts);
        cell::fill(prose, quotations, outer, run, parts, models.edges, cells);
        let first = hearts.partition_point(|heart| heart.token < run.start);
        let cues = hearts.get(first..).unwrap_or_default().iter().take_while(|heart| heart.token < run.end);
        let cues = cues.filter(|heart| heart.score >= LEAST).map(|heart| heart.token as usize - base);
        cell::mark(&mut cells.cells, cues);
        let block = Block::new(cells, base, quotations, prose);
        statements.clear();
        statements.reserve(here.len());
        find(block, here, &models, sketches, statements);
        settle(&block, prose.tokens, statements, report);
        if lines {
            statements.iter_mut().for_each(|statement| within_line(quotations, statement));
        }
        let mut joiner =
            Joiner { prose, tokens: prose.tokens, cells: &cells.cells, base, outer, mentions, report };
        for statement in statements.iter() {
            joiner.join(statement, quotations, out);
        }
        rest = after;
    }
    *out.space = space;
    admit(quotations, known, out);
}

/// Whether a quotation near an unlikely heart may take its statement: one whose relation has no source, or has that word
/// in its cue.
fn is_wanted(quote: usize, token: u32, prose: Prose<'_>, out: &Output<'_>) -> bool {
    let relation = owner(out.relation_of, quote);
    relation.and_then(|index| out.relations.get(index as usize)).is_some_and(|relation| {
        let word = prose.tokens.get(token as usize).map(Token::span);
        relation.source.is_none()
            || relation.cue.get().zip(word).is_some_and(|(cue, word)| cue.overlaps(word))
    })
}

/// How many quotations that begin before a stretch are looked at for one that holds it.
const DEPTH: usize = 8;

/// Calls mixed what was taken for direct though a stretch of it reaches beyond the relation's own quotations: models
/// choose tokens, and a stretch between two of them may run from one quotation into the next.
///
/// The first `known` stretches are those of the grammar, which chooses quotations.
fn admit(quotations: &[Quotation], known: usize, out: &mut Output<'_>) {
    for (index, relation) in out.relations.iter_mut().enumerate() {
        if relation.kind != AttributionKind::Direct || (relation.content.start as usize) < known {
            continue;
        }
        let pieces = out.content.get(relation.content.start as usize..relation.content.end as usize);
        let quoted = |piece: &Span| {
            let mut tied =
                tied_before(quotations, out.relation_of, index as u32, piece.start.saturating_add(1));
            tied.any(|quotation| quotation.span.contains(*piece))
        };
        if !pieces.unwrap_or_default().iter().all(quoted) {
            relation.kind = AttributionKind::Mixed;
        }
    }
}

/// What a statement is joined with: the cells around it, and the mentions and quotations of the text.
pub(super) struct Joiner<'s> {
    pub(super) prose: Prose<'s>,
    pub(super) tokens: &'s [Token],
    pub(super) cells: &'s [Cell],
    /// The first cell's token.
    pub(super) base: usize,
    /// The [`outermost`] quotations.
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

    fn join(&mut self, statement: &Statement, quotations: &mut [Quotation], out: &mut Output<'_>) {
        let right =
            self.whole(statement.right, out).filter(|&right| self.goes_on(statement, right, quotations, out));
        let statement = &Statement { right, ..*statement };
        // *a bear, dubbed “Old Tom,” …*
        if self.report && statement.source.is_none() && self.only_names(statement, quotations) {
            return;
        }
        let mut owned: Option<(u32, u32)> = None;
        let mut rival = None;
        for piece in statement.pieces() {
            let near = self.quotations(piece, statement.cue.run, quotations);
            for (quote, _) in near.filter(|(_, quotation)| holds(piece, quotation)) {
                let known = owner(out.relation_of, quote as usize);
                rival = rival.or(known);
                owned = Some(owned.map_or((quote, quote), |(first, _)| (first, quote)));
            }
        }
        let cue = statement.cue.run.span(self.tokens);
        let source = statement.source.and_then(|run| run.span(self.tokens));
        // A statement that an earlier one has taken up, or that is too unlikely without a quotation that wants it.
        let known = rival.and_then(|index| out.relations.get(index as usize));
        let agrees =
            known.is_some_and(|r| r.cue.get().zip(cue).is_some_and(|(known, cue)| known.overlaps(cue)));
        let wanted = known.is_some_and(|r| r.source.is_none());
        // What the grammar read beside a quotation is surer than what a model makes of the words of its source, or than a
        // source in which its cue stands; in fiction, than what a model makes of any other words.
        let tagged = known.is_some_and(|r| {
            let inside = r.source.get().zip(cue).is_some_and(|(source, cue)| source.overlaps(cue));
            let swallowed = source
                .zip(r.cue.get())
                .is_some_and(|(source, cue)| source.overlaps(cue) && !self.is_in_relative(cue));
            let settled = r.kind == AttributionKind::Direct && r.source.is_some() && r.method != METHOD;
            inside
                || swallowed
                || r.heads(self.prose)
                || settled && (!self.report || self.is_before(statement, owned, quotations))
        });
        // *Miss Brandt said that she had heard her uncle cry, “Not the lamp!”*: a tale's tag may stand in what is stated.
        let within = !self.report && !agrees && known.is_some_and(|r| self.is_within(r, statement));
        if within {
            rival = None;
            owned = None;
        } else if tagged && (!agrees || !self.report) || agrees && !wanted && self.is_relative(statement) {
            return;
        }
        // What an earlier sentence said does not go on in one that has somebody else say it; nor are words nobody's, *the
        // claim* alone, that somebody says in it.
        let named = |r: &Relation| {
            r.method == METHOD && r.source.is_none() && statement.source.is_some() && statement.score >= LEAST
        };
        let moved = owned.filter(|_| known.is_some_and(|r| self.is_carried(r, statement) || named(r)));
        if let Some((first, last)) = moved {
            for quote in first..=last {
                out.release(quotations, quote as usize);
            }
            rival = None;
        }
        let known = rival.and_then(|index| out.relations.get(index as usize));
        if known.is_some_and(|r| r.method == METHOD) {
            rival = None;
            owned = None;
        }
        let least = match owned {
            _ if agrees || wanted => FAINT,
            None if statement.source.is_none() => LEAST_UNNAMED,
            _ => LEAST,
        };
        if statement.score < least {
            return;
        }
        // Behind *by* stands who says it, whatever a model makes of the subject.
        let agentive = agrees && known.is_some_and(|r| clause::is_agentive(r.method));
        let own = known.filter(|_| agentive || statement.source.is_none());
        let own = own.and_then(|relation| relation.source.get());
        let right = statement.right.map(|right| self.before_agent(right, own));
        let left = statement.left.map(|left| self.before_source(left, own.or(source)));
        let statement = &Statement { left, right, ..*statement };
        let content = out.content.len() as u32;
        make_room(out.content, 8, 9);
        let kind = self.kind(statement, quotations);
        for piece in statement.pieces() {
            out.content
                .extend(self.content(piece).map(|span| self.within(span, piece, statement, quotations)));
        }
        let mention = statement.source.and_then(|run| self.mention(run));
        let index = if let Some(index) = rival {
            let Some(relation) = out.relations.get_mut(index as usize) else { return };
            // The quotations that the grammar joined to this one stay with it.
            let fresh = content as usize..out.content.len();
            for at in relation.content.clone() {
                let Some(&span) = out.content.get(at as usize) else { continue };
                let pieces = out.content.get(fresh.clone()).unwrap_or_default();
                if !pieces.iter().any(|piece| piece.overlaps(span)) {
                    out.content.push(span);
                }
            }
            if let Some(pieces) = out.content.get_mut(content as usize..) {
                pieces.sort_unstable();
            }
            // What the grammar had already takes no room twice.
            let known = relation.content.start as usize..relation.content.end as usize;
            if kind == relation.kind && out.content.get(known) == out.content.get(content as usize..) {
                out.content.truncate(content as usize);
            } else {
                relation.content = content..out.content.len() as u32;
            }
            relation.kind = kind;
            if source.is_some() && !agentive {
                relation.source = source.into();
                relation.mention = mention.or(relation.mention.get()).into();
            }
            if !agrees {
                relation.source = source.into();
                relation.mention = mention.into();
                relation.method = METHOD;
                relation.confidence = statement.confidence();
            }
            relation.cue = cue.or(relation.cue.get()).into();
            index
        } else {
            // Those of the quotations are there already: an eighth more at a time.
            make_room(out.relations, 8, 9);
            out.relations.push(Relation {
                kind,
                content: content..out.content.len() as u32,
                cue: cue.into(),
                source: source.into(),
                mention: mention.into(),
                addressee_mention: MaybeIndex::NONE,
                speaker: MaybeIndex::NONE,
                addressee: MaybeIndex::NONE,
                confidence: statement.confidence(),
                method: METHOD,
            });
            out.relations.len() as u32 - 1
        };
        let Some((first, last)) = owned else { return };
        for quote in first..=last {
            let at = quote as usize;
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
                    if other != index
                        && out.relations.get(other as usize).is_some_and(|r| r.cue.is_none()) =>
                {
                    out.release(quotations, at);
                }
                Some(_) => continue,
            }
            if let (Some(relation), Some(quotation)) = (out.relation_of.get_mut(at), quotations.get_mut(at)) {
                *relation = Some(index).into();
                quotation.kind =
                    if kind == AttributionKind::Direct { QuoteKind::Direct } else { QuoteKind::Mixed };
            }
        }
    }

    /// Whether all that is stated is what somebody or something is called.
    fn only_names(&self, statement: &Statement, quotations: &[Quotation]) -> bool {
        statement.pieces().all(|piece| {
            let quotation = quotations.get(self.quote(piece.start as usize) as usize);
            quotation.is_some_and(|quotation| quotation.score == i16::MIN && quotation.tokens.holds(piece))
        })
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
    fn is_before(&self, statement: &Statement, owned: Option<(u32, u32)>, quotations: &[Quotation]) -> bool {
        let start =
            owned.and_then(|(first, _)| quotations.get(first as usize)).map(|first| first.tokens.start);
        let between = start.map_or(0..0, |start| statement.cue.run.end..start);
        between.into_iter().any(|at| {
            let cell = self.cell(at as usize);
            cell.part == Part::Stop && cell.quote == NONE
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

    /// Whether a source is *who* or *which* alone: the grammar knows whom that stands for.
    fn is_relative(&self, statement: &Statement) -> bool {
        const RELATIVE: [u16; 2] = [lexicon::entry("which"), lexicon::entry("who")];
        let token = statement.source.filter(|source| source.len() == 1);
        token
            .and_then(|source| self.tokens.get(source.start as usize))
            .is_some_and(|token| RELATIVE.contains(&token.word))
    }
}
