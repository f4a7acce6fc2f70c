//! Descriptions of whom the next sentence names, or says what they are: *It was Mr. Pell*; *He was called Octave*; *She was
//! his sister*.

use super::{IS, NAME, WAS};
use crate::Gender;
use crate::entity::Entity;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{Class, entries, entry, is_one_of};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::span::Run;
use crate::speaker::fact::{Head, described};
use crate::speaker::frame::Fit;
use crate::speaker::told::is_it_is;

const IT: u16 = entry("it");

/// How many tokens lie at most between "a voice" and "It was Mr. Pell."
const REVEALED: u32 = 16;

/// What whoever is seen at last does before the name.
const SHOWS: [u16; 3] = entries(["stood", "appeared", "emerged"]);

/// The mention of somebody unknown whom the next sentence names: *said a voice behind him. It was Mr. Pell*; *says the boy
/// beside me. It's Jonah, …*
pub(super) fn revealed(tokens: &[Token], mentions: &[Mention], at: usize) -> Option<usize> {
    let name = mentions.get(at)?;
    let was = (name.tokens().start as usize).checked_sub(1)?;
    let word = |at: usize| tokens.get(at).map_or(0, |token| token.word);
    let it_was = is_one_of(word(was), &[WAS, IS]) && was.checked_sub(1).is_some_and(|it| word(it) == IT);
    // "They both turned, for there in the doorway stood Rab"
    let shows = is_one_of(word(was), &SHOWS);
    if !it_was && !shows && !tokens.get(was).is_some_and(is_it_is) || name.quotation().is_some() {
        return None;
    }
    // "It was Ada and nobody else" tells as much, but "It was Ada's" does not.
    let ends = tokens.get(name.tokens().end as usize).is_none_or(|end| !end.is(TokenKind::Word));
    let unknown = |known: &Mention| {
        known.kind == MentionKind::Nominal
            && known.entity().is_none()
            && known.quotation().is_none()
            && !known.plural
            && (matches!(described(tokens, known), (new, Head::Person) if new || !shows && ends)
                || shows && described(tokens, known).0)
            && name.tokens().start.saturating_sub(known.tokens().end) <= REVEALED + 8 * u32::from(shows)
    };
    let near = at.saturating_sub(4)..at;
    near.rev().find(|index| mentions.get(*index).is_some_and(unknown))
}

/// The mention of whom the next sentence gives a name: *The nephew came down. He was called Octave*; *Her name was Ada*.
pub(super) fn so_called(prose: Prose<'_>, mentions: &[Mention], at: usize) -> Option<usize> {
    const CALLED: u16 = entry("called");
    let name = mentions.get(at)?;
    let start = name.tokens().start as usize;
    let [he, rest @ ..] = prose.tokens.get(start.checked_sub(3)?..start)? else { return None };
    let called = matches!(rest, [was, called] if was.word == WAS && called.word == CALLED)
        && he.class().all(Class::SUBJECT.or(Class::PRONOUN));
    let named = matches!(rest, [name, was] if name.word == NAME && was.word == WAS)
        && he.class().any(Class::POSSESSIVE);
    // "It was called Harrow Hall" names nobody.
    let gender = Gender::of(he.class());
    if !(called || named) || gender == Gender::Unknown || name.quotation().is_some() {
        return None;
    }
    let opens = (start - 3) as u32;
    let sentence = prose.sentences.partition_point(|sentence| sentence.tokens.start < opens);
    // The pronoun begins its sentence, and the one before tells of somebody first.
    prose.sentences.get(sentence).filter(|own| own.tokens.start == opens)?;
    let before = prose.sentences.get(sentence.checked_sub(1)?)?.tokens;
    let near = mentions.get(..at)?.iter().enumerate().rev().take(NAMED);
    let first = near.take_while(|(_, known)| known.tokens().start >= before.start).last();
    let (found, known) = first?;
    (known.kind == MentionKind::Nominal
        && known.tokens().start == before.start
        && known.entity().is_none()
        && known.quotation().is_none()
        && !known.plural
        && described(prose.tokens, known).1 != Head::Other
        && Fit::of(gender, known.gender) != Fit::Differs)
        .then_some(found)
}

/// What the sentence behind somebody's says they are to somebody else: *Varvara put down her cards. She was his sister,
/// and …*
pub(super) fn is_whose(
    prose: Prose<'_>,
    mentions: &[Mention],
    entities: &[Entity],
    at: usize,
) -> Option<Run> {
    let name = mentions.get(at)?;
    let start = name.tokens().start;
    let sentence = prose.sentences.partition_point(|sentence| sentence.tokens.end <= start);
    let (own, next) = (prose.sentences.get(sentence)?.tokens, prose.sentences.get(sentence + 1)?.tokens);
    if start != own.start || name.quotation().is_some() {
        return None;
    }
    let [she, was, whose, kin, end, ..] = prose.tokens.get(next.range())? else { return None };
    let pronoun = she.class().all(Class::SUBJECT.or(Class::PRONOUN));
    let gender = Some(Gender::of(she.class())).filter(|gender| *gender != Gender::Unknown)?;
    let owned = whose.class().any(Class::POSSESSIVE) && kin.class().any(Class::KIN);
    let known = name.entity().and_then(|entity| entities.get(entity as usize))?;
    let whole = !end.is(TokenKind::Word) || end.class().any(Class::CONJUNCTION);
    (pronoun
        && is_one_of(was.word, &[IS, WAS])
        && owned
        && whole
        && Fit::of(gender, known.gender) != Fit::Differs)
        .then_some(Run { start: next.start + 2, end: next.start + 4 })
}

/// How many mentions before a name that a sentence gives are looked at.
const NAMED: usize = 16;
