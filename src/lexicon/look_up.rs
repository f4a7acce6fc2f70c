//! From a word's bytes to its entry: one multiplication, one probe.

use super::tables::{BUCKETS, CHECKS};

const HIGH: u64 = 0x8080_8080_8080_8080;
/// Letters of a word that the slow path folds; what follows them cannot tell two words apart.
const LONGEST: usize = 64;

/// Sixty-four bits that stand for a word, whatever its case.
#[derive(Clone, Copy)]
pub(super) struct Key(u64);

impl Key {
    /// The bucket of the table: the topmost bits.
    pub(super) const fn bucket(self) -> usize {
        (self.0 >> (64 - super::BUCKET_BITS)) as usize
    }

    /// What tells the words of a bucket apart.
    pub(super) const fn check(self) -> u32 {
        (self.0 >> 16) as u32
    }

    const fn hash(self) -> u16 {
        self.0 as u16
    }
}

/// The entry's number (0 where the word is unlisted) and sixteen bits of the hash, both the same for every
/// case of the word and for a curly or straight apostrophe in it.
#[inline]
pub(crate) fn look_up(word: &[u8]) -> (u16, u16) {
    let key = match fold(word) {
        Some(key) => key,
        None => fold_wide(word),
    };
    (find(key), key.hash())
}

/// The entry of a word known when the crate is compiled, which must be listed:
/// `const SAID: u16 = lexicon::entry("said");`
pub(crate) const fn entry(word: &str) -> u16 {
    match fold(word.as_bytes()) {
        Some(key) => {
            let entry = find(key);
            assert!(entry != 0, "the lexicon does not list this word");
            entry
        }
        None => panic!("only ASCII words are looked up at compile time"),
    }
}

#[inline]
const fn find(key: Key) -> u16 {
    let bucket = key.bucket();
    let check = key.check();
    let mut at = BUCKETS[bucket] as usize;
    let end = BUCKETS[bucket + 1] as usize;
    while at < end {
        if CHECKS[at] == check {
            return at as u16;
        }
        at += 1;
    }
    0
}

/// The key of an ASCII word; nothing where it holds another byte.
#[inline]
pub(super) const fn fold(word: &[u8]) -> Option<Key> {
    let len = word.len();
    let (mut first, last) = if len > 8 {
        match (word.first_chunk::<8>(), word.last_chunk::<8>()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (0, 0),
        }
    } else if len >= 4 {
        match (word.first_chunk::<4>(), word.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                (u32::from_le_bytes(*first) as u64 | (u32::from_le_bytes(*last) as u64) << 32, 0)
            }
            _ => (0, 0),
        }
    } else if len > 0 {
        (word[0] as u64 | (word[len / 2] as u64) << 8 | (word[len - 1] as u64) << 16, 0)
    } else {
        (0, 0)
    };
    let mut wide = (first | last) & HIGH;
    first = lower(first);
    if len > 16 {
        let (_, mut rest) = word.split_at(8);
        while rest.len() > 8 {
            let Some((chunk, after)) = rest.split_first_chunk::<8>() else { break };
            let chunk = u64::from_le_bytes(*chunk);
            wide |= chunk & HIGH;
            first = mix(first, lower(chunk), 0);
            rest = after;
        }
    }
    if wide != 0 {
        return None;
    }
    Some(Key(mix(first, lower(last), len as u64)))
}

/// One multiplication of 64 bits by 64, its halves folded together.
#[inline]
const fn mix(a: u64, b: u64, len: u64) -> u64 {
    let product = (a ^ 0x2d35_8dcc_aa6c_78a5) as u128 * (b ^ len ^ 0x8bb8_4b93_962e_acc9) as u128;
    product as u64 ^ (product >> 64) as u64
}

/// Upper-case ASCII letters of eight bytes to lower case, no branch.
#[inline]
const fn lower(x: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let low = x & !HIGH;
    let from_a = low + ONES * (0x80 - b'A' as u64);
    let past_z = low + ONES * (0x7f - b'Z' as u64);
    let upper = (from_a ^ past_z) & !x & HIGH;
    x | upper >> 2
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
    for letter in valid.chars().flat_map(char::to_lowercase) {
        let letter = if matches!(letter, '’' | 'ʼ' | '‘') { '\'' } else { letter };
        let Some(room) = folded.get_mut(len..len + letter.len_utf8()) else { break };
        letter.encode_utf8(room);
        len += letter.len_utf8();
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
            state = mix(state, u64::from_le_bytes(bytes), 0);
        }
        Key(mix(state, 0, len as u64))
    })
}

/// The key that [`look_up`] uses, for the generator.
#[cfg(test)]
pub(super) fn key(word: &str) -> Key {
    fold(word.as_bytes()).unwrap_or_else(|| fold_wide(word.as_bytes()))
}
