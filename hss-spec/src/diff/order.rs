//! Pairs of elements of two lists, and their order.

/// Pairs of positions in the old and in the new list.
pub(super) type Pairs = Vec<(usize, usize)>;

/// Pairs the elements for which `is_same` returns true.
pub(super) fn pair<T>(old: &[T], new: &[T], is_same: impl Fn(&T, &T) -> bool) -> Pairs {
    let mut pairs = Pairs::new();
    let mut is_taken = vec![false; new.len()];
    for (index, element) in old.iter().enumerate() {
        let found = new.iter().enumerate().position(|(at, other)| !is_taken[at] && is_same(element, other));
        if let Some(at) = found {
            is_taken[at] = true;
            pairs.push((index, at));
        }
    }
    pairs
}

/// Pairs each remaining element with the one after the same neighbour if it is alike: the same element under
/// another name.
pub(super) fn pair_renamed<'t, T>(
    old: &'t [T],
    new: &'t [T],
    pairs: &mut Pairs,
    is_alike: impl Fn(&'t T, &'t T) -> bool,
) {
    for (index, element) in old.iter().enumerate() {
        if pairs.iter().any(|(old, _)| *old == index) {
            continue;
        }
        let at = match index.checked_sub(1) {
            None => Some(0),
            Some(before) => pairs.iter().find(|(old, _)| *old == before).map(|(_, new)| new + 1),
        };
        let Some(at) = at.filter(|at| !pairs.iter().any(|(_, new)| new == at)) else { continue };
        if new.get(at).is_some_and(|other| is_alike(element, other)) {
            pairs.push((index, at));
        }
    }
    pairs.sort_unstable();
}

/// The positions in a list of that length that are in no pair.
pub(super) fn left_over(length: usize, taken: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let taken: std::collections::BTreeSet<usize> = taken.collect();
    (0..length).filter(move |index| !taken.contains(index))
}

/// Returns true if the order of the pairs differs in the new list.
pub(super) fn is_reordered(pairs: impl Iterator<Item = (usize, usize)>) -> bool {
    let mut new: Vec<(usize, usize)> = pairs.collect();
    new.sort_unstable();
    !new.is_sorted_by_key(|(_, new)| *new)
}
