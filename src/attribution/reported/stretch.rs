//! Where statements are looked for: stretches of paragraphs with a word in each that may be the heart of a cue.

use alloc::vec::Vec;
use core::ops::Range;

use super::Models;
use crate::Span;
use crate::lexer::{Flags, Token, TokenKind};
use crate::pipeline::Prose;
use crate::segment::Segment;
use crate::span::Run;

/// How many tokens a stretch has at least, where the text goes on so long.
const ENOUGH: usize = 1024;
/// How many tokens of a stretch are looked at: a longer sentence says nothing more.
const LONGEST: usize = 4000;
/// How many tokens behind a stretch are looked at: what neighbours tell, and a quotation that goes on what was said.
const BEHIND: usize = 4;
const QUOTED: usize = 96;

/// A word that may be the heart of a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) token: u32,
    pub(crate) sentence: u32,
    /// It stands in a cue that the grammar has settled.
    pub(crate) settled: bool,
}

/// Sentences that are looked at together.
pub(super) struct Stretch {
    pub(super) sentences: Range<usize>,
    /// Their tokens, and those behind them that their last statements may reach.
    pub(super) tokens: Run,
}

impl Stretch {
    /// The next stretch from the sentence `first` on, and the words in its tokens that may be hearts. A paragraph whose
    /// every cue is settled (`settled` lists them in text order) ends it.
    pub(super) fn next(
        prose: Prose<'_>,
        models: &Models<'_>,
        settled: &[Span],
        first: usize,
        found: &mut Vec<Word>,
    ) -> Option<Stretch> {
        found.clear();
        let start = |sentence: usize| {
            prose.sentences.get(sentence).map_or(prose.tokens.len(), |s| s.tokens.start as usize)
        };
        let (mut begin, mut end) = (first, first);
        while end < prose.sentences.len() && (begin == end || start(end) - start(begin) < ENOUGH) {
            let next = paragraph_end(prose, end);
            let known = found.len();
            words(prose, models, settled, end..next, found);
            let wanted = found.get(known..).is_some_and(|words| words.iter().any(|word| !word.settled));
            if !wanted {
                found.truncate(known);
                if begin < end {
                    break;
                }
                begin = next;
            }
            end = next;
        }
        if begin == end {
            return None;
        }
        let (from, to) = (start(begin), start(end));
        // What goes on with a quotation, or in the paragraph itself where that is cut.
        let goes_on = |token: &Token| token.kind == TokenKind::Mark || !token.has(Flags::LINE);
        let mut reach = to + BEHIND;
        if prose.tokens.get(to).is_some_and(goes_on) {
            let mut last = end;
            while last < prose.sentences.len() && start(last) < to + QUOTED {
                last += 1;
            }
            words(prose, models, settled, end..last, found);
            reach = start(last);
        }
        let tokens = Run::new(from, reach.min(prose.tokens.len()).min(from + LONGEST));
        Some(Stretch { sentences: begin..end, tokens })
    }
}

/// The sentence with which the next paragraph begins, or, in a long paragraph, the next part of it.
fn paragraph_end(prose: Prose<'_>, first: usize) -> usize {
    let sentences = prose.sentences.get(first..).unwrap_or_default();
    let begin = sentences.first().map_or(0, |s| s.tokens.start as usize);
    let ends = |s: &Segment| {
        let at = s.tokens.start as usize;
        at - begin >= ENOUGH || prose.tokens.get(at).is_some_and(|token| token.has(Flags::LINE))
    };
    sentences.iter().skip(1).position(ends).map_or(prose.sentences.len(), |more| first + 1 + more)
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
            if models.may_cue(token) {
                let next = settled.partition_point(|cue| cue.end <= token.start);
                let settled = settled.get(next).is_some_and(|cue| cue.start <= token.start);
                out.push(Word { token: at, sentence: index as u32, settled });
            }
        }
    }
}
