//! What the models take for a statement though grammar knows that nobody states anything there.

use super::passive::{AS, is_passive};
#[cfg(test)]
use super::tests::{Case, leaves, needs};
use crate::attribution::reported::Statement;
use crate::attribution::reported::cell::{NONE, Part};
use crate::attribution::reported::view::Block;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class, Frames};
use crate::segment::{self, dateline};
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
    needs(
        "is_torn",
        "The clerk said it was easy to blame a cook for the smoke.",
        &["The clerk <said>: it was easy to blame a cook for the smoke"],
    ),
    needs("is_modifier", "It was his preferred means of communication with the mayor.", &[]),
    needs("is_nobody", "Nobody had said that the crossing was safe.", &[]),
    needs("is_nobody", "No one says that the crossing is safe.", &[]),
    leaves(
        "is_nobody",
        "Mayor Lena Brandt said nobody had been told.",
        &["Mayor Lena Brandt <said>: nobody had been told"],
    ),
    needs("is_toll", "Two dead, thousands without power, says grid", &[]),
    needs("is_name", "A hedgehog called Pim lived there. He had a neighbour named Ottilie.", &[]),
    leaves("is_name", "A neighbour called him a liar.", &["A neighbour <called>: him a liar"]),
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
    needs(
        "is_heard",
        "Mr. Reyes said the mule had been told.",
        &["Mr. Reyes <said>: the mule had been told"],
    ),
    needs("is_heard", "The mill will close, workers were told.", &["- <were told>: The mill will close"]),
    needs("is_claimed", "The rumour that the pump he said was broken had been sold was false.", &[]),
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
