//! Which models and enumerations are the same on both sides, however they are called and wherever they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::comparison::{Comparison, Topic};
use super::finding::{Scope, Subject};
use super::side::{Key, direction, home, path};
use super::values::Value;
use crate::model::{Enumeration, Model};
use crate::place::Place;

/// The definitions of one kind, in three heaps.
pub(super) struct Paired<'s, T> {
    pub(super) both: Vec<(Key<'s>, &'s T, Key<'s>, &'s T)>,
    pub(super) gone: BTreeMap<Key<'s>, &'s T>,
    pub(super) come: BTreeMap<Key<'s>, &'s T>,
}

/// All definitions.
pub(super) struct PairedDefinitions<'s> {
    pub(super) models: Paired<'s, Model>,
    pub(super) enums: Paired<'s, Enumeration>,
}

impl<'s, T> Paired<'s, T> {
    /// Pairs those that have the same name in the same home, then those that moved.
    fn new(
        mut gone: BTreeMap<Key<'s>, &'s T>,
        mut come: BTreeMap<Key<'s>, &'s T>,
        is_similar: impl Fn(&T, &T) -> bool,
    ) -> Self {
        let mut both = Vec::new();
        gone.retain(|key, old| {
            let new = come.remove(key);
            both.extend(new.map(|new| (*key, *old, *key, new)));
            new.is_none()
        });
        let mut paired = Self { both, gone, come };
        paired.pair_moved(is_similar);
        paired
    }

    /// Pairs those that have their name in another home. Several may move into one, or one out into several.
    fn pair_moved(&mut self, is_similar: impl Fn(&T, &T) -> bool) {
        let mut names: BTreeMap<&str, (Vec<Key<'s>>, Vec<Key<'s>>)> = BTreeMap::new();
        for key in self.gone.keys() {
            names.entry(key.1).or_default().0.push(*key);
        }
        for key in self.come.keys() {
            names.entry(key.1).or_default().1.push(*key);
        }
        for (old, new) in names.into_values() {
            if old.len() > 1 && new.len() > 1 {
                continue;
            }
            let candidates = old.iter().flat_map(|old| new.iter().map(move |new| (*old, *new)));
            let moved: Vec<_> =
                candidates.filter(|(old, new)| is_similar(self.gone[old], self.come[new])).collect();
            for (old, new) in &moved {
                self.both.push((*old, self.gone[old], *new, self.come[new]));
            }
            for (old, new) in moved {
                self.gone.remove(&old);
                self.come.remove(&new);
            }
        }
    }

    /// Pairs those of one home that alone have all of each other's facts; whether there were any.
    fn pair_renamed(&mut self, is_alike: impl Fn(Key<'s>, &'s T, Key<'s>, &'s T) -> bool) -> bool {
        let mut alike: Vec<(Key<'s>, Key<'s>)> = Vec::new();
        for (old_key, old) in &self.gone {
            for (new_key, new) in &self.come {
                if old_key.0 == new_key.0 && is_alike(*old_key, old, *new_key, new) {
                    alike.push((*old_key, *new_key));
                }
            }
        }
        let count = |is_counted: &dyn Fn(&(Key<'s>, Key<'s>)) -> bool| {
            alike.iter().filter(|pair| is_counted(pair)).count()
        };
        let only: Vec<_> = alike
            .iter()
            .filter(|(old, new)| count(&|pair| pair.0 == *old) == 1 && count(&|pair| pair.1 == *new) == 1)
            .copied()
            .collect();
        for (old, new) in &only {
            if let (Some(before), Some(after)) = (self.gone.remove(old), self.come.remove(new)) {
                self.both.push((*old, before, *new, after));
            }
        }
        !only.is_empty()
    }

    fn keys(&self) -> impl Iterator<Item = (Key<'s>, Key<'s>)> {
        self.both.iter().map(|(old, _, new, _)| (*old, *new))
    }
}

/// Returns true if half of the names that the smaller one has stand in the other.
fn is_half<'n>(old: impl Iterator<Item = &'n str>, new: impl Iterator<Item = &'n str>) -> bool {
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (old.collect(), new.collect());
    old.intersection(&new).count() * 2 >= old.len().min(new.len())
}

impl<'s> Comparison<'s> {
    /// Pairs all definitions, and notes which are the same.
    pub(super) fn pair_definitions(&mut self) -> PairedDefinitions<'s> {
        let mut models = Paired::new(self.old.models(), self.new.models(), |old: &Model, new: &Model| {
            is_half(
                old.fields.iter().map(|field| field.name.as_str()),
                new.fields.iter().map(|field| field.name.as_str()),
            )
        });
        let mut enums = Paired::new(self.old.enums(), self.new.enums(), |old: &Enumeration, new| {
            is_half(
                old.values.iter().map(|value| value.value.as_str()),
                new.values.iter().map(|value| value.value.as_str()),
            )
        });
        enums.pair_renamed(|_, old, _, new| is_same_enum(old, new));
        self.same.extend(models.keys().chain(enums.keys()));
        // A model that contains a renamed one is recognised after that one.
        while models.pair_renamed(|old_key, old, new_key, new| self.is_same_model(old_key, old, new_key, new))
        {
            self.same.extend(models.keys());
        }
        PairedDefinitions { models, enums }
    }

    fn is_same_model(&self, old_key: Key<'s>, old: &'s Model, new_key: Key<'s>, new: &'s Model) -> bool {
        !old.fields.is_empty()
            && old.fields.len() == new.fields.len()
            && old.fields.iter().zip(&new.fields).all(|(before, after)| {
                let contains_itself =
                    before.ty.name() == Some(old_key.1) && after.ty.name() == Some(new_key.1);
                before.name == after.name
                    && (contains_itself
                        || self.is_alike(
                            Value { family: old_key.0, field: before },
                            Value { family: new_key.0, field: after },
                        ))
            })
    }

    /// The topic of a definition that both have.
    pub(super) fn defined(
        &self,
        (old, new): (Key<'s>, Key<'s>),
        kind: &'static str,
        place: &Place,
        direction: Option<super::rule::Direction>,
    ) -> Topic {
        let (mut users, before) = (self.new.users(new), self.old.users(old));
        if users != before {
            users = users.iter().chain(&*before).cloned().collect::<BTreeSet<_>>().into_iter().collect();
        }
        let (at, was) = (path(new), path(old));
        let was = Some(was).filter(|was| *was != at);
        Topic {
            scope: scope(new, users),
            at,
            was,
            subject: Subject::new(kind, new.1),
            direction,
            place: place.clone(),
        }
    }

    /// The topic of a definition that only one has.
    pub(super) fn defined_once(
        &self,
        key: Key<'s>,
        is_new: bool,
        kind: &'static str,
        place: &Place,
    ) -> Topic {
        let side = if is_new { &self.new } else { &self.old };
        Topic {
            scope: scope(key, side.users(key)),
            at: path(key),
            was: None,
            subject: Subject::new(kind, key.1),
            direction: direction(side.requests(key), side.receives(key)),
            place: place.clone(),
        }
    }

    pub(super) fn definitions(&mut self, paired: &PairedDefinitions<'s>) {
        self.models(&paired.models);
        self.enumerations(&paired.enums);
    }
}

/// A definition is reported under the only operation that uses it, else under its home.
fn scope(key: Key<'_>, users: Arc<[String]>) -> Scope {
    let heading = match &*users {
        [only] => only.clone(),
        _ => home(key.0).to_owned(),
    };
    Scope { heading, operations: users }
}

fn is_same_enum(old: &Enumeration, new: &Enumeration) -> bool {
    let values = |one: &Enumeration| one.values.iter().map(|value| value.value.clone()).collect::<Vec<_>>();
    (old.kind, old.open, old.range) == (new.kind, new.open, new.range) && values(old) == values(new)
}
