//! URLs, e-mail addresses, handles and hashtags.

use super::bytes::{Class, Parsed, char_at, class, take};
use super::lexeme::Lexeme;
use super::{Flags, TokenKind};

/// The longest local part that an e-mail address can have.
const LOCAL: usize = 64;

/// A link that begins with the letters between `input` and `rest`.
pub(super) fn from_word<'a>(input: &'a [u8], rest: &[u8]) -> Parsed<'a, Lexeme> {
    let run = input.len() - rest.len();
    let start = input.get(..run).unwrap_or_default();
    match rest {
        [b':', b'/', b'/', next, ..] if next.is_ascii_graphic() => url(input, run + 3),
        [b'.', next, ..] if start.eq_ignore_ascii_case(b"www") && next.is_ascii_alphanumeric() => {
            url(input, run + 1)
        }
        [b'.' | b'-', next, ..] if next.is_ascii_alphanumeric() => email(input).or_else(|_| site(input)),
        [b'@', ..] => email(input),
        _ => Err(nom::Err::Error(())),
    }
}

/// Everything up to the first byte that no URL holds, without the punctuation that ends it.
fn url(input: &[u8], least: usize) -> Parsed<'_, Lexeme> {
    let mut len = input
        .iter()
        .take_while(|byte| {
            byte.is_ascii_graphic()
                && !matches!(byte, b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'\\' | b'^')
        })
        .count();
    let mut open = 0usize;
    let mut close = 0usize;
    for byte in input.iter().take(len) {
        open += usize::from(*byte == b'(');
        close += usize::from(*byte == b')');
    }
    while len > least {
        match input.get(len - 1) {
            Some(b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b']' | b'*' | b'_') => {}
            // A bracket that was opened inside belongs to it.
            Some(b')') if close > open => close -= 1,
            _ => break,
        }
        len -= 1;
    }
    link(input, len.max(least))
}

fn link(input: &[u8], len: usize) -> Parsed<'_, Lexeme> {
    take(input, len).map(|(rest, _)| (rest, Lexeme::new(TokenKind::Url)))
}

fn email(input: &[u8]) -> Parsed<'_, Lexeme> {
    let local = input
        .iter()
        .take(LOCAL + 1)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-'))
        .count();
    let Some([b'@', domain @ ..]) = input.get(local..) else {
        return Err(nom::Err::Error(()));
    };
    let len = host_len(domain);
    if len == 0 { Err(nom::Err::Error(())) } else { link(input, local + 1 + len) }
}

/// A host with a path: `bit.ly/x`.
fn site(input: &[u8]) -> Parsed<'_, Lexeme> {
    let host = host_len(input);
    match input.get(host..) {
        Some([b'/', next, ..])
            if host > 0
                && next.is_ascii_alphanumeric()
                && input.iter().take(host).any(|&byte| byte == b'.')
                && input.get(host - 1).is_some_and(u8::is_ascii_lowercase) =>
        {
            url(input, host)
        }
        _ => Err(nom::Err::Error(())),
    }
}

/// The longest that a host's name can be.
const HOST: usize = 253;

fn host_len(input: &[u8]) -> usize {
    let mut len = input
        .iter()
        .take(HOST)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        .count();
    while len > 0 && input.get(len - 1).is_some_and(|byte| !byte.is_ascii_alphanumeric()) {
        len -= 1;
    }
    len
}

/// `@name` or `#topic`; a topic has a letter.
pub(super) fn handle(input: &[u8]) -> Parsed<'_, Lexeme> {
    let (body, sign) = take(input, 1)?;
    let mut rest = body;
    loop {
        rest = match rest {
            [b'_', after @ ..] => after,
            [byte, after @ ..] if matches!(class(*byte), Class::Letter | Class::Digit) => after,
            _ if char_at(rest).is_some_and(char::is_alphabetic) => super::word::run(rest)?.0,
            _ => break,
        };
    }
    let taken = body.get(..body.len() - rest.len()).unwrap_or_default();
    let letters = taken.iter().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    let handle = Lexeme::new(TokenKind::Handle);
    if !letters && (sign != b"@" || taken.is_empty()) {
        return Err(nom::Err::Error(()));
    }
    Ok((rest, if taken.is_ascii() { handle } else { handle.with(Flags::WIDE) }))
}
