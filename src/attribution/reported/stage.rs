//! The stage: the statements of a text, stretch by stretch, to relations.

use alloc::vec::Vec;

use super::cell;
use super::heart::{Bar, Search};
use super::join::Joiner;
use super::part;
use super::rules::settle;
use super::stretch::Text;
use super::view::Block;
use super::{LEAST, Models, Space, Statement, find};
use crate::Span;
use crate::attribution::{AttributionKind, Output, Relation, owner, tied_before};
use crate::clause;
use crate::lexer::Token;
use crate::mention::Mention;
use crate::pipeline::Prose;
use crate::quotation::{Quotation, outermost};

/// As many as there are of most choices: room for them is made at once.
const SKETCHES: usize = 32;

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
    /// How many quotations that begin before a statement are looked at for the line that holds it.
    const DEPTH: usize = 8;
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

/// Goes through the text from stretch to stretch, finds the statements of each and joins them to relations. `lines`: some
/// quotations are script lines, whose labels no statement has.
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
        settle(&block, statements, report);
        if lines {
            statements.iter_mut().for_each(|statement| within_line(quotations, statement));
        }
        let joiner =
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
