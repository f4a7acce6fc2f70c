//! *…, a court heard.*, *…, the affidavit states.*: a clause at the end of its sentence, where the models saw no statement.

use alloc::vec::Vec;

use core::ops::Range;

use super::{AttributionKind, Output, Rule, owner};
use crate::Span;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind, outermost, reaching};
use crate::segment::dateline;
use crate::span::Run;

const CONFIDENCE: f32 = 0.8;

/// How many words a source has at most, and how many tokens a statement at least.
const SOURCE: usize = 5;
const STATEMENT: usize = 3;

const HEARD: u16 = lexicon::entry("heard");
const TOLD: u16 = lexicon::entry("told");
/// Where it is heard, but for courts and juries.
const HEARINGS: [u16; 7] =
    lexicon::entries(["inquest", "inquiry", "trial", "hearing", "tribunal", "magistrates", "jurors"]);

/// Makes a relation of each sentence that ends so and whose last verb is the cue of none, with its quotations that nobody is
/// known to have said; what anybody else says in it ends before that clause.
pub(super) fn append(prose: Prose<'_>, quotations: &mut [Quotation], out: &mut Output<'_>) {
    let (mut cues, mut outer) = (None, None);
    let mut clauses = Vec::new();
    for run in prose.sentences.iter().map(|sentence| sentence.tokens) {
        let Some(sentence) = prose.tokens.get(run.range()) else { continue };
        let Some(closing) = read(sentence) else { continue };
        let span = |from: usize, to: usize| Run { start: from as u32, end: to as u32 }.span(sentence);
        let (content, source) = (span(closing.start, closing.comma), span(closing.comma + 1, closing.cue));
        let (Some(content), Some(cue)) = (content, span(closing.cue, closing.verb + 1)) else { continue };
        // Hardly any text has such a clause.
        let outer: &Vec<u32> = outer.get_or_insert_with(|| {
            let mut outer = Vec::new();
            outermost(quotations, &mut outer);
            outer
        });
        let (mut inside, mut around) = (0..0, false);
        for (at, quotation) in reaching(quotations, outer, run) {
            inside =
                if inside.is_empty() { at as usize..at as usize + 1 } else { inside.start..at as usize + 1 };
            around |= !content.contains(quotation.span);
        }
        if around {
            continue;
        }
        clauses.push(Span::new(content.end, cue.end));
        if Output::is_cue(cues.get_or_insert_with(|| out.cues()), cue) {
            continue;
        }
        let source = source.filter(|_| closing.cue == closing.verb);
        out.state([content], Some(cue), source, None, Rule::Closing, CONFIDENCE);
        take(quotations, inside, out);
    }
    if !clauses.is_empty() {
        cut(&clauses, out);
    }
}

/// Gives the relation made last those of the quotations in it that belong to none with a cue.
fn take(quotations: &mut [Quotation], inside: Range<usize>, out: &mut Output<'_>) {
    let Some(last) = out.relations.len().checked_sub(1) else { return };
    for at in inside {
        let of = owner(out.relation_of, at);
        let tagged = of.and_then(|of| out.relations.get(of as usize)).is_some_and(|of| of.cue.is_some());
        let Some(quotation) = quotations.get(at) else { break };
        let (named, whole) = (quotation.score == i16::MIN, quotation.parent().is_none());
        if let Some(relation) = out.relations.get_mut(last).filter(|_| whole) {
            relation.kind = AttributionKind::Mixed;
        }
        if tagged || named || !whole {
            continue;
        }
        out.release(quotations, at);
        if let (Some(of), Some(quotation)) = (out.relation_of.get_mut(at), quotations.get_mut(at)) {
            *of = Some(last as u32).into();
            quotation.kind = QuoteKind::Mixed;
        }
    }
}

/// Ends what others say before those clauses, which are in text order and begin with their commas.
fn cut(clauses: &[Span], out: &mut Output<'_>) {
    for relation in out.relations.iter() {
        let Some(cue) = relation.cue.get() else { continue };
        let range = relation.content.start as usize..relation.content.end as usize;
        for piece in out.content.get_mut(range).unwrap_or_default() {
            let next = clauses.partition_point(|clause| clause.start <= piece.start);
            let clause = clauses.get(next).filter(|clause| cue.end <= clause.start);
            piece.end = piece.end.min(clause.map_or(piece.end, |clause| clause.start));
        }
    }
}

/// Where a sentence has what its last clause hands on.
struct Closing {
    /// Where what is said begins, and the comma behind it.
    start: usize,
    comma: usize,
    /// The clause's verb, and what helps it: whoever *was told* is no source.
    cue: usize,
    verb: usize,
}

fn read(sentence: &[Token]) -> Option<Closing> {
    let class = |at: usize| sentence.get(at).map(Token::class).unwrap_or_default();
    let verb = last_verb(sentence)?;
    let word = sentence.get(verb)?.word;
    let told = word == TOLD;
    let cue = verb.checked_sub(usize::from(told))?;
    let head = cue.checked_sub(1)?;
    let hears = Class::ORGANISATION.or(Class::GROUP);
    let says = if word == HEARD || told && class(cue).all(Class::AUXILIARY.or(Class::PAST)) {
        // *the Old Bailey heard*
        let place =
            sentence.get(head)?.is_capitalised() && class(head.checked_sub(2)?).any(Class::DETERMINER);
        class(head).any(hears) || place || lexicon::is_one_of(sentence.get(head)?.word, &HEARINGS)
    } else {
        !told && class(head).any(Class::DOCUMENT)
    };
    let first = head.saturating_sub(SOURCE);
    let comma = (first..head).rev().find(|&at| sentence.get(at).is_some_and(|t| !t.is(TokenKind::Word)))?;
    let apart = Class::PREPOSITION.or(Class::FINITE).or(Class::CONJUNCTION).or(Class::WH);
    let phrase = sentence.get(comma)?.is(TokenKind::Comma)
        && (comma + 1..head).all(|at| !class(at).any(apart) || class(at).any(Class::DETERMINER));
    let start = dateline(sentence);
    let finite = sentence.get(start..comma)?.iter().any(|token| token.class().any(Class::FINITE));
    (says && phrase && finite && start + STATEMENT <= comma).then_some(Closing { start, comma, cue, verb })
}

/// The verb that ends a sentence, before a day at most: *heard on Tuesday*.
fn last_verb(sentence: &[Token]) -> Option<usize> {
    const ON: u16 = lexicon::entry("on");
    let mut at =
        sentence.len().checked_sub(2).filter(|_| sentence.last().is_some_and(|s| s.is(TokenKind::Stop)))?;
    if sentence.get(at)?.class().any(Class::TIME) {
        at = at.checked_sub(1)?;
        at = at.checked_sub(usize::from(sentence.get(at)?.word == ON))?;
    }
    let verb = sentence.get(at)?;
    let states = verb.class().all(Class::SPEECH.or(Class::THIRD));
    (states || verb.word == HEARD || verb.word == TOLD).then_some(at)
}
