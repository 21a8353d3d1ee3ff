//! The operations that use a definition.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::side::{Key, key};
use crate::model::Spec;

/// Who refers to whom in a spec, so that the users of one definition can be found when they are asked for.
///
/// Thousands of definitions may have the same thousands of users; such a list is kept once.
pub(super) struct Users<'s> {
    numbers: BTreeMap<Key<'s>, usize>,
    definitions: Vec<Definition>,
    /// All operations in the order of their names.
    operations: Vec<String>,
    lists: RefCell<HashMap<Vec<usize>, Arc<[String]>>>,
}

/// What refers to a definition.
#[derive(Default)]
struct Definition {
    models: Vec<usize>,
    operations: Vec<usize>,
}

impl<'s> Users<'s> {
    pub(super) fn new(spec: &'s Spec) -> Self {
        let mut operations: Vec<_> =
            spec.operations().map(|(family, one)| (format!("{family}/{}", one.id), family, one)).collect();
        operations.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        let mut users = Self {
            numbers: BTreeMap::new(),
            definitions: Vec::new(),
            operations: Vec::new(),
            lists: RefCell::new(HashMap::new()),
        };
        for (number, (name, family, operation)) in operations.into_iter().enumerate() {
            for used in operation.types().filter_map(|ty| ty.name()) {
                users.definition(key(spec, family, used)).1.operations.push(number);
            }
            users.operations.push(name);
        }
        let shared = spec.shared.models.iter().map(|(name, model)| (("", name.as_str()), model));
        let own = spec.families.iter().flat_map(|(family, one)| {
            one.definitions.models.iter().map(move |(name, model)| ((family.as_str(), name.as_str()), model))
        });
        for (owner, model) in shared.chain(own) {
            let number = users.definition(owner).0;
            for used in model.fields.iter().filter_map(|field| field.ty.name()) {
                users.definition(key(spec, owner.0, used)).1.models.push(number);
            }
        }
        users
    }

    fn definition(&mut self, key: Key<'s>) -> (usize, &mut Definition) {
        let number = *self.numbers.entry(key).or_insert(self.definitions.len());
        if number == self.definitions.len() {
            self.definitions.push(Definition::default());
        }
        (number, &mut self.definitions[number])
    }

    /// The operations that use a definition, directly or through models, in the order of their names.
    pub(super) fn of(&self, key: Key<'_>) -> Arc<[String]> {
        let Some(first) = self.numbers.get(&key) else { return Arc::default() };
        let mut seen = vec![false; self.definitions.len()];
        let mut uses = vec![false; self.operations.len()];
        let mut open = vec![*first];
        while let Some(number) = open.pop() {
            if !std::mem::replace(&mut seen[number], true) {
                let definition = &self.definitions[number];
                definition.operations.iter().for_each(|operation| uses[*operation] = true);
                open.extend(&definition.models);
            }
        }
        let list: Vec<usize> = (0..uses.len()).filter(|operation| uses[*operation]).collect();
        let mut lists = self.lists.borrow_mut();
        if let Some(known) = lists.get(&list) {
            return known.clone();
        }
        let names: Arc<[String]> = list.iter().map(|operation| self.operations[*operation].clone()).collect();
        lists.insert(list, names.clone());
        names
    }
}
