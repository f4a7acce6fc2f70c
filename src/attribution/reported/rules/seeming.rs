//! What only looks like a report: how somebody moves, what is done to them, an example, a list, when it was.

#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::Part;
use crate::attribution::reported::view::Block;
use crate::lexer::Token;
use crate::lexicon::{self, Class, Frames};
use crate::span::Run;

/// *She leaned over the counter*, *He looked at the needle*: a verb that tells how somebody speaks reports the words that are
/// quoted, or a clause; what it does to a thing, or where, is what they do. But *he shrugged off the cost*.
pub(super) fn is_manner(block: &Block<'_>, statement: &Statement) -> bool {
    const WHERE: [u16; 14] = lexicon::hashes([
        "at", "over", "into", "across", "down", "up", "around", "toward", "towards", "through", "behind",
        "under", "upon", "on",
    ]);
    let cue = statement.cue;
    let (anchor, end) = (cue.anchor as u32, cue.run.end);
    let manner = |verb: &Token| verb.class().all(Class::MANNER) && !verb.class().any(Class::CUE_NOUN);
    let (Some(right), None) = (statement.right, statement.left) else { return false };
    let owned = matches!(block.part(right.start), Part::Determiner | Part::Possessive);
    let place = anchor + 2 == end && WHERE.contains(&block.at(anchor as usize + 1).word);
    block.tokens.get(cue.anchor).is_some_and(manner)
        && !cue.takes(Frames::THAT)
        && owned
        && (place || anchor + 1 == end)
        && block.is_unquoted(right.start, right.end)
        && block.counts(right.start, right.end).verbs() == 0
}

/// *The minister thought | to have sent it | has resigned*, *fire engines sanctioned for | the site existed*, *Ada Quill, ranked |
/// 61st, came back*: what is thought of somebody right behind their noun is no thought of theirs.
pub(super) fn is_thought_of(block: &Block<'_>, statement: &Statement) -> bool {
    const HAVE: [u16; 2] = lexicon::hashes(["have", "be"]);
    let cue = statement.cue;
    let (start, end) = (cue.run.start, cue.run.end);
    let participle = matches!(block.part(cue.anchor as u32), Part::Past | Part::Participle)
        && cue.anchor as u32 == start
        && block.tokens.get(cue.anchor).is_some_and(|verb| verb.class().any(Class::PARTICIPLE));
    let (Some(source), Some(right), None) = (statement.source, statement.right, statement.left) else {
        return false;
    };
    let last = source.end.saturating_sub(1);
    // "Engines" may look like a verb.
    let plural = block.tokens.get(last as usize).is_some_and(|noun| noun.class().any(Class::PLURAL));
    let noun = (block.part(last).is_nominal() || plural)
        && !matches!(block.part(last), Part::Subject | Part::Pronoun);
    let unquoted = block.is_unquoted(right.start, right.end);
    if !participle || !noun || !unquoted || right.start != end {
        return false;
    }
    let finite = |at: u32| matches!(block.part(at), Part::Past | Part::Third | Part::Be | Part::Auxiliary);
    let comma = |at: &u32| block.part(*at) == Part::Comma;
    if source.end == start {
        let infinitive = block.part(end) == Part::To && HAVE.contains(&block.at(end as usize + 1).word);
        let passive = infinitive && cue.takes(Frames::THAT) && !cue.takes(Frames::TO);
        // *sanctioned for | the site existed*
        let phrase = |at: &u32| block.part(*at).is_of_phrase() && block.part(*at) != Part::Subject;
        let verb = (end..right.end).find(|at| !phrase(at));
        let reduced = cue.run.len() == 2
            && block.part(last) != Part::Name
            && block.part(end - 1) == Part::Preposition
            && verb.is_some_and(|verb| verb > end && finite(verb));
        return passive || reduced;
    }
    // *Ada Quill, ranked 61st, | came back*
    let close = (end..right.end).find(comma);
    let apart = source.end + 1 == start && comma(&source.end) && cue.run.len() == 1;
    apart
        && !matches!(block.part(end), Part::That | Part::To | Part::Subject)
        && close.is_some_and(|close| {
            block.counts(end, close).verbs() == 0 && close + 1 < right.end && finite(close + 1)
        })
}

/// *In | these notes | we follow …*: a word of the phrase that names who says it is no cue.
pub(super) fn is_within(block: &Block<'_>, statement: &Statement) -> bool {
    let cue = statement.cue.run;
    let opens = |source: Run| {
        source.len() == 1
            && source.end == cue.start
            && block.part(source.start) == Part::Determiner
            && matches!(block.part(cue.start), Part::Noun | Part::Plural | Part::Third)
            && source.start.checked_sub(1).is_some_and(|at| block.part(at) == Part::Preposition)
    };
    cue.len() == 1 && statement.source.is_some_and(|source| source.holds(cue) || opens(source))
}

/// *creaks, | mutters, | drops*: a verb in a list of verbs reports nothing of the next.
pub(super) fn is_listed(block: &Block<'_>, statement: &Statement) -> bool {
    let cue = statement.cue.run;
    let comma = |at: u32| block.part(at) == Part::Comma;
    let verb = |at: u32| matches!(block.part(at), Part::Third | Part::Plural | Part::Past);
    let before = cue.start.checked_sub(2).is_some_and(|at| comma(at + 1) && verb(at));
    cue.len() == 1
        && before
        && comma(cue.end)
        && statement.left.is_none()
        && statement.right.is_some_and(|right| right.start == cue.end + 1 && verb(right.start))
        && (comma(cue.end + 2) || block.part(cue.end + 2) == Part::Stop)
}

/// *the song, | say, | or the dance*: such a word between commas gives an example.
pub(super) fn is_example(block: &Block<'_>, statement: &Statement) -> bool {
    const SAY: u16 = lexicon::hash("say");
    const OR: u16 = lexicon::hash("or");
    let cue = statement.cue.run;
    let comma = |at: u32| block.part(at) == Part::Comma;
    cue.len() == 1
        && block.at(cue.start as usize).word == SAY
        && cue.start.checked_sub(1).is_some_and(comma)
        && (comma(cue.end) || block.part(cue.end) == Part::Stop)
        && (block.at(cue.end as usize + 1).word == OR || statement.left.is_none())
}

/// *have been arguing | ever since*, *as shown | below*: when, where and how it was said is nothing that was said.
pub(super) fn is_adverbial(block: &Block<'_>, statement: &Statement) -> bool {
    const EVER: [u16; 6] = lexicon::hashes(["ever", "since", "below", "above", "by", "hand"]);
    let inside = |at: usize| {
        EVER.contains(&block.at(at).word) || matches!(block.at(at).part, Part::Adverb | Part::Time)
    };
    statement.left.is_none()
        && statement.right.is_some_and(|right| {
            right.len() <= 3
                && EVER.contains(&block.at(right.start as usize).word)
                && right.range().all(inside)
        })
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs("is_manner", "Irina Vasile leans over the counter.", &[]),
    needs("is_manner", "The judge looks at the clock.", &[]),
    leaves(
        "is_manner",
        "The judge shrugged, and said that the mill was shut.",
        &["The judge <said>: that the mill was shut"],
    ),
    needs("is_thought_of", "A deputy thought to have written the memo has resigned.", &[]),
    needs("is_thought_of", "The three pumps sanctioned for the yard failed.", &[]),
    needs("is_thought_of", "Irina Vasile, ranked 61st, came back from a set down.", &[]),
    leaves(
        "is_thought_of",
        "Many deputies thought to leave early.",
        &["Many deputies <thought>: to leave early"],
    ),
    needs("is_within", "In these notes we follow the second edition.", &[]),
    needs("is_listed", "The old house creaks, mutters, drops, sulks.", &[]),
    needs("is_example", "Take an old song: the drowned piper, say, or the christening.", &[]),
    needs("is_adverbial", "Critics have been arguing ever since.", &[]),
];
