//! The content: what is attributed, after the cue and before it.

mod left;
mod right;

use super::cell::{Cell, NONE, Part};
use super::cue::Cue;
use super::rules::ASIDE;
use super::view::View;
use crate::lexicon::{self, Frames};
use crate::span::Run;
pub(crate) use left::{LeftEnd, LeftStart};
pub(crate) use right::{RightEnd, RightStart};

/// How far the content may begin after the cue and end before it.
const APART: usize = 9;
/// How long a content may be.
const LONGEST: usize = 500;
/// Past so many tokens only the ends of sentences and quotations are looked at.
const CLOSELY: usize = 60;

/// Cue and source: what the content is chosen around.
pub(crate) struct Frame<'v, 's> {
    pub(crate) view: &'v View<'s>,
    pub(crate) cue: Cue,
    pub(crate) source: Option<Run>,
    /// The first token after the cue and a source that follows it at once.
    pub(crate) after: usize,
    /// The first token of the cue, or of a source that precedes it closely.
    pub(crate) before: usize,
}

impl<'v, 's> Frame<'v, 's> {
    pub(crate) fn new(view: &'v View<'s>, cue: Cue, source: Option<Run>) -> Frame<'v, 's> {
        let Run { start, end } = cue.run;
        let after = source.filter(|s| s.start >= end && s.start <= end + 2).map_or(end, |s| s.end);
        let before = source.filter(|s| s.end <= start && s.end + 3 >= start).map_or(start, |s| s.start);
        Frame { view, cue, source, after: after as usize, before: before as usize }
    }

    /// 0: no source; 1: right before the cue; 2: further before; 3: right after; 4: further after.
    fn order(&self) -> u32 {
        let cue = self.cue.run;
        match self.source {
            None => 0,
            Some(s) if s.end == cue.start => 1,
            Some(s) if s.end < cue.start => 2,
            Some(s) if s.start == cue.end => 3,
            Some(_) => 4,
        }
    }

    /// *Quill, a former miller, said | at least nine mills had burned*: what stands behind the verb of a sentence's first subject,
    /// if it has a verb of its own and the model found nothing.
    pub(crate) fn plain_clause(&self) -> Option<u32> {
        const NOTHING: [u16; 7] =
            lexicon::hashes(["nothing", "so", "little", "much", "it", "this", "anything"]);
        let (view, cue) = (self.view, self.cue.run);
        let source = self.source.filter(|source| source.start == view.sentence.start)?;
        let part = |at: u32| view.at(at as usize).part;
        let joined = (source.end..cue.start).all(|at| part(at).is_of_phrase() || part(at) == Part::Comma);
        // *Quill, who was a miller,*
        let told = part(source.end) == Part::Comma
            && part(source.end + 1) == Part::Relative
            && (source.end + 1..cue.start).find(|&at| part(at) == Part::Comma) == Some(cue.start - 1);
        // *concluded by thanking her*
        let manner = part(cue.end) == Part::Preposition && part(cue.end + 1) == Part::Gerund;
        let says = cue.len() == 1
            && !manner
            && matches!(part(cue.start), Part::Past | Part::Third)
            && self.cue.takes(Frames::THAT)
            && self.cue.takes(Frames::QUOTE);
        let opens =
            matches!(part(cue.end), Part::Preposition | Part::Number | Part::Adverb | Part::Determiner)
                && !NOTHING.contains(&view.at(cue.end as usize).word);
        let (first, end) = (view.at(cue.end as usize), view.at(view.sentence.end as usize));
        let alone = end.counts.since(first.counts).commas() == 0
            && view.block.is_unquoted(cue.end, view.sentence.end);
        let clause = (joined || told) && says && opens && alone && source.end <= cue.start;
        (clause && end.counts.since(first.counts).verbs() > 0).then_some(cue.end)
    }

    /// *Quill said on Monday | that she was sorry. “I was,” she said*, *told her deputy, Ada Quill, | that it was late*: the
    /// clause behind a verb goes before the quotation of the next sentence, before nothing, and before who hears it.
    pub(crate) fn own_clause(&self, begun: u32) -> Option<u32> {
        let (view, after) = (self.view, self.cue.run.end as usize);
        // *took the view | that …*
        let noun = view.at(after).part == Part::That && view.before(after, 2).part == Part::Determiner;
        let that = self.cue.takes(Frames::THAT) || noun;
        let hearer = self.cue.takes(Frames::HEARER);
        let apart = begun == NONE || begun >= view.window.end;
        let clause = if apart { that || hearer } else { hearer && begun as usize == after };
        if !clause || self.after != after {
            return None;
        }
        let part = |at: usize| view.at(at).part;
        let aside = |at: &usize| {
            let part = part(*at);
            part.is_of_phrase() && part != Part::Subject
                || matches!(part, Part::Time | Part::Adverb | Part::Preposition | Part::Subordinator)
                || part == Part::Comma && hearer && *at > after
                // "The vote" may look like a verb.
                || part == Part::Base && view.at(at - 1).part.is_of_phrase()
        };
        // *said in interviews | that …*, *said in a letter to the board made public on Monday | that …*
        let noun = |at: usize| part(at).is_nominal();
        let behind = |at: &usize| match part(*at) {
            Part::Third => part(at - 1) == Part::Preposition,
            Part::To => at > &after && noun(at - 1) && part(at + 1).is_of_phrase(),
            Part::Past | Part::Participle => at > &after && noun(at - 1),
            _ => aside(at),
        };
        let near = after..after + ASIDE as usize;
        let that = near.clone().find(|at| !behind(at)).filter(|&at| apart && part(at) == Part::That);
        let first = that.or_else(|| near.clone().find(|at| !aside(at)))?;
        let end = view.sentence.end as usize;
        // *told reporters | she had never …*; but *a letter posted on the old site | she says …*
        let says = view.at(first + 1).cue;
        if apart && !says && part(first) == Part::Subject && part(first + 1).is_finite() && first < end {
            return Some(first as u32);
        }
        if part(first) != Part::That || !apart && part(first - 1) != Part::Comma {
            return None;
        }
        let opens = part(first + 1).is_of_phrase() || part(first + 1) == Part::Gerund;
        let verbs = view.at(end).counts.since(view.at(first).counts).verbs();
        (opens && first < end && verbs > 0).then_some(first as u32)
    }

    fn in_source(&self, token: usize) -> bool {
        self.source.is_some_and(|source| source.contains(token))
    }
}

/// How two neighbours lie to quotation marks.
pub(super) fn quotes(b: &Cell, c: &Cell) -> u32 {
    u32::from(b.quote != NONE) | u32::from(c.quote != NONE) << 1 | u32::from(b.quote == c.quote) << 2
}
