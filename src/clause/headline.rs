//! Sources of headlines, endorsements and afterthoughts: a name and a colon, a name alone, *That was Ada Quill*.

use nom::Parser;
use nom::combinator::opt;

use super::phrase::{Source, subject};
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::tokens::{Ending, Parsed, Tokens};
use super::word::{any_word, fail, is_finite, kind, token, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{Class, entries};
use crate::segment;
use crate::span::Run;

/// How many words may say what a headline's source speaks of, and what an endorsement says of its writer.
const TOPIC: usize = 8;
const WRITER: usize = 14;

/// Maddox on the sale: ‘Never’
pub(super) fn topic(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (rest, source) = subject(input)?;
    let (rest, _) = word("on").parse(rest)?;
    let Some(last) = input.end().checked_sub(1) else { return fail(input) };
    let verbs = rest.slice().iter().any(|token| is_finite(rest, token) || token.is(TokenKind::Comma));
    if rest.len() > TOPIC || verbs || !input.get(last).is_some_and(|token| token.is(TokenKind::Colon)) {
        return fail(input);
    }
    Ok((input.from(input.end()), Found { cue: Run::new(last, last + 1), source, addressee: None }))
}

pub(super) const TOPIC_COLON: Production = Production {
    name: "source-on-topic",
    side: Side::Before,
    needs: Signs::COLON,
    parse: topic,
    yes: &[
        "[Harlow] on the new pier<:> {‘We will rebuild’}",
        "[Ruth Ellery] on money<:> {“Spend it before they do.”}",
    ],
    no: &[
        "Ellery wrote on the wall: {“We were here.”}",
        "On the new pier: {“Blue Boy,”} a kiosk and a clock.",
    ],
};

/// “Money well spent.” Councillor Ruth Ellery, Colby
pub(super) fn by_name(input: Tokens<'_>) -> Parsed<'_, Found> {
    let ended = matches!(input.scene.ending, Ending::Stop | Ending::Open);
    if !ended || input.scene.resumes || input.len() > WRITER {
        return fail(input);
    }
    let (rest, source) = name(input)?;
    // The paragraph is the quotation and its writer: no sentence follows.
    let stops = |input: Tokens<'_>| {
        input
            .slice()
            .iter()
            .any(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Colon) || is_finite(input, token))
    };
    if stops(rest) || !is_paragraph(input) {
        return fail(input);
    }
    Ok((input.from(input.end()), Found { cue: Run::new(input.at, input.at), source, addressee: None }))
}

pub(super) const BY_NAME: Production = Production {
    name: "quote-name",
    side: Side::After,
    needs: Signs::ANY,
    parse: by_name,
    yes: &["{“Money well spent.”} <>[Councillor Ruth Ellery], Colby"],
    no: &["{“Money well spent.”} Ruth Ellery paid the miller.", "{“Who goes there?”} Tobias."],
};

/// “It will be close.” That was Ruth Ellery again, on the radio.
pub(super) fn that_was(input: Tokens<'_>) -> Parsed<'_, Found> {
    if input.scene.ending == Ending::Comma {
        return fail(input);
    }
    let (rest, at) = any_word(const { &entries(["that", "this"]) }).parse(input)?;
    let (rest, _) = any_word(const { &entries(["was", "is"]) }).parse(rest)?;
    let cue = Run::new(at, rest.at);
    let (rest, source) = name(rest)?;
    let (rest, _) = opt(kind(TokenKind::Comma)).parse(rest)?;
    Ok((rest, Found { cue, source, addressee: None }))
}

pub(super) const THAT_WAS: Production = Production {
    name: "quote-that-was",
    side: Side::After,
    needs: Signs::ANY,
    parse: that_was,
    yes: &[
        "{“It will be very close.”} <That was> [Ruth Ellery, the party's chair].",
        "{“We never saw the money.”} <That was> [Harlow] again, on the radio.",
    ],
    no: &[
        "{“It will be very close.”} That was Tuesday.",
        "{“We never saw the money.”} That was Harlow's mistake.",
    ],
};

/// Whether a paragraph begins with the quotation and ends with the window.
fn is_paragraph(input: Tokens<'_>) -> bool {
    let paragraphs = input.scene.prose.paragraphs;
    segment::begins(paragraphs, input.scene.quotation.start) && segment::ends(paragraphs, input.end() as u32)
}

/// ‘I never slept’: Ruth Ellery on forty years at sea. What an interview is headed by.
pub(super) fn heading(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (rest, colon) = token(|_, token| token.is(TokenKind::Colon)).parse(input)?;
    let (rest, source) = name(rest)?;
    let on = rest.is_empty() || word("on").parse(rest).is_ok();
    let told = input.last().is_some_and(Token::ends_sentence);
    if !on || told || !is_paragraph(input) {
        return fail(input);
    }
    Ok((input.from(input.end()), Found { cue: Run::new(colon, colon + 1), source, addressee: None }))
}

pub(super) const HEADING: Production = Production {
    name: "quote-heads",
    side: Side::After,
    needs: Signs::COLON,
    parse: heading,
    yes: &[
        "{‘I never slept’}<:> [Ruth Ellery] on forty years at sea",
        "{“We sold the wrong boat”}<:> [Dale Hutchins]",
    ],
    no: &[
        "{‘Ghost ship’}: Coastguard searches off Orkney",
        "{“We sold the wrong boat”}: Dale Hutchins reads it from the tape.",
    ],
};

/// The name of somebody, with what stands before it.
fn name(input: Tokens<'_>) -> Parsed<'_, Source> {
    let (rest, source) = subject(input)?;
    let words = input.until(rest.at).slice();
    let named = words.first().is_some_and(|first| first.is_capitalised() && !first.class().any(Class::PLACE));
    let owns = words.last().is_some_and(|last| last.has(Flags::CLITIC));
    let known = source.mention.is_some() || words.len() > 1 && words.iter().all(|word| word.is_capitalised());
    if known && named && !owns { Ok((rest, source)) } else { fail(input) }
}
