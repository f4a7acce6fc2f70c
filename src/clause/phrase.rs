//! Noun phrases as subjects, what stands between a subject and its verb, and who is spoken to.

use nom::Parser;
use nom::combinator::opt;

use super::tokens::{Parsed, Tokens};
use super::verb::{Verb, group};
use super::word::{any_word, class, fail, is_adverb, is_finite, kind, token, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{Class, Frames, entries};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;

/// Longest stretch between two commas that is looked over for the verb behind it.
const STRETCH: usize = 40;

/// Who speaks: the mention, where the mention stage made one, and the whole phrase.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Source {
    pub(super) mention: Option<u32>,
    pub(super) phrase: Run,
}

impl Source {
    /// The phrase up to this token, where it was longer than the mention that heads it.
    pub(super) fn up_to(self, end: usize) -> Source {
        let phrase = Run::new(self.phrase.start as usize, end.max(self.phrase.end as usize));
        Source { phrase, ..self }
    }
}

/// A noun phrase that can be a subject.
pub(super) fn subject(input: Tokens<'_>) -> Parsed<'_, Source> {
    let input = emphasis(input);
    voice(input).or_else(|_| mention(input)).or_else(|_| epithet(input)).or_else(|_| unlisted(input))
}

/// What stands behind the marks of emphasis: **Anna** said.
pub(super) fn emphasis(input: Tokens<'_>) -> Tokens<'_> {
    let marks = input.slice().iter().take_while(|token| token.is(TokenKind::Emphasis)).count();
    input.from(input.at + marks)
}

/// *her*, *the doctor's*: who owns what comes next.
pub(super) fn owner(input: Tokens<'_>) -> Option<(u32, &Mention)> {
    let mentions = input.scene.mentions;
    let from = mentions.partition_point(|mention| (mention.tokens().start as usize) < input.at);
    let begins = |mention: &Mention| mention.tokens().start as usize == input.at;
    let here = mentions.iter().enumerate().skip(from).take_while(|(_, mention)| begins(mention));
    let owns = |mention: &Mention| {
        let last = input.get((mention.tokens().end as usize).saturating_sub(1));
        last.is_some_and(|token| token.has(Flags::CLITIC) || token.class().any(Class::POSSESSIVE))
    };
    let (index, mention) = here.take(4).find(|(_, mention)| owns(mention))?;
    Some(((input.scene.first + index) as u32, mention))
}

/// *Anna's voice*, *his tone*: the owner is the one who speaks.
fn voice(input: Tokens<'_>) -> Parsed<'_, Source> {
    let level = input.scene.level;
    let Some((index, owner)) = owner(input).filter(|(_, owner)| owner.quotation() == level) else {
        return fail(input);
    };
    let rest = input.from(owner.tokens().end as usize);
    let (rest, _) = opt(class(Class::ADJECTIVE)).parse(rest)?;
    let (rest, _) =
        any_word(const { &entries(["voice", "whisper", "tone", "tones", "lips"]) }).parse(rest)?;
    Ok((rest, Source { mention: Some(index), phrase: input.to(rest) }))
}

fn mention(input: Tokens<'_>) -> Parsed<'_, Source> {
    match input.mention_here() {
        Some((index, mention)) if input.nominative(mention) => Ok((
            input.from(mention.tokens().end as usize),
            Source { mention: Some(index), phrase: mention.tokens() },
        )),
        _ => fail(input),
    }
}

/// A name behind what somebody is called: *young Tom*, *poor old Mr. Pargeter*.
fn epithet(input: Tokens<'_>) -> Parsed<'_, Source> {
    let lower = |input: Tokens<'_>, word: &Token| {
        let class = word.class();
        let calls =
            class.any(Class::ADJECTIVE.or(Class::ADDRESS)) || class.is_none() && !is_adverb(input, word);
        word.is(TokenKind::Word) && !word.is_capitalised() && calls
    };
    let (rest, _) = token(lower).parse(input)?;
    let (rest, _) = opt(token(lower)).parse(rest)?;
    match rest.mention_here() {
        Some((_, named)) if named.kind == MentionKind::Name => {
            let (rest, source) = mention(rest)?;
            Ok((rest, Source { phrase: input.to(rest), ..source }))
        }
        _ => fail(input),
    }
}

/// A noun phrase that the mention stage knows nothing of: *the walrus-like man*, *Oleander Quist*.
fn unlisted(input: Tokens<'_>) -> Parsed<'_, Source> {
    let mut rest = input;
    let mut head = false;
    let opened = class(Class::DETERMINER.or(Class::POSSESSIVE)).parse(rest);
    if let Ok((after, at)) = opened {
        if input.get(at).is_some_and(|token| token.class().any(Class::WH)) {
            return fail(input);
        }
        rest = after;
    }
    let capitals = rest.at == input.at;
    for _ in 0..5 {
        let Some(first) = rest.first() else { break };
        let class = first.class();
        let reports = || group(Class::REPORTS.or(Class::TAG)).parse(rest).is_ok();
        // *the 22-year-old*
        let aged = !capitals && first.is(TokenKind::Number) && input.text(first).ends_with("-old");
        let fits = aged
            || first.is(TokenKind::Word)
                && if capitals {
                    first.is_capitalised() && !class.any(Class::COMMON.or(Class::TIME))
                } else {
                    !(head && reports())
                        && (class.is_none() && !is_adverb(rest, first) && !(head && is_finite(rest, first))
                            || class
                                .any(Class::NOUN.or(Class::PLURAL).or(Class::ADJECTIVE).or(Class::NUMERAL))
                            || first.is_capitalised())
                };
        if !fits {
            break;
        }
        head |= aged
            || capitals
            || class.is_none()
            || class.any(
                Class::NOUN
                    .or(Class::PLURAL)
                    .or(Class::ROLE)
                    .or(Class::PERSON)
                    .or(Class::KIN)
                    .or(Class::GROUP),
            )
            || first.is_capitalised();
        rest = rest.from(rest.at + 1);
    }
    if head { Ok((rest, Source { mention: None, phrase: input.to(rest) })) } else { fail(input) }
}

/// A verb group after its subject, with what may stand between the two; gives the phrase's new end as well.
pub(super) fn predicate<'t>(
    with: Class,
    depth: u8,
) -> impl Parser<Tokens<'t>, Output = (usize, Verb), Error = ()> {
    move |input: Tokens<'t>| {
        if let Ok((rest, verb)) = group(with).parse(emphasis(input)) {
            return Ok((rest, (input.at, verb)));
        }
        if depth == 0 {
            return fail(input);
        }
        let Some(first) = input.first() else { return fail(input) };
        match first.kind {
            TokenKind::Comma | TokenKind::Open | TokenKind::Dash => aside(with, depth).parse(input),
            TokenKind::Word | TokenKind::Number => postmodifier(with).parse(input),
            _ => fail(input),
        }
    }
}

/// *, who also serves as …, said*; *(R-Ohio) said*; *— then aged nine — said*.
fn aside<'t>(with: Class, depth: u8) -> impl Parser<Tokens<'t>, Output = (usize, Verb), Error = ()> {
    move |input: Tokens<'t>| {
        let Some(first) = input.first() else { return fail(input) };
        let closing = match first.kind {
            TokenKind::Open => TokenKind::Close,
            other => other,
        };
        // The comma that closes an apposition which the mention holds already.
        if first.is(TokenKind::Comma)
            && let Ok((rest, verb)) = group(with).parse(input.from(input.at + 1))
            && !verb.participle
        {
            return Ok((rest, (input.at, verb)));
        }
        let mut closers = 0;
        for at in input.at + 1..input.end().min(input.at + STRETCH) {
            let Some(token) = input.get(at) else { break };
            if matches!(token.kind, TokenKind::Stop | TokenKind::Semicolon | TokenKind::Colon) {
                break;
            }
            if !token.is(closing) || input.in_hole(at) {
                continue;
            }
            closers += 1;
            let rest = input.from(at + 1);
            let found = if first.is(TokenKind::Open) && depth > 1 {
                predicate(with, depth - 1).parse(rest).map(|(rest, (_, verb))| (rest, verb))
            } else {
                group(with).parse(rest)
            };
            if let Ok((rest, verb)) = found
                && !verb.participle
            {
                // The comma that closes an apposition stands outside the phrase; a bracket belongs to it.
                let end = if token.is(TokenKind::Close) { at + 1 } else { at };
                return Ok((rest, (end, verb)));
            }
            if closers == 5 {
                break;
            }
        }
        fail(input)
    }
}

/// *of the mill*, *sitting by the fire*, *who had come in*: without a comma, up to the next verb that reports.
fn postmodifier<'t>(with: Class) -> impl Parser<Tokens<'t>, Output = (usize, Verb), Error = ()> {
    move |input: Tokens<'t>| {
        let Some(first) = input.first() else { return fail(input) };
        let opens = first
            .class()
            .any(Class::PREPOSITION.or(Class::GERUND).or(Class::WH).or(Class::TIME).or(Class::ADVERB))
            || is_adverb(input, first)
            || first.class().any(Class::PARTICIPLE) && !first.class().any(Class::PAST)
            || input.is_any(
                first,
                const { &entries(["that", "himself", "herself", "themselves", "itself", "myself"]) },
            )
            || first.is(TokenKind::Number);
        if !opens {
            return fail(input);
        }
        let relative = first.class().any(Class::WH) || input.is(first, "that");
        for at in input.at + 1..input.end().min(input.at + 14) {
            let Some(token) = input.get(at) else { break };
            if matches!(
                token.kind,
                TokenKind::Stop | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Comma
            ) || token.is(TokenKind::Mark)
                || !relative && token.class().any(Class::SUBJECT)
            {
                break;
            }
            let rest = input.from(at);
            if let Ok((rest, verb)) = group(with).parse(rest)
                && !verb.participle
            {
                let phrase = if first.class().any(Class::TIME.or(Class::ADVERB)) { input.at } else { at };
                return Ok((rest, (own_end(input.until(phrase), relative), verb)));
            }
        }
        fail(input)
    }
}

/// Where a phrase ends that tells more of its noun from here on, before a further verb: *at the gate | bowed and*, *who
/// looked up | and*.
fn own_end(more: Tokens<'_>, relative: bool) -> usize {
    let end = more.end();
    let joined = more.before(end).is_some_and(|and| and.class().any(Class::CONJUNCTION));
    if !joined || end <= more.at + 1 {
        return end;
    }
    let verb =
        (more.at..end).find(|&at| !relative && more.get(at).is_some_and(|token| is_finite(more, token)));
    verb.unwrap_or(end - 1)
}

/// The one who is told: *told Anna*, *said to his brother*; nobody where the mention stage knows no such one.
pub(super) fn hearer(input: Tokens<'_>) -> Parsed<'_, Option<u32>> {
    let (rest, _) = opt(any_word(const { &entries(["to", "of"]) })).parse(input)?;
    match rest.mention_here() {
        Some((index, mention)) => Ok((rest.from(mention.tokens().end as usize), Some(index))),
        None => unlisted(rest).map(|(rest, _)| (rest, None)),
    }
}

/// *softly*, *then*, *at last*: before or after a verb.
pub(super) fn adverbs(input: Tokens<'_>) -> Parsed<'_, ()> {
    let mut at = input;
    for _ in 0..4 {
        // *cried | all the girls*
        if at.first().is_some_and(|first| first.class().any(Class::DETERMINER)) && at.mention_here().is_some()
        {
            break;
        }
        match token(|input, token| {
            is_adverb(input, token) || token.class().any(Class::TIME) && !token.class().any(Class::GIVEN)
        })
        .parse(at)
        {
            Ok((rest, _)) => at = rest,
            Err(_) => break,
        }
    }
    Ok((at, ()))
}

/// *according to*; *per* before a name or article, as newsrooms have it.
pub(super) fn according(input: Tokens<'_>) -> Parsed<'_, Run> {
    if let Ok((rest, _)) = word("per").parse(input) {
        return if rest.first().is_some_and(Token::begins_phrase) {
            Ok((rest, input.to(rest)))
        } else {
            fail(input)
        };
    }
    let (rest, _) = word("according").parse(input)?;
    let (rest, _) = word("to").parse(rest)?;
    Ok((rest, input.to(rest)))
}

/// A comma, where there is one.
pub(super) fn comma(input: Tokens<'_>) -> Parsed<'_, Option<usize>> {
    opt(kind(TokenKind::Comma)).parse(emphasis(input))
}

/// *told the clerk*; *said to Anna*.
pub(super) fn told<'t>(verb: Verb) -> impl Parser<Tokens<'t>, Output = Option<u32>, Error = ()> {
    move |input: Tokens<'t>| {
        let plain_object = input.before(verb.main + 1).is_some_and(takes_hearer);
        let to = input.first().is_some_and(|next| input.is(next, "to"));
        if plain_object || to { hearer(input) } else { fail(input) }
    }
}

/// Whether a verb takes the one who is spoken to as its object: *told Anna*.
fn takes_hearer(verb: &Token) -> bool {
    crate::lexicon::verb(verb.word).is_some_and(|verb| verb.frames.any(Frames::HEARER))
}
