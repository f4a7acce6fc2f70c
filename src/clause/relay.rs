//! Tags in which one hands on what another has said: the other speaks.

use nom::Parser;
use nom::combinator::opt;

use super::phrase::{Source, adverbs, comma, hearer, predicate, subject, told};
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::tokens::{Ending, Parsed, Tokens};
use super::verb::SAYS;
use super::word::{any_word, fail, word};
use crate::lexer::TokenKind;
use crate::lexicon::{Class, entries};
use crate::span::Run;

/// “…,” the paper quoted the clerk as saying.
pub(super) fn cited(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (rest, _) = comma(input)?;
    let (rest, _) = subject(rest)?;
    let (rest, ()) = adverbs(rest)?;
    let (rest, verb) = any_word(const { &entries(["quoted", "quotes", "cited", "cites"]) }).parse(rest)?;
    let (rest, source) = subject(rest).or_else(|_| object(rest))?;
    let (rest, _) = word("as").parse(rest)?;
    let (rest, _) = any_word(const { &entries(["saying", "telling", "writing"]) }).parse(rest)?;
    Ok((rest, Found { cue: Run::new(verb, verb + 1), source, addressee: None }))
}

pub(super) const CITED: Production = Production {
    name: "quote-cited-source",
    side: Side::After,
    needs: Signs::VERB,
    parse: cited,
    yes: &[
        r#"{"We will rebuild the pier,"} the paper <quoted> [Harlow] as saying."#,
        "{“No reply was received,”} it <quotes> [him] as saying.",
    ],
    no: &[
        "{“We will rebuild it,”} the paper quoted.",
        "{“We will rebuild it,”} Harlow was quoted as saying.",
    ],
};

/// *him*
fn object(input: Tokens<'_>) -> Parsed<'_, Source> {
    let (rest, heard) = hearer(input)?;
    let Some(mention) = heard.and_then(|index| input.mention(index)) else { return fail(input) };
    Ok((rest, Source { mention: heard, phrase: mention.tokens() }))
}

/// “…,” the lawyer said she told him.
pub(super) fn retold(input: Tokens<'_>) -> Parsed<'_, Found> {
    if input.scene.ending != Ending::Comma {
        return fail(input);
    }
    let (rest, _) = comma(input)?;
    let (rest, _) = subject(rest)?;
    let (rest, (_, outer)) = predicate(SAYS, 2).parse(rest)?;
    let (rest, source) = subject(rest)?;
    let she = input.get(source.phrase.start as usize).is_some_and(|she| she.class().any(Class::SUBJECT));
    let (rest, (end, verb)) = predicate(Class::SPEECH, 2).parse(rest)?;
    let (rest, addressee) = opt(told(verb)).parse(rest)?;
    let past = input.get(verb.main).is_some_and(|main| main.class().any(Class::PAST.or(Class::PARTICIPLE)));
    let ends = rest.first().is_none_or(|next| matches!(next.kind, TokenKind::Stop | TokenKind::Comma));
    if outer.passive || verb.passive || source.phrase.len() != 1 || !she || !past || !ends {
        return fail(input);
    }
    Ok((rest, Found { cue: verb.cue, source: source.up_to(end), addressee: addressee.flatten() }))
}

pub(super) const RETOLD: Production = Production {
    name: "quote-retold",
    side: Side::After,
    needs: Signs::VERB,
    parse: retold,
    yes: &[
        r#"Ruth Ellery rang on Monday. {"They asked me what it was,"} the lawyer, Tom Abara, said [she] <told> him."#,
        "Clara came at noon. {“It was raining,”} Tobias remembered [she] <had said>.",
    ],
    no: &["{“It was raining,”} the lawyer said.", "{“It was raining,”} Tobias told her."],
};
