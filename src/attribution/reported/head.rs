//! The subject that a sentence names before it tells more of it, or makes something of it: sources of which the models
//! choose but a part.

use super::Statement;
use super::agent::AS;
use super::cell::{NONE, Part};
use super::view::Block;
use crate::lexicon::{self, Frames};
use crate::span::Run;

const ACCORDING: u16 = lexicon::hash("according");
const ONE: u16 = lexicon::hash("one");

/// How many tokens such a subject has at most.
const LONGEST: u32 = 16;

/// How many tokens what was read in papers may have.
const FAR: u32 = 160;

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

/// *The mill will close, according to | papers seen by | the Herald*: where it was read is all that stands behind.
pub(super) fn own_papers(block: &Block<'_>, statement: &mut Statement) {
    let (Some(source), Some(right)) = (statement.source, statement.right) else { return };
    let cue = statement.cue.run;
    let according = (cue.start..cue.end).any(|at| block.at(at as usize).word == ACCORDING);
    let inside = right.start == cue.end && right.start <= source.start && source.end <= right.end;
    let comma = cue.start.checked_sub(1).filter(|&before| block.part(before) == Part::Comma);
    let Some(comma) = comma.filter(|_| according && inside) else { return };
    let Some(sentence) = block.sentence(cue.start).filter(|sentence| sentence.start < comma) else { return };
    let far = comma - sentence.start > FAR;
    if statement.left.is_none() && !far && block.is_unquoted(sentence.start, comma) {
        statement.left = Some(Run { start: sentence.start, end: comma });
    }
    if statement.left.is_some() {
        (statement.source, statement.right) = (Some(Run { start: right.start, end: source.end }), None);
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

/// How many tokens may be told of a subject between commas, with the subject.
const APPOSED: u32 = 30;

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

/// *COLUMBUS, Ohio — | The governor leads, | according to a poll*: what has no verb begins where its sentence does.
pub(super) fn whole_clause(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue.run;
    let Some(left) = statement.left.filter(|_| block.at(cue.start as usize).word == ACCORDING) else {
        return;
    };
    let Some(start) = block.sentence(cue.start).map(|sentence| sentence.start) else { return };
    let unquoted = |at: u32| block.at(at as usize).quote == NONE;
    if start < left.start
        && left.start - start < FAR
        && block.part(left.start) != Part::Relative
        // "Three letters, | all of them, | according to the clerk, | from one address"
        && block.part(left.start - 1) != Part::Comma
        && block.counts(left.start, left.end).verbs() == 0
        && block.counts(start, left.start).verbs() > 0
        && (start..left.end).all(unquoted)
    {
        statement.left = Some(Run { start, ..left });
    }
}

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
    fn whom_a_clause_between_commas_tells_of_speaks() {
        let found = sources(
            "Two people familiar with the talks, who asked for anonymity, said the mill had been offered a loan.",
        );
        assert_eq!(found.last().unwrap(), "Two people familiar with the talks");
        let found = sources("The harbour hired Tom Abara, who promised that the sand would go.");
        assert_eq!(found, ["who"]);
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
    fn the_subject_that_begins_a_sentence_says_it() {
        let found = sources("Residents of the street say police took an hour to come.");
        assert_eq!(found, ["Residents of the street"]);
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

    #[test]
    fn who_asks_by_name_is_the_source_of_the_question() {
        let text = "Asked by the moderator, Chris Vance, if he would accept the result, Mr. Reyes said he would “look at it at \
                    the time.”";
        assert!(sources(text).contains(&"the moderator, Chris Vance".to_string()), "{:?}", sources(text));
    }
}
