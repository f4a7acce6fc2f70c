//! *According to the harbour board, …*, *…, per the harbour board*: a source in a phrase of its own, where the models saw no statement.

use super::{Output, Rule};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::pipeline::Prose;
use crate::quotation::{Enclosing, Quotation};
use crate::span::Run;

const CONFIDENCE: f32 = 0.8;

const ACCORDING: u16 = lexicon::entry("according");
const TO: u16 = lexicon::entry("to");
const PER: u16 = lexicon::entry("per");

/// How many tokens a source has at most.
const SOURCE: u32 = 40;
/// How many tokens a statement has at least, and how many at most before its source.
const STATEMENT: u32 = 3;
const LONGEST: u32 = 200;
/// How many marks may end a sentence.
const MARKS: u32 = 8;

/// Makes a relation of each *according to* and *per* outside quotations that is the cue of none.
pub(super) fn append(prose: Prose<'_>, quotations: &[Quotation], out: &mut Output<'_>) {
    let mut cues = None;
    let mut quotations = Enclosing::new(quotations);
    for run in accordings(prose.tokens).filter_map(|at| cue(prose.tokens, at)) {
        if quotations.at(run.start).is_some() {
            continue;
        }
        let Some(cue) = run.span(prose.tokens) else { continue };
        if Output::is_cue(cues.get_or_insert_with(|| out.cues()), cue) {
            continue;
        }
        let Some((source, pieces)) = read(prose, run) else { continue };
        let Some(source) = source.span(prose.tokens) else { continue };
        let content = pieces.into_iter().flatten().filter_map(|piece| piece.span(prose.tokens));
        out.state(content, Some(cue), Some(source), None, Rule::According, CONFIDENCE);
    }
}

/// The cue that begins with such a token: *according to*; *…, per the mayor*, *Per the mayor, …*, but not *six per cent*, *as per
/// usual* or *Per Lind*.
fn cue(tokens: &[Token], at: usize) -> Option<Run> {
    let next = tokens.get(at + 1)?;
    if tokens.get(at)?.word != PER {
        return (next.word == TO).then(|| Run::new(at, at + 2));
    }
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let comma = before.is_some_and(|before| before.is(TokenKind::Comma));
    let opens = tokens.get(at)?.is_capitalised() && !next.is_capitalised();
    ((comma || opens) && next.begins_phrase()).then(|| Run::new(at, at + 1))
}

/// The tokens *according* and *per*. Most blocks of tokens hold none, and are passed over without a branch for each token.
fn accordings(tokens: &[Token]) -> impl Iterator<Item = usize> {
    const BLOCK: usize = 32;
    let is = |token: &Token| (token.word == ACCORDING) | (token.word == PER);
    let (blocks, rest) = tokens.as_chunks::<BLOCK>();
    let held =
        move |(_, block): &(usize, &[Token; BLOCK])| block.iter().fold(false, |any, token| any | is(token));
    let blocks = (0..).step_by(BLOCK).zip(blocks).filter(held).map(|(at, block)| (at, block.as_slice()));
    blocks
        .chain(core::iter::once((tokens.len() - rest.len(), rest)))
        .flat_map(move |(from, tokens)| (from..).zip(tokens).filter(move |(_, token)| is(token)))
        .map(|(at, _)| at)
}

/// The source behind a cue, and what it says before the cue and behind itself.
fn read(prose: Prose<'_>, cue: Run) -> Option<(Run, [Option<Run>; 2])> {
    let Run { start: at, end: first } = cue;
    let sentence = prose.sentences.partition_point(|sentence| sentence.tokens.end <= at);
    let mut sentence = prose.sentences.get(sentence)?.tokens;
    let token = |at: u32| prose.tokens.get(at as usize);
    let is = |at: u32, kind| token(at).is_some_and(|token: &Token| token.is(kind));
    let class = |at: u32| token(at).map(Token::class).unwrap_or_default();
    let mark =
        |at: u32| token(at).is_some_and(|last| !last.is(TokenKind::Word) && !last.is(TokenKind::Number));
    let marks = (at..sentence.end).rev().take(MARKS as usize).take_while(|&at| mark(at)).count();
    sentence.end -= marks as u32;
    let finite = |run: Run| run.range().any(|at| class(at as u32).any(Class::FINITE));
    // Whoever has a longer name than a source may have says nothing.
    let limit = sentence.end.min(first + SOURCE + 1);
    let comma = |from: u32| (from..limit).find(|&at| is(at, TokenKind::Comma));
    // "But according to …"
    let opener = Class::CONJUNCTION.or(Class::ADVERB);
    let near = at - sentence.start <= SOURCE;
    let opens = near && (sentence.start..at).all(|at| class(at).any(opener) || is(at, TokenKind::Comma));
    // The source goes on over commas up to where a clause begins: "according to Ann Osk, the port's lawyer, the …".
    let mut end = comma(first).unwrap_or(limit);
    while end < limit {
        let next = comma(end + 1).unwrap_or(limit);
        let begins = class(end + 1).any(Class::PREPOSITION.or(Class::SUBORDINATOR));
        if begins || finite(Run { start: end + 1, end: next }) || next == sentence.end {
            break;
        }
        end = next;
    }
    let source = Run { start: first, end };
    let long = |run: &Run| run.start < run.end && run.end - run.start >= STATEMENT;
    let behind = Some(Run { start: end + 1, end: sentence.end }).filter(long);
    let before = Some(Run { start: sentence.start, end: at.saturating_sub(1) })
        .filter(|run| !opens && is(run.end, TokenKind::Comma) && long(run))
        .filter(|run| run.end - run.start <= LONGEST);
    let behind = behind.filter(|_| opens || before.is_some_and(|before| !finite(before)));
    let whole = source.start < source.end && source.end - source.start <= SOURCE;
    (whole && (before.is_some() || behind.is_some())).then_some((source, [before, behind]))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::options::Options;
    use crate::pipeline::Stages;

    /// Source and content of the first *according to*, whatever the models make of it.
    fn said(text: &str) -> Option<(&str, Vec<&str>)> {
        let mut stages = Stages::default();
        stages.run_to_quotations(text, &Options::default());
        let prose = stages.layout.prose(text);
        let cue = accordings(prose.tokens).find_map(|at| cue(prose.tokens, at))?;
        let (source, pieces) = read(prose, cue)?;
        let words = |run: Run| run.span(prose.tokens).map(|span| &text[span.range()]);
        Some((words(source)?, pieces.into_iter().flatten().filter_map(words).collect()))
    }

    #[test]
    fn a_source_ends_where_its_clause_begins() {
        for (text, source, content) in [
            (
                "According to a study, drivers wait there an average of 94 seconds.",
                "a study",
                &["drivers wait there an average of 94 seconds"][..],
            ),
            (
                "But according to Ann Osk, the port's lawyer, the lease had run out.",
                "Ann Osk, the port's lawyer",
                &["the lease had run out"],
            ),
            (
                "According to early results of a poll by the Herald, in three of the wards, turnout fell.",
                "early results of a poll by the Herald",
                &["in three of the wards, turnout fell"],
            ),
            ("The lease had run out, according to two lawyers.", "two lawyers", &["The lease had run out"]),
            (
                "The lease had run out, per the port's lawyer.",
                "the port's lawyer",
                &["The lease had run out"],
            ),
            (
                "Under the plan, according to two lawyers, the port could close.",
                "two lawyers",
                &["Under the plan", "the port could close"],
            ),
            (
                "The lease had run out, according to the mayor, who was not asked.",
                "the mayor",
                &["The lease had run out"],
            ),
        ] {
            assert_eq!(said(text), Some((source, content.to_vec())), "{text}");
        }
    }

    #[test]
    fn a_phrase_without_a_clause_says_nothing() {
        for text in ["According to plan.", "They were paid according to rank.", "according to whom?"] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
