//! Names of components.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use crate::model::{Definitions, Spec};

/// The names of the components: a type's name, prefixed with its group's if two groups have the same.
pub(super) struct Names<'s>(BTreeMap<&'s str, BTreeMap<&'s str, String>>);

impl<'s> Names<'s> {
    pub(super) fn new(spec: &'s Spec) -> Self {
        let shared = [("", &spec.shared)];
        let groups = spec.groups.iter().map(|(name, group)| (name.as_str(), &group.definitions));
        let all: Vec<(&str, &Definitions)> = shared.into_iter().chain(groups).collect();
        let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (group, definitions) in &all {
            for name in definitions.models.keys().chain(definitions.enums.keys()) {
                users.entry(name).or_default().push(group);
            }
        }
        let mut taken: BTreeSet<String> = users.keys().map(|name| (*name).to_owned()).collect();
        let mut names: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
        for (name, groups) in users {
            for (index, group) in groups.into_iter().enumerate() {
                let mut own = name.to_owned();
                // The first one keeps the name, whatever its group.
                while index > 0 && !taken.insert(own.clone()) {
                    own = format!("{}{own}", group.to_upper_camel_case());
                }
                names.entry(group).or_default().insert(name, own);
            }
        }
        Self(names)
    }

    /// The component for a type as a group sees it.
    pub(super) fn of(&self, group: &str, name: &str) -> &str {
        let found = [group, ""].iter().find_map(|group| self.0.get(*group)?.get(name));
        found.map_or("", String::as_str)
    }
}
