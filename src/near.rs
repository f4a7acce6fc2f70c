//! Searches in sorted lists that begin near the answer.

/// How many items of a list a question holds for, which holds for the first ones and for none behind them: as
/// [`slice::partition_point`] tells, looked for from a place near by in steps that double.
#[inline]
pub(crate) fn partition_near<T>(list: &[T], near: usize, holds: impl Fn(&T) -> bool) -> usize {
    let at = |index: usize| list.get(index).is_some_and(&holds);
    let near = near.min(list.len());
    let (mut from, mut to, mut step) = (near, near, 1);
    if at(near) {
        while at(to) {
            from = to + 1;
            to += step;
            step *= 2;
        }
    } else {
        while from > 0 {
            from = to.saturating_sub(step);
            if at(from) {
                from += 1;
                break;
            }
            to = from;
            step *= 2;
        }
    }
    let between = list.get(from..to.min(list.len())).unwrap_or_default();
    from + between.partition_point(holds)
}

#[cfg(test)]
mod tests {
    use super::partition_near;
    use alloc::vec::Vec;

    #[test]
    fn the_answer_is_the_same_from_everywhere() {
        for len in 0..20 {
            let list: Vec<usize> = (0..len).collect();
            for answer in 0..=len {
                for near in 0..len + 5 {
                    assert_eq!(partition_near(&list, near, |item| *item < answer), answer, "{len} {near}");
                }
            }
        }
    }
}
