//! Two statements beside each other: what is said ends where the next statement of its sentence begins, and who said one thing may
//! say the next.

use super::source::APPOSED;
#[cfg(test)]
use super::tests::{Case, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::lexer::TokenKind;
use crate::lexicon;
use crate::span::Run;

/// Of two statements that hold each other, or of which the later holds the content of the earlier, the later says the
/// earlier: *The city hopes to reopen the quay, Reyes said*. Words quoted in both are what that one said.
pub(super) fn before_outer(block: &Block<'_>, statement: &mut Statement, after: &Statement) {
    let (Some(right), Some(left)) = (statement.right, after.left) else { return };
    if !left.holds(statement.cue.run) || !(right.holds(after.cue.run) || left.holds(right)) {
        return;
    }
    let starts = after.source.map_or(after.cue.run.start, |source| source.start.min(after.cue.run.start));
    let shared = Run { end: starts.min(right.end), ..right };
    let end = block.closing_end(shared.start, shared.end);
    let end = end.filter(|_| block.is_unquoted(shared.start, shared.end));
    statement.right = end.map(|end| Run { end, ..right });
}

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

/// *He | liked | to say …*: the cue of the second statement is all of these words, and they are nothing that is said.
pub(super) fn within_cue(_: &Block<'_>, statement: &mut Statement, after: &mut Statement) -> bool {
    let whole = |right: Run| after.cue.run.holds(right) && after.cue.run.holds(statement.cue.run);
    let within = statement.left.is_none() && statement.right.is_some_and(whole);
    if within {
        statement.right = None;
    }
    within
}

/// *She added that | her sister, a baker, | thinks so*: behind *that* somebody else thinks so, and all of it is what was added.
pub(super) fn behind_that(block: &Block<'_>, statement: &mut Statement, after: &mut Statement) -> bool {
    let Some((source, end)) = subject_behind_that(block, statement, after) else { return false };
    statement.right = statement.right.map(|right| Run { end: right.end.max(end), ..right });
    after.source = Some(source);
    true
}

/// Who stands behind *that* as the subject of the second statement, and where that ends.
fn subject_behind_that(block: &Block<'_>, statement: &Statement, after: &Statement) -> Option<(Run, u32)> {
    let (right, content, source) = (statement.right?, after.right?, after.source?);
    let (first, cue) = (right.start + 1, after.cue.run.start);
    let comma = |at: u32| block.part(at) == Part::Comma;
    let close = cue.checked_sub(1).filter(|&close| comma(close) && close > first)?;
    let phrase = |at: u32| {
        block.part(at).is_of_phrase()
            || matches!(block.part(at), Part::Preposition | Part::Comma) && at > first
    };
    let own = source.end <= statement.cue.run.start
        && block.part(right.start) == Part::That
        && content.start >= cue
        && close - first < APPOSED
        && (first..close).all(phrase)
        && (first..close).any(comma);
    own.then_some((Run { start: first, end: close }, content.end))
}

/// *The quay is safe, insisted | Tom Cook, | adding that it was new*: who insisted adds.
pub(super) fn adding(block: &Block<'_>, statement: &mut Statement, after: &mut Statement) -> bool {
    let inverse = statement.left.zip(statement.source).filter(|(left, source)| left.end < source.start);
    let Some((left, source)) = inverse else { return false };
    let adds = after.source.is_some_and(|other| left.contains(other.start as usize))
        && source.end < after.cue.run.start
        && !block.part(after.cue.run.start).is_finite();
    if adds {
        after.source = Some(source);
    }
    adds
}

/// *| Jon Reyes | said the police had been called*: who says one thing is not what another says.
pub(super) fn not_source(_: &Block<'_>, statement: &mut Statement, after: &mut Statement) -> bool {
    let named = after.left.zip(statement.source).is_some_and(|(left, source)| source.holds(left));
    if named {
        after.left = None;
    }
    named
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "before_outer",
        "The dockers fear that the mill will close, Ruth Brandt said on Monday.",
        &[
            "Ruth Brandt <said>: The dockers fear that the mill will close",
            "The dockers <fear>: that the mill will close",
        ],
    ),
    needs(
        "before_own",
        "Ruth says it was the oven and I say it was the cook.",
        &["Ruth <says>: it was the oven", "I <say>: it was the cook"],
    ),
    needs(
        "behind_that",
        "She said that her brother, Tom, hopes to reopen the mill.",
        &[
            "She <said>: that her brother, Tom, hopes to reopen the mill",
            "her brother, Tom <hopes>: to reopen the mill",
        ],
    ),
    needs(
        "adding",
        "The quay is safe, insisted builder Tom Abara, adding that it was new.",
        &["builder Tom Abara <insisted>: The quay is safe", "builder Tom Abara <adding>: that it was new"],
    ),
    needs("before_other", "The widow had asked whether the ferry would run; and on his saying no, had looked for a coin, but said she had lost hers, and sat down.", &["The widow <had asked>: whether the ferry would run", "his <saying>: no, had looked for a coin", "his <said>: she had lost hers, and sat down"]).in_tale(),
    needs("before_part", "A poll published on Saturday showed that two Islanders in three opposed drilling anywhere near the reef; the same people, by a narrower margin, also wanted cheaper petrol.", &["A poll <published>: showed that two Islanders in three opposed drilling anywhere near the reef", "A poll published on Saturday <showed>: that two Islanders in three opposed drilling anywhere near the reef", "the same people <also wanted>: cheaper petrol"]),
    needs("within_cue", "Ask a historian and she will say yes; ask a baker and he will ask you where.", &["she <will say yes; ask>: a baker", "he <will ask>: you where"]),
    needs("not_source", "A widow named Ruth Pascoe hung a lantern for a son who was in Tarn. Eleven ships thanked her before he wrote.", &["Eleven ships <thanked>: her"]),
];
