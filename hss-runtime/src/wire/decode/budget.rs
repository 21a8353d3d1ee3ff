//! Memory of decoded values: a short text can describe a large value.

use std::mem::size_of;

/// Default limit of a decoded response, in bytes: 256 MiB.
pub(crate) const DEFAULT_MAX_DECODED_BYTES: usize = 256 * 1024 * 1024;

/// Memory that decoding may still take, in bytes.
pub(super) struct Budget {
    pub(super) limit: usize,
    left: usize,
}

impl Budget {
    pub(super) fn new(limit: usize) -> Self {
        Budget { limit, left: limit }
    }

    /// Takes this much memory; `false` if less is left.
    #[inline]
    pub(super) fn take(&mut self, bytes: usize) -> bool {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }
}

/// Memory of the element at this index of a list, with its share of the capacity: a vector begins with four elements and
/// then doubles.
#[inline]
pub(super) fn element(index: usize, size: usize) -> usize {
    match index {
        0 => size.saturating_mul(4),
        1..=3 => 0,
        _ => size.saturating_mul(2),
    }
}

/// Memory of an entry of a map. A node of a B-tree has room for eleven entries and is at least half full, except for the
/// first.
#[inline]
pub(super) fn entry(is_first: bool, key: &str, size: usize) -> usize {
    let places = if is_first { 11 } else { 2 };
    (size_of::<String>() + size).saturating_mul(places).saturating_add(key.len())
}

/// True for a size that is no larger than a pointer, so that a model of that size is on the heap.
#[inline]
pub(super) fn is_pointer(size: usize) -> bool {
    size <= size_of::<usize>()
}

/// Memory of the fields of a model, most of which are strings and lists.
#[inline]
pub(super) fn fields(count: usize) -> usize {
    count * size_of::<Option<String>>()
}
