//! How the text itself writes its words: what is capitalised in mid-sentence is a name, what is not is no name.

use alloc::vec::Vec;

use super::reach::Reach;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::pipeline::Prose;
use crate::segment::Segment;

/// For each word how often it stands in lower case and how often capitalised within a sentence.
#[derive(Default)]
pub(super) struct Usage {
    /// A word's place is by its key, or one of the next few; words that find no place are not counted.
    counts: Vec<Count>,
    asked: Asked,
}

/// Of which words it may be asked how often they stand in lower case: bits by the words' hashes.
struct Asked([u64; 256]);

impl Default for Asked {
    fn default() -> Asked {
        Asked([0; 256])
    }
}

impl Asked {
    /// Which of the bits is a word's.
    #[inline]
    fn place(token: &Token) -> (usize, u64) {
        let [low, high] = token.hash.to_le_bytes();
        (usize::from(high), 1 << (low % 64))
    }

    fn note(&mut self, token: &Token) {
        let (at, bit) = Asked::place(token);
        self.0[at] |= bit;
    }

    /// Whether the word, or another of its hash, was noted.
    #[inline]
    fn has(&self, token: &Token) -> bool {
        let (at, bit) = Asked::place(token);
        self.0[at] & bit != 0
    }
}

/// One word's key, in the lower half and in the highest bit, and between these how often it stands in lower case and
/// how often capitalised; both counts saturate.
#[derive(Clone, Copy, Default)]
struct Count(u32);

impl Count {
    /// A listed word's entry, another's hash; the highest bit tells which.
    const KEY: u32 = 1 << 31 | 0xffff;
    /// One more in lower case, and the bits of that count.
    const LOWER: u32 = 1 << 16;
    const LOWERS: u32 = 0xff * Count::LOWER;
    /// The same of capitals.
    const CAPITAL: u32 = 1 << 24;
    const CAPITALS: u32 = 0x7f * Count::CAPITAL;

    /// Of a word that has not been seen.
    #[inline]
    fn of(token: &Token) -> Count {
        Count(if token.word == 0 { u32::from(token.hash) } else { 1 << 31 | u32::from(token.word) })
    }

    /// Where it may stand, by the lowest bits of its key.
    fn places(self) -> impl Iterator<Item = usize> {
        let first = self.0 as u16 as usize;
        first..first + PLACES
    }

    const fn is_of(self, word: Count) -> bool {
        (self.0 ^ word.0) & Count::KEY == 0
    }

    const fn is_empty(self) -> bool {
        self.0 & !Count::KEY == 0
    }

    const fn lower(self) -> u8 {
        (self.0 / Count::LOWER) as u8
    }

    const fn capitals(self) -> u8 {
        (self.0 / Count::CAPITAL) as u8 & 0x7f
    }
}

/// How many places a word can have.
const PLACES: usize = 8;
/// The most places, for the words of a novel.
const MOST: usize = 1 << 14;

impl Usage {
    /// Counts the words that may be names.
    #[inline(never)]
    pub(super) fn read(&mut self, prose: Prose<'_>, reach: &Reach) {
        let size = (prose.tokens.len() / 4).next_power_of_two().clamp(64, MOST);
        self.counts.clear();
        self.counts.resize(size, Count::default());
        self.asked = Asked::default();
        for sentence in prose.sentences {
            let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
            let Some(first) = reach.next_name(start, end) else { continue };
            let title = title_case(prose, sentence);
            let names = core::iter::successors(Some(first), |at| reach.next_name(at + 1, end));
            for (at, token) in names.filter_map(|at| Some((at, prose.tokens.get(at)?))) {
                let counts = !title && token.is(TokenKind::Word) && !token.has(Flags::CAPITALS);
                let counts = counts && !is_opened(prose.tokens.get(start..at).unwrap_or_default());
                if counts {
                    self.count(token, Count::CAPITAL, Count::CAPITALS);
                }
                // A common word is a name at most where it has been seen as one.
                if counts || !token.class().any(Class::COMMON) {
                    self.asked.note(token);
                }
            }
        }
        // Names found their places first.
        reach.each_small(|at| {
            if let Some(token) = prose.tokens.get(at).filter(|token| self.asked.has(token)) {
                self.count(token, Count::LOWER, Count::LOWERS);
            }
        });
    }

    /// Counts a word once more, by `one` and as far as the bits of `all` go, at its place or the first empty one.
    #[inline]
    fn count(&mut self, token: &Token, one: u32, all: u32) {
        let word = Count::of(token);
        let mask = self.counts.len().wrapping_sub(1);
        for place in word.places() {
            let Some(count) = self.counts.get_mut(place & mask) else { return };
            if count.is_of(word) | count.is_empty() {
                if count.0 & all != all {
                    count.0 = (count.0 & !Count::KEY | word.0) + one;
                }
                return;
            }
        }
    }

    fn get(&self, token: &Token) -> Count {
        let word = Count::of(token);
        let mask = self.counts.len().wrapping_sub(1);
        let counts = word.places().filter_map(|place| self.counts.get(place & mask));
        counts.copied().find(|count| count.is_of(word) | count.is_empty()).unwrap_or_default()
    }

    pub(super) fn lower(&self, token: &Token) -> u8 {
        self.get(token).lower()
    }

    pub(super) fn capitalised(&self, token: &Token) -> u8 {
        self.get(token).capitals()
    }

    /// Whether the text writes the word with a capital where it need not, and does so mostly.
    pub(super) fn is_name(&self, token: &Token) -> bool {
        let count = self.get(token);
        count.capitals() > count.lower()
    }
}

/// Whether a word is capitalised whatever it is, behind these tokens of its sentence.
fn is_opened(before: &[Token]) -> bool {
    // What stands between tells as little as what stands before it.
    let telling = before.iter().rev().find(|token| opens(token, false) == opens(token, true));
    telling.is_none_or(|token| opens(token, false))
}

/// Whether a word after this token is capitalised whatever it is.
pub(super) fn opens(token: &Token, before: bool) -> bool {
    use TokenKind::*;
    match token.kind {
        Mark | Stop | Question | Exclamation | Colon | Ellipsis | Dash | Open => true,
        Emphasis | Symbol | Number | Apostrophe => before,
        _ => false,
    }
}

/// A headline or a heading: no sentence's end, and most of its longer words have a capital.
pub(super) fn is_title_case(tokens: &[Token]) -> bool {
    let ends = |t: &Token| t.ends_sentence() || t.is(TokenKind::Mark);
    if tokens.len() > 30 || tokens.last().is_none_or(ends) {
        return false;
    }
    let words = tokens.iter().filter(|t| t.is(TokenKind::Word) && t.len > 1);
    if words.clone().count() > 2 && words.clone().all(|t| t.has(Flags::CAPITALS)) {
        return true;
    }
    let long = words.filter(|t| t.len > 3);
    let (words, capitals) = long.fold((0, 0), |(w, c), t| (w + 1, c + usize::from(t.is_capitalised())));
    words >= 4 && capitals * 4 >= words * 3
}

/// Whether a sentence is title case, by its place in the text.
pub(super) fn title_case(prose: Prose<'_>, sentence: &Segment) -> bool {
    is_title_case(prose.tokens.get(sentence.tokens.range()).unwrap_or_default())
}
