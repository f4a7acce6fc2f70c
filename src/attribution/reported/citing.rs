//! A report of what others told it: *The Herald reported, citing two clerks, that the mill was for sale*.

use super::cell::{NONE, Part};
use super::cue::Cue;
use super::view::Block;
use super::{Statement, frames};
use crate::lexer::Token;
use crate::lexicon::{self, Frames};
use crate::span::Run;

/// How many tokens of what was cited are looked over.
const FAR: u32 = 60;

/// *The Herald | reported, | citing two clerks, that the mill was for sale*: the clause is what was reported, not what was
/// cited. Another statement may know that already.
pub(super) fn around_citing(
    block: &Block<'_>,
    tokens: &[Token],
    statement: &mut Statement,
    before: Option<&Statement>,
) {
    const CITING: [u16; 2] = lexicon::hashes(["citing", "quoting"]);
    let (Some(right), cue) = (statement.right, statement.cue) else { return };
    let comma = |at: u32| block.part(at) == Part::Comma && block.at(at as usize).quote == NONE;
    let citing = CITING.contains(&block.at(cue.anchor).word) && cue.run.start as usize == cue.anchor;
    let Some(close) = cue.run.start.checked_sub(1).filter(|&close| citing && comma(close)) else { return };
    // *reported on Sunday,*
    let when = |at: &u32| matches!(block.part(*at), Part::Time | Part::Adverb | Part::Preposition);
    let Some(verb) = (close.saturating_sub(4)..close).rev().find(|at| !when(at)) else { return };
    let told = tokens.get(verb as usize).filter(|_| {
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
