//! A second look at each quotation, now that its clause and the statements around it are known: does it report somebody,
//! or is it a title, a nickname, a so-called thing?
//!
//! The first look had the quotation's marks and nearest neighbours alone. This one weighs more of the words around it,
//! what it is made of, and what the grammar and the statements made of it. News and fiction have their own weights: in
//! news one quotation in ten reports nobody, and most of these are words in the midst of a sentence; in fiction hardly
//! any does.

mod features;

use alloc::vec::Vec;

use super::{AttributionKind, Method, Output, Relation, owner};
use crate::Span;
use crate::clause;
use crate::lexer::{Token, TokenKind};
use crate::model::{Sum, Table, pair};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind, kinds};
use crate::room::make_room;
use crate::span::MaybeIndex;
pub(crate) use features::features;

/// Two tables, written by the trainer: of news, of fiction.
pub(crate) static WEIGHTS: &[u8] = include_bytes!("../model/weights/review.bin");

/// The bits of each table's size.
pub(crate) const BITS: u32 = 16;

/// The least score of a quotation that keeps its relation. In news many words in the midst of a sentence report nobody,
/// and to put those into somebody's mouth is worse than to miss a word of his; of whole utterances hardly any, and those few
/// score higher. In fiction it is the speech that must not be missed, and words that a clause reports are hardly ever the teller's.
fn least(kind: QuoteKind, report: bool, known: Known<'_>) -> i32 {
    let clause = known.relation.is_some_and(|relation| relation.cue.is_some());
    match (report, kind) {
        (true, QuoteKind::Direct) => 28,
        (true, _) => 22,
        (false, QuoteKind::Mixed) if clause => -40,
        (false, _) => -8,
    }
}

/// Takes quotations that report nobody out of their relations.
pub(super) fn review(
    prose: Prose<'_>,
    quotations: &mut [Quotation],
    weights: &[u8],
    report: bool,
    out: &mut Output<'_>,
) {
    let of_genre = if report { Some(weights) } else { weights.get(1 << BITS..) };
    let Some(weights) = of_genre.and_then(|weights| weights.first_chunk::<{ 1 << BITS }>()) else { return };
    let table = Table::new(weights);
    let is_bare = |index: usize, quotation: &Quotation| {
        if !doubtful(quotation) {
            return false;
        }
        let known = Known::of(index, out.relations, out.relation_of, out.content);
        let settled = kinds::View::new(prose, quotations, index).is_some_and(|view| known.is_settled(&view))
            || is_sentence(prose, quotation, report)
            || known.relation.is_some_and(|relation| headlined(prose, quotation, relation));
        if settled {
            return false;
        }
        let mut sum = Sum::new(table);
        features(prose, quotations, known, index, &mut sum);
        sum.total < least(quotation.kind, report, known)
    };
    // All are judged before any is released: each goes by its neighbours as the trainer saw them.
    let all = quotations.len();
    // One byte for each, and none where all stay: a list of places would take more room in a text of nothing but speech.
    let mut bare = Vec::new();
    for (index, _) in quotations.iter().enumerate().filter(|(index, quotation)| is_bare(*index, quotation)) {
        bare.resize(all, false);
        if let Some(bare) = bare.get_mut(index) {
            *bare = true;
        }
    }
    let mut released = Vec::new();
    for index in 0..all {
        let Some(quotation) = quotations.get(index) else { break };
        let begun = quotation.continues().and_then(|before| quotations.get(before as usize));
        let goes_on = begun.is_some_and(|before| before.kind == QuoteKind::Scare);
        if (bare.get(index) == Some(&true) || goes_on)
            && let Some(quotation) = quotations.get_mut(index)
        {
            quotation.kind = QuoteKind::Scare;
            make_room(&mut released, index, all);
            released.extend(out.tied(index).map(|of| (of, index as u32)));
        }
    }
    out.leave_out_all(quotations, &mut released);
}

/// Whether a whole sentence in marks stands by itself, as what somebody says, who is named around it: in a tale, whether
/// it is all of its paragraph.
fn is_sentence(prose: Prose<'_>, quotation: &Quotation, report: bool) -> bool {
    const SENTENCE: usize = 7;
    let ends = |at: usize| prose.tokens.get(at).is_some_and(Token::ends_sentence);
    let run = quotation.tokens;
    let Some(paragraph) = prose.paragraphs.get(quotation.paragraph as usize) else { return false };
    let begins = || run.start == paragraph.tokens.start || ends((run.start as usize).wrapping_sub(1));
    let alone = run == paragraph.tokens || report && begins();
    alone && run.len() >= SENTENCE && ends((run.end as usize).saturating_sub(2))
}

/// Whether a headline names who says the words in it: *Plan ‘a disaster’, says mayor*; *Mayor says plan is ‘a disaster’*.
fn headlined(prose: Prose<'_>, quotation: &Quotation, relation: &Relation) -> bool {
    let (Some(cue), Some(_)) = (relation.cue.get(), relation.source.get()) else { return false };
    let paragraph = prose.paragraphs.get(quotation.paragraph as usize);
    let comma = prose.tokens.get(quotation.tokens.end as usize).is_some_and(|next| next.is(TokenKind::Comma));
    paragraph.is_some_and(|paragraph| paragraph.is_heading(prose.tokens))
        && (comma || cue.start < quotation.span.start)
}

/// Whether a quotation is looked at again: most are beyond doubt.
pub(crate) fn doubtful(quotation: &Quotation) -> bool {
    const CERTAIN: i16 = 96;
    quotation.score < CERTAIN
        && quotation.kind != QuoteKind::Scare
        && quotation.parent().is_none()
        && quotation.continues().is_none()
        && !quotation.style.is_unmarked()
}

/// What is known of the statement that a quotation belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Known<'s> {
    relation: Option<&'s Relation>,
    content: &'s [Span],
}

impl<'s> Known<'s> {
    pub(crate) fn of(
        index: usize,
        relations: &'s [Relation],
        relation_of: &[MaybeIndex],
        content: &'s [Span],
    ) -> Known<'s> {
        let relation = owner(relation_of, index).and_then(|at| relations.get(at as usize));
        let range = relation.map_or(0..0, |relation| relation.content.clone());
        Known { relation, content: content.get(range.start as usize..range.end as usize).unwrap_or_default() }
    }

    /// Whether the grammar leaves no doubt: the quotation is what somebody aims at, or stands right beside its tag
    /// (*“Gone,” Ada said. “For good.”*). What follows a tag's other words may be a title: *Ada said in her book,
    /// “Northern Tide.”*
    fn is_settled(&self, view: &kinds::View<'_>) -> bool {
        let Some(relation) = self.relation else { return false };
        let Method::Production(production) = relation.method else { return false };
        let held = |token: Option<&Token>| {
            let span = token.map(|token| token.span());
            [relation.cue.get(), relation.source.get()]
                .into_iter()
                .flatten()
                .any(|part| span.is_some_and(|span| part.contains(span)))
        };
        let divides =
            |token: &&Token| matches!(token.kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Stop);
        clause::is_narrow(production)
            || clause::is_tag(production)
                && relation.kind == AttributionKind::Direct
                && (held(view.before.iter().rev().take(2).find(|token| !divides(token)))
                    || held(view.after.iter().take(2).find(|token| !divides(token))))
    }

    /// What made the relation, and its name: nothing, no clause, the models, a production of the grammar.
    fn maker(&self) -> (u32, u32) {
        let Some(relation) = self.relation else { return (0, 0) };
        let name = relation.method.name().bytes().fold(1, |name, byte| pair(name, u32::from(byte)));
        match relation.method {
            Method::Production(_) => (3, name),
            Method::Named(_) if relation.cue.is_none() => (1, name),
            Method::Named(_) => (2, name),
        }
    }
}

#[cfg(test)]
mod tests;
