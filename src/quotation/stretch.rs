//! Speech that no marks enclose, merged with the quotations that marks enclose.

use alloc::vec::Vec;

use super::{Quotation, QuoteKind, Style};
use crate::Span;
use crate::lexer::Token;
use crate::span::{MaybeIndex, Run};

/// A stretch of speech after a dash or a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// Its words.
    pub(super) tokens: Run,
    /// How many tokens before its words belong to it: the dash that opens it.
    pub(super) opener: u32,
    pub(super) paragraph: u32,
    pub(super) style: Style,
    pub(super) label: Option<Run>,
    /// It goes on with the stretch before.
    pub(super) continues: bool,
}

impl Stretch {
    fn quotation(&self, tokens: &[Token]) -> Option<Quotation> {
        let first = tokens.get(self.tokens.start as usize)?;
        let last = tokens.get((self.tokens.end as usize).checked_sub(1)?)?;
        let opener = self.tokens.start.saturating_sub(self.opener);
        let start = tokens.get(opener as usize)?.start;
        (first.start < last.end()).then_some(Quotation {
            span: Span::new(start, last.end()),
            inner: Span::new(first.start, last.end()),
            tokens: Run { start: opener, end: self.tokens.end },
            style: self.style,
            kind: QuoteKind::Direct,
            parent: MaybeIndex::NONE,
            paragraph: self.paragraph,
            score: 0,
            continues: MaybeIndex::NONE,
            label: self.label.into(),
        })
    }
}

/// Merges the stretches into the quotations: what marks enclose within a stretch is nested in it, and a stretch that
/// crosses the bounds of such a quotation is left out. Both lists are in text order.
pub(super) fn merge(tokens: &[Token], stretches: &[Stretch], quotations: &mut Vec<Quotation>) {
    let mut marked = core::mem::take(quotations);
    quotations.reserve(marked.len() + stretches.len());
    let mut merged =
        Merged { out: quotations, places: Vec::with_capacity(marked.len()), around: None, covered: 0 };
    let mut at = 0;
    for stretch in stretches {
        let Some(mut made) = stretch.quotation(tokens) else { continue };
        while let Some(quotation) = marked.get(at)
            && quotation.span.start < made.span.start
        {
            merged.place(quotation);
            at += 1;
        }
        // A whole line between marks: the label is that quotation's.
        if let Some(quotation) = marked.get_mut(at)
            && quotation.span == made.span
        {
            quotation.label = made.label;
            continue;
        }
        let within = marked.iter().skip(at).take_while(|quotation| quotation.span.start < made.span.end);
        let crossed = within.clone().any(|quotation| quotation.span.end > made.span.end);
        let before = merged.around.filter(|_| stretch.continues).map(|(before, _)| before);
        if !crossed && merged.covered <= made.span.start {
            made.continues = MaybeIndex::from(before);
            merged.around = Some((merged.out.len() as u32, made.span));
            merged.out.push(made);
        }
    }
    for quotation in marked.iter().skip(at) {
        merged.place(quotation);
    }
}

struct Merged<'o> {
    out: &'o mut Vec<Quotation>,
    /// Where each marked quotation went.
    places: Vec<u32>,
    /// The last stretch, and where it went.
    around: Option<(u32, Span)>,
    /// Where the marked quotations so far end.
    covered: u32,
}

impl Merged<'_> {
    fn place(&mut self, quotation: &Quotation) {
        let mut quotation = *quotation;
        let moved = |old: u32| self.places.get(old as usize).copied();
        quotation.continues = MaybeIndex::from(quotation.continues().and_then(moved));
        let around = self.around.filter(|(_, span)| span.contains(quotation.span));
        quotation.parent = MaybeIndex::from(match quotation.parent() {
            Some(parent) => moved(parent),
            None => around.map(|(at, _)| at),
        });
        self.covered = self.covered.max(quotation.span.end);
        self.places.push(self.out.len() as u32);
        self.out.push(quotation);
    }
}
