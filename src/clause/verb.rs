//! Verb groups: auxiliaries, adverbs, the verb that reports, its particle.

use nom::Parser;
use nom::combinator::opt;

use super::tokens::{Parsed, Tokens};
use super::word::{class, fail, is_adverb, is_noun_here, token, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::span::Run;

/// A verb group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    /// From the first auxiliary to the particle.
    pub(super) cue: Run,
    /// The verb that reports.
    pub(super) main: usize,
    pub(super) class: Class,
    /// *was told*, *is said*: its subject does not speak.
    pub(super) passive: bool,
    /// *saying*, *having said*: its subject stands in another clause.
    pub(super) participle: bool,
}

/// Verbs that report only with their particle.
const PHRASAL: &[(&str, &[&str])] = &[
    ("bit", &["out"]),
    ("break", &["in", "out"]),
    ("breaking", &["in", "out"]),
    ("breaks", &["in", "out"]),
    ("bring", &["out"]),
    ("broke", &["in", "out", "forth"]),
    ("broken", &["in"]),
    ("brought", &["out"]),
    ("burst", &["out", "forth", "in"]),
    ("bursting", &["out", "forth"]),
    ("came", &["back", "in", "out"]),
    ("carried", &["on"]),
    ("chimed", &["in"]),
    ("cut", &["in"]),
    ("cutting", &["in"]),
    ("dashed", &["on"]),
    ("drawled", &["out"]),
    ("ended", &["up"]),
    ("faltered", &["out"]),
    ("fell", &["in"]),
    ("fired", &["back"]),
    ("flung", &["back", "out"]),
    ("flashed", &["back", "out"]),
    ("gave", &["back", "out"]),
    ("get", &["out"]),
    ("go", &["on"]),
    ("goes", &["on"]),
    ("going", &["on"]),
    ("gone", &["on"]),
    ("got", &["out", "in"]),
    ("ground", &["out"]),
    ("hit", &["back"]),
    ("hurried", &["on"]),
    ("jerked", &["out"]),
    ("joined", &["in"]),
    ("kept", &["on"]),
    ("led", &["off"]),
    ("let", &["out"]),
    ("piped", &["up"]),
    ("pressed", &["on"]),
    ("pursued", &["on"]),
    ("put", &["in", "it"]),
    ("puts", &["in", "it"]),
    ("putting", &["in", "it"]),
    ("ran", &["on"]),
    ("rang", &["out"]),
    ("rapped", &["out"]),
    ("rattled", &["on", "off"]),
    ("rounded", &["off"]),
    ("rushed", &["on"]),
    ("sang", &["out"]),
    ("shot", &["back"]),
    ("spat", &["out"]),
    ("spoke", &["up", "out"]),
    ("struck", &["in"]),
    ("summed", &["up"]),
    ("sums", &["up"]),
    ("swept", &["on"]),
    ("threw", &["in", "back", "out"]),
    ("took", &["up"]),
    ("went", &["on"]),
    ("wound", &["up"]),
];

/// Particles that a verb which reports by itself may carry along.
const PARTICLES: &[&str] =
    &["out", "back", "in", "on", "up", "off", "forth", "down", "over", "aloud", "again", "away"];

/// *has never*, *did not*, *softly*: what stands before the verb in its group.
fn preverb(input: Tokens<'_>) -> Parsed<'_, usize> {
    token(|input, token| {
        token.class().any(Class::AUXILIARY.or(Class::MODAL).or(Class::NEGATION))
            || is_adverb(input, token)
            || input.is_any(token, &["then", "also", "just", "only", "even", "now", "all", "both"])
    })
    .parse(input)
}

/// A particle that belongs to the verb before it: not the preposition of *in a low voice*.
fn particle<'t>(list: &'static [&'static str]) -> impl Parser<Tokens<'t>, Output = usize, Error = ()> {
    move |input: Tokens<'t>| {
        let (rest, at) = token(|input, token| input.is_any(token, list)).parse(input)?;
        let bound = rest.first().is_some_and(|next| {
            next.is(TokenKind::Word)
                && !is_adverb(rest, next)
                && next.class().any(
                    Class::DETERMINER
                        .or(Class::POSSESSIVE)
                        .or(Class::NOUN)
                        .or(Class::PLURAL)
                        .or(Class::ADJECTIVE)
                        .or(Class::TIME)
                        .or(Class::GERUND),
                )
                && !next.class().any(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::SUBORDINATOR))
        }) && !rest
            .get(at)
            .is_some_and(|particle| input.is_any(particle, &["out", "back", "forth", "aloud", "it"]))
            || rest.first().is_some_and(|next| next.is(TokenKind::Number) || next.is_capitalised());
        let firm = input
            .first()
            .is_some_and(|particle| input.is_any(particle, &["out", "back", "forth", "aloud", "it"]));
        if bound && !firm { fail(input) } else { Ok((rest, at)) }
    }
}

/// A word that reports, in a verb's form and a verb's place.
pub(super) fn reports(input: Tokens<'_>, index: usize, with: Class) -> bool {
    input.get(index).is_some_and(|token| {
        token.class().any(with)
            && token.class().any(Class::VERB)
            && !token.has(Flags::CLITIC)
            && !is_noun_here(input, index)
    })
}

fn phrasal(input: Tokens<'_>) -> Parsed<'_, (usize, Class)> {
    let Some(first) = input.first().filter(|first| first.class().any(Class::VERB) || first.class().is_none())
    else {
        return fail(input);
    };
    let text = input.text(first);
    match PHRASAL.iter().find(|(verb, _)| text.eq_ignore_ascii_case(verb)) {
        Some((_, particles)) => {
            let at = input.at;
            let (rest, _) = particle(particles).parse(input.from(at + 1))?;
            Ok((rest, (at, Class::SPEECH.or(first.class()))))
        }
        None => fail(input),
    }
}

fn plain<'t>(with: Class) -> impl Parser<Tokens<'t>, Output = (usize, Class), Error = ()> {
    move |input: Tokens<'t>| {
        if !reports(input, input.at, with) {
            return fail(input);
        }
        let (rest, at) = token(|_, _| true).parse(input)?;
        let class = input.get(at).map_or(Class::NONE, Token::class);
        let (rest, _) = opt(particle(PARTICLES)).parse(rest)?;
        Ok((rest, (at, class)))
    }
}

/// *began to*, *paused to*, *could not help*: a verb that hands on to the one that reports.
fn chain(input: Tokens<'_>) -> Parsed<'_, ()> {
    let (rest, _) = class(Class::VERB).parse(input)?;
    let (rest, _) = opt(any_particle).parse(rest)?;
    let (rest, to) = opt(word("to")).parse(rest)?;
    let (rest, _) = opt(preverb).parse(rest)?;
    let wanted = if to.is_some() { Class::BASE } else { Class::GERUND };
    if rest.first().is_some_and(|next| next.class().any(wanted)) { Ok((rest, ())) } else { fail(input) }
}

fn any_particle(input: Tokens<'_>) -> Parsed<'_, usize> {
    token(|input, token| input.is_any(token, PARTICLES)).parse(input)
}

/// A verb group whose verb has one of the classes `with`.
pub(super) fn group<'t>(with: Class) -> impl Parser<Tokens<'t>, Output = Verb, Error = ()> {
    move |input: Tokens<'t>| {
        let mut at = input;
        let mut be = false;
        let mut auxiliary = false;
        for _ in 0..5 {
            let Ok((rest, index)) = preverb(at) else { break };
            // "did" and "added" can be the verb itself; a verb that reports is never skipped.
            if reports(at, index, with) && !reports(rest, rest.at, with) {
                break;
            }
            if let Some(word) = input.get(index) {
                auxiliary |= word.class().any(Class::AUXILIARY.or(Class::MODAL));
                be = if is_be(input, word) { true } else { be && is_adverb(input, word) };
            }
            at = rest;
        }
        let (rest, (main, class), chained) = match phrasal(at).or_else(|_| plain(with).parse(at)) {
            Ok((rest, found)) => {
                // "went on to say": the verb after it is the one that reports.
                match rest.first().filter(|to| rest.is(to, "to")).map(|_| rest.from(rest.at + 1)) {
                    Some(after) if phrasal(at).is_ok() => match plain(with).parse(after) {
                        Ok((rest, found)) => (rest, found, true),
                        Err(_) => (rest, found, false),
                    },
                    _ => (rest, found, false),
                }
            }
            Err(_) => {
                let (after, ()) = chain(at)?;
                let (rest, found) = plain(with).parse(after)?;
                (rest, found, true)
            }
        };
        let passive = be && !chained && class.any(Class::PARTICIPLE) && !class.any(Class::GERUND);
        let participle = !auxiliary && !chained && class.any(Class::GERUND) && !class.any(Class::PAST);
        Ok((rest, Verb { cue: input.to(rest), main, class, passive, participle }))
    }
}

pub(super) fn is_be(input: Tokens<'_>, token: &Token) -> bool {
    input.is_any(token, &["was", "were", "is", "are", "been", "be", "being", "am"])
}
