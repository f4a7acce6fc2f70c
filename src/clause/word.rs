//! The smallest productions: one token each.

use nom::{Err, Parser};

use super::tokens::{Parsed, Tokens};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;

/// The failure of a production.
pub(super) fn fail<'t, O>(_: Tokens<'t>) -> Parsed<'t, O> {
    Err(Err::Error(()))
}

/// One token for which the test holds; its index.
pub(super) fn token<'t>(
    test: impl Fn(Tokens<'t>, &Token) -> bool,
) -> impl Parser<Tokens<'t>, Output = usize, Error = ()> {
    move |input: Tokens<'t>| match input.first() {
        Some(first) if test(input, first) => Ok((input.from(input.at + 1), input.at)),
        _ => Err(Err::Error(())),
    }
}

pub(super) fn kind<'t>(kind: TokenKind) -> impl Parser<Tokens<'t>, Output = usize, Error = ()> {
    token(move |_, token| token.is(kind))
}

pub(super) fn class<'t>(class: Class) -> impl Parser<Tokens<'t>, Output = usize, Error = ()> {
    token(move |_, token| token.class().any(class))
}

pub(super) fn word<'t>(word: &'static str) -> impl Parser<Tokens<'t>, Output = usize, Error = ()> {
    token(move |input, token| input.is(token, word))
}

pub(super) fn any_word<'t>(words: &'static [u16]) -> impl Parser<Tokens<'t>, Output = usize, Error = ()> {
    token(move |input, token| input.is_any(token, words))
}

/// The end of the window.
pub(super) fn end(input: Tokens<'_>) -> Parsed<'_, ()> {
    if input.is_empty() { Ok((input, ())) } else { fail(input) }
}

/// *softly*, *again*, *never*: by the lexicon, or by the ending.
pub(super) fn is_adverb(input: Tokens<'_>, token: &Token) -> bool {
    let class = token.class();
    class.any(Class::ADVERB.or(Class::NEGATION))
        || class.is_none() && token.is(TokenKind::Word) && {
            let text = input.text(token).as_bytes();
            text.len() > 4 && text.ends_with(b"ly") && !token.is_capitalised()
        }
}

/// A verb in a finite form, listed or known by its ending.
pub(super) fn is_finite(input: Tokens<'_>, token: &Token) -> bool {
    let class = token.class();
    if !class.is_none() {
        return class.any(Class::FINITE);
    }
    token.is(TokenKind::Word) && !token.is_capitalised() && {
        let text = input.text(token).as_bytes();
        text.len() > 3 && text.ends_with(b"ed")
    }
}

/// Whether a word that could be a verb or a noun stands where nouns do: *his reply*, *the claim*, *in answer*.
pub(super) fn is_noun_here(input: Tokens<'_>, index: usize) -> bool {
    let Some(token) = input.get(index) else { return false };
    if !token.class().any(Class::NOUN.or(Class::PLURAL).or(Class::CUE_NOUN)) {
        return false;
    }
    if heads_clause(input, index, token) {
        return true;
    }
    // Over adjectives to what opens the phrase: *her only reply*, *Clara's first question*.
    // No verb in the singular has its base form: more may stand before it that is no adjective for certain.
    let base = token.class().any(Class::BASE) && !token.class().any(Class::PAST);
    for back in (index.saturating_sub(if base { 3 } else { 2 })..=index).rev() {
        let Some(before) = input.before(back) else { return false };
        let class = before.class();
        if before.has(Flags::CLITIC) {
            return true;
        }
        // "that" introduces clauses as often as nouns; a subject pronoun never precedes a noun.
        if class.any(Class::SUBJECT.or(Class::SUBORDINATOR)) {
            return false;
        }
        if class.any(Class::DETERMINER.or(Class::POSSESSIVE)) {
            return true;
        }
        if class.any(Class::PREPOSITION) && !class.any(Class::ADVERB) {
            return true;
        }
        let modifies = class.any(Class::ADJECTIVE.or(Class::NUMERAL)) && (base || !class.any(Class::NOUN))
            || base && back < index && (class.any(Class::ADVERB) || before.is(TokenKind::Comma))
            || base && (is_adjective(input, before) || is_mere_noun(class));
        if !modifies || class.any(Class::GIVEN) {
            return false;
        }
    }
    false
}

/// A singular noun for no people: *a radio interview*.
fn is_mere_noun(class: Class) -> bool {
    const SOURCES: Class = Class::ROLE
        .or(Class::KIN)
        .or(Class::PERSON)
        .or(Class::GROUP)
        .or(Class::ORGANISATION)
        .or(Class::DOCUMENT)
        .or(Class::TITLE);
    class.any(Class::NOUN) && !class.any(SOURCES.or(Class::PLURAL).or(Class::FINITE))
}

/// An unlisted word with an adjective's ending: *enigmatical*, *two-sided*.
fn is_adjective(input: Tokens<'_>, token: &Token) -> bool {
    const ENDINGS: [&[u8]; 8] = [b"al", b"ous", b"ic", b"ful", b"ive", b"able", b"less", b"ish"];
    token.class().is_none() && token.is(TokenKind::Word) && !token.is_capitalised() && {
        let text = input.text(token).as_bytes();
        let compound = text.contains(&b'-') && text.ends_with(b"ed");
        compound || text.len() > 5 && ENDINGS.iter().any(|ending| text.ends_with(ending))
    }
}

/// Whether a plural is the subject of a clause that begins with it: *that orders had paused*.
fn heads_clause(input: Tokens<'_>, index: usize, token: &Token) -> bool {
    token.class().any(Class::PLURAL)
        && input.before(index).is_none_or(|before| before.class().any(Class::SUBORDINATOR))
        && input.get(index + 1).is_some_and(|next| next.class().any(Class::AUXILIARY.or(Class::MODAL)))
}
