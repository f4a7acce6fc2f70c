//! Numbers, with the signs and units that belong to them.

use super::bytes::{Parsed, at_alphanumeric, at_digit, char_at, take};
use super::lexeme::{Lexeme, Plain};
use super::word::{AHEAD, apostrophe, apostrophe_len, clitic_len, hyphen, run};
use super::{Flags, TokenKind};

/// Digits alone, with nothing behind them that could belong to them: most numbers.
#[inline(never)]
pub(super) fn plain(ahead: &[u8; AHEAD]) -> Option<Plain> {
    let len = ahead.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let ends = match ahead.get(len..)? {
        [b' ' | b'\n' | b')', ..] => true,
        [b'.' | b',' | b':', next, ..] => next.is_ascii_whitespace() || *next == b'"',
        _ => false,
    };
    ends.then_some(Plain { len, kind: TokenKind::Number, word: 0, hash: 0, flags: Flags(0) })
}

/// Digits with what follows: `34`, `1,234.5`, `3:45`, `2nd`, `1990s`, `50%`, `6'2"`, `20-year-old`. After an opening
/// `"` (`quoted`) a `"` behind plain digits is its closing mark; otherwise it means inches.
pub(super) fn number(input: &[u8], quoted: bool) -> Parsed<'_, Lexeme> {
    let mut rest = figures(input)?.0;
    if let Ok((after, _)) = feet(rest) {
        return Ok((after, Lexeme::new(TokenKind::Number)));
    }
    while let Ok((after, _)) = apostrophe(rest).or_else(|_| hyphen(rest)).and_then(|(after, _)| run(after)) {
        rest = after;
    }
    rest = match rest {
        [b'%', after @ ..] => after,
        [b'"', after @ ..] if !quoted && !at_alphanumeric(after) => after,
        _ => rest,
    };
    let taken = input.get(..input.len() - rest.len()).unwrap_or_default();
    let tail = clitic_len(taken);
    let flags = if tail > 0 { Flags::CLITIC } else { Flags(0) };
    Ok((rest, Lexeme { kind: TokenKind::Number, flags, mark: 0, tail }))
}

/// Runs of digits, with a separator between each two.
fn figures(input: &[u8]) -> Parsed<'_> {
    let mut rest = run(input)?.0;
    loop {
        rest = match rest {
            [b'.' | b',' | b':' | b'/', after @ ..] if at_digit(after) => run(after)?.0,
            // Fraction signs: 4½.
            [0xc2..=0xe2, ..] if char_at(rest).is_some_and(char::is_numeric) => run(rest)?.0,
            _ => break,
        };
    }
    take(input, input.len() - rest.len())
}

/// What follows the feet: `'2"`, `’10`, `' 10"`, or primes.
fn feet(input: &[u8]) -> Parsed<'_> {
    let mark = match input {
        [0xe2, 0x80, 0xb2 | 0xb3, ..] => 3,
        _ => apostrophe_len(input),
    };
    let (after, _) = take(input, mark)?;
    let prime = mark == 3 && matches!(input, [_, _, 0xb2 | 0xb3, ..]);
    let (figures_at, spaced) = match after {
        [b' ', next @ ..] => (next, true),
        _ => (after, false),
    };
    let digits = figures_at.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let unit = figures_at.get(digits..).unwrap_or_default();
    let (inches, marked) = match unit {
        [b'"', ..] => (1, true),
        [b'\'', b'\'', ..] => (2, true),
        [0xe2, 0x80, 0x9d | 0xb3, ..] => (3, true),
        _ => (0, false),
    };
    let stands_alone = !unit.get(inches..).is_some_and(at_alphanumeric);
    if (1..=2).contains(&digits) && stands_alone && (marked || !spaced) {
        take(input, mark + usize::from(spaced) + digits + inches)
    } else if prime {
        take(input, mark)
    } else {
        Err(nom::Err::Error(()))
    }
}

/// A number that begins with a sign of `sign` bytes: `$1.5`, `#2`, `.22`.
pub(super) fn money(input: &[u8], sign: usize) -> Parsed<'_, Lexeme> {
    let (after, _) = take(input, sign)?;
    if at_digit(after) { number(after, true) } else { Err(nom::Err::Error(())) }
}

/// A number that begins with a digit or fraction beyond ASCII.
pub(super) fn wide_number(input: &[u8]) -> Parsed<'_, Lexeme> {
    let len = run(input).map(|(_, run)| run.len()).unwrap_or(char_at(input).map_or(1, char::len_utf8));
    let (rest, _) = take(input, len)?;
    Ok((rest, Lexeme::new(TokenKind::Number)))
}
