//! Words: letters with the apostrophes, hyphens and full stops that belong to them.

use nom::Parser;
use nom::branch::alt;

use super::bytes::{
    self, Parsed, alphanumerics, at_alphanumeric, at_digit, at_letter, char_at, ends_word, take,
};
use super::lexeme::{Lexeme, Plain};
use super::{Flags, TokenKind, link, reference, wide};
use crate::lexicon::{self, Class, Key};

/// How far [`plain`] looks: up to fifteen letters, and what stands behind them.
pub(super) const AHEAD: usize = 18;

/// ASCII letters, the 's that may follow them, and nothing behind that could belong to the word: most words. The
/// letters are read once, as two numbers, for their count, their key and their capitals alike.
#[inline(always)]
pub(super) fn plain(ahead: &[u8; AHEAD]) -> Option<Plain> {
    let (first, second) = bytes::two_eights(ahead);
    let (mut len, mut letters) = bytes::letters(first);
    let (key, behind) = if len < 8 {
        (Key::of(lexicon::small(first) & letters, 0), first >> (8 * len))
    } else {
        (len, letters) = bytes::letters(second);
        let key = Key::of(lexicon::small(first), lexicon::small(second) & letters);
        let behind = second.unbounded_shr(8 * len);
        len += 8;
        (key, behind)
    };
    let (mut len, entry) = (len as usize, key.entry());
    let mut flags = Flags(0);
    // Where the second byte is a capital, too, all may be; a single letter's second byte is none.
    if first & FIRST_TWO_SMALL == 0 {
        flags = all_capitals(ahead, len);
    }
    if !ends_word(behind as u8) {
        let Some((tail, more)) = tail(ahead, len, entry) else {
            return if matches!(behind as u8, b'\'' | b'-' | 0xe2) { joined(ahead) } else { None };
        };
        (len, flags) = (len + tail, flags.with(more));
    }
    let flags = flags.with(Flags(((first as u8 & SMALL_LETTER) ^ SMALL_LETTER) >> 2));
    Some(Plain { len, kind: TokenKind::Word, word: entry, hash: key.hash(), flags })
}

/// The bit by which a small ASCII letter differs from the capital one, which is two bits above [`Flags::CAPITAL`].
const SMALL_LETTER: u8 = 0x20;
const _: () = assert!(SMALL_LETTER >> 2 == Flags::CAPITAL.0);
const FIRST_TWO_SMALL: u64 = (SMALL_LETTER as u64) << 8 | SMALL_LETTER as u64;

#[cold]
fn all_capitals(ahead: &[u8; AHEAD], len: usize) -> Flags {
    let word = ahead.get(..len).unwrap_or_default();
    Flags(0).when(len > 1 && word.iter().all(u8::is_ascii_uppercase), Flags::CAPITALS)
}

/// Where a byte that may go on with the letters stands behind them: the bytes that belong to the word after all and
/// what they say of it, if it ends there.
#[inline]
fn tail(ahead: &[u8; AHEAD], len: usize, entry: u16) -> Option<(usize, Flags)> {
    let behind = ahead.get(len..)?;
    let ends = match behind {
        [b'.', next, ..] => {
            len > 1 && !next.is_ascii_alphanumeric() && !lexicon::class(entry).any(Class::ABBREVIATION)
        }
        [b'\'', b's' | b'S', next, ..] if ends_word(*next) => return Some((2, Flags::CLITIC)),
        [0xe2, 0x80, 0x99, b's' | b'S', next, ..] if ends_word(*next) => {
            return Some((4, Flags::CLITIC.with(Flags::WIDE)));
        }
        [b'-', b'-', ..] => true,
        [b'\'' | b'-' | b':', next, ..] => *next != b'/' && ends_word(*next),
        // Dashes, double marks, the ellipsis.
        [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6, ..] => true,
        _ => false,
    };
    ends.then_some((0, Flags(0)))
}

/// Letters with apostrophes and hyphens between them: `don’t`, `I'm`, `front-runner`.
#[inline(never)]
fn joined(ahead: &[u8; AHEAD]) -> Option<Plain> {
    // As the lexicon has it: with straight apostrophes, in lower case, zeros behind.
    let mut word = [0; 16];
    let (mut at, mut len) = (0, 0);
    loop {
        let (step, byte) = match ahead.get(at..)? {
            [letter, ..] if letter.is_ascii_alphabetic() => (1, *letter),
            [joint @ (b'\'' | b'-'), next, ..] if next.is_ascii_alphabetic() => (1, *joint),
            [0xe2, 0x80, 0x99, next, ..] if next.is_ascii_alphabetic() => (3, b'\''),
            // An address may go on with `_`.
            [next, ..] if ends_word(*next) && *next != b'_' => break,
            _ => return None,
        };
        *word.get_mut(len)? = byte.to_ascii_lowercase();
        (at, len) = (at + step, len + 1);
    }
    let taken = ahead.get(..at)?;
    // Behind a clitic the word is another.
    if clitic_len(taken) > 0 {
        return None;
    }
    let (first, second) = bytes::two_eights(&word);
    let key = Key::of(first, second);
    let flags = capitals(after_article(taken)).when(at > len, Flags::WIDE);
    Some(Plain { len: at, kind: TokenKind::Word, word: key.entry(), hash: key.hash(), flags })
}

/// A word with all that belongs to it, or the link that begins like one.
pub(super) fn word(input: &[u8]) -> Parsed<'_, Lexeme> {
    let (rest, _) = run(input)?;
    joined_word(input, rest)
}

/// Letters and digits of any script, with nothing between them.
#[inline]
pub(super) fn run(input: &[u8]) -> Parsed<'_> {
    match alphanumerics(input) {
        Ok((rest, run)) => match rest {
            // Curly marks, dashes and the ellipsis end a run as ASCII does; the joiners of scripts do not.
            [0xe2, 0x80, joiner, ..] if !matches!(joiner, 0x8c | 0x8d) => Ok((rest, run)),
            [0x80..=0xff, ..] => wide::run(input),
            _ => Ok((rest, run)),
        },
        Err(_) => wide::run(input),
    }
}

/// What stands between two runs of a word, or ends it.
enum Joint {
    /// An apostrophe, hyphen or ampersand; a run follows.
    Inner,
    /// A full stop; a run follows.
    Dot,
    /// A full stop that belongs to the word; no run follows at once.
    FinalDot,
}

fn joined_word<'a>(input: &'a [u8], mut rest: &'a [u8]) -> Parsed<'a, Lexeme> {
    if let Ok(link) = link::from_word(input, rest) {
        return Ok(link);
    }
    let mut flags = Flags(0);
    let mut final_dot = false;
    loop {
        let so_far = input.get(..input.len() - rest.len()).unwrap_or_default();
        let (after, joint) = match joint(so_far, rest, final_dot) {
            Ok(found) => found,
            Err(_) => break,
        };
        final_dot = false;
        rest = match joint {
            Joint::FinalDot => {
                flags = flags.with(Flags::DOTTED);
                final_dot = true;
                after
            }
            Joint::Inner | Joint::Dot => {
                if matches!(joint, Joint::Dot) {
                    flags = flags.with(Flags::DOTTED);
                }
                match run(after) {
                    Ok((rest, _)) => rest,
                    Err(_) => break,
                }
            }
        };
    }
    let len = input.len() - rest.len();
    let taken = input.get(..len).unwrap_or_default();
    let clitic = clitic_len(taken);
    let tail = if final_dot { 1 } else { clitic };
    if clitic > 0 {
        flags = flags.with(Flags::CLITIC);
    }
    if !taken.is_ascii() {
        flags = flags.with(Flags::WIDE);
    }
    let lexeme = Lexeme { kind: TokenKind::Word, flags, mark: 0, tail };
    let name = after_article(taken.get(..len - usize::from(tail)).unwrap_or(taken));
    Ok((rest, lexeme.with(capitals(name))))
}

/// What follows the article that a name carries in lower case, where a capital does: `al-Sayed`, `el-Rahman`, `d'Arcy`.
fn after_article(word: &[u8]) -> &[u8] {
    const ARTICLES: [&[u8]; 12] = [
        b"al-",
        b"el-",
        b"ad-",
        b"an-",
        b"ar-",
        b"as-",
        b"ash-",
        b"at-",
        b"az-",
        b"ul-",
        b"d'",
        "d’".as_bytes(),
    ];
    let name = ARTICLES.iter().find_map(|article| word.strip_prefix(*article));
    name.filter(|name| char_at(name).is_some_and(char::is_uppercase)).unwrap_or(word)
}

fn joint<'a>(word: &[u8], rest: &'a [u8], after_dot: bool) -> Parsed<'a, Joint> {
    if !after_dot && let [b'.', ..] = rest {
        return dot(word, rest);
    }
    // Behind a full stop only a clitic belongs: "the U.S.'s share", not "the U.S.'tis".
    if after_dot && apostrophe_len(rest) > 0 && !is_clitic(rest) {
        return Err(nom::Err::Error(()));
    }
    let inner = match rest.first() {
        Some(b'\'') => apostrophe(rest),
        Some(b'-' | 0xe2) => alt((apostrophe, hyphen, elision)).parse(rest),
        Some(b'&') => alt((apostrophe, ampersand)).parse(rest),
        _ => Err(nom::Err::Error(())),
    };
    inner.map(|(after, _)| (after, Joint::Inner))
}

/// Whether an `'s` stands here with no letter behind it.
fn is_clitic(rest: &[u8]) -> bool {
    match rest.get(apostrophe_len(rest)..) {
        Some([b's' | b'S', after @ ..]) => !at_alphanumeric(after),
        _ => false,
    }
}

/// An apostrophe before a letter: `don’t`, `O'Neill`.
pub(super) fn apostrophe(rest: &[u8]) -> Parsed<'_> {
    let len = apostrophe_len(rest);
    match rest.get(len..) {
        Some(after) if len > 0 && at_letter(after) => take(rest, len),
        _ => Err(nom::Err::Error(())),
    }
}

pub(super) fn apostrophe_len(rest: &[u8]) -> usize {
    match rest {
        [b'\'', ..] => 1,
        [0xe2, 0x80, 0x99, ..] => 3,
        [b'&', ..] => reference::apostrophe(rest),
        _ => 0,
    }
}

/// A hyphen before a letter or digit: `well-known`, `F-16`.
pub(super) fn hyphen(rest: &[u8]) -> Parsed<'_> {
    let len = hyphen_len(rest);
    match rest.get(len..) {
        Some(after) if len > 0 && at_alphanumeric(after) => take(rest, len),
        _ => Err(nom::Err::Error(())),
    }
}

fn hyphen_len(rest: &[u8]) -> usize {
    match rest {
        [b'-', ..] => 1,
        // The hyphen of Unicode, and the one that breaks no line.
        [0xe2, 0x80, 0x90 | 0x91, ..] => 3,
        _ => 0,
    }
}

/// The `-'n'-` of `rock-'n'-roll`.
fn elision(rest: &[u8]) -> Parsed<'_> {
    let mark = |input| {
        let len = apostrophe_len(input);
        take(input, len)
    };
    let (after, _) = (hyphen_before_mark, mark, alphanumerics, mark, hyphen).parse(rest)?;
    let len = rest.len() - after.len();
    // Longer words between marks are quoted, not clipped.
    if len <= 12 { take(rest, len) } else { Err(nom::Err::Error(())) }
}

fn hyphen_before_mark(rest: &[u8]) -> Parsed<'_> {
    take(rest, hyphen_len(rest))
}

/// The `&` of `AT&T`.
fn ampersand(rest: &[u8]) -> Parsed<'_> {
    match rest {
        [b'&', b'A'..=b'Z', ..] => take(rest, 1),
        _ => Err(nom::Err::Error(())),
    }
}

/// A full stop that belongs to the word before it: `U.S.`, `Mr.`, `J.`, `Ph.D.`, `example.org`.
fn dot<'a>(word: &[u8], rest: &'a [u8]) -> Parsed<'a, Joint> {
    let (after, _) = take(rest, 1)?;
    let belongs = match after.first() {
        Some(b'.') => None,
        Some(next) if next.is_ascii_lowercase() => Some(Joint::Dot),
        Some(b'A'..=b'Z') if is_segment(word) && !after.get(1..).is_some_and(at_letter) => Some(Joint::Dot),
        Some(b'0'..=b'9') if word.last().is_some_and(u8::is_ascii_digit) => Some(Joint::Dot),
        _ if is_abbreviation(word, after) => Some(Joint::FinalDot),
        _ => None,
    };
    belongs.map(|joint| (after, joint)).ok_or(nom::Err::Error(()))
}

/// Whether the letters since the last full stop are few enough for an acronym: `U`, `Ph`.
fn is_segment(word: &[u8]) -> bool {
    let letters = word.iter().rev().take(4).take_while(|byte| byte.is_ascii_alphabetic()).count();
    match letters {
        1 => true,
        2 | 3 => word.get(word.len() - letters).is_some_and(u8::is_ascii_uppercase),
        _ => false,
    }
}

/// Whether a full stop after `word` is part of it, with `after` behind the full stop.
fn is_abbreviation(word: &[u8], after: &[u8]) -> bool {
    match word {
        // "It was I." ends a sentence; "I. M. Pei" does not.
        [b'I'] => matches!(after, [b' ', b'A'..=b'Z', b'.', ..]),
        [b'A'..=b'Z'] => true,
        // "c. 1850", "p. 7", "Marsh v. Hull".
        [b'c' | b'p' | b'v'] => {
            matches!(after, [b' ', next, ..] if next.is_ascii_digit() || next.is_ascii_uppercase())
        }
        [.., b'.', letter] => letter.is_ascii_alphabetic(),
        // "the hon. Lady", but "Thanks, hon. You go on."
        b"hon" => MEMBERS.iter().any(|member| after.starts_with(member)),
        _ if word.len() > 12 => false,
        _ => {
            let class = lexicon::class(lexicon::look_up(word).0);
            let number_follows = match after {
                [b' ', next @ ..] => at_digit(next),
                _ => at_digit(after),
            };
            // "no.", "sat.", "a sec." may end a sentence; "No. 5", "Sat. 7" and "Sec. Hale" go on.
            class.any(Class::ABBREVIATION)
                && (number_follows
                    || if class.any(Class::TITLE) {
                        word.first().is_some_and(u8::is_ascii_uppercase)
                            && !class.any(Class::VERB.or(Class::KIN))
                    } else if class.any(Class::GIVEN) {
                        // "In Jan. the pump failed", but "“I am,” said Jan."
                        matches!(after, [b' ', next, ..] if next.is_ascii_lowercase())
                    } else {
                        !class.any(ORDINARY)
                    })
        }
    }
}

/// Whom a parliament calls honourable.
const MEMBERS: [&[u8]; 5] = [b" Lady", b" Gentlem", b" Member", b" Friend", b" and "];

/// Classes of the words that are more often words than abbreviations.
const ORDINARY: Class = Class::VERB
    .or(Class::NOUN)
    .or(Class::ADJECTIVE)
    .or(Class::DETERMINER)
    .or(Class::PREPOSITION)
    .or(Class::COMMON);

/// The length of the `'s` that ends `word`.
pub(super) fn clitic_len(word: &[u8]) -> u8 {
    match word {
        [_, .., b'\'', b's' | b'S'] => 2,
        [_, .., 0xe2, 0x80, 0x99, b's' | b'S'] => 4,
        [_, apostrophe @ .., b's' | b'S'] if apostrophe.last() == Some(&b';') => {
            match reference::ends_with_apostrophe(apostrophe) {
                0 => 0,
                len => len as u8 + 1,
            }
        }
        _ => 0,
    }
}

/// How many bytes a clitic takes at the end of a name: the 's that the token is known to have, or the verb of "Dad'll"
/// and "Anna'd", which the lexer leaves with the word.
#[inline]
pub(crate) fn clitic_of_name(name: &str, owns: bool) -> usize {
    let bytes = name.as_bytes();
    if owns {
        return usize::from(clitic_len(bytes));
    }
    match bytes {
        [.., b'\'' | 0x99, _] | [.., b'\'' | 0x99, _, _] => verb_len(bytes),
        _ => 0,
    }
}

/// The length of the `'ll`, `'d`, `'ve`, `'re` or `'m` that ends `word`.
#[cold]
fn verb_len(bytes: &[u8]) -> usize {
    let verb = ["ll", "d", "ve", "re", "m"].iter().find(|verb| bytes.ends_with(verb.as_bytes()));
    let Some(before) = verb.and_then(|verb| bytes.get(..bytes.len() - verb.len())) else { return 0 };
    let apostrophe = match before {
        [_, .., 0xe2, 0x80, 0x99] => 3,
        [_, .., b'\''] => 1,
        _ => return 0,
    };
    bytes.len() - before.len() + apostrophe
}

/// [`Flags::CAPITAL`] and [`Flags::CAPITALS`]. Most words are told by their first two bytes, without a branch.
#[inline(always)]
pub(super) fn capitals(word: &[u8]) -> Flags {
    let first = word.first().copied().unwrap_or(0);
    let second = word.get(1).copied().unwrap_or(b'a');
    let upper = first.is_ascii_uppercase();
    if !first.is_ascii() | (upper & !second.is_ascii_lowercase()) {
        return rare_capitals(word);
    }
    Flags(upper as u8 * Flags::CAPITAL.0)
}

#[cold]
fn rare_capitals(word: &[u8]) -> Flags {
    if !char_at(word).is_some_and(|c| c.is_uppercase() || is_title_case(c)) {
        return Flags(0);
    }
    let mut letters = 0;
    for chunk in word.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_lowercase() {
                return Flags::CAPITAL;
            }
            letters += usize::from(c.is_alphabetic());
        }
    }
    if letters > 1 { Flags::CAPITAL.with(Flags::CAPITALS) } else { Flags::CAPITAL }
}

/// The four digraphs that Unicode has in title case beside both other cases, and the Greek ones.
fn is_title_case(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | '\u{1f88}'..='\u{1fff}' if !c.is_lowercase())
}
