//! Items by owner: the quotations of each attribution, the mentions of each entity.

use alloc::vec::Vec;
use core::ops::Range;

/// Where a list of indices has, for each owner, its items: first where each owner's items end, then the items of all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Groups {
    at: u32,
    owners: u32,
}

impl Groups {
    /// Appends the groups of these items to a list (a counting sort: each group keeps the items' order).
    pub(super) fn append(
        list: &mut Vec<u32>,
        owners: usize,
        owner_of: impl Iterator<Item = Option<u32>> + Clone,
    ) -> Groups {
        let at = list.len();
        list.resize(at + owners, 0);
        let ends = list.get_mut(at..).unwrap_or_default();
        for owner in owner_of.clone().flatten() {
            if let Some(count) = ends.get_mut(owner as usize) {
                *count += 1;
            }
        }
        let mut total = 0;
        for end in ends {
            // Where the group begins, until its items are there.
            (*end, total) = (total, total + *end);
        }
        let first = at + owners;
        // Lists are kept for as long as the document: no more room than is needed.
        list.reserve_exact(total as usize);
        list.resize(first + total as usize, 0);
        for (item, owner) in (0u32..).zip(owner_of) {
            let Some(owner) = owner.map(|owner| owner as usize).filter(|owner| *owner < owners) else {
                continue;
            };
            let Some(end) = list.get_mut(at + owner) else { continue };
            let place = *end as usize;
            *end += 1;
            if let Some(place) = list.get_mut(first + place) {
                *place = item;
            }
        }
        Groups { at: at as u32, owners: owners as u32 }
    }

    /// Which of the items of all are this owner's.
    pub(super) fn range(self, list: &[u32], owner: u32) -> Range<u32> {
        let ends = list.get(self.at as usize..(self.at + self.owners) as usize);
        range(ends.unwrap_or_default(), |end| *end, 0, owner)
    }

    /// The items of this owner.
    pub(super) fn of(self, list: &[u32], owner: u32) -> &[u32] {
        let range = self.range(list, owner);
        let first = self.at + self.owners;
        list.get((first + range.start) as usize..(first + range.end) as usize).unwrap_or_default()
    }

    /// The items of all.
    pub(super) fn items(self, list: &[u32]) -> &[u32] {
        list.get((self.at + self.owners) as usize..).unwrap_or_default()
    }
}

/// The range of an owner, where each knows the end of its own and they follow one another from the first on.
pub(super) fn range<T>(owners: &[T], end: impl Fn(&T) -> u32, first: u32, owner: u32) -> Range<u32> {
    let of = |owner: Option<u32>| owner.and_then(|owner| owners.get(owner as usize)).map_or(first, &end);
    of(owner.checked_sub(1))..of(Some(owner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_their_order() {
        let mut list = alloc::vec![7];
        let owners = [Some(2), None, Some(0), Some(2), Some(9), Some(0)];
        let groups = Groups::append(&mut list, 3, owners.into_iter());
        assert_eq!(groups.items(&list), [2, 5, 0, 3]);
        assert_eq!(
            [0, 1, 2, 3].map(|owner| groups.of(&list, owner).to_vec()),
            [[2, 5].to_vec(), [].to_vec(), [0, 3].to_vec(), [].to_vec()]
        );
    }
}
