//! What a tale tells is mostly what happens: a reporting verb there needs somebody who reports, and something reported.

use super::reject::NAME;
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::attribution::reported::{REPORTS, Statement};
use crate::lexer::TokenKind;
use crate::lexicon::{self, Class, Frames};
use crate::span::Run;

/// What speaks though it is nobody.
const VOICES: [u16; 2] = lexicon::hashes(["voice", "voices"]);

/// What stands for a thing.
const IT: [u16; 3] = lexicon::hashes(["it", "which", "this"]);

/// What tells nothing of what was said.
const EMPTY: [u16; 9] =
    lexicon::hashes(["nothing", "anything", "something", "everything", "it", "this", "so", "much", "little"]);

/// What somebody finds is there.
const FIND: u16 = lexicon::hash("find");

const SAY: u16 = lexicon::hash("say");

const NOTHING: u16 = lexicon::hash("nothing");

const TO: u16 = lexicon::hash("to");

/// How something looks, and how it goes on.
const SEEMS: [u16; 3] = lexicon::hashes(["seem", "appear", "continue"]);

/// How somebody speaks of something at length.
const TELLS: [u16; 5] = lexicon::hashes(["tell", "talk", "speak", "describe", "discuss"]);

/// What somebody speaks of.
const OF: [u16; 4] = lexicon::hashes(["of", "about", "against", "on"]);

/// *She looked at the clock*, *He weighed two hundred pounds*, *The boat continued to drift*: what happens in a tale,
/// and nobody says it.
pub(super) fn is_deed(block: &Block<'_>, statement: &Statement) -> bool {
    let Some(anchor) = block.tokens.get(statement.cue.anchor).filter(|anchor| anchor.is(TokenKind::Word))
    else {
        return false;
    };
    let class = anchor.class();
    let lemma = block.at(statement.cue.anchor).lemma();
    // *It was, she said, an old boat.*
    let comma = |at: u32| block.part(at) == Part::Comma;
    let cue = statement.cue.run;
    let first = statement.source.map_or(cue.start, |source| source.start.min(cue.start));
    let inserted = comma(cue.end) && first.checked_sub(1).is_some_and(comma);
    if !class.any(REPORTS) || SEEMS.contains(&lemma) && !inserted {
        return true;
    }
    let quotes = statement.pieces().any(|piece| piece.range().any(|at| block.at(at).quote != NONE));
    if quotes {
        return false;
    }
    // *She had nothing to say that could help him.*
    if cue.range().any(|at| block.at(at).word == NOTHING) {
        return true;
    }
    let says = class.any(Class::SPEECH.or(Class::WRITING));
    // *explained to the villagers that …*
    let to = |right: Run| block.part(right.start) == Part::To || block.at(right.start as usize).word == TO;
    let hearer = statement.cue.takes(Frames::HEARER) || statement.right.is_some_and(to);
    let behind = statement.right.is_some_and(|right| match statement.left {
        // *Those days, she said, were over*
        Some(_) => is_clause(block, right),
        None => opens_clause(block, right, hearer),
    });
    let clause = behind || inserted || statement.left.is_some_and(|left| is_clause(block, left));
    if !clause && is_aside(block, statement, class) {
        return true;
    }
    // *the house, as it was called*, but *they called him a liar*; *she adored the sea*.
    // Whoever *called her father* said nothing.
    let rang = |piece: Run| {
        block.part(piece.start) == Part::Possessive
            && !(piece.start + 2..piece.end)
                .any(|at| matches!(block.part(at), Part::Determiner | Part::Adjective))
    };
    let named = |piece: Run| {
        piece.len() > 1
            && matches!(block.part(piece.start), Part::Pronoun | Part::Name | Part::Possessive)
            && !rang(piece)
    };
    let unnamed = || statement.source.is_none() || !statement.right.is_some_and(named);
    // *called up that he had it*
    let called = behind && statement.cue.run.len() > 1;
    // *The Marquis hoped that his guests would stay*
    let hopes = || {
        statement.right.is_some_and(|right| {
            matches!(block.part(right.start), Part::That | Part::Subordinator | Part::Relative)
        })
    };
    let thinks = says || class.any(Class::THOUGHT.or(Class::CUE_NOUN)) || hopes();
    if NAME.contains(&lemma) && unnamed() && !called || !thinks {
        return true;
    }
    // *He had known the shallows*, *her view of the harbour*.
    if !says && !clause {
        return true;
    }
    let Some(right) = statement.right.filter(|_| statement.left.is_none()) else { return false };
    let opens = right.range().find(|&at| !matches!(block.at(at).part, Part::Adverb | Part::Time));
    let opening = opens.map_or(Part::Edge, |at| block.at(at).part);
    let that = matches!(opening, Part::That | Part::Relative | Part::Subordinator);
    // *The natives complained that …* are people, whatever the lexicon knows of them; *her dress presented …* is not.
    // *The radio says it will rain.*
    let tells = || behind && lemma == SAY && statement.source.is_some_and(|source| !is_it(block, source));
    let stated = says && (that || tells());
    if !stated && statement.source.is_some_and(|source| is_thing(block, source)) {
        return true;
    }
    // *It was rumoured that …* is said by somebody; *it was noted for its cheese* by nobody.
    if statement.source.is_none() && !that {
        return true;
    }
    // *his promise to write*, but not *his look at the sea*.
    if class.any(Class::CUE_NOUN) && !class.any(Class::VERB) && !that && opening != Part::To {
        return true;
    }
    // *He found a boat*, *She dismissed him*, *He presented a coat*; but *She told a tale of the sea*.
    let tells = class.any(Class::TAG.or(Class::CUE_NOUN)) || TELLS.contains(&lemma);
    let plain = !clause && !tells && opening != Part::Preposition;
    // *She had said nothing so far*.
    let states = |at: usize| block.at(at + 1).part.is_finite();
    let empty = opens.is_some_and(|at| EMPTY.contains(&block.at(at).word) && !states(at));
    if plain || empty || lemma == FIND && !that {
        return true;
    }
    match opening {
        // *He swore softly*.
        Part::Edge => true,
        // *He spoke to no one*, *supported by his nephew*.
        Part::Preposition => !behind && opens.is_some_and(|at| !OF.contains(&block.at(at).word)),
        Part::To => !behind && opens.is_some_and(|at| !is_infinitive(block, at)),
        _ => false,
    }
}

/// *He was talking to the girl*, *She cried, and it was no wonder*, *He returned, a happy man*, *She grinned a greeting*: what
/// stands beside the verb is whom it goes to, what happens next, or how somebody is.
fn is_aside(block: &Block<'_>, statement: &Statement, class: Class) -> bool {
    const TOWARDS: [u16; 4] = lexicon::hashes(["to", "with", "into", "at"]);
    let cue = statement.cue.run;
    let apart =
        |right: Run| block.part(cue.end) == Part::Comma || block.part(right.start) == Part::Conjunction;
    // *once*, *a little more*
    let lightly = |part: Part| {
        matches!(
            part,
            Part::Adverb
                | Part::Time
                | Part::Determiner
                | Part::Adjective
                | Part::Preposition
                | Part::Negation
        )
    };
    let nothing = |piece: Run| piece.range().all(|at| lightly(block.at(at).part));
    class.all(Class::MANNER)
        || TOWARDS.contains(&block.at(cue.end.saturating_sub(1) as usize).word)
        || statement.right.is_some_and(apart)
        || statement.pieces().all(nothing)
        || statement.source.is_none() && statement.left.is_some()
}

/// *that the tide had turned*, *to write*, *the tide had turned*, *her to be gone*, and behind whom it is told, as a `hearer`
/// may be, *the porter that it had*: whether a clause begins here. Of *most of the men who wrote* the verb belongs to what
/// is said of them.
fn opens_clause(block: &Block<'_>, piece: Run, hearer: bool) -> bool {
    /// How many tokens a subject may have.
    const SUBJECT: usize = 16;
    const ASKS: [u16; 5] = lexicon::hashes(["how", "what", "why", "whether", "if"]);
    let part = |at: usize| block.at(at).part;
    let lightly = |at: &usize| matches!(part(*at), Part::Adverb | Part::Time | Part::Comma);
    let opens = |at: usize| matches!(part(at), Part::That | Part::Relative | Part::Subordinator);
    let Some(start) = piece.range().find(|at| !lightly(at)) else { return false };
    if opens(start) || is_infinitive(block, start) {
        return true;
    }
    let hearer = hearer || part(start) == Part::Pronoun;
    for at in (start + 1..piece.end as usize).take(SUBJECT) {
        if opens(at) {
            return ASKS.contains(&block.at(at).word) || hearer && part(at) == Part::That;
        }
        if part(at).is_finite() || is_infinitive(block, at) {
            return true;
        }
        if matches!(part(at), Part::Comma | Part::Stop | Part::Colon | Part::Dash) {
            return false;
        }
    }
    false
}

/// *to write*, *to be gone*
pub(super) fn is_infinitive(block: &Block<'_>, at: usize) -> bool {
    let verb = || matches!(block.at(at + 1).part, Part::Base | Part::Be | Part::Auxiliary);
    block.at(at).part == Part::To && verb()
}

/// *Her appearance presented a contrast*, *which said as much*: what is nobody says nothing, unless it can be read.
fn is_thing(block: &Block<'_>, source: Run) -> bool {
    const SPEAK: Class = Class::PERSON
        .or(Class::ROLE)
        .or(Class::KIN)
        .or(Class::TITLE)
        .or(Class::GROUP)
        .or(Class::ORGANISATION)
        .or(Class::DOCUMENT)
        .or(Class::GIVEN)
        .or(Class::PLACE)
        .or(Class::PRONOUN);
    let phrase = |at: &usize| {
        let part = block.at(*at).part;
        part.is_nominal()
            || matches!(
                part,
                Part::Determiner
                    | Part::Possessive
                    | Part::Adjective
                    | Part::Number
                    | Part::Adverb
                    | Part::Base
            )
    };
    let Some(head) = source.range().take_while(phrase).last() else { return false };
    let cell = block.at(head);
    let voice = VOICES.contains(&cell.word);
    let known = || {
        block.tokens.get(head).is_some_and(|head| {
            head.class().any(Class::NOUN.or(Class::PLURAL))
                && !head.class().any(SPEAK)
                && !head.is_capitalised()
        })
    };
    IT.contains(&cell.word) || !voice && known()
}

/// "It", and no more.
fn is_it(block: &Block<'_>, source: Run) -> bool {
    source.len() == 1 && IT.contains(&block.at(source.start as usize).word)
}

/// Whether there is a verb, or what brings a clause in.
fn is_clause(block: &Block<'_>, piece: Run) -> bool {
    block.counts(piece.start, piece.end).verbs() > 0
        || piece.range().any(|at| {
            matches!(block.at(at).part, Part::That | Part::Relative | Part::To | Part::Subordinator)
        })
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs("is_deed", "The boat continued to drift.", &[]),
    needs("is_deed", "Professor Adeyemi wrote a single word on the board.", &[]),
    needs("is_deed", "He knew most of the men who wrote for the paper.", &[]),
    leaves("is_deed", "They all called him a liar.", &["They <all called>: him a liar"]),
    leaves("is_deed", "Odile said nothing would come of it.", &["Odile <said>: nothing would come of it"]),
];

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    use crate::{Attributor, Genre};

    /// What is stated in a tale.
    fn stated(text: &str) -> Vec<String> {
        let attributor = Attributor::builder().genre(Genre::Fiction).build().unwrap();
        let document = attributor.attribute(text);
        document.attributions().filter_map(|said| Some(said.contents().next()?.text().to_string())).collect()
    }

    #[test]
    fn what_happens_is_not_stated() {
        for text in [
            "The boat seemed to have grown smaller overnight.",
            "Her dress presented a sad contrast to the room.",
            "He continued to approach the gate.",
            "It was called the Judge’s Corner.",
            "Odile preferred to sit by the window.",
            "He swore softly to himself.",
            "The younger officer, who had said nothing so far, looked up.",
            "Professor Adeyemi wrote a single word on the board.",
            "In the cellar she found a lamp that was still warm.",
            "Odile was talking to the ferryman when the bell rang.",
            "He knew most of the men who wrote for the paper.",
            "The keeper returned, a happy man.",
            "She felt a little tired, and the lamp was low.",
            "The lamps were ordered from a shop that had burnt down.",
            "The drover grinned a greeting at the two girls.",
            "Odile had nothing to say that could help him.",
        ] {
            assert_eq!(stated(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn what_somebody_says_is() {
        for (text, content) in [
            ("Odile said that the boat was gone.", "that the boat was gone"),
            ("The keeper told her that the tide had turned.", "that the tide had turned"),
            ("He denied that they had ever met.", "that they had ever met"),
            ("He complained that nobody had fed the mule.", "that nobody had fed the mule"),
            ("They all called him a liar.", "him a liar"),
            ("Odile said nothing would come of it.", "nothing would come of it"),
            ("The porter assured the two ladies that the boat had left.", "that the boat had left"),
            ("He wondered sadly how she had done it.", "how she had done it"),
            ("Odile ordered the boy to open the gate.", "the boy to open the gate"),
            ("Those days, she said, were gone for good.", "Those days"),
            (
                "Odile told him that the tide had turned; the ferry lay on its side.",
                "that the tide had turned",
            ),
        ] {
            let bare = content.strip_prefix("that ").unwrap_or(content);
            let found = stated(text);
            assert!(found.iter().any(|found| found == content || found == bare), "{text}: {found:?}");
        }
    }

    #[test]
    fn whoever_stands_before_the_verb_states_it() {
        let attributor = Attributor::builder().genre(Genre::Fiction).build().unwrap();
        for (text, source) in [
            ("The wind had dropped, and Odile said that the boat would sail.", "Odile"),
            ("Odile, as they waited for the porter, wondered why the lamp was lit.", "Odile"),
            ("Captain Rao turned round, and looking at the boy, saw that he was crying.", "Captain Rao"),
        ] {
            let document = attributor.attribute(text);
            let found: Vec<_> =
                document.attributions().filter_map(|said| Some(said.source()?.text())).collect();
            assert!(found.contains(&source), "{text}: {found:?}");
        }
    }
}
