//! What the models take for a statement though grammar knows that nobody states anything there.

use super::passive::AS;
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::segment;
use crate::span::Run;

/// Asked whether …, she said: the question has its answer, and nobody is named who put it, unless behind *by*.
pub(super) fn is_question(block: &Block<'_>, statement: &Statement) -> bool {
    const ASK: u16 = lexicon::hash("ask");
    const BY: u16 = lexicon::hash("by");
    let start = statement.cue.run.start;
    let asker = |source: Run| block.at(source.start.saturating_sub(1) as usize).word == BY;
    block.at(start as usize).lemma() == ASK
        && !statement.source.is_some_and(asker)
        && segment::begins(block.sentences, start)
}

/// *The claim that the mayor | lied was rejected | by the court*: the verbs of two clauses are no cue.
pub(super) fn is_torn(block: &Block<'_>, statement: &Statement) -> bool {
    let cue = statement.cue.run;
    let does = |at: u32| matches!(block.part(at), Part::Past | Part::Third);
    (cue.start..cue.end.saturating_sub(2)).any(|at| {
        let next = block.part(at + 1);
        does(at) && next == Part::Be || next == Part::Subject && block.part(at + 2).is_finite()
    })
}

/// *The rail union's secretary*: between a determiner and its noun no word says anything.
pub(super) fn is_modifier(block: &Block<'_>, statement: &Statement) -> bool {
    let cue = statement.cue.run;
    let before = cue.start.checked_sub(1).map(|at| block.part(at));
    cue.len() == 1
        && matches!(before, Some(Part::Determiner | Part::Possessive))
        && matches!(block.part(cue.start), Part::Noun | Part::Base | Part::Adjective)
        && matches!(block.part(cue.end), Part::Noun | Part::Plural)
        && block.tokens.get(cue.start as usize).is_some_and(|word| !word.class().any(Class::CUE_NOUN))
}

/// *Notes to editors*, *Please quote “Carrow Voices”*: a noun, or an order, where a sentence without a source begins.
pub(super) fn is_order(block: &Block<'_>, statement: &Statement) -> bool {
    const PLEASE: u16 = lexicon::hash("please");
    let at = |index: u32| block.at(index as usize);
    let cue = statement.cue.run;
    let polite = cue.start.checked_sub(1).filter(|&before| at(before).lemma() == PLEASE);
    let start = polite.unwrap_or(cue.start);
    statement.source.is_none()
        && segment::begins(block.sentences, start)
        && matches!(at(cue.start).part, Part::Base | Part::Noun | Part::Plural | Part::Third)
}

/// *Operator ‘ignored’ warnings, inquiry told*: nobody tells without somebody who is told, so that one was.
pub(super) fn is_told(block: &Block<'_>, statement: &Statement) -> bool {
    const TELL: u16 = lexicon::hash("tell");
    let end = statement.cue.run.end;
    statement.right.is_none()
        && block.at(statement.cue.anchor).lemma() == TELL
        && block.sentences.binary_search_by_key(&end, |sentence| sentence.tokens.end).is_ok()
}

/// *The mayor said, and I quote, “…”*: whoever hands on words does not say them.
pub(super) fn is_quoting(block: &Block<'_>, statement: &Statement) -> bool {
    const QUOTE: u16 = lexicon::hash("quote");
    const I: u16 = lexicon::hash("i");
    const JOINTS: [u16; 2] = lexicon::hashes(["and", "here"]);
    let word = |at: u32| block.at(at as usize).word;
    let own = statement.source.filter(|source| source.len() == 1 && word(source.start) == I);
    word(statement.cue.anchor as u32) == QUOTE
        && own.is_some_and(|own| own.start > 0 && JOINTS.contains(&word(own.start - 1)))
}

/// *Vasile was quoted by the Herald as saying*, *the Herald quoted her as saying “…”*: the paper says nothing there.
pub(super) fn is_quoted(block: &Block<'_>, statement: &Statement) -> bool {
    const QUOTED: u16 = lexicon::hash("quoted");
    const BY: u16 = lexicon::hash("by");
    const PAPER: u32 = 10;
    let word = |at: u32| block.at(at as usize).word;
    let behind = statement.cue.anchor as u32 + 1;
    let passive = (statement.cue.run.start..behind).any(|at| block.part(at) == Part::Be);
    let words = || statement.right.into_iter().flat_map(Run::range).any(|at| block.at(at).quote != NONE);
    word(behind - 1) == QUOTED
        && (word(behind) == BY || passive || words())
        && (behind..behind + PAPER).any(|at| word(at) == AS && block.part(at + 1) == Part::Gerund)
}

/// *14:05: The bridge is shut*: a time of day, which begins an entry, says nothing.
pub(super) fn is_time(block: &Block<'_>, statement: &Statement) -> bool {
    let number = |source: Run| block.at(source.start as usize).kind == TokenKind::Number;
    block.at(statement.cue.anchor).kind == TokenKind::Colon && statement.source.is_some_and(number)
}

/// … he said, pointing to the empty houses: what is pointed to is not said.
pub(super) fn is_mention(block: &Block<'_>, statement: &Statement) -> bool {
    const POINT: u16 = lexicon::hash("point");
    let cue = statement.cue.run;
    let at = |index: u32| block.at(index as usize);
    at(cue.start).part == Part::Gerund
        && at(cue.start).lemma() == POINT
        && at(cue.end.saturating_sub(1)).part == Part::To
}

/// *The new port has seen two strikes*: what is no person and no group is the place or time of what it has seen.
pub(super) fn is_setting(block: &Block<'_>, statement: &Statement) -> bool {
    const SEE: u16 = lexicon::hash("see");
    let views = Class::PERSON
        .or(Class::ROLE)
        .or(Class::KIN)
        .or(Class::TITLE)
        .or(Class::GROUP)
        .or(Class::ORGANISATION)
        .or(Class::PLURAL);
    let last = statement.cue.run.end.saturating_sub(1);
    let Some(source) = statement.source.filter(|_| block.at(last as usize).lemma() == SEE) else {
        return false;
    };
    // The head stands before what is said of it: "the plan for the valley".
    let end =
        (source.start + 1..source.end).find(|&at| block.part(at) == Part::Preposition).unwrap_or(source.end);
    let head = end.saturating_sub(1);
    block.part(head) == Part::Noun
        && block.tokens.get(head as usize).is_some_and(|head| !head.class().any(views))
}

/// *Ingredients: two leeks, a pint of cream*: what has commas and no verb behind a colon is a list.
pub(super) fn is_list(block: &Block<'_>, statement: &Statement) -> bool {
    let at = |index: u32| block.at(index as usize);
    at(statement.cue.anchor as u32).kind == TokenKind::Colon
        && statement.right.is_some_and(|right| {
            let inside = block.counts(right.start, right.end);
            let quoted = at(right.start).quote != NONE;
            !quoted && inside.commas() > 0 && inside.verbs() == 0
        })
}

pub(super) const NAME: [u16; 2] = lexicon::hashes(["call", "name"]);

/// *a hedgehog called Pim*, *a man named Jory*: a name is given, and nobody says it.
pub(super) fn is_name(block: &Block<'_>, statement: &Statement) -> bool {
    const NEW: [u16; 6] = lexicon::hashes(["a", "an", "another", "one", "something", "somebody"]);
    let cue = statement.cue.run;
    /// How many tokens may stand before a name.
    const PHRASE: u32 = 10;
    let calls = NAME.contains(&block.at(statement.cue.anchor).lemma());
    let Some(right) = statement.right.filter(|_| calls) else { return false };
    // *The boat, called “Ann,” sank*
    let quotation = block.quotations.get(block.at(right.start as usize).quote as usize);
    let given =
        quotation.is_some_and(|quotation| quotation.score == i16::MIN && right.end <= quotation.tokens.end);
    let named =
        right.start == cue.end && block.tokens.get(right.start as usize).is_some_and(Token::is_capitalised);
    // *a dentist from Graz | called Ulrike*
    let first = cue.start.saturating_sub(PHRASE);
    let phrase = |at: &u32| block.part(*at).is_of_phrase() || block.part(*at) == Part::Preposition;
    let opens = |at: u32| NEW.contains(&block.at(at as usize).word);
    let new = |source: Run| {
        source.end == cue.start
            && (opens(source.start)
                || block.part(source.start) == Part::Name
                    && block.part(source.start.saturating_sub(1)) == Part::Preposition
                    && (first..source.start).rev().take_while(phrase).any(opens))
    };
    given || cue.len() == 1 && named && statement.source.is_some_and(new)
}

/// *a | claim that …*: an article alone is nobody.
pub(super) fn is_article(block: &Block<'_>, statement: &Statement) -> bool {
    const ARTICLES: [u16; 3] = lexicon::hashes(["a", "an", "the"]);
    let lone = statement.source.filter(|source| source.len() == 1);
    // *The | council took the view that …*
    let noun = |source: Run| source.end == statement.cue.run.start && statement.cue.run.len() > 2;
    let lone = lone.filter(|&source| !noun(source));
    lone.is_some_and(|source| ARTICLES.contains(&block.at(source.start as usize).word))
}

/// *an allegation that the owners rejected as “piracy”*, *a charge that its leader has denied*: what somebody does to a claim
/// is not what it claims.
pub(super) fn is_gap(block: &Block<'_>, statement: &Statement) -> bool {
    const REFUSE: [u16; 8] =
        lexicon::hashes(["deny", "reject", "dispute", "dismiss", "support", "denounce", "refute", "contest"]);
    const BEHIND: [u16; 3] = lexicon::hashes(["as", "in", "on"]);
    let (cue, Some(right)) = (statement.cue.run, statement.right) else { return false };
    let noun = block.tokens.get(statement.cue.anchor).is_some_and(|noun| noun.class().any(Class::CUE_NOUN))
        && cue.start.checked_sub(1).is_some_and(|before| {
            matches!(block.part(before), Part::Determiner | Part::Adjective)
                || block.part(cue.start) == Part::Determiner
        });
    let that = block.part(right.start) == Part::That || block.part(cue.end.saturating_sub(1)) == Part::That;
    if !noun || !that {
        return false;
    }
    let Some(sentence) = block.sentence(right.start) else { return false };
    let mut verbs = (right.start..right.end).filter(|&at| REFUSE.contains(&block.at(at as usize).lemma()));
    let Some(verb) = verbs.next() else { return false };
    let next = verb + 1;
    next >= sentence.end
        || matches!(block.part(next), Part::Stop | Part::Comma | Part::Time | Part::Dash | Part::Quote)
        || BEHIND.contains(&block.at(next as usize).word)
}

/// *Ada Quill, | asked about the mill, | said …*, *told of the flood, said …*: whoever is asked or told says nothing by that.
pub(super) fn is_aside(block: &Block<'_>, statement: &Statement) -> bool {
    const ASKED: [u16; 4] = lexicon::hashes(["asked", "told", "pressed", "questioned"]);
    const REACH: u32 = 24;
    let asked = statement.cue.anchor as u32;
    let comma = |at: u32| block.part(at) == Part::Comma && block.at(at as usize).quote == NONE;
    let opened = asked == statement.cue.run.start && asked.checked_sub(1).is_some_and(comma);
    // Who tells something has somebody to tell it to: ", told him that …".
    let behind = block.part(asked + 1);
    let of =
        matches!(behind, Part::Preposition | Part::That | Part::Subordinator | Part::Relative | Part::To);
    if !opened || !of || !ASKED.contains(&block.at(asked as usize).word) {
        return false;
    }
    let close = (asked + 1..asked + REACH).find(|&at| comma(at) || block.part(at) == Part::Stop);
    let says = |at: u32| matches!(block.part(at), Part::Past | Part::Third);
    close.is_some_and(|close| {
        comma(close) && (says(close + 1) || block.part(close + 1) == Part::Adverb && says(close + 2))
    })
}

/// *Rumours that the bank | had failed | are untrue*: what a rumour says has no further end in what is said of it.
pub(super) fn is_claimed(block: &Block<'_>, statement: &Statement) -> bool {
    const REACH: u32 = 12;
    let cue = statement.cue.run;
    let Some(right) = statement.right.filter(|right| right.start == cue.end && statement.left.is_none())
    else {
        return false;
    };
    let first = cue.start.saturating_sub(REACH);
    let that = (first..cue.start).rev().take_while(|&at| block.part(at) != Part::Comma);
    let that = that.into_iter().find(|&at| block.part(at) == Part::That);
    let claim = that.and_then(|that| block.tokens.get((that as usize).checked_sub(1)?));
    matches!(block.part(right.start), Part::Be | Part::Modal | Part::Auxiliary)
        && claim.is_some_and(|claim| claim.class().any(Class::CUE_NOUN) && !claim.class().any(Class::HUMAN))
}

#[cfg(test)]
pub(super) static CASES: &[Case] = &[
    needs(
        "is_question",
        "Asked whether the plan would hurt trade, Minister Irina Vasile said the harbor had room for all.",
        &["Minister Irina Vasile <said>: the harbor had room for all"],
    ),
    needs(
        "is_mention",
        "“We have no room left,” Mayor Lena Brandt said, pointing to the crowded tents behind her.",
        &["Mayor Lena Brandt <said>: We have no room left,"],
    ),
    needs("is_setting", "The plan saw the mill close.", &[]),
    needs(
        "is_order",
        "Claims that the bank has failed are untrue, the ministry said.",
        &["the ministry <said>: Claims that the bank has failed are untrue"],
    ),
    needs("is_told", "Operator ‘ignored’ warnings, inquiry told", &[]),
    needs(
        "is_quoted",
        "Ms. Reyes was quoted as saying that the war was lost.",
        &["Ms. Reyes <saying>: that the war was lost"],
    ),
    needs(
        "is_quoted",
        "The deputy mayor, Irina Vasile, was quoted by the Herald as saying she wanted “to turn the page”.",
        &["The deputy mayor, Irina Vasile <saying>: she wanted “to turn the page”"],
    ),
    needs("is_list", "Mayor Lena Brandt: A new bridge, a new mill, a new road.", &[]),
    needs(
        "is_torn",
        "The clerk said it was easy to blame a cook for the smoke.",
        &["The clerk <said>: it was easy to blame a cook for the smoke"],
    ),
    needs("is_modifier", "It was his preferred means of communication with the mayor.", &[]),
    needs("is_name", "A hedgehog called Pim lived there. He had a neighbour named Ottilie.", &[]),
    leaves("is_name", "A neighbour called him a liar.", &["A neighbour <called>: him a liar"]),
    needs("is_article", "The claim that the mayor lied was rejected by the court.", &[]),
    needs("is_gap", "The coast guard seized the ship, an allegation that its owners denied.", &[]),
    leaves(
        "is_gap",
        "Officials rejected the claim that the mill would close.",
        &["Officials <rejected>: the claim that the mill would close"],
    ),
    needs(
        "is_aside",
        "The governor, told that the polls had closed, said he was tired.",
        &["The governor <said>: he was tired"],
    ),
    needs("is_claimed", "The rumour that the pump he said was broken had been sold was false.", &[]),
    needs("is_name", "A dentist from Graz called Ulrike came in.", &[]),
    needs(
        "is_quoting",
        "The mayor of the day said, and I quote, “Nobody should be encouraged to form committees.”",
        &["The mayor of the day <said>: and I quote, “Nobody should be encouraged to form committees.”"],
    ),
    needs(
        "is_time",
        "2.40pm: “It is not the end of the world, but you can see it from here.” That was Reyes, on the radio.",
        &["Reyes <That was>: It is not the end of the world, but you can see it from here."],
    ),
];
