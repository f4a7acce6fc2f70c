//! Lead-ins: reporting clauses that come before their quotation. She said: “…”

use nom::Parser;
use nom::combinator::opt;

use super::after::{answer, source_adjunct, told};
use super::phrase::{Source, hearer, predicate, subject};
use super::registry::{Found, Production, Side};
use super::tokens::{Parsed, Tokens};
use super::verb::{Verb, group, reports};
use super::word::{any_word, end, fail, is_finite, kind, token};
use crate::lexer::TokenKind;
use crate::lexicon::Class;
use crate::span::Run;

const SPEAKS: Class = Class::SPEECH.or(Class::WRITING).or(Class::TAG);
/// How far back from the quotation its verb may stand.
const REACH: usize = 30;

/// Anna turned, put down the cup and said: “…”
pub(super) fn lead_in(input: Tokens<'_>) -> Parsed<'_, Found> {
    let ends = input
        .last()
        .is_some_and(|last| matches!(last.kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Dash));
    for verb in verbs(input, SPEAKS.or(Class::THOUGHT), if ends { REACH } else { 6 }).take(3) {
        let rest = input.from(verb.cue.end as usize);
        let (rest, addressee) = opt(told(verb)).parse(rest)?;
        if tail(rest, ends).is_err() {
            continue;
        }
        if verb.passive {
            let source = agent(input.from(verb.cue.end as usize));
            let hearer = subject_of(input, &verb).and_then(|subject| subject.mention);
            if let Some(source) = source {
                return Ok((input.from(input.end), Found { cue: verb.cue, source, addressee: hearer }));
            }
            if !quoted_as(input, &verb) {
                continue;
            }
        }
        let source = subject_of(input, &verb).or_else(|| inverted_subject(input, &verb));
        match source {
            Some(source) => {
                let found = Found { cue: verb.cue, source, addressee: addressee.flatten() };
                return Ok((input.from(input.end), found));
            }
            None if ends => {
                let found =
                    Found { cue: verb.cue, source: Source::default(), addressee: addressee.flatten() };
                return Ok((input.from(input.end), found));
            }
            None => {}
        }
    }
    fail(input)
}

/// From the verb to the quotation: adverbs, phrases, a comma or a colon, and no other clause.
fn tail(input: Tokens<'_>, ends: bool) -> Parsed<'_, ()> {
    if let Ok(done) = end(input) {
        return Ok(done);
    }
    let stops = input.slice().iter().enumerate().any(|(index, token)| {
        matches!(token.kind, TokenKind::Stop | TokenKind::Semicolon)
            || token.class().any(Class::SUBJECT) && !token.class().any(Class::WH)
            || token.is(TokenKind::Colon) && input.at + index + 1 != input.end
    });
    let open = !ends
        && input
            .slice()
            .iter()
            .any(|token| !(token.class().any(Class::ADVERB.or(Class::TIME)) || input.is(token, "that")));
    if stops || open { fail(input) } else { Ok((input.from(input.end), ())) }
}

/// The reporting verb groups of the window, last first, no further back than `reach`.
fn verbs<'t>(input: Tokens<'t>, with: Class, reach: usize) -> impl Iterator<Item = Verb> {
    let first = input.end.saturating_sub(reach).max(input.at);
    let mut at = input.end;
    core::iter::from_fn(move || {
        while at > first {
            at -= 1;
            let may =
                input.get(at).is_some_and(|token| token.class().any(Class::VERB) || token.class().is_none());
            if !may || input.in_hole(at) {
                continue;
            }
            if let Some(verb) = verb_at(input, at, with) {
                return Some(verb);
            }
        }
        None
    })
}

/// The verb group whose verb is this token: its auxiliaries stand before it.
fn verb_at(input: Tokens<'_>, main: usize, with: Class) -> Option<Verb> {
    let (_, found) = group(with).parse(input.from(main)).ok()?;
    if found.main != main {
        return None;
    }
    let mut best = found;
    for start in (main.saturating_sub(5).max(input.at)..main).rev() {
        match group(with).parse(input.from(start)) {
            Ok((_, verb)) if verb.main == main => best = verb,
            _ => break,
        }
    }
    Some(best)
}

/// *was quoted as saying*, *was heard to say*.
fn quoted_as(input: Tokens<'_>, verb: &Verb) -> bool {
    input.get(verb.main).is_some_and(|main| main.class().any(Class::GERUND))
}

/// *was told by her brother*.
fn agent(input: Tokens<'_>) -> Option<Source> {
    let (rest, _) = any_word(&["by", "from"]).parse(input).ok()?;
    subject(rest).ok().map(|(_, source)| source)
}

/// The subject of a verb, before it: next to it, or across what the sentence says of the subject first.
fn subject_of(input: Tokens<'_>, verb: &Verb) -> Option<Source> {
    let verb_start = verb.cue.start as usize;
    let window = input.until(verb_start);
    let mut subordinate = None;
    let mut reach = usize::MAX;
    for (index, mention) in window.mentions_backwards().take(16) {
        let start = mention.tokens.start as usize;
        let from = mention.tokens.end as usize;
        if !input.nominative(mention) || input.in_hole(start) {
            continue;
        }
        // A mention inside the phrase of a longer one that was already weighed.
        if from > reach {
            continue;
        }
        let before = if start > input.at { input.before(start) } else { None };
        let pronoun = mention.tokens.len() == 1
            && input.get(start).is_some_and(|token| token.class().any(Class::SUBJECT));
        if !pronoun
            && before.is_some_and(|before| {
                before.class().any(Class::PREPOSITION) && !before.class().any(Class::SUBORDINATOR)
            })
        {
            continue;
        }
        let source = Source { mention: Some(index), phrase: mention.tokens };
        let rest = input.from(from);
        if let Ok((_, (end, found))) = predicate(verb.class, 2).parse(rest)
            && found.main == verb.main
        {
            return Some(longest(window, source.up_to(end), start));
        }
        if coordinated(input, from, verb) {
            let dependent = before.is_some_and(|before| {
                before.class().any(Class::WH)
                    || before.class().any(Class::SUBORDINATOR)
                    || input.is_any(before, &["as", "when", "while", "that", "if"])
            });
            if !dependent {
                return Some(source);
            }
            subordinate = subordinate.or(Some(source));
        }
        reach = reach.min(from);
    }
    subordinate.or_else(|| bare_subject(window, verb))
}

/// Of the mentions that end where this one does, the one that begins first.
fn longest(window: Tokens<'_>, source: Source, start: usize) -> Source {
    let end = window.mention(source.mention.unwrap_or_default()).map_or(0, |mention| mention.tokens.end);
    let mut best = source;
    for (index, mention) in window.mentions_backwards().take(24) {
        if mention.tokens.end == end && (mention.tokens.start as usize) < start && window.nominative(mention)
        {
            best =
                Source { mention: Some(index), phrase: Run { start: mention.tokens.start, ..source.phrase } };
        }
    }
    best
}

/// A subject that the mention stage knows nothing of: *The walrus-like man said*.
fn bare_subject(window: Tokens<'_>, verb: &Verb) -> Option<Source> {
    for start in (window.end.saturating_sub(8).max(window.at)..window.end).rev() {
        let opens = window.get(start).is_some_and(|token| {
            token.class().any(Class::DETERMINER.or(Class::POSSESSIVE)) || token.is_capitalised()
        });
        if !opens {
            continue;
        }
        if let Ok((rest, source)) = subject(window.from(start))
            && rest.at == verb.cue.start as usize
        {
            return Some(source);
        }
    }
    None
}

/// Whether the verb is a further one of a subject that ends at `from`: *put down the cup, … and said*.
fn coordinated(input: Tokens<'_>, from: usize, verb: &Verb) -> bool {
    let start = verb.cue.start as usize;
    let Some(before) = input.before(start) else { return false };
    let joined = before.class().any(Class::CONJUNCTION)
        || before.is(TokenKind::Comma)
        || before.is(TokenKind::Dash)
        || verb.participle
        || before.class().any(Class::ADVERB)
        || input.is_any(before, &["then", "to", "by", "with", "without"])
        || input.get(verb.main).is_some_and(|main| main.class().any(Class::BASE) && input.is(before, "to"));
    // The subject has a verb of its own, before this one.
    joined
        && (from..start.min(from + 8)).any(|at| {
            !input.in_hole(at)
                && input.get(at).is_some_and(|token| {
                    is_finite(input, token) || token.class().any(Class::PAST.or(Class::THIRD).or(Class::BASE))
                })
        })
}

/// Then said Anna, “…”
fn inverted_subject(input: Tokens<'_>, verb: &Verb) -> Option<Source> {
    if verb.passive || verb.participle {
        return None;
    }
    let (_, source) = subject(input.from(verb.cue.end as usize)).ok()?;
    let mention = input.mention(source.mention?)?;
    let pronoun = input.get(mention.tokens.start as usize)?.class().any(Class::PRONOUN);
    (!pronoun || input.nominative(mention)).then_some(source)
}

/// Anna: “…”; The mayor's answer: “…”; Her only words were, “…”
pub(super) fn colon(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (_, last) = token(|_, token| matches!(token.kind, TokenKind::Colon | TokenKind::Comma))
        .parse(input.from(input.end.saturating_sub(1)))?;
    let is_colon = input.get(last).is_some_and(|token| token.is(TokenKind::Colon));
    for start in (input.end.saturating_sub(16).max(input.at)..last).rev() {
        let Ok((rest, source)) = answer(input.from(start)) else { continue };
        let (rest, verb) =
            opt(any_word(&["was", "is", "were", "came", "ran", "comes", "became"])).parse(rest)?;
        if verb.is_some() || is_colon && rest.at == last {
            return Ok((
                input.from(input.end),
                Found { cue: Run::new(start, last), source, addressee: None },
            ));
        }
    }
    // The label alone: a name at the sentence's beginning, right before the colon.
    let (rest, source) = subject(input)?;
    if is_colon && rest.at == last && input.len() <= 8 {
        return Ok((input.from(input.end), Found { cue: Run::new(last, last + 1), source, addressee: None }));
    }
    fail(input)
}

/// According to the mayor, “…”; As the mayor put it, “…”
pub(super) fn adjunct(input: Tokens<'_>) -> Parsed<'_, Found> {
    for start in (input.at..input.end).rev().take(48) {
        let opens = input.get(start).is_some_and(|token| input.is_any(token, &["according", "as", "in"]));
        if !opens || input.in_hole(start) {
            continue;
        }
        let Ok((rest, found)) = source_adjunct(input.from(start)) else { continue };
        // Up to the quotation, or to the comma after which the sentence goes on with it.
        if rest.is_empty() || kind(TokenKind::Comma).parse(rest).is_ok() {
            return Ok((input.from(input.end), found));
        }
    }
    fail(input)
}

/// The mayor said that the plan was “dead” …: the words quoted stand in a clause that is reported.
pub(super) fn reported(input: Tokens<'_>) -> Parsed<'_, Found> {
    if named_so(input) {
        return fail(input);
    }
    for verb in verbs(input, Class::REPORTS.or(Class::TAG), 60).take(4) {
        if verb.passive && !quoted_as(input, &verb) || !crosses(input, verb.cue.end as usize) {
            continue;
        }
        if let Some(source) = subject_of(input, &verb) {
            let (_, addressee) = opt(told(verb)).parse(input.from(verb.cue.end as usize))?;
            let found = Found { cue: verb.cue, source, addressee: addressee.flatten() };
            return Ok((input.from(input.end), found));
        }
    }
    fail(input)
}

/// Whether a reported clause that begins here can reach the quotation.
fn crosses(input: Tokens<'_>, from: usize) -> bool {
    !input.from(from).slice().iter().any(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Semicolon))
}

/// *so-called*, *known as*, *entitled*: what follows is a name, not speech.
pub(super) fn named_so(input: Tokens<'_>) -> bool {
    let from = input.end.saturating_sub(3).max(input.at);
    input.from(from).slice().iter().any(|token| {
        input.is_any(
            token,
            &[
                "so-called",
                "entitled",
                "titled",
                "nicknamed",
                "named",
                "known",
                "word",
                "term",
                "phrase",
                "headlined",
            ],
        )
    })
}

/// The claim that “…”; her description of him as “…”: a noun reports.
pub(super) fn noun(input: Tokens<'_>) -> Parsed<'_, Found> {
    if named_so(input) {
        return fail(input);
    }
    for start in (input.end.saturating_sub(16).max(input.at)..input.end).rev() {
        if input.in_hole(start) {
            continue;
        }
        let Ok((rest, source)) = answer(input.from(start)) else { continue };
        let cue = Run::new(rest.at.saturating_sub(1), rest.at);
        if any_word(&["that", "of", "to", "as", "about"]).parse(rest).is_ok() && crosses(input, rest.at) {
            return Ok((input.from(input.end), Found { cue, source, addressee: None }));
        }
    }
    fail(input)
}

/// Anna heard the boy whisper, “…”; it made her say, “…”: a bare infinitive after the one who speaks.
pub(super) fn infinitive(input: Tokens<'_>) -> Parsed<'_, Found> {
    for at in (input.end.saturating_sub(10).max(input.at)..input.end).rev() {
        let base = input.get(at).is_some_and(|token| token.class().any(Class::BASE.or(Class::GERUND)));
        if !base || !reports(input, at, SPEAKS) {
            continue;
        }
        let Ok((rest, verb)) = group(SPEAKS).parse(input.from(at)) else { continue };
        let before =
            input.until(at).mentions_backwards().find(|(_, mention)| mention.tokens.end as usize == at);
        if let Some((index, mention)) = before {
            let (_, addressee) = opt(hearer).parse(rest)?;
            let source = Source { mention: Some(index), phrase: mention.tokens };
            return Ok((input.from(input.end), Found { cue: verb.cue, source, addressee }));
        }
    }
    fail(input)
}

pub(super) const LEAD_IN: Production =
    Production { name: "source-verb-quote", side: Side::Before, parse: lead_in, yes: &[], no: &[] };

pub(super) const COLON: Production =
    Production { name: "colon", side: Side::Before, parse: colon, yes: &[], no: &[] };

pub(super) const ADJUNCT: Production =
    Production { name: "according-to-quote", side: Side::Before, parse: adjunct, yes: &[], no: &[] };

pub(super) const REPORTED: Production =
    Production { name: "reported-clause", side: Side::Within, parse: reported, yes: &[], no: &[] };

pub(super) const NOUN: Production =
    Production { name: "reporting-noun", side: Side::Within, parse: noun, yes: &[], no: &[] };

pub(super) const INFINITIVE: Production =
    Production { name: "heard-source-say", side: Side::Before, parse: infinitive, yes: &[], no: &[] };
