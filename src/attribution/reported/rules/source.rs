//! How far the words reach that name who says it.

use super::end::is_clause;
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::Part;
use crate::attribution::reported::view::Block;
use crate::lexer::{Flags, TokenKind};
use crate::lexicon::{self, Class};
use crate::segment::{self, dateline};
use crate::span::Run;

pub(super) const ASK: u16 = lexicon::hash("ask");

/// How many tokens somebody has with what stands beside them.
pub(super) const APPOSED: u32 = 16;

/// *wrote | Ada Quill in the Herald |; the engine, she said, …*: nobody's name goes on behind a semicolon.
pub(super) fn before_semicolon(block: &Block<'_>, statement: &mut Statement) {
    let Some(source) = &mut statement.source else { return };
    let apart = |at: &u32| block.at(*at as usize).kind == TokenKind::Semicolon;
    if source.start >= statement.cue.run.end
        && let Some(semicolon) = (source.start + 1..source.end).find(apart)
    {
        source.end = semicolon;
    }
}

/// *“The ledger,” said | Ada Quill, | “was blue”*: who says it is named before the quotation that goes on behind a comma; but
/// *Ada Quill, author of “Blue,”*.
pub(super) fn before_quotation(block: &Block<'_>, statement: &mut Statement) {
    let Some(source) = statement.source else { return };
    let crosses = |at: &u32| {
        let quotation = block.quotations.get(block.at(*at as usize + 1).quote as usize);
        block.part(*at) == Part::Comma
            && quotation.is_some_and(|q| q.tokens.start == *at + 1 && q.tokens.end > source.end)
    };
    if let Some(comma) = (source.start + 1..source.end.saturating_sub(1)).find(crosses) {
        statement.source = Some(Run { end: comma, ..source });
    }
}

/// *CHENGDU (Wire) -- | Researchers have filmed a monkey, officials said*: what a report begins with is no part of it, and
/// the place says nothing: *CHENGDU, May 5 — | Officials of the zoo | said …*.
pub(super) fn behind_dateline(block: &Block<'_>, statement: &mut Statement) {
    let begins = |run: &Run| block.tokens.get(run.start as usize).is_some_and(|t| t.has(Flags::LINE));
    let behind = |run: Run| {
        let opens = segment::begins(block.sentences, run.start);
        let length = dateline(block.tokens.get(run.start as usize..).unwrap_or_default()) as u32;
        (opens && length > 0).then_some(run.start + length)
    };
    if let Some(left) = statement.left.filter(begins)
        && let Some(start) = behind(left).filter(|&start| start < left.end)
    {
        statement.left = Some(Run { start, ..left });
    }
    let cue = statement.cue.run;
    if let Some(source) = statement.source.filter(begins).filter(|source| source.end <= cue.start)
        && let Some(start) = behind(source)
    {
        let subject = Run { start, end: if source.end > start { source.end } else { cue.start } };
        let far = subject.len() > APPOSED as usize;
        let phrase =
            block.part(subject.start).is_of_phrase() && block.counts(start, subject.end).verbs() == 0;
        statement.source = Some(subject).filter(|subject| !subject.is_empty() && !far && phrase);
    }
}

/// *Acme, | Inc. | said*, *Sammy Davis, | Jr., | told us*: the name belongs to what stands behind its comma, and is no part of
/// what is said.
pub(super) fn own_suffix(block: &Block<'_>, statement: &mut Statement) {
    let Some(source) = &mut statement.source else { return };
    let suffix =
        block.tokens.get(source.start as usize).is_some_and(|first| first.class().any(Class::SUFFIX));
    let comma = source.start.saturating_sub(1);
    let named = |at: &u32| is_of_name(block, *at);
    let words = (0..comma).rev().take(APPOSED as usize).take_while(named).count() as u32;
    if suffix && block.part(comma) == Part::Comma && words > 0 {
        let start = comma - words;
        source.start = start;
        let before = statement.left.map(|left| Run { end: left.end.min(start), ..left });
        statement.left = before.filter(|left| left.start < left.end);
    }
}

/// *My | grandmother never said*: the noun belongs to the determiner before it, not to the verb behind.
pub(super) fn own_noun(block: &Block<'_>, statement: &mut Statement) {
    let Some(source) = &mut statement.source else { return };
    let cue = &mut statement.cue.run;
    let opens = |at: u32| {
        let determiner = Class::DETERMINER.or(Class::POSSESSIVE);
        block.tokens.get(at as usize).is_some_and(|token| token.class().any(determiner))
    };
    // *a human rights | group alleged*
    let compound = opens(source.start)
        && matches!(block.part(source.end.saturating_sub(1)), Part::Noun | Part::Plural)
        && matches!(block.part(cue.start), Part::Noun | Part::Plural | Part::Base)
        && matches!(block.part(statement.cue.anchor as u32), Part::Past | Part::Third);
    if source.end != cue.start || !(opens(source.end.saturating_sub(1)) || compound) {
        return;
    }
    let noun = |at: &u32| {
        let part = block.part(*at);
        // "Man" may look like a verb.
        let base = part == Part::Base && *at + 1 == statement.cue.anchor as u32;
        matches!(part, Part::Noun | Part::Plural | Part::Name | Part::Adjective | Part::Time | Part::Number)
            || base
    };
    let nouns = (cue.start..statement.cue.anchor as u32).take_while(noun).count() as u32;
    source.end += nouns;
    cue.start += nouns;
}

/// *The mill will close, according to its owner, | Ada Quill*: whoever the source is by name says nothing of that.
pub(super) fn own_name(block: &Block<'_>, statement: &mut Statement) {
    let (Some(source), Some(right), Some(_)) = (statement.source, statement.right, statement.left) else {
        return;
    };
    let end = behind_name(block, right);
    let relative = block.part(end) == Part::Comma && block.part(end + 1) == Part::Relative;
    let apposed = right.start == source.end + 1 && block.part(source.end) == Part::Comma;
    if apposed && end > right.start && (end == right.end || relative) {
        statement.source = Some(Run { end, ..source });
        statement.right = None;
    }
}

/// *According to | Ada Quill, a miller at Tarn, | the weir will hold*: what is told of whoever stands first is no part of what
/// they say.
pub(super) fn own_station(block: &Block<'_>, statement: &mut Statement) {
    const ACCORDING: u16 = lexicon::hash("according");
    let (Some(source), Some(right), None) = (statement.source, statement.right, statement.left) else {
        return;
    };
    let begins = block.at(statement.cue.anchor).word == ACCORDING
        && block.sentence(source.start).is_some_and(|sentence| sentence.start == statement.cue.run.start);
    let named = is_of_name(block, source.end.saturating_sub(1));
    let comma = |at: u32| block.part(at) == Part::Comma;
    if !begins || !named || right.start != source.end + 1 || !comma(source.end) {
        return;
    }
    let inside = |at: &u32| {
        let part = block.part(*at);
        part.is_of_phrase() && part != Part::Subject
            || part == Part::Preposition
            // *shipping | firms expect*
            || part == Part::Gerund && block.part(*at + 1).is_nominal()
    };
    let first = right.start;
    let Some(sentence) = block.sentence(first) else { return };
    let Some(close) = (first..sentence.end.min(first + APPOSED)).find(|at| !inside(at)) else { return };
    // Of what stands behind it the models may have chosen nothing.
    let whole = block.closing_end(close, sentence.end).unwrap_or(close);
    let right = if close + 1 < right.end { right } else { Run { end: whole, ..right } };
    let opens = matches!(block.part(first), Part::Determiner | Part::Possessive | Part::Noun);
    // *households | expect …*
    let many = |at: u32| block.part(at) == Part::Base && block.part(at - 1) == Part::Plural;
    let verb = (close + 1..right.end).find(|at| !inside(at));
    let clause = verb.is_some_and(many) || is_clause(block, close + 1, right.end);
    if opens && comma(close) && clause {
        statement.source = Some(Run { end: close, ..source });
        statement.right = Some(Run { start: close + 1, ..right });
    }
}

/// *Asked by the host, | Ada Quill, | whether she would go*: whoever asks by name is no part of the question.
pub(super) fn own_asker(block: &Block<'_>, statement: &mut Statement) {
    const BY: u16 = lexicon::hash("by");
    /// How many tokens a question may have.
    const ASKED: u32 = 60;
    let (Some(source), Some(right), None) = (statement.source, statement.right, statement.left) else {
        return;
    };
    let comma = |at: u32| block.part(at) == Part::Comma;
    let asked = block.at(statement.cue.anchor).lemma() == ASK
        && block.at(source.start.saturating_sub(1) as usize).word == BY
        && right.start == source.end + 1
        && comma(source.end);
    let name = if asked { behind_name(block, right) } else { right.start };
    if name > right.start && comma(name) {
        let sentence = block.sentence(name).map_or(name + 1, |sentence| sentence.end);
        let end = (name + 1..sentence.min(name + ASKED)).find(|&at| comma(at)).unwrap_or(name + 1);
        statement.source = Some(Run { end: name, ..source });
        statement.right = Some(Run { start: name + 1, end }).filter(|right| right.start < right.end);
    }
}

/// Where the name ends with which something begins, else its beginning.
fn behind_name(block: &Block<'_>, words: Run) -> u32 {
    (words.start..words.end).find(|&at| !is_of_name(block, at)).unwrap_or(words.end)
}

/// Whether a token is of a name, its title included.
pub(super) fn is_of_name(block: &Block<'_>, at: u32) -> bool {
    matches!(block.part(at), Part::Name | Part::Title)
}

/// *Jon Reyes: my sister told them …*: whose post it is does not say what somebody says in it.
pub(super) fn behind_label(block: &Block<'_>, statement: &mut Statement) {
    let Some(source) = &mut statement.source else { return };
    let colon = |at: &u32| block.at(*at as usize).kind == TokenKind::Colon;
    let Some(colon) = (source.start..source.end.saturating_sub(1)).rev().find(colon) else { return };
    // Not *Ada Quill, author of | Bread: A History*.
    let titled = (source.start..colon).any(|at| matches!(block.part(at), Part::Comma | Part::Preposition));
    if !titled {
        source.start = colon + 1;
    }
}

/// *Ada Quill | rose, | told him that …*: what somebody did before is no part of the source.
pub(super) fn before_rise(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue.run;
    let Some(source) = statement.source.filter(|source| source.end + 1 == cue.start && source.len() > 1)
    else {
        return;
    };
    let rose = block.part(source.end - 1) == Part::Past && block.part(source.end) == Part::Comma;
    if rose && matches!(block.part(source.end - 2), Part::Name | Part::Subject) {
        statement.source = Some(Run { end: source.end - 1, ..source });
    }
}

/// *Her doctor | later said*: the adverb belongs to the verb.
pub(super) fn before_adverb(block: &Block<'_>, statement: &mut Statement) {
    const LATER: [u16; 8] =
        lexicon::hashes(["later", "also", "then", "once", "again", "recently", "repeatedly", "privately"]);
    let (Some(source), cue) = (&mut statement.source, &mut statement.cue.run) else { return };
    // *his sergeant | would later write*
    let helps = |at: &u32| {
        block.part(*at) == Part::Modal
            || LATER.contains(&block.at(*at as usize).word) && *at + 1 == source.end
    };
    let helped = (source.start + 1..source.end).rev().take_while(helps).last();
    let helped = helped.filter(|&at| block.part(at) == Part::Modal && source.end == cue.start);
    if let Some(modal) = helped {
        source.end = modal;
        cue.start = modal;
        return;
    }
    let last = source.end.saturating_sub(1);
    let adverb = LATER.contains(&block.at(last as usize).word)
        && last.checked_sub(1).is_some_and(|noun| block.part(noun).is_nominal());
    if adverb && source.end == cue.start && source.len() > 1 && block.part(cue.start).is_finite() {
        source.end = last;
        cue.start = last;
    }
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "before_semicolon",
        "“A fine boat,” says the Herald; the engine, the dockers say, was loud.",
        &["the Herald <says>: A fine boat,", "the dockers <say>: the engine / was loud"],
    ),
    needs(
        "before_quotation",
        "“The ledger,” said Ada Quill, “was blue.”",
        &["Ada Quill <said>: The ledger, / was blue."],
    ),
    leaves(
        "before_quotation",
        "“The ledger was blue,” said Ada Quill, author of “Blue,” on Monday.",
        &["Ada Quill, author of “Blue,” <said>: The ledger was blue,"],
    ),
    needs(
        "behind_dateline",
        "CHENGDU (Wire) -- The road was closed by a flood, officials said on Monday.",
        &["officials <said>: The road was closed by a flood"],
    ),
    needs(
        "own_suffix",
        "Brenlow, Inc. said it would close the mill.",
        &["Brenlow, Inc. <said>: it would close the mill"],
    ),
    needs(
        "own_noun",
        "A human rights group alleged that the clerk had lied.",
        &["A human rights group <alleged>: that the clerk had lied"],
    ),
    needs(
        "own_name",
        "Applicants need no experience, according to the firm's head of people, Lucas Grant, who joined in May.",
        &["the firm's head of people, Lucas Grant <according to>: Applicants need no experience"],
    ),
    needs(
        "own_asker",
        "Asked by the moderator, Chris Vance, if he would accept the result, Mr. Reyes said he would “look at it at the time.”",
        &[
            "the moderator, Chris Vance <Asked>: if he would accept the result",
            "Mr. Reyes <said>: he would “look at it at the time.”",
        ],
    ),
    needs(
        "before_rise",
        "The council met on Monday. Ada Quill rose, told him that the mill was shut.",
        &["Ada Quill <told him>: that the mill was shut"],
    ),
    needs(
        "before_adverb",
        "Lena Brandt was ill. Her doctor later said that she was not.",
        &["Her doctor <later said>: that she was not"],
    ),
    needs(
        "before_adverb",
        "His sergeant would later write that the road was mined.",
        &["His sergeant <would later write>: that the road was mined"],
    ),
    needs(
        "own_station",
        "According to Anna Petrov, an economist at Tarn University, prices will rise.",
        &["Anna Petrov, an economist at Tarn University <According to>: prices will rise"],
    ),
    needs(
        "behind_label",
        "Breakfast: the waiter, Paulo, remembered our order from day one.",
        &["the waiter, Paulo <remembered>: our order from day one"],
    ),
    leaves(
        "behind_label",
        "“You have to be careful,” said Tom Abara, a co-author of “Those Men: Inside the World of Boats.”",
        &["Tom Abara, a co-author of “Those Men: Inside the World of Boats <said>: You have to be careful,"],
    ),
    needs(
        "own_station",
        "According to Irina Vasile, an economist at Tarn University, households expect prices to climb by half this year.",
        &[
            "Irina Vasile, an economist at Tarn University <According to>: households expect prices to climb by half this year",
            "households <expect>: prices to climb by half this year",
        ],
    ),
];
