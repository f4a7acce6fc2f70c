//! What a text aims at: *The plan, which sets out a wish to “rebuild” the ports*.

use nom::Parser;
use nom::combinator::opt;

use super::phrase::subject;
use super::registry::{Found, Production, Side};
use super::reported::{crosses, named_so};
use super::sign::Signs;
use super::tokens::{Parsed, Tokens};
use super::word::{any_word, class, fail, kind, word};
use crate::lexer::TokenKind;
use crate::lexicon::{Class, entries};

/// The plan (, which) sets out a wish to …: the words quoted are those of what sets the aim out.
pub(super) fn aim(input: Tokens<'_>) -> Parsed<'_, Found> {
    if named_so(input) {
        return fail(input);
    }
    let near = input.end().saturating_sub(24).max(input.at);
    for start in (near..input.end()).rev() {
        let Ok((rest, _)) = sets_out(input.from(start)) else { continue };
        if input.in_hole(start) || !crosses(input, rest.at) {
            continue;
        }
        let cue = input.from(start).to(input.from(rest.at.saturating_sub(1)));
        for at in (start.saturating_sub(12).max(input.at)..start).rev() {
            let Ok((rest, source)) = subject(input.from(at)) else { continue };
            let (rest, _) = opt(kind(TokenKind::Comma)).parse(rest)?;
            let (rest, _) = opt(any_word(const { &entries(["which", "that"]) })).parse(rest)?;
            let opens = at == input.at || !input.before(at).is_some_and(|t| t.class().any(Class::DETERMINER));
            if rest.at == start && opens {
                return Ok((input.from(input.end()), Found { cue, source, addressee: None }));
            }
        }
    }
    fail(input)
}

/// sets out a firm wish to
fn sets_out(input: Tokens<'_>) -> Parsed<'_, ()> {
    const VERBS: &[u16] = &entries([
        "sets",
        "set",
        "lays",
        "laid",
        "outlines",
        "outlined",
        "expresses",
        "expressed",
        "states",
        "stated",
    ]);
    const AIMS: &[u16] = &entries([
        "aim",
        "ambition",
        "desire",
        "determination",
        "goal",
        "hope",
        "intention",
        "plan",
        "pledge",
        "promise",
        "vow",
        "willingness",
        "wish",
    ]);
    let (rest, _) = any_word(VERBS).parse(input)?;
    let (rest, _) = opt(any_word(const { &entries(["out", "down", "forth"]) })).parse(rest)?;
    let (rest, _) = class(Class::DETERMINER.or(Class::POSSESSIVE)).parse(rest)?;
    let (rest, _) = opt(class(Class::ADJECTIVE)).parse(rest)?;
    let (rest, _) = any_word(AIMS).parse(rest)?;
    let (rest, _) = word("to").parse(rest)?;
    Ok((rest, ()))
}

pub(super) const AIM: Production = Production {
    name: "sets-out-an-aim",
    side: Side::Within,
    needs: Signs::ANY,
    parse: aim,
    yes: &[
        "[The plan], which <sets out a wish> to {“rebuild”} the ports along the river, has unsettled growers.",
        "[The treaty] <lays out a pledge> to {“share the water fairly”} in dry years.",
        "[The charter], which <states the intention> to {“open every gate,”} was signed in spring.",
    ],
    no: &[
        "The cook sets out a plate to {“The Plough”} every night.",
        "The plan, which sets out the so-called {“river towns,”} has unsettled growers.",
    ],
};
