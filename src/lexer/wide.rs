//! Chars beyond ASCII: the marks of modern typography at once, words of any script by Unicode's word boundaries.

use unicode_segmentation::UnicodeSegmentation;

use super::bytes::{Class, Parsed, char_at, class, take};
use super::lexeme::Lexeme;
use super::{Flags, Mark, TokenKind, number, word};

/// No run is looked at further than this before its first boundary is taken, so that scripts with a boundary after
/// every char cost no more than others.
const REACH: usize = 256;

/// Letters and digits up to the first boundary by Unicode's rules.
pub(super) fn run(input: &[u8]) -> Parsed<'_> {
    if let [0xe2, 0x80, ..] = input {
        return Err(nom::Err::Error(()));
    }
    let mut len = 0;
    loop {
        let rest = input.get(len..).unwrap_or_default();
        let reach = rest
            .iter()
            .take(REACH)
            .take_while(|&&byte| matches!(class(byte), Class::Letter | Class::Digit | Class::Wide))
            .count();
        let chunk = rest.get(..reach).and_then(|chunk| chunk.utf8_chunks().next()).map_or("", |c| c.valid());
        let piece = chunk.split_word_bounds().next().unwrap_or("");
        if !piece.chars().next().is_some_and(char::is_alphanumeric) {
            break;
        }
        len += piece.len();
        if piece.len() < chunk.len() || reach < REACH {
            break;
        }
    }
    take(input, len)
}

/// A token that begins with a char beyond ASCII.
pub(super) fn wide(input: &[u8]) -> Parsed<'_, Lexeme> {
    match input {
        [0xe2, 0x80, last, ..] => match last {
            0x98 | 0x9b => mark(input, 3, Mark::LeftSingle),
            0x99 => mark(input, 3, Mark::RightSingle),
            0x9a => mark(input, 3, Mark::LowSingle),
            0x9c | 0x9f => mark(input, 3, Mark::LeftDouble),
            0x9d => mark(input, 3, Mark::RightDouble),
            0x9e => mark(input, 3, Mark::LowDouble),
            0xb9 => mark(input, 3, Mark::LeftAngle),
            0xba => mark(input, 3, Mark::RightAngle),
            0x90 | 0x91 => token(input, 3, TokenKind::Hyphen),
            0x92..=0x95 => dash(input),
            0xa4..=0xa6 => ellipsis(input),
            _ => other(input),
        },
        [0xc2, 0xab, ..] => mark(input, 2, Mark::LeftGuillemet),
        [0xc2, 0xbb, ..] => mark(input, 2, Mark::RightGuillemet),
        _ => other(input),
    }
}

fn mark(input: &[u8], len: usize, mark: Mark) -> Parsed<'_, Lexeme> {
    take(input, len).map(|(rest, _)| (rest, Lexeme::mark(mark).with(Flags::WIDE)))
}

fn token(input: &[u8], len: usize, kind: TokenKind) -> Parsed<'_, Lexeme> {
    take(input, len).map(|(rest, _)| (rest, Lexeme::new(kind).with(Flags::WIDE)))
}

/// One or more dashes of one or several lengths.
fn dash(input: &[u8]) -> Parsed<'_, Lexeme> {
    let len =
        3 * input.as_chunks::<3>().0.iter().take_while(|c| matches!(c, [0xe2, 0x80, 0x92..=0x95])).count();
    token(input, len, TokenKind::Dash)
}

/// `…` with the full stops and further ellipses that follow it at once.
fn ellipsis(input: &[u8]) -> Parsed<'_, Lexeme> {
    let mut len = 0;
    loop {
        len += match input.get(len..).unwrap_or_default() {
            [0xe2, 0x80, 0xa4..=0xa6, ..] => 3,
            [b'.', ..] => 1,
            _ => break,
        };
    }
    token(input, len, TokenKind::Ellipsis)
}

/// Marks and punctuation that are too rare for the fast path, by char.
const PUNCTUATION: &[(char, Kind)] = &[
    ('\u{b4}', Kind::Mark(Mark::RightSingle)),
    ('\u{589}', Kind::Token(TokenKind::Stop)),
    ('\u{60c}', Kind::Token(TokenKind::Comma)),
    ('\u{61b}', Kind::Token(TokenKind::Semicolon)),
    ('\u{61f}', Kind::Token(TokenKind::Question)),
    ('\u{6d4}', Kind::Token(TokenKind::Stop)),
    ('\u{964}', Kind::Token(TokenKind::Stop)),
    ('\u{965}', Kind::Token(TokenKind::Stop)),
    ('\u{203c}', Kind::Token(TokenKind::Exclamation)),
    ('\u{203d}', Kind::Token(TokenKind::Question)),
    ('\u{2047}', Kind::Token(TokenKind::Question)),
    ('\u{2048}', Kind::Token(TokenKind::Question)),
    ('\u{2049}', Kind::Token(TokenKind::Exclamation)),
    ('\u{2e3a}', Kind::Token(TokenKind::Dash)),
    ('\u{2e3b}', Kind::Token(TokenKind::Dash)),
    ('\u{3001}', Kind::Token(TokenKind::Comma)),
    ('\u{3002}', Kind::Token(TokenKind::Stop)),
    ('\u{3008}', Kind::Mark(Mark::LeftAngle)),
    ('\u{3009}', Kind::Mark(Mark::RightAngle)),
    ('\u{300a}', Kind::Mark(Mark::LeftGuillemet)),
    ('\u{300b}', Kind::Mark(Mark::RightGuillemet)),
    ('\u{300c}', Kind::Mark(Mark::LeftCorner)),
    ('\u{300d}', Kind::Mark(Mark::RightCorner)),
    ('\u{300e}', Kind::Mark(Mark::LeftWhiteCorner)),
    ('\u{300f}', Kind::Mark(Mark::RightWhiteCorner)),
    ('\u{3010}', Kind::Token(TokenKind::Open)),
    ('\u{3011}', Kind::Token(TokenKind::Close)),
    ('\u{301d}', Kind::Mark(Mark::LeftDouble)),
    ('\u{301e}', Kind::Mark(Mark::RightDouble)),
    ('\u{301f}', Kind::Mark(Mark::RightDouble)),
    ('\u{ff01}', Kind::Token(TokenKind::Exclamation)),
    ('\u{ff02}', Kind::Mark(Mark::Double)),
    ('\u{ff07}', Kind::Mark(Mark::Single)),
    ('\u{ff08}', Kind::Token(TokenKind::Open)),
    ('\u{ff09}', Kind::Token(TokenKind::Close)),
    ('\u{ff0c}', Kind::Token(TokenKind::Comma)),
    ('\u{ff0e}', Kind::Token(TokenKind::Stop)),
    ('\u{ff1a}', Kind::Token(TokenKind::Colon)),
    ('\u{ff1b}', Kind::Token(TokenKind::Semicolon)),
    ('\u{ff1f}', Kind::Token(TokenKind::Question)),
    ('\u{ff61}', Kind::Token(TokenKind::Stop)),
    ('\u{ff62}', Kind::Mark(Mark::LeftCorner)),
    ('\u{ff63}', Kind::Mark(Mark::RightCorner)),
];

#[derive(Clone, Copy)]
enum Kind {
    Mark(Mark),
    Token(TokenKind),
}

fn other(input: &[u8]) -> Parsed<'_, Lexeme> {
    let Some(c) = char_at(input) else {
        return token(input, 1, TokenKind::Symbol);
    };
    if c.is_alphabetic() {
        return word::word(input);
    }
    if c.is_numeric() {
        return number::wide_number(input);
    }
    if let Ok(at) = PUNCTUATION.binary_search_by_key(&c, |&(other, _)| other)
        && let Some(&(_, kind)) = PUNCTUATION.get(at)
    {
        return match kind {
            Kind::Mark(found) => mark(input, c.len_utf8(), found),
            Kind::Token(kind) => token(input, c.len_utf8(), kind),
        };
    }
    if let '£' | '€' | '¥' | '₹' | '¢' = c
        && let Ok(money) = number::money(input, c.len_utf8())
    {
        return Ok(money);
    }
    // Legacy clusters: an extended one would hold the space or the mark that follows an Arabic number sign.
    let cluster = input
        .get(..input.len().min(REACH))
        .and_then(|chunk| chunk.utf8_chunks().next())
        .and_then(|chunk| chunk.valid().graphemes(false).next())
        .map_or(c.len_utf8(), str::len);
    token(input, cluster, if is_picture(c) { TokenKind::Emoji } else { TokenKind::Symbol })
}

/// Emoji and other pictures, by block.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{2300}'..='\u{23ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn punctuation_is_sorted_for_the_search() {
        assert!(PUNCTUATION.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_sign_keeps_what_follows_apart() {
        for (text, tokens) in
            [("\u{600} ", 1), ("\u{600}“No”", 4), ("\u{6dd}\n\nNo", 2), ("👩\u{200d}🚀\u{600}\"", 3)]
        {
            let found: Vec<_> = crate::tokens(text).map(|token| &text[token.span()]).collect();
            assert_eq!(found.len(), tokens, "{found:?}");
            assert!(found.iter().all(|token| token.trim() == *token), "{found:?}");
        }
    }
}
