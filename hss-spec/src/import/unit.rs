//! Units of an import: the operations of one document in one group, which share their models.

use std::collections::BTreeMap;

use super::{Draft, attribute};
use crate::model::{Enumeration, Location, Model, Operation, Type};

/// A draft with all models and listed values, and the other operations that use them.
///
/// To work on one operation without copying models, it is swapped with that of the draft.
pub(super) struct Unit {
    draft: Draft,
    others: Vec<Other>,
}

/// An operation that is not in the draft's place, with the listed values of its parameters and bodies.
struct Other {
    operation: Operation,
    values: BTreeMap<String, Enumeration>,
}

impl Unit {
    /// A unit of one draft with its own models.
    pub(super) fn new(draft: Draft) -> Self {
        Self { draft, others: Vec::new() }
    }

    /// Adds an operation that shares the models.
    pub(super) fn push(&mut self, draft: Draft) {
        let Draft { operation, values, .. } = draft;
        self.others.push(Other { operation, values });
    }

    /// The draft: one of the operations, with all models.
    pub(super) fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The draft, if it is the only operation.
    pub(super) fn single(&mut self) -> Option<&mut Draft> {
        self.others.is_empty().then_some(&mut self.draft)
    }

    /// The draft, to change its models.
    pub(super) fn draft_mut(&mut self) -> &mut Draft {
        &mut self.draft
    }

    /// Gives models the names that an exported spec states for them, where no other model of the unit has one of these.
    pub(super) fn settle_stated_names(&mut self) {
        let stated = |(name, model): (&String, &mut Model)| Some((name.clone(), model.stated_name.take()?));
        let names: Vec<(String, String)> = self.draft.models.iter_mut().filter_map(stated).collect();
        for (from, to) in names {
            if from == to || self.draft.models.contains_key(&to) || !self.draft.rename_model(&from, &to) {
                continue;
            }
            for ty in self.others.iter_mut().flat_map(|other| other.operation.types_mut()) {
                if ty.name() == Some(&from) {
                    *ty = ty.with_innermost(Type::Named(to.clone()));
                }
            }
        }
    }

    /// All operations.
    pub(super) fn operations(&self) -> impl Iterator<Item = &Operation> {
        std::iter::once(&self.draft.operation).chain(self.others.iter().map(|other| &other.operation))
    }

    /// All listed values by place, each with the id of an operation that has them.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, &String, &Enumeration)> {
        let own =
            self.draft.values.iter().map(|(place, values)| (self.draft.operation.id.as_str(), place, values));
        let others = self.others.iter().flat_map(|other| {
            other.values.iter().map(|(place, values)| (other.operation.id.as_str(), place, values))
        });
        own.chain(others)
    }

    /// Calls a function for each operation, with all models.
    pub(super) fn each(&mut self, mut act: impl FnMut(&mut Draft)) {
        act(&mut self.draft);
        for other in &mut self.others {
            exchange(&mut self.draft, other);
            act(&mut self.draft);
        }
        // Restore the order, which decides between names.
        self.others.iter_mut().rev().for_each(|other| exchange(&mut self.draft, other));
    }

    /// The draft, and the other operations.
    pub(super) fn into_parts(self) -> (Draft, Vec<Operation>) {
        (self.draft, self.others.into_iter().map(|other| other.operation).collect())
    }
}

/// Swaps an operation with that of the draft.
fn exchange(draft: &mut Draft, other: &mut Other) {
    std::mem::swap(&mut draft.operation, &mut other.operation);
    let mut values = std::mem::take(&mut other.values);
    let locations = Location::ALL.iter().map(|(location, _)| *location);
    for owner in locations.chain(attribute::BODIES) {
        let start = format!("{owner}.");
        let from_start = draft.values.range(start.clone()..).map(|(place, _)| place);
        let own: Vec<String> = from_start.take_while(|place| place.starts_with(&start)).cloned().collect();
        own.iter().for_each(|place| other.values.extend(draft.values.remove_entry(place)));
    }
    draft.values.append(&mut values);
}
