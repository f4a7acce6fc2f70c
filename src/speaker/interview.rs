//! Interviews: whom `Q`, `A` and `Interviewer` stand for, and who asks and answers without labels, as the introduction tells.
//!
//! "Ada Quill talked to Tom Abara", "an interview with Ada Quill", "interview by Tom Abara", "By Tom Abara": what comes
//! before the first label names both, or one, or neither; whom nobody names stays unknown.

use super::fact::vocative;
use crate::attribution::Relation;
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::quotation::{Part, Quotation};
use crate::segment;
use crate::span::{MaybeIndex, Run};

/// How many tokens before the first label are looked at.
const LOOK: u32 = 600;
/// How many tokens may stand between a verb and its preposition, and between that and the name.
const NEAR: usize = 3;
/// How many tokens the line has that tells who examines a witness.
const SHORT: usize = 8;

/// Verbs for a talk of two: with *to* or *with*.
const TALKS: [u16; 14] = lexicon::entries([
    "talked", "talks", "talk", "talking", "spoke", "speaks", "speak", "speaking", "sat", "sits", "chatted",
    "chats", "caught", "catches",
]);
/// Nouns for it: the one whom it is with, or whom they are for, answers.
const TALK: [u16; 6] =
    lexicon::entries(["interview", "conversation", "minutes", "questions", "chat", "lunch"]);
const INTERVIEW: [u16; 2] = lexicon::entries(["interview", "conversation"]);
/// Verbs whose subject asks and whose object answers.
const ASKS: [u16; 5] = lexicon::entries(["interviewed", "interviews", "meets", "met", "questioned"]);
const ANSWERS: [u16; 5] = lexicon::entries(["answered", "answers", "answer", "takes", "took"]);
const TO: [u16; 3] = lexicon::entries(["to", "with", "for"]);
const BY: u16 = lexicon::entry("by");
const OF: u16 = lexicon::entry("of");
const ABOUT: u16 = lexicon::entry("about");
/// Nouns for a record of what somebody answers: *Deposition of Tom Abara*.
const RECORDS: [u16; 5] =
    lexicon::entries(["deposition", "testimony", "examination", "evidence", "questioning"]);
/// How many questions may call by name whoever answers.
const CALLS: usize = 3;
const QUESTIONS: u16 = lexicon::entry("questions");

/// Gives the labels of an interview the people that its introduction names.
pub(super) fn settle(
    prose: Prose<'_>,
    quotations: &[Quotation],
    relation_of: &[MaybeIndex],
    mentions: &mut [Mention],
    entities: &[Entity],
    relations: &mut [Relation],
) {
    let part = |quotation: &Quotation| quotation.part(prose.text, prose.tokens);
    let Some(first) = quotations.iter().find(|quotation| part(quotation).is_some()) else { return };
    let end = first.label.get().map_or(first.tokens.start, |label| label.start);
    let from = mentions.partition_point(|mention| mention.tokens().start < end.saturating_sub(LOOK));
    let to = mentions.partition_point(|mention| mention.tokens().start < end);
    let introduction = Introduction { prose, mentions, entities, from, to };
    let mut pair = introduction.read(end.saturating_sub(LOOK) as usize..end as usize);
    if pair.answers.is_none() {
        let questions = quotations.iter().filter(|quotation| part(quotation) == Some(Part::Asks));
        pair.answers = questions.take(CALLS).find_map(|question| introduction.called(question.tokens));
    }
    let mut examinations = examinations(prose).peekable();
    let mut examiner = None;
    for (quotation, relation) in quotations.iter().zip(relation_of) {
        let Some(part) = part(quotation) else { continue };
        let label = quotation.label.get();
        let start = label.map_or(quotation.tokens.start, |label| label.start);
        while let Some(line) = examinations.next_if(|line| line.start < start) {
            examiner = named_in(mentions, line).or(examiner);
        }
        let who = match part {
            Part::Asks => examiner.or(pair.asks),
            Part::Answers => pair.answers,
        };
        let Some(who) = who else { continue };
        let entity = mentions.get(who as usize).and_then(|mention| mention.entity());
        let own = mentions.partition_point(|mention| mention.tokens().start < start);
        match mentions.get_mut(own).filter(|mention| Some(mention.tokens()) == label) {
            Some(own) => own.stands_for(entity),
            None => {
                if let Some(relation) = relation.get().and_then(|index| relations.get_mut(index as usize)) {
                    relation.mention = Some(who).into();
                }
            }
        }
    }
}

/// The lines of a court's record that tell who asks from there on: *BY MR. HALE:*.
fn examinations(prose: Prose<'_>) -> impl Iterator<Item = Run> {
    prose.paragraphs.iter().map(|paragraph| paragraph.tokens).filter(move |line| {
        matches!(prose.tokens.get(line.range()), Some([by, .., colon])
            if by.word == BY && by.is_capitalised() && colon.is(TokenKind::Colon) && line.len() <= SHORT)
    })
}

/// The name that stands in a line.
fn named_in(mentions: &[Mention], line: Run) -> Option<u32> {
    let at = mentions.partition_point(|mention| mention.tokens().start <= line.start);
    let named = |mention: &&Mention| mention.kind == MentionKind::Name && mention.tokens().end < line.end;
    mentions.get(at).filter(named).map(|_| at as u32)
}

/// The mentions of who asks and of who answers.
#[derive(Clone, Copy, Default)]
struct Pair {
    asks: Option<u32>,
    answers: Option<u32>,
}

/// What comes before the first label.
struct Introduction<'s> {
    prose: Prose<'s>,
    mentions: &'s [Mention],
    entities: &'s [Entity],
    /// Its mentions.
    from: usize,
    to: usize,
}

impl Introduction<'_> {
    fn read(&self, tokens: core::ops::Range<usize>) -> Pair {
        let (mut pair, mut byline, mut talk) = (Pair::default(), None, false);
        for at in tokens {
            let Some(token) = self.word(at) else { continue };
            let is = |words: &[u16]| lexicon::is_one_of(token.word, words);
            if token.word == BY {
                let before = at.checked_sub(1).and_then(|before| self.word(before));
                let who = self.person(at + 1);
                if before.is_some_and(|before| lexicon::is_one_of(before.word, &ASKS)) {
                    pair.asks = pair.asks.or(who);
                    pair.answers = pair.answers.or_else(|| self.subject(at));
                    talk = true;
                } else if before.is_some_and(|before| lexicon::is_one_of(before.word, &INTERVIEW)) {
                    pair.asks = pair.asks.or(who);
                    talk = true;
                } else if self.begins(at) {
                    byline = byline.or(who);
                }
                continue;
            }
            if is(&RECORDS) && self.word(at + 1).is_some_and(|of| of.word == OF) {
                pair.answers = pair.answers.or_else(|| self.person(at + 2));
            }
            if is(&TALKS) || is(&TALK) {
                // "This interview has been edited", "We spoke on Monday"
                talk |=
                    is(&INTERVIEW) || is(&TALKS) && self.subject(at).is_some_and(|who| self.is_first(who));
                let Some(to) = (at + 1..=at + NEAR)
                    .find(|&to| self.word(to).is_some_and(|to| lexicon::is_one_of(to.word, &TO)))
                else {
                    // "The baker Tom Abara talks about flour"
                    let about = (at + 1..=at + NEAR).any(|at| self.word(at).is_some_and(|t| t.word == ABOUT));
                    if let Some(subject) = self.subject(at).filter(|&who| about && !self.is_first(who)) {
                        talk = true;
                        pair.answers = pair.answers.or(Some(subject));
                    }
                    continue;
                };
                talk = true;
                let (subject, object) = (self.subject(at), self.person(to + 1));
                let own = |who: Option<u32>| who.is_none_or(|who| self.is_first(who));
                if is(&TALK) || own(subject) {
                    pair.answers = pair.answers.or(object);
                } else {
                    pair.answers = pair.answers.or(subject);
                    pair.asks = pair.asks.or(object);
                }
            } else if is(&ASKS)
                && let (Some(subject), Some(object)) = (self.subject(at), self.person(at + 1))
            {
                talk = true;
                pair.asks = pair.asks.or(Some(subject).filter(|&who| !self.is_first(who)));
                pair.answers = pair.answers.or(Some(object));
            } else if is(&ANSWERS)
                && (at + 1..=at + NEAR).any(|at| self.word(at).is_some_and(|t| t.word == QUESTIONS))
            {
                talk = true;
                pair.answers = pair.answers.or_else(|| self.subject(at));
            }
        }
        let entity = |who: Option<u32>| who.and_then(|who| self.mentions.get(who as usize)?.entity());
        // "By Tom Abara": of two who talk the writer asks.
        if byline.is_some() && entity(byline) == entity(pair.answers) {
            (pair.asks, pair.answers) = (pair.answers, pair.asks);
        }
        pair.asks = pair.asks.or(byline.filter(|_| talk));
        let unnamed = |who: Option<u32>| entity(who).is_none();
        if unnamed(pair.answers) {
            let other = entity(pair.asks);
            pair.answers = if talk { self.main(other) } else { None };
        }
        if unnamed(pair.asks) || entity(pair.asks) == entity(pair.answers) {
            pair.asks = None;
        }
        pair
    }

    fn word(&self, at: usize) -> Option<&Token> {
        self.prose.tokens.get(at).filter(|token| token.is(TokenKind::Word))
    }

    /// Whether a sentence or a line begins here.
    fn begins(&self, at: usize) -> bool {
        let at = at as u32;
        segment::begins(self.prose.sentences, at) || segment::begins(self.prose.paragraphs, at)
    }

    /// The person named at this place, or a few words on: *with the novelist Ada Quill*.
    fn person(&self, at: usize) -> Option<u32> {
        let near = |mention: &&Mention| (mention.tokens().start as usize) < at + NEAR;
        let from = self.mentions.partition_point(|mention| (mention.tokens().start as usize) < at);
        let rest = self.mentions.get(from..self.to)?;
        let found = rest.iter().take_while(near).position(|mention| self.is_person(mention))?;
        Some((from + found) as u32)
    }

    /// Who is spoken of first in the sentence before a verb: a person's name, a pronoun, "I".
    fn subject(&self, verb: usize) -> Option<u32> {
        let at = self.prose.sentences.partition_point(|sentence| sentence.tokens.end as usize <= verb);
        let start = self.prose.sentences.get(at)?.tokens.start;
        let from = self.mentions.partition_point(|mention| mention.tokens().start < start).max(self.from);
        let before = |mention: &&Mention| (mention.tokens().start as usize) < verb;
        let rest = self.mentions.get(from..self.to)?;
        let speaks = |mention: &Mention| {
            matches!(mention.kind, MentionKind::Pronoun | MentionKind::First) || self.is_person(mention)
        };
        let found = rest.iter().take_while(before).position(speaks)?;
        Some((from + found) as u32)
    }

    /// Whom a question calls by name.
    fn called(&self, question: Run) -> Option<u32> {
        let from = self.mentions.partition_point(|mention| mention.tokens().start < question.start);
        let within = |mention: &&Mention| mention.tokens().end <= question.end;
        let asked = self.prose.tokens.get(question.range())?;
        let calls = |mention: &Mention| {
            let run = mention.tokens().range();
            let (from, to) = (run.start - question.range().start, run.end - question.range().start);
            self.is_person(mention) && vocative(asked, from, to)
        };
        let found = self.mentions.get(from..)?.iter().take_while(within).take(NAMES).position(calls)?;
        Some((from + found) as u32)
    }

    fn is_first(&self, who: u32) -> bool {
        self.mentions.get(who as usize).is_some_and(|mention| mention.kind == MentionKind::First)
    }

    fn is_person(&self, mention: &Mention) -> bool {
        let kind =
            mention.entity().and_then(|entity| self.entities.get(entity as usize)).map(|entity| entity.kind);
        let place = self
            .prose
            .tokens
            .get(mention.head().range())
            .unwrap_or_default()
            .iter()
            .all(|token| token.class().any(Class::PLACE) && !token.class().any(Class::GIVEN));
        mention.kind == MentionKind::Name
            && matches!(kind, Some(EntityKind::Person | EntityKind::Unknown))
            && !place
    }

    /// The person named most often, but for this one; of several the first.
    fn main(&self, other: Option<u32>) -> Option<u32> {
        let named = self.mentions.get(self.from..self.to)?;
        let people = || named.iter().filter(|mention| self.is_person(mention) && mention.entity() != other);
        let count =
            |entity| people().take(LOOK as usize).filter(|mention| mention.entity() == entity).count();
        let most = people().take(NAMES).map(|mention| count(mention.entity())).max()?;
        named
            .iter()
            .position(|mention| {
                self.is_person(mention) && mention.entity() != other && count(mention.entity()) == most
            })
            .map(|at| (self.from + at) as u32)
    }
}

/// How many names of an introduction are weighed against each other.
const NAMES: usize = 64;
