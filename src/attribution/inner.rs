//! Words quoted in what somebody says that another says: *Her lawyers say she told the board the figures were “decorative.”*

use super::{AttributionKind, Output, Relation, owner};
use crate::Span;
use crate::lexer::Token;
use crate::lexicon::{Class, entry};
use crate::pipeline::Prose;
use crate::quotation::Quotation;

/// How many quotations in one stretch are given to who says it.
const MOST: usize = 8;

/// Gives each quotation in a statement within a statement to the inner one.
pub(super) fn take(prose: Prose<'_>, quotations: &[Quotation], out: &mut Output<'_>) {
    for index in 0..out.relations.len() {
        let Some(relation) = out.relations.get(index).filter(|r| r.kind != AttributionKind::Direct) else {
            continue;
        };
        let Some((source, cue)) = relation.source.get().zip(relation.cue.get()) else { continue };
        // What its verb does not stand beside says nothing, and most have no quotation.
        if !(source.end + 1..source.end + 3).contains(&cue.start) && !is_quoted(prose, source, cue) {
            continue;
        }
        // *for what | prosecutors called | “…”*: the last piece has what is quoted.
        let all = pieces(relation, out);
        let what = all.len() == 2 && all.first().is_some_and(|what| what.end < source.start);
        let named = what || is_relative(prose, source);
        let Some(piece) = if what { all.last() } else { all.first() }.copied() else { continue };
        let from = quotations.partition_point(|quotation| quotation.inner.start < piece.start);
        let inside = quotations.get(from..).unwrap_or_default();
        let inside = inside.iter().take_while(|quotation| piece.contains(quotation.inner)).take(MOST).count();
        for at in from..from + inside {
            let outer = owner(out.relation_of, at).filter(|of| *of as usize != index);
            let outer = outer.and_then(|outer| out.relations.get(outer as usize));
            let holds = |whole: Span| [piece, source, cue].iter().all(|part| whole.contains(*part));
            let inner = outer.is_some_and(|outer| {
                outer.kind == AttributionKind::Mixed
                    && outer.source.is_some()
                    && around(pieces(outer, out), piece).is_some_and(holds)
                    && (speaks(prose, source, cue)
                        || is_quoted(prose, source, cue)
                        || named && names(prose, cue))
            });
            if inner && let Some(of) = out.relation_of.get_mut(at) {
                *of = Some(index as u32).into();
                if let Some(relation) = out.relations.get_mut(index) {
                    relation.kind = AttributionKind::Mixed;
                }
            }
        }
    }
}

fn pieces<'o>(relation: &Relation, out: &'o Output<'_>) -> &'o [Span] {
    out.content.get(relation.content.start as usize..relation.content.end as usize).unwrap_or_default()
}

/// The last of the pieces, which are in text order, that begins no later than a stretch.
fn around(pieces: &[Span], stretch: Span) -> Option<Span> {
    let after = pieces.partition_point(|piece| piece.start <= stretch.start);
    pieces.get(after.checked_sub(1)?).copied()
}

/// *In a step | that one of them | called “…”*: the source has the pronoun in it.
fn is_relative(prose: Prose<'_>, source: Span) -> bool {
    const LONG: usize = 8;
    const THAT: u16 = entry("that");
    let end = prose.tokens.partition_point(|token| token.start < source.end);
    let words = prose.tokens.get(end.saturating_sub(LONG)..end).unwrap_or_default();
    words.iter().any(|word| word.start > source.start && (word.word == THAT || word.class().any(Class::WH)))
}

/// *The paper quotes | Ada Quill | as | saying …*
fn is_quoted(prose: Prose<'_>, source: Span, cue: Span) -> bool {
    const AS: u16 = entry("as");
    let at = prose.tokens.partition_point(|token| token.start < cue.start);
    let Some([before, tie, says]) = at.checked_sub(2).and_then(|from| prose.tokens.get(from..=at)) else {
        return false;
    };
    before.end() == source.end && tie.word == AS && says.class().any(Class::GERUND)
}

/// Whether a cue tells what somebody calls something: *what critics have called “…”*.
fn names(prose: Prose<'_>, cue: Span) -> bool {
    let behind = prose.tokens.partition_point(|token| token.start < cue.end);
    let verb = behind.checked_sub(1).and_then(|last| prose.tokens.get(last));
    verb.is_some_and(|verb| {
        verb.class().any(Class::PAST.or(Class::THIRD)) && verb.class().any(Class::REPORTS)
    })
}

/// Whether a cue is a single verb of speech right behind a source that names or describes somebody.
fn speaks(prose: Prose<'_>, source: Span, cue: Span) -> bool {
    let at = prose.tokens.partition_point(|token| token.start < cue.start);
    let relative = Class::WH.or(Class::SUBORDINATOR);
    // *a loophole called an “inversion”*
    let names = const { entry("called") };
    let verb = prose.tokens.get(at).filter(|verb| verb.span() == cue && verb.word != names);
    let says =
        |verb: &Token| verb.class().all(Class::SPEECH.or(Class::TAG)) || verb.word == const { entry("told") };
    verb.is_some_and(|verb| says(verb) && verb.class().any(Class::PAST))
        && at.checked_sub(1).and_then(|before| prose.tokens.get(before)).is_some_and(|last| {
            last.span().end == source.end && !(last.span() == source && last.class().any(relative))
        })
}
