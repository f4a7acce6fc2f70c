//! Room in lists that grow with the text, as much as the text will need rather than twice what there is.

use alloc::vec::Vec;

/// Makes room for another item where there is none: for as many as the rest of the text brings at the rate so far, when
/// `done` of its `all` parts have been read.
///
/// Never for more than there are already, since a text's beginning may mislead; nor for so few that copying would cost.
#[inline]
pub(crate) fn make_room<T>(list: &mut Vec<T>, done: usize, all: usize) {
    if list.len() == list.capacity() {
        grow(list, done, all);
    }
}

#[cold]
fn grow<T>(list: &mut Vec<T>, done: usize, all: usize) {
    let len = list.len();
    let rest = (len as u64 * all.saturating_sub(done) as u64 / done.max(1) as u64) as usize;
    // A little more, lest the last few ask for room again.
    list.reserve_exact(rest.saturating_add(rest / 256 + LEAST).clamp(len / 16 + LEAST, len.max(LEAST)));
}

/// No list is made longer by less.
const LEAST: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_made_for_the_rest_at_the_rate_so_far() {
        let mut list = alloc::vec![0_u8; 1000];
        list.shrink_to_fit();
        make_room(&mut list, 8000, 10_000);
        assert_eq!(list.capacity(), 1000 + 250 + LEAST);
    }

    #[test]
    fn a_beginning_does_not_mislead_and_an_end_still_grows() {
        for (done, capacity) in
            [(0, 2000), (1, 2000), (10_000, 1000 + 62 + LEAST), (20_000, 1000 + 62 + LEAST)]
        {
            let mut list = alloc::vec![0_u8; 1000];
            list.shrink_to_fit();
            make_room(&mut list, done, 10_000);
            assert_eq!(list.capacity(), capacity, "{done}");
        }
    }
}
