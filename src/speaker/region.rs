//! The narration around an utterance.

use super::fact::Fact;
use super::scene::Scene;
use super::speech::Speech;
use super::utterance::Utterance;

/// How many mentions a region is read for.
const READ: usize = 48;
/// Tokens before a paragraph, and after one, in which narration still counts.
const BEFORE: u32 = 160;
const LATER: u32 = 60;

/// Narration around an utterance, by its mentions.
pub(super) struct Regions<'s> {
    /// From the utterance before to the paragraph.
    pub(super) gap: &'s [Fact],
    /// In the paragraph, before the first mark.
    pub(super) before: &'s [Fact],
    pub(super) between: &'s [Fact],
    pub(super) after: &'s [Fact],
    /// From the paragraph's end.
    pub(super) later: &'s [Fact],
    /// The token where the gap ends.
    pub(super) gap_end: u32,
    /// Whether words of narration stand before it in its paragraph, and after it.
    pub(super) leads: bool,
    pub(super) trails: bool,
    /// The paragraph's first token.
    pub(super) paragraph: u32,
}

impl<'s> Regions<'s> {
    /// The regions around one of the scene's utterances.
    pub(super) fn around(
        scene: &Scene<'s>,
        at: usize,
        utterance: &Utterance,
        speech: &Speech,
    ) -> Regions<'s> {
        let paragraph =
            |p: u32| scene.prose.paragraphs.get(p as usize).map_or(utterance.tokens, |s| s.tokens);
        let (first, last) = (paragraph(utterance.paragraph), paragraph(utterance.last_paragraph));
        let previous = at.checked_sub(1).and_then(|p| scene.speeches.get(p));
        let next = scene.speeches.get(at + 1);
        let facts = |(from, to): (u32, u32)| scene.facts.get(from as usize..to as usize).unwrap_or_default();
        let until = next.map_or(scene.facts.len() as u32, |n| n.facts.0);
        let ahead = start(facts((speech.facts.1, until)), READ);
        let (after, later) = ahead.split_at(count(ahead, last.end));
        let later = start(later, count(later, last.end.saturating_add(LATER)));
        let since = previous.map_or(0, |p| p.facts.1);
        let back = end(facts((since, speech.facts.0)), READ);
        let (gap, before) = back.split_at(back.len() - count_back(back, first.start));
        let gap = end(gap, count_back(gap, first.start.saturating_sub(BEFORE)));
        let (open, close) = utterance.inner;
        let inside = if open < close { start(facts(speech.facts), READ) } else { &[] };
        let inside = start(inside, count(inside, close));
        let between = end(inside, count_back(inside, open));
        let edge = at.checked_sub(1).and_then(|p| scene.utterances.get(p)).map_or(0, |p| p.tokens.end);
        Regions {
            gap,
            before,
            between,
            after,
            later,
            gap_end: first.start.max(edge),
            leads: utterance.tokens.start > first.start.max(edge) + 1,
            trails: {
                let until = scene.utterances.get(at + 1).map_or(u32::MAX, |n| n.tokens.start);
                last.end.min(until) > utterance.tokens.end + 1
            },
            paragraph: first.start,
        }
    }
}

fn start(facts: &[Fact], most: usize) -> &[Fact] {
    facts.get(..most).unwrap_or(facts)
}

fn end(facts: &[Fact], most: usize) -> &[Fact] {
    facts.get(facts.len().saturating_sub(most)..).unwrap_or_default()
}

/// How many of the first facts stand before a token.
fn count(facts: &[Fact], token: u32) -> usize {
    facts.iter().take_while(|f| f.token < token).count()
}

/// How many of the last facts stand at a token or after it.
fn count_back(facts: &[Fact], token: u32) -> usize {
    facts.iter().rev().take_while(|f| f.token >= token).count()
}
