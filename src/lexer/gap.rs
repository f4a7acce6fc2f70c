//! The white space between tokens, and what it says of lines.

use super::Flags;
use super::bytes::Parsed;

/// The longest gap that [`short`] tells.
pub(super) const SHORT: usize = 2;

/// The length of a gap that begins with these bytes, if it is one space, one or two line breaks or nothing, as nearly
/// every gap of running text is, and the flags of the token that follows then.
#[inline(always)]
pub(super) const fn short(ahead: &[u8]) -> (usize, Flags) {
    match ahead {
        [b' ', ..] => (1, Flags::SPACE),
        [b'\n', b'\n', ..] => (2, Flags::SPACE.with(Flags::LINE).with(Flags::BLANK)),
        [b'\n', ..] => (1, Flags::SPACE.with(Flags::LINE)),
        _ => (0, Flags(0)),
    }
}

/// Any white space.
#[inline]
pub(super) fn gap(input: &[u8]) -> Parsed<'_, Flags> {
    let (len, flags) = short(input);
    match input.get(len..) {
        Some(rest @ [next, ..]) if next.is_ascii_graphic() => Ok((rest, flags)),
        _ => long(input),
    }
}

#[inline(never)]
fn long(input: &[u8]) -> Parsed<'_, Flags> {
    let mut len = 0;
    let mut breaks = 0u32;
    let mut space = false;
    loop {
        let rest = input.get(len..).unwrap_or_default();
        let (step, lines) = match rest {
            [b' ' | b'\t' | 0x0b, ..] => (1, 0),
            [b'\r', b'\n', ..] => (2, 1),
            [b'\n' | b'\r', ..] => (1, 1),
            // A new page begins a paragraph.
            [0x0c, ..] => (1, 2),
            // NEL, no-break space.
            [0xc2, 0x85, ..] => (2, 1),
            [0xc2, 0xa0, ..] => (2, 0),
            // Spaces of every width; line and paragraph separators.
            [0xe2, 0x80, 0x80..=0x8a | 0xaf, ..] | [0xe2, 0x81, 0x9f, ..] => (3, 0),
            [0xe2, 0x80, 0xa8, ..] => (3, 1),
            [0xe2, 0x80, 0xa9, ..] => (3, 2),
            [0xe1, 0x9a, 0x80, ..] | [0xe3, 0x80, 0x80, ..] => (3, 0),
            // What shows nothing and only says where a line may break or which way it runs.
            [0xe2, 0x80, 0x8b | 0x8e | 0x8f | 0xaa..=0xae, ..] | [0xe2, 0x81, 0xa0 | 0xa6..=0xa9, ..] => {
                len += 3;
                continue;
            }
            _ => break,
        };
        len += step;
        breaks = breaks.saturating_add(lines);
        space = true;
    }
    let mut flags = if space { Flags::SPACE } else { Flags(0) };
    if breaks > 0 {
        flags = flags.with(Flags::LINE);
    }
    if breaks > 1 {
        flags = flags.with(Flags::BLANK);
    }
    Ok((input.get(len..).unwrap_or_default(), flags))
}

/// White space, and what shows nothing and only says where a line may break or which way it runs.
#[cfg(test)]
pub(super) fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_white_space_char_is_one() {
        for c in ('\0'..=char::MAX).filter(|c| !c.is_ascii_graphic()) {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            let rest = gap(bytes).map_or(bytes, |(rest, _)| rest);
            assert_eq!(rest.len() < bytes.len(), is_unseen(c), "{c:?}");
        }
    }

    #[test]
    fn flags_tell_spaces_lines_and_blank_lines_apart() {
        let line = Flags::SPACE.with(Flags::LINE);
        let blank = line.with(Flags::BLANK);
        for (text, flags) in [
            ("x", Flags(0)),
            (" x", Flags::SPACE),
            (" \u{a0} x", Flags::SPACE),
            ("\nx", line),
            ("  \r\n  x", line),
            ("\u{2028}x", line),
            ("\n \t\nx", blank),
            ("\r\n\r\nx", blank),
            ("\r\rx", blank),
            ("\u{2029}x", blank),
            ("\u{c}x", blank),
        ] {
            assert_eq!(gap(text.as_bytes()), Ok((&b"x"[..], flags)), "{text:?}");
        }
    }
}
