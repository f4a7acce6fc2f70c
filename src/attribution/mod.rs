//! Quotations and clauses to attributions: source, cue and content.

use alloc::vec;
use alloc::vec::Vec;

mod according;
mod closing;
mod ends;
mod headline;
mod inner;
mod owned;
mod quoted;
pub(crate) mod reported;
pub(crate) mod review;
mod sound;

use crate::Span;
use crate::clause::{self, Clause};
use crate::mention::Mention;
use crate::model::Learnt;
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};
use crate::room::make_room;
use crate::span::{MaybeIndex, MaybeSpan};

/// How an attribution renders its content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum AttributionKind {
    /// All of the content stands between quotation marks.
    Direct,
    /// Part of it does.
    Mixed,
    /// None of it does: "Rubio suggested those countries have the same goal".
    Indirect,
}

/// One relation of source, cue and content, before its speaker is known.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Relation {
    pub(crate) kind: AttributionKind,
    /// The reported stretches: a range of the content list.
    pub(crate) content: core::ops::Range<u32>,
    pub(crate) cue: MaybeSpan,
    /// The source as it stands in the text, title and apposition included.
    pub(crate) source: MaybeSpan,
    /// The mention that heads the source, or on which a relation without one rests.
    pub(crate) mention: MaybeIndex,
    pub(crate) addressee_mention: MaybeIndex,
    pub(crate) speaker: MaybeIndex,
    pub(crate) addressee: MaybeIndex,
    pub(crate) confidence: f32,
    pub(crate) method: Method,
}

impl Relation {
    /// Whether the tag of a headline made it: *Plan ‘a disaster’, says mayor*.
    fn heads(&self, prose: Prose<'_>) -> bool {
        let Method::Production(production) = self.method else { return false };
        let Some(cue) = self.cue.get().filter(|_| clause::is_tag(production)) else { return false };
        let after = |paragraph: &crate::segment::Segment| paragraph.span(prose.tokens).end <= cue.start;
        let paragraph = prose.paragraphs.get(prose.paragraphs.partition_point(after));
        paragraph.is_some_and(|paragraph| paragraph.is_heading(prose.tokens))
    }
}

impl Relation {
    /// Keeps the stretches of content for which the test holds, which is asked once of each in their order.
    fn keep(&mut self, content: &mut [Span], mut test: impl FnMut(Span) -> bool) {
        let range = self.content.start as usize..self.content.end as usize;
        let Some(pieces) = content.get_mut(range) else { return };
        let mut kept = 0;
        for at in 0..pieces.len() {
            if pieces.get(at).is_some_and(|piece| test(*piece)) {
                pieces.swap(kept, at);
                kept += 1;
            }
        }
        self.content.end = self.content.start + kept as u32;
    }
}

/// What decided an attribution: a production of the grammar, or a rule or model with a fixed name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Method {
    /// The production with this index in the clause registry.
    Production(u8),
    /// A rule or model outside the grammar.
    Named(Rule),
}

impl Method {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Method::Production(index) => clause::production_name(index),
            Method::Named(rule) => rule.name(),
        }
    }
}

/// A rule or model outside the grammar that decides attributions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rule {
    /// No clause reports the quotation: whoever resolves speakers decides.
    Deferred,
    /// The model of conversations.
    Conversation,
    /// In a report: what was said goes on.
    WentOn,
    Headline,
    /// *According to …*, where the models saw no statement.
    According,
    /// *…, a court heard.*, where the models saw no statement.
    Closing,
    /// The models of reported statements.
    Statement,
}

impl Rule {
    const fn name(self) -> &'static str {
        match self {
            Rule::Deferred => "deferred",
            Rule::Conversation => "conversation",
            Rule::WentOn => "went-on",
            Rule::Headline => "headline",
            Rule::According => "according-to",
            Rule::Closing => "closing-clause",
            Rule::Statement => "model:statement",
        }
    }
}

/// Where [`relate`] writes.
pub(crate) struct Output<'o> {
    pub(crate) relations: &'o mut Vec<Relation>,
    pub(crate) content: &'o mut Vec<Span>,
    pub(crate) relation_of: &'o mut Vec<MaybeIndex>,
    /// What the statements' stage works in.
    pub(crate) space: &'o mut reported::Space,
    /// No other text needs that space.
    pub(crate) once: bool,
}

/// Decides each quotation's kind, makes one relation for each reported stretch (quotations with and without a clause,
/// and statements outside quotation marks), and notes which quotation belongs to which.
pub(crate) fn relate(
    prose: Prose<'_>,
    quotations: &mut [Quotation],
    mentions: &[Mention],
    clauses: &[Clause],
    learnt: Learnt,
    report: bool,
    mut out: Output<'_>,
) {
    quoted::relate(prose, quotations, mentions, clauses, &mut out);
    reported::append(prose, quotations, mentions, learnt.statements, report, &mut out);
    if out.once {
        *out.space = reported::Space::default();
    }
    if report {
        headline::append(prose, mentions, &mut out);
        according::append(prose, quotations, &mut out);
    }
    if let Some(weights) = learnt.review
        && prose.english
    {
        review::review(prose, quotations, weights, report, &mut out);
    }
    if report {
        closing::append(prose, quotations, &mut out);
        ends::bound(prose, quotations, &mut out);
        owned::take(prose, quotations, &mut out);
        inner::take(prose, quotations, &mut out);
        sound::unmark(prose, quotations, &mut out);
        sound::sift(prose, quotations, &mut out);
    } else {
        out.address(quotations, clauses);
    }
    out.part_contents();
    out.remove_empty();
}

/// How many quotations to either side may belong to the same relation.
const NEAR: usize = 8;

/// The relation that a quotation belongs to, if any.
pub(crate) fn owner(relation_of: &[MaybeIndex], quotation: usize) -> Option<u32> {
    relation_of.get(quotation)?.get()
}

/// The quotations tied to a relation among the last few that begin before a place in the text.
fn tied_before<'q>(
    quotations: &'q [Quotation],
    relation_of: &[MaybeIndex],
    relation: u32,
    place: u32,
) -> impl Iterator<Item = &'q Quotation> {
    let from = quotations.partition_point(|quotation| quotation.span.start < place);
    (from.saturating_sub(NEAR)..from)
        .filter(move |&at| owner(relation_of, at) == Some(relation))
        .filter_map(|at| quotations.get(at))
}

impl Output<'_> {
    /// Adds a statement outside quotations that a rule found; who made it is still to be told.
    fn state(
        &mut self,
        content: impl IntoIterator<Item = Span>,
        cue: Option<Span>,
        source: Option<Span>,
        mention: Option<u32>,
        rule: Rule,
        confidence: f32,
    ) {
        let start = self.content.len() as u32;
        self.content.extend(content);
        // Few are found so, and late.
        make_room(self.relations, 1, 1);
        self.relations.push(Relation {
            kind: AttributionKind::Indirect,
            content: start..self.content.len() as u32,
            cue: cue.into(),
            source: source.into(),
            mention: mention.into(),
            addressee_mention: MaybeIndex::NONE,
            speaker: MaybeIndex::NONE,
            addressee: MaybeIndex::NONE,
            confidence,
            method: Method::Named(rule),
        });
    }

    /// The cues of all relations, in text order.
    fn cues(&self) -> Vec<Span> {
        let mut cues = Vec::with_capacity(self.relations.len());
        cues.extend(self.relations.iter().filter_map(|relation| relation.cue.get()));
        cues.sort_unstable();
        cues
    }

    /// Whether one of the cues, which are in text order, has some of these words.
    fn is_cue(cues: &[Span], words: Span) -> bool {
        let behind = cues.partition_point(|known| known.end <= words.start);
        cues.get(behind).is_some_and(|known| known.overlaps(words))
    }

    /// The relation that a quotation belongs to; it belongs to none from now on.
    fn tied(&mut self, index: usize) -> Option<u32> {
        self.relation_of.get_mut(index).and_then(|of| core::mem::replace(of, MaybeIndex::NONE).get())
    }

    /// Cuts the tie between a quotation and its relation.
    fn release(&mut self, quotations: &[Quotation], index: usize) {
        if let Some(quotation) = quotations.get(index)
            && let Some(of) = self.tied(index)
        {
            self.leave_out(of, quotations, |piece| quotation.span.contains(piece));
        }
    }

    /// Leaves out of their relations what stands in many quotations whose ties are cut, in one look at each relation: one
    /// may have as many as the text has paragraphs.
    fn leave_out_all(&mut self, quotations: &[Quotation], released: &mut [(u32, u32)]) {
        released.sort_unstable();
        for group in released.chunk_by(|one, other| one.0 == other.0) {
            let Some(&(of, _)) = group.last() else { continue };
            let span = |at: usize| {
                group.get(at).and_then(|(_, index)| quotations.get(*index as usize)).map(|q| q.span)
            };
            self.leave_out(of, quotations, |piece| {
                let starts = |(_, index): &(u32, u32)| {
                    quotations
                        .get(*index as usize)
                        .is_some_and(|quotation| quotation.span.start <= piece.start)
                };
                let at = group.partition_point(starts).checked_sub(1);
                at.and_then(span).is_some_and(|span| span.contains(piece))
            });
        }
    }

    /// Leaves out of a relation what stands in released quotations alone; a statement that reaches beyond them stays.
    fn leave_out(&mut self, of: u32, quotations: &[Quotation], inside: impl Fn(Span) -> bool) {
        let Some(relation) = self.relations.get_mut(of as usize) else { return };
        relation.keep(self.content, |piece| !inside(piece));
        let kept = self.content.get(relation.content.start as usize..relation.content.end as usize);
        let quoted = |piece: &Span| {
            let mut tied = tied_before(quotations, self.relation_of, of, piece.end);
            tied.any(|quotation| quotation.span.overlaps(*piece))
        };
        if !kept.unwrap_or_default().iter().any(quoted) {
            relation.kind = AttributionKind::Indirect;
        }
    }

    /// Gives a relation that the models made of tagged speech the hearer whom the tag of its first quotation names.
    fn address(&mut self, quotations: &[Quotation], clauses: &[Clause]) {
        let mut last = None;
        let mut clauses = clauses.iter().peekable();
        for (at, (quotation, of)) in (0u32..).zip(quotations.iter().zip(self.relation_of.iter())) {
            let clause = clauses.next_if(|clause| clause.quotation == at);
            if quotation.parent().is_some() || quotation.kind == QuoteKind::Scare || last == of.get() {
                continue;
            }
            last = of.get();
            let relation = last.and_then(|of| self.relations.get_mut(of as usize));
            if let Some(relation) = relation.filter(|relation| relation.addressee_mention.is_none()) {
                relation.addressee_mention = clause.map_or(MaybeIndex::NONE, |clause| clause.addressee);
            }
        }
    }

    /// Takes out each stretch that overlaps one before it in its relation: where marks are broken, a quotation that the
    /// grammar joined to a relation may begin inside a stretch that the models chose for it.
    fn part_contents(&mut self) {
        for relation in self.relations.iter_mut() {
            let mut end = 0;
            relation.keep(self.content, |piece| {
                let apart = piece.start >= end;
                end = if apart { piece.end } else { end };
                apart
            });
        }
    }

    /// Leaves out the relations that have no content; the others move up.
    fn remove_empty(&mut self) {
        if self.relations.iter().all(|relation| !relation.content.is_empty()) {
            return;
        }
        let mut moved = vec![MaybeIndex::NONE; self.relations.len()];
        let mut kept = 0;
        for (relation, to) in self.relations.iter().zip(&mut moved) {
            if !relation.content.is_empty() {
                *to = Some(kept).into();
                kept += 1;
            }
        }
        self.relations.retain(|relation| !relation.content.is_empty());
        for of in self.relation_of.iter_mut() {
            *of = of
                .get()
                .and_then(|relation| moved.get(relation as usize))
                .copied()
                .unwrap_or(MaybeIndex::NONE);
        }
    }
}
