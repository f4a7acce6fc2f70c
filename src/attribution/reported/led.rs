//! Verbs in a tale that grammar alone is sure of: one of speech or thought with its clause, or between commas.

use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{Class, Frames, entries, entry, is_one_of};
use crate::span::Run;

const THAT: u16 = entry("that");

/// What a question begins with that is told, and never a relative clause.
const WHETHER: [u16; 3] = entries(["whether", "whose", "why"]);

/// To whom somebody says something.
const TO: u16 = entry("to");

/// How many tokens may tell whom somebody tells it, and how.
const WORDS: usize = 10;

/// Where behind the verb at a token the clause begins that it reports, though something stands between: *asked in a low voice
/// | whose lamp it was*, *put it to the clerk, | that the mill was sold*.
pub(super) fn clause(tokens: &[Token], verb: usize, frames: Frames) -> Option<usize> {
    let near = tokens.get(verb + 1..)?;
    let apart = |token: &Token| match token.kind {
        TokenKind::Word => token.class().any(Class::FINITE.or(Class::CONJUNCTION).or(Class::SUBJECT)),
        kind => kind != TokenKind::Comma,
    };
    let opens = |token: &Token| token.word == THAT || is_one_of(token.word, &WHETHER);
    let at = near.iter().take(WORDS).position(|token| opens(token) || apart(token))?;
    let opener = near.get(at).filter(|token| opens(token))?;
    let before = at.checked_sub(1).and_then(|before| near.get(before));
    let behind_comma = before.is_some_and(|before| before.is(TokenKind::Comma));
    // "Knowing that I could hear, that …" is somebody else's.
    let told = behind_comma && frames.any(Frames::QUOTE) || near.first().is_some_and(|to| to.word == TO);
    let relative = near.get(at + 1).is_none_or(|next| next.class().any(Class::FINITE.or(Class::PREPOSITION)));
    let takes = if opener.word == THAT {
        frames.any(Frames::THAT) && told && !relative
    } else {
        let asks = frames.any(Frames::WH) && (at == 0 || told || frames.any(Frames::QUOTE));
        // *wished to know | whether …*
        asks || opener.word == WHETHER[0] && at == 0 && frames.any(Frames::THAT)
    };
    takes.then_some(verb + 1 + at)
}

/// Who says or thinks what stands around: *| The organ, | said Mr. Huddlestone aloud, | was out of tune*, *A man, | she thought, |
/// may change*. The source, and the comma or stop behind it.
pub(super) fn between(tokens: &[Token], verb: usize, frames: Frames) -> Option<(Run, usize)> {
    const NAME: usize = 5;
    let token = |at: usize| tokens.get(at);
    let comma = |at: Option<usize>| at.and_then(token).is_some_and(|token| token.is(TokenKind::Comma));
    let closes = |at: usize| {
        token(at).is_none_or(|token| {
            matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop)
        })
    };
    let adverb = |at: usize| token(at).is_some_and(|token| token.class().any(Class::ADVERB));
    let class = token(verb)?.class();
    let tells = frames.any(Frames::THAT) || frames.any(Frames::INVERTS) && frames.any(Frames::QUOTE);
    let says = class.any(Class::SPEECH.or(Class::THOUGHT)) && !class.any(Class::MANNER);
    if !tells || !says || !class.any(Class::PAST.or(Class::THIRD)) {
        return None;
    }
    let named = |at: usize| {
        token(at).is_some_and(|token| {
            token.is(TokenKind::Word) && token.has(Flags::CAPITAL) || token.class().any(Class::SUBJECT)
        })
    };
    if comma(verb.checked_sub(1)) {
        let start = verb + 1;
        let end = start + (start..start + NAME).take_while(|&at| named(at)).count();
        let close = end + usize::from(!closes(end) && adverb(end));
        return (end > start && closes(close)).then(|| (Run::new(start, end), close));
    }
    let start = (verb.saturating_sub(NAME)..verb).rev().take_while(|&at| named(at)).last()?;
    (comma(start.checked_sub(1)) && comma(Some(verb + 1))).then(|| (Run::new(start, verb), verb + 1))
}

/// Whether grammar alone makes the cue of a statement of this verb.
pub(super) fn makes_cue(tokens: &[Token], verb: usize, frames: Frames) -> bool {
    clause(tokens, verb, frames).is_some() || between(tokens, verb, frames).is_some()
}
