//! Tokens and paragraphs to quotations: which marks open and close what.

use alloc::vec::Vec;

mod block;
mod call;
mod dash;
pub(crate) mod direction;
mod enclosing;
mod interview;
pub(crate) mod kinds;
mod label;
mod marks;
mod message;
mod pair;
#[cfg(feature = "train")]
pub(crate) mod quoted;
mod screen;
mod script;
mod stretch;
mod torn;
mod turn;
mod weights;

pub(crate) use enclosing::Enclosing;
pub(crate) use turn::Part;

use crate::Span;
use crate::diagnostic::Diagnostic;
use crate::lexer::{Token, TokenKind};
use crate::options::Options;
use crate::segment::Segment;
use crate::span::{MaybeIndex, MaybeRun, Run};

/// What a quotation does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum QuoteKind {
    /// Speech, thought or writing, quoted as a whole.
    Direct,
    /// Quoted words inside a clause that is reported in the author's own words.
    Mixed,
    /// Quoted words that report nobody: scare quotes, nicknames, titles of works, words as words.
    Scare,
}

/// How a quotation is marked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Style {
    /// Any pair of double marks, straight or curly.
    Double,
    /// Any pair of single marks.
    Single,
    /// « », ‹ ›.
    Guillemet,
    /// 「 」, 『 』.
    Corner,
    /// A paragraph that a dash opens.
    Dash,
    /// Lines behind `>` that a colon brings in.
    Block,
    /// `NAME: line` in a script or an interview, where the label is the source; or a question or an answer without one.
    Script,
}

impl Style {
    /// Whether no marks enclose what is said.
    pub(crate) const fn is_unmarked(self) -> bool {
        matches!(self, Style::Dash | Style::Script | Style::Block)
    }

    /// Whether whole lines are somebody's, to be read for statements like any other text.
    pub(crate) const fn is_lines(self) -> bool {
        matches!(self, Style::Script | Style::Block)
    }
}

/// One quotation: a stretch between marks (or after a dialogue dash), one for each paragraph that it runs through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Quotation {
    /// Marks included.
    pub(crate) span: Span,
    /// Marks left out.
    pub(crate) inner: Span,
    /// Marks included.
    pub(crate) tokens: Run,
    pub(crate) style: Style,
    pub(crate) kind: QuoteKind,
    /// How likely its marks and neighbours make it that it reports something, in sixteenths of a logit.
    pub(crate) score: i16,
    parent: MaybeIndex,
    /// The paragraph that it stands in.
    pub(crate) paragraph: u32,
    continues: MaybeIndex,
    /// For a script line the label's tokens.
    pub(crate) label: MaybeRun,
}

impl Quotation {
    /// The quotation that it is nested in: an index into the same list.
    #[inline]
    pub(crate) const fn parent(&self) -> Option<u32> {
        self.parent.get()
    }

    /// Takes it out of the quotation that it is nested in.
    pub(crate) const fn set_apart(&mut self) {
        self.parent = MaybeIndex::NONE;
    }

    /// Its part in an interview: as its label tells, or, without one, whether it asks.
    pub(crate) fn part(&self, text: &str, tokens: &[Token]) -> Option<Part> {
        if let Some(label) = self.label.get() {
            return Part::of(text, tokens, label);
        }
        let begins = self.style == Style::Script && self.continues().is_none();
        let last = (self.tokens.end as usize).checked_sub(1).and_then(|last| tokens.get(last));
        let asks = last.is_some_and(|last| last.is(TokenKind::Question));
        begins.then_some(if asks { Part::Asks } else { Part::Answers })
    }

    /// The part before it that it continues: in the paragraph before (the mark was opened again, not closed before), or
    /// before a direction in brackets.
    #[inline]
    pub(crate) const fn continues(&self) -> Option<u32> {
        self.continues.get()
    }
}

/// The quotations that stand in none, as indices in text order: no two of them share a token. Empty where all do.
pub(crate) fn outermost(quotations: &[Quotation], out: &mut Vec<u32>) {
    out.clear();
    let outer = (0u32..).zip(quotations).filter(|(_, quotation)| quotation.parent().is_none());
    let count = outer.clone().count();
    if count < quotations.len() {
        out.reserve_exact(count);
        out.extend(outer.map(|(index, _)| index));
    }
}

/// Those of the [`outermost`] quotations that have tokens of a run, with their indices.
pub(crate) fn reaching<'q>(
    quotations: &'q [Quotation],
    outer: &[u32],
    run: Run,
) -> impl Iterator<Item = (u32, &'q Quotation)> {
    let all = outer.is_empty();
    let of = move |place: usize| {
        let index = if all { place as u32 } else { *outer.get(place)? };
        Some((index, quotations.get(index as usize)?))
    };
    let before = |quotation: &Quotation| quotation.tokens.end <= run.start;
    let from = if all {
        quotations.partition_point(before)
    } else {
        outer.partition_point(|&index| quotations.get(index as usize).is_some_and(before))
    };
    (from..).map_while(of).take_while(move |(_, quotation)| quotation.tokens.start < run.end)
}

/// For so many quotations room is made at once; what marks promise beyond that is found on the way.
const FEW: usize = 64;

/// What the search works in, for the next text to use again.
#[derive(Default)]
pub(crate) struct Work {
    sites: Vec<marks::Site>,
    stretches: Vec<stretch::Stretch>,
    pairing: pair::Work,
}

/// Appends the quotations in text order, outer before inner, and turns marks that are apostrophes into
/// [`TokenKind::Apostrophe`](crate::TokenKind::Apostrophe). Kinds are a first guess here: nested and whole ones are
/// `Direct`; the attribution stage decides. `points` holds, among others, every mark.
#[allow(clippy::too_many_arguments)] // One for each stage before.
pub(crate) fn find(
    text: &str,
    tokens: &mut [Token],
    points: &[u32],
    paragraphs: &[Segment],
    options: &Options,
    work: &mut Work,
    out: &mut Vec<Quotation>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_mark = |point: &&u32| tokens.get(**point as usize).is_some_and(|token| token.is(TokenKind::Mark));
    let marks = points.iter().filter(is_mark).count();
    let Work { sites, stretches, pairing } = work;
    sites.clear();
    stretches.clear();
    sites.reserve_exact(marks);
    marks::sites(text, tokens, points, paragraphs, sites);
    out.reserve_exact(marks::expected(sites).min(FEW));
    let convention = marks::convention(sites, options);
    // Speech without marks.
    dash::find(tokens, paragraphs, convention.openings, stretches);
    if stretches.is_empty() {
        script::find(text, tokens, paragraphs, stretches);
    }
    if stretches.is_empty() {
        screen::find(tokens, paragraphs, stretches);
    }
    if stretches.is_empty() {
        call::find(tokens, paragraphs, stretches);
    }
    if stretches.is_empty() {
        interview::find(tokens, paragraphs, stretches);
    }
    if stretches.is_empty() {
        message::find(text, tokens, paragraphs, stretches);
    }
    if stretches.is_empty() && memchr::memchr(b'>', text.as_bytes()).is_some() {
        block::find(text, tokens, paragraphs, stretches);
    }
    if !sites.is_empty() {
        let found = diagnostics.len();
        let tokens = &mut *tokens;
        pair::Pairing {
            tokens,
            paragraphs,
            convention,
            out,
            diagnostics,
            covered: 0,
            torn: 0,
            goes_on: false,
        }
        .run(sites, pairing);
        if let Some(found) = diagnostics.get_mut(found..) {
            found.sort_unstable_by_key(|diagnostic| (diagnostic.span, diagnostic.kind));
        }
    }
    if !stretches.is_empty() {
        stretch::merge(tokens, stretches, out);
    }
}

#[cfg(test)]
mod tests;
