//! Bytes: what each one begins, and the runs that the parsers are built from.

use nom::IResult;

use super::TokenKind;

/// What a parser over the text's bytes gives: failure says nothing, since another parser always takes the byte.
pub(super) type Parsed<'a, T = &'a [u8]> = IResult<&'a [u8], T, ()>;

/// What a byte begins. Those from [`Class::Dot`] on may belong to the letters before them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub(super) enum Class {
    Space,
    Comma,
    Semicolon,
    Open,
    Close,
    Question,
    Exclamation,
    /// `"`
    Double,
    Backtick,
    /// `_`, `*`, `/`
    Emphasis,
    /// `$`
    Currency,
    /// `#`
    Hash,
    Dot,
    Letter,
    Digit,
    /// `'`
    Single,
    Hyphen,
    Colon,
    /// `@`
    At,
    /// The first byte of a char that is not ASCII.
    Wide,
    /// Anything else, `&` included.
    Symbol,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Symbol; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b'A'..=b'Z' | b'a'..=b'z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t'..=b'\r' => Class::Space,
            b',' => Class::Comma,
            b'.' => Class::Dot,
            b'?' => Class::Question,
            b'!' => Class::Exclamation,
            b':' => Class::Colon,
            b';' => Class::Semicolon,
            b'-' => Class::Hyphen,
            b'(' | b'[' | b'{' => Class::Open,
            b')' | b']' | b'}' => Class::Close,
            b'"' => Class::Double,
            b'\'' => Class::Single,
            b'`' => Class::Backtick,
            b'_' | b'*' | b'/' => Class::Emphasis,
            b'$' => Class::Currency,
            b'@' => Class::At,
            b'#' => Class::Hash,
            0x80..=0xff => Class::Wide,
            _ => Class::Symbol,
        };
        at += 1;
    }
    table
}

#[inline(always)]
pub(super) fn class(byte: u8) -> Class {
    CLASSES[byte as usize]
}

/// Whether no word goes on with this byte, whatever follows it.
#[inline(always)]
pub(super) fn ends_word(byte: u8) -> bool {
    class(byte) < Class::Dot
}

/// The kind of a byte that is always a token by itself.
#[inline(always)]
pub(super) fn alone(byte: u8) -> Option<TokenKind> {
    ALONE[byte as usize]
}

static ALONE: [Option<TokenKind>; 256] = {
    let mut table = [None; 256];
    table[b',' as usize] = Some(TokenKind::Comma);
    table[b';' as usize] = Some(TokenKind::Semicolon);
    table[b':' as usize] = Some(TokenKind::Colon);
    table[b'(' as usize] = Some(TokenKind::Open);
    table[b'[' as usize] = Some(TokenKind::Open);
    table[b'{' as usize] = Some(TokenKind::Open);
    table[b')' as usize] = Some(TokenKind::Close);
    table[b']' as usize] = Some(TokenKind::Close);
    table[b'}' as usize] = Some(TokenKind::Close);
    table[b'"' as usize] = Some(TokenKind::Mark);
    table
};

/// Splits `input` after its first `len` bytes.
#[inline(always)]
pub(super) fn take(input: &[u8], len: usize) -> Parsed<'_> {
    match input.split_at_checked(len) {
        Some((taken, rest)) if len > 0 => Ok((rest, taken)),
        _ => Err(nom::Err::Error(())),
    }
}

/// One or more ASCII letters and digits, eight at a step.
#[inline(always)]
pub(super) fn alphanumerics(input: &[u8]) -> Parsed<'_> {
    take(input, alphanumerics_len(input))
}

#[inline(always)]
fn alphanumerics_len(input: &[u8]) -> usize {
    let mut len = 0;
    let mut rest = input;
    while let Some((eight, after)) = rest.split_first_chunk::<8>() {
        let others = !alphanumeric_lanes(u64::from_le_bytes(*eight)) & HIGHS;
        if others != 0 {
            return len + (others.trailing_zeros() / 8) as usize;
        }
        len += 8;
        rest = after;
    }
    len + rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

const ONES: u64 = u64::MAX / 255;
const HIGHS: u64 = ONES * 0x80;

/// The high bit of each of eight bytes, set where the byte is an ASCII letter or digit.
#[inline(always)]
const fn alphanumeric_lanes(bytes: u64) -> u64 {
    let low = bytes & !HIGHS;
    let lower = low | (ONES * 0x20);
    let letters = lanes_from(lower, b'a') & !lanes_from(lower, b'z' + 1);
    let digits = lanes_from(low, b'0') & !lanes_from(low, b'9' + 1);
    (letters | digits) & !bytes
}

/// The first sixteen bytes as two numbers, the first byte lowest.
#[inline(always)]
pub(super) fn two_eights<const N: usize>(bytes: &[u8; N]) -> (u64, u64) {
    match bytes.as_chunks::<8>().0 {
        [first, second, ..] => (u64::from_le_bytes(*first), u64::from_le_bytes(*second)),
        _ => (0, 0),
    }
}

/// How many of eight bytes are ASCII letters before the first that is none, and the mask of those.
#[inline(always)]
pub(super) const fn letters(bytes: u64) -> (u32, u64) {
    match others_than_letters(bytes) {
        0 => (8, u64::MAX),
        others => (others.trailing_zeros() / 8, (others ^ (others - 1)) >> 8),
    }
}

/// The high bit of each of eight bytes, set where the byte is no ASCII letter.
#[inline(always)]
const fn others_than_letters(bytes: u64) -> u64 {
    let lower = (bytes | (ONES * 0x20)) & !HIGHS;
    let letters = lanes_from(lower, b'a') ^ lanes_from(lower, b'z' + 1);
    (!letters | bytes) & HIGHS
}

/// The high bit of each byte, set where the byte (below 0x80) is at least `least`.
#[inline(always)]
const fn lanes_from(bytes: u64, least: u8) -> u64 {
    bytes + ONES * (0x80 - least) as u64
}

/// How many bytes from the start of `input` are equal to `byte`.
pub(super) fn repeated(input: &[u8], byte: u8) -> usize {
    input.iter().take_while(|&&other| other == byte).count()
}

/// The first char of `input`, where it holds a whole one.
pub(super) fn char_at(input: &[u8]) -> Option<char> {
    let start = input.get(..4).unwrap_or(input);
    start.utf8_chunks().next()?.valid().chars().next()
}

/// Whether a letter or digit of any script stands at the start of `input`.
#[inline(always)]
pub(super) fn at_alphanumeric(input: &[u8]) -> bool {
    match input.first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => char_at(input).is_some_and(char::is_alphanumeric),
        None => false,
    }
}

/// Whether a letter of any script stands at the start of `input`.
#[inline(always)]
pub(super) fn at_letter(input: &[u8]) -> bool {
    match input.first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphabetic(),
        Some(_) => char_at(input).is_some_and(char::is_alphabetic),
        None => false,
    }
}

pub(super) fn at_digit(input: &[u8]) -> bool {
    input.first().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn lanes_agree_with_the_standard_library_on_every_byte_in_every_lane() {
        for lane in 0..8 {
            for byte in 0..=255u8 {
                let mut eight = [b'x'; 8];
                eight[lane] = byte;
                let set = alphanumeric_lanes(u64::from_le_bytes(eight)).to_le_bytes();
                for (at, &flag) in set.iter().enumerate() {
                    assert_eq!(flag & 0x80 != 0, eight[at].is_ascii_alphanumeric(), "{eight:?}");
                }
            }
        }
    }

    #[test]
    fn letters_are_told_from_every_other_byte() {
        for byte in 0..=255u8 {
            let others =
                others_than_letters(u64::from_le_bytes([b'x', byte, b'Z', byte, b'@', b'a', b'[', byte]));
            let other = if byte.is_ascii_alphabetic() { 0 } else { 0x80 };
            assert_eq!(others.to_le_bytes(), [0, other, 0, other, 0x80, 0, 0x80, other], "{byte}");
        }
    }

    #[test]
    fn runs_end_where_they_should_at_every_length() {
        for len in 0..40 {
            for tail in [&b""[..], b" x", b"-", b"\xc3\xa9", b"@", b"[", b"`", b"{", b"/", b":"] {
                let mut input: Vec<u8> = b"aZ09zA".iter().copied().cycle().take(len).collect();
                input.extend_from_slice(tail);
                assert_eq!(alphanumerics_len(&input), len);
                assert_eq!(alphanumerics(&input).is_ok(), len > 0);
            }
        }
    }
}
