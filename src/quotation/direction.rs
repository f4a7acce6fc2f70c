//! Directions: what the narrator puts in brackets into somebody's words, *“Well, (turning to Ada) what now?”*.
//!
//! The words around are the speaker's, those within are not. They divide a quotation as a tag with marks on either side
//! would, as the Project Dialogism Novel Corpus has it.

use alloc::vec::Vec;

use super::{Enclosing, Quotation};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{Class, entries, entry, is_one_of};
use crate::span::{MaybeIndex, Run};

/// A longer bracket is the speaker's own aside.
const LONGEST: usize = 24;

/// Verbs of voice and gesture beside those that make a tag by manner.
const GESTURES: &[u16] = &entries([
    "addressing",
    "bending",
    "checking",
    "dropping",
    "eyeing",
    "holding",
    "inclining",
    "interrupting",
    "kissing",
    "lifting",
    "lowering",
    "opening",
    "pressing",
    "putting",
    "raising",
    "recollecting",
    "recovering",
    "returning",
    "speaking",
    "taking",
    "throwing",
    "touching",
    "whispering",
]);
/// Prepositions that make an aside of such a verb: *speaking of that*, *starting from nothing*.
const ASIDE: &[u16] = &entries(["of", "as", "for", "from"]);
const WITH: &[u16] = &entries(["with", "in"]);
/// How something is said or looks while it is said.
const VOICES: &[u16] =
    &entries(["voice", "tone", "tones", "accent", "accents", "air", "emphasis", "elevation"]);
const TO: u16 = entry("to");

/// Divides the quotations that hold directions; each later part continues the one before.
pub(crate) fn divide(text: &str, tokens: &[Token], quotations: &mut Vec<Quotation>) {
    let mut cuts = Vec::new();
    let mut enclosing = Enclosing::new(quotations);
    for open in memchr::memchr_iter(b'(', text.as_bytes()) {
        let at = tokens.partition_point(|token| (token.start as usize) < open) as u32;
        // Not in words that somebody else is quoted with.
        if let Some(of) = enclosing.at(at)
            && let Some(quotation) = quotations.get(of as usize).filter(|outer| outer.parent().is_none())
            && let Some(direction) = direction(tokens, quotation, at)
        {
            cuts.push((of as usize, direction));
        }
    }
    if !cuts.is_empty() {
        cut(tokens, quotations, &cuts);
    }
}

/// The direction that a bracket at a token begins, with the punctuation behind it; nothing where its words are the
/// speaker's, or where the speaker has no word before or after it.
fn direction(tokens: &[Token], quotation: &Quotation, open: u32) -> Option<Run> {
    let run = tokens.get(quotation.tokens.range())?;
    let (before, rest) = run.split_at_checked((open - quotation.tokens.start) as usize)?;
    let (first, behind) = rest.split_first()?;
    let length = behind.iter().take(LONGEST + 1).position(|token| token.is(TokenKind::Close))?;
    let (within, behind) = behind.split_at_checked(length)?;
    if !first.is(TokenKind::Open) || !is_direction(within, before.last()) {
        return None;
    }
    // A direction has words: no two of them look at the same punctuation behind.
    let gap = behind.iter().take_while(|token| !is_word(token) && !token.is(TokenKind::Mark)).count();
    let spoken = |side: &[Token]| side.iter().any(is_word);
    (spoken(before) && behind.get(gap..).is_some_and(spoken))
        .then(|| Run { start: open, end: open + (1 + length + gap) as u32 })
}

/// Whether words in brackets tell how somebody speaks: *lowering her voice*, *with a sigh*, *to Ada*.
fn is_direction(within: &[Token], before: Option<&Token>) -> bool {
    let own = |token: &Token| token.class().any(Class::FIRST.or(Class::SECOND)) || token.is(TokenKind::Mark);
    if within.iter().any(own) {
        return false;
    }
    let adverb = |token: &&Token| token.class().any(Class::ADVERB) && !token.class().any(Class::PREPOSITION);
    let adverbs = within.iter().take_while(adverb).count();
    let Some([first, rest @ ..]) = within.get(adverbs..) else { return false };
    if first.word == TO {
        let paused = before.is_some_and(|token| !is_word(token));
        let names = |token: &Token| token.is_capitalised() || !is_word(token);
        return paused && rest.first().is_some_and(Token::is_capitalised) && rest.iter().all(names);
    }
    if is_one_of(first.word, WITH) {
        let shows = |token: &Token| {
            token.class().any(Class::NOUN) && token.class().any(Class::MANNER)
                || is_one_of(token.word, VOICES)
        };
        return rest.iter().any(shows);
    }
    first.class().any(Class::GERUND)
        && (first.class().any(Class::MANNER) || is_one_of(first.word, GESTURES))
        && !matches!(rest, [next, subject, ..] if is_one_of(next.word, ASIDE) && !subject.class().any(Class::SUBJECT))
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

/// Makes the parts of each quotation; what is nested in it, and what goes on from it, is the part's that stands nearest.
fn cut(tokens: &[Token], quotations: &mut Vec<Quotation>, cuts: &[(usize, Run)]) {
    let mut whole = core::mem::take(quotations);
    quotations.reserve_exact(whole.len() + cuts.len());
    // For each quotation its latest part.
    let mut places: Vec<u32> = Vec::with_capacity(whole.len());
    let mut cuts = cuts.iter().copied().peekable();
    for at in 0..=whole.len() {
        let start = whole.get(at).map_or(u32::MAX, |quotation| quotation.tokens.start);
        while let Some((of, direction)) = cuts.next_if(|(_, direction)| direction.end <= start) {
            let Some(place) = places.get_mut(of) else { continue };
            let Some(before) = quotations.get_mut(*place as usize) else { continue };
            if let Some(behind) = split(tokens, before, *place, direction) {
                *place = quotations.len() as u32;
                quotations.push(behind);
            }
        }
        let Some(quotation) = whole.get_mut(at) else { break };
        let part = |old: Option<u32>| MaybeIndex::from(old.and_then(|old| places.get(old as usize).copied()));
        quotation.parent = part(quotation.parent());
        quotation.continues = part(quotation.continues());
        places.push(quotations.len() as u32);
        quotations.push(*quotation);
    }
}

/// Ends a quotation before a direction, and gives what is left of it.
fn split(tokens: &[Token], before: &mut Quotation, place: u32, direction: Run) -> Option<Quotation> {
    let end = tokens.get((direction.start as usize).checked_sub(1)?)?.end();
    let start = tokens.get(direction.end as usize)?.start;
    let mut behind = *before;
    (before.span.end, before.inner.end, before.tokens.end) = (end, end, direction.start);
    (behind.span.start, behind.inner.start, behind.tokens.start) = (start, start, direction.end);
    behind.continues = MaybeIndex::from(Some(place));
    Some(behind)
}
