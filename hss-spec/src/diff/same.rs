//! The models and enumerations that are the same in both specs.

use std::collections::{BTreeMap, BTreeSet};

use super::side::Key;

/// Pairs of an old and a new definition that are the same. One definition may have become several, and several may have
/// become one.
#[derive(Default)]
pub(super) struct Same<'s> {
    pairs: BTreeSet<(Key<'s>, Key<'s>)>,
    /// The first old definition of each new one.
    old: BTreeMap<Key<'s>, Key<'s>>,
}

impl<'s> Same<'s> {
    pub(super) fn contains(&self, old: Key<'s>, new: Key<'s>) -> bool {
        self.pairs.contains(&(old, new))
    }

    pub(super) fn extend(&mut self, pairs: impl IntoIterator<Item = (Key<'s>, Key<'s>)>) {
        for (old, new) in pairs {
            self.pairs.insert((old, new));
            let first = self.old.entry(new).or_insert(old);
            *first = old.min(*first);
        }
    }

    /// One of the new definitions that are the same as this old one.
    pub(super) fn of_old(&self, old: Key<'s>) -> Option<Key<'s>> {
        self.pairs.range((old, ("", ""))..).next().filter(|pair| pair.0 == old).map(|pair| pair.1)
    }

    /// One of the new definitions that are the same as this new one.
    pub(super) fn of_new(&self, new: Key<'s>) -> Option<Key<'s>> {
        self.of_old(*self.old.get(&new)?)
    }
}
