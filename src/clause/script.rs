//! Script lines and interviews: the label names who speaks.

use super::phrase::{Source, subject};
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::tokens::{Parsed, Tokens};
use crate::lexer::TokenKind;
use crate::span::Run;

/// ANNA: …
pub(super) fn label(input: Tokens<'_>) -> Parsed<'_, Found> {
    // Q and A name nobody.
    let source = match subject(input) {
        Ok((_, source)) => source,
        Err(_) => Source { mention: None, phrase: Run::new(input.at, input.end()) },
    };
    let before = (input.end()..input.scene.quotation.start as usize).rev();
    let ends = |at: &usize| {
        let token = input.scene.prose.tokens.get(*at);
        token.is_some_and(|token| matches!(token.kind, TokenKind::Colon | TokenKind::Stop))
    };
    // The full stop of "Q." is the label's own.
    let cue = before.clone().find(ends).unwrap_or(input.end().saturating_sub(1));
    Ok((input.from(input.end()), Found { cue: Run::new(cue, cue + 1), source, addressee: None }))
}

pub(super) const LABEL: Production = Production {
    name: "script-label",
    side: Side::Label,
    needs: Signs::ANY,
    parse: label,
    yes: &[
        "[CLARA]<:> {Have you seen my umbrella?}\n\nWILFRED: It is in the boat.\n\nCLARA: And where is the boat?\n\nWILFRED: That is another question.",
        "[ANNA]<:> {Who is there?}\n\nTOBIAS: Only the wind.\n\nANNA: It has boots on.\n\nTOBIAS: Then let it in.",
    ],
    no: &["Colby: {“We will rebuild,”} says mayor."],
};
