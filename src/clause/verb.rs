//! Verb groups: auxiliaries, adverbs, the verb that reports, its particle.

use nom::Parser;
use nom::combinator::opt;

use super::tokens::{Parsed, Tokens};
use super::word::{class, fail, is_adverb, is_noun_here, token, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class, entries, entry, takes_particle};
use crate::span::Run;

/// Verbs that report whole quotations, and those that report thoughts and attitudes.
pub(super) const SAYS: Class = Class::REPORTS.or(Class::TAG);
/// Verbs that report whole quotations.
pub(super) const SPEAKS: Class = Class::SPEECH.or(Class::WRITING).or(Class::TAG);

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

/// Particles that a verb which reports by itself may carry along.
const PARTICLES: &[u16] = &entries([
    "out", "back", "in", "on", "up", "off", "forth", "down", "over", "aloud", "again", "away", "it",
]);

/// *has never*, *did not*, *softly*: what stands before the verb in its group.
fn preverb(input: Tokens<'_>) -> Parsed<'_, usize> {
    token(|input, token| {
        token.class().any(Class::AUXILIARY.or(Class::NEGATION))
            // *and May answered*
            || token.class().any(Class::MODAL) && !token.is_capitalised()
            || is_adverb(input, token) && !ends_name(input, token)
            || input.is_any(
                token,
                const { &entries(["then", "also", "just", "only", "even", "now", "all", "both"]) },
            )
    })
    .parse(input)
}

/// *the Colby Weekly called it …*
fn ends_name(input: Tokens<'_>, token: &Token) -> bool {
    token.is_capitalised() && input.before(input.at).is_some_and(Token::is_capitalised)
}

/// A particle that belongs to the verb before it: not the preposition of *in a low voice*.
fn particle(input: Tokens<'_>) -> Parsed<'_, usize> {
    let (rest, at) = any_particle(input)?;
    let firm = input.first().is_some_and(|particle| {
        input.is_any(particle, const { &entries(["out", "back", "forth", "aloud", "it"]) })
    });
    let phrase = Class::DETERMINER
        .or(Class::POSSESSIVE)
        .or(Class::NOUN)
        .or(Class::PLURAL)
        .or(Class::ADJECTIVE)
        .or(Class::TIME)
        .or(Class::GERUND);
    let binds = Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::SUBORDINATOR);
    let bound = |next: &Token| {
        next.is(TokenKind::Number)
            || next.is_capitalised()
            || next.is(TokenKind::Word)
                && !is_adverb(rest, next)
                && next.class().any(phrase)
                && !next.class().any(binds)
    };
    if !firm && rest.first().is_some_and(bound) { fail(input) } else { Ok((rest, at)) }
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

/// *went on*, *broke in*, *put it*: a verb that reports with its particle.
fn phrasal(input: Tokens<'_>) -> Parsed<'_, (usize, Class)> {
    let (rest, at) = class(Class::VERB).parse(input)?;
    let Some(verb) = input.get(at) else { return fail(input) };
    if !begins_phrasal(input, at) || is_noun_here(input, at) {
        return fail(input);
    }
    // “…,” put in Clara: right behind a quotation the particle is the verb's, whatever follows.
    let tag = input.at == input.scene.quotation.end as usize;
    let (rest, _) = if tag { any_particle(rest) } else { particle(rest) }?;
    Ok((rest, (at, Class::SPEECH.or(verb.class()))))
}

const IT: u16 = entry("it");

/// Whether a verb reports with this particle, though not by itself.
#[inline(never)]
fn takes(input: Tokens<'_>, verb: &Token, particle: &Token) -> bool {
    takes_particle(verb.word, particle.word)
        || particle.word == IT
            && input.is_any(verb, const { &entries(["put", "puts"]) })
            && input.is(particle, "it")
}

/// Whether a token may be the particle of a verb that reports with it: one in six may.
#[inline]
pub(super) fn may_be_particle(token: &Token) -> bool {
    lexicon::may_be_particle(token.word) | (token.word == IT)
}

/// Whether a verb that reports with its particle may stand here.
#[inline]
pub(super) fn begins_phrasal(input: Tokens<'_>, at: usize) -> bool {
    match (input.get(at), input.get(at + 1)) {
        (Some(verb), Some(next)) => may_be_particle(next) && takes(input, verb, next),
        _ => false,
    }
}

fn plain<'t>(with: Class) -> impl Parser<Tokens<'t>, Output = (usize, Class), Error = ()> {
    move |input: Tokens<'t>| {
        if !reports(input, input.at, with) {
            return fail(input);
        }
        let (rest, at) = token(|_, _| true).parse(input)?;
        let class = input.get(at).map_or(Class::NONE, Token::class);
        let (rest, _) = opt(particle).parse(rest)?;
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

/// *to have told*, behind *is said*; *as saying*, behind *was quoted*.
fn hearsay(input: Tokens<'_>, with: Class) -> Option<(Tokens<'_>, (usize, Class))> {
    if let Ok((rest, _)) = word("as").parse(input) {
        let gerund = rest.first().is_some_and(|verb| verb.class().any(Class::GERUND));
        return plain(with).parse(rest).ok().filter(|_| gerund);
    }
    let (rest, _) = word("to").parse(input).ok()?;
    let (rest, _) = word("have").parse(rest).ok()?;
    let participle = rest.first().is_some_and(|verb| verb.class().any(Class::PARTICIPLE));
    phrasal(rest).or_else(|_| plain(with).parse(rest)).ok().filter(|_| participle)
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
            // *used to*, *had to*.
            if auxiliary && let Ok((rest, _)) = word("to").parse(at) {
                at = rest;
            }
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
        // "is said to have told": what it is said of is done by its subject.
        let told = if be && class.any(Class::PARTICIPLE) { hearsay(rest, with) } else { None };
        let (rest, (main, class), chained) = match told {
            Some((rest, found)) => (rest, found, true),
            None => (rest, (main, class), chained),
        };
        let passive = be && !chained && class.any(Class::PARTICIPLE) && !class.any(Class::GERUND);
        let participle = !auxiliary && !chained && class.any(Class::GERUND) && !class.any(Class::PAST);
        Ok((rest, Verb { cue: input.to(rest), main, class, passive, participle }))
    }
}

pub(super) fn is_be(input: Tokens<'_>, token: &Token) -> bool {
    input.is_any(token, const { &entries(["was", "were", "is", "are", "been", "be", "being", "am"]) })
}

/// The reporting verb groups of the window, last first, no further back than `reach`.
pub(super) fn verbs<'t>(input: Tokens<'t>, with: Class, reach: usize) -> impl Iterator<Item = Verb> {
    let first = input.end().saturating_sub(reach).max(input.at);
    let mut at = input.end();
    core::iter::from_fn(move || {
        while at > first {
            at -= 1;
            // Most verbs do not report, and are passed over before any group is parsed.
            let may = input.get(at).is_some_and(|token| {
                let class = token.class();
                class.any(Class::VERB) && (class.any(with) || begins_phrasal(input, at))
            });
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
    // *wrote back*: the particle of the verb before it.
    let particle = input.get(main).is_some_and(|token| input.is_any(token, PARTICLES));
    if particle {
        return None;
    }
    // "Told a cheering crowd": between an article and its noun no verb reports.
    let class = |at: Option<usize>| at.and_then(|at| input.get(at)).map(Token::class).unwrap_or_default();
    if class(Some(main)).any(Class::GERUND)
        && class(main.checked_sub(1)).any(Class::DETERMINER)
        && class(Some(main + 1)).any(Class::NOUN.or(Class::PLURAL))
    {
        return None;
    }
    let (_, found) = group(with).parse(input.from(main)).ok()?;
    if found.main != main {
        return None;
    }
    let mut best = found;
    for start in (main.saturating_sub(5).max(input.at)..main).rev() {
        // No group begins with any other word, nor goes on over any but a particle and "to".
        let Some(token) = input.get(start) else { break };
        if !token.class().any(Class::VERB) && preverb(input.from(start)).is_err() {
            if input.is_any(token, PARTICLES) || input.is(token, "to") {
                continue;
            }
            break;
        }
        match group(with).parse(input.from(start)) {
            Ok((_, verb)) if verb.main == main => best = verb,
            // *is | said to have told*
            Ok((rest, _)) if hearsay(rest, with).is_some_and(|(_, (told, _))| told == main) => {}
            Ok(_) => break,
            Err(_) => {}
        }
    }
    (!is_silent(input, &best)).then_some(best)
}

/// *Anna did not answer*: that says nothing.
fn is_silent(input: Tokens<'_>, verb: &Verb) -> bool {
    const ANSWERS: [u16; 4] = entries(["answer", "reply", "respond", "speak"]);
    let denied = |at: usize| input.get(at).is_some_and(|token| token.class().any(Class::NEGATION));
    input.get(verb.main).is_some_and(|main| input.is_any(main, &ANSWERS)) && verb.cue.range().any(denied)
}
