//! What the models take for a statement though whoever is named there says nothing: nobody, a toll, whoever is told, hired or
//! said to have done something.

use super::passive::is_passive;
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class, Frames};
use crate::segment::dateline;
use crate::span::Run;

/// *Nobody had called it safe*, *No one says so*, *There was nothing to say*, *That is to say, …*: nobody said so.
pub(super) fn is_nobody(block: &Block<'_>, statement: &Statement) -> bool {
    const NOBODY: u16 = lexicon::hash("nobody");
    const NO_ONE: [u16; 2] = lexicon::hashes(["no", "one"]);
    const THINGS: [u16; 6] = lexicon::hashes(["nothing", "something", "anything", "much", "little", "that"]);
    let cue = statement.cue.run;
    let to = || cue.range().any(|at| block.at(at).part == Part::To);
    let word = |at: u32| block.at(at as usize).word;
    statement.source.is_some_and(|source| match source.len() {
        1 => word(source.start) == NOBODY || THINGS.contains(&word(source.start)) && to(),
        2 if [word(source.start), word(source.start + 1)] == NO_ONE => true,
        // *Nobody on board supposed that …*
        _ => word(source.start) == NOBODY && block.part(source.start + 1) == Part::Preposition,
    })
}

/// *Two dead, thousands without power, says grid*: the dead say nothing.
pub(super) fn is_toll(block: &Block<'_>, statement: &Statement) -> bool {
    const DEAD: [u16; 5] = lexicon::hashes(["dead", "hurt", "injured", "killed", "missing"]);
    statement.source.is_some_and(|source| {
        let count = block.tokens.get(source.start as usize);
        source.len() > 1
            && count.is_some_and(|count| count.is(TokenKind::Number) || count.class().any(Class::NUMERAL))
            && DEAD.contains(&block.at(source.start as usize + 1).word)
    })
}

/// *The judge, | dissenting, | would have held …*: how somebody did something is not what they said.
pub(super) fn is_stance(block: &Block<'_>, statement: &Statement) -> bool {
    let cue = statement.cue.run;
    cue.len() == 1
        && block.part(cue.start) == Part::Gerund
        && block.part(cue.end) == Part::Comma
        && statement
            .right
            .is_some_and(|right| right.start == cue.end + 1 && block.part(right.start).is_finite())
}

/// *A crater is named after her*: what has a name from somebody says nothing.
pub(super) fn is_namesake(block: &Block<'_>, statement: &Statement) -> bool {
    const BEHIND: [u16; 2] = lexicon::hashes(["after", "for"]);
    const NAMED: [u16; 2] = lexicon::hashes(["named", "called"]);
    let (anchor, start) = (statement.cue.anchor, statement.cue.run.start);
    NAMED.contains(&block.at(anchor).word)
        && (start..anchor as u32).any(|at| block.part(at) == Part::Be)
        && BEHIND.contains(&block.at(anchor + 1).word)
        && statement.right.is_none_or(|right| block.at(right.start as usize).quote == NONE)
}

/// *Mumbai: The port will close*: a place before a report's first sentence says nothing.
pub(super) fn is_dateline(block: &Block<'_>, statement: &Statement) -> bool {
    let places = |source: Run| {
        let words = block.tokens.get(source.range()).unwrap_or_default();
        let line = words.first().is_some_and(|first| first.has(Flags::LINE));
        // "HALDEN CROWN COURT: …"
        let court = words.iter().all(|word| word.has(Flags::CAPITALS))
            && words.last().is_some_and(|last| last.class().any(Class::PLACE.or(Class::ORGANISATION)));
        let places = || words.iter().all(|word| word.class().any(Class::PLACE));
        let whole = || dateline(block.tokens.get(source.start as usize..).unwrap_or_default()) > words.len();
        line && (court || places() || whole())
    };
    let unquoted = |right: Run| block.at(right.start as usize).quote == NONE;
    block.at(statement.cue.anchor).kind == TokenKind::Colon
        && statement.source.is_some_and(places)
        && statement.right.is_some_and(unquoted)
}

/// *The mill hired Ada Quill*: somebody after a verb that reports nothing else is what was done, not what was said.
pub(super) fn is_object(block: &Block<'_>, statement: &Statement) -> bool {
    let reports = Class::REPORTS.or(Class::TAG).or(Class::CUE_NOUN);
    let does = |cue: &Token| cue.is(TokenKind::Word) && !cue.class().any(reports);
    let part = |at: usize| block.at(at).part;
    block.tokens.get(statement.cue.anchor).is_some_and(does)
        && statement.left.is_none()
        && statement.right.is_some_and(|right| {
            let apposed = |at: &usize| matches!(part(*at), Part::Comma | Part::Relative);
            let mut phrase = right.range().take_while(|at| !apposed(at));
            block.at(right.start as usize).quote == NONE && phrase.all(|at| part(at).is_nominal())
        })
}

/// *Anna asked him*, *Clara told the porter*: who is spoken to is not what is said.
pub(super) fn is_hearer(block: &Block<'_>, statement: &Statement) -> bool {
    let cue = statement.cue.run;
    let speaks_to = statement.cue.takes(Frames::HEARER) && cue.len() == 1;
    let Some(right) = statement.right.filter(|right| speaks_to && right.start == cue.end) else {
        return false;
    };
    let adverb = |at: &usize| matches!(block.at(*at).part, Part::Adverb | Part::Time);
    let mut end = right.end as usize;
    while end > right.start as usize && adverb(&(end - 1)) {
        end -= 1;
    }
    let mut phrase = right.start as usize..end;
    let part = |at: usize| block.at(at).part;
    let person = block.tokens.get(end.saturating_sub(1)).is_some_and(|head| head.class().any(Class::HUMAN));
    statement.left.is_none()
        && block.at(right.start as usize).quote == NONE
        && match part(right.start as usize) {
            Part::Pronoun => phrase.len() == 1,
            Part::Name | Part::Title => phrase.all(|at| matches!(part(at), Part::Name | Part::Title)),
            _ => person && phrase.all(|at| part(at).is_of_phrase()),
        }
}

/// *My mum listened to it*: whom a possessive tells of is not what its owner says.
pub(super) fn is_owned(block: &Block<'_>, statement: &Statement) -> bool {
    let cue = statement.cue.run;
    let somebody = |word: &Token| word.class().any(Class::HUMAN) && !word.class().any(Class::FINITE);
    let own = |source: Run| {
        source.len() == 1 && source.end == cue.start && block.part(source.start) == Part::Possessive
    };
    cue.len() == 1
        && block.tokens.get(cue.start as usize).is_some_and(somebody)
        && statement.source.is_some_and(own)
}

/// *who is said | to have remarked that …*: by what is said of them it is they who remarked it.
pub(super) fn is_hearsay(block: &Block<'_>, statement: &Statement) -> bool {
    const SAID: [u16; 7] =
        lexicon::hashes(["say", "report", "believe", "think", "suppose", "know", "allege"]);
    const HAVE: u16 = lexicon::hash("have");
    let end = statement.cue.run.end;
    let reports = Class::SPEECH.or(Class::WRITING);
    let told = |verb: &Token| verb.class().all(Class::PARTICIPLE) && verb.class().any(reports);
    statement.source.is_none()
        && SAID.contains(&block.at(end.saturating_sub(1) as usize).lemma())
        && block.part(end) == Part::To
        && block.at(end as usize + 1).word == HAVE
        && block.tokens.get(end as usize + 2).is_some_and(told)
}

/// *Ada Quill said the mule | had been told*, *jurors | were told*: who has heard something has not said what stands before.
pub(super) fn is_heard(block: &Block<'_>, statement: &Statement) -> bool {
    const TOLD: u16 = lexicon::hash("told");
    let cue = statement.cue;
    let passive = (cue.run.start..cue.anchor as u32).any(|at| block.part(at) == Part::Be);
    // "The mill will close, workers were told" has a comma between.
    let apart = |left: u32| matches!(block.part(left), Part::Comma | Part::Quote);
    block.at(cue.anchor).word == TOLD
        && passive
        && statement.right.is_none()
        && statement.left.is_some_and(|left| left.end == cue.run.start && !apart(left.end - 1))
}

/// *‘Ghost ship’ found off Orkney*: behind a preposition of place nobody speaks.
pub(super) fn is_place(block: &Block<'_>, statement: &Statement) -> bool {
    const OF_PLACE: [u16; 5] = lexicon::hashes(["at", "in", "near", "off", "on"]);
    let end = statement.cue.run.end;
    let source = statement.source.filter(|source| source.start == end + 1);
    source.is_some_and(|_| OF_PLACE.contains(&block.at(end as usize).word))
}

/// *A lawyer | hired | by the family said …*: what is done to somebody, by another, states nothing.
pub(super) fn is_done_by(block: &Block<'_>, statement: &Statement) -> bool {
    const BY: u16 = lexicon::hash("by");
    const STOOD: [u16; 4] = lexicon::hashes(["stood", "swore", "abided", "stuck"]);
    let (cue, anchor) = (statement.cue, statement.cue.anchor as u32);
    let by = anchor + 1;
    statement.left.is_none()
        && statement
            .source
            .is_some_and(|source| source.end == cue.run.start || source.end + 1 == cue.run.start)
        && statement.right.is_some_and(|right| right.start == by || right.start == by + 1)
        && anchor == cue.run.start
        && matches!(block.part(anchor), Part::Past | Part::Participle)
        && block.at(by as usize).word == BY
        && block.part(by + 1) != Part::Gerund
        && !STOOD.contains(&block.at(cue.anchor).word)
        && !cue.takes(Frames::THAT)
        && !is_passive(block, statement)
}

/// *One woman, | who | asked | not to be named | said …*: that is why she has no name, and no news.
pub(super) fn is_unnamed(block: &Block<'_>, statement: &Statement) -> bool {
    const ASKED: [u16; 5] = lexicon::hashes(["asked", "preferred", "requested", "wanted", "wished"]);
    const NOT: [u16; 2] = lexicon::hashes(["not", "to"]);
    const NAMED: [u16; 3] = lexicon::hashes(["named", "identified", "quoted"]);
    let cue = statement.cue.run;
    let word = |at: u32| block.at(at as usize).word;
    let relative = statement.source.is_some_and(|source| block.part(source.start) == Part::Relative);
    let named = |right: Run| {
        NOT.contains(&word(right.start)) && right.len() < 6 && NAMED.contains(&word(right.end - 1))
    };
    relative
        && ASKED.contains(&word(cue.start))
        && statement.left.is_none()
        && statement.right.filter(|right| right.start >= cue.end).is_some_and(named)
}

/// *Tom Abara, 71, who ran the ferry, | was not convinced*: a subject with all that is told of it is nothing that it says.
pub(super) fn is_subject(_: &Block<'_>, statement: &Statement) -> bool {
    let (Some(source), Some(left), None) = (statement.source, statement.left, statement.right) else {
        return false;
    };
    let cue = statement.cue.run.start;
    source.start == left.start && source.end <= left.end && left.end <= cue && cue - left.end <= 1
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "is_subject",
        "The council says the ferry is safe. Maddox, 71, who ran the night crossing for three decades, was not convinced.",
        &["The council <says>: the ferry is safe"],
    ),
    needs(
        "is_object",
        "The harbour hired Tom Abara, who promised that the sand would go.",
        &["who <promised>: that the sand would go"],
    ),
    needs("is_hearer", "Anna asked him.", &[]),
    needs("is_hearer", "Clara told the porter.", &[]),
    leaves("is_hearer", "“What does it eat?” she asked the porter.", &["she <asked>: What does it eat?"]),
    needs(
        "is_stance",
        "The judge, objecting, would have held that the mill was safe.",
        &["The judge <would have held>: that the mill was safe"],
    ),
    needs("is_namesake", "The boat is called after her aunt.", &[]),
    needs("is_nobody", "Nobody had said that the crossing was safe.", &[]),
    needs("is_nobody", "No one says that the crossing is safe.", &[]),
    leaves(
        "is_nobody",
        "Mayor Lena Brandt said nobody had been told.",
        &["Mayor Lena Brandt <said>: nobody had been told"],
    ),
    needs("is_toll", "Two dead, thousands without power, says grid", &[]),
    needs(
        "is_owned",
        "My mum thinks the pool is cold. My mum listened to it.",
        &["My mum <thinks>: the pool is cold"],
    ),
    needs(
        "is_hearsay",
        "It was a gift of Lord Enner, who is said to have remarked that the tenants might be late.",
        &["who <is said to have remarked>: that the tenants might be late"],
    ),
    needs(
        "is_heard",
        "Mr. Reyes said the mule had been told.",
        &["Mr. Reyes <said>: the mule had been told"],
    ),
    needs("is_heard", "The mill will close, workers were told.", &["- <were told>: The mill will close"]),
    needs(
        "is_done_by",
        "A lawyer hired by the family said that he was innocent.",
        &["A lawyer hired by the family <said>: that he was innocent"],
    ),
    needs(
        "is_unnamed",
        "One woman, who asked not to be named, said that the mill was shut.",
        &["One woman <said>: that the mill was shut"],
    ),
    needs(
        "is_hearsay",
        "Tom Abara is supposed to have told his students that “the proof is left to the devil.”",
        &["Tom Abara <is supposed to have told>: that “the proof is left to the devil.”"],
    ),
    needs(
        "is_dateline",
        "UN: DOCKERS PAID FOR SAND “The council has heard so many complaints that the mayor called them a plague.”",
        &[],
    ),
    needs(
        "is_place",
        "Tom Abara had tea with pensioners in Tarn, then knocked on doors in Brack, three of which opened.",
        &[],
    ),
];
