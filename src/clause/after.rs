//! Tags: reporting clauses that follow their quotation. “…,” she said.

use nom::Parser;
use nom::combinator::opt;

use super::phrase::{Source, according, adverbs, comma, hearer, predicate, subject};
use super::registry::{Found, Production, Side};
use super::tokens::{Ending, Parsed, Tokens};
use super::verb::{Verb, group, is_be};
use super::word::{any_word, class, fail, is_finite, kind, token, word};
use crate::lexer::{Flags, TokenKind};
use crate::lexicon::Class;

const SAYS: Class = Class::REPORTS.or(Class::TAG);

/// “…,” said the old general.
pub(super) fn inverted(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (rest, _) = comma(input)?;
    let (rest, _) = adverbs(rest)?;
    let (rest, verb) = group(SAYS).parse(rest)?;
    if verb.participle || verb.passive || !stands_in_sentence(input, verb.cue.start as usize) {
        return fail(input);
    }
    let (rest, ()) = adverbs(rest)?;
    let (rest, source) = subject(rest)?;
    // “…,” said she; but “…” says he would not go: a subject with a verb of its own is no source.
    if rest.first().is_some_and(|next| input.ending_is_bare() && is_finite(rest, next)) {
        return fail(input);
    }
    let (rest, addressee) = opt(spoken_to).parse(rest)?;
    Ok((rest, Found { cue: verb.cue, source, addressee }))
}

/// “…,” Anna said; “…,” the old general, who had slept badly, told his daughter.
pub(super) fn straight(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (start, _) = comma(input)?;
    let (start, ()) = adverbs(start)?;
    let (rest, source) = subject(start)?;
    let (rest, (end, verb)) = predicate(SAYS, 2).parse(rest)?;
    if verb.participle || verb.passive || !may_be_tag(input, start, rest) {
        return fail(input);
    }
    let (rest, addressee) = opt(told(verb)).parse(rest)?;
    Ok((rest, Found { cue: verb.cue, source: source.up_to(end), addressee: addressee.flatten() }))
}

/// “…,” he turned and said; “…,” she laughed, adding.
pub(super) fn second_verb(input: Tokens<'_>) -> Parsed<'_, Found> {
    if input.scene.ending != Ending::Comma {
        return fail(input);
    }
    let (rest, _) = comma(input)?;
    let (rest, source) = subject(rest)?;
    let (rest, ()) = adverbs(rest)?;
    let (mut rest, _) = token(is_finite).parse(rest)?;
    for _ in 0..10 {
        let Some(next) = rest.first() else { break };
        if matches!(next.kind, TokenKind::Stop | TokenKind::Colon | TokenKind::Semicolon)
            || next.class().any(Class::SUBJECT)
        {
            break;
        }
        if next.is(TokenKind::Comma) || next.class().any(Class::CONJUNCTION) {
            let (after, _) = opt(class(Class::CONJUNCTION)).parse(rest.from(rest.at + 1))?;
            if let Ok((after, verb)) = group(Class::SPEECH.or(Class::TAG)).parse(after)
                && !after.is_empty()
                && !input.scene.resumes
            {
                return Ok((after, Found { cue: verb.cue, source, addressee: None }));
            }
        }
        rest = rest.from(rest.at + 1);
    }
    fail(input)
}

/// “…,” came the reply; “…,” was her answer.
pub(super) fn came_the_reply(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (start, _) = comma(input)?;
    let (rest, _) = any_word(&["came", "comes", "was", "is", "were", "ran", "went"]).parse(start)?;
    let verb = start.at;
    if let Ok((rest, source)) = answer(rest) {
        return Ok((rest, Found { cue: start.until(verb + 1).to(rest), source, addressee: None }));
    }
    let (rest, _) = opt(class(Class::DETERMINER)).parse(rest)?;
    let (rest, _) = opt(class(Class::ADJECTIVE)).parse(rest)?;
    let (rest, _) = reply_noun(rest)?;
    let cue = start.to(rest);
    let (rest, source) = opt(from_whom).parse(rest)?;
    Ok((rest, Found { cue, source: source.unwrap_or_default(), addressee: None }))
}

/// *her answer*, *the doctor's curt reply*.
pub(super) fn answer(input: Tokens<'_>) -> Parsed<'_, Source> {
    let mentions = input.scene.mentions;
    let from = mentions.partition_point(|mention| (mention.tokens.start as usize) < input.at);
    let mut owner = None;
    for (index, mention) in mentions.iter().enumerate().skip(from).take(4) {
        let last = (mention.tokens.end as usize).saturating_sub(1);
        if mention.tokens.start as usize == input.at
            && input
                .get(last)
                .is_some_and(|token| token.has(Flags::CLITIC) || token.class().any(Class::POSSESSIVE))
        {
            owner = Some(((input.scene.first + index) as u32, mention));
        }
    }
    let (rest, source) = match owner {
        Some((index, mention)) => {
            (input.from(mention.tokens.end as usize), Source { mention: Some(index), phrase: mention.tokens })
        }
        None => {
            let (rest, at) = token(|_, token| {
                token.class().any(Class::POSSESSIVE) || token.has(Flags::CLITIC.with(Flags::CAPITAL))
            })
            .parse(input)?;
            (rest, Source { mention: None, phrase: crate::span::Run::new(at, at + 1) })
        }
    };
    let (rest, _) = opt(class(Class::ADJECTIVE.or(Class::NUMERAL))).parse(rest)?;
    let (rest, _) = opt(class(Class::ADJECTIVE)).parse(rest)?;
    let (rest, _) = reply_noun(rest)?;
    Ok((rest, source))
}

fn reply_noun(input: Tokens<'_>) -> Parsed<'_, usize> {
    token(|input, token| {
        token.class().all(Class::CUE_NOUN.or(Class::NOUN))
            || input.is_any(
                token,
                &[
                    "reply",
                    "answer",
                    "response",
                    "rejoinder",
                    "retort",
                    "comment",
                    "cry",
                    "voice",
                    "shout",
                    "question",
                    "whisper",
                    "remark",
                    "verdict",
                    "words",
                    "greeting",
                    "advice",
                    "conclusion",
                    "explanation",
                    "thought",
                    "suggestion",
                    "motto",
                    "message",
                    "injunction",
                    "exclamation",
                ],
            )
    })
    .parse(input)
}

/// *from the kitchen boy*, *of the crowd*.
fn from_whom(input: Tokens<'_>) -> Parsed<'_, Source> {
    let (rest, _) = any_word(&["from", "of", "by"]).parse(input)?;
    subject(rest)
}

/// “…,” according to the mayor; “…,” as the mayor put it; “…,” in the words of the mayor.
pub(super) fn adjunct(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (start, _) = comma(input)?;
    source_adjunct(start)
}

pub(super) fn source_adjunct(start: Tokens<'_>) -> Parsed<'_, Found> {
    if let Ok((rest, cue)) = according(start) {
        let (rest, source) = subject(rest)?;
        return Ok((rest, Found { cue, source, addressee: None }));
    }
    if let Ok((rest, _)) = word("as").parse(start) {
        let (rest, source) = subject(rest)?;
        let (rest, (end, verb)) = predicate(SAYS, 1).parse(rest)?;
        return Ok((rest, Found { cue: verb.cue, source: source.up_to(end), addressee: None }));
    }
    let (rest, _) = word("in").parse(start)?;
    if let Ok((after, _)) = word("the").parse(rest) {
        let (after, _) = word("words").parse(after)?;
        let (after, _) = word("of").parse(after)?;
        let cue = start.to(after);
        let (rest, source) = subject(after)?;
        return Ok((rest, Found { cue, source, addressee: None }));
    }
    let (rest, source) = answer(rest)?;
    Ok((rest, Found { cue: crate::span::Run::new(start.at, start.at + 1), source, addressee: None }))
}

/// “…” — Anna Hollis, baker: the sign-off of a press release.
pub(super) fn sign_off(input: Tokens<'_>) -> Parsed<'_, Found> {
    if matches!(input.scene.ending, Ending::Comma | Ending::Broken) {
        return fail(input);
    }
    let (rest, at) =
        token(|_, token| matches!(token.kind, TokenKind::Dash | TokenKind::Hyphen)).parse(input)?;
    let (rest, source) = subject(rest)?;
    let name = rest.before(source.phrase.start as usize + 1).is_some_and(|first| first.is_capitalised());
    let (rest, ()) = to_paragraph_end(rest)?;
    if !name {
        return fail(input);
    }
    Ok((rest, Found { cue: crate::span::Run::new(at, at + 1), source, addressee: None }))
}

fn to_paragraph_end(input: Tokens<'_>) -> Parsed<'_, ()> {
    if input.len() > 16 || input.scene.resumes {
        return fail(input);
    }
    let verbs = input.slice().iter().any(|token| is_finite(input, token) && !token.is_capitalised());
    if verbs { fail(input) } else { Ok((input.from(input.end), ())) }
}

/// “…,” she trilled: any verb of a sentence that a quotation with a comma opens.
pub(super) fn any_verb(input: Tokens<'_>) -> Parsed<'_, Found> {
    if input.scene.ending != Ending::Comma {
        return fail(input);
    }
    let (start, _) = comma(input)?;
    let (rest, source) = subject(start)?;
    let (rest, ()) = adverbs(rest)?;
    let (rest, at) = token(|input, token| {
        is_finite(input, token)
            && !token.class().any(Class::AUXILIARY.or(Class::MODAL))
            && !is_be(input, token)
            && !token.class().any(Class::DETERMINER)
    })
    .parse(rest)?;
    Ok((rest, Found { cue: crate::span::Run::new(at, at + 1), source, addressee: None }))
}

/// “…,” trilled Anna.
pub(super) fn any_inverted(input: Tokens<'_>) -> Parsed<'_, Found> {
    if matches!(input.scene.ending, Ending::Bare | Ending::Stop) {
        return fail(input);
    }
    let (start, _) = comma(input)?;
    let (rest, at) = token(|input, token| {
        is_finite(input, token)
            && !token.is_capitalised()
            && !token.class().any(Class::AUXILIARY.or(Class::MODAL).or(Class::DETERMINER))
    })
    .parse(start)?;
    let (rest, source) = subject(rest)?;
    let first = rest.before(source.phrase.start as usize + 1);
    let nominative = first.is_some_and(|first| first.is_capitalised() || first.class().any(Class::SUBJECT));
    if !nominative || rest.first().is_some_and(|next| is_finite(rest, next)) {
        return fail(input);
    }
    Ok((rest, Found { cue: crate::span::Run::new(at, at + 1), source, addressee: None }))
}

/// A tag cannot begin a sentence of its own with its verb.
fn stands_in_sentence(input: Tokens<'_>, verb: usize) -> bool {
    input.get(verb).is_some_and(|verb| !verb.is_capitalised() || verb.has(Flags::CAPITALS))
}

/// Whether subject and verb after a quotation are its tag, or a sentence of their own.
fn may_be_tag(input: Tokens<'_>, start: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let lower = start.first().is_some_and(|first| !first.is_capitalised() || first.class().any(Class::FIRST));
    match input.scene.ending {
        Ending::Comma | Ending::Broken => true,
        Ending::Stop => lower && tag_ends(rest),
        Ending::Open => {
            let name = start.first().is_some_and(|first| {
                first.is_capitalised()
                    && !first.class().any(Class::COMMON.or(Class::PRONOUN).or(Class::DETERMINER))
            });
            lower || name && tag_ends(rest)
        }
        Ending::Bare => tag_ends(rest),
    }
}

/// What may follow the verb of a tag, rather than its object.
fn tag_ends(rest: Tokens<'_>) -> bool {
    rest.first().is_none_or(|next| {
        !next.is(TokenKind::Word) && !next.is(TokenKind::Mark)
            || next.class().any(
                Class::ADVERB.or(Class::PREPOSITION).or(Class::TIME).or(Class::GERUND).or(Class::CONJUNCTION),
            )
            || super::word::is_adverb(rest, next)
    })
}

/// *told the clerk*; *said to Anna*.
pub(super) fn told<'t>(verb: Verb) -> impl Parser<Tokens<'t>, Output = Option<u32>, Error = ()> {
    move |input: Tokens<'t>| {
        let plain_object = input.get(verb.main).is_some_and(|main| super::takes_hearer(input, main));
        let to = input.first().is_some_and(|next| input.is(next, "to"));
        if plain_object || to { hearer(input).map(|(rest, who)| (rest, Some(who))) } else { fail(input) }
    }
}

fn spoken_to(input: Tokens<'_>) -> Parsed<'_, u32> {
    let (rest, ()) = adverbs(input)?;
    let (_, _) = word("to").parse(rest)?;
    hearer(rest)
}

/// … the plan was “dead,” the mayor said Friday: the clause that closes the sentence around a quotation.
pub(super) fn trailing(input: Tokens<'_>) -> Parsed<'_, Found> {
    let mut commas = 0;
    for at in (input.at..input.end).rev() {
        let Some(here) = input.get(at) else { break };
        if !here.is(TokenKind::Comma) || input.in_hole(at) {
            continue;
        }
        commas += 1;
        let rest = input.from(at + 1);
        let found =
            straight_to_end(rest).or_else(|_| inverted_to_end(rest)).or_else(|_| source_adjunct(rest));
        if let Ok((rest, found)) = found {
            return Ok((rest, found));
        }
        if commas == 6 {
            break;
        }
    }
    fail(input)
}

fn straight_to_end(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (rest, source) = subject(input)?;
    let (rest, (end, verb)) = predicate(Class::SPEECH.or(Class::WRITING).or(Class::TAG), 2).parse(rest)?;
    let (rest, addressee) = opt(told(verb)).parse(rest)?;
    if verb.participle || verb.passive || !closes(rest) {
        return fail(input);
    }
    Ok((rest, Found { cue: verb.cue, source: source.up_to(end), addressee: addressee.flatten() }))
}

fn inverted_to_end(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (rest, verb) = group(Class::TAG).parse(input)?;
    let (rest, source) = subject(rest)?;
    if verb.participle || verb.passive {
        return fail(input);
    }
    Ok((rest, Found { cue: verb.cue, source, addressee: None }))
}

/// The sentence ends here, or with a time or place: *said Friday*, *said in a statement*.
fn closes(rest: Tokens<'_>) -> bool {
    rest.first().is_none_or(|next| {
        matches!(next.kind, TokenKind::Stop | TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon)
            || next.class().any(Class::TIME.or(Class::PREPOSITION).or(Class::ADVERB).or(Class::GERUND))
    })
}

/// … was called “a disgrace” by the mayor.
pub(super) fn by_agent(input: Tokens<'_>) -> Parsed<'_, Found> {
    let opening = input.scene.quotation.start as usize;
    let before = Tokens::new(input.scene, opening.saturating_sub(4), opening);
    let participle = before
        .slice()
        .iter()
        .enumerate()
        .find(|(_, token)| token.class().any(Class::PARTICIPLE) && token.class().any(Class::REPORTS))
        .map(|(index, _)| before.at + index);
    let Some(cue) = participle else { return fail(input) };
    let (rest, _) = word("by").parse(input)?;
    let (rest, source) = subject(rest)?;
    Ok((rest, Found { cue: crate::span::Run::new(cue, cue + 1), source, addressee: None }))
}

/// “…,” she smiled: a gesture does duty for a verb of speech.
pub(super) fn manner(input: Tokens<'_>) -> Parsed<'_, Found> {
    if input.scene.ending == Ending::Bare || input.scene.ending == Ending::Stop {
        return fail(input);
    }
    let (start, _) = comma(input)?;
    if start.first().is_some_and(|first| first.is_capitalised() && first.class().any(Class::SUBJECT))
        && input.scene.ending != Ending::Comma
        && !start.first().is_some_and(|first| first.class().any(Class::FIRST))
    {
        return fail(input);
    }
    let (rest, source) = subject(start)?;
    let (rest, ()) = adverbs(rest)?;
    let (rest, verb) = group(Class::MANNER).parse(rest)?;
    let (rest, _) = opt(kind(TokenKind::Comma)).parse(rest)?;
    Ok((rest, Found { cue: verb.cue, source, addressee: None }))
}

pub(super) const INVERTED: Production =
    Production { name: "quote-verb-source", side: Side::After, parse: inverted, yes: &[], no: &[] };

pub(super) const STRAIGHT: Production =
    Production { name: "quote-source-verb", side: Side::After, parse: straight, yes: &[], no: &[] };

pub(super) const SECOND_VERB: Production =
    Production { name: "quote-source-second-verb", side: Side::After, parse: second_verb, yes: &[], no: &[] };

pub(super) const CAME_THE_REPLY: Production =
    Production { name: "quote-came-the-reply", side: Side::After, parse: came_the_reply, yes: &[], no: &[] };

pub(super) const ADJUNCT: Production =
    Production { name: "quote-according-to", side: Side::After, parse: adjunct, yes: &[], no: &[] };

pub(super) const SIGN_OFF: Production =
    Production { name: "quote-sign-off", side: Side::After, parse: sign_off, yes: &[], no: &[] };

pub(super) const ANY_VERB: Production =
    Production { name: "quote-source-any-verb", side: Side::After, parse: any_verb, yes: &[], no: &[] };

pub(super) const ANY_INVERTED: Production =
    Production { name: "quote-any-verb-source", side: Side::After, parse: any_inverted, yes: &[], no: &[] };

pub(super) const TRAILING: Production =
    Production { name: "clause-closes-sentence", side: Side::Beyond, parse: trailing, yes: &[], no: &[] };

pub(super) const BY_AGENT: Production =
    Production { name: "called-by", side: Side::After, parse: by_agent, yes: &[], no: &[] };

pub(super) const MANNER: Production =
    Production { name: "quote-gesture", side: Side::After, parse: manner, yes: &[], no: &[] };
