//! Byte offsets to characters or UTF-16 units and back, for callers whose strings are counted otherwise.

use alloc::vec::Vec;
use core::ops::Range;

use crate::Span;

/// What a string's length is counted in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Unit {
    /// UTF-8 bytes: Rust, Go.
    Byte,
    /// Unicode scalar values: Python.
    Char,
    /// UTF-16 code units: Java, JavaScript, C#.
    Utf16,
}

/// Turns a text's byte offsets into another unit and back.
///
/// Making one reads the text once; after that each offset takes a step of at most 256 bytes, in whatever order they come.
///
/// ```
/// use inquit::{Offsets, Span, Unit};
/// let text = "“Né 🐈!”";
/// let offsets = Offsets::new(text, Unit::Utf16);
/// let cat = text.find('🐈').unwrap();
/// assert_eq!(offsets.at(cat), 4);
/// assert_eq!(offsets.span(Span::new(0, text.len() as u32)), 0..8);
/// assert_eq!(offsets.byte(4), Some(cat));
/// assert_eq!(offsets.byte(5), None); // within the cat
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// How many units begin before each block of bytes; empty where units are bytes.
    blocks: Vec<usize>,
}

const BLOCK: usize = 256;

impl<'t> Offsets<'t> {
    /// Reads `text` once, unless all of it is ASCII and counts the same in every unit.
    pub fn new(text: &'t str, unit: Unit) -> Offsets<'t> {
        let mut blocks = Vec::new();
        if unit != Unit::Byte && !text.is_ascii() {
            blocks.reserve_exact(text.len().div_ceil(BLOCK));
            let mut count = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                blocks.push(count);
                count += units(block, unit);
            }
        }
        Offsets { text, unit, blocks }
    }

    /// How many units stand before byte `offset`. An offset within a character counts as the one after it, one
    /// beyond the text as the text's end.
    #[must_use]
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let (block, rest) = (offset / BLOCK, offset % BLOCK);
        let Some(&before) = self.blocks.get(block).or(self.blocks.last()) else { return offset };
        let start = if block < self.blocks.len() { offset - rest } else { (self.blocks.len() - 1) * BLOCK };
        before + units(self.text.as_bytes().get(start..offset).unwrap_or_default(), self.unit)
    }

    /// A span's two ends.
    #[must_use]
    pub fn span(&self, span: Span) -> Range<usize> {
        self.at(span.start as usize)..self.at(span.end as usize)
    }

    /// The byte offset of the character that begins after `count` units; `None` beyond the text and within a character.
    #[must_use]
    pub fn byte(&self, count: usize) -> Option<usize> {
        if self.blocks.is_empty() {
            return self.text.is_char_boundary(count).then_some(count);
        }
        let block = self.blocks.partition_point(|&before| before <= count).saturating_sub(1);
        // The block may begin within a character, which then belongs to the block before.
        let mut offset = block * BLOCK;
        while !self.text.is_char_boundary(offset) {
            offset += 1;
        }
        let mut at = self.at(offset);
        if at > count {
            return None;
        }
        for c in self.text.get(offset..)?.chars() {
            if at >= count {
                break;
            }
            at += if self.unit == Unit::Utf16 { c.len_utf16() } else { 1 };
            offset += c.len_utf8();
        }
        (at == count).then_some(offset)
    }
}

/// The units whose character begins in these bytes.
fn units(bytes: &[u8], unit: Unit) -> usize {
    match unit {
        Unit::Byte => bytes.len(),
        Unit::Char => bytes.iter().filter(|&&byte| (byte as i8) >= -0x40).count(),
        Unit::Utf16 => {
            bytes.iter().map(|&byte| usize::from((byte as i8) >= -0x40) + usize::from(byte >= 0xF0)).sum()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn offsets_agree_with_counting_across_blocks() {
        let mut text = String::new();
        for i in 0..400 {
            text.push_str(["a", "é", "“", "🐈"][i * 7 % 4]);
            text.push(' ');
        }
        let (chars, utf16) = (Offsets::new(&text, Unit::Char), Offsets::new(&text, Unit::Utf16));
        for (at, (byte, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
            assert_eq!(chars.at(byte), at);
            assert_eq!(chars.byte(at), Some(byte));
            let units = text[..byte].encode_utf16().count();
            assert_eq!(utf16.at(byte), units);
            assert_eq!(utf16.byte(units), Some(byte));
        }
        let units = text.encode_utf16().count();
        assert_eq!(utf16.at(usize::MAX), units);
        assert_eq!(utf16.byte(units + 1), None);
        assert_eq!((0..units).filter(|&unit| utf16.byte(unit).is_none()).count(), 100, "one within each cat");
    }

    #[test]
    fn ascii_and_bytes_are_themselves() {
        for (text, unit) in [("plain", Unit::Utf16), ("é", Unit::Byte), ("", Unit::Char)] {
            let offsets = Offsets::new(text, unit);
            assert_eq!(offsets.at(text.len()), text.len());
            assert_eq!(offsets.byte(text.len()), Some(text.len()));
            assert_eq!(offsets.byte(text.len() + 1), None);
        }
    }
}
