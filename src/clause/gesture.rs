//! Tags whose verb is no verb of speech: what a quotation with a comma opens is told by its place alone.

use nom::Parser;
use nom::combinator::opt;

use super::phrase::{adverbs, comma, subject};
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::tag::is_title;
use super::tokens::{Ending, Parsed, Tokens};
use super::verb::group;
use super::word::{fail, is_finite, kind, token};
use crate::lexer::TokenKind;
use crate::lexicon::Class;
use crate::span::Run;

/// “…,” she trilled: any verb of a sentence that a quotation with a comma opens.
pub(super) fn any_verb(input: Tokens<'_>) -> Parsed<'_, Found> {
    if input.scene.ending != Ending::Comma || is_title(input) {
        return fail(input);
    }
    let (start, _) = comma(input)?;
    let (rest, source) = subject(start)?;
    let (rest, ()) = adverbs(rest)?;
    let (rest, at) = token(|input, token| {
        is_finite(input, token)
            && !token.class().any(Class::AUXILIARY.or(Class::MODAL))
            && !token.class().any(Class::DETERMINER)
    })
    .parse(rest)?;
    Ok((rest, Found { cue: Run::new(at, at + 1), source, addressee: None }))
}

pub(super) const ANY_VERB: Production = Production {
    name: "quote-source-any-verb",
    side: Side::After,
    needs: Signs::ANY,
    parse: any_verb,
    yes: &[
        "{“I never knew,”} [she] <honked>.",
        "{“Hand it over,”} [the stranger] <yodelled>.",
        "{“Two for a penny,”} [Wilfred] <fluted>.",
    ],
    no: &["{“I never knew,”} said she.", "{“I never knew.”} She wandered off."],
};

/// “…,” trilled Anna.
pub(super) fn any_inverted(input: Tokens<'_>) -> Parsed<'_, Found> {
    if matches!(input.scene.ending, Ending::Bare | Ending::Stop) {
        return fail(input);
    }
    let (start, _) = comma(input)?;
    let (rest, at) = token(|input, token| {
        is_finite(input, token)
            && !token.is_capitalised()
            && !token
                .class()
                .any(Class::AUXILIARY.or(Class::MODAL).or(Class::DETERMINER).or(Class::PREPOSITION))
    })
    .parse(start)?;
    let (rest, source) = subject(rest)?;
    let first = rest.before(source.phrase.start as usize + 1);
    let nominative = first.is_some_and(|first| first.is_capitalised() || first.class().any(Class::SUBJECT));
    if !nominative || rest.first().is_some_and(|next| is_finite(rest, next)) {
        return fail(input);
    }
    Ok((rest, Found { cue: Run::new(at, at + 1), source, addressee: None }))
}

pub(super) const ANY_INVERTED: Production = Production {
    name: "quote-any-verb-source",
    side: Side::After,
    needs: Signs::ANY,
    parse: any_inverted,
    yes: &[
        "{“Two for a penny,”} <yodelled> [Wilfred].",
        "{“My hat!”} <honked> [Mrs. Treadgold].",
        "{“Oh, do stop,”} <fluted> [Clara].",
    ],
    no: &[
        "{“Two for a penny,”} said Wilfred.",
        "{“Two for a penny!”} There walked Wilfred.",
        "Wilfred said, {“Two for a penny,”} like a man in a dream.",
    ],
};

/// “…,” she smiled: a gesture does duty for a verb of speech.
pub(super) fn manner(input: Tokens<'_>) -> Parsed<'_, Found> {
    if input.scene.ending == Ending::Bare || input.scene.ending == Ending::Stop {
        return fail(input);
    }
    let (start, _) = comma(input)?;
    // After a question a capital begins another sentence: “What?” Anna smiled.
    if input.scene.ending != Ending::Comma
        && start.first().is_some_and(|first| first.is_capitalised() && !first.class().any(Class::FIRST))
    {
        return fail(input);
    }
    let (rest, source) = subject(start)?;
    let (rest, ()) = adverbs(rest)?;
    let (rest, verb) = group(Class::MANNER).parse(rest)?;
    let (rest, _) = opt(kind(TokenKind::Comma)).parse(rest)?;
    Ok((rest, Found { cue: verb.cue, source, addressee: None }))
}

pub(super) const MANNER: Production = Production {
    name: "quote-gesture",
    side: Side::After,
    needs: Signs::MANNER,
    parse: manner,
    yes: &[
        "{“So you came after all!”} [she] <smiled>.",
        "{“How should I know?”} [he] <shrugged>.",
        "{“If you say so!”} [he] <grinned>.",
    ],
    no: &["{“So you came after all.”} She smiled.", "{“So you came after all,”} she said, and smiled."],
};
