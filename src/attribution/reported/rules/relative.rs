//! Relative clauses: of whom one tells who says it, and who says what it tells.

use super::passive::AS;
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::lexicon::{self, Frames};
use crate::span::Run;

/// How many tokens such a subject has at most.
const LONGEST: u32 = 16;

/// How many tokens may be told of a subject between commas, with the subject.
pub(super) const APPOSED: u32 = 30;

const ONE: u16 = lexicon::hash("one");

/// *… an earthquake that | officials | say killed …*: what is said of a thing is said by whoever stands behind *that*.
pub(super) fn own_relative(block: &Block<'_>, statement: &mut Statement) {
    const THAT: [u16; 2] = lexicon::hashes(["that", "which"]);
    if !statement.right.is_some_and(|right| block.part(right.start).is_finite()) {
        return;
    }
    let Some(source) = statement.source.filter(|source| source.end == statement.cue.run.start) else {
        return;
    };
    let inner = source.start + 1..source.end.saturating_sub(1);
    let that = |at: &u32| THAT.contains(&block.at(*at as usize).word);
    let Some(that) = inner.rev().find(that).or_else(|| behind_thing(block, source)) else { return };
    if block.counts(source.start, source.end).verbs() == 0 {
        statement.source = Some(Run { start: that + 1, ..source });
    }
}

/// The thing of which a clause without *that* tells: *a case | investigators | said turned on a receipt*.
fn behind_thing(block: &Block<'_>, source: Run) -> Option<u32> {
    const NEW: [u16; 2] = lexicon::hashes(["a", "an"]);
    let last = source.end.checked_sub(1).filter(|&last| block.part(last) == Part::Plural)?;
    let new = NEW.contains(&block.at(source.start as usize).word);
    // Not *a wide | array of economists*.
    let noun = |at: &u32| block.part(*at) == Part::Noun && block.part(*at + 1) != Part::Preposition;
    (source.start + 1..last).rev().find(|at| new && noun(at))
}

/// *| A nurse who treated | the boy | said …*: whom a clause without commas tells of speaks, and nobody in that clause.
pub(super) fn own_antecedent(block: &Block<'_>, statement: &mut Statement) {
    const WHO: [u16; 2] = lexicon::hashes(["who", "whose"]);
    let cue = statement.cue.run;
    let Some(source) = statement.source.filter(|source| source.end == cue.start) else { return };
    let Some(sentence) = block.sentence(cue.start) else { return };
    let first = source.start.saturating_sub(LONGEST).max(sentence.start);
    let is_who = |at: u32| WHO.contains(&block.at(at as usize).word);
    // Another clause within is none of *who*'s.
    let parts = |at: u32| {
        matches!(
            block.part(at),
            Part::Comma
                | Part::Dash
                | Part::Colon
                | Part::Quote
                | Part::Open
                | Part::That
                | Part::Relative
                | Part::Subordinator
        )
    };
    let who = (first..source.start).rev().find(|&at| is_who(at) || parts(at));
    let Some(who) = who.filter(|&at| is_who(at)) else { return };
    let before = source.start - 1;
    // "A man who said | the boy | told him": what is said in the clause has a subject of its own.
    let says = block.part(before) != Part::Gerund && block.at(before as usize).takes(Frames::THAT);
    // "I asked him who came, and | she | said": nor who begins a clause of their own.
    let noun = !matches!(block.part(source.start), Part::Relative | Part::Possessive | Part::Subject)
        && block.part(before) != Part::Conjunction;
    // "A witness who gave his name as | Trev | said": that is who the witness is.
    let named = block.part(source.start) == Part::Name && block.at(before as usize).word == AS;
    if block.counts(who, source.start).verbs() == 0 || says || !noun || named {
        return;
    }
    // "A nurse", which could be a verb.
    let phrase = |at: &u32| {
        let part = block.part(*at);
        part.is_of_phrase() || part == Part::Preposition || part == Part::Base && at + 1 == who
    };
    let start = (first..who).rev().take_while(phrase).last();
    let opens = |start: u32| {
        !matches!(block.part(start), Part::Preposition | Part::Conjunction | Part::Gerund)
            && (start == sentence.start || !matches!(block.part(start - 1), Part::Preposition))
    };
    if let Some(start) = start.filter(|&start| opens(start))
        && block.at(start as usize).quote == block.at(cue.start as usize).quote
    {
        statement.source = Some(Run { start, end: cue.start });
    }
}

/// *Two people familiar with the talks, who wished to be left unnamed, | said …*: whom the clause between the commas tells
/// of speaks, not *who*.
pub(super) fn own_head(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue.run;
    let comma = |at: u32| block.part(at) == Part::Comma;
    // *who …, believes | the clerks | have gone*
    let object =
        statement.source.filter(|source| source.start == cue.end && block.part(source.end).is_finite());
    let nobody =
        || if statement.source.is_none() || object.is_some() { told_of(block, statement) } else { None };
    let lone = statement.source.filter(|source| source.len() == 1 && source.end < cue.start);
    let Some(source) = lone.or_else(nobody) else { return };
    let Some(before) = source.start.checked_sub(1).filter(|&before| comma(before)) else { return };
    let closed = cue.start.checked_sub(1).filter(|&close| comma(close) && close > source.end);
    let relative = block.part(source.start) == Part::Relative;
    // Its own verb, or another: "who asked not to be named".
    let tells = closed.is_some_and(|close| block.counts(source.end, close).verbs() > 0);
    let phrase = |at: &u32| {
        let part = block.part(*at);
        part.is_nominal() && part != Part::Subject
            || block.at(*at as usize).word == ONE
            || matches!(part, Part::Determiner | Part::Possessive | Part::Adjective | Part::Preposition)
            || matches!(part, Part::Participle | Part::Gerund | Part::Adverb | Part::Conjunction)
    };
    let Some(sentence) = block.sentence(source.start) else { return };
    let first = before.saturating_sub(LONGEST).max(sentence.start);
    let start = (first..before).rev().take_while(phrase).last();
    let Some(start) = start.filter(|_| relative && tells) else { return };
    let start = start + u32::from(start == sentence.start && joins(block, start));
    // *AUSTIN — | Two people*; behind another comma, or a preposition, it is no subject.
    let opens = start == sentence.start || matches!(block.part(start - 1), Part::Dash | Part::Colon);
    // *But | the clerk, who …, | said*
    let opens = opens || start == sentence.start + 1 && joins(block, sentence.start);
    let noun = !matches!(block.part(start), Part::Preposition | Part::Conjunction | Part::Gerund);
    if opens && noun && block.at(start as usize).quote == block.at(cue.start as usize).quote {
        statement.source = Some(Run { start, end: before });
        let end = block.closing_end(cue.end, sentence.end);
        if let Some(end) = end.filter(|_| object.is_some()) {
            (statement.left, statement.right) = (None, Some(Run { start: cue.end, end }));
        }
    }
}

/// The relative pronoun of a clause between commas right before a verb that nobody is known to be the subject of.
fn told_of(block: &Block<'_>, statement: &Statement) -> Option<Run> {
    let start = statement.cue.run.start;
    let comma = |at: u32| block.part(at) == Part::Comma;
    let first = block.sentence(start)?.start.max(start.saturating_sub(APPOSED));
    let close = start.checked_sub(1).filter(|&close| comma(close))?;
    let open = (first + 1..close).rev().find(|&at| comma(at))?;
    let says = statement.left.is_none_or(|left| left.start > open)
        && matches!(block.part(start), Part::Past | Part::Third);
    (says && block.part(open + 1) == Part::Relative).then_some(Run { start: open + 1, end: open + 2 })
}

/// *But*, *And*
fn joins(block: &Block<'_>, at: u32) -> bool {
    const BUT: u16 = lexicon::hash("but");
    block.part(at) == Part::Conjunction || block.at(at as usize).word == BUT
}

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
pub(super) fn gapped(block: &Block<'_>, statement: &mut Statement) {
    let (Some(left), None) = (statement.left, statement.right) else { return };
    if left.len() != 1 || block.part(left.start) != Part::Relative {
        return;
    }
    let Some(sentence) = block.sentence(statement.cue.run.start) else { return };
    let mut start = statement.cue.run.end;
    while start < sentence.end && matches!(block.part(start), Part::Time | Part::Adverb) {
        start += 1;
    }
    let end = block.closing_end(start, sentence.end).filter(|_| block.part(start).is_finite());
    statement.right = end.map(|end| Run { start, end });
}

/// *He hit | a second that, | she claimed, | he had seen her miss*: of what stands before, the noun with the gap's filler is said.
pub(super) fn with_filler(block: &Block<'_>, statement: &mut Statement) {
    let (Some(left), Some(right)) = (statement.left, statement.right) else { return };
    let last = left.end.saturating_sub(1);
    let first = statement.source.map_or(statement.cue.run.start, |source| source.start);
    let fills = matches!(block.part(last), Part::That | Part::Relative)
        && block.part(left.end) == Part::Comma
        && first == left.end + 1;
    // *He thinks | that, | she said, | it is late* has a verb before *that*.
    let phrase = |at: &u32| block.part(*at).is_of_phrase() && block.part(*at) != Part::Subject;
    let noun = (left.start..last).rev().take(LONGEST as usize).take_while(phrase).last();
    if let Some(start) = noun
        && fills
        && right.start > statement.cue.run.end
        && block.is_unquoted(left.start, left.end)
    {
        statement.left = Some(Run { start, end: left.end });
    }
}

/// *people | who | “do not write,” she said*: without a gap *who* is nobody's words.
pub(super) fn not_lone(block: &Block<'_>, statement: &mut Statement) {
    let lone = |left: Run| left.len() == 1 && matches!(block.part(left.start), Part::Relative | Part::That);
    statement.left = statement.left.filter(|&left| statement.right.is_some() || !lone(left));
}

/// … patrols, which the minister insisted Friday are aimed at smugglers: *which* belongs to what was insisted.
pub(super) fn filler(block: &Block<'_>, statement: &mut Statement) {
    let (None, Some(right), cue) = (statement.left, statement.right, statement.cue.run) else { return };
    let first = statement.source.map_or(cue.start, |source| source.start.min(cue.start));
    let relative = first.checked_sub(1).filter(|&relative| block.part(relative) == Part::Relative);
    if right.start >= cue.end && block.part(right.start).is_finite() {
        statement.left = relative.map(|start| Run { start, end: first });
    }
}

/// *The plan, which ministers say will save lives |, begins in June*: the sentence goes on with its own verb.
pub(super) fn behind_filler(block: &Block<'_>, statement: &mut Statement) {
    if let Some(end) = end_behind_filler(block, statement) {
        statement.right = statement.right.map(|right| Run { end, ..right });
    }
}

fn end_behind_filler(block: &Block<'_>, statement: &Statement) -> Option<u32> {
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

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "own_relative",
        "A case investigators said turned on a receipt.",
        &["investigators <said>: turned on a receipt"],
    ),
    needs(
        "own_antecedent",
        "Three senators who had been counted as certain votes said they had doubts.",
        &["Three senators who had been counted as certain votes <said>: they had doubts"],
    ),
    leaves(
        "own_antecedent",
        "I asked him who came, and she said that it was Tom.",
        &["I <asked>: who came", "she <said>: that it was Tom"],
    ),
    needs(
        "own_head",
        "One woman, who asked not to be named, said that the mill was shut.",
        &["One woman <said>: that the mill was shut"],
    ),
    leaves(
        "own_head",
        "The harbour hired Tom Abara, who promised that the sand would go.",
        &["who <promised>: that the sand would go"],
    ),
    needs(
        "own_gap",
        "A man, who police say was armed, ran from the bank.",
        &["police <say>: who / was armed"],
    ),
    needs(
        "gapped",
        "The plan, which ministers say will save lives, begins in June.",
        &["ministers <say>: which / will save lives"],
    ),
    needs("not_lone", "Lena Brandt asked him once what he wanted.", &["Lena Brandt <asked>: what he wanted"]),
    needs(
        "filler",
        "A man, who police say was armed, ran from the bank.",
        &["police <say>: who / was armed"],
    ),
    needs(
        "behind_filler",
        "The plan, which ministers say will save lives, begins in June.",
        &["ministers <say>: which / will save lives"],
    ),
    needs(
        "with_filler",
        "Then he curled in a second that, Petrov claimed, she had seen him miss.",
        &["Petrov <claimed>: a second that / she had seen him miss"],
    ),
    leaves(
        "own_relative",
        "A wide array of economists say will hurt.",
        &["A wide array of economists <say>: will hurt"],
    ),
];
