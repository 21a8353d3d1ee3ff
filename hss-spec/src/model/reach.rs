//! The walk over the types that a type needs.

use std::collections::BTreeSet;

use super::{Model, Spec, Type};

/// The names of all models and enumerations that these types need, directly and through fields of models; `model`
/// looks one up by its name.
pub(crate) fn reach<'s>(
    types: impl IntoIterator<Item = &'s Type>,
    model: impl Fn(&'s str) -> Option<&'s Model>,
) -> BTreeSet<&'s str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = types.into_iter().filter_map(Type::name).collect();
    while let Some(name) = open.pop() {
        if reached.insert(name)
            && let Some(model) = model(name)
        {
            open.extend(model.fields.iter().filter_map(|field| field.ty.name()));
        }
    }
    reached
}

impl Spec {
    /// The names of all models and enumerations that these types need, directly and through fields of models, as the
    /// family sees them.
    pub fn reach<'s>(&'s self, family: &str, types: impl IntoIterator<Item = &'s Type>) -> BTreeSet<&'s str> {
        reach(types, |name| self.model(family, name))
    }

    /// Returns true if a model contains itself through fields that are neither lists nor maps.
    pub fn is_recursive(&self, family: &str, model: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![model];
        while let Some(current) = open.pop() {
            for field in self.model(family, current).iter().flat_map(|model| &model.fields) {
                if let Type::Named(next) = &field.ty {
                    if next == model {
                        return true;
                    }
                    if seen.insert(next.as_str()) {
                        open.push(next);
                    }
                }
            }
        }
        false
    }

    /// Returns true if the family itself defines the model or enumeration of that name.
    pub fn is_own_type(&self, family: &str, name: &str) -> bool {
        self.families.get(family).is_some_and(|family| family.definitions.contains(name))
    }
}
