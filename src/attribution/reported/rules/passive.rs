//! Who says it where the verb does not stand behind its subject in the active: *was told by | the clerk | that …*, *was quoted as
//! saying*, *was heard telling*.

#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::lexicon::{self, Frames};
use crate::span::Run;

/// How many tokens stand between *quoted* and *as saying*, and how many name somebody behind *by*.
pub(super) const NEAR: u32 = 12;

/// How many tokens of a sentence are looked over.
const FAR: u32 = 160;

pub(super) const AS: u16 = lexicon::hash("as");

const BY: u16 = lexicon::hash("by");

/// Whoever is moved so says so, not what moves them: *residents are angered by the plan*.
const MOVED: [u16; 24] = lexicon::hashes([
    "alarmed",
    "amazed",
    "angered",
    "annoyed",
    "appalled",
    "bothered",
    "buoyed",
    "convinced",
    "disappointed",
    "disturbed",
    "encouraged",
    "frustrated",
    "horrified",
    "impressed",
    "inspired",
    "moved",
    "outraged",
    "persuaded",
    "shocked",
    "stunned",
    "surprised",
    "startled",
    "troubled",
    "worried",
]);

/// *The mill is described by | its owner | as a ruin*, *was told by | the clerk | that it was shut*: behind a verb in the passive
/// stands who says it.
pub(super) fn agent(block: &Block<'_>, statement: &mut Statement) {
    const IT: u16 = lexicon::hash("it");
    let cue = statement.cue;
    let by = cue.run.end;
    if block.at(by as usize).word != BY || !is_passive(block, statement) {
        return;
    }
    let Some(words) = behind_by(block, by) else { return };
    // What the model took for the source is some of these words, or goes on with more of it: *by her campaign | and others*.
    let goes_on =
        matches!(block.part(words.end), Part::Conjunction | Part::Comma | Part::Preposition | Part::Open)
            && block.at(words.end as usize).word != AS;
    let own =
        |source: Run| source.start > by + 1 || source.start == by + 1 && source.end > words.end && goes_on;
    if statement.source.is_some_and(own) || block.part(words.end) == Part::Quote {
        return;
    }
    let sentence = block.sentence(by).map_or(words.end, |sentence| sentence.end);
    // *It was pointed out by the clerk that …*
    let it = statement.source.is_some_and(|it| it.len() == 1 && block.at(it.start as usize).word == IT);
    let told = it || cue.takes(Frames::HEARER);
    let infinitive = Some(words.end).filter(|&to| block.part(to) == Part::To);
    let clause = infinitive.or_else(|| if told { clause_behind(block, words.end, sentence) } else { None });
    let patient = statement.source.filter(|source| source.end == cue.run.start);
    statement.left = match clause {
        // Whoever is told something is no part of it.
        Some(_) if told => None,
        _ => statement.left.or(patient),
    };
    statement.source =
        Some(Run { end: clause.map_or(words.end, |clause| behind_relative(block, words, clause)), ..words });
    let right = statement.right.filter(|right| right.start >= by);
    let stops = |at: &u32| matches!(block.part(*at), Part::Comma | Part::Stop | Part::Colon | Part::Dash);
    let last = |from: u32| (from..sentence.min(from + FAR)).find(stops).unwrap_or(sentence);
    statement.right = match (right, clause) {
        (Some(right), Some(clause)) => Some(Run { start: clause, end: right.end }),
        (None, Some(clause)) => Some(Run { start: clause, end: last(clause) }),
        (Some(right), None) => Some(Run { start: right.start.max(words.end), ..right }),
        (None, None) => statement.right,
    }
    .filter(|right| right.start < right.end);
}

/// *The mayor was accused by the dockers | of “cowardice”*: behind who says it goes on what is said of the subject.
pub(super) fn complement(block: &Block<'_>, statement: &mut Statement) {
    const JOINTS: [u16; 5] = lexicon::hashes(["of", "as", "for", "over", "on"]);
    let by = statement.cue.run.end;
    let comma = |at: &u32| block.part(*at) == Part::Comma && block.at(*at as usize).quote == NONE;
    // *Described by friends as “shy” |, he lived alone*
    if let Some(right) = statement.right.filter(|_| block.at(by as usize).word == BY)
        && block.sentence(by).is_some_and(|sentence| sentence.start == statement.cue.run.start)
        && let Some(end) = (right.start..right.end).find(comma)
    {
        statement.right = Some(Run { end, ..right }).filter(|right| right.start < right.end);
    }
    let (Some(source), Some(left)) = (statement.source, statement.left) else { return };
    let opens =
        source.start == by + 1 && block.at(by as usize).word == BY && left.end <= statement.cue.run.start;
    let joint = source.end;
    let joins = JOINTS.contains(&block.at(joint as usize).word) && is_passive(block, statement);
    let Some(sentence) = block.sentence(joint).filter(|_| opens && joins) else { return };
    if let Some(right) = statement.right {
        // *by the dockers of | “cowardice”*
        let near = joint < right.start && right.start <= joint + 2;
        statement.right = Some(if near { Run { start: joint, ..right } } else { right });
        return;
    }
    let stops = |at: &u32| {
        matches!(block.part(*at), Part::Comma | Part::Stop | Part::Colon | Part::Dash | Part::Conjunction)
            && block.at(*at as usize).quote == NONE
    };
    let end = (joint..sentence.end.min(joint + FAR)).find(stops).unwrap_or(sentence.end);
    statement.right = Some(Run { start: joint, end }).filter(|right| right.len() > 1);
}

/// Whether the cue is a verb in the passive: *was told*, *being told*, *has been pointed out*.
pub(super) fn is_passive(block: &Block<'_>, statement: &Statement) -> bool {
    const BEING: u16 = lexicon::hash("being");
    let Run { start, end } = statement.cue.run;
    let anchor = statement.cue.anchor as u32;
    let be = |at: u32| block.part(at) == Part::Be || block.at(at as usize).word == BEING;
    // "Pointed out"
    let whole = (anchor + 1..end).all(|at| matches!(block.part(at), Part::Adverb | Part::Preposition));
    matches!(block.part(anchor), Part::Past | Part::Participle)
        && !MOVED.contains(&block.at(anchor as usize).word)
        && whole
        && (start.saturating_sub(1)..end).any(be)
}

/// The noun phrase behind *by*, if it is somebody who may say something.
fn behind_by(block: &Block<'_>, by: u32) -> Option<Run> {
    const OF: u16 = lexicon::hash("of");
    const MEANS: [u16; 9] =
        lexicon::hashes(["phone", "telephone", "email", "e-mail", "mail", "post", "letter", "text", "radio"]);
    let inside = |at: u32| {
        let part = block.part(at);
        // "64 percent of the electorate"; "an electorate | he no longer knew"
        // "A judge", "people": what could be a verb is none here.
        part.is_of_phrase() && (part != Part::Subject || at == by + 1)
            || part == Part::Base && block.part(at - 1) != Part::Plural
            || block.at(at as usize).word == OF && at > by + 1 && block.part(at + 1).is_of_phrase()
    };
    let end = (by + 1..by + NEAR).find(|&at| !inside(at)).unwrap_or(by + 1);
    // "By phone", "by next week"
    let means = MEANS.contains(&block.at(by as usize + 1).word) || block.part(by + 1) == Part::Adjective;
    (end > by + 1 && !means).then_some(Run { start: by + 1, end })
}

/// Where the clause begins that somebody was told: *by the clerk, a baker, | that it was shut*.
fn clause_behind(block: &Block<'_>, from: u32, sentence: u32) -> Option<u32> {
    const IF: [u16; 2] = lexicon::hashes(["whether", "if"]);
    let opens = |at: &u32| {
        block.part(*at) == Part::That && !block.part(*at + 1).is_finite()
            || IF.contains(&block.at(*at as usize).word)
    };
    let near = from..sentence.min(from + NEAR);
    let unquoted = |at: &u32| block.at(*at as usize).quote == NONE;
    near.take_while(unquoted).take_while(|&at| block.part(at) != Part::Colon).find(opens)
}

/// Where somebody ends of whom a relative clause tells: *by people who take no buses | that buses are fine*.
fn behind_relative(block: &Block<'_>, words: Run, clause: u32) -> u32 {
    if block.part(words.end) == Part::Relative { clause } else { words.end }
}

/// *The paper quoted | a clerk | as saying that …*, *| the clerk | was quoted as saying that …*
pub(super) fn as_saying(block: &Block<'_>, statement: &mut Statement) {
    const QUOTED: [u16; 3] = lexicon::hashes(["quoted", "quotes", "quote"]);
    let says = statement.cue.anchor as u32;
    let Some(joint) = says.checked_sub(1).filter(|&joint| block.at(joint as usize).word == AS) else {
        return;
    };
    if block.part(says) != Part::Gerund {
        return;
    }
    let quoted = |at: &u32| QUOTED.contains(&block.at(*at as usize).word);
    let Some(quoted) = (joint.saturating_sub(NEAR)..joint).rev().find(quoted) else { return };
    let adverb = u32::from(quoted > 0 && block.part(quoted - 1) == Part::Adverb);
    let before = quoted.saturating_sub(adverb);
    let source = if block.part(before.saturating_sub(1)) == Part::Be {
        subject_before(block, before)
    } else {
        let object = quoted + 1..joint;
        let end = object.clone().find(|&at| block.part(at) == Part::Comma).unwrap_or(joint);
        (end > quoted + 1 && block.part(quoted + 1).is_of_phrase()).then_some(Run { start: quoted + 1, end })
    };
    statement.source = source.or(statement.source);
}

/// *She | was heard telling | a clerk that …*, *a note in which | a woman | can be heard saying …*: who is heard says it.
pub(super) fn overheard(block: &Block<'_>, statement: &mut Statement) {
    const HEARD: [u16; 6] =
        lexicon::hashes(["heard", "overheard", "filmed", "recorded", "caught", "captured"]);
    let says = statement.cue.anchor as u32;
    let before = |at: u32| at.checked_sub(1);
    let Some(heard) = before(says).filter(|&at| HEARD.contains(&block.at(at as usize).word)) else { return };
    if block.part(says) != Part::Gerund || before(heard).is_none_or(|be| block.part(be) != Part::Be) {
        return;
    }
    if let Some(source) = subject_before(block, heard) {
        statement.source = Some(source);
    }
}

/// The noun phrase before a verb in the passive, *be* and what helps it.
fn subject_before(block: &Block<'_>, verb: u32) -> Option<Run> {
    let helps = |at: &u32| matches!(block.part(*at), Part::Be | Part::Auxiliary | Part::Modal | Part::Adverb);
    let end = (verb.saturating_sub(NEAR)..verb).rev().take_while(helps).last()?;
    // "On it | Quill can be heard"
    let own = |at: u32| !matches!(block.part(at), Part::Pronoun | Part::Subject) || at + 1 == end;
    let inside = |at: &u32| block.part(*at).is_of_phrase() && own(*at);
    let phrase = (end.saturating_sub(NEAR)..end).rev().take_while(inside);
    phrase.last().map(|start| Run { start, end })
}

/// *The outcome | has been described as | a draw*: nobody tells who says so, least of all the outcome.
pub(super) fn unnamed(block: &Block<'_>, statement: &mut Statement) {
    const DEEM: [u16; 6] = lexicon::hashes(["declare", "deem", "dub", "consider", "proclaim", "rank"]);
    const KNOW: u16 = lexicon::hash("know");
    const FOR: u16 = lexicon::hash("for");
    let cue = statement.cue;
    let last = cue.run.end.saturating_sub(1);
    // "Opened up about being described as …"
    let helps = matches!(block.part(cue.run.start), Part::Be | Part::Auxiliary | Part::Modal);
    let led = block.at(last as usize).word == AS || block.at(cue.run.end as usize).word == AS;
    // *had been declared bankrupt*, *is best known for her songs*
    let lemma = block.at(cue.anchor).lemma();
    let deemed = DEEM.contains(&lemma) || lemma == KNOW && block.at(last as usize).word == FOR;
    let patient = statement.source.filter(|source| source.end == cue.run.start);
    let takes = led && cue.takes(Frames::AS) || deemed && statement.right.is_some();
    if takes && helps && statement.left.is_none() && is_passive(block, statement) {
        statement.left = patient;
        statement.source = statement.source.filter(|_| patient.is_none());
    }
}

/// *One of them | was told | that she was early*: whoever is told something is no part of it.
pub(super) fn told(block: &Block<'_>, statement: &mut Statement) {
    const TOLD: u16 = lexicon::hash("told");
    let cue = statement.cue;
    let told = block.at(cue.anchor).word == TOLD && is_passive(block, statement);
    let behind = statement.right.is_some_and(|right| right.start >= cue.run.end);
    if told && behind {
        statement.left = statement.left.filter(|left| left.end != cue.run.start);
    }
}

/// *The clerk urged parents to wait after | two cases | were confirmed*: nobody says who confirms it, and what happened before
/// the clause is no part of it.
pub(super) fn behind_opener(block: &Block<'_>, statement: &mut Statement) {
    const OPENERS: [u16; 5] = lexicon::hashes(["after", "before", "until", "since", "when"]);
    let Some(left) = statement.left.filter(|left| left.end == statement.cue.run.start) else { return };
    let alone = statement.source.is_none() && statement.right.is_none() && is_passive(block, statement);
    let opens = |at: &u32| OPENERS.contains(&block.at(*at as usize).word);
    let Some(opener) = (left.start + 1..left.end - 1).rev().find(opens).filter(|_| alone) else { return };
    if block.counts(left.start, opener).verbs() > 0 && block.counts(opener, left.end).verbs() == 0 {
        statement.left = Some(Run { start: opener + 1, ..left });
    }
}

/// *A miller accused of theft*: the miller does not accuse.
pub(super) fn undergo(block: &Block<'_>, statement: &mut Statement) {
    const ACCUSED: [u16; 2] = lexicon::hashes(["accused", "suspected"]);
    const OF: u16 = lexicon::hash("of");
    let (start, anchor) = (statement.cue.run.start, statement.cue.anchor);
    let alone = start as usize == anchor && ACCUSED.contains(&block.at(anchor).word);
    if alone && block.at(anchor + 1).word == OF && statement.source.is_some_and(|source| source.end == start)
    {
        statement.source = None;
    }
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "agent",
        "The plan was described by one official as dead on arrival.",
        &["one official <was described>: The plan / as dead on arrival"],
    ),
    needs(
        "agent",
        "A farmer was told by a judge that he was lucky.",
        &["a judge <was told>: that he was lucky"],
    ),
    needs(
        "agent",
        "The mayor was accused by the dockers of “cowardice”.",
        &["the dockers <was accused>: The mayor / of “cowardice”"],
    ),
    leaves(
        "agent",
        "Lena Brandt was told by phone that the mill had burned.",
        &["- <was told>: that the mill had burned"],
    ),
    needs("complement", "Described by friends as “shy”, he lived alone.", &["friends <Described>: as “shy”"]),
    needs(
        "as_saying",
        "The newspaper quoted an unnamed clerk as saying that the plan was dead.",
        &[
            "The newspaper <quoted>: an unnamed clerk as saying that the plan was dead",
            "an unnamed clerk <saying>: that the plan was dead",
        ],
    ),
    needs(
        "overheard",
        "The clerk distanced himself from a tape on which a woman can be heard saying, “Leave Tom, he knows.”",
        &[
            "The clerk <distanced>: himself from a tape on which a woman can be heard saying, “Leave Tom, he knows.”",
            "a woman <saying>: Leave Tom, he knows.",
        ],
    ),
    needs(
        "unnamed",
        "The outcome has been described as “a victory for the river”.",
        &["- <has been described as>: The outcome / a victory for the river"],
    ),
    needs(
        "behind_opener",
        "The clerk urged parents to wait after two cases were confirmed.",
        &[
            "The clerk <urged>: parents to wait after two cases were confirmed",
            "- <were confirmed>: two cases",
        ],
    ),
    needs("undergo", "Police arrested a miller accused of stealing flour.", &[]),
    needs(
        "unnamed",
        "Tom Abara had been declared bankrupt.",
        &["- <had been declared>: Tom Abara / bankrupt"],
    ),
    needs(
        "unnamed",
        "She is best known for the Tarn curtains.",
        &["- <is best known for>: She / the Tarn curtains"],
    ),
    needs("told", "Residents of Mill Lane have been told to leave.", &["- <have been told>: to leave"]),
];

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    fn attributed(text: &str) -> Vec<(String, String)> {
        let attributor = crate::Attributor::builder().genre(crate::Genre::News).build().unwrap();
        let document = attributor.attribute(text);
        let part = |part: Option<crate::Excerpt<'_>>| part.map_or("-", |part| part.text()).to_string();
        document.attributions().map(|said| (part(said.source()), part(said.contents().next()))).collect()
    }

    fn sources(text: &str) -> Vec<String> {
        attributed(text).into_iter().map(|(source, _)| source).collect()
    }

    fn said(source: &str, content: &str) -> (String, String) {
        (source.to_string(), content.to_string())
    }

    #[test]
    fn behind_a_passive_stands_who_says_it() {
        assert_eq!(sources("The plan was described by one official as dead on arrival."), ["one official"]);
        assert_eq!(sources("Mr. Reyes was said by aides to be happy."), ["aides"]);
        assert_eq!(sources("She has been praised by colleagues as a reformer."), ["colleagues"]);
        // Whoever is moved by something says so.
        let found = sources("Residents are angered by the plan, according to Lena Brandt.");
        assert!(!found.contains(&"the plan".to_string()), "{found:?}");
    }

    #[test]
    fn whoever_is_told_something_is_told_it_by_somebody() {
        let text = "A farmer was told by a judge that he was lucky. He has been told by people who take no buses that buses are fine.";
        assert_eq!(
            attributed(text),
            [said("a judge", "that he was lucky"), said("people who take no buses", "that buses are fine"),]
        );
        let text = "It was pointed out by the clerk that this had been a wasp.";
        assert_eq!(attributed(text), [said("the clerk", "that this had been a wasp")]);
        let text = "Members backed the wall, despite being told by their own engineer that it would leak.";
        assert!(
            attributed(text).contains(&said("their own engineer", "that it would leak")),
            "{:?}",
            attributed(text)
        );
        let text = "Mr. Reyes has been urged by voting-rights groups to suspend the clerk.";
        assert_eq!(sources(text), ["voting-rights groups"]);
        // By what means is not by whom.
        assert!(
            !sources("Lena Brandt was told by phone that the mill had burned.")
                .contains(&"phone".to_string())
        );
    }

    #[test]
    fn who_is_heard_says_it() {
        let text = "Tom Abara, who waved to his wife, was heard telling a clerk that the floor was wet.";
        assert_eq!(sources(text).last().unwrap(), "Tom Abara, who waved to his wife");
        let text = "The clerk distanced himself from a tape on which a woman can be heard saying, “Leave Tom, he knows.”";
        assert!(sources(text).contains(&"a woman".to_string()), "{:?}", sources(text));
    }
}
