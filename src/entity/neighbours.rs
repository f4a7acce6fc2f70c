//! Names that follow one another in a sentence.

use alloc::vec::Vec;
use core::cell::{Cell, OnceCell};

use super::form::Title;
use super::names::{Name, Names, OFTEN};

/// Which forms stand beside which in a sentence: put in order when somebody asks, as hardly any text's names do.
pub(super) struct Neighbours<'n> {
    pub(super) names: &'n Names,
    /// Those that follow one another, until somebody asks.
    beside: Cell<Vec<u64>>,
    /// Each way, sorted, as far as anybody asks.
    sorted: OnceCell<Vec<u64>>,
}

impl<'n> Neighbours<'n> {
    pub(super) fn of(names: &'n Names, beside: Vec<u64>) -> Neighbours<'n> {
        Neighbours { names, beside: Cell::new(beside), sorted: OnceCell::new() }
    }

    fn sorted(&self) -> &[u64] {
        let asked = |pair: &u64| is_asked(&self.names.forms, *pair);
        self.sorted.get_or_init(|| {
            let mut beside = self.beside.take();
            let turned = |pair: &u64| turned(*pair);
            beside.reserve_exact(beside.iter().map(turned).filter(asked).count());
            for at in 0..beside.len() {
                beside.extend(beside.get(at).map(turned).filter(asked));
            }
            beside.retain(asked);
            beside.sort_unstable();
            beside
        })
    }

    /// Whether a name that occurs once is two people's that merely meet: "on Margaret Ada made an impression".
    ///
    /// `singles` are the names of one word, sorted, with their forms.
    pub(super) fn meet(&self, singles: &[(u64, u32)], name: &Name) -> bool {
        if name.count > 1 || name.form.words != 2 {
            return false;
        }
        let of = |word: u64| {
            let from = singles.partition_point(|single| single.0 < word);
            let rest = singles.get(from..).unwrap_or_default();
            rest.iter().take(4).take_while(move |single| single.0 == word).map(|single| single.1)
        };
        let untitled = |form: &u32| {
            self.names.forms.get(*form as usize).is_some_and(|name| name.form.title == Title::None)
        };
        let meet = |first, last| self.sorted().binary_search(&side_by_side(first, last)).is_ok();
        of(name.form.first).any(|first| of(name.form.last).filter(untitled).any(|last| meet(first, last)))
    }

    /// The forms that stand beside this one in a sentence, as often as they do.
    pub(super) fn beside(&self, form: u32) -> impl Iterator<Item = u32> + '_ {
        let sorted = self.sorted();
        let from = sorted.partition_point(|pair| *pair < side_by_side(form, 0));
        let rest = sorted.get(from..).unwrap_or_default();
        rest.iter().take_while(move |pair| **pair >> 32 == u64::from(form)).map(|pair| *pair as u32)
    }
}

/// Two forms as one number: the one in the upper half, the other in the lower.
pub(super) fn side_by_side(form: u32, other: u32) -> u64 {
    u64::from(form) << 32 | u64::from(other)
}

/// The same of the other.
pub(super) fn turned(pair: u64) -> u64 {
    pair.rotate_left(32)
}

/// Whether anybody may ask who stands beside the first of two forms.
pub(super) fn is_asked(forms: &[Name], pair: u64) -> bool {
    forms.get((pair >> 32) as usize).is_some_and(|name| {
        name.count >= OFTEN || name.form.given || name.form.words > 1 || name.form.title != Title::None
    })
}
