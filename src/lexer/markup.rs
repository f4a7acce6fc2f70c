//! Tags of HTML, as they stay in texts that were cut from pages: `<p>`, `</i>`, `<a href="…">`.

use super::bytes::{Parsed, take};
use super::lexeme::Lexeme;
use super::{Flags, TokenKind};

/// No tag that is read is longer.
const LONGEST: usize = 512;
/// No name of a tag is longer.
const NAME: usize = 10;

/// Tags that part paragraphs, and tags that part lines.
const BLOCKS: [&[u8]; 14] = [
    b"p",
    b"div",
    b"blockquote",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"ul",
    b"ol",
    b"table",
    b"hr",
    b"figure",
];
const LINES: [&[u8]; 5] = [b"br", b"li", b"tr", b"dt", b"dd"];
const INLINE: [&[u8]; 20] = [
    b"a",
    b"b",
    b"i",
    b"u",
    b"q",
    b"s",
    b"em",
    b"strong",
    b"span",
    b"small",
    b"sup",
    b"sub",
    b"cite",
    b"font",
    b"img",
    b"td",
    b"th",
    b"code",
    b"figcaption",
    b"mark",
];

/// A tag as one token, which emphasises as `*` does; one that opens a paragraph or a line begins it.
pub(super) fn tag(input: &[u8]) -> Parsed<'_, Lexeme> {
    let (len, flags) = read(input).ok_or(nom::Err::Error(()))?;
    take(input, len).map(|(rest, _)| (rest, Lexeme::new(TokenKind::Emphasis).with(flags)))
}

fn read(input: &[u8]) -> Option<(usize, Flags)> {
    let rest = input.strip_prefix(b"<")?;
    let (closes, rest) = rest.strip_prefix(b"/").map_or((false, rest), |rest| (true, rest));
    let name = rest.iter().take(NAME).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let (name, attributes) = rest.split_at_checked(name)?;
    let end = attributes.iter().take(LONGEST).position(|byte| matches!(byte, b'>' | b'<'))?;
    let (attributes, behind) = attributes.split_at_checked(end)?;
    let behind = behind.strip_prefix(b">")?;
    let bare = attributes.trim_ascii();
    let assigns = matches!(attributes.first(), Some(b' ' | b'\n' | b'\t')) && attributes.contains(&b'=');
    if !(bare.is_empty() || bare == b"/" || assigns) {
        return None;
    }
    let is = |names: &[&[u8]]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let flags = if closes {
        Flags(0)
    } else if is(&BLOCKS) {
        Flags::SPACE.with(Flags::LINE).with(Flags::BLANK)
    } else {
        Flags::SPACE.with(Flags::LINE)
    };
    let len = input.len() - behind.len();
    if is(&BLOCKS) || is(&LINES) {
        return Some((len, flags));
    }
    // <b> hello: whoever calls themselves b writes in a chat.
    let nick = !closes && attributes.is_empty() && matches!(behind, [b' ', ..]);
    (is(&INLINE) && !nick).then_some((len, Flags(0)))
}

#[cfg(test)]
mod tests {
    use crate::lexer::{TokenKind, tokens};
    use alloc::vec::Vec;

    fn tags(text: &str) -> Vec<&str> {
        let tags = tokens(text).filter(|token| token.is(TokenKind::Emphasis));
        tags.map(|token| &text[token.span()]).collect()
    }

    #[test]
    fn tags_are_one_token() {
        let text = "<p class=\"lead\">It <i>rained</i><br/>on <A HREF='/x?a=1'>Ada</A>.</p>";
        assert_eq!(
            tags(text),
            ["<p class=\"lead\">", "<i>", "</i>", "<br/>", "<A HREF='/x?a=1'>", "</A>", "</p>"]
        );
        assert_eq!(crate::attribute("<p>One.</p><p>Two.</p>").paragraphs().len(), 2);
    }

    #[test]
    fn other_angles_are_none() {
        for text in ["a < b > c", "<quill> hello", "<b> hello", "Vec<Box<dyn Any>>", "1<p and p>2", "<", "<p"]
        {
            assert_eq!(tags(text), [] as [&str; 0], "{text}");
        }
    }
}
