//! Clauses with a gap that a relative pronoun fills: *the plan, | which | ministers say | will save lives*.

use super::Statement;
use super::cell::{NONE, Part};
use super::view::Block;
use crate::lexicon::Frames;
use crate::span::Run;

/// *a man, | who | police | say was armed, …*: behind the gap's filler stands who says it.
pub(super) fn own_gap(block: &Block<'_>, statement: &mut Statement) {
    let Some(source) = statement.source.filter(|source| source.len() == 1) else { return };
    let cue = statement.cue.run;
    let subject = Run { start: source.end, end: cue.start };
    // "Police" may look like a verb behind "who".
    let phrase = |at: usize| block.part(at as u32).is_of_phrase() || block.part(at as u32) == Part::Base;
    // "Say" behind a noun may look like one.
    let shapes = [Part::Past, Part::Third, Part::Base, Part::Noun];
    let says = shapes.contains(&block.part(statement.cue.anchor as u32)) && statement.cue.takes(Frames::THAT);
    let filled = block.part(source.start) == Part::Relative && block.part(cue.end).is_finite();
    if filled && says && subject.start < subject.end && subject.range().all(phrase) {
        statement.source = Some(subject);
        statement.left = None;
        let sentence = block.sentence(cue.end).map_or(cue.end, |sentence| sentence.end);
        let whole = statement.right.is_none_or(|right| right.start != cue.end);
        if let Some(end) = block.closing_end(cue.end, sentence).filter(|_| whole) {
            statement.right = Some(Run { start: cue.end, end });
        }
    }
}

/// … patrols, which the minister insisted Friday are aimed at smugglers: *which* is but the gap's filler.
pub(super) fn gapped(block: &Block<'_>, statement: &Statement) -> Option<Run> {
    let left = statement.left?;
    let at = |index: u32| block.at(index as usize);
    if left.len() != 1 || at(left.start).part != Part::Relative {
        return None;
    }
    let sentence = block.sentence(statement.cue.run.start)?;
    let mut start = statement.cue.run.end;
    while start < sentence.end && matches!(at(start).part, Part::Time | Part::Adverb) {
        start += 1;
    }
    let end = block.closing_end(start, sentence.end)?;
    at(start).part.is_finite().then_some(Run { start, end })
}

/// … patrols, which the minister insisted Friday are aimed at smugglers: *which* belongs to what was insisted.
pub(super) fn filler(block: &Block<'_>, statement: &Statement) -> Option<Run> {
    let right = statement.right.filter(|right| block.part(right.start).is_finite())?;
    let cue = statement.cue.run;
    let first = statement.source.map_or(cue.start, |source| source.start.min(cue.start));
    let relative = first.checked_sub(1)?;
    (right.start >= cue.end && block.part(relative) == Part::Relative)
        .then_some(Run { start: relative, end: first })
}

/// *The plan, which ministers say will save lives |, begins in June*: the sentence goes on with its own verb.
pub(super) fn behind_filler(block: &Block<'_>, statement: &Statement) -> Option<u32> {
    let left = statement.left.filter(|left| left.len() == 1 && block.part(left.start) == Part::Relative)?;
    let right = statement.right.filter(|right| right.start >= statement.cue.run.end)?;
    let comma = |at: u32| block.part(at) == Part::Comma && block.at(at as usize).quote == NONE;
    let opened = left.start.checked_sub(1).filter(|&at| comma(at))?;
    let first = block.sentence(left.start)?.start;
    let head = block.counts(first, opened);
    if head.verbs() > 0 || head.commas() > 0 {
        return None;
    }
    let mut commas = (right.start + 1..right.end).filter(|&at| comma(at));
    let first = commas.next().filter(|&first| block.counts(right.start, first).verbs() > 0)?;
    match commas.next() {
        None => Some(first),
        Some(_) => (first..right.end).find(|&at| comma(at) && block.part(at + 1).is_finite()),
    }
}
