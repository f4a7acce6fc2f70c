//! Where statements are looked for: around the sentences with a heart of a cue, so that the rest of the text is never
//! looked at closely.

use super::heart::Heart;
use crate::pipeline::Prose;
use crate::quotation::{Quotation, reaching};
use crate::span::Run;

/// How many tokens a stretch may have, where the sentences that are looked at reach into one another. What is known of
/// each token takes more room than the token.
const MOST: u32 = 1024;
/// How many tokens of a stretch are looked at: a longer sentence says nothing more.
const LONGEST: u32 = 4000;
/// How many tokens on both sides of a stretch are looked at.
const BESIDE: u32 = 3;
/// How many tokens behind a quotation may hold its tag.
const TAG: u32 = 7;
/// How many tokens of a quotation are looked at before the first sentence of a stretch that stands in it.
const BACK: u32 = 1024;

/// What stretches are cut from.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) prose: Prose<'t>,
    pub(super) quotations: &'t [Quotation],
    /// The [`outermost`](crate::quotation::outermost) of these.
    pub(super) outer: &'t [u32],
}

impl Text<'_> {
    /// The tokens that the statements of hearts may reach, from the first on as far as they reach into one another; and how
    /// many hearts these are.
    pub(super) fn stretch(&self, hearts: &[Heart]) -> Option<(usize, Run)> {
        let sentence =
            |heart: &Heart| self.prose.sentences.get(heart.sentence as usize).map(|sentence| sentence.tokens);
        let first = sentence(hearts.first()?)?;
        let (mut count, mut last, mut reach) = (0, u32::MAX, first.end);
        for heart in hearts {
            if heart.sentence != last {
                let Some(run) = sentence(heart) else { break };
                if run.start > reach || run.start >= first.start + MOST {
                    break;
                }
                (last, reach) = (heart.sentence, reach.max(self.reach(heart.sentence as usize, run)));
            }
            count += 1;
        }
        let start = self.around(first.start).map_or(first.start, |quotation| quotation.start);
        let start = start.max(first.start.saturating_sub(BACK)).saturating_sub(BESIDE);
        let most = (self.prose.tokens.len() as u32).min(start + LONGEST);
        Some((count, Run { start, end: reach.clamp(start, most.max(start)) }))
    }

    /// The token up to which the statements of a sentence may reach: behind it and its last quotation, and one that
    /// opens what comes next.
    fn reach(&self, index: usize, sentence: Run) -> u32 {
        let last = sentence.end.saturating_sub(1);
        let behind = reaching(self.quotations, self.outer, Run { start: last, end: u32::MAX });
        let mut behind = behind.map(|(_, quotation)| quotation.tokens).peekable();
        let end = behind.next_if(|q| q.start <= last).map_or(sentence.end, |q| q.end.max(sentence.end));
        let next = self.prose.sentences.get(index + 1).map_or(end, |next| next.tokens.start.max(end));
        let quotation = behind.find(|q| q.end > next).filter(|q| q.start == next);
        quotation.map_or(end + BESIDE, |quotation| quotation.end + TAG)
    }

    /// The outermost quotation that a token stands in.
    fn around(&self, token: u32) -> Option<Run> {
        let token = Run { start: token, end: token + 1 };
        reaching(self.quotations, self.outer, token).next().map(|(_, quotation)| quotation.tokens)
    }

    /// Whether the test holds for a quotation that a sentence stands in, holds or comes right before; of a long sentence
    /// those about the token are asked.
    pub(super) fn any_beside(&self, index: u32, token: u32, test: impl Fn(usize) -> bool) -> bool {
        let Some(sentence) = self.prose.sentences.get(index as usize).map(|sentence| sentence.tokens) else {
            return false;
        };
        let mut end = sentence.end;
        let near = token.saturating_sub(MOST).max(sentence.start);
        let behind = Run { start: near, end: u32::MAX };
        for (at, quotation) in reaching(self.quotations, self.outer, behind) {
            let Run { start, end: last } = quotation.tokens;
            if start > end.min(token + MOST) {
                break;
            }
            if test(at as usize) {
                return true;
            }
            if start < sentence.end {
                end = end.max(last);
            }
        }
        false
    }
}
