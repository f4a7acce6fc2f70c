//! A clause inside a subject: the sentence goes on with a verb of its own, which is no part of what the clause tells.

use super::Statement;
use super::cell::Part;
use super::view::Block;
use crate::lexicon::{self, Frames};
use crate::span::Run;

/// *Her claim | that the vote was stolen | has been rejected*: behind the clause comes the verb of the claim itself.
pub(super) fn behind_claim(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
    let cue = statement.cue.run;
    if statement.left.is_some() || right.start != cue.end || block.part(right.start) != Part::That {
        return None;
    }
    let first = statement.source.map_or(cue.start, |source| source.start.min(cue.start));
    let sentence = block.sentence(cue.start)?;
    // *leaders | hope that …* is a verb.
    let owned = cue
        .start
        .checked_sub(1)
        .is_some_and(|owner| block.part(owner) == Part::Possessive || block.at(owner as usize).is_genitive());
    let noun = owned || matches!(block.part(cue.start), Part::Determiner | Part::Possessive);
    let opens = first == sentence.start
        || first == sentence.start + 1
            && matches!(block.part(sentence.start), Part::Determiner | Part::Conjunction);
    if !noun || !opens {
        return None;
    }
    main_verb(block, right, false)
}

/// *A nurse who said | she saw the crash | was treated for shock*: whom a clause without commas tells of has a verb of their
/// own.
pub(super) fn behind_teller(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
    /// How many tokens such a subject has at most.
    const SUBJECT: u32 = 12;
    const WHO: [u16; 2] = lexicon::hashes(["who", "that"]);
    let who = statement.source.filter(|source| source.len() == 1)?.start;
    let start = block.sentence(who)?.start;
    let start = start + u32::from(block.part(start) == Part::Conjunction);
    let phrase = |at: u32| {
        block.part(at).is_of_phrase() || block.part(at) == Part::Preposition && at > start
            // "A nurse", which could be a verb.
            || block.part(at) == Part::Base && at + 1 == who
    };
    let subject = start < who && who - start <= SUBJECT && (start..who).all(phrase);
    let opens = block.part(start) != Part::Subject;
    let own = WHO.contains(&block.at(who as usize).word) && right.start >= statement.cue.run.end;
    if !subject || !opens || !own || statement.cue.run.start != who + 1 {
        return None;
    }
    main_verb(block, right, statement.cue.takes(Frames::HEARER))
}

/// The verb of the clause around one that these words begin: in *that the vote was stolen | has been rejected* the second. A
/// `hearer` may stand before the clause.
fn main_verb(block: &Block<'_>, right: Run, hearer: bool) -> Option<u32> {
    const HELPED: [u16; 5] = lexicon::hashes(["be", "been", "being", "have", "had"]);
    let mut open = 1_i32;
    let (mut before, mut heard) = (false, hearer);
    for at in right.start + 1..right.end {
        let part = block.part(at);
        if matches!(part, Part::Relative | Part::Subordinator | Part::That | Part::Conjunction) {
            open += 1;
        }
        // *the crash | she saw*, but *told police | she saw it*
        if part == Part::Subject && block.part(at - 1).is_nominal() && !core::mem::take(&mut heard) {
            open += 1;
        }
        // Several words may be one verb: *has been rejected*; but *had been asleep | was fined*.
        let finite = part.is_finite();
        let helps = matches!(part, Part::Be | Part::Auxiliary | Part::Modal);
        let anew = before && helps && !HELPED.contains(&block.at(at as usize).word);
        if finite && (!before || anew && !block.part(at - 1).is_finite()) {
            let verb = matches!(part, Part::Be | Part::Auxiliary | Part::Modal | Part::Third);
            let verb = verb && block.part(at - 1) != Part::Subject;
            if open == 0 && verb && block.at(at as usize).quote == block.at(right.start as usize).quote {
                return Some(at);
            }
            open = (open - 1).max(0);
        }
        before = finite || before && matches!(part, Part::Adverb | Part::Negation);
    }
    None
}
