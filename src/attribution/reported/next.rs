//! What is said ends where the next statement of its sentence begins.

use super::Statement;
use super::cell::{NONE, Part};
use super::view::Block;
use crate::lexer::TokenKind;
use crate::lexicon;
use crate::span::Run;

/// Ends a content where its reader says something too: *She said it was the oven | and I said it was the cook*; or somebody
/// else behind a comma: *She told us that the ram is staying |, and her father, Jon, says that he is not*.
pub(super) fn before_own(block: &Block<'_>, statement: &mut Statement, after: &Statement) {
    const I: u16 = lexicon::hash("i");
    let (Some(right), Some(source)) = (statement.right, after.source) else { return };
    let comma = |joint: u32| joint.checked_sub(1).is_some_and(|at| block.part(at) == Part::Comma);
    let another = source.start.checked_sub(1).is_some_and(comma) && block.part(right.start) == Part::That;
    let own = another || source.len() == 1 && block.at(source.start as usize).word == I;
    let joined = source.start.checked_sub(1).filter(|&at| block.part(at) == Part::Conjunction);
    if let Some(joint) = joined.filter(|joint| own && right.start < *joint && source.end <= right.end)
        && block.at(right.start as usize).quote == NONE
        && after.cue.run.start >= source.end
    {
        statement.right = Some(Run { end: joint - u32::from(comma(joint)), ..right });
    }
}

/// Ends a content where somebody else says something behind a semicolon: *The council says that it is safe |; and the
/// engineers, who built it, say that it is not*.
pub(super) fn before_part(block: &Block<'_>, statement: &mut Statement, after: &Statement) {
    let (Some(right), Some(source)) = (statement.right, after.source) else { return };
    let apart = |at: &u32| {
        let at = block.at(*at as usize);
        at.kind == TokenKind::Semicolon && at.quote == NONE
    };
    let inside = right.start + 1..source.start.min(right.end);
    let semicolon = inside.rev().find(apart).filter(|_| after.cue.run.start >= source.end);
    let Some(semicolon) = semicolon.filter(|_| right.start >= statement.cue.run.end) else { return };
    let joins = u32::from(block.part(semicolon + 1) == Part::Conjunction);
    if source.start == semicolon + 1 + joins && block.part(source.start) != Part::That {
        statement.right = Some(Run { end: semicolon, ..right });
    }
}

/// Ends a content where whoever says it says something else: *Ada Quill said it was a rumour |, and denied that she had gone*;
/// but *said he was tired | and told to rest*.
pub(super) fn before_other(block: &Block<'_>, statement: &mut Statement, after: &Statement) {
    const JOINTS: [u16; 2] = lexicon::hashes(["and", "but"]);
    let (Some(right), cue) = (statement.right, after.cue.run) else { return };
    let at = |at: u32| block.at(at as usize);
    let says = cue.start as usize == after.cue.anchor
        && matches!(block.part(cue.start), Part::Past | Part::Third)
        && block.part(cue.start + 1) != Part::To;
    let same = after.source.is_some() && after.source == statement.source;
    let Some(joint) = cue.start.checked_sub(1).filter(|&joint| JOINTS.contains(&at(joint).word)) else {
        return;
    };
    let inside = statement.cue.run.end <= right.start && right.start + 1 < joint && joint < right.end;
    // *said it was a rumour and denied …* may be all that the rumour did.
    let comma = block.part(joint - 1) == Part::Comma;
    if says && same && inside && comma && at(joint).quote == NONE {
        statement.right = Some(Run { end: joint - 1, ..right });
    }
}
