//! Which quotations are parts of one utterance.

use alloc::vec::Vec;

use super::{Clause, is_tag};
use crate::lexer::TokenKind;
use crate::pipeline::Prose;
use crate::quotation::Quotation;

/// Tokens between two quotations of one paragraph beyond which they are not tied to each other.
const GAP: usize = 400;

/// For each quotation the first one of its utterance: itself where it begins one.
///
/// Parts of one utterance are the paragraphs of a continued quotation, the parts of one that a tag interrupts, and
/// the quotations of one paragraph that follow a tag and have none of their own.
pub(crate) fn join(prose: Prose<'_>, quotations: &[Quotation], clauses: &[Clause], out: &mut Vec<u32>) {
    out.clear();
    out.reserve_exact(quotations.len());
    let mut clause = clauses.iter().peekable();
    // The last top-level quotation with the clause of its utterance.
    let mut last: Option<(usize, Option<&Clause>)> = None;
    for (index, quotation) in quotations.iter().enumerate() {
        while clause.peek().is_some_and(|clause| (clause.quotation as usize) < index) {
            clause.next();
        }
        let own = clause.peek().copied().filter(|clause| clause.quotation as usize == index);
        let leader = |part: usize| out.get(part).copied().unwrap_or(part as u32);
        let first = match (quotation.continues(), last) {
            (Some(before), _) if (before as usize) < index => leader(before as usize),
            (_, Some((before, tag))) if quotation.parent().is_none() && own.is_none() => {
                match quotations.get(before) {
                    Some(other) if resumes(prose, other, tag, quotation) => leader(before),
                    _ => index as u32,
                }
            }
            _ => index as u32,
        };
        out.push(first);
        if quotation.parent().is_none() {
            let inherited = last.and_then(|(_, tag)| tag).filter(|_| first as usize != index);
            last = Some((index, own.or(inherited)));
        }
    }
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
