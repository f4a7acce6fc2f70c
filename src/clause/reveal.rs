//! The sentence behind a quotation that has no tag, where it tells whose voice that was: *“…?” It was Ferris.*

use nom::Parser;

use super::phrase::subject;
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::tokens::{Ending, Parsed, Tokens};
use super::word::{any_word, fail, word};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::entries;
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
