//! Whose the cue is: the subject of its verb, of which the models choose a part or another phrase.

use super::passive::AS;
use super::tale::subject;
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::lexer::TokenKind;
use crate::lexicon::{self, Frames};
use crate::span::Run;

/// How many tokens such a subject has at most.
const LONGEST: u32 = 16;

/// How many tokens of what somebody says are looked over.
const SAID: u32 = 160;

/// How many tokens may be told of a subject between commas, with the subject.
const APPOSED: u32 = 30;

/// *The clerk said | the mayor | had resigned*: whoever stands in the midst of what is said does not say it.
pub(super) fn not_within(_: &Block<'_>, statement: &mut Statement) {
    let within = |right: Run, source: Run| right.start < source.start && right.holds(source);
    statement.source =
        statement.source.filter(|&source| statement.right.is_none_or(|right| !within(right, source)));
}

/// *| Ada Quill, a former miller, | said | at least nine mills had burned*: whoever says it, with all that is told of them, is
/// nothing that they say.
pub(super) fn not_said(block: &Block<'_>, statement: &mut Statement) {
    let (Some(source), Some(left)) = (statement.source, statement.left) else { return };
    let cue = statement.cue.run;
    let comma = |at: &u32| block.part(*at) == Part::Comma;
    let opens = block.sentence(left.start).is_some_and(|sentence| sentence.start == left.start);
    // *A miller who asked | not to be named*
    let inside =
        source.start == left.start || block.part(source.start) == Part::Relative && left.holds(source);
    if !opens
        || !inside
        || left.end + 1 != cue.start
        || !comma(&left.end)
        || !statement.cue.takes(Frames::THAT)
    {
        return;
    }
    let Some(close) = (left.start + 1..left.end).find(comma) else { return };
    let phrase = |at: u32| {
        block.part(at).is_of_phrase() && block.part(at) != Part::Subject
            || block.part(at) == Part::Preposition
    };
    let says = matches!(block.part(cue.start), Part::Past | Part::Third | Part::Auxiliary);
    let whole = says && (left.start..close).all(phrase) && block.is_unquoted(left.start, left.end);
    let end = block
        .sentence(cue.end)
        .and_then(|sentence| block.closing_end(cue.end, sentence.end.min(cue.end + SAID)));
    let right = statement.right.or(end.map(|end| Run { start: cue.end, end }));
    let right =
        right.filter(|right| right.start >= cue.end && block.counts(right.start, right.end).verbs() > 0);
    if whole && right.is_some() {
        let relative = (close..left.end).any(|at| block.part(at) == Part::Relative);
        let end = if relative && block.part(close + 1) == Part::Relative { close } else { left.end };
        (statement.source, statement.left, statement.right) = (Some(Run { end, ..left }), None, right);
    }
}

/// *| Mrs. Duffy, | she used to say, | “I don't mind”*: whoever is named first, and then called *she*, is nothing that is said.
pub(super) fn not_called(block: &Block<'_>, statement: &mut Statement) {
    let (Some(source), Some(left), Some(right)) = (statement.source, statement.left, statement.right) else {
        return;
    };
    let quoted = block.at(right.start as usize).quote != NONE && block.is_unquoted(left.start, left.end);
    let pronoun = source.len() == 1
        && block.part(source.start) == Part::Subject
        && source.start == left.end + 1
        && source.end == statement.cue.run.start;
    let named = |at: usize| matches!(block.at(at).part, Part::Name | Part::Title);
    if quoted && pronoun && block.part(left.end) == Part::Comma && left.range().all(named) {
        statement.left = None;
    }
}

/// *He | read it twice, and | asked | who had signed it*: a second verb is its subject's.
pub(super) fn second(block: &Block<'_>, statement: &mut Statement) {
    const SENTENCE: u32 = 160;
    let cue = statement.cue.run;
    let joined = cue.start > 0 && block.part(cue.start - 1) == Part::Conjunction;
    let finite = matches!(block.part(cue.start), Part::Past | Part::Third);
    let alone = statement.source.is_none() && statement.left.is_none() && statement.right.is_some();
    if joined && finite && alone && block.at(cue.start as usize).quote == NONE {
        let near = |sentence: &Run| cue.start - sentence.start <= SENTENCE;
        let sentence = block.sentence(cue.start).filter(near);
        statement.source = sentence.and_then(|sentence| subject(block, sentence, cue.start));
    }
}

/// *The play came to him after | his aunt told him …*: who does something else in a clause before is no part of who says.
pub(super) fn own_clause(block: &Block<'_>, statement: &mut Statement) {
    const OPENERS: [u16; 4] = lexicon::hashes(["after", "before", "until", "since"]);
    let Some(source) = statement.source.filter(|source| source.end == statement.cue.run.start) else {
        return;
    };
    // *Grain climbed as | brokers bet …*; but *a man described as a friend said*
    let opens = |at: u32| {
        block.part(at) == Part::Subordinator
            || OPENERS.contains(&block.at(at as usize).word)
            || block.at(at as usize).word == AS && block.part(at + 1) == Part::Plural
    };
    let Some(opener) = source.range().map(|at| at as u32).rev().find(|&at| opens(at)) else { return };
    let relative = (source.start..opener).any(|at| matches!(block.part(at), Part::Relative | Part::Comma));
    // *a day | after | his aunt told him*
    let time =
        |at: u32| matches!(block.part(at), Part::Time | Part::Number | Part::Determiner | Part::Adjective);
    let when = opener > source.start && (source.start..opener).all(time);
    let apart = (when || block.counts(source.start, opener).verbs() > 0)
        && block.counts(opener, source.end).verbs() == 0;
    if apart && !relative && opener + 1 < source.end {
        statement.source = Some(Run { start: opener + 1, ..source });
    }
}

/// *Her daughter has told everybody, and | her father, Jón, | says only …*, *The mill says so; | its owner, Ada Quill, | thinks …*:
/// behind *and* or a semicolon somebody else may speak.
pub(super) fn own_conjunct(block: &Block<'_>, statement: &mut Statement) {
    const WORDS: u32 = 14;
    const BUT: u16 = lexicon::hash("but");
    let end = statement.cue.run.start;
    let Some(source) = statement.source.filter(|source| source.end <= end) else { return };
    let joins = |at: &u32| {
        let joint = block.part(*at) == Part::Conjunction || block.at(*at as usize).word == BUT;
        joint && block.part(at - 1) == Part::Comma || block.at(*at as usize).kind == TokenKind::Semicolon
    };
    let first = end.saturating_sub(WORDS).max(source.start) + 1;
    let Some(and) = (first..end).rev().find(joins) else { return };
    // Before the joint the source has its verb, behind it or, where it reaches over the joint, within.
    let told = Run { start: if and < source.end { source.start } else { source.end }, end: and };
    // *and | later studies | have shown*
    let when =
        matches!(block.part(and + 1), Part::Adverb | Part::Time) && block.part(and + 2) == Part::Plural;
    let opens = when
        || matches!(
            block.part(and + 1),
            Part::Determiner
                | Part::Possessive
                | Part::Name
                | Part::Title
                | Part::Subject
                | Part::Number
                | Part::Adjective
                | Part::Plural
        );
    let unquoted = block.is_unquoted(told.start, end);
    let phrase = |at: u32| {
        block.part(at).is_nominal()
            || when && at == and + 1
            || matches!(block.part(at), Part::Comma | Part::Possessive | Part::Determiner)
            || matches!(block.part(at), Part::Preposition | Part::Adjective)
            || block.part(at) == Part::Gerund && block.part(at - 1) == Part::Comma
    };
    let comma = u32::from(block.part(end - 1) == Part::Comma);
    let relative = (told.start..told.end).any(|at| block.part(at) == Part::Relative) && and < source.end;
    let alone = (and + 1..end).all(phrase) && block.counts(told.start, told.end).verbs() > 0 && !relative;
    if opens && alone && unquoted && and + 1 < end - comma {
        statement.source = Some(Run { start: and + 1, end: end - comma });
    }
}

/// *| Residents of the street | say police took an hour*: where a sentence begins with a subject and its verb, that one says
/// it.
pub(super) fn own_subject(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue.run;
    let (None, None, Some(right)) = (statement.source, statement.left, statement.right) else { return };
    // "Say" behind a noun may look like one. What only seems so is said by nobody.
    let verb = matches!(block.part(cue.start), Part::Past | Part::Third | Part::Base | Part::Noun)
        && statement.cue.takes(Frames::THAT)
        && cue.start as usize == statement.cue.anchor
        && right.start == cue.end
        && block.part(right.start) != Part::To;
    let Some(start) = block.sentence(cue.start).map(|sentence| sentence.start).filter(|_| verb) else {
        return;
    };
    let finite = matches!(block.part(cue.start), Part::Past | Part::Third);
    let plural = finite || (start..cue.start).any(|at| block.part(at) == Part::Plural);
    let phrase = |at: u32| block.part(at).is_of_phrase() || block.part(at) == Part::Preposition && at > start;
    let unquoted = |at: u32| block.at(at as usize).quote == NONE;
    let whole = start + 1 < cue.start
        && cue.start - start < LONGEST
        && (start..cue.start).all(|at| phrase(at) && unquoted(at));
    let opens = !matches!(block.part(start), Part::Adjective | Part::Subject | Part::Pronoun);
    if plural && whole && opens && block.part(cue.start - 1) != Part::Preposition {
        statement.source = Some(Run { start, end: cue.start });
    }
}

/// *| Ada Quill, in a study of mills, | points out that …*, *| Brenlow, a maker of pumps, | today announced that …*, *in which | the
/// clerk, Ada Quill, | regretted that …*: before a verb behind a comma stands its subject with all that is told of it.
pub(super) fn own_apposed(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue.run;
    let (None, Some(right)) = (statement.left, statement.right) else { return };
    // "Points" may look like a noun.
    let that = block.part(right.start) == Part::That && right.start == cue.end;
    let verb = |at: u32| {
        matches!(block.part(at), Part::Past | Part::Third)
            || block.part(at) == Part::Plural && that
            || block.part(at) == Part::Participle && at > cue.start
    };
    let when = |at: &u32| matches!(block.part(*at), Part::Adverb | Part::Time);
    // *would have held that …*
    let helps = |at: u32| matches!(block.part(at), Part::Modal | Part::Auxiliary) || when(&at);
    let anchor = statement.cue.anchor as u32;
    // *were of the opinion that …*
    let mind = block.part(cue.start) == Part::Be && block.part(anchor) == Part::Noun && that;
    let verb = (mind || verb(anchor) && (cue.start..anchor).all(helps)) && right.start >= cue.end;
    let comma = |at: u32| block.part(at) == Part::Comma && block.at(at as usize).quote == NONE;
    let before = (cue.start.saturating_sub(3)..cue.start).rev().find(|at| !when(at));
    let Some(close) = before.filter(|&at| verb && comma(at)) else { return };
    let Some(sentence) = block.sentence(close) else { return };
    let first = close.saturating_sub(APPOSED).max(sentence.start);
    let Some(open) = (first + 1..close).rev().find(|&at| comma(at)) else { return };
    let phrase = |at: &u32| block.part(*at).is_of_phrase() && block.part(*at) != Part::Subject;
    let Some(start) = (first..open).rev().take_while(phrase).last() else { return };
    // *in which | the clerk*, *TARN — | Brenlow*
    let opens = start == sentence.start
        || matches!(block.part(start - 1), Part::Dash | Part::Relative | Part::Subordinator | Part::Colon);
    let told = open + 1..close;
    // "Of the Yorkshire lifeboats," may look like a verb.
    let finite = |at: u32| block.part(at).is_finite() && (block.part(at) != Part::Third || at + 1 < close);
    let plain = |at: u32| !finite(at) && block.at(at as usize).quote == NONE;
    let subject = Run { start, end: open };
    let other = statement.source.is_some_and(|source| source.start > close || source.holds(subject));
    if !opens || other || !told.clone().all(plain) {
        return;
    }
    let apposed = block.part(told.start).is_of_phrase();
    statement.source = Some(if apposed { Run { end: close, ..subject } } else { subject });
}

/// *| Ada Quill, who chairs the board, | has written to the mill | asking when it was told*: whoever writes asks, not whom they
/// write to.
pub(super) fn own_letter(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue.run;
    let Some(source) = statement.source.filter(|source| source.end == cue.start) else { return };
    let Some(to) = source.start.checked_sub(1).filter(|&to| block.part(to) == Part::To) else { return };
    let first = block.sentence(cue.start).map(|sentence| sentence.start);
    let Some(first) = first.filter(|&first| first < to) else { return };
    // *VIENNA, May 5 — | Delegates to the talks | said …*: they are more than the talks.
    let start = (first..to).rev().find(|&at| block.part(at) == Part::Dash).map_or(first, |dash| dash + 1);
    let clause = |at| matches!(block.part(at), Part::Be | Part::Auxiliary | Part::Modal | Part::Comma);
    let says = matches!(block.part(statement.cue.anchor as u32), Part::Past | Part::Third);
    if says && to - start < LONGEST && block.part(start).is_of_phrase() && !(start..to).any(clause) {
        statement.source = Some(Run { start, ..source });
        return;
    }
    let end = (start..to).find(|&at| !block.part(at).is_of_phrase()).unwrap_or(start);
    statement.source = Some(Run { start, end }).filter(|subject| !subject.is_empty()).or(statement.source);
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "own_subject",
        "Residents of the street say police took an hour to come.",
        &["Residents of the street <say>: police took an hour to come"],
    ),
    needs(
        "own_apposed",
        "The judge, objecting, would have held that the mill was safe.",
        &["The judge <would have held>: that the mill was safe"],
    ),
    needs(
        "own_letter",
        "Emily Brandt, who chairs the board, has written to the company asking when its directors were told.",
        &["Emily Brandt <asking>: when its directors were told"],
    ),
    needs("not_within", "Criticizing the police to appease the dockers will alienate many voters.", &[]),
    needs(
        "second",
        "The clerk read it twice, and asked who had signed it.",
        &["The clerk <asked>: who had signed it"],
    ),
    needs(
        "own_clause",
        "Grain climbed as brokers bet that the harvest would fail.",
        &["brokers <bet>: that the harvest would fail"],
    ),
    needs(
        "own_clause",
        "The envoy left on Tuesday, a day after mediators had described the talks as dead.",
        &["mediators <had described>: the talks as dead"],
    ),
    needs(
        "own_conjunct",
        "Irina Vasile has told everybody that the ram is staying, and her father, Jon, says only that the road is long.",
        &[
            "Irina Vasile <has told>: that the ram is staying",
            "her father, Jon <says only>: that the road is long",
        ],
    ),
    leaves(
        "own_conjunct",
        "Irina Vasile met the miller, the baker and the priest, and said that the road was long.",
        &["Irina Vasile <said>: that the road was long"],
    ),
    needs(
        "not_said",
        "A senior clerk, a former pilot who asked not to be named, said at least nine boats had been seen.",
        &[
            "A senior clerk, a former pilot who asked not to be named <said>: at least nine boats had been seen",
        ],
    ),
    leaves(
        "not_said",
        "The mill, which was old, had burned, a clerk said.",
        &["a clerk <said>: The mill, which was old, had burned"],
    ),
    needs(
        "not_called",
        "Mrs. Duffy, she used to say, “I don't mind the rain.”",
        &["she <used to say>: I don't mind the rain."],
    ),
    leaves(
        "not_called",
        "Now, she said, “I don't mind the rain.”",
        &["she <said>: Now / I don't mind the rain."],
    ),
];

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    fn sources(text: &str) -> Vec<String> {
        let attributor = crate::Attributor::builder().genre(crate::Genre::News).build().unwrap();
        let document = attributor.attribute(text);
        let source =
            |said: crate::Attribution<'_, '_>| said.source().map_or("-", |source| source.text()).to_string();
        document.attributions().map(source).collect()
    }

    #[test]
    fn whom_a_clause_without_commas_tells_of_speaks() {
        let found = sources("A nurse who treated the boy said he was lucky.");
        assert_eq!(found, ["A nurse who treated the boy"]);
        let found = sources("Three senators who had been counted as certain votes said they had doubts.");
        assert_eq!(found, ["Three senators who had been counted as certain votes"]);
        let found = sources("I asked her who leads the geese and she said it was the angriest.");
        assert_eq!(found.last().unwrap(), "she");
        // Another clause stands between.
        let found =
            sources("It was a year in which a man who stayed away won while voters said he was absent.");
        assert!(found.contains(&"voters".into()), "{found:?}");
    }

    #[test]
    fn what_has_a_verb_behind_the_cue_is_said() {
        let found = sources(
            "Kim Bok-soon, 70, whose car burned in Tarn in May, said a Hanbit official had offered her a voucher.",
        );
        assert_eq!(found[0], "Kim Bok-soon, 70, whose car burned in Tarn in May");
    }

    #[test]
    fn what_goes_on_behind_a_hearer_is_said() {
        let text = "The bill, he told reporters, would fail. A two-way system, she reminded members, was also feasible.";
        let attributor = crate::Attributor::builder().genre(crate::Genre::News).build().unwrap();
        let document = attributor.attribute(text);
        let parts = document.attributions().flat_map(|said| said.contents());
        let parts: Vec<&str> = parts.map(|part| part.text()).collect();
        assert!(parts.ends_with(&["A two-way system", "was also feasible"]), "{parts:?}");
        let text = "The bill, Ruth Ellery told reporters, would fail.";
        let document = attributor.attribute(text);
        let parts = document.attributions().flat_map(|said| said.contents());
        assert_eq!(parts.map(|part| part.text()).collect::<Vec<&str>>(), ["The bill", "would fail"]);
    }

    #[test]
    fn papers_are_the_source_and_not_whoever_saw_them() {
        let text = "The dam could not be insured, according to papers obtained by the Herald.";
        assert_eq!(sources(text), ["papers obtained by the Herald"]);
    }

    #[test]
    fn whoever_is_convinced_thinks_so() {
        assert_eq!(sources("The senator is convinced that the bridge will fall."), ["The senator"]);
        assert_eq!(
            sources("The council's conservation officer was worried that the house would shake."),
            ["The council's conservation officer"]
        );
        assert_eq!(sources("The council was informed that the house would shake."), ["-"]);
    }

    #[test]
    fn whoever_writes_asks() {
        let text = "Emily Brandt, who chairs the board, has written to the company asking when its directors were told.";
        assert!(sources(text).contains(&"Emily Brandt".to_string()), "{:?}", sources(text));
        let text = "VIENNA, May 5 — Western delegates to the talks on reducing forces in Central Europe said today that the \
                    other side had indicated for the first time that it might accept equal ceilings.";
        let delegates = "Western delegates to the talks on reducing forces in Central Europe";
        assert_eq!(sources(text).first().unwrap(), delegates);
    }

    #[test]
    fn what_has_no_verb_begins_where_its_sentence_does() {
        let text = "COLUMBUS, Ohio — Gov. Denise Brandt holds a narrow lead over Senator Tom Abara in Ohio and Tarn, according \
                    to two polls released Wednesday, as her rival stepped up his attacks on her record.";
        let document = crate::Attributor::builder().genre(crate::Genre::News).build().unwrap();
        let document = document.attribute(text);
        let said = document.attributions().next().unwrap();
        assert!(said.contents().next().unwrap().text().starts_with("Gov. Denise Brandt holds"));
    }
}
