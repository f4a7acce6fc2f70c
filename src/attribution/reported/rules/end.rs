//! Where behind its cue a content ends, as far as grammar knows better than models that choose word by word.

use super::start::ASIDE;
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::lexer::TokenKind;
use crate::lexicon::{self, Frames};
use crate::span::Run;

/// How many tokens of a sentence are looked over.
const FAR: u32 = 160;

/// How many tokens may tell of a subject between commas.
const RELATIVE: u32 = 24;

/// *When he said that the pump had failed |, she laughed*: the clause that the whole sentence is about is no part of what
/// is said in the one that begins it.
pub(super) fn before_main(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
    const OPENERS: [u16; 13] = lexicon::hashes([
        "when", "whenever", "while", "as", "after", "before", "if", "although", "though", "because", "since",
        "once", "until",
    ]);
    let cue = statement.cue.run;
    let first = statement.source.map_or(cue.start, |source| source.start.min(cue.start));
    let opener = first.checked_sub(1).filter(|&at| OPENERS.contains(&block.at(at as usize).word))?;
    let begins = block.sentence(opener)?.start;
    let verbs = |from: u32, to: u32| block.counts(from, to).verbs();
    // "As he said, the pump had failed, it was old": that is all his.
    let apart = right.start.checked_sub(1).is_some_and(|before| block.part(before) == Part::Comma);
    if right.start < cue.end || apart || begins > opener || verbs(begins, opener) > 0 {
        return None;
    }
    let main = |comma: u32| match block.part(comma + 1) {
        Part::Subject => true,
        _ => verbs(right.start, comma) > 0 && is_clause(block, comma + 1, right.end),
    };
    let comma = |at: &u32| block.part(*at) == Part::Comma && block.at(*at as usize).quote == NONE;
    (right.start + 1..right.end).filter(comma).find(|&at| main(at))
}

/// *He knew that the pump had failed; | the yard was under water*: behind a semicolon a tale goes on.
pub(super) fn before_next(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    let ends =
        |at: u32| block.at(at as usize).kind == TokenKind::Semicolon && block.at(at as usize).quote == NONE;
    let said = |at: u32| block.part(at + 1) == Part::That || block.part(at + 2) == Part::That;
    (right.start + 1..right.end).find(|&at| ends(at) && !said(at))
}

/// *He said, “It will hold,” | and nobody laughed*: behind a whole quotation a clause of its own is no part of it.
pub(super) fn behind_quotation(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    let quote = block.at(right.start as usize).quote;
    let opens = right.start.checked_sub(u32::from(block.part(right.start) != Part::Quote))?;
    let led = matches!(block.at(opens.checked_sub(1)? as usize).kind, TokenKind::Comma | TokenKind::Colon);
    if quote == NONE || !led || block.part(opens) != Part::Quote {
        return None;
    }
    let end = (right.start..right.end).find(|&at| block.at(at as usize).quote != quote)?;
    let joined = block.part(end) == Part::Conjunction && is_clause(block, end + 1, right.end);
    joined.then_some(end)
}

/// Whether a subject begins here that a verb follows: *the clerk of the court took*, *nobody ever came*.
pub(super) fn is_clause(block: &Block<'_>, from: u32, end: u32) -> bool {
    let phrase = |at: &u32| {
        let part = block.part(*at);
        part.is_of_phrase()
            || matches!(part, Part::Adverb | Part::Negation)
            || *at > from && part == Part::Preposition
    };
    let verb = (from..end).find(|at| !phrase(at));
    verb.is_some_and(|verb| verb > from && block.part(verb).is_finite())
}

/// *said that a tower had fallen | and that schools would be closed*: what a second “that” begins is said, too.
pub(super) fn with_second(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    let joint = right.end + u32::from(block.part(right.end) == Part::Comma);
    let second = block.part(right.start) == Part::That
        && block.part(joint) == Part::Conjunction
        && block.part(joint + 1) == Part::That;
    let sentence = if second { block.sentence(right.end)? } else { return None };
    let apart = |at: &u32| matches!(block.part(*at), Part::Colon | Part::Dash);
    let end = (joint..sentence.end).find(apart).unwrap_or(sentence.end);
    block.closing_end(joint, end)
}

/// *said the crew of 18, most of them Spanish, | were safe*: what has no verb yet goes on behind what stands between commas.
pub(super) fn with_verb(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
    let comma = |at: u32| block.part(at) == Part::Comma;
    let first = right.start + u32::from(block.part(right.start) == Part::That);
    if !statement.cue.takes(Frames::THAT)
        || right.start != statement.cue.run.end
        || right.len() < 2
        || !comma(right.end)
        || statement.left.is_some()
        || block.counts(right.start, right.end).verbs() > 0
        || !matches!(block.part(first), Part::Determiner | Part::Possessive | Part::Name | Part::Plural)
    {
        return None;
    }
    let sentence = block.sentence(right.start)?;
    let end = sentence.end.min(right.start + FAR);
    let finite = |at: u32| block.part(at).is_finite();
    // *the injury, which she had in May, | was not serious*
    let relative = block.part(right.end + 1) == Part::Relative;
    // *the bear, dubbed “Old Tom,” | was dead*: a name in marks is nobody's words.
    let named =
        u32::from(block.part(right.end + 1) == Part::Past && block.part(right.end + 2) == Part::Quote);
    let close = if named == 0 && finite(right.end + 1) {
        right.end
    } else {
        let aside = if relative { RELATIVE } else { ASIDE };
        (right.end + 1..end.min(right.end + aside)).find(|&at| comma(at))?
    };
    let close = close + u32::from(block.part(close + 1) == Part::Quote);
    let unquoted = |at: u32| {
        let quotation = block.quotations.get(block.at(at as usize).quote as usize);
        quotation.is_none_or(|quotation| at <= close && quotation.score == i16::MIN)
    };
    let whole = (relative || block.counts(right.end, close).verbs() == named)
        && finite(close + 1)
        && (right.start..close).all(unquoted);
    let apart = |at: &u32| matches!(block.part(*at), Part::Colon | Part::Dash);
    let end = (close..end).find(apart).unwrap_or(end);
    // *that the accused, Ada Quill, had rung | and told her that it was “done”*
    let quoted = (close..end).find(|&at| !unquoted(at));
    let does = |at: &u32| block.part(*at) == Part::Conjunction && block.part(*at + 1) == Part::Past;
    let end = match quoted {
        Some(quoted) => (close + 2..quoted).find(does)?,
        None => end,
    };
    if whole { block.closing_end(close, end) } else { None }
}

/// *(Records show | that he voted | )*: the mark that ends brackets goes with the one that opened them.
pub(super) fn before_bracket(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    let last = right.end.checked_sub(1).filter(|&last| last > right.start)?;
    let opened = || (right.start..last).any(|at| block.part(at) == Part::Open);
    (block.part(last) == Part::Close && !opened()).then_some(last)
}

/// *Ada Quill, who has denied | the charges |, threatened to sue*: the sentence goes on with its own verb.
pub(super) fn behind_relative(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
    let source = statement.source.filter(|source| source.len() == 1)?;
    let comma = |at: u32| block.part(at) == Part::Comma && block.at(at as usize).quote == NONE;
    if right.start < source.end {
        return None;
    }
    let sentence = block.sentence(source.start)?;
    // *Ada Quill, a miller who said …, has died*
    let aside = || block.counts(sentence.start, source.start).commas() == 1;
    let relative = block.part(source.start) == Part::Relative
        && (source.start.checked_sub(1).is_some_and(comma) || aside());
    if !relative {
        return None;
    }
    // Its own subject stands before, and has no verb yet.
    let head = block.counts(sentence.start, source.start);
    if head.verbs() > 0 || head.commas() > 1 {
        return None;
    }
    let mut commas = (right.start + 1..right.end).filter(|&at| comma(at));
    let first = commas.next()?;
    let close = if block.counts(right.start, first).verbs() > 0 || commas.next().is_none() {
        (first..right.end).find(|&at| comma(at) && block.part(at + 1).is_finite())
    } else {
        None
    }?;
    // "Who said the crew, most of them Spanish, were safe": what has no verb yet goes on.
    let object = statement.cue.takes(Frames::THAT) && block.counts(right.start, close).verbs() == 0;
    let takes = object && block.at(close as usize + 1).part == Part::Be;
    (!takes).then_some(close)
}

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

/// *She believed that the dam had leaked |, and said so*: that she said so is nothing that she believed.
pub(super) fn before_so(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    const SAID: [u16; 4] = lexicon::hashes(["say", "tell", "write", "argue"]);
    const SO: u16 = lexicon::hash("so");
    let so = |at: &u32| {
        block.at(*at as usize + 2).word == SO
            && SAID.contains(&block.at(*at as usize + 1).lemma())
            && block.part(*at + 1).is_finite()
    };
    let joint = (right.start + 1..right.end).filter(|&at| block.part(at) == Part::Conjunction).find(so)?;
    Some(joint - u32::from(block.part(joint - 1) == Part::Comma))
}

/// *The doctor says | nothing |, but she has begun to run*: what is less than a clause ends before another.
pub(super) fn behind_nothing(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    const LITTLE: [u16; 7] = lexicon::hashes(["nothing", "little", "much", "so", "yes", "no", "anything"]);
    const BUT: [u16; 3] = lexicon::hashes(["but", "though", "yet"]);
    let comma = right.start + 1;
    let next = comma + 1;
    let joins = block.part(next) == Part::Conjunction || BUT.contains(&block.at(next as usize).word);
    let apart = next < right.end && block.part(comma) == Part::Comma && joins;
    // *no, and that it was late*
    let that = block.part(next + 1) == Part::That;
    let bare = LITTLE.contains(&block.at(right.start as usize).word);
    (bare && apart && !that && block.is_unquoted(right.start, comma)).then_some(comma)
}

/// *She announces that the dog is dead | — without laughing*: how it was said, behind a dash, is no part of it.
pub(super) fn before_manner(block: &Block<'_>, _: &Statement, right: Run) -> Option<u32> {
    const WITHOUT: u16 = lexicon::hash("without");
    let dash = |at: &u32| {
        block.part(*at) == Part::Dash
            && block.at(*at as usize + 1).word == WITHOUT
            && block.part(*at + 2) == Part::Gerund
            && block.at(*at as usize).quote == NONE
    };
    (right.start + 1..right.end).find(dash)
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "before_main",
        "In 2011, when the ministry said that nobody had drowned, she began to walk the beach.",
        &["the ministry <said>: that nobody had drowned"],
    ),
    needs(
        "before_main",
        "When he said that the pump had failed, she laughed.",
        &["he <said>: that the pump had failed"],
    ),
    leaves(
        "before_main",
        "As Ruth Maddox observed, the pump had failed, it was forty years old.",
        &["Ruth Maddox <observed>: the pump had failed, it was forty years old"],
    ),
    leaves(
        "before_main",
        "Ruth Maddox said that when the rain stops, she will mend the roof.",
        &["Ruth Maddox <said>: that when the rain stops, she will mend the roof"],
    ),
    needs(
        "before_next",
        "Odile thought that the tide had turned; she ran to the quay.",
        &["Odile <thought>: that the tide had turned"],
    ),
    needs(
        "before_next",
        "He saw that the boat was gone, and the rope with it; the quay was empty.",
        &["He <saw>: that the boat was gone, and the rope with it"],
    ),
    needs(
        "with_second",
        "Mrs. Quill and the former mayor Hugo Brandt have worried that she was out of step with the town, and that her messages were far less compelling than his.",
        &[
            "Mrs. Quill and the former mayor Hugo Brandt <have worried>: that she was out of step with the town, and that her messages were far less compelling than his",
        ],
    ),
    needs(
        "with_verb",
        "Its owners said the crew of 18, most of them Spanish, were safe but had been denied a lawyer.",
        &[
            "Its owners <said>: the crew of 18, most of them Spanish, were safe but had been denied a lawyer",
            "Its owners <had been denied>: a lawyer",
        ],
    ),
    needs(
        "before_bracket",
        "The hall emptied (police said later that nobody had been hurt in it).",
        &["police <said later>: that nobody had been hurt in it"],
    ),
    needs(
        "behind_relative",
        "Mr. Reyes, who has denied the allegations, threatened to sue.",
        &["who <has denied>: the allegations", "Mr. Reyes <threatened>: to sue"],
    ),
    needs(
        "behind_relative",
        "Ada Reyes, a nurse who said that the river was deep, died.",
        &["who <said>: that the river was deep"],
    ),
    needs(
        "behind_claim",
        "Her claim that the vote was stolen has been rejected by the court.",
        &["Her <claim>: that the vote was stolen"],
    ),
    needs(
        "behind_teller",
        "A nurse who said she saw the crash was treated for shock.",
        &["who <said>: she saw the crash"],
    ),
    needs(
        "before_so",
        "She believed that the weir had failed and said so at once.",
        &["She <believed>: that the weir had failed"],
    )
    .in_tale(),
    needs(
        "behind_nothing",
        "The doctor says nothing, but she has begun to carry a spare pump.",
        &["The doctor <says>: nothing"],
    ),
    leaves(
        "behind_nothing",
        "The doctor said no, but that she would come on Friday.",
        &["The doctor <said>: no, but that she would come on Friday"],
    ),
    needs(
        "before_manner",
        "Her aunt announces that she has poisoned the dog — without laughing.",
        &["Her aunt <announces>: that she has poisoned the dog"],
    ),
    needs(
        "behind_quotation",
        "I said, “Is anybody there?” and a woman screamed.",
        &["I <said>: Is anybody there?"],
    ),
    needs(
        "with_verb",
        "He said the two deputies, whom he identified as Anna Petrov and Tom Abara-Reyes of the Tarn office, had been placed on paid leave.",
        &[
            "He <said>: the two deputies, whom he identified as Anna Petrov and Tom Abara-Reyes of the Tarn office, had been placed on paid leave",
            "he <identified as>: Anna Petrov and Tom Abara-Reyes of the Tarn office",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use crate::attribution::reported::tests::contents;

    #[test]
    fn what_is_said_of_an_email_or_a_place_is_no_part_of_it() {
        let text = "LARKFIELD (Reuters) - The chief of Brenlow Foods resigned on Tuesday.\n\nAnton Reyes, 58, who has led \
                    the group since 2014, told staff in an email seen by Reuters that he was “deeply sorry” and would \
                    not take a severance payment.\n\nThe Food Weights Authority said in a statement on its website it \
                    was reviewing the findings and could impose a fine of up to 4 percent of sales.\n";
        assert_eq!(
            contents(text),
            [
                "that he was “deeply sorry” and would not take a severance payment",
                "it was reviewing the findings and could impose a fine of up to 4 percent of sales"
            ]
        );
    }

    #[test]
    fn what_follows_a_clause_that_begins_the_sentence_is_no_part_of_it() {
        let text = "In 2011, when the ministry said that nobody had drowned, she began to walk the beach.";
        assert_eq!(contents(text), ["that nobody had drowned"]);
        let text =
            "When Ruth Maddox asked whether the sums were right, the clerk took a long time to answer.";
        assert_eq!(contents(text), ["whether the sums were right"]);
        let text = "As Ruth Maddox observed, the pump had failed, it was forty years old.";
        assert_eq!(contents(text), ["the pump had failed, it was forty years old"]);
        let text = "Ruth Maddox said that when the rain stops, she will mend the roof.";
        assert_eq!(contents(text), ["that when the rain stops, she will mend the roof"]);
    }

    #[test]
    fn what_happens_behind_a_whole_quotation_is_no_part_of_it() {
        let text = "The harbour reopened on Monday. Lena Brandt told him, “It is a box with a light in it,” and he never \
                    bought one.";
        assert_eq!(contents(text), ["It is a box with a light in it,"]);
    }

    #[test]
    fn where_it_was_told_is_no_part_of_it() {
        let text = "Mr Brandt told jurors in his opening that the clerk had chosen his victims.";
        assert_eq!(contents(text)[..1], ["that the clerk had chosen his victims"]);
    }

    #[test]
    fn the_clause_behind_a_verb_goes_before_the_next_quotation() {
        let text = "Brandt, now 90, said on Monday that he had regretted the line. “I ought to have tried,” he said.";
        assert!(
            contents(text).contains(&"that he had regretted the line".to_string()),
            "{:?}",
            contents(text)
        );
    }

    #[test]
    fn what_grammar_is_sure_of_needs_no_likely_word() {
        let text = "Its head, Dr. Lionel Reyes, has maintained that the labels are no different. The ministry put the \
                    number of dead at 3,000.";
        assert_eq!(contents(text), ["that the labels are no different", "the number of dead at 3,000"]);
    }

    #[test]
    fn who_says_it_in_the_next_sentence_has_the_words_there() {
        let text = "Kip Brandt insisted that she had “left early.” Lena's manager, Aurora Reyes, countered that Brandt had \
                    “left two of his plans on the stage.”";
        assert_eq!(contents(text).len(), 2);
    }

    #[test]
    fn what_is_done_with_a_claim_and_that_it_was_made_is_not_claimed() {
        let text = "Her claim that the vote was stolen has been rejected by the court.";
        assert_eq!(contents(text), ["that the vote was stolen"]);
        let text = "Lena Brandt believed that a dam operator was to blame, and said so, loudly, at meetings.";
        assert_eq!(contents(text)[0], "that a dam operator was to blame");
    }

    #[test]
    fn the_title_of_a_programme_is_no_part_of_what_is_said_on_it() {
        let text = "The vote is on Tuesday. Mr. Abara said Sunday on “Face the County” that the nominee should apologize.";
        let found = contents(text);
        assert!(found.contains(&"that the nominee should apologize".to_string()), "{found:?}");
        let text = "The vote is on Tuesday. Mr. Abara said on “Face the County” he would vote for her.";
        assert!(contents(text).contains(&"he would vote for her".to_string()), "{:?}", contents(text));
    }
}
