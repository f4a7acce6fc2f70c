//! Reporting clauses around quotations, parsed by nom productions over tokens.

use alloc::vec::Vec;

use crate::mention::Mention;
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::span::Run;

/// A reporting clause that belongs to a quotation: its cue and its source, and the production that took it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Clause {
    /// The quotation that it reports (the first, where the clause stands inside an interrupted one).
    pub(crate) quotation: u32,
    /// The verb with its auxiliaries and particle, or "according to", or a colon.
    pub(crate) cue: Run,
    /// The source's mention, where there is one: "it was said" has none.
    pub(crate) source: Option<u32>,
    /// The object of told, asked, warned: who is spoken to.
    pub(crate) addressee: Option<u32>,
    /// The production's index in the registry; its name is what `method()` shows.
    pub(crate) production: u16,
}

/// Appends at most one clause for each quotation, in text order.
pub(crate) fn find(
    _prose: Prose<'_>,
    _quotations: &[Quotation],
    _mentions: &[Mention],
    _out: &mut Vec<Clause>,
) {
}

/// The name of a production, by its index in the registry.
pub(crate) fn production_name(_index: u16) -> &'static str {
    "clause"
}
