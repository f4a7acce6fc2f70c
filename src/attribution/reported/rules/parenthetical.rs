//! Reporting clauses that end the sentence that they report, or stand in its midst, where the models choose too little of what was
//! said or take when it was said for it.

use super::end::is_clause;
use super::reject::NAME;
use super::source::{ASK, is_of_name};
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class, Frames};
use crate::span::Run;

/// How many tokens of a sentence are looked over.
const FAR: u32 = 160;

/// *A two-way system, | she reminded members, | was feasible*: behind the one who hears it goes on what stands before.
pub(super) fn around_hearer(block: &Block<'_>, statement: &mut Statement) {
    let (Some(source), Some(right), None) = (statement.source, statement.right, statement.left) else {
        return;
    };
    let cue = statement.cue;
    let comma = |at: u32| block.part(at) == Part::Comma;
    let hearer = |at: &u32| block.part(*at).is_of_phrase();
    let Some(before) = source.start.checked_sub(1).filter(|&before| comma(before)) else { return };
    let Some(sentence) = block.sentence(before).filter(|_| right.start >= cue.run.end) else { return };
    let unquoted = || block.is_unquoted(sentence.start, sentence.end);
    let close = if right.start == cue.run.end { right.end } else { right.start - 1 };
    let medial = source.end == cue.run.start
        && cue.takes(Frames::HEARER)
        && matches!(block.part(cue.anchor as u32), Part::Past | Part::Third)
        && cue.run.end < close
        && comma(close)
        && (cue.run.end..close).all(|at| hearer(&at))
        && if block.counts(sentence.start, before).verbs() == 0 {
            block.part(close + 1).is_finite()
        } else {
            // *The mill would close, | she told reporters, | and the yard would be sold*
            block.part(close + 1) == Part::Conjunction && block.counts(sentence.start, before).cues() == 0
        };
    let end = block.closing_end(close, sentence.end);
    if let Some(end) = end.filter(|&end| medial && sentence.start < before && end > close + 1 && unquoted()) {
        statement.left = Some(Run { start: sentence.start, end: before });
        statement.right = Some(Run { start: close + 1, end });
    }
}

/// *| Eleven people have died, | the mayor | said late on Sunday*, *…, his agent | told ESPM's Rick Salazar*: when and where it was
/// said, and to whom, is nothing that was said; what was said stands before the comma.
pub(super) fn before_late(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue;
    let relative = |source: Run| block.part(source.end - 1) == Part::Relative;
    let before = |source: &Run| source.end <= cue.run.start && !relative(*source);
    let Some(given) = statement.source.filter(before) else { return };
    let own = behind_clause(block, given, cue.run.start);
    let source = own.unwrap_or_else(|| whole(block, given, cue.run.start));
    // "Show" and "find" may look like nouns.
    let verb = matches!(
        block.part(cue.anchor as u32),
        Part::Past | Part::Third | Part::Participle | Part::Plural | Part::Base | Part::Noun
    );
    let says = verb && cue.takes(Frames::THAT);
    let comma = source.start.checked_sub(1).filter(|&at| block.part(at) == Part::Comma);
    let Some((sentence, comma)) = block.sentence(cue.run.start).zip(comma).filter(|_| says) else { return };
    let end = block.closing_end(cue.run.end, sentence.end).unwrap_or(cue.run.end);
    if cue.run.end - sentence.start > FAR || !block.is_unquoted(sentence.start, end) {
        return;
    }
    // What names the source is nothing that it says.
    statement.left = statement.left.filter(|left| left.start < source.start);
    // *If no rain falls, | …*: how a clause depends on another is part of what is said.
    let verbs = |from: u32, to: u32| block.counts(from, to).verbs();
    if let Some(left) = statement.left.filter(|left| left.end == comma && left.start > sentence.start) {
        let joint = left.start - 1;
        // *While sales rose, | profits fell, | the company said*
        let opens = block.part(joint) == Part::Comma
            && block.part(sentence.start) == Part::Subordinator
            && block.counts(sentence.start, joint).commas() == 0;
        let depends = (block.part(joint) == Part::Subordinator || opens)
            && verbs(sentence.start, joint) > 0
            && !(sentence.start..joint).any(|at| matches!(block.part(at), Part::Colon | Part::Dash))
            && block.counts(sentence.start, joint).cues() == 0;
        if depends {
            statement.left = Some(Run { start: sentence.start, ..left });
        }
        return;
    }
    // *said late on Sunday, | and as many are missing*
    let from = cue.run.end + u32::from(own.is_none());
    let close = (from..end).find(|&at| block.part(at) == Part::Comma);
    let goes_on = |at: u32| matches!(block.part(at + 1), Part::Conjunction | Part::Subordinator);
    let close = close.filter(|&close| goes_on(close)).unwrap_or(end);
    // What follows such a source was chosen for another.
    let beyond = own.is_none() && statement.right.is_some_and(|right| right.start >= close);
    if statement.left.is_some()
        || beyond
        || !is_circumstance(block, Run { start: cue.run.end, end: close }, tells(block, statement))
    {
        return;
    }
    let start = (sentence.start..comma).rev().find(|&at| block.part(at) == Part::Colon);
    let start = start.map_or(sentence.start, |colon| colon + 1);
    // *When the clerk came, | she asked*
    let depends =
        matches!(block.part(start), Part::Subordinator | Part::Relative | Part::Gerund | Part::Participle);
    if start < comma && !depends && verbs(start, comma) > 0 {
        statement.source = Some(source);
        (statement.left, statement.right) = (Some(Run { start, end: comma }), None);
    }
}

/// *…, a man in | a cap | shouted*: the source with what stands before it, if it begins behind a comma.
fn whole(block: &Block<'_>, source: Run, cue: u32) -> Run {
    const WORDS: u32 = 12;
    let preposition = source.start.checked_sub(1).is_some_and(|at| block.part(at) == Part::Preposition);
    // *figures obtained by | the Courier*
    let phrase = |at: &u32| {
        let part = block.part(*at);
        part.is_of_phrase() && part != Part::Subject
            || part == Part::Preposition
            || matches!(part, Part::Past | Part::Participle) && block.part(*at + 1) == Part::Preposition
    };
    let first = source.start.saturating_sub(WORDS);
    let start = (first..source.start).rev().take_while(phrase).last();
    let start = start.filter(|&start| preposition && source.end == cue && start > first);
    let opens = |start: &u32| {
        block.part(*start - 1) == Part::Comma
            && matches!(block.part(*start), Part::Determiner | Part::Possessive | Part::Plural)
    };
    start.filter(opens).map_or(source, |start| Run { start, ..source })
}

/// *Owls appear to dream, | a team of biologists | has reported*: the clause before a source that a model took with it.
fn behind_clause(block: &Block<'_>, source: Run, cue: u32) -> Option<Run> {
    let opens = source.end == cue && block.sentence(cue).is_some_and(|whole| whole.start == source.start);
    let comma = (source.start..source.end).rev().find(|&at| block.part(at) == Part::Comma);
    let comma = comma.filter(|&comma| opens && comma + 1 < source.end)?;
    let phrase = |at: u32| block.part(at).is_of_phrase() || block.part(at) == Part::Preposition;
    let relative = |at: u32| matches!(block.part(at), Part::Relative | Part::Comma);
    let clause = block.counts(source.start, comma).verbs() > 0 && !(source.start..comma).any(relative);
    (clause && (comma + 1..cue).all(phrase)).then_some(Run { start: comma + 1, end: cue })
}

/// Whether whoever stands behind the verb hears it, and nothing else does: *told the paper*.
pub(super) fn tells(block: &Block<'_>, statement: &Statement) -> bool {
    const TELL: [u16; 2] = lexicon::hashes(["tell", "remind"]);
    TELL.contains(&block.at(statement.cue.anchor).lemma())
}

/// Whether a stretch tells when or where something was said, or to a `hearer`.
fn is_circumstance(block: &Block<'_>, words: Run, hearer: bool) -> bool {
    const HOURS: [u16; 4] = lexicon::hashes(["late", "early", "later", "earlier"]);
    const PLACES: [u16; 9] =
        lexicon::hashes(["on", "in", "at", "during", "after", "from", "through", "outside", "via"]);
    let when = |at: u32| block.part(at) == Part::Time || HOURS.contains(&block.at(at as usize).word);
    let opens = words.is_empty()
        || when(words.start)
        || PLACES.contains(&block.at(words.start as usize).word)
        || hearer && block.part(words.start).is_of_phrase();
    let inside = |at: u32| {
        let part = block.part(at);
        part.is_of_phrase() && part != Part::Subject || part == Part::Preposition || when(at)
    };
    opens && (words.start..words.end).all(inside)
}

/// *It was not, | a man shouted from the back, | pleasant*, *The plan, | she said on Monday, | would fail*: where nothing but a
/// subject, or a verb that wants more, stands before the clause of speech, it goes on behind it.
pub(super) fn around_late(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue.run;
    let Some(source) = statement.source.filter(|source| source.end <= cue.start) else { return };
    let source = whole(block, source, cue.start);
    let Some(sentence) = block.sentence(cue.start).filter(|sentence| sentence.len() <= FAR as usize) else {
        return;
    };
    let comma = |at: u32| block.part(at) == Part::Comma;
    let Some(open) = source.start.checked_sub(1).filter(|&open| comma(open) && open > sentence.start) else {
        return;
    };
    let end = block.closing_end(cue.end, sentence.end).unwrap_or(cue.end);
    let Some(close) = (cue.end..end).find(|&at| comma(at)) else { return };
    let apart = |at: &u32| block.part(*at) == Part::Colon && block.at(*at as usize).quote == NONE;
    let start = (sentence.start..open).rev().find(apart).map_or(sentence.start, |apart| apart + 1);
    if end - start > FAR
        || statement.left.is_some() && statement.right.is_some_and(|right| right.start > close)
        || !is_circumstance(block, Run { start: cue.end, end: close }, tells(block, statement))
        || !block.is_unquoted(start, end)
    {
        return;
    }
    let wants = matches!(block.part(open - 1), Part::Be | Part::Modal | Part::Auxiliary | Part::Negation)
        && !matches!(block.part(close + 1), Part::Comma | Part::Gerund | Part::Relative | Part::Conjunction);
    let bare = block.counts(start, open).verbs() == 0
        && (start..open).all(|at| block.part(at).is_of_phrase() || block.part(at) == Part::Preposition)
        && block.part(start) != Part::Preposition
        && (block.part(close + 1).is_finite()
            || block.part(open - 1) == Part::Plural && block.part(close + 1) == Part::Base);
    // *Not since May, | she said, | had so many come*
    let turned = block.part(start) == Part::Negation
        && block.counts(start, open).verbs() == 0
        && block.part(close + 1).is_finite();
    // *If it rains, | she said on Monday, | it will close*
    let hinges = block.part(start) == Part::Subordinator
        && close > cue.end
        && block.counts(start, open).commas() == 0
        && is_clause(block, close + 1, end);
    if wants || bare || turned || hinges {
        statement.source = Some(source);
        statement.left = Some(Run { start, end: open });
        statement.right = Some(Run { start: close + 1, end });
    }
}

/// *“A fine boat,” wrote Ada Quill in the Herald; | the engine, | she said, | was loud*: what stands before a semicolon, with a
/// quotation of its own, is no part of what is said around a clause of speech.
pub(super) fn behind_part(block: &Block<'_>, statement: &mut Statement) {
    let (Some(left), Some(right)) = (statement.left, statement.right) else { return };
    let quoted = |at: u32| block.at(at as usize).quote != NONE;
    let apart = |at: &u32| block.at(*at as usize).kind == TokenKind::Semicolon && !quoted(*at);
    let semicolon = (left.start + 1..left.end.saturating_sub(1)).rev().find(apart);
    let Some(semicolon) = semicolon.filter(|_| right.start >= statement.cue.run.end) else { return };
    if (left.start..semicolon).any(quoted) && !quoted(semicolon + 1) {
        statement.left = Some(Run { start: semicolon + 1, ..left });
    }
}

/// *It was nothing, he said, | with the smile of a man who knew*: how somebody said it is nothing that they said.
pub(super) fn without_manner(block: &Block<'_>, statement: &mut Statement) {
    const WITH: u16 = lexicon::hash("with");
    const MANNERS: [u16; 14] = lexicon::hashes([
        "smile", "grin", "laugh", "chuckle", "shrug", "sigh", "look", "air", "wink", "frown", "nod", "smirk",
        "voice", "wave",
    ]);
    /// So many words may stand before what somebody does.
    const NEAR: u32 = 4;
    let Some(right) = statement.right.filter(|_| statement.left.is_some()) else { return };
    let manner = |at: u32| MANNERS.contains(&block.at(at as usize).word);
    let comma = right.start.checked_sub(1).is_some_and(|at| block.part(at) == Part::Comma);
    if comma
        && block.at(right.start as usize).word == WITH
        && (right.start + 1..right.end.min(right.start + NEAR)).any(manner)
    {
        statement.right = None;
    }
}

/// *Ada Quill, whose car burned, said | a clerk had offered her a lamp*: what has a verb of its own behind the cue is no
/// source, and what stands before is one.
pub(super) fn straight(block: &Block<'_>, statement: &mut Statement) {
    const WHOSE: u16 = lexicon::hash("whose");
    let (Some(source), Some(left), None) = (statement.source, statement.left, statement.right) else {
        return;
    };
    let cue = statement.cue.run;
    let comma = |at: u32| block.part(at) == Part::Comma;
    let relative = |at: &u32| {
        matches!(block.part(*at), Part::Relative | Part::That | Part::Comma)
            || block.at(*at as usize).word == WHOSE
    };
    let inside = (source.start..source.end).any(|at| relative(&at));
    let first = matches!(
        block.part(source.start),
        Part::Determiner | Part::Possessive | Part::Name | Part::Title | Part::Plural | Part::Subject
    );
    // "Said a man identified as Jon" is none.
    let finite = |at: u32| {
        matches!(block.part(at), Part::Auxiliary | Part::Modal | Part::Be | Part::Third)
            || at == source.start && block.part(at) == Part::Subject
    };
    if source.start != cue.end
        || inside
        || !first
        || !matches!(block.part(statement.cue.anchor as u32), Part::Past | Part::Third)
        || !(source.start..source.end).any(finite)
        || left.end + 1 != cue.start
        || !comma(left.end)
    {
        return;
    }
    // All that it tells of its subject stands in a relative clause between commas.
    let Some(close) = (left.start..left.end).find(|&at| comma(at)) else { return };
    let opens =
        matches!(block.part(left.start), Part::Determiner | Part::Possessive | Part::Name | Part::Title);
    let clause = (close + 1..left.end).find(|at| relative(at) && !comma(*at));
    let tells = clause.is_none_or(|clause| block.counts(close, clause).verbs() == 0);
    let unquoted = block.is_unquoted(left.start, source.end);
    let bare = clause.is_some() || block.counts(close, left.end).verbs() == 0;
    if opens && tells && bare && unquoted && block.counts(left.start, close).verbs() == 0 {
        (statement.source, statement.right, statement.left) = (Some(left), Some(source), None);
    }
}

/// *At first, says | Ada Quill, a miller, | nobody came*: between commas the name behind a verb of speech, with what stands
/// beside it, says what stands around. A colon may take the place of the second: *Keep it, says | Ada Quill: | shops ask.*, and so may
/// the sentence's end: *The quay is safe, insisted | builder Tom Cook*
pub(super) fn inverse(block: &Block<'_>, statement: &mut Statement) {
    const WORDS: u32 = 6;
    const DESCRIBED: usize = 3;
    let (cue, Some(right)) = (statement.cue.run, statement.right) else { return };
    let Some(before) = cue.start.checked_sub(1).filter(|&at| block.part(at) == Part::Comma) else { return };
    let speech = Class::SPEECH.or(Class::WRITING);
    let verb = |verb: &Token| verb.class().any(speech) && !verb.class().any(Class::MANNER);
    let says = cue.len() == 1
        && matches!(block.part(cue.start), Part::Third | Part::Past)
        && !NAME.contains(&block.at(cue.start as usize).lemma())
        && block.tokens.get(cue.start as usize).is_some_and(verb);
    // What has a verb of its own before the comma is in what is said.
    let apart = |source: Run| source.end < before && block.counts(source.end, before).verbs() > 0;
    let other = statement.left.is_some()
        || statement.source.is_some_and(|source| source.end != before && !apart(source));
    if !says || other || right.start != cue.end {
        return;
    }
    // *warned | union leader | Tom Cook*
    let described =
        |at: &u32| !is_of_name(block, *at) && matches!(block.part(*at), Part::Noun | Part::Adjective);
    let begins = right.start + (right.start..right.end).take(DESCRIBED).take_while(described).count() as u32;
    let bare = (begins..begins + WORDS).find(|&at| !is_of_name(block, at)).filter(|&bare| bare > begins);
    let bare = bare.unwrap_or(right.start);
    // *Dr Ada Quill of the | naval college*
    let belongs = block.part(bare) == Part::Preposition && bare > right.start;
    let comma_or_end = |at: &u32| *at == right.end || matches!(block.part(*at), Part::Comma | Part::Colon);
    let name = if belongs { (bare..bare + WORDS).find(comma_or_end).unwrap_or(right.start) } else { bare };
    let Some(first) = block.sentence(cue.start).map(|sentence| sentence.start) else { return };
    let unquoted = |at: u32| block.at(at as usize).quote == NONE;
    if name == right.start
        || !comma_or_end(&name)
        || first >= before
        || !(unquoted(first) && unquoted(right.start))
    {
        return;
    }
    let comma = |from: u32| (from..right.end).find(|&at| block.part(at) == Part::Comma).unwrap_or(right.end);
    let mut end = name;
    while end < right.end && block.part(end) != Part::Colon {
        let next = comma(end + 1);
        if block.counts(end + 1, next).verbs() > 0 && block.part(end + 1) != Part::Relative {
            break;
        }
        end = next;
    }
    statement.source = Some(Run { start: right.start, end });
    statement.left = Some(Run { start: first, end: before });
    statement.right = Some(Run { start: end + 1, end: right.end }).filter(|right| right.start < right.end);
}

/// *| Slow waves are not sleep, | he insists, | any more than rain is a river*: a clause of speech between commas, with what is
/// said on both of its sides; behind it a colon may stand.
pub(super) fn interrupted(block: &Block<'_>, statement: &mut Statement) {
    statement.left = statement.left.or_else(|| before_comma(block, statement));
}

fn before_comma(block: &Block<'_>, statement: &Statement) -> Option<Run> {
    let (right, source, cue) = (statement.right?, statement.source?, statement.cue.run);
    let comma = |at: u32| block.part(at) == Part::Comma;
    let before = source.start.min(cue.start).checked_sub(1).filter(|&at| comma(at))?;
    let close = source.end.max(cue.end);
    let sentence = block.sentence(cue.start)?;
    let said = block.tokens.get(cue.start as usize).is_some_and(|verb| verb.class().any(Class::SPEECH));
    let unquoted = |at: u32| block.at(at as usize).quote == NONE;
    let begins = block.at(sentence.start as usize).lemma() != ASK;
    (said
        && (cue.start + 1..cue.end).all(|at| block.part(at) == Part::Time)
        && source.len() + cue.len() == (close - before - 1) as usize
        && matches!(block.part(close), Part::Comma | Part::Colon)
        && right.start == close + 1
        && sentence.start < before
        && begins
        && unquoted(sentence.start)
        && unquoted(right.start))
    .then_some(Run { start: sentence.start, end: before })
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "around_hearer",
        "The mill would close, Ada Quill told reporters, and the yard would be sold.",
        &["Ada Quill <told>: The mill would close / and the yard would be sold"],
    ),
    needs(
        "before_late",
        "Eleven people have died, his agent told the Herald's Rick Salazar.",
        &["his agent <told>: Eleven people have died"],
    ),
    needs(
        "before_late",
        "If no rain falls, the reservoir will be empty by May, the water company warned.",
        &["the water company <warned>: If no rain falls, the reservoir will be empty by May"],
    ),
    needs(
        "around_late",
        "It was not, a man shouted from the back, pleasant.",
        &["a man <shouted>: It was not / pleasant"],
    ),
    needs("around_late", "The plan, she said on Monday, would fail.", &["she <said>: The plan / would fail"]),
    needs(
        "around_late",
        "If it rains, she said on Monday, the mill will close.",
        &["she <said>: If it rains / the mill will close"],
    ),
    leaves(
        "around_late",
        "When the clerk came, she asked whether the mill was shut.",
        &["she <asked>: whether the mill was shut"],
    ),
    needs(
        "behind_part",
        "“A fine boat,” says the Herald; the engine, the dockers say, was loud.",
        &["the Herald <says>: A fine boat,", "the dockers <say>: the engine / was loud"],
    ),
    needs(
        "without_manner",
        "It was nothing, he said, with the smile of a man who knew.",
        &["he <said>: It was nothing"],
    ),
    needs(
        "inverse",
        "At first, says Irina Vasile, the octopus simply ignored it.",
        &["Irina Vasile <says>: At first / the octopus simply ignored it"],
    ),
    needs(
        "inverse",
        "The quay is safe, insisted builder Tom Abara, adding that it was new.",
        &["builder Tom Abara <insisted>: The quay is safe", "builder Tom Abara <adding>: that it was new"],
    ),
    needs(
        "inverse",
        "Keep the receipt, says Anna Petrov: shops may ask for it.",
        &["Anna Petrov <says>: Keep the receipt / shops may ask for it"],
    ),
    leaves(
        "inverse",
        "The notice says: Petrov: shut the gate.",
        &["The notice <says>: Petrov: shut the gate"],
    ),
    leaves("inverse", "She opened the door, saw the builder Tom Abara, and ran.", &[]),
    needs(
        "interrupted",
        "Slow waves are not sleep, he insists, any more than a quiet house is an empty one.",
        &["he <insists>: Slow waves are not sleep / any more than a quiet house is an empty one"],
    ),
    needs(
        "interrupted",
        "It was a mistake, Mr. Dunn admits: the clock had stopped.",
        &["Mr. Dunn <admits>: It was a mistake / the clock had stopped"],
    ),
    leaves("interrupted", "The mayor paused, Dunn smiled, and the whole hall laughed.", &[]),
];
