//! Script lines and interviews: the label names who speaks.

use super::phrase::subject;
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::tokens::{Parsed, Tokens};
use crate::span::Run;

/// ANNA: …
pub(super) fn label(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (_, source) = subject(input)?;
    Ok((input.from(input.end), Found { cue: Run::new(input.end, input.end + 1), source, addressee: None }))
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
