//! Values that are kept for a later request of the page, by number; older ones are dropped.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// The most values that are kept.
const MOST: usize = 16;

/// A store of the latest values.
pub(super) struct Kept<T>(Mutex<Numbered<T>>);

struct Numbered<T> {
    next: u64,
    values: BTreeMap<u64, T>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::new(Numbered { next: 0, values: BTreeMap::new() }))
    }
}

impl<T> Kept<T> {
    /// Keeps a value, and the earlier ones that `are_few` allows beside it; returns its number.
    pub(super) fn put(&self, value: T, are_few: impl Fn(&BTreeMap<u64, T>) -> bool) -> u64 {
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let number = kept.next;
        kept.next += 1;
        kept.values.insert(number, value);
        while kept.values.len() > 1 && (kept.values.len() > MOST || !are_few(&kept.values)) {
            kept.values.pop_first();
        }
        number
    }

    /// Removes the value with this number.
    pub(super) fn take(&self, number: u64) -> Option<T> {
        self.0.lock().ok()?.values.remove(&number)
    }
}

impl<T: Clone> Kept<T> {
    /// The value with this number.
    pub(super) fn get(&self, number: u64) -> Option<T> {
        self.0.lock().ok()?.values.get(&number).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_values_are_kept() {
        let kept = Kept::default();
        let numbers: Vec<u64> = (0..20).map(|value| kept.put(value, |_| true)).collect();
        assert_eq!((kept.get(numbers[3]), kept.get(numbers[4])), (None, Some(4)));
        assert_eq!((kept.take(numbers[19]), kept.take(numbers[19])), (Some(19), None));
        let last = kept.put(99, |values| values.values().sum::<i32>() < 10);
        assert_eq!((kept.get(last), kept.get(numbers[18])), (Some(99), None));
    }
}
