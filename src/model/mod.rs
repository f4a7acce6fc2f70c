//! Linear models over hashed features: one signed byte a weight, sums in integers.
//!
//! A feature is a 32-bit hash; a table of 2^n weights is looked up with its top n bits. Weights count in sixteenths
//! of a logit, so that a sum is exact and the same on every machine; only the final probability is a float.

use crate::attribution::{reported, review};
use crate::quotation::kinds;

/// The weights that the stages before the speakers go by; a trainer puts others in their place.
#[derive(Clone, Copy)]
pub(crate) struct Learnt {
    pub(crate) kinds: kinds::Linear,
    pub(crate) statements: &'static [u8],
    /// Without them no quotation is looked at again.
    pub(crate) review: Option<&'static [u8]>,
}

impl Default for Learnt {
    fn default() -> Learnt {
        Learnt { kinds: kinds::LEARNT, statements: reported::WEIGHTS, review: Some(review::WEIGHTS) }
    }
}

/// One logit in the units of the weights.
pub(crate) const LOGIT: f32 = 16.0;

/// Takes the features of one thing to decide.
pub(crate) trait Sink {
    /// Adds the feature of kind `template` with value `value`.
    fn add(&mut self, template: u32, value: u32);
}

/// The feature of kind `template` with value `value`, spread over 32 bits.
#[inline]
pub(crate) const fn feature(template: u32, value: u32) -> u32 {
    (value ^ template.wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B)
}

/// Two values as one.
#[inline]
pub(crate) const fn pair(a: u32, b: u32) -> u32 {
    a.wrapping_mul(0x0100_0193).rotate_left(11) ^ b.wrapping_mul(0x27D4_EB2F)
}

/// What a value is multiplied by before the next one of its feature is added.
pub(crate) const NEXT: u32 = 0x9E37_79B5;

/// Gives a sink features, each a number of its own and the values that it joins: `features!(sink; 1: a, b; 2: c;)`.
macro_rules! features {
    ($sink:expr; $($template:literal: $first:expr $(, $rest:expr)*;)+) => {
        $({
            let value = $first as u32;
            $(let value = value.wrapping_mul(crate::model::NEXT) ^ $rest as u32;)*
            $sink.add($template, value);
        })+
    };
}
pub(crate) use features;

/// A table of weights; their number is a power of two.
#[derive(Clone, Copy)]
pub(crate) struct Table<'w, const SIZE: usize> {
    weights: &'w [u8; SIZE],
}

impl<'w, const SIZE: usize> Table<'w, SIZE> {
    /// One that weighs nothing.
    pub(crate) const EMPTY: Table<'static, SIZE> = Table { weights: &[0; SIZE] };

    pub(crate) const fn new(weights: &'w [u8; SIZE]) -> Table<'w, SIZE> {
        Table { weights }
    }

    #[inline]
    pub(crate) fn weight(&self, template: u32, value: u32) -> i32 {
        // As many bits of the hash as the size has: never beyond the table.
        let at = (feature(template, value) >> (32 - SIZE.ilog2())) as usize;
        self.weights.get(at).map_or(0, |&w| i32::from(w as i8))
    }
}

/// Sums up weights as features come in.
pub(crate) struct Sum<'w, const SIZE: usize> {
    table: Table<'w, SIZE>,
    pub(crate) total: i32,
}

impl<'w, const SIZE: usize> Sum<'w, SIZE> {
    pub(crate) const fn new(table: Table<'w, SIZE>) -> Sum<'w, SIZE> {
        Sum::from(table, 0)
    }

    /// Goes on from a sum of the same table.
    pub(crate) const fn from(table: Table<'w, SIZE>, total: i32) -> Sum<'w, SIZE> {
        Sum { table, total }
    }
}

impl<const SIZE: usize> Sink for Sum<'_, SIZE> {
    #[inline]
    fn add(&mut self, template: u32, value: u32) {
        self.total = self.total.wrapping_add(self.table.weight(template, value));
    }
}

/// Lists the features, for a trainer.
#[cfg(feature = "train")]
#[derive(Default)]
pub(crate) struct List(pub(crate) alloc::vec::Vec<u32>);

#[cfg(feature = "train")]
impl Sink for List {
    fn add(&mut self, template: u32, value: u32) {
        self.0.push(feature(template, value));
    }
}

/// e^x from additions and multiplications alone, so that every machine gives the same bits.
pub(crate) fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0);
    let halvings = 256.0; // (1 + y + y²/2 + y³/6)^256 with |y| ≤ 0.32
    let y = x / halvings;
    let mut power = 1.0 + y * (1.0 + y * (0.5 + y * (1.0 / 6.0 + y / 24.0)));
    for _ in 0..8 {
        power *= power;
    }
    power
}

/// The probability of a sum of weights.
pub(crate) fn probability(total: i32) -> f32 {
    1.0 / (1.0 + exp(-(total as f32) / LOGIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_close_enough_for_probabilities() {
        for x in [-30.0f32, -4.0, -0.5, 0.0, 0.7, 3.0, 12.0] {
            let relative = (exp(x) - x.exp()).abs() / x.exp();
            assert!(relative < 1e-3, "e^{x}: off by {relative}");
        }
    }

    #[test]
    fn opposite_sums_have_complementary_probabilities() {
        assert_eq!(probability(0), 0.5);
        assert!((probability(35) + probability(-35) - 1.0).abs() < 1e-5);
        assert!(probability(i32::MAX) > 0.999 && probability(i32::MIN) < 0.001);
    }

    #[test]
    fn a_table_gives_each_feature_its_weight() {
        let mut weights = [0u8; 1 << 10];
        let at = (feature(3, 77) >> 22) as usize;
        weights[at] = -5i8 as u8;
        let table = Table::new(&weights);
        assert_eq!(table.weight(3, 77), -5);
        let mut sum = Sum::new(table);
        sum.add(3, 77);
        sum.add(3, 77);
        assert_eq!(sum.total, -10);
    }

    #[test]
    fn an_empty_table_weighs_nothing() {
        assert_eq!(Table::<2>::EMPTY.weight(1, 1), 0);
    }
}
