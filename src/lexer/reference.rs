//! Character references of HTML, as they stay in texts that were cut from pages: `&quot;`, `&#8217;`, `&amp;`.

use super::bytes::{Parsed, take};
use super::lexeme::Lexeme;
use super::{Mark, TokenKind};

/// No reference that is read is longer.
const LONGEST: usize = 10;

/// A reference that stands for a mark or another sign, as what it stands for.
pub(super) fn reference(input: &[u8]) -> Parsed<'_, Lexeme> {
    let (len, sign) = decode(input).ok_or(nom::Err::Error(()))?;
    let lexeme = match sign {
        '"' => Lexeme::mark(Mark::Double),
        '\'' => Lexeme::mark(Mark::Single),
        '“' => Lexeme::mark(Mark::LeftDouble),
        '”' => Lexeme::mark(Mark::RightDouble),
        '‘' => Lexeme::mark(Mark::LeftSingle),
        '’' => Lexeme::mark(Mark::RightSingle),
        '–' | '—' => Lexeme::new(TokenKind::Dash),
        '…' => Lexeme::new(TokenKind::Ellipsis),
        _ => Lexeme::new(TokenKind::Symbol),
    };
    take(input, len).map(|(rest, _)| (rest, lexeme))
}

/// The length of a reference to an apostrophe, or 0.
pub(super) fn apostrophe(input: &[u8]) -> usize {
    decode(input).filter(|(_, sign)| matches!(sign, '\'' | '’')).map_or(0, |(len, _)| len)
}

/// The length of a reference to an apostrophe at the end of `word`, or 0.
pub(super) fn ends_with_apostrophe(word: &[u8]) -> usize {
    let near = word.len().saturating_sub(LONGEST);
    let start = (near..word.len()).rev().find(|&at| word.get(at) == Some(&b'&'));
    let reference = start.and_then(|start| word.get(start..)).unwrap_or_default();
    let len = apostrophe(reference);
    if len == reference.len() { len } else { 0 }
}

/// A reference's length and the sign that it stands for.
fn decode(input: &[u8]) -> Option<(usize, char)> {
    let end = input.iter().take(LONGEST).position(|byte| *byte == b';')?;
    let sign = match input.get(..end)? {
        b"&quot" => '"',
        b"&apos" => '\'',
        b"&ldquo" => '“',
        b"&rdquo" => '”',
        b"&lsquo" => '‘',
        b"&rsquo" => '’',
        b"&ndash" => '–',
        b"&mdash" => '—',
        b"&hellip" => '…',
        b"&amp" => '&',
        b"&lt" => '<',
        b"&gt" => '>',
        b"&nbsp" => '\u{a0}',
        [b'&', b'#', b'x' | b'X', digits @ ..] => number(digits, 16)?,
        [b'&', b'#', digits @ ..] => number(digits, 10)?,
        _ => return None,
    };
    Some((end + 1, sign))
}

fn number(digits: &[u8], radix: u32) -> Option<char> {
    let digits = core::str::from_utf8(digits).ok()?;
    char::from_u32(u32::from_str_radix(digits, radix).ok()?)
}

#[cfg(test)]
mod tests {
    use crate::lexer::{TokenKind, tokens};
    use alloc::vec::Vec;

    #[test]
    fn references_stand_for_their_signs() {
        let text =
            "&quot;It&#8217;s the mill&rsquo;s,&#x201D; said Fisher &amp; Holt &mdash; AT&T, Q&A; a&b.";
        let found: Vec<&str> = tokens(text).map(|token| &text[token.span()]).collect();
        assert_eq!(
            found,
            [
                "&quot;",
                "It&#8217;s",
                "the",
                "mill&rsquo;s",
                ",",
                "&#x201D;",
                "said",
                "Fisher",
                "&amp;",
                "Holt",
                "&mdash;",
                "AT&T",
                ",",
                "Q&A",
                ";",
                "a",
                "&",
                "b",
                "."
            ]
        );
        let kinds =
            [(0, TokenKind::Mark), (5, TokenKind::Mark), (8, TokenKind::Symbol), (10, TokenKind::Dash)];
        for (at, kind) in kinds {
            assert_eq!(tokens(text).nth(at).map(|token| token.kind), Some(kind));
        }
    }

    #[test]
    fn who_speaks_is_known_between_references() {
        let text = "&quot;We are not closing,&quot; said Dana Whitlock, the mill&#8217;s manager. &ldquo;It&rsquo;s a \
                    rumour.&rdquo; Fisher &amp; Holt said that orders had doubled.";
        let doc = crate::attribute(text);
        let who: Vec<(&str, &str)> = doc
            .quotes()
            .map(|quote| (quote.inner().text(), quote.speaker().map_or("nobody", |who| who.name())))
            .collect();
        assert_eq!(
            who,
            [("We are not closing,", "Dana Whitlock"), ("It&rsquo;s a rumour.", "Dana Whitlock")]
        );
        assert!(doc.entities().any(|entity| entity.name() == "Fisher &amp; Holt"));
    }
}
