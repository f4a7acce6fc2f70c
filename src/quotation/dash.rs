//! Dialogue that a dash opens: where speech ends and the tag begins, and where speech goes on behind it.

use alloc::vec::Vec;

use super::Style;
use super::stretch::Stretch;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::segment::Segment;

/// How far a tag's verb may stand from its beginning, in tokens.
const SUBJECT: usize = 6;

/// Appends the stretches of speech of each paragraph that a dash opens, where the text is written so: `openings` is
/// how many marks open a quotation in it.
pub(super) fn find(tokens: &[Token], paragraphs: &[Segment], openings: u32, out: &mut Vec<Stretch>) {
    let (mut dashes, mut spoken, mut apart, mut tagged) = (0u32, 0u32, 0u32, 0u32);
    let (mut hyphens, mut hyphens_spoken) = (0u32, 0u32);
    for run in paragraphs.iter().filter_map(|paragraph| speech(tokens, paragraph)) {
        // A hyphen opens speech where a tag follows; most often it opens the items of a list.
        if run.first().is_some_and(|first| first.is(TokenKind::Hyphen)) {
            hyphens += 1;
            hyphens_spoken += u32::from(is_spoken(run));
            tagged += u32::from(Stretches { run, first: 0, paragraph: 0, spaced: true }.is_tagged());
            continue;
        }
        dashes += 1;
        spoken += u32::from(is_spoken(run));
        apart += u32::from(run.get(1).is_some_and(|next| next.has(Flags::SPACE)));
    }
    let hyphened = dashes == 0 && tagged > 1 && tagged * 3 >= hyphens;
    if hyphened {
        (dashes, spoken, apart) = (hyphens, hyphens_spoken, hyphens);
    }
    // Where a space stands behind each dash that opens speech.
    let spaced = apart * 2 > dashes;
    // A list may have a dash before each of its items.
    if dashes < 2 || dashes <= openings || spoken * 3 < dashes {
        return;
    }
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let first = paragraph.tokens.start as usize;
        let speech = speech(tokens, paragraph)
            .filter(|run| hyphened || run.first().is_some_and(|first| first.is(TokenKind::Dash)));
        let opens = speech.map(|_| first).or_else(|| behind_narration(tokens, paragraph, spaced));
        if let Some(first) = opens
            && let Some(run) = tokens.get(first..paragraph.tokens.end as usize)
        {
            Stretches { run, first: first as u32, paragraph: number as u32, spaced }.divide(out);
        }
    }
}

/// The first dash that opens speech behind a whole sentence of narration: *She looked up. —Not today, she said.*
fn behind_narration(tokens: &[Token], paragraph: &Segment, spaced: bool) -> Option<usize> {
    let run = tokens.get(paragraph.tokens.range())?;
    run.windows(3)
        .position(|near| opens_again(near, spaced))
        .map(|at| paragraph.tokens.start as usize + at + 1)
}

/// A sentence's end, and a dash that opens speech.
fn opens_again(near: &[Token], spaced: bool) -> bool {
    matches!(near, [end, dash, next]
        if end.ends_sentence()
            && dash.is(TokenKind::Dash)
            && (spaced || !next.has(Flags::SPACE))
            && next.has(Flags::CAPITAL))
}

/// The tokens of a paragraph that begins with a dash.
fn speech<'t>(tokens: &'t [Token], paragraph: &Segment) -> Option<&'t [Token]> {
    let run = tokens.get(paragraph.tokens.range())?;
    match run {
        [dash, next, _, ..]
            if (dash.is(TokenKind::Dash) || dash.is(TokenKind::Hyphen) && next.has(Flags::SPACE))
                && (next.has(Flags::CAPITAL) || !next.is(TokenKind::Word)) =>
        {
            Some(run)
        }
        _ => None,
    }
}

/// How many tokens of a paragraph are looked over for signs of speech.
const SIGNS: usize = 64;

fn is_spoken(run: &[Token]) -> bool {
    run.iter().take(SIGNS).any(|token| {
        matches!(token.kind, TokenKind::Question | TokenKind::Exclamation)
            || token.class().any(Class::FIRST.or(Class::SECOND).or(Class::TAG))
    })
}

/// One paragraph's tokens, from its dash on.
struct Stretches<'t> {
    run: &'t [Token],
    first: u32,
    paragraph: u32,
    /// Whether a space stands behind the dashes that open speech.
    spaced: bool,
}

impl Stretches<'_> {
    fn divide(&self, out: &mut Vec<Stretch>) {
        let mut speech = Some(1);
        let mut at = 1;
        while let Some(token) = self.run.get(at) {
            at += 1;
            match speech {
                Some(from) => {
                    let parts = matches!(
                        token.kind,
                        TokenKind::Comma
                            | TokenKind::Question
                            | TokenKind::Exclamation
                            | TokenKind::Ellipsis
                            | TokenKind::Dash
                    );
                    if token.is(TokenKind::Stop) && self.is_told(at) {
                        self.push(from, at, out);
                        speech = None;
                    } else if parts && let Some(behind) = self.tag(at) {
                        let end = if token.is(TokenKind::Dash) { at - 1 } else { at };
                        self.push(from, end, out);
                        speech = None;
                        at = behind;
                        if self.is_enclosed(end) {
                            // Up to the dash that closes what is told, and the stop behind it.
                            let rest = self.run.get(at..).unwrap_or_default();
                            let close = rest.iter().position(|token| token.is(TokenKind::Dash));
                            at = close.map_or(self.run.len(), |close| at + close + 1);
                            at += usize::from(self.run.get(at).is_some_and(|stop| !stop.is(TokenKind::Word)));
                            speech = close.map(|_| at);
                        }
                    }
                }
                None => speech = self.resumes(at - 1).then_some(at),
            }
        }
        if let Some(from) = speech {
            self.push(from, self.run.len(), out);
        }
    }

    /// Whether a tag stands in it behind a comma, a question or an exclamation mark.
    fn is_tagged(&self) -> bool {
        self.run.iter().enumerate().take(SIGNS).any(|(at, token)| {
            matches!(token.kind, TokenKind::Comma | TokenKind::Question | TokenKind::Exclamation)
                && self.tag(at + 1).is_some()
        })
    }

    /// Whether the sentence that begins at a token is narration, behind which a dash opens speech again: *—The bus. | Dermot
    /// hung up his coat. —It was late.*
    fn is_told(&self, at: usize) -> bool {
        let rest = self.run.get(at..).unwrap_or_default();
        let Some(end) = rest.iter().take(SIGNS).position(Token::ends_sentence) else { return false };
        let told = rest.get(..end).unwrap_or_default();
        let spoken = |token: &Token| token.class().any(Class::FIRST.or(Class::SECOND));
        rest.get(end..end + 3).is_some_and(|near| opens_again(near, self.spaced)) && !told.iter().any(spoken)
    }

    /// Whether the dash at a token opens the narrator's words, as in Spanish: *—I was hungry —replied Inés—. And cold.*
    fn is_enclosed(&self, at: usize) -> bool {
        let (Some(dash), Some(next)) = (self.run.get(at), self.run.get(at + 1)) else { return false };
        dash.is(TokenKind::Dash) && dash.has(Flags::SPACE) && !next.has(Flags::SPACE)
    }

    fn push(&self, from: usize, to: usize, out: &mut Vec<Stretch>) {
        if from < to {
            out.push(Stretch {
                tokens: crate::span::Run { start: self.first + from as u32, end: self.first + to as u32 },
                // The dash belongs to the quotation that it opens.
                opener: u32::from(from == 1),
                paragraph: self.paragraph,
                style: Style::Dash,
                label: None,
                continues: false,
            });
        }
    }

    /// Whether a tag begins at a token: `said Peter`, `he said`, `the old miller asked`. The token behind its verb.
    fn tag(&self, at: usize) -> Option<usize> {
        let first = self.run.get(at)?;
        let second = self.run.get(at + 1)?;
        if is_verb(first) {
            return begins_subject(second).then_some(at + 2);
        }
        // "Grandmother, I've been offered a job" goes on.
        if !begins_subject(first) || first.class().any(Class::AUXILIARY) {
            return None;
        }
        let reach = if first.class().any(Class::PRONOUN) { 2 } else { SUBJECT };
        for (step, token) in self.run.iter().enumerate().skip(at + 1).take(reach) {
            if is_verb(token) {
                return Some(step + 1);
            }
            if token.kind != TokenKind::Word {
                return None;
            }
        }
        None
    }

    /// Whether speech goes on behind the token, which stands in a tag or in narration.
    fn resumes(&self, at: usize) -> bool {
        let (Some(token), Some(next)) = (self.run.get(at), self.run.get(at + 1)) else { return false };
        let class = next.class();
        match token.kind {
            // "She sat — or fell — into the chair" is told.
            TokenKind::Dash if next.is(TokenKind::Word) && !next.has(Flags::CAPITAL) => {
                let before = self.run.get(..at).unwrap_or_default().iter().rev().take(SIGNS);
                before.take_while(|token| !token.ends_sentence()).any(is_verb)
            }
            TokenKind::Dash | TokenKind::Colon => true,
            TokenKind::Comma => {
                // "…, turning to him", "…, with a sigh", "…, his eyes on the door", "…, and went out".
                let verb = Class::GERUND.or(Class::PARTICIPLE).or(Class::PAST);
                let narrates = |class: Class| {
                    class.any(verb.or(Class::PREPOSITION).or(Class::SUBORDINATOR).or(Class::ADVERB))
                        && !class.any(Class::FIRST.or(Class::SECOND))
                };
                let behind = self.run.get(at + 2).map_or(Class::NONE, Token::class);
                if class.any(Class::CONJUNCTION) {
                    // "…, and maybe I will", "…, and slowly went out".
                    let own = self.run.get(at + 3).map_or(Class::NONE, Token::class);
                    !narrates(behind) || behind.any(Class::ADVERB) && own.any(Class::FIRST.or(Class::SECOND))
                } else {
                    !narrates(class)
                        && !(class.any(Class::POSSESSIVE.or(Class::SUBJECT))
                            && !class.any(Class::FIRST.or(Class::SECOND)))
                        && !next.has(Flags::CAPITAL)
                }
            }
            // The dash opens what is said.
            TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation => {
                !next.is(TokenKind::Dash) && self.speaks(at + 1)
            }
            _ => false,
        }
    }

    /// Whether the sentence that begins at a token is spoken: it asks, exclaims, or speaks of I and you. One whose
    /// subject is he, she or they is told.
    fn speaks(&self, at: usize) -> bool {
        let Some(first) = self.run.get(at) else { return false };
        let class = first.class();
        let third =
            class.all(Class::SUBJECT.or(Class::PRONOUN)) && !class.any(Class::FIRST.or(Class::SECOND));
        for token in self.run.iter().skip(at).take(SIGNS) {
            match token.kind {
                TokenKind::Question | TokenKind::Exclamation => return true,
                TokenKind::Stop => break,
                _ if token.class().any(Class::FIRST.or(Class::SECOND)) => return true,
                _ => {}
            }
        }
        !third
    }
}

fn is_verb(token: &Token) -> bool {
    let class = token.class();
    class.any(Class::SPEECH.or(Class::TAG))
        && class.any(Class::PAST.or(Class::THIRD))
        && !token.has(Flags::CAPITAL)
}

fn begins_subject(token: &Token) -> bool {
    let class = token.class();
    token.is(TokenKind::Word)
        && (token.has(Flags::CAPITAL)
            || class.any(Class::SUBJECT.or(Class::DETERMINER).or(Class::POSSESSIVE)))
}
