//! Punctuation and marks in ASCII.

use super::bytes::{self, Class, Parsed, class, repeated, take};
use super::lexeme::{Lexeme, Plain};
use super::word::AHEAD;
use super::{Flags, Mark, TokenKind, number};

fn token(input: &[u8], len: usize, kind: TokenKind) -> Parsed<'_, Lexeme> {
    take(input, len).map(|(rest, _)| (rest, Lexeme::new(kind)))
}

/// So many in a row open and close nothing: they are an ornament.
const ROW: usize = 8;

/// The length of a row of quotation marks, or of any other byte, where it is an ornament.
fn ornament(input: &[u8]) -> Option<usize> {
    let first = *input.first()?;
    let row = input.iter().take_while(|next| is_alike(first, **next)).count();
    (row >= ROW).then_some(row)
}

/// Whether two bytes are the same, or both are quotation marks.
#[inline(always)]
fn is_alike(one: u8, other: u8) -> bool {
    let is_mark = |byte: u8| matches!(byte, b'"' | b'\'' | b'`');
    one == other || is_mark(one) && is_mark(other)
}

/// A byte that is always a token by itself, but for a long row of them.
pub(super) fn alone(input: &[u8]) -> Parsed<'_, Lexeme> {
    match (input.first().copied().and_then(bytes::alone), ornament(input)) {
        (Some(_), Some(row)) => token(input, row, TokenKind::Symbol),
        (Some(kind), None) => {
            take(input, 1).map(|(rest, _)| (rest, Lexeme { mark: word_of(kind), ..Lexeme::new(kind) }))
        }
        (None, _) => Err(nom::Err::Error(())),
    }
}

/// What a byte that is a token by itself holds in a word's place: of marks only `"` is one.
const fn word_of(kind: TokenKind) -> u16 {
    if matches!(kind, TokenKind::Mark) { Mark::Double.word() } else { 0 }
}

/// Most punctuation: bytes that are always tokens by themselves, curly marks, and ends of sentences, single marks and
/// dashes with nothing behind them that could belong to them.
#[inline(always)]
pub(super) fn plain(ahead: &[u8; AHEAD]) -> Option<Plain> {
    let one = |kind| Some(Plain { len: 1, kind, word: word_of(kind), hash: 0, flags: Flags(0) });
    let marked = |len, mark: Mark, flags| {
        Some(Plain { len, kind: TokenKind::Mark, word: mark.word(), hash: 0, flags })
    };
    let curly = |mark| marked(3, mark, Flags::WIDE);
    let dash = |len, flags| Some(Plain { len, kind: TokenKind::Dash, word: 0, hash: 0, flags });
    match ahead {
        [0xe2, 0x80, 0x9c, ..] => curly(Mark::LeftDouble),
        [0xe2, 0x80, 0x9d, ..] => curly(Mark::RightDouble),
        [0xe2, 0x80, 0x98, ..] => curly(Mark::LeftSingle),
        [0xe2, 0x80, 0x99, ..] => curly(Mark::RightSingle),
        [0xe2, 0x80, 0x93 | 0x94, next, ..] if *next != 0xe2 => dash(3, Flags::WIDE),
        [b'-', b'-', next, ..] if *next != b'-' => dash(2, Flags(0)),
        [b'\'', next, ..] if !is_alike(b'\'', *next) => marked(1, Mark::Single, Flags(0)),
        [b'.', behind @ ..] if is_apart(behind) => one(TokenKind::Stop),
        [b'?', behind @ ..] if is_apart(behind) => one(TokenKind::Question),
        [b'!', behind @ ..] if is_apart(behind) => one(TokenKind::Exclamation),
        [first, second, third, ..] if is_alike(*first, *second) && is_alike(*first, *third) => None,
        [first, ..] => one(bytes::alone(*first)?),
    }
}

/// Whether no run of full stops, question or exclamation marks goes on with these bytes.
#[inline(always)]
fn is_apart(behind: &[u8]) -> bool {
    match behind {
        [b' ', next, ..] => *next != b'.',
        [b'\n' | b'"', ..] | [0xe2, 0x80, 0x9d, ..] => true,
        _ => false,
    }
}

/// A full stop, an ellipsis, or the number that begins with a point.
pub(super) fn dot(input: &[u8], space_before: bool) -> Parsed<'_, Lexeme> {
    match input {
        [b'.', b'.', ..] => {
            // "...…" and "…..." are one ellipsis.
            let mut len = repeated(input, b'.');
            while let Some([0xe2, 0x80, 0xa4..=0xa6, ..]) = input.get(len..) {
                len += 3;
            }
            token(input, len, TokenKind::Ellipsis)
        }
        [b'.', 0xe2, 0x80, 0xa6, ..] => token(input, 4, TokenKind::Ellipsis),
        [b'.', b'0'..=b'9', ..] if space_before => number::money(input, 1),
        _ => match spaced_dots(input) {
            0..3 => token(input, 1, TokenKind::Stop),
            dots => token(input, dots, TokenKind::Ellipsis),
        },
    }
}

/// The length of `. . .`, where there are three full stops or more.
fn spaced_dots(input: &[u8]) -> usize {
    let mut len = 1;
    let mut dots = 1;
    loop {
        len += match input.get(len..) {
            Some([b' ', b'.', ..]) => 2,
            Some([0xc2, 0xa0, b'.', ..]) => 3,
            _ => break,
        };
        dots += 1;
    }
    if dots > 2 { len } else { 0 }
}

/// A run of `?` and `!`: a question if it holds a question mark.
pub(super) fn exclaimed(input: &[u8]) -> Parsed<'_, Lexeme> {
    let len = input.iter().take_while(|byte| matches!(byte, b'?' | b'!')).count();
    let (rest, run) = take(input, len)?;
    let kind = if run.contains(&b'?') { TokenKind::Question } else { TokenKind::Exclamation };
    Ok((rest, Lexeme::new(kind)))
}

/// `-` alone, or a dash made of several.
pub(super) fn hyphens(input: &[u8]) -> Parsed<'_, Lexeme> {
    let len = repeated(input, b'-');
    token(input, len, if len > 1 { TokenKind::Dash } else { TokenKind::Hyphen })
}

/// `'` and `''`, or a single and a double backtick.
pub(super) fn ticks(input: &[u8], one: Mark, two: Mark) -> Parsed<'_, Lexeme> {
    if let Some(row) = ornament(input) {
        return token(input, row, TokenKind::Symbol);
    }
    let (len, mark) = match input {
        [first, second, ..] if first == second => (2, two),
        _ => (1, one),
    };
    take(input, len).map(|(rest, _)| (rest, Lexeme::mark(mark)))
}

/// `_`, `*` or `/`: emphasis where it leans on something on one side only.
pub(super) fn emphasis(input: &[u8], space_before: bool) -> Parsed<'_, Lexeme> {
    let byte = input.first().copied().unwrap_or_default();
    let len = repeated(input, byte);
    let space_after = input.get(len).is_none_or(|&byte| class(byte) == Class::Space);
    let leans = if byte == b'/' { space_before != space_after } else { !(space_before && space_after) };
    token(input, len, if leans { TokenKind::Emphasis } else { TokenKind::Symbol })
}

/// Anything else; a run of one byte is one token.
pub(super) fn symbol(input: &[u8]) -> Parsed<'_, Lexeme> {
    let len = input.first().map_or(1, |&byte| repeated(input, byte));
    token(input, len, TokenKind::Symbol)
}
