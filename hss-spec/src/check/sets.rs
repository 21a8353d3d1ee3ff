//! The sets of values of requests: which are enforced, and which words announce them.

use std::collections::BTreeMap;

use crate::model::{Body, Enumeration, Field, Spec, Type};
use crate::place::Place;

/// The listed values of fields of requests.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ValueSet<'s> {
    /// The group; empty for a shared enumeration.
    pub group: &'s str,
    /// The enumeration's name.
    pub name: &'s str,
    /// The enumeration.
    pub enumeration: &'s Enumeration,
    /// The parameters and fields of requests that have it: `ListThings.query.type`, `Thing.type`.
    pub users: Vec<String>,
}

impl ValueSet<'_> {
    /// Returns true if a request with any other value is refused.
    pub fn is_enforced(&self) -> bool {
        !self.enumeration.open
    }

    /// The words that announce the set, where the document has any.
    pub fn announced(&self) -> Option<&str> {
        self.enumeration.announced.as_deref()
    }

    /// Its place in a file.
    pub fn place(&self) -> &Place {
        &self.enumeration.place
    }
}

impl Spec {
    /// The sets of values that requests have, by group and name.
    pub fn value_sets(&self) -> Vec<ValueSet<'_>> {
        let mut sets: BTreeMap<(&str, &str), ValueSet<'_>> = BTreeMap::new();
        for (group, of_group) in &self.groups {
            let mut add = |owner: &str, field: &Field| {
                let Some(name) = field.ty.name() else { return };
                let found = match of_group.definitions.enums.get_key_value(name) {
                    Some((name, enumeration)) => Some((group.as_str(), name, enumeration)),
                    None => self.shared.enums.get_key_value(name).map(|(name, found)| ("", name, found)),
                };
                let Some((group, name, enumeration)) = found else { return };
                let set = sets.entry((group, name)).or_insert(ValueSet {
                    group,
                    name,
                    enumeration,
                    users: Vec::new(),
                });
                let user = format!("{owner}.{}", field.name);
                if !set.users.contains(&user) {
                    set.users.push(user);
                }
            };
            for (id, operation) in &of_group.operations {
                for parameter in &operation.parameters {
                    add(&format!("{id}.{}", parameter.location.name()), &parameter.field);
                }
            }
            let bodies = of_group.operations.values().filter_map(|one| one.body.as_ref());
            let types: Vec<&Type> = bodies.flat_map(Body::types).collect();
            for name in self.reach(group, types) {
                if let Some(model) = self.model(group, name) {
                    model.fields.iter().for_each(|field| add(name, field));
                }
            }
        }
        sets.into_values().collect()
    }
}
