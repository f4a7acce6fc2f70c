//! What is reported by a phrase beside the clause: *according to papers*, *as she once remarked*, *citing two clerks*.

use super::parenthetical::tells;
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::cue::Cue;
use crate::attribution::reported::view::Block;
use crate::attribution::reported::{Statement, frames};
use crate::lexicon::{self, Frames};
use crate::span::Run;

/// How many tokens of what was cited are looked over.
const FAR: u32 = 60;

const ACCORDING: u16 = lexicon::hash("according");

/// *The Herald | reported, | citing two clerks, that the mill was for sale*: the clause is what was reported, not what was
/// cited. Another statement may know that already.
pub(super) fn around_citing(block: &Block<'_>, statement: &mut Statement, before: Option<&Statement>) {
    const CITING: [u16; 2] = lexicon::hashes(["citing", "quoting"]);
    let (Some(right), cue) = (statement.right, statement.cue) else { return };
    let comma = |at: u32| block.part(at) == Part::Comma && block.at(at as usize).quote == NONE;
    let citing = CITING.contains(&block.at(cue.anchor).word) && cue.run.start as usize == cue.anchor;
    let Some(close) = cue.run.start.checked_sub(1).filter(|&close| citing && comma(close)) else { return };
    // *reported on Sunday,*
    let when = |at: &u32| matches!(block.part(*at), Part::Time | Part::Adverb | Part::Preposition);
    let Some(verb) = (close.saturating_sub(4)..close).rev().find(|at| !when(at)) else { return };
    let told = block.tokens.get(verb as usize).filter(|_| {
        matches!(block.part(verb), Part::Past | Part::Third) && block.at(verb as usize).takes(Frames::THAT)
    });
    let Some((told, sentence)) = told.zip(block.sentence(verb)) else { return };
    let that = (right.start + 1..sentence.end.min(right.start + FAR))
        .find(|&at| block.part(at) == Part::That && comma(at - 1));
    let Some(that) = that else { return };
    if before.is_some_and(|before| before.cue.anchor as u32 == verb) {
        statement.right = Some(Run { end: right.end.min(that - 1), ..right });
        return;
    }
    let end = block.closing_end(that, sentence.end.min(that + FAR)).unwrap_or(that + 1);
    let end = if that < right.end { right.end } else { end };
    statement.cue =
        Cue { anchor: verb as usize, run: Run { start: verb, end: close }, frames: u32::from(frames(told)) };
    statement.source = statement.source.filter(|source| source.end <= verb);
    statement.right = Some(Run { start: that, end });
}

/// *COLUMBUS, Ohio — | The governor leads, | according to a poll*: what has no verb begins where its sentence does.
pub(super) fn whole_clause(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue.run;
    let Some(left) = statement.left.filter(|_| block.at(cue.start as usize).word == ACCORDING) else {
        return;
    };
    let Some(start) = block.sentence(cue.start).map(|sentence| sentence.start) else { return };
    let unquoted = |at: u32| block.at(at as usize).quote == NONE;
    if start < left.start
        && left.start - start < FAR
        && block.part(left.start) != Part::Relative
        // "Three letters, | all of them, | according to the clerk, | from one address"
        && block.part(left.start - 1) != Part::Comma
        && block.counts(left.start, left.end).verbs() == 0
        && block.counts(start, left.start).verbs() > 0
        && (start..left.end).all(unquoted)
    {
        statement.left = Some(Run { start, ..left });
    }
}

/// *The mill will close, according to | papers seen by | the Herald*: where it was read is all that stands behind.
pub(super) fn own_papers(block: &Block<'_>, statement: &mut Statement) {
    let (Some(source), Some(right)) = (statement.source, statement.right) else { return };
    let cue = statement.cue.run;
    let according = (cue.start..cue.end).any(|at| block.at(at as usize).word == ACCORDING);
    let inside = right.start == cue.end && right.start <= source.start && source.end <= right.end;
    let comma = cue.start.checked_sub(1).filter(|&before| block.part(before) == Part::Comma);
    let Some(comma) = comma.filter(|_| according && inside) else { return };
    let Some(sentence) = block.sentence(cue.start).filter(|sentence| sentence.start < comma) else { return };
    let far = comma - sentence.start > FAR;
    if statement.left.is_none() && !far && block.is_unquoted(sentence.start, comma) {
        statement.left = Some(Run { start: sentence.start, end: comma });
    }
    if statement.left.is_some() {
        (statement.source, statement.right) = (Some(Run { start: right.start, end: source.end }), None);
    }
}

/// *As the banker once remarked to a visitor, | a budget is a diary*: what the first clause of a sentence hands on stands behind
/// it.
pub(super) fn behind_as(block: &Block<'_>, statement: &mut Statement) {
    const AS: u16 = lexicon::hash("as");
    let cue = statement.cue.run;
    let Some(sentence) = block.sentence(cue.start).filter(|_| statement.left.is_none()) else { return };
    let first = statement.source.map_or(cue.start, |source| source.start.min(cue.start));
    if block.at(sentence.start as usize).word != AS || first != sentence.start + 1 {
        return;
    }
    let inside = |at: &u32| {
        let part = block.part(*at);
        part.is_of_phrase() && part != Part::Subject
            || matches!(part, Part::To | Part::Preposition | Part::Time)
    };
    let Some(comma) = (cue.end..sentence.end).find(|at| !inside(at)) else { return };
    let end = block.closing_end(comma, sentence.end);
    let unquoted = block.is_unquoted(sentence.start, sentence.end);
    // *As he read the paper, …* tells when.
    let to = block.part(cue.end) == Part::To || block.part(cue.end - 1) == Part::To;
    let heard = statement.cue.takes(Frames::THAT) && (to || tells(block, statement));
    if let Some(end) = end.filter(|_| heard && unquoted && block.part(comma) == Part::Comma)
        && statement.right.is_none_or(|right| right.start <= comma)
    {
        statement.right = Some(Run { start: comma + 1, end });
    }
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "around_citing",
        "The Herald reported, citing two clerks, that the mill was for sale.",
        &["The Herald <reported>: that the mill was for sale"],
    ),
    needs(
        "around_citing",
        "The Herald reported on Sunday, citing two clerks, that the mill was for sale.",
        &["The Herald <reported on Sunday>: that the mill was for sale"],
    ),
    needs(
        "behind_as",
        "As the banker once remarked to a visitor, a budget is a diary.",
        &["the banker <once remarked to>: a budget is a diary"],
    ),
    leaves("behind_as", "As he read the paper, the bell rang.", &[]),
];
