//! The operations that use a definition.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::side::{Key, Side};
use crate::model::{Operation, Type};

/// The operations of both specs that use each definition, directly or through models.
///
/// The set of a definition is computed when a finding needs it: the size of all sets together can be the
/// number of operations times that of definitions.
pub(super) struct Users<'s> {
    /// All operations of both specs as `group/OperationId`, sorted.
    operations: Vec<String>,
    pub(super) old: References<'s>,
    pub(super) new: References<'s>,
    /// The sets so far by the positions of their operations: definitions that refer to each other share one.
    known: BTreeMap<Vec<usize>, Arc<[String]>>,
}

impl<'s> Users<'s> {
    pub(super) fn new(old: &Side<'s>, new: &Side<'s>) -> Self {
        let operations = old.spec.operations().chain(new.spec.operations());
        let operations: BTreeSet<String> =
            operations.map(|(group, operation)| path(group, &operation.id)).collect();
        let positions: BTreeMap<&str, usize> = operations.iter().map(String::as_str).zip(0..).collect();
        let (old, new) = (References::new(old, &positions), References::new(new, &positions));
        Self { operations: operations.into_iter().collect(), old, new, known: BTreeMap::new() }
    }

    /// The operations that use a definition in either spec, sorted.
    pub(super) fn of(&mut self, old: Option<Key<'s>>, new: Option<Key<'s>>) -> Arc<[String]> {
        let mut is_user = vec![false; self.operations.len()];
        for (references, key) in [(&self.old, old), (&self.new, new)] {
            references.mark_users(key, &mut is_user);
        }
        let positions: Vec<usize> = (0..is_user.len()).filter(|position| is_user[*position]).collect();
        let operations = &self.operations;
        let set = self.known.entry(positions);
        set.or_insert_with_key(|positions| positions.iter().map(|one| operations[*one].clone()).collect())
            .clone()
    }
}

/// An operation's path in reports.
fn path(group: &str, id: &str) -> String {
    format!("{group}/{id}")
}

/// The reverse references of one spec.
pub(super) struct References<'s> {
    /// The definitions, by number.
    keys: Vec<Key<'s>>,
    numbers: BTreeMap<Key<'s>, usize>,
    /// By number of a definition, the numbers of the models that refer to it.
    by_models: Vec<Vec<usize>>,
    /// By number of a definition, the positions of the operations that refer to it.
    by_operations: Vec<Vec<usize>>,
}

impl<'s> References<'s> {
    fn new(side: &Side<'s>, positions: &BTreeMap<&str, usize>) -> Self {
        let (models, enums) = (side.models(), side.enums());
        let known: BTreeSet<Key<'s>> = models.keys().chain(enums.keys()).copied().collect();
        let keys: Vec<Key<'s>> = known.into_iter().collect();
        let numbers: BTreeMap<Key<'s>, usize> = keys.iter().copied().zip(0..).collect();
        let mut by_models = vec![Vec::new(); numbers.len()];
        for (key, model) in &models {
            for used in model.fields.iter().filter_map(|field| field.ty.name()) {
                if let Some(used) = numbers.get(&side.key(key.0, used)) {
                    by_models[*used].push(numbers[key]);
                }
            }
        }
        let mut by_operations = vec![Vec::new(); numbers.len()];
        for (group, operation) in side.spec.operations() {
            let position = positions.get(path(group, &operation.id).as_str());
            for used in Operation::types(operation).filter_map(Type::name) {
                if let (Some(used), Some(position)) = (numbers.get(&side.key(group, used)), position) {
                    by_operations[*used].push(*position);
                }
            }
        }
        Self { keys, numbers, by_models, by_operations }
    }

    /// The models that refer to one of these definitions.
    pub(super) fn referring(&self, to: impl Iterator<Item = Key<'s>>) -> BTreeSet<Key<'s>> {
        let numbers = to.filter_map(|key| self.numbers.get(&key));
        numbers.flat_map(|number| &self.by_models[*number]).map(|model| self.keys[*model]).collect()
    }

    /// Marks the operations that use a definition.
    fn mark_users(&self, key: Option<Key<'s>>, is_user: &mut [bool]) {
        let mut is_seen = vec![false; self.numbers.len()];
        let mut open: Vec<usize> = key.and_then(|key| self.numbers.get(&key)).copied().into_iter().collect();
        while let Some(number) = open.pop() {
            if !std::mem::replace(&mut is_seen[number], true) {
                open.extend(&self.by_models[number]);
                self.by_operations[number].iter().for_each(|position| is_user[*position] = true);
            }
        }
    }
}
