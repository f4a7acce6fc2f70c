//! Where a statement's content begins and ends, as far as grammar knows better than models that choose word by word.

use super::Statement;
use super::cell::{NONE, Part};
use super::hearer::{ASIDE, behind_aside, behind_hearer, behind_told, behind_when};
use super::teller::{behind_claim, behind_teller};
use super::view::Block;
use crate::lexer::TokenKind;
use crate::lexicon::{self, Frames};
use crate::span::Run;

/// Moves the edges of what stands behind the cue to those of the clause.
pub(super) fn bound(block: &Block<'_>, statement: &mut Statement, report: bool) {
    let Some(right) = statement.right else { return };
    if is_occasion(block, statement, right) {
        statement.right = None;
        statement.cue.run.end = statement.cue.anchor as u32 + 1;
        return;
    }
    let when = if report { behind_when(block, right) } else { None };
    // What the grammar made of words quoted in a clause rests on the cue that it knows.
    let quoted = || right.range().any(|at| block.at(at).quote != NONE);
    if let Some(end) = when.filter(|_| right.start == statement.cue.run.end && !quoted()) {
        statement.cue.run.end = end;
    }
    let start = when
        .or_else(|| behind_hearer(block, right))
        .or_else(|| behind_aside(block, statement, right))
        .or_else(|| behind_told(block, statement, right))
        .or_else(|| behind_place(block, right))
        .or_else(|| if report { behind_title(block, right) } else { None });
    let start = start.or_else(|| if report { with_subject(block, statement, right) } else { None });
    let right = Run { start: start.unwrap_or(right.start), ..right };
    let whole =
        || if report { behind_quotation(block, right).or_else(|| clause_of(block, right)) } else { None };
    let next = || if report { None } else { before_next(block, right) };
    let end = before_main(block, statement, right)
        .or_else(next)
        .or_else(whole)
        .or_else(|| with_second(block, right))
        .or_else(|| if report { with_verb(block, statement, right) } else { None });
    let right = Run { end: end.unwrap_or(right.end), ..right };
    let end = before_bracket(block, right)
        .or_else(|| behind_relative(block, statement, right))
        .or_else(|| behind_claim(block, statement, right))
        .or_else(|| if report { behind_teller(block, statement, right) } else { None })
        .or_else(|| before_deed(block, statement, right))
        .or_else(|| before_so(block, right));
    statement.right = Some(Run { end: end.unwrap_or(right.end), ..right });
}

/// *asked whether we had any fruit |, and Ada burst into tears*: what somebody else does behind a question is no part of it.
fn before_deed(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
    let cue = statement.cue;
    const ASK: u16 = lexicon::hash("ask");
    let asked = block.part(right.start) == Part::Subordinator
        && right.start >= cue.run.end
        && block.at(cue.anchor).lemma() == ASK;
    let joins = |at: &u32| {
        let (comma, joint) = (*at, *at + 1);
        let named = (joint + 1..right.end).take_while(|&at| block.part(at) == Part::Name).count() as u32;
        block.part(comma) == Part::Comma
            && block.part(joint) == Part::Conjunction
            && named > 0
            && block.part(joint + 1 + named) == Part::Past
    };
    (right.start + 1..right.end).filter(|_| asked).find(joins)
}

/// *(Records show | that he voted | )*: the mark that ends brackets goes with the one that opened them.
fn before_bracket(block: &Block<'_>, right: Run) -> Option<u32> {
    let last = right.end.checked_sub(1).filter(|&last| last > right.start)?;
    let opened = || (right.start..last).any(|at| block.part(at) == Part::Open);
    (block.part(last) == Part::Close && !opened()).then_some(last)
}

/// *Ada Quill, who has denied | the charges |, threatened to sue*: the sentence goes on with its own verb.
fn behind_relative(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
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

/// *She believed that the dam had leaked |, and said so*: that she said so is nothing that she believed.
fn before_so(block: &Block<'_>, right: Run) -> Option<u32> {
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

/// *“Oh,” she cried on seeing it*: what was said stands before, and this is when.
fn is_occasion(block: &Block<'_>, statement: &Statement, right: Run) -> bool {
    let anchor = statement.cue.anchor as u32;
    statement.left.is_some_and(|left| block.at(left.start as usize).quote != NONE)
        && block.part(right.start) == Part::Gerund
        && right.start.checked_sub(1).is_some_and(|at| at > anchor && block.part(at) == Part::Preposition)
}

/// *said that a tower had fallen | and that schools would be closed*: what a second “that” begins is said, too.
fn with_second(block: &Block<'_>, right: Run) -> Option<u32> {
    let joint = right.end + u32::from(block.part(right.end) == Part::Comma);
    let second = block.part(right.start) == Part::That
        && block.part(joint) == Part::Conjunction
        && block.part(joint + 1) == Part::That;
    let sentence = if second { block.sentence(right.end)? } else { return None };
    let apart = |at: &u32| matches!(block.part(*at), Part::Colon | Part::Dash);
    let end = (joint..sentence.end).find(apart).unwrap_or(sentence.end);
    block.closing_end(joint, end)
}

/// How many tokens of a sentence are looked over.
const FAR: u32 = 160;

/// *said the crew of 18, most of them Spanish, | were safe*: what has no verb yet goes on behind what stands between commas.
fn with_verb(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
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
    // *the bear, dubbed “Old Tom,” | was dead*: a name in marks is nobody's words.
    let named =
        u32::from(block.part(right.end + 1) == Part::Past && block.part(right.end + 2) == Part::Quote);
    let close = if named == 0 && finite(right.end + 1) {
        right.end
    } else {
        (right.end + 1..end.min(right.end + ASIDE)).find(|&at| comma(at))?
    };
    let close = close + u32::from(block.part(close + 1) == Part::Quote);
    let unquoted = |at: u32| {
        let quotation = block.quotations.get(block.at(at as usize).quote as usize);
        quotation.is_none_or(|quotation| at <= close && quotation.score == i16::MIN)
    };
    // *the injury, which she had in May, | was not serious*
    let relative = block.part(right.end + 1) == Part::Relative;
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

/// *said in a statement on its website | it was looking into it*: the place is no part of it.
fn behind_place(block: &Block<'_>, right: Run) -> Option<u32> {
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

/// *told police | he | “saw nothing”*: whoever the words quoted are of is part of what is said.
fn with_subject(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
    let quoted = |at: u32| block.at(at as usize).quote != NONE;
    let open = right.start.checked_sub(u32::from(block.part(right.start) != Part::Quote))?;
    let subject =
        open.checked_sub(1).filter(|&at| at >= statement.cue.run.end && quoted(open) && !quoted(at))?;
    (block.part(subject) == Part::Subject && statement.cue.takes(Frames::THAT)).then_some(subject)
}

/// *said on “Face the County” | that he would go*: the title of what it was said on is no part of it.
fn behind_title(block: &Block<'_>, right: Run) -> Option<u32> {
    let quotation = block.quotations.get(block.at(right.start as usize).quote as usize)?;
    let end = quotation.tokens.end;
    let named = quotation.score == i16::MIN && quotation.tokens.start + 1 >= right.start && end < right.end;
    let clause = block.part(end) == Part::That || is_clause(block, end, right.end);
    (named && clause).then_some(end)
}

/// *When he said that the pump had failed |, she laughed*: the clause that the whole sentence is about is no part of what
/// is said in the one that begins it.
fn before_main(block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
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
fn before_next(block: &Block<'_>, right: Run) -> Option<u32> {
    let ends =
        |at: u32| block.at(at as usize).kind == TokenKind::Semicolon && block.at(at as usize).quote == NONE;
    let said = |at: u32| block.part(at + 1) == Part::That || block.part(at + 2) == Part::That;
    (right.start + 1..right.end).find(|&at| ends(at) && !said(at))
}

/// *He said, “It will hold,” | and nobody laughed*: behind a whole quotation a clause of its own is no part of it.
fn behind_quotation(block: &Block<'_>, right: Run) -> Option<u32> {
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

/// *was told | that | she was “early”*: a clause is more than the word that begins it.
fn clause_of(block: &Block<'_>, right: Run) -> Option<u32> {
    if right.len() != 1 || block.part(right.start) != Part::That {
        return None;
    }
    let sentence = block.sentence(right.start)?;
    let end = block.closing_end(right.end, sentence.end)?;
    is_clause(block, right.end, sentence.end).then_some(end)
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

#[cfg(test)]
mod tests {
    use crate::attribution::reported::tests::contents;

    #[test]
    fn who_is_asked_is_no_part_of_the_question() {
        assert_eq!(contents("I asked her which boat it was."), ["which boat it was"]);
        assert_eq!(contents("Lena Brandt asked him once what he wanted."), ["what he wanted"]);
    }

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
    fn when_something_was_said_is_no_part_of_it() {
        let text = "“Oh, my goodness,” a young woman exclaimed upon seeing the ferry. “Wow,” a man cried on boarding it.";
        assert_eq!(contents(text), ["Oh, my goodness,", "Wow,"]);
        assert_eq!(contents("Ruth Maddox insisted on seeing the plans."), ["seeing the plans"]);
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
    fn what_the_writer_says_is_no_part_of_what_another_says() {
        let text = "Ruth says it was the oven and I say it was the cook.";
        assert_eq!(contents(text), ["it was the oven", "it was the cook"]);
    }

    #[test]
    fn what_has_no_verb_yet_goes_on() {
        let text =
            "Its owners said the crew of 18, most of them Spanish, were safe but had been denied a lawyer.";
        assert_eq!(
            contents(text)[..1],
            ["the crew of 18, most of them Spanish, were safe but had been denied a lawyer"]
        );
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
    fn what_is_done_to_a_claim_is_not_claimed() {
        let text = "The coast guard seized the ship, an allegation that its owners denied.";
        assert!(!contents(text).iter().any(|part| part.contains("that its owners")), "{:?}", contents(text));
        let text = "Officials rejected the claim that the mill would close.";
        assert!(
            contents(text).iter().any(|part| part.contains("the mill would close")),
            "{:?}",
            contents(text)
        );
    }

    #[test]
    fn who_says_it_in_the_next_sentence_has_the_words_there() {
        let text = "Kip Brandt insisted that she had “left early.” Lena's manager, Aurora Reyes, countered that Brandt had \
                    “left two of his plans on the stage.”";
        assert_eq!(contents(text).len(), 2);
    }

    #[test]
    fn what_is_said_ends_with_its_brackets_and_its_relative_clause() {
        let text = "The hall emptied. (Police said later that nobody had been hurt in it.)";
        assert_eq!(contents(text), ["that nobody had been hurt in it"]);
        let text = "Mr. Reyes, who has denied the allegations, threatened to sue.";
        assert_eq!(contents(text)[0], "the allegations");
        let text = "Ada Reyes, a nurse who said that the river was deep, died.";
        assert_eq!(contents(text), ["that the river was deep"]);
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
