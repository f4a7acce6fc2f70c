//! What people do with what is theirs alone: *Reyes took off her helmet*, *Charlie shook her head*. It tells of a name which
//! pronouns its bearer has, whoever else is called so.

use crate::lexer::Token;
use crate::lexicon::{Class, entries, entry, is_one_of};

/// What is done with one's own head.
const WITH_ONESELF: [u16; 22] = entries([
    "bit", "blinked", "bowed", "cleared", "closed", "cocked", "crossed", "ducked", "folded", "furrowed",
    "lifted", "lowered", "narrowed", "opened", "pursed", "raised", "rolled", "shook", "shrugged", "squared",
    "tilted", "tossed",
]);

/// What one has of one's own.
const OWN: [u16; 21] = entries([
    "arms",
    "brow",
    "brows",
    "chin",
    "eyebrows",
    "eyelids",
    "eyes",
    "fists",
    "forehead",
    "head",
    "jaw",
    "knuckles",
    "legs",
    "lip",
    "lips",
    "mouth",
    "neck",
    "nose",
    "shoulders",
    "throat",
    "voice",
]);

/// What is done with what one wears.
const DRESSES: [u16; 5] = entries(["kicked", "pulled", "put", "shrugged", "took"]);
const ON_OR_OFF: [u16; 2] = entries(["off", "on"]);
const HAIR: u16 = entry("hair");
const BACK_OR_UP: [u16; 2] = entries(["back", "up"]);

/// Whether a possessive at `owner` is that of the name that ends before `end`, by what is done.
pub(super) fn is_own(tokens: &[Token], end: u32, owner: u32) -> bool {
    let Some(between) = tokens.get(end as usize..owner as usize) else { return false };
    let behind = tokens.get(owner as usize + 1);
    let any = |token: &Token, words: &[u16]| is_one_of(token.word, words);
    let adverb = |token: &Token| token.class().any(Class::ADVERB);
    match between {
        [verb] | [_, verb] if any(verb, &WITH_ONESELF) => {
            between.first().is_some_and(|first| between.len() == 1 || adverb(first))
                && behind.is_some_and(|part| any(part, &OWN))
        }
        // "tied back her hair"
        [_, particle] if behind.is_some_and(|part| part.word == HAIR) => any(particle, &BACK_OR_UP),
        [verb, particle] => any(verb, &DRESSES) && any(particle, &ON_OR_OFF),
        _ => false,
    }
}
