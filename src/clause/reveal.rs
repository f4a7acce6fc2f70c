//! What tells behind a quotation, without a tag, whose words those were: *“…?” It was Ferris*; *“…,” was all she said*.

use nom::Parser;
use nom::combinator::opt;

use super::phrase::subject;
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::tokens::{Ending, Parsed, Tokens};
use super::word::{any_word, class, fail, word};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{Class, entries};
use crate::mention::MentionKind;
use crate::span::Run;

/// “…?” It was Mr. Pell, from the door: whose voice that was.
pub(super) fn it_was(input: Tokens<'_>) -> Parsed<'_, Found> {
    if !matches!(input.scene.ending, Ending::Open | Ending::Stop) {
        return fail(input);
    }
    let start = input.at;
    let (rest, _) = word("it").parse(input)?;
    let (rest, _) = any_word(const { &entries(["was", "is"]) }).parse(rest)?;
    if !input.get(start).is_some_and(Token::is_capitalised) {
        return fail(input);
    }
    let cue = Run::new(start, rest.at);
    let (rest, source) = subject(rest)?;
    let named = source
        .mention
        .and_then(|mention| input.mention(mention))
        .is_some_and(|mention| mention.kind == MentionKind::Name && !mention.plural);
    let ends = rest.first().is_none_or(|next| matches!(next.kind, TokenKind::Comma | TokenKind::Stop));
    if named && ends { Ok((rest, Found { cue, source, addressee: None })) } else { fail(input) }
}

pub(super) const IT_WAS: Production = Production {
    name: "quote-it-was",
    side: Side::After,
    needs: Signs::ANY,
    parse: it_was,
    yes: &[
        "{“Car six, are you getting this?”} <It was> [Ferris], over on the far corner.",
        "{“Mind the step.”} <It was> [Mr. Pargeter].",
    ],
    no: &[
        "{“Mind the step,”} said Tobias. It was Clara, and she fell.",
        "{“Mind the step.”} It was Clara who had built it.",
        "{“Mind the step.”} It was raining.",
        "{“Mind the step.”} It was Clara's step.",
    ],
};

/// *could get out of*: no more words are looked over.
const DRAWN: usize = 5;

/// “…,” was all that Anna could say.
pub(super) fn was_all(input: Tokens<'_>) -> Parsed<'_, Found> {
    if input.ending_is_bare() {
        return fail(input);
    }
    let (rest, _) = any_word(const { &entries(["was", "is", "were"]) }).parse(input)?;
    let (rest, _) = word("all").parse(rest)?;
    let cue = input.to(rest);
    let (rest, _) = opt(word("that")).parse(rest)?;
    let (rest, source) = subject(rest)?;
    let (rest, _) = class(Class::FINITE).parse(rest)?;
    // *that they could get from him*: his words.
    if rest.slice().iter().take(DRAWN).any(|token| input.is_any(token, const { &entries(["from", "of"]) })) {
        return fail(input);
    }
    Ok((rest, Found { cue, source, addressee: None }))
}

pub(super) const WAS_ALL: Production = Production {
    name: "quote-was-all",
    side: Side::After,
    needs: Signs::ANY,
    parse: was_all,
    yes: &[
        "{“Upon my soul,”} <was all> that [Tobias] could bring out.",
        "{“A goose!”} <was all> [she] said.",
        "{“Well, well,”} <was all> [the porter] answered.",
    ],
    no: &[
        "{“Blue Boy”} was all he thought about.",
        "{“A goose!”} Was all of it eaten?",
        "{“A goose,”} was all that Clara could get out of him.",
        "{“A goose,”} said Clara, was all that Tobias could eat.",
    ],
};
