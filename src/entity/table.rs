//! A hash table from keys to numbers that are given out in order; nothing of its order reaches the outside.

use alloc::vec::Vec;

/// The golden ratio in 64 bits: multiplying by it mixes a hash.
pub(super) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The numbers of the keys so far. A slot holds a number and one, or nothing.
#[derive(Default)]
pub(super) struct Table {
    slots: Vec<u32>,
    /// Half of each key's hash: what is equal here is most likely the same key.
    hashes: Vec<u32>,
}

impl Table {
    pub(super) fn clear(&mut self) {
        // A large text's table would cost every small one after it.
        self.slots.truncate(64);
        self.slots.fill(0);
        self.hashes.clear();
    }

    /// The number of a key, and whether it is new; `same` tells whether a number of this hash has the very key.
    pub(super) fn number(&mut self, hash: u64, same: impl Fn(u32) -> bool) -> (u32, bool) {
        if self.hashes.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        // The high bits of a product are the well mixed ones.
        let hash = (hash.wrapping_mul(GOLDEN) >> 32) as u32;
        let mut at = self.place(hash);
        while let Some(&slot) = self.slots.get(at)
            && slot != 0
        {
            let number = slot - 1;
            if self.hashes.get(number as usize) == Some(&hash) && same(number) {
                return (number, false);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.hashes.push(hash);
        let number = self.hashes.len() as u32;
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = number;
        }
        (number - 1, true)
    }

    fn place(&self, hash: u32) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        self.slots.clear();
        self.slots.resize(size, 0);
        self.hashes.reserve_exact(size * 3 / 4 - self.hashes.len());
        for number in 0..self.hashes.len() {
            let Some(&hash) = self.hashes.get(number) else { continue };
            let mut at = self.place(hash);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = number as u32 + 1;
            }
        }
    }
}
