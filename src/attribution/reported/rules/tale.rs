//! What grammar alone is sure of in a tale: a verb of speech or thought with its clause, or between commas.

use super::deed::is_infinitive;
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::led::{between, clause};
use crate::attribution::reported::view::Block;
use crate::lexer::TokenKind;
use crate::lexicon::Frames;
use crate::span::Run;

/// In a sentence of more tokens nothing is looked for.
const FAR: usize = 240;

/// *Ada opened the gate, and | Jon said …*, *Ada | opened the gate and said …*: of what the models take for a source the
/// part that can be one.
pub(super) fn narrow(block: &Block<'_>, statement: &mut Statement) {
    let Some(Run { start, end }) = statement.source else { return };
    let part = |at: u32| block.part(at);
    // Of *the drawn curtains* no word is a verb.
    let does = |at: &u32| {
        let before = at.checked_sub(1).filter(|&before| before >= start).map_or(Part::Edge, part);
        part(*at).is_finite() && (before.is_nominal() || matches!(before, Part::Adverb | Part::Comma))
    };
    let relative = |at: &u32| matches!(part(*at), Part::Relative | Part::That);
    let upto = (start..end).find(relative).unwrap_or(end);
    let Some(verb) = (start..upto).rfind(does) else { return };
    let joint = |at: &u32| matches!(part(*at), Part::Conjunction | Part::Comma | Part::Stop);
    let next = (verb + 1..upto).find(joint).and_then(|first| (first + 1..upto).find(|at| !joint(at)));
    let opens = |at: &u32| part(*at).is_of_phrase();
    statement.source = match next.filter(opens) {
        Some(start) => Some(Run { start, end }),
        None => {
            let end = (start..verb).find(|at| !opens(at)).unwrap_or(verb);
            Some(Run { start, end }).filter(|subject| part(subject.end.saturating_sub(1)).is_nominal())
        }
    };
}

/// Gives a statement the clause and the source that grammar knows.
pub(super) fn lead(block: &Block<'_>, statement: &mut Statement) {
    let anchor = statement.cue.anchor;
    let Some(sentence) = block.sentence(anchor as u32).filter(|sentence| sentence.len() <= FAR) else {
        return;
    };
    let unquoted = block.is_unquoted(sentence.start, sentence.end);
    let Some(own) = block.tokens.get(sentence.range()).filter(|_| unquoted) else { return };
    let (first, verb) = (sentence.start as usize, anchor - sentence.start as usize);
    let Some(frames) = statement.cue.frames.checked_sub(1).map(|frames| Frames(frames as u16)) else {
        return;
    };
    let end = block.closing_end(sentence.start, sentence.end).unwrap_or(sentence.end);
    if let Some((source, close)) = between(own, verb, frames) {
        let at = |place: usize| (first + place) as u32;
        let start = at(verb.min(source.start as usize) - 1);
        let left = Run { start: sentence.start, end: start };
        let right = Run { start: at(close) + 1, end };
        let goes_on =
            right.start < right.end && block.part(at(close)) == Part::Comma && goes_on(block, left, right);
        statement.source = Some(Run { start: at(source.start as usize), end: at(source.end as usize) });
        statement.cue.run = Run { start: anchor as u32, end: anchor as u32 + 1 };
        statement.left = Some(left);
        statement.right = Some(right).filter(|_| goes_on);
        return;
    }
    if let Some(start) = clause(own, verb, frames).map(|start| (first + start) as u32)
        && statement.right.is_none_or(|right| right.start != start)
        && start < end
    {
        let upto = statement.right.filter(|right| right.end > start + 1).map_or(end, |right| right.end);
        statement.right = Some(Run { start, end: upto });
        statement.left = None;
    }
    apart(block, sentence, statement);
    if statement.source.is_none() && statement.right.is_some() {
        statement.source = subject(block, sentence, statement.cue.run.start);
    }
}

/// *| Little Mr. Frobisher, | who had come to value | the spoons, | suggested …*, *And | she, | going on with | her sewing, | said …*:
/// nobody speaks in what is told between commas of who does.
fn apart(block: &Block<'_>, sentence: Run, statement: &mut Statement) {
    let (Some(source), None) = (statement.source, statement.left) else { return };
    let comma = |at: u32| block.part(at) == Part::Comma;
    if !comma(source.end) || source.end >= statement.cue.run.start {
        return;
    }
    let Some(named) = opening(block, sentence, source.start) else { return };
    let told = matches!(
        block.part(named.end + 1),
        Part::Relative | Part::Gerund | Part::Participle | Part::Preposition
    );
    if comma(named.end) && told && named.end < source.start {
        statement.source = Some(named);
    }
}

/// *The organ, said Mr. Huddlestone, | was out of tune*; but *…, thought Philip, | smiling at her*.
fn goes_on(block: &Block<'_>, left: Run, right: Run) -> bool {
    let first = block.part(right.start);
    let whole = block.counts(left.start, left.end).verbs() > 0;
    // *He had, he said, | been ruined twice*
    if matches!(block.part(left.end.saturating_sub(1)), Part::Auxiliary | Part::Be | Part::Modal | Part::To) {
        return true;
    }
    match first {
        Part::Conjunction | Part::Gerund | Part::Participle | Part::Subordinator => false,
        Part::Third | Part::Past | Part::Be | Part::Modal | Part::Auxiliary => !whole,
        Part::Base => !whole,
        _ => block.counts(right.start, right.end).verbs() > 0 || is_infinitive(block, right.start as usize),
    }
}

/// The noun phrase with which a sentence begins, or its part behind a semicolon, before a token.
fn opening(block: &Block<'_>, sentence: Run, before: u32) -> Option<Run> {
    const LONGEST: usize = 12;
    let semicolon = |at: &u32| block.at(*at as usize).kind == TokenKind::Semicolon;
    let begins = (sentence.start..before).rev().find(semicolon).map_or(sentence.start, |at| at + 1);
    let start = begins + u32::from(block.part(begins) == Part::Conjunction);
    let phrase =
        |at: &u32| block.part(*at).is_of_phrase() || *at > start && block.part(*at) == Part::Preposition;
    let end = (start..before).take(LONGEST).take_while(phrase).last()? + 1;
    block.part(end - 1).is_nominal().then_some(Run { start, end })
}

/// That phrase as the subject of its verb before a cue; with what is told of it between commas.
pub(super) fn subject(block: &Block<'_>, sentence: Run, cue: u32) -> Option<Run> {
    const LONGEST: u32 = 12;
    let named = opening(block, sentence, cue)?;
    let end = named.end;
    let comma = |at: u32| block.part(at) == Part::Comma;
    let apposed = comma(end) && end + 1 < cue && comma(cue - 1) && cue - end < LONGEST;
    if apposed && block.counts(end, cue).verbs() <= 1 {
        return Some(Run { end: cue - 1, ..named });
    }
    (end == cue || block.part(end).is_finite() || block.part(end) == Part::Adverb).then_some(named)
}

/// *“Rudge says | he didn't. Which leaves the dog.”*: where people tell what others say, the next sentence is their own.
pub(super) fn keep_to_sentence(block: &Block<'_>, statement: &mut Statement) {
    let spoken = block.at(statement.cue.anchor).quote;
    let Some(right) = statement.right.filter(|_| spoken != NONE) else { return };
    if block.at(right.start as usize).quote != spoken {
        return;
    }
    let end = block.sentence(right.start).map_or(right.end, |sentence| sentence.end.min(right.end));
    let ends = |at: &u32| !matches!(block.part(*at), Part::Stop | Part::Comma | Part::Quote);
    let last = (right.start..end).rfind(ends);
    statement.right = last.map(|last| Run { end: last + 1, ..right }).or(statement.right);
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "narrow",
        "Odile, as they waited for the porter, wondered why the lamp was lit.",
        &["Odile <wondered>: why the lamp was lit"],
    ),
    needs(
        "narrow",
        "Captain Rao turned round, and looking at the boy, saw that he was crying.",
        &["Captain Rao <saw>: that he was crying"],
    ),
    needs(
        "lead",
        "Sergeant Dole shut the gate and asked in a low voice whose goat it was.",
        &["Sergeant Dole <asked>: whose goat it was"],
    ),
    needs(
        "lead",
        "Yes, yes, said Mr. Dole aloud, the roof was in a sad state.",
        &["Mr. Dole <said>: Yes, yes / the roof was in a sad state"],
    ),
    needs(
        "lead",
        "A man cannot, thought Hugh, marry a cook.",
        &["Hugh <thought>: A man cannot / marry a cook"],
    ),
    needs("lead", "He sings flat, thought Ada, smiling at him.", &["Ada <thought>: He sings flat"]),
    leaves("lead", "When the bell rang, Ada opened, and the cat came in.", &[]),
    leaves("lead", "Ada spoke to the man that had sold the boat.", &[]),
    needs(
        "keep_to_sentence",
        "“Rudge says he didn't. Which leaves the dog.”",
        &["- <->: Rudge says he didn't. Which leaves the dog.", "Rudge <says>: he didn't"],
    ),
];

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    use crate::{Attributor, Genre};

    /// Sources and contents of what is stated in a tale.
    fn stated(text: &str) -> Vec<(String, Vec<String>)> {
        let attributor = Attributor::builder().genre(Genre::Fiction).build().unwrap();
        let document = attributor.attribute(text);
        let contents = |said: &crate::Attribution<'_, '_>| {
            said.contents().map(|content| content.text().to_string()).collect()
        };
        document
            .attributions()
            .map(|said| (said.source().map_or("", |source| source.text()).to_string(), contents(&said)))
            .collect()
    }

    #[test]
    fn a_verb_with_its_clause_states_it() {
        for (text, source, content) in [
            ("The miller believed that the weir would hold.", "The miller", "that the weir would hold"),
            ("Mrs. Orr hoped that the curate would not sing.", "Mrs. Orr", "that the curate would not sing"),
            ("He told me, yawning, that he had rowed all night.", "He", "that he had rowed all night"),
            ("I asked her, whether the bridge were safe.", "I", "whether the bridge were safe"),
            (
                "Sergeant Dole shut the gate and asked in a low voice whose goat it was.",
                "Sergeant Dole",
                "whose goat it was",
            ),
            ("Miss Brandt said that the lamp was out.", "Miss Brandt", "that the lamp was out"),
            ("The verger deposed that he had heard the bell.", "The verger", "that he had heard the bell"),
            (
                "I was told by my host, who kept bees, that the road was flooded.",
                "my host",
                "that the road was flooded",
            ),
        ] {
            let found = stated(text);
            assert_eq!(found, [(source.into(), [content.to_string()].into())], "{text}");
        }
    }

    /// Known failures: they ought to come out otherwise.
    #[test]
    fn not_yet() {
        // "The ferryman, a stout man named Dole"
        let found = stated("The ferryman, a stout man named Dole, held that the tide was late.");
        assert_eq!(found, [("The ferryman".into(), ["that the tide was late".to_string()].into())]);
        // What he thought of is no statement.
        assert_eq!(stated("Hugh thought of the days that they had spent there.").len(), 1);
    }

    #[test]
    fn between_commas_somebody_says_or_thinks_what_stands_around() {
        for (text, source, contents) in [
            ("And he sings flat, thought Mrs. Orr.", "Mrs. Orr", &["And he sings flat"] as &[_]),
            (
                "Yes, yes, said Mr. Dole aloud, the roof was in a sad state.",
                "Mr. Dole",
                &["Yes, yes", "the roof was in a sad state"],
            ),
            (
                "One of them, Miss Brandt continued, had climbed the wall.",
                "Miss Brandt",
                &["One of them", "had climbed the wall"],
            ),
            ("A man cannot, thought Hugh, marry a cook.", "Hugh", &["A man cannot", "marry a cook"]),
            ("He sings flat, thought Ada, smiling at him.", "Ada", &["He sings flat"]),
            ("He had, he said, been robbed twice.", "he", &["He had", "been robbed twice"]),
        ] {
            let contents = contents.iter().map(|content| content.to_string()).collect();
            assert_eq!(stated(text), [(source.into(), contents)], "{text}");
        }
    }

    #[test]
    fn what_only_looks_so_is_no_statement() {
        for text in [
            "Ada spoke to the man that had sold the boat.",
            "When the bell rang, Ada opened, and the cat came in.",
            "Nobody on the pier supposed that the boat would sail.",
        ] {
            assert_eq!(stated(text), [], "{text}");
        }
    }
}
