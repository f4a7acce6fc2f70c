//! Whoever thinks something where the verb alone does not tell it: *took the view that …*, *is convinced that …*

#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::heart::sure::CASES as HELD;
use crate::attribution::reported::view::Block;
use crate::lexicon;
use crate::span::Run;

/// How many tokens a subject has at most.
const LONGEST: u32 = 16;

/// How many tokens of what somebody thinks are looked over.
const FAR: u32 = 160;

/// *| The council | took the view that …*, *Two members | were of the opinion that …*: the verb belongs to the noun, and its subject
/// holds it.
pub(super) fn own_view(block: &Block<'_>, statement: &mut Statement) {
    const VIEWS: [u16; 3] = lexicon::hashes(["view", "opinion", "belief"]);
    const TAKE: [u16; 8] = lexicon::hashes(["of", "take", "takes", "took", "taken", "hold", "holds", "held"]);
    const THE: u16 = lexicon::hash("the");
    const OF: u16 = lexicon::hash("of");
    let word = |at: u32| block.at(at as usize).word;
    let noun = statement.cue.anchor as u32;
    let Some(take) = noun.checked_sub(2).filter(|&take| TAKE.contains(&word(take))) else { return };
    if !VIEWS.contains(&word(noun)) || word(noun - 1) != THE || block.part(noun + 1) != Part::That {
        return;
    }
    let helps = |at: &u32| {
        matches!(block.part(*at), Part::Be | Part::Auxiliary | Part::Modal | Part::Adverb | Part::Negation)
    };
    let first = take.saturating_sub(LONGEST);
    let verb = (first..take).rev().take_while(helps).last();
    let Some(verb) = verb.or(Some(take).filter(|&take| word(take) != OF)) else { return };
    let inside = |at: &u32| block.part(*at).is_of_phrase();
    let Some(start) = (first..verb).rev().take_while(inside).last() else { return };
    statement.cue.run.start = verb;
    let apart = statement.source.is_none_or(|source| source.start >= start);
    if apart {
        statement.source = Some(Run { start, end: verb });
    }
}

/// *| Her | evidence is | that the gate was open*: what somebody has is theirs.
pub(super) fn own_case(block: &Block<'_>, statement: &mut Statement) {
    let noun = statement.cue.anchor as u32;
    let word = block.at(noun as usize).word;
    let Some(sentence) = block.sentence(noun).filter(|sentence| sentence.start < noun) else { return };
    let possessive = block.part(noun - 1) == Part::Possessive;
    let begins = if possessive { Some(noun - 1) } else { owner(block, sentence.start, noun) };
    let Some(start) = begins else { return };
    let that = noun + 2;
    if HELD.contains(&word) && block.part(that) == Part::That && block.part(noun + 1).is_finite() {
        let end = block.closing_end(that, sentence.end.min(that + FAR));
        let right = statement.right.filter(|right| right.start == that);
        statement.cue.run = Run { start: noun, end: that };
        statement.source = Some(Run { start, end: noun });
        statement.left = None;
        statement.right = right.or(end.map(|end| Run { start: that, end }));
    }
}

/// Where whoever owns a noun begins: *| the claimant's | case*.
fn owner(block: &Block<'_>, first: u32, noun: u32) -> Option<u32> {
    if !block.at(noun as usize - 1).is_genitive() {
        return None;
    }
    let phrase = |at: &u32| block.part(*at).is_of_phrase();
    let first = first.max(noun.saturating_sub(LONGEST));
    (first..noun).rev().take_while(phrase).last()
}

/// *| The miller | is convinced that it will rain*: such a passive tells what its subject thinks.
pub(super) fn own_mind(block: &Block<'_>, statement: &mut Statement) {
    const MINDS: [u16; 16] = lexicon::hashes([
        "convinced",
        "worried",
        "concerned",
        "persuaded",
        "satisfied",
        "determined",
        "disappointed",
        "pleased",
        "surprised",
        "alarmed",
        "delighted",
        "amazed",
        "relieved",
        "dismayed",
        "resigned",
        "troubled",
    ]);
    const IT: u16 = lexicon::hash("it");
    let (None, Some(right)) = (statement.source, statement.right) else { return };
    let (cue, anchor) = (statement.cue.run, statement.cue.anchor);
    let minds = MINDS.contains(&block.at(anchor).word)
        && (cue.start..anchor as u32).any(|at| block.part(at) == Part::Be)
        && right.start == cue.end
        && matches!(block.part(right.start), Part::That | Part::To);
    let Some(sentence) = block.sentence(cue.start).filter(|_| minds) else { return };
    let first = cue.start.saturating_sub(LONGEST).max(sentence.start);
    let phrase = |at: &u32| {
        let plain = block.at(*at as usize).quote == NONE;
        plain && (block.part(*at).is_of_phrase() || block.part(*at) == Part::Preposition)
    };
    let back = (first..cue.start).rev().take_while(phrase).last().unwrap_or(cue.start);
    // Not *in May the miller | was convinced*.
    let opens = back < cue.start && !matches!(block.part(back), Part::Preposition | Part::Adjective);
    let subject = statement.left.filter(|left| left.end == cue.start);
    let subject = subject.or(opens.then_some(Run { start: back, end: cue.start }));
    // "It is determined that …": by whom?
    if let Some(subject) = subject.filter(|subject| block.at(subject.start as usize).word != IT) {
        statement.source = Some(subject);
        statement.left = None;
    }
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "own_mind",
        "Many in the town are convinced that the mill will close.",
        &["Many in the town <are convinced>: that the mill will close"],
    ),
    needs(
        "own_mind",
        "Ada Quill is persuaded that the weir will hold.",
        &["Ada Quill <is persuaded>: that the weir will hold"],
    ),
    leaves(
        "own_mind",
        "The council was informed that the house would shake.",
        &["- <was informed>: that the house would shake"],
    ),
    needs(
        "own_case",
        "Irina Vasile's evidence is that the gate was open.",
        &["Irina Vasile's <evidence is>: that the gate was open"],
    ),
    needs(
        "own_case",
        "Her case is that the wall was never his.",
        &["Her <case is>: that the wall was never his"],
    ),
    leaves("own_case", "The case is that of a clerk who lied.", &[]),
    leaves("own_case", "In her office, the wall was never painted.", &[]),
    needs(
        "own_view",
        "The other was of the view that it would never come to that.",
        &["The other <was of the view>: that it would never come to that"],
    ),
];
