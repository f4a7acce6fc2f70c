//! Where statements are looked for: around the sentences with a word in them that may be the heart of a cue. What a word
//! and its neighbours are tells that of most words, so that the rest of the text is never looked at closely.

use alloc::vec::Vec;
use core::ops::Range;

use super::Models;
use super::part::Known;
use crate::Span;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon;
use crate::model::{LOGIT, Sink, features as give};
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::span::Run;

/// The least score of a word that may be a heart: odds of one in seven.
pub(super) const LEAST: i32 = -(LOGIT as i32 * 2);

/// How many tokens a stretch has at least, where sentences that are looked at follow one another so long: it ends where a line
/// does, and wherever that is after [`MOST`]. What is known of each token takes more room than the token.
const ENOUGH: u32 = 64;
const MOST: u32 = 1024;
/// How many tokens of a stretch are looked at: a longer sentence says nothing more.
const LONGEST: u32 = 4000;
/// How many tokens on both sides of a stretch are looked at.
const BESIDE: u32 = 3;
/// How many tokens behind a quotation may hold its tag.
const TAG: u32 = 7;
/// How many quotations that begin before a token are looked at for one that holds it.
const DEPTH: usize = 8;

/// A word that may be the heart of a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) token: u32,
    pub(crate) sentence: u32,
    /// It stands in a cue that the grammar has settled.
    pub(crate) settled: bool,
}

/// The features of a word as a possible heart.
pub(crate) fn features<S: Sink>(tokens: &[Token], at: usize, sink: &mut S) {
    let seen = |at: usize| match tokens.get(at) {
        Some(token) if token.kind == TokenKind::Word => {
            let known = Known::of(lexicon::set(token.word));
            (token.hash, known.tag | u16::from(token.has(Flags::CAPITAL)))
        }
        Some(token) => (token.kind as u16, token.kind as u16),
        None => (0, 0),
    };
    let ((before, before_tag), (word, tag)) = (seen(at.wrapping_sub(1)), seen(at));
    let (next, next_tag) = seen(at + 1);
    let stem = tokens.get(at).filter(|token| token.word != 0).map_or(word, |token| lexicon::stem(token.word));
    give!(sink;
        1: word;
        2: stem, before_tag;
        3: stem, next_tag;
        4: stem, next;
        5: before, tag;
        6: next_tag, tag;
    );
}

/// Sentences that are looked at together.
pub(super) struct Stretch {
    pub(super) sentences: Range<usize>,
    /// Their tokens, and those around them that their statements may reach.
    pub(super) tokens: Run,
}

/// What stretches are cut from.
pub(super) struct Text<'t> {
    pub(super) prose: Prose<'t>,
    pub(super) quotations: &'t [Quotation],
    pub(super) models: &'t Models<'t>,
    /// The cues that the grammar has settled, in text order.
    pub(super) settled: &'t [Span],
}

impl Text<'_> {
    /// The next stretch from the sentence `first` on, and the words in its tokens that may be hearts.
    pub(super) fn stretch(&self, first: usize, found: &mut Vec<Word>) -> Option<Stretch> {
        found.clear();
        let sentences = self.prose.sentences;
        let (mut begin, mut end, mut reach) = (None, first, 0);
        while let Some(sentence) = sentences.get(end).map(|sentence| sentence.tokens) {
            let first = self.prose.tokens.get(sentence.start as usize);
            let enough = if first.is_some_and(|first| first.has(Flags::LINE)) { ENOUGH } else { MOST };
            if begin.is_some_and(|(_, start)| sentence.start >= start + enough) {
                break;
            }
            let known = found.len();
            words(self.prose, self.models, self.settled, end..end + 1, found);
            let wanted = found.get(known..).is_some_and(|words| words.iter().any(|word| !word.settled));
            if wanted {
                reach = self.reach(end, sentence);
                begin = begin.or(Some((end, sentence.start)));
            } else if sentence.start >= reach {
                found.truncate(known);
                if begin.is_some() {
                    break;
                }
            }
            end += 1;
        }
        let (begin, start) = begin?;
        let behind = sentences.get(end..).unwrap_or_default();
        let more = behind.iter().take_while(|sentence| sentence.tokens.start < reach).count();
        words(self.prose, self.models, self.settled, end..end + more, found);
        let start = self.around(start).map_or(start, |quotation| quotation.start).saturating_sub(BESIDE);
        let last = (self.prose.tokens.len() as u32).min(start + LONGEST);
        Some(Stretch {
            sentences: begin..end,
            tokens: Run { start, end: reach.clamp(start, last.max(start)) },
        })
    }

    /// The token up to which the statements of a sentence may reach: behind it and its last quotation, and one that
    /// opens what comes next.
    fn reach(&self, index: usize, sentence: Run) -> u32 {
        let end =
            self.around(sentence.end.saturating_sub(1)).map_or(sentence.end, |q| q.end.max(sentence.end));
        let next = self.prose.sentences.get(index + 1).map_or(end, |next| next.tokens.start.max(end));
        let quotation = self.around(next).filter(|quotation| quotation.start == next);
        quotation.map_or(end + BESIDE, |quotation| quotation.end + TAG)
    }

    /// The outermost quotation that a token stands in.
    fn around(&self, token: u32) -> Option<Run> {
        let from = self.quotations.partition_point(|quotation| quotation.tokens.start <= token);
        let near = self.quotations.get(from.saturating_sub(DEPTH)..from).unwrap_or_default();
        near.iter().find(|q| q.parent().is_none() && q.tokens.end > token).map(|q| q.tokens)
    }
}

/// Adds the words of these sentences that may be hearts of cues.
pub(crate) fn words(
    prose: Prose<'_>,
    models: &Models<'_>,
    settled: &[Span],
    sentences: Range<usize>,
    out: &mut Vec<Word>,
) {
    for index in sentences {
        let Some(sentence) = prose.sentences.get(index) else { return };
        let run = sentence.tokens;
        for (at, token) in (run.start..).zip(prose.tokens.get(run.range()).unwrap_or_default()) {
            if models.knows(token) && models.may_cue(prose.tokens, at as usize) {
                let next = settled.partition_point(|cue| cue.end <= token.start);
                let settled = settled.get(next).is_some_and(|cue| cue.start <= token.start);
                out.push(Word { token: at, sentence: index as u32, settled });
            }
        }
    }
}
