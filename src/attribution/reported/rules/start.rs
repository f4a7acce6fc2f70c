//! Where behind its cue a content begins, as far as grammar knows better than models that choose word by word.

use super::end::is_clause;
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::lexer::TokenKind;
use crate::lexicon::{self, Frames};
use crate::span::Run;

/// How many tokens may stand between a cue and the clause that it reports.
pub(in crate::attribution::reported) const ASIDE: u32 = 12;

/// *“Oh,” she cried on seeing it*: what was said stands before, and this is when.
pub(super) fn without_occasion(block: &Block<'_>, statement: &mut Statement) {
    let Some(right) = statement.right else { return };
    let anchor = statement.cue.anchor as u32;
    let occasion = statement.left.is_some_and(|left| block.at(left.start as usize).quote != NONE)
        && block.part(right.start) == Part::Gerund
        && right.start.checked_sub(1).is_some_and(|at| at > anchor && block.part(at) == Part::Preposition);
    if occasion {
        statement.right = None;
        statement.cue.run.end = anchor + 1;
    }
}

/// *was questioned by Haddad | (2021: 44)*: where it can be read is nothing that is said.
pub(super) fn without_bracket(block: &Block<'_>, statement: &mut Statement) {
    let bracket = |right: Run| {
        // The marks are no part of a content at its edges.
        let open = right.start.checked_sub(1).is_some_and(|open| block.part(open) == Part::Open)
            && (block.part(right.end) == Part::Close || block.part(right.end - 1) == Part::Close);
        open || block.part(right.start) == Part::Open && block.part(right.end - 1) == Part::Close
    };
    let number = |right: Run| right.range().any(|at| block.at(at).kind == TokenKind::Number);
    statement.right = statement.right.filter(|&right| {
        statement.left.is_none() && block.at(right.start as usize).quote != NONE
            || !(bracket(right) && number(right) && block.counts(right.start, right.end).verbs() == 0)
    });
}

/// *Ada Quill | said late Tuesday | that …*: when it is said belongs to the cue, unless words of it are quoted: what the
/// grammar made of those rests on the cue that it knows.
pub(super) fn with_when(block: &Block<'_>, statement: &mut Statement) {
    let Some(right) = statement.right.filter(|right| right.start == statement.cue.run.end) else { return };
    let Some(end) = behind_when(block, statement, right) else { return };
    if block.is_unquoted(right.start, right.end) {
        statement.cue.run.end = end;
    }
}

/// *said late Tuesday | that …*: when it is said is no part of it.
pub(super) fn behind_when(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    const HOURS: [u16; 8] =
        lexicon::hashes(["late", "early", "later", "earlier", "on", "this", "last", "only"]);
    const LATE: [u16; 2] = lexicon::hashes(["late", "early"]);
    const LONG: u32 = 6;
    let when = |at: &u32| block.part(*at) == Part::Time || HOURS.contains(&block.at(*at as usize).word);
    let that = (right.start..right.end.min(right.start + LONG)).find(|at| !when(at))?;
    let time = (right.start..that).any(|at| block.part(at) == Part::Time);
    let clause = block.part(that) == Part::That && !block.part(that + 1).is_finite();
    // *said late on Friday | it would …*
    let late = LATE.contains(&block.at(right.start as usize).word);
    (time && (clause || late && is_clause(block, that, right.end))).then_some(that)
}

/// *asked him once | what he tells them*: who is asked is no part of the question.
pub(super) fn behind_hearer(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    const HEARERS: [u16; 5] = lexicon::hashes(["him", "her", "them", "me", "us"]);
    const ALL: [u16; 6] =
        lexicon::hashes(["everybody", "everyone", "nobody", "somebody", "someone", "people"]);
    let word = block.at(right.start as usize).word;
    // *told everybody | that the ram is staying*; but *said everybody that came was fed*
    let all = ALL.contains(&word) && block.part(right.start + 1) == Part::That;
    if !HEARERS.contains(&word) && !(all && !block.part(right.start + 2).is_finite()) {
        return None;
    }
    const ONCE: u16 = lexicon::hash("once");
    let adverb = |at: &u32| {
        matches!(block.part(*at), Part::Adverb | Part::Time | Part::Comma)
            || block.at(*at as usize).word == ONCE
    };
    let first = (right.start + 1..right.end).find(|at| !adverb(at))?;
    let clause = block.part(first).is_finite()
        || matches!(block.part(first), Part::That | Part::Relative | Part::Subordinator | Part::Subject);
    clause.then_some(first)
}

/// *assured the ladies | that …*, *told staff in an email seen by reporters | that he was sorry*: neither who is told nor what
/// is said of the email is part of it.
pub(super) fn behind_aside(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
    let told = right.start == statement.cue.run.end && statement.cue.takes(Frames::HEARER);
    let of = matches!(block.part(right.start), Part::Participle | Part::Past)
        && block.part(right.start + 1) == Part::Preposition;
    if !told && !of {
        return None;
    }
    let aside = |at: &u32| {
        *at == right.start && of || !block.part(*at).is_finite() && block.part(*at) != Part::Subject
    };
    let mut inside = (right.start..right.end.min(right.start + ASIDE)).take_while(aside);
    inside.find(|&at| block.part(at) == Part::That && !block.part(at + 1).is_finite())
}

/// *told Ada Quill (44) | that she was late*, *told anyone who would listen | that the mill would burn*: neither what stands in
/// brackets nor what is told of whoever hears it is part of it.
pub(super) fn behind_told(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
    const WHO: u16 = lexicon::hash("who");
    let relative = block.at(right.start as usize).word == WHO;
    let told = right.start > statement.cue.run.end && statement.cue.takes(Frames::HEARER);
    if !told || block.part(right.start) == Part::That {
        return None;
    }
    let clause = |at: &u32| block.part(*at) == Part::That && !block.part(*at + 1).is_finite();
    let near = right.start + 1..right.end.min(right.start + ASIDE);
    let that = near.into_iter().find(clause)?;
    (relative || block.part(that - 1) == Part::Close).then_some(that)
}

/// *said in a statement on its website | it was looking into it*: the place is no part of it.
pub(super) fn behind_place(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    const LAST: [u16; 4] = lexicon::hashes(["end", "last", "death", "day"]);
    let before = right.start.checked_sub(1)?;
    // *maintained to | the end of his life | that …*; but *pointed to | the charities that …*
    let last = |at: u32| LAST.contains(&block.at(at as usize).word);
    let to = block.part(before) == Part::To && last(right.start + 1);
    if block.part(before) != Part::Preposition && !to {
        return None;
    }
    let phrase = |at: &u32| {
        matches!(block.part(*at), Part::Determiner | Part::Possessive | Part::Adjective | Part::Time)
            || block.part(*at).is_nominal() && block.part(*at) != Part::Subject
    };
    let first = (right.start..right.end).find(|at| !phrase(at))?;
    let clause = block.part(first) == Part::Subject && block.part(first + 1).is_finite();
    // *told jurors in his opening in the town of Tarn | that …*
    let further = |at: &u32| phrase(at) || block.part(*at) == Part::Preposition;
    let that = || {
        let first = (first..right.end.min(right.start + ASIDE)).find(|at| !further(at))?;
        (block.part(first) == Part::That && !block.part(first + 1).is_finite()).then_some(first)
    };
    if clause { Some(first) } else { that() }.filter(|&first| first > right.start)
}

/// *said on “Face the County” | that he would go*: the title of what it was said on is no part of it.
pub(super) fn behind_title(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    let quotation = block.quotations.get(block.at(right.start as usize).quote as usize)?;
    let end = quotation.tokens.end;
    let named = quotation.score == i16::MIN && quotation.tokens.start + 1 >= right.start && end < right.end;
    let clause = block.part(end) == Part::That || is_clause(block, end, right.end);
    (named && clause).then_some(end)
}

/// *told 60,000 customers in the area | to boil their water*: what somebody is told to do.
pub(super) fn ordered(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue;
    if !cue.takes(Frames::HEARER) || !cue.takes(Frames::TO) {
        return;
    }
    let Some(to) = infinitive(block, cue.run.end) else { return };
    if let Some(right) = statement.right {
        if right.start > cue.run.end && right.start < to && to < right.end {
            statement.right = Some(Run { start: to, ..right });
        }
        return;
    }
    // *On Monday, | the mill told its workers in Tarn to stay at home*
    let when = |left: Run| block.counts(left.start, left.end).verbs() == 0;
    let before = statement.source.is_some_and(|source| source.end <= cue.run.start);
    let Some(sentence) = block.sentence(to).filter(|_| before && statement.left.is_none_or(when)) else {
        return;
    };
    let apart = |at: &u32| matches!(block.part(*at), Part::Colon | Part::Dash | Part::Quote);
    let end = (to..sentence.end).find(apart).unwrap_or(sentence.end);
    if let Some(end) = block.closing_end(to, end) {
        (statement.left, statement.right) = (None, Some(Run { start: to, end }));
    }
}

/// Where an infinitive begins behind whoever is told to do something.
fn infinitive(block: &Block<'_>, from: u32) -> Option<u32> {
    // *customers in the area*; but *told viewers about it in order | to show …*
    const OF_PLACE: [u16; 7] = lexicon::hashes(["in", "at", "of", "from", "on", "across", "near"]);
    const ORDER: u16 = lexicon::hash("order");
    let hearer = |at: &u32| {
        let word = block.at(*at as usize).word;
        block.part(*at).is_of_phrase() && word != ORDER || OF_PLACE.contains(&word)
    };
    let to = (from..from + ASIDE).find(|at| !hearer(at))?;
    let verb = matches!(block.part(to + 1), Part::Base | Part::Be | Part::Auxiliary);
    (to > from && block.part(to) == Part::To && verb).then_some(to)
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "ordered",
        "On 2 October, Brenlow Water told 60,000 customers in the Tarn area to boil their water after tests.",
        &["Brenlow Water <told>: to boil their water after tests"],
    ),
    needs(
        "ordered",
        "On Monday, the mill told its workers in Tarn to stay at home.",
        &["the mill <told>: to stay at home"],
    ),
    needs(
        "without_occasion",
        "“Oh, my goodness,” a young woman exclaimed upon seeing the ferry. “Wow,” a man cried on boarding it.",
        &["a young woman <exclaimed>: Oh, my goodness,", "a man <cried>: Wow,"],
    ),
    leaves(
        "without_occasion",
        "Ruth Maddox insisted on seeing the plans.",
        &["Ruth Maddox <insisted on>: seeing the plans"],
    ),
    needs(
        "with_when",
        "Lawyers for the harbour said this week that the sand would come late.",
        &["Lawyers for the harbour <said this week>: that the sand would come late"],
    ),
    needs(
        "behind_when",
        "Lawyers for the harbour said this week that the sand would come late.",
        &["Lawyers for the harbour <said this week>: that the sand would come late"],
    ),
    needs("behind_hearer", "I asked her which boat it was.", &["I <asked>: which boat it was"]),
    needs(
        "behind_hearer",
        "Lena Brandt asked him once what he wanted.",
        &["Lena Brandt <asked>: what he wanted"],
    ),
    needs(
        "behind_hearer",
        "Irina Vasile has told everybody that the ram is staying, and her father, Jon, says only that the road is long.",
        &[
            "Irina Vasile <has told>: that the ram is staying",
            "her father, Jon <says only>: that the road is long",
        ],
    ),
    leaves(
        "behind_hearer",
        "The clerk said everybody that came was fed.",
        &["The clerk <said>: everybody that came was fed"],
    ),
    needs(
        "behind_aside",
        "Mr. Brandt assured the two ladies that the boat had left.",
        &["Mr. Brandt <assured>: that the boat had left"],
    ),
    needs(
        "behind_told",
        "A judge told Tom Abara (44) that he was lucky.",
        &["A judge <told>: that he was lucky"],
    ),
    needs(
        "behind_told",
        "Ruth Maddox had told anyone who would listen that the mill could not be saved.",
        &["Ruth Maddox <had told>: that the mill could not be saved"],
    ),
    needs(
        "behind_place",
        "Ada Quill maintained to the end of her life that the mill was haunted.",
        &["Ada Quill <maintained to>: that the mill was haunted"],
    ),
    leaves(
        "behind_place",
        "Ada Quill pointed to the charities that had closed.",
        &["Ada Quill <pointed to>: the charities that had closed"],
    ),
    needs(
        "without_bracket",
        "The same reading was questioned by Petrov (2021: 44).",
        &["Petrov <was questioned>: The same reading"],
    ),
];
