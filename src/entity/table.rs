//! A hash table from keys to numbers that are given out in order; nothing of its order reaches the outside.

use alloc::vec::Vec;

/// The golden ratio in 64 bits: multiplying by it mixes a hash.
pub(super) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The numbers of the keys so far. A slot holds a number and one, or nothing.
#[derive(Default)]
pub(super) struct Table {
    slots: Vec<u32>,
    len: u32,
}

impl Table {
    pub(super) fn clear(&mut self) {
        // A large text's table would cost every small one after it.
        self.slots.truncate(LEAST);
        self.slots.fill(0);
        self.len = 0;
    }

    /// The number of a key, and whether it is new; `key_of` tells the key of a number that has been given out.
    pub(super) fn number(&mut self, key: u64, key_of: impl Fn(u32) -> Option<u64>) -> (u32, bool) {
        if self.len as usize * 4 >= self.slots.len() * 3 {
            self.grow(&key_of);
        }
        let mut at = self.place(key);
        while let Some(number) = self.slots.get(at).and_then(|slot| slot.checked_sub(1)) {
            if key_of(number) == Some(key) {
                return (number, false);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.len += 1;
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = self.len;
        }
        (self.len - 1, true)
    }

    /// The high bits of a product are the well mixed ones.
    fn place(&self, key: u64) -> usize {
        (key.wrapping_mul(GOLDEN) >> 32) as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self, key_of: impl Fn(u32) -> Option<u64>) {
        let size = (self.slots.len() * 2).max(LEAST);
        self.slots.clear();
        self.slots.resize(size, 0);
        for number in 0..self.len {
            let mut at = self.place(key_of(number).unwrap_or_default());
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = number + 1;
            }
        }
    }
}

const LEAST: usize = 64;
