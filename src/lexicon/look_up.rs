//! From a word's bytes to its entry: one multiplication for the key, one more to its slot, one comparison.
//!
//! The tables are a perfect hash of the listed words (hash and displace): a word's bucket holds the pilot that sends
//! each word of the bucket to a slot of its own, so that no probe is followed by another.

use super::tables::{PILOTS, SLOTS};

const HIGH: u64 = 0x8080_8080_8080_8080;
/// The bit that tells a small ASCII letter from a capital one; digits and the marks inside words have it too.
const SMALL: u64 = 0x2020_2020_2020_2020;
/// Letters of a word that the slow path folds; what follows them cannot tell two words apart.
const LONGEST: usize = 64;

/// Sixty-four bits that stand for a word, whatever its case.
#[derive(Clone, Copy)]
pub(crate) struct Key(u64);

impl Key {
    /// Of a word of ASCII, first byte lowest, with zeros behind its last.
    #[inline(always)]
    pub(crate) const fn of(first: u64, second: u64) -> Key {
        Key(mix(first, second))
    }

    /// The bucket that holds its pilot: the topmost bits.
    #[inline(always)]
    pub(super) const fn bucket(self) -> usize {
        (self.0 >> (64 - super::BUCKET_BITS)) as usize
    }

    /// What tells it from an unlisted word, as its slot holds it: the bits between those for the bucket and the slot. One
    /// unlisted word in eighty thousand has those of the word in its slot, and is taken for it.
    #[inline(always)]
    pub(super) const fn check(self) -> u16 {
        (self.0 >> 32) as u16
    }

    /// Where a pilot sends it; the lower half tells.
    #[inline(always)]
    pub(super) const fn slot(self, pilot: u8) -> usize {
        ((self.0 as u32).wrapping_mul(2 * pilot as u32 + 1) >> (32 - super::SLOT_BITS)) as usize
    }

    /// The entry's number (0 where the word is unlisted).
    #[inline(always)]
    pub(crate) const fn entry(self) -> u16 {
        let slot = self.slot(PILOTS[self.bucket()]);
        let (check, entry) = SLOTS[slot];
        if check == self.check() { entry } else { 0 }
    }

    /// All of its bits.
    pub(crate) const fn number(self) -> u64 {
        self.0
    }

    #[inline(always)]
    pub(crate) const fn hash(self) -> u16 {
        self.0 as u16
    }
}

/// The entry's number (0 where the word is unlisted) and sixteen bits of the hash, both the same for every
/// case of the word and for a curly or straight apostrophe in it.
pub(crate) fn look_up(word: &[u8]) -> (u16, u16) {
    let key = key(word);
    (key.entry(), key.hash())
}

pub(crate) fn key(word: impl AsRef<[u8]>) -> Key {
    let word = word.as_ref();
    fold(word).unwrap_or_else(|| fold_wide(word))
}

/// The entry of a word known when the crate is compiled, which must be listed:
/// `const SAID: u16 = lexicon::entry("said");`
pub(crate) const fn entry(word: &str) -> u16 {
    match fold(word.as_bytes()) {
        Some(key) => {
            let entry = key.entry();
            assert!(entry != 0, "the lexicon does not list this word");
            entry
        }
        None => panic!("only ASCII words are looked up at compile time"),
    }
}

/// The hash that tokens of a word have, for a word known when the crate is compiled.
pub(crate) const fn hash(word: &str) -> u16 {
    match fold(word.as_bytes()) {
        Some(key) => key.hash(),
        None => panic!("only ASCII words are looked up at compile time"),
    }
}

/// The hashes of several words.
pub(crate) const fn hashes<const N: usize>(words: [&str; N]) -> [u16; N] {
    let mut found = [0; N];
    let mut at = 0;
    while at < N {
        found[at] = hash(words[at]);
        at += 1;
    }
    found
}

/// The entries of several words that must be listed.
pub(crate) const fn entries<const N: usize>(words: [&str; N]) -> [u16; N] {
    let mut found = [0; N];
    let mut at = 0;
    while at < N {
        found[at] = entry(words[at]);
        at += 1;
    }
    found
}

/// The key of an ASCII word; nothing where it holds another byte.
const fn fold(word: &[u8]) -> Option<Key> {
    let (mut first, rest) = split_eight(word);
    let (mut second, mut rest) = split_eight(rest);
    let mut wide = first | second;
    while !rest.is_empty() {
        first = mix(first, second);
        (second, rest) = split_eight(rest);
        wide |= second;
    }
    if wide & HIGH == 0 { Some(Key::of(first, second)) } else { None }
}

/// The first eight bytes in lower case, zeros behind what there is, and the bytes after them.
const fn split_eight(bytes: &[u8]) -> (u64, &[u8]) {
    match bytes.split_first_chunk::<8>() {
        Some((eight, rest)) => (small(u64::from_le_bytes(*eight)), rest),
        None => (small(few(bytes)) & ones_below(bytes.len()), &[]),
    }
}

/// Up to eight bytes as a number, the first byte lowest.
pub(crate) const fn few(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        // The two overlap where there are fewer than eight.
        let (first, last) = (u32::from_le_bytes(*first) as u64, u32::from_le_bytes(*last) as u64);
        return first | last << (8 * (bytes.len() - 4));
    }
    match *bytes {
        [a, b, c] => u32::from_le_bytes([a, b, c, 0]) as u64,
        [a, b] => u32::from_le_bytes([a, b, 0, 0]) as u64,
        [a] => a as u64,
        _ => 0,
    }
}

/// ASCII letters to lower case; the other bytes of words stay as they are.
#[inline(always)]
pub(crate) const fn small(bytes: u64) -> u64 {
    bytes | SMALL
}

const fn ones_below(bytes: usize) -> u64 {
    if bytes < 8 { (1 << (8 * bytes)) - 1 } else { u64::MAX }
}

/// One multiplication of 64 bits by 64, its halves folded together.
#[inline(always)]
const fn mix(a: u64, b: u64) -> u64 {
    let product = (a ^ 0x2d35_8dcc_aa6c_78a5) as u128 * (b ^ 0x8bb8_4b93_962e_acc9) as u128;
    product as u64 ^ (product >> 64) as u64
}

/// The slow path, for words with letters beyond ASCII: their lower case, and the plain apostrophe for the
/// curly one.
#[cold]
fn fold_wide(word: &[u8]) -> Key {
    let mut folded = [0u8; LONGEST];
    let mut len = 0;
    let valid = match core::str::from_utf8(word) {
        Ok(text) => text,
        Err(error) => {
            core::str::from_utf8(word.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
    };
    let mut push = |letter: char| {
        let room = folded.get_mut(len..len + letter.len_utf8());
        len += room.map_or(0, |room| letter.encode_utf8(room).len());
    };
    for letter in valid.chars() {
        match letter {
            '’' | 'ʼ' | '‘' => push('\''),
            _ if letter.is_ascii() => push(letter.to_ascii_lowercase()),
            _ => letter.to_lowercase().for_each(&mut push),
        }
    }
    let folded = folded.get(..len).unwrap_or_default();
    fold(folded).unwrap_or_else(|| {
        // Still not ASCII: the bytes as they are, which are in lower case by now.
        let mut state = len as u64;
        for chunk in folded.chunks(8) {
            let mut bytes = [0u8; 8];
            for (to, from) in bytes.iter_mut().zip(chunk) {
                *to = *from;
            }
            state = mix(state, u64::from_le_bytes(bytes));
        }
        Key::of(state, len as u64)
    })
}
