//! Interviews without labels: questions in paragraphs of their own, and below each what is answered.

use alloc::vec::Vec;

use super::Style;
use super::stretch::Stretch;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{Class, entries, is_one_of};
use crate::segment::Segment;
use crate::span::Run;

/// How many questions show that a text is written so, and how many tokens one has at most.
const QUESTIONS: usize = 3;
const LONGEST: usize = 80;
/// How many tokens of an answer tell that somebody speaks of themselves.
const LOOK: usize = 48;
/// How many tokens before the first question tell that somebody is asked.
const INTRODUCTION: usize = 600;

/// Words for a talk of two.
const TALK: [u16; 13] = entries([
    "interview",
    "interviewed",
    "interviews",
    "conversation",
    "chat",
    "chatted",
    "talks",
    "talked",
    "talk",
    "spoke",
    "speaks",
    "questions",
    "answers",
]);

/// Appends a stretch for each question and for each paragraph of what is answered, where an introduction tells that somebody
/// is asked: a page of frequent questions is none.
pub(super) fn find(tokens: &[Token], paragraphs: &[Segment], out: &mut Vec<Stretch>) {
    let is_asked = |paragraph: &Segment| is_question(tokens, paragraph.tokens);
    let Some(first) = paragraphs.iter().position(is_asked) else { return };
    let (introduction, talk) = paragraphs.split_at_checked(first).unwrap_or_default();
    let talk = talk.get(..talk.len() - notes(tokens, talk)).unwrap_or_default();
    let asked = talk.iter().filter(|paragraph| is_asked(paragraph)).count();
    if asked < QUESTIONS || asked * 4 < talk.len() || !introduces(tokens, introduction) {
        return;
    }
    let mut answers = talk.windows(2).filter_map(|pair| match pair {
        [question, answer] if is_asked(question) && !is_asked(answer) => Some(answer.tokens),
        _ => None,
    });
    let (mut answered, mut own) = (0, 0);
    for answer in &mut answers {
        answered += 1;
        own += usize::from(speaks_of_oneself(tokens, answer));
    }
    if answered < asked || own * 2 < asked {
        return;
    }
    let mut asks = true;
    for (paragraph, number) in talk.iter().zip(first as u32..) {
        let goes_on = !asks && !is_asked(paragraph);
        asks = is_asked(paragraph);
        out.push(Stretch {
            tokens: without_emphasis(tokens, paragraph.tokens),
            opener: 0,
            paragraph: number,
            style: Style::Script,
            label: None,
            continues: goes_on,
        });
    }
}

/// Whether a paragraph is a question and nothing more, quoted from nobody.
fn is_question(tokens: &[Token], paragraph: Run) -> bool {
    let run = tokens.get(without_emphasis(tokens, paragraph).range()).unwrap_or_default();
    run.len() <= LONGEST
        && run.last().is_some_and(|last| last.is(TokenKind::Question))
        && run.first().is_some_and(Token::is_capitalised)
        && !run.iter().any(|token| token.is(TokenKind::Mark))
}

/// Whether what stands before the first question tells of a talk.
fn introduces(tokens: &[Token], introduction: &[Segment]) -> bool {
    let end = introduction.last().map_or(0, |last| last.tokens.end as usize);
    let near = tokens.get(end.saturating_sub(INTRODUCTION)..end).unwrap_or_default();
    near.iter().any(|token| is_one_of(token.word, &TALK))
}

/// How many paragraphs at the end tell of the talk: *This interview has been edited.*
fn notes(tokens: &[Token], talk: &[Segment]) -> usize {
    let of_talk = |paragraph: &&Segment| {
        let run = tokens.get(paragraph.tokens.range()).unwrap_or_default();
        run.len() <= LONGEST
            && run.iter().any(|token| is_one_of(token.word, &TALK))
            && !speaks_of_oneself(tokens, paragraph.tokens)
    };
    talk.iter().rev().take_while(of_talk).count()
}

/// Whether an answer begins with somebody's "I" or "we".
fn speaks_of_oneself(tokens: &[Token], answer: Run) -> bool {
    let run = tokens.get(answer.range()).unwrap_or_default();
    run.iter().take(LOOK).any(|token| token.class().any(Class::FIRST))
}

/// A paragraph's tokens between the marks of emphasis that may stand around it: `**How did you begin?**`.
fn without_emphasis(tokens: &[Token], paragraph: Run) -> Run {
    let run = tokens.get(paragraph.range()).unwrap_or_default();
    let is_emphasis = |token: &&Token| token.is(TokenKind::Emphasis);
    let before = run.iter().take_while(is_emphasis).count() as u32;
    let behind = run.iter().rev().take_while(is_emphasis).count() as u32;
    let end = paragraph.end.saturating_sub(behind);
    Run { start: (paragraph.start + before).min(end), end }
}
