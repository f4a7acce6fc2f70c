//! What grammar knows of statements that the models choose word by word: which ones cannot be, and how far a clause
//! with a gap reaches.

use alloc::vec::Vec;

use super::Statement;
use super::agent::{AS, agent, as_saying, behind_opener, complement, overheard, own_kin, told, unnamed};
use super::bound::bound;
use super::cell::{NONE, Part};
use super::citing::around_citing;
use super::gap::{behind_filler, filler, gapped, own_gap};
use super::head::{
    around_hearer, own_antecedent, own_apposed, own_head, own_letter, own_papers, own_subject, straight,
    whole_clause,
};
use super::hearer::ordered;
use super::late::{around_late, before_late, behind_as, behind_part, interrupted, inverse, without_manner};
use super::led::{lead, subject};
use super::mind::{own_mind, own_view};
use super::next::{before_other, before_own, before_part};
use super::reject::is_nothing;
use super::tale::{keep_to_sentence, narrow};
use super::view::Block;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::segment::{self, dateline};
use crate::span::Run;

/// Takes out statements that cannot be, and gives the others the clause that their gap is in.
pub(super) fn settle(block: &Block<'_>, tokens: &[Token], statements: &mut Vec<Statement>, report: bool) {
    if !report {
        statements.iter_mut().for_each(|statement| {
            narrow(block, statement);
            lead(block, tokens, statement);
            keep_to_sentence(block, statement);
        });
    }
    statements.iter_mut().for_each(|statement| own_title(block, tokens, statement));
    if report {
        statements.iter_mut().for_each(|statement| {
            around_hearer(block, statement);
            own_view(block, statement);
            before_semicolon(block, statement);
        });
    }
    statements.iter_mut().for_each(|statement| before_quotation(block, statement));
    if report {
        let mut before = None;
        for statement in statements.iter_mut() {
            around_citing(block, tokens, statement, before.as_ref());
            before = Some(*statement);
        }
    }
    statements.retain(|statement| !is_nothing(block, tokens, statement, report));
    statements.iter_mut().for_each(|statement| {
        if report {
            whole_clause(block, statement);
            before_late(block, statement);
            around_late(block, statement);
            behind_part(block, statement);
            without_manner(block, statement);
        }
        behind_dateline(block, tokens, statement);
        own_suffix(block, tokens, statement);
        own_noun(block, tokens, statement);
        own_name(block, statement);
        own_asker(block, statement);
        behind_label(block, statement);
        straight(block, statement);
        inverse(block, tokens, statement);
        own_relative(block, statement);
        own_antecedent(block, statement);
        if report {
            own_papers(block, statement);
        }
        own_head(block, statement);
        own_subject(block, statement);
        own_mind(block, statement);
        own_apposed(block, statement);
        if report {
            own_gap(block, statement);
            own_letter(block, statement);
            // Whoever stands in the midst of what is said does not say it.
            let within = |(source, right): &(Run, Run)| right.start < source.start && right.holds(*source);
            statement.source = statement
                .source
                .filter(|source| statement.right.is_none_or(|right| !within(&(*source, right))));
            second(block, statement);
            before_deed(block, statement);
        }
        own_clause(block, statement);
        own_conjunct(block, statement);
        before_adverb(block, statement);
        agent(block, statement);
        complement(block, statement);
        as_saying(block, statement);
        overheard(block, statement);
        if report {
            unnamed(block, statement);
        }
        told(block, statement);
        ordered(block, statement);
        if report {
            behind_opener(block, statement);
            own_kin(block, statement);
            before_late(block, statement);
            behind_as(block, statement);
        }
        undergo(block, statement);
        bound(block, statement, report);
    });
    for at in (1..statements.len()).rev() {
        let Some(after) = statements.get(at).copied() else { continue };
        let Some(statement) = statements.get_mut(at - 1) else { continue };
        // *he | liked | to say …*: the cue is all of these words.
        let whole = |right: Run| after.cue.run.holds(right) && after.cue.run.holds(statement.cue.run);
        if report && statement.left.is_none() && statement.right.is_some_and(whole) {
            statement.right = None;
            continue;
        }
        part(block, statement, &after);
        before_own(block, statement, &after);
        before_other(block, statement, &after);
        if report {
            before_part(block, statement, &after);
        }
        if let Some((source, end)) = within(block, statement, &after) {
            let right = statement.right.map(|right| Run { end: right.end.max(end), ..right });
            statement.right = right;
            statements.get_mut(at).into_iter().for_each(|after| after.source = Some(source));
            continue;
        }
        // *The quay is safe, insisted Tom Cook, | adding | that it was new*: who insisted adds.
        let inverse = statement.left.zip(statement.source).filter(|(left, source)| left.end < source.start);
        if let Some((left, source)) = inverse
            && after.source.is_some_and(|other| left.contains(other.start as usize))
            && source.end < after.cue.run.start
            && !block.part(after.cue.run.start).is_finite()
        {
            statements.get_mut(at).into_iter().for_each(|after| after.source = Some(source));
            continue;
        }
        // Who says one thing is not what another says: *Jon Reyes said the police had been called*.
        if after.left.zip(statement.source).is_some_and(|(left, source)| source.holds(left)) {
            statements.get_mut(at).into_iter().for_each(|after| after.left = None);
        }
    }
    for statement in statements.iter_mut() {
        if statement.left.is_some() && statement.right.is_none() {
            statement.right = gapped(block, statement);
            // *people who “do not write,” she said*: without a gap *who* is nobody's words.
            let lone =
                |left: Run| left.len() == 1 && matches!(block.part(left.start), Part::Relative | Part::That);
            statement.left = statement.left.filter(|&left| statement.right.is_some() || !lone(left));
        } else if statement.right.is_some() && statement.left.is_none() {
            statement.left = filler(block, statement).or_else(|| interrupted(block, tokens, statement));
        }
        if let Some(end) = behind_filler(block, statement) {
            statement.right = statement.right.map(|right| Run { end, ..right });
        }
    }
    statements.retain(|statement| statement.left.is_some() || statement.right.is_some());
}

/// *wrote | Ada Quill in the Herald |; the engine, she said, …*: nobody's name goes on behind a semicolon.
fn before_semicolon(block: &Block<'_>, statement: &mut Statement) {
    let Some(source) = &mut statement.source else { return };
    let apart = |at: &u32| block.at(*at as usize).kind == TokenKind::Semicolon;
    if source.start >= statement.cue.run.end
        && let Some(semicolon) = (source.start + 1..source.end).find(apart)
    {
        source.end = semicolon;
    }
}

/// *“The ledger,” said | Ada Quill, | “was blue”*: who says it is named before the quotation that goes on behind a comma; but
/// *Ada Quill, author of “Blue,”*.
fn before_quotation(block: &Block<'_>, statement: &mut Statement) {
    let Some(source) = statement.source else { return };
    let crosses = |at: &u32| {
        let quotation = block.quotations.get(block.at(*at as usize + 1).quote as usize);
        block.part(*at) == Part::Comma
            && quotation.is_some_and(|q| q.tokens.start == *at + 1 && q.tokens.end > source.end)
    };
    if let Some(comma) = (source.start + 1..source.end.saturating_sub(1)).find(crosses) {
        statement.source = Some(Run { end: comma, ..source });
    }
}

/// Of two statements that hold each other, or of which the later holds the content of the earlier, the later says the
/// earlier: *The city hopes to reopen the quay, Reyes said*. Words quoted in both are what that one said.
fn part(block: &Block<'_>, statement: &mut Statement, after: &Statement) {
    let (Some(right), Some(left)) = (statement.right, after.left) else { return };
    if !left.holds(statement.cue.run) || !(right.holds(after.cue.run) || left.holds(right)) {
        return;
    }
    let starts = after.source.map_or(after.cue.run.start, |source| source.start.min(after.cue.run.start));
    let shared = Run { end: starts.min(right.end), ..right };
    let end = block.closing_end(shared.start, shared.end);
    let end = end.filter(|_| block.is_unquoted(shared.start, shared.end));
    statement.right = end.map(|end| Run { end, ..right });
}

/// *She added that | her sister, a baker, | thinks so*: behind *that* somebody else thinks so, and all of it is what was added.
fn within(block: &Block<'_>, statement: &Statement, after: &Statement) -> Option<(Run, u32)> {
    let (right, content, source) = (statement.right?, after.right?, after.source?);
    let (first, cue) = (right.start + 1, after.cue.run.start);
    let comma = |at: u32| block.part(at) == Part::Comma;
    let close = cue.checked_sub(1).filter(|&close| comma(close) && close > first)?;
    let phrase = |at: u32| {
        block.part(at).is_of_phrase()
            || matches!(block.part(at), Part::Preposition | Part::Comma) && at > first
    };
    let own = source.end <= statement.cue.run.start
        && block.part(right.start) == Part::That
        && content.start >= cue
        && close - first < APPOSED
        && (first..close).all(phrase)
        && (first..close).any(comma);
    own.then_some((Run { start: first, end: close }, content.end))
}

pub(super) const ASK: u16 = lexicon::hash("ask");

/// How many tokens somebody has with what stands beside them.
const APPOSED: u32 = 16;

/// *CHENGDU (Wire) -- | Researchers have filmed a monkey, officials said*: what a report begins with is no part of it, and
/// the place says nothing: *CHENGDU, May 5 — | Officials of the zoo | said …*.
fn behind_dateline(block: &Block<'_>, tokens: &[Token], statement: &mut Statement) {
    let begins = |run: &Run| tokens.get(run.start as usize).is_some_and(|t| t.has(Flags::LINE));
    let behind = |run: Run| {
        let opens = segment::begins(block.sentences, run.start);
        let length = dateline(tokens.get(run.start as usize..).unwrap_or_default()) as u32;
        (opens && length > 0).then_some(run.start + length)
    };
    if let Some(left) = statement.left.filter(begins)
        && let Some(start) = behind(left).filter(|&start| start < left.end)
    {
        statement.left = Some(Run { start, ..left });
    }
    let cue = statement.cue.run;
    if let Some(source) = statement.source.filter(begins).filter(|source| source.end <= cue.start)
        && let Some(start) = behind(source)
    {
        let subject = Run { start, end: if source.end > start { source.end } else { cue.start } };
        let far = subject.len() > APPOSED as usize;
        let phrase =
            block.part(subject.start).is_of_phrase() && block.counts(start, subject.end).verbs() == 0;
        statement.source = Some(subject).filter(|subject| !subject.is_empty() && !far && phrase);
    }
}

/// *Acme, | Inc. | said*, *Sammy Davis, | Jr., | told us*: the name belongs to what stands behind its comma, and is no part of
/// what is said.
fn own_suffix(block: &Block<'_>, tokens: &[Token], statement: &mut Statement) {
    let Some(source) = &mut statement.source else { return };
    let suffix = tokens.get(source.start as usize).is_some_and(|first| first.class().any(Class::SUFFIX));
    let comma = source.start.saturating_sub(1);
    let named = |at: &u32| is_name(block, *at);
    let words = (0..comma).rev().take(APPOSED as usize).take_while(named).count() as u32;
    if suffix && block.part(comma) == Part::Comma && words > 0 {
        let start = comma - words;
        source.start = start;
        let before = statement.left.map(|left| Run { end: left.end.min(start), ..left });
        statement.left = before.filter(|left| left.start < left.end);
    }
}

/// *Miss | Brandt said*: a title that begins a sentence may look like another word.
fn own_title(block: &Block<'_>, tokens: &[Token], statement: &mut Statement) {
    let Some(source) = &mut statement.source else { return };
    let titled = |title: u32| {
        let title = tokens.get(title as usize);
        title.is_some_and(|title| title.is_capitalised() && title.class().any(Class::TITLE))
    };
    let before = source.start.checked_sub(1).filter(|&before| titled(before));
    if let Some(before) = before.filter(|_| block.part(source.start) == Part::Name)
        && segment::begins(block.sentences, before)
    {
        source.start = before;
    }
}

/// *My | grandmother never said*: the noun belongs to the determiner before it, not to the verb behind.
fn own_noun(block: &Block<'_>, tokens: &[Token], statement: &mut Statement) {
    let Some(source) = &mut statement.source else { return };
    let cue = &mut statement.cue.run;
    let opens = |at: u32| {
        let determiner = Class::DETERMINER.or(Class::POSSESSIVE);
        tokens.get(at as usize).is_some_and(|token| token.class().any(determiner))
    };
    // *a human rights | group alleged*
    let compound = opens(source.start)
        && matches!(block.part(source.end.saturating_sub(1)), Part::Noun | Part::Plural)
        && matches!(block.part(cue.start), Part::Noun | Part::Plural | Part::Base)
        && matches!(block.part(statement.cue.anchor as u32), Part::Past | Part::Third);
    if source.end != cue.start || !(opens(source.end.saturating_sub(1)) || compound) {
        return;
    }
    let noun = |at: &u32| {
        let part = block.part(*at);
        // "Man" may look like a verb.
        let base = part == Part::Base && *at + 1 == statement.cue.anchor as u32;
        matches!(part, Part::Noun | Part::Plural | Part::Name | Part::Adjective | Part::Time | Part::Number)
            || base
    };
    let nouns = (cue.start..statement.cue.anchor as u32).take_while(noun).count() as u32;
    source.end += nouns;
    cue.start += nouns;
}

/// Whether a token is of a name, its title included.
pub(super) fn is_name(block: &Block<'_>, at: u32) -> bool {
    matches!(block.part(at), Part::Name | Part::Title)
}

/// Where the name ends with which something begins, else its beginning.
fn behind_name(block: &Block<'_>, words: Run) -> u32 {
    (words.start..words.end).find(|&at| !is_name(block, at)).unwrap_or(words.end)
}

/// *Asked by the host, | Ada Quill, | whether she would go*: whoever asks by name is no part of the question.
fn own_asker(block: &Block<'_>, statement: &mut Statement) {
    const BY: u16 = lexicon::hash("by");
    /// How many tokens a question may have.
    const ASKED: u32 = 60;
    let (Some(source), Some(right), None) = (statement.source, statement.right, statement.left) else {
        return;
    };
    let comma = |at: u32| block.part(at) == Part::Comma;
    let asked = block.at(statement.cue.anchor).lemma() == ASK
        && block.at(source.start.saturating_sub(1) as usize).word == BY
        && right.start == source.end + 1
        && comma(source.end);
    let name = if asked { behind_name(block, right) } else { right.start };
    if name > right.start && comma(name) {
        let sentence = block.sentence(name).map_or(name + 1, |sentence| sentence.end);
        let end = (name + 1..sentence.min(name + ASKED)).find(|&at| comma(at)).unwrap_or(name + 1);
        statement.source = Some(Run { end: name, ..source });
        statement.right = Some(Run { start: name + 1, end }).filter(|right| right.start < right.end);
    }
}

/// *The mill will close, according to its owner, | Ada Quill*: whoever the source is by name says nothing of that.
fn own_name(block: &Block<'_>, statement: &mut Statement) {
    let (Some(source), Some(right), Some(_)) = (statement.source, statement.right, statement.left) else {
        return;
    };
    let end = behind_name(block, right);
    let relative = block.part(end) == Part::Comma && block.part(end + 1) == Part::Relative;
    let apposed = right.start == source.end + 1 && block.part(source.end) == Part::Comma;
    if apposed && end > right.start && (end == right.end || relative) {
        statement.source = Some(Run { end, ..source });
        statement.right = None;
    }
}

/// *Jon Reyes: my sister told them …*: whose post it is does not say what somebody says in it.
fn behind_label(block: &Block<'_>, statement: &mut Statement) {
    let Some(source) = &mut statement.source else { return };
    let colon = |at: &u32| block.at(*at as usize).kind == TokenKind::Colon;
    if let Some(colon) = (source.start..source.end.saturating_sub(1)).rev().find(colon) {
        source.start = colon + 1;
    }
}

/// *… an earthquake that | officials | say killed …*: what is said of a thing is said by whoever stands behind *that*.
fn own_relative(block: &Block<'_>, statement: &mut Statement) {
    const THAT: [u16; 2] = lexicon::hashes(["that", "which"]);
    if !statement.right.is_some_and(|right| block.part(right.start).is_finite()) {
        return;
    }
    let Some(source) = statement.source.filter(|source| source.end == statement.cue.run.start) else {
        return;
    };
    let inner = source.start + 1..source.end.saturating_sub(1);
    let that = |at: &u32| THAT.contains(&block.at(*at as usize).word);
    let Some(that) = inner.rev().find(that).or_else(|| behind_thing(block, source)) else { return };
    if block.counts(source.start, source.end).verbs() == 0 {
        statement.source = Some(Run { start: that + 1, ..source });
    }
}

/// The thing of which a clause without *that* tells: *a case | investigators | said turned on a receipt*.
fn behind_thing(block: &Block<'_>, source: Run) -> Option<u32> {
    const NEW: [u16; 2] = lexicon::hashes(["a", "an"]);
    let last = source.end.checked_sub(1).filter(|&last| block.part(last) == Part::Plural)?;
    let new = NEW.contains(&block.at(source.start as usize).word);
    (source.start + 1..last).rev().find(|&at| new && block.part(at) == Part::Noun)
}

/// *The play came to him after | his aunt told him …*: who does something else in a clause before is no part of who says.
fn own_clause(block: &Block<'_>, statement: &mut Statement) {
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

/// *Ada Quill | rose, | told him that …*: what somebody did before is no part of the source.
fn before_deed(block: &Block<'_>, statement: &mut Statement) {
    let cue = statement.cue.run;
    let Some(source) = statement.source.filter(|source| source.end + 1 == cue.start && source.len() > 1)
    else {
        return;
    };
    let rose = block.part(source.end - 1) == Part::Past && block.part(source.end) == Part::Comma;
    if rose && matches!(block.part(source.end - 2), Part::Name | Part::Subject) {
        statement.source = Some(Run { end: source.end - 1, ..source });
    }
}

/// *He | read it twice, and | asked | who had signed it*: a second verb is its subject's.
fn second(block: &Block<'_>, statement: &mut Statement) {
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

/// *Her doctor | later said*: the adverb belongs to the verb.
fn before_adverb(block: &Block<'_>, statement: &mut Statement) {
    const LATER: [u16; 8] =
        lexicon::hashes(["later", "also", "then", "once", "again", "recently", "repeatedly", "privately"]);
    let (Some(source), cue) = (&mut statement.source, &mut statement.cue.run) else { return };
    // *his sergeant | would later write*
    let helps = |at: &u32| {
        block.part(*at) == Part::Modal
            || LATER.contains(&block.at(*at as usize).word) && *at + 1 == source.end
    };
    let helped = (source.start + 1..source.end).rev().take_while(helps).last();
    let helped = helped.filter(|&at| block.part(at) == Part::Modal && source.end == cue.start);
    if let Some(modal) = helped {
        source.end = modal;
        cue.start = modal;
        return;
    }
    let last = source.end.saturating_sub(1);
    let adverb = LATER.contains(&block.at(last as usize).word)
        && last.checked_sub(1).is_some_and(|noun| block.part(noun).is_nominal());
    if adverb && source.end == cue.start && source.len() > 1 && block.part(cue.start).is_finite() {
        source.end = last;
        cue.start = last;
    }
}

/// *Her daughter has told everybody, and | her father, Jón, | says only …*, *The mill says so; | its owner, Ada Quill, | thinks …*:
/// behind *and* or a semicolon somebody else may speak.
fn own_conjunct(block: &Block<'_>, statement: &mut Statement) {
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

/// *A miller accused of theft*: the miller does not accuse.
fn undergo(block: &Block<'_>, statement: &mut Statement) {
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
mod tests;
