//! The latest values, by number, for a later request of the page; older ones are dropped.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// The most values that are kept.
const MOST: usize = 16;

/// A store of the latest values.
pub(super) struct RecentValues<T>(Mutex<Numbered<T>>);

struct Numbered<T> {
    next: u64,
    values: BTreeMap<u64, T>,
}

impl<T> Default for RecentValues<T> {
    fn default() -> Self {
        Self(Mutex::new(Numbered { next: 0, values: BTreeMap::new() }))
    }
}

impl<T> RecentValues<T> {
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

impl<T: Clone> RecentValues<T> {
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
        let recent = RecentValues::default();
        let numbers: Vec<u64> = (0..20).map(|value| recent.put(value, |_| true)).collect();
        assert_eq!((recent.get(numbers[3]), recent.get(numbers[4])), (None, Some(4)));
        assert_eq!((recent.take(numbers[19]), recent.take(numbers[19])), (Some(19), None));
        let last = recent.put(99, |values| values.values().sum::<i32>() < 10);
        assert_eq!((recent.get(last), recent.get(numbers[18])), (Some(99), None));
    }
}
