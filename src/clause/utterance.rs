//! Which quotations are parts of one utterance.

use alloc::vec::Vec;

use super::{Clause, is_tag};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::Class;
use crate::pipeline::Prose;
use crate::quotation::Quotation;

/// Tokens between two quotations of one paragraph beyond which they are not tied to each other.
const GAP: usize = 400;

/// For each quotation the first one of its utterance: itself where it begins one.
///
/// Parts of one utterance are the paragraphs of a continued quotation, the parts of one that a tag interrupts, and
/// the quotations of one paragraph that follow a tag and have none of their own. What is told inside a quotation of who
/// said what is read likewise, within a sentence: *“‘Ned,’ said he, ‘if anybody comes, I am out.’”*
pub(crate) fn join(prose: Prose<'_>, quotations: &[Quotation], clauses: &[Clause], out: &mut Vec<u32>) {
    out.clear();
    out.reserve_exact(quotations.len());
    let mut clause = clauses.iter().peekable();
    // The last top-level quotation with the clause of its utterance.
    let mut last: Option<(usize, Option<&Clause>)> = None;
    // The last one inside another.
    let mut inner: Option<(usize, Option<&Clause>)> = None;
    for (index, quotation) in quotations.iter().enumerate() {
        while clause.peek().is_some_and(|clause| (clause.quotation as usize) < index) {
            clause.next();
        }
        let own = clause.peek().copied().filter(|clause| clause.quotation as usize == index);
        let leader = |part: usize| out.get(part).copied().unwrap_or(part as u32);
        let nested = quotation.parent().is_some();
        let first = match (quotation.continues(), if nested { inner } else { last }) {
            (Some(before), tag) if (before as usize) < index => {
                let tag = tag.filter(|(last, _)| *last == before as usize).and_then(|(_, tag)| tag);
                match (tag, own) {
                    (Some(tag), Some(own)) if is_another(prose, tag, own) => index as u32,
                    _ => leader(before as usize),
                }
            }
            (_, Some((before, tag))) if own.is_none() => match quotations.get(before) {
                Some(other)
                    if other.parent() == quotation.parent()
                        && resumes(prose, other, tag, quotation)
                        && (!nested || is_near(prose, other, quotation)) =>
                {
                    leader(before)
                }
                _ => index as u32,
            },
            _ => index as u32,
        };
        out.push(first);
        let known = if nested { &mut inner } else { &mut last };
        let inherited = known.and_then(|(_, tag)| tag).filter(|_| first as usize != index);
        *known = Some((index, own.or(inherited)));
    }
}

/// Whether nothing but a tag within a sentence stands between two quotations.
fn is_near(prose: Prose<'_>, before: &Quotation, next: &Quotation) -> bool {
    const TAG: usize = 16;
    let between =
        prose.tokens.get(before.tokens.end as usize..next.tokens.start as usize).unwrap_or_default();
    between.len() <= TAG
        && !between.iter().any(Token::ends_sentence)
        && between.last().is_some_and(|last| matches!(last.kind, TokenKind::Comma | TokenKind::Semicolon))
}

/// Whether two tags name different people: what one of them left open lacks its closing mark.
fn is_another(prose: Prose<'_>, tag: &Clause, own: &Clause) -> bool {
    let name = |clause: &Clause| {
        let words = prose.tokens.get(clause.phrase.range()).unwrap_or_default();
        words.iter().filter(|word| word.is_capitalised() && !word.class().any(Class::TITLE))
    };
    is_tag(tag.production)
        && is_tag(own.production)
        && name(tag).next().is_some()
        && name(own).next().is_some()
        && !name(own).any(|word| name(tag).any(|other| other.hash == word.hash))
}

/// Whether `next`, which has no clause of its own, goes on with what `before` began.
fn resumes(prose: Prose<'_>, before: &Quotation, tag: Option<&Clause>, next: &Quotation) -> bool {
    if before.paragraph != next.paragraph || before.label.is_some() || next.label.is_some() {
        return false;
    }
    if !tag.is_some_and(|tag| is_tag(tag.production)) {
        return false;
    }
    let between = before.tokens.end as usize..next.tokens.start as usize;
    if between.len() > GAP {
        return false;
    }
    // A quotation that no sentence of its own frames stands where a sentence begins, or right after a comma.
    let last = between.end.checked_sub(1).and_then(|at| prose.tokens.get(at));
    last.is_none_or(|token| {
        matches!(
            token.kind,
            TokenKind::Stop
                | TokenKind::Comma
                | TokenKind::Semicolon
                | TokenKind::Dash
                | TokenKind::Question
                | TokenKind::Exclamation
                | TokenKind::Colon
                | TokenKind::Ellipsis
                | TokenKind::Mark
        )
    })
}
