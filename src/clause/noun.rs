//! Nouns that report: *came the reply*, *her answer was*, *Harlow's claim that*.

use nom::Parser;
use nom::combinator::opt;

use super::phrase::{Source, adverbs, comma, owner, subject};
use super::registry::{Found, Production, Side};
use super::reported::{crosses, named_so};
use super::sign::Signs;
use super::tokens::{Ending, Parsed, Tokens};
use super::verb::{SPEAKS, verbs};
use super::word::{any_word, class, fail, token, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class, SOUNDS, entries};
use crate::mention::MentionKind;
use crate::span::Run;

/// “…,” came the reply; “…,” was her answer.
pub(super) fn came_the_reply(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (start, _) = comma(input)?;
    if !matches!(input.scene.ending, Ending::Stop | Ending::Bare)
        && let Ok((rest, (verb, source))) = came_from(start)
    {
        return Ok((rest, Found { cue: Run::new(verb, verb + 1), source, addressee: None }));
    }
    if let Ok((rest, (verb, source))) = only_heard(start) {
        return Ok((rest, Found { cue: Run::new(verb, verb + 1), source, addressee: None }));
    }
    // “Who asked you?” This from Clara, with some heat.
    if let Ok((rest, _)) = (word("this"), word("from")).parse(start)
        && let Ok((behind, source)) = subject(rest)
        && behind.first().is_none_or(|next| !next.is(TokenKind::Word))
    {
        return Ok((behind, Found { cue: start.to(rest), source, addressee: None }));
    }
    let (rest, _) =
        any_word(const { &entries(["came", "comes", "was", "is", "were", "ran", "went"]) }).parse(start)?;
    if let Ok((rest, source)) = answer(rest) {
        return Ok((rest, Found { cue: start.to(rest), source, addressee: None }));
    }
    if let Ok((rest, source)) = last_word(start) {
        return Ok((rest, Found { cue: start.to(rest), source, addressee: None }));
    }
    let (rest, _) = opt(class(Class::DETERMINER)).parse(rest)?;
    let (rest, _) = opt(class(Class::ADJECTIVE)).parse(rest)?;
    let (rest, _) = reply_noun(rest)?;
    let cue = start.to(rest);
    let (rest, source) = opt(from_whom).parse(rest)?;
    Ok((rest, Found { cue, source: source.unwrap_or_default(), addressee: None }))
}

/// *came a muffled voice*, *came a shout from the bridge*: whoever is heard, and told by nothing else.
fn only_heard(input: Tokens<'_>) -> Parsed<'_, (usize, Source)> {
    let (rest, verb) = any_word(const { &entries(["came", "comes"]) }).parse(input)?;
    let (rest, ()) = adverbs(rest)?;
    let _ = any_word(const { &entries(["a", "an", "another"]) }).parse(rest)?;
    let Some((index, mention)) = rest.mention_here() else { return fail(input) };
    let head = mention.head();
    let sound = input.get(head.start as usize).is_some_and(|head| lexicon::is_one_of(head.word, &SOUNDS));
    // *came a shout from Wilfred*
    let behind = rest.from(head.end as usize);
    let from = from_whom(behind).ok().and_then(|(_, source)| input.mention(source.mention?));
    let known = from.is_some_and(|from| {
        let who = input.get(from.head().start as usize).map(Token::class).unwrap_or_default();
        from.kind != MentionKind::Nominal || who.any(Class::HUMAN.or(Class::GROUP))
    });
    if !sound || known || mention.kind != MentionKind::Nominal {
        return fail(input);
    }
    let source = Source { mention: Some(index), phrase: mention.tokens() };
    Ok((rest.from(mention.tokens().end as usize), (verb, source)))
}

/// *was Clara's quick amendment*: behind a comma, whatever it is called, it was somebody's.
fn last_word(input: Tokens<'_>) -> Parsed<'_, Source> {
    const MOST: usize = 3;
    let (rest, _) = any_word(const { &entries(["was", "were", "came"]) }).parse(input)?;
    let Some((index, owner)) = owner(rest).filter(|_| input.scene.ending == Ending::Comma) else {
        return fail(input);
    };
    let source = Source { mention: Some(index), phrase: owner.tokens() };
    let mut rest = rest.from(owner.tokens().end as usize);
    for _ in 0..=MOST {
        let (next, at) =
            token(|_, token| token.is(TokenKind::Word) && !token.is_capitalised()).parse(rest)?;
        rest = next;
        let noun = input.get(at).is_some_and(|last| last.class().any(Class::NOUN.or(Class::PLURAL)));
        let ends = rest.first().is_none_or(|next| {
            !next.is(TokenKind::Word)
                || next.class().any(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::WH))
        });
        if noun && ends {
            return Ok((rest, source));
        }
    }
    fail(input)
}

/// *came from Clara's lips*, *at last burst from the doctor*; the verb's token, and who it came from.
fn came_from(input: Tokens<'_>) -> Parsed<'_, (usize, Source)> {
    let (rest, _) = opt((word("at"), word("last"))).parse(input)?;
    let (rest, ()) = adverbs(rest)?;
    let (rest, verb) =
        any_word(const { &entries(["came", "comes", "burst", "broke", "escaped", "fell"]) }).parse(rest)?;
    let (rest, ()) = adverbs(rest)?;
    let (rest, _) = word("from").parse(rest)?;
    subject(rest).map(|(rest, source)| (rest, (verb, source)))
}

pub(super) const CAME_THE_REPLY: Production = Production {
    name: "quote-came-the-reply",
    side: Side::After,
    needs: Signs::ANY,
    parse: came_the_reply,
    yes: &[
        "{“Or Thursday at the latest,”} <was [Mr. Pargeter's] hasty correction>.",
        "{“She has the patience of a heron,”} <was [Tobias's] final judgement> of her.",
        "{“Not the good china!”} <came> from [Sir Wilfred's dry lips].",
        "{“Nobody is to leave,”} <came> from [the constable].",
        "{“Eleven eggs!”} at last <burst> loudly from [Clara].",
        "{“Not today,”} <was [his] answer>.",
        "{“Who goes there?”} <was [the sentry's] question>.",
        "{“Who is it?”} <came the question> from [the hall].",
        "{“Nobody,”} <came the reply> from [Wilfred].",
        "{“In the cellar,”} <was [Clara's] answer>.",
        "{“Never,”} <was [her] reply>.",
        "{“Never!”} <was [Clara's] only comment>.",
        "{“And who asked you?”} <This from> [Wilfred], with some heat.",
        "{“As soon as I can,”} <was [Tobias's] curt response>.",
        "{“Yes,”} <came [his] answer>.",
        "{“Only the cat,”} <came> [a muffled voice].",
        "{“Halt!”} <came> [a shout] from the ramparts.",
    ],
    no: &[
        "{“Nobody,”} said Wilfred.",
        "{“Nobody”} was Wilfred's favourite song.",
        "{“I had it from a sailor,”} said Clara. This from Wilfred would have been a lie.",
        "{“The Heron”} came from the mayor's own shelf.",
        "The reply came on Monday, and {“Moonrise”} was the name of the boat.",
    ],
};

/// Anna: “…”; The mayor's answer: “…”; Her only words were, “…”
pub(super) fn colon(input: Tokens<'_>) -> Parsed<'_, Found> {
    let stop = token(|_, token| matches!(token.kind, TokenKind::Colon | TokenKind::Comma))
        .parse(input.from(input.end().saturating_sub(1)));
    let Ok((_, last)) = stop else { return words_were(input) };
    let is_colon = input.get(last).is_some_and(|token| token.is(TokenKind::Colon));
    for start in (input.end().saturating_sub(16).max(input.at)..last).rev() {
        let Ok((rest, source)) = answer(input.from(start)) else { continue };
        let (rest, verb) =
            opt(any_word(const { &entries(["was", "is", "were", "came", "ran", "comes", "became"]) }))
                .parse(rest)?;
        if verb.is_some() || is_colon && rest.at == last {
            return Ok((
                input.from(input.end()),
                Found { cue: Run::new(start, last), source, addressee: None },
            ));
        }
    }
    // The label alone: a name at the sentence's beginning, right before the colon.
    let (rest, source) = subject(input)?;
    // *A fortnight later: “…”*: when it was said.
    let when =
        input.before(last).is_some_and(|before| before.class().any(Class::TIME) && !before.is_capitalised());
    if is_colon && rest.at == last && input.len() <= 8 && !when {
        return Ok((
            input.from(input.end()),
            Found { cue: Run::new(last, last + 1), source, addressee: None },
        ));
    }
    fail(input)
}

/// His exact words were “…”
fn words_were(input: Tokens<'_>) -> Parsed<'_, Found> {
    const LONGEST: usize = 8;
    let end = input.end();
    let were = input.before(end).is_some_and(|were| input.is(were, "were"));
    let words = end.checked_sub(1).and_then(|at| input.before(at));
    if !were || !words.is_some_and(|words| input.is(words, "words")) {
        return fail(input);
    }
    for start in (end.saturating_sub(LONGEST).max(input.at)..end).rev() {
        if let Ok((rest, source)) = answer(input.from(start))
            && rest.at + 1 == end
        {
            return Ok((input.from(end), Found { cue: Run::new(start, end), source, addressee: None }));
        }
    }
    fail(input)
}

pub(super) const COLON: Production = Production {
    name: "colon",
    side: Side::Before,
    needs: Signs::NOUN.or(Signs::COLON),
    parse: colon,
    yes: &[
        "<[My aunt's] advice>: {“Feed the hens first.”}",
        "<[His] answer>: {“Not while I live.”}",
        "<[Her] only reply was>, {“We shall see.”}",
        r#"<[The mayor's] response was>: {"No."}"#,
        r#"[Harlow]<:> {"We will rebuild the pier."}"#,
        "<[Clara's] first question was>: {“Who has the key?”}",
        "The miller gave way in the end. <[His] exact words were> {“Keep the donkey.”}",
    ],
    no: &[
        "Three things were missing: {“Blue Boy,”} a clock and a spoon.",
        "She said: {“We shall see.”}",
        "A fortnight later: {“The stone was mistaken.”}",
    ],
};

/// The claim that “…”; her description of him as “…”: a noun reports.
pub(super) fn noun(input: Tokens<'_>) -> Parsed<'_, Found> {
    if named_so(input) {
        return fail(input);
    }
    for start in (input.end().saturating_sub(16).max(input.at)..input.end()).rev() {
        if input.in_hole(start) {
            continue;
        }
        let Ok((rest, source)) = answer(input.from(start)) else { continue };
        if holds_writing(input, start) {
            continue;
        }
        let cue = Run::new(rest.at.saturating_sub(1), rest.at);
        if any_word(const { &entries(["that", "of", "to", "as", "about"]) }).parse(rest).is_ok()
            && crosses(input, rest.at)
        {
            return Ok((input.from(input.end()), Found { cue, source, addressee: None }));
        }
    }
    fail(input)
}

/// *An adjuster wrote in | his report that …*: the noun is where it was written.
fn holds_writing(input: Tokens<'_>, start: usize) -> bool {
    let within = start > input.at
        && input.before(start).is_some_and(|before| input.is_any(before, const { &entries(["in", "at"]) }));
    let before = input.until(start.saturating_sub(1));
    within && verbs(before, SPEAKS, 2).any(|verb| !verb.participle)
}

pub(super) const NOUN: Production = Production {
    name: "reporting-noun",
    side: Side::Within,
    needs: Signs::NOUN,
    parse: noun,
    yes: &[
        "The council rejected [Harlow's] <claim> that the pier was {“beyond saving.”}",
        "She repeated [his] <description> of the town as {“a wet pocket.”}",
        "The board was angered by [Ellery's] <warning> that the fund was {“close to empty.”}",
    ],
    no: &[
        "Harlow's boat is named {“Patience”} after his aunt.",
        "An adjuster wrote in his report that the cow was {“unharmed.”}",
        "The claim that won was filed under {“Lost and Found”} in a drawer.",
    ],
};

/// *her answer*, *the doctor's curt reply*.
pub(super) fn answer(input: Tokens<'_>) -> Parsed<'_, Source> {
    let (rest, source) = match owner(input) {
        Some((index, mention)) => (
            input.from(mention.tokens().end as usize),
            Source { mention: Some(index), phrase: mention.tokens() },
        ),
        None => {
            let owner = |input| token(|_, token| token.has(Flags::CLITIC)).parse(input);
            let phrase = |input| {
                let (rest, _) = class(Class::DETERMINER.or(Class::POSSESSIVE)).parse(input)?;
                owner(rest)
            };
            let (rest, _) = phrase(input)
                .or_else(|_| class(Class::POSSESSIVE).parse(input))
                .or_else(|_| token(|_, token| token.has(Flags::CLITIC.with(Flags::CAPITAL))).parse(input))?;
            (rest, Source { mention: None, phrase: input.to(rest) })
        }
    };
    let (rest, _) = opt(class(Class::ADJECTIVE.or(Class::NUMERAL)).or(word("only"))).parse(rest)?;
    let (rest, _) = opt(class(Class::ADJECTIVE)).parse(rest)?;
    let (rest, _) = reply_noun(rest)?;
    Ok((rest, source))
}

fn reply_noun(input: Tokens<'_>) -> Parsed<'_, usize> {
    token(is_reply_noun).parse(input)
}

/// A noun that reports, and stands for what is said.
#[inline]
pub(super) fn is_reply_noun(input: Tokens<'_>, token: &Token) -> bool {
    let class = token.class();
    class.any(Class::NOUN.or(Class::PLURAL)) && (class.all(CUES) || input.is_any(token, REPLIES))
}

/// Nouns for what is said.
pub(super) const CUES: Class = Class::CUE_NOUN.or(Class::NOUN);

/// Nouns for what is said that report wherever they stand.
pub(super) const REPLIES: &[u16] = &entries([
    "reply",
    "answer",
    "response",
    "rejoinder",
    "retort",
    "comment",
    "cry",
    "voice",
    "shout",
    "question",
    "whisper",
    "remark",
    "verdict",
    "words",
    "greeting",
    "advice",
    "conclusion",
    "explanation",
    "thought",
    "suggestion",
    "motto",
    "message",
    "injunction",
    "exclamation",
]);

/// *from the kitchen boy*, *of the crowd*.
fn from_whom(input: Tokens<'_>) -> Parsed<'_, Source> {
    let (rest, _) = any_word(const { &entries(["from", "of", "by"]) }).parse(input)?;
    subject(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_for_what_is_said_are_listed_as_nouns() {
        for &word in REPLIES {
            assert!(crate::lexicon::class(word).any(Class::NOUN.or(Class::PLURAL)), "{word}");
        }
    }
}
