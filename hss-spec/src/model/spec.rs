//! A whole spec: the service, its groups and what they share.

use std::collections::{BTreeMap, BTreeSet};

use super::{Definitions, Enumeration, Field, Fixup, Glossary, Literal, Model, Names, Operation, Service};

/// A group of operations: one folder of the spec, one module of the client.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Group {
    /// Its operations by id.
    pub operations: BTreeMap<String, Operation>,
    /// The models and enumerations that only this group uses.
    pub definitions: Definitions,
}

/// A whole spec.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Spec {
    /// The service.
    pub service: Service,
    /// Its groups by name (`image`).
    pub groups: BTreeMap<String, Group>,
    /// The models and enumerations that several groups use.
    pub shared: Definitions,
    /// Corrections of the vendor's documents.
    pub fixups: Vec<Fixup>,
    /// Names for items that the vendor leaves unnamed.
    pub names: Names,
    /// Sentences for names that recur.
    pub glossary: Glossary,
}

impl Spec {
    /// A spec of a service without operations.
    pub fn new(service: Service) -> Self {
        Self { service, ..Self::default() }
    }

    /// The operation with that id, and its group's name.
    pub fn operation(&self, id: &str) -> Option<(&str, &Operation)> {
        self.groups.iter().find_map(|(name, group)| Some((name.as_str(), group.operations.get(id)?)))
    }

    /// All operations, in the order of groups and ids, each with its group's name.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &Operation)> {
        self.groups.iter().flat_map(|(name, group)| {
            group.operations.values().map(move |operation| (name.as_str(), operation))
        })
    }

    /// The model of that name as a group sees it: its own, else the shared one.
    pub fn model(&self, group: &str, name: &str) -> Option<&Model> {
        let own = self.groups.get(group).and_then(|group| group.definitions.models.get(name));
        own.or_else(|| self.shared.models.get(name))
    }

    /// The enumeration of that name as a group sees it: its own, else the shared one.
    pub fn enumeration(&self, group: &str, name: &str) -> Option<&Enumeration> {
        let own = self.groups.get(group).and_then(|group| group.definitions.enums.get(name));
        own.or_else(|| self.shared.enums.get(name))
    }

    /// The value that the service uses if a field is omitted: the doc page's, else that of another source if
    /// the values and constraints of the doc page allow it.
    pub fn default_of<'f>(&self, group: &str, field: &'f Field) -> Option<&'f Literal> {
        let enumeration = field.ty.name().and_then(|name| self.enumeration(group, name));
        let is_known = |default: &Literal| enumeration.is_none_or(|one| one.allows(&default.to_string()));
        let is_inside = |default: &Literal| {
            let mut page = field.constraints.iter().filter_map(|(_, sources)| sources.page.as_ref());
            page.all(|constraint| constraint.admits(default))
        };
        let mut others = [&field.default.machine, &field.default.explorer].into_iter().flatten();
        let other = || others.find(|default| is_known(default) && is_inside(default));
        field.default.page.as_ref().or_else(other)
    }

    /// The address of an operation's doc page, if known.
    pub fn page(&self, operation: &Operation) -> Option<String> {
        let by_pattern = || Some(self.service.page.as_ref()?.replace("{operation}", &operation.id));
        operation.page.clone().or_else(by_pattern)
    }

    /// Keeps only the operations for which `keep` returns true, given group and id, and the types that they need.
    pub fn retain(&mut self, keep: impl Fn(&str, &str) -> bool) {
        for (name, group) in &mut self.groups {
            group.operations.retain(|id, _| keep(name, id));
        }
        self.groups.retain(|_, group| !group.operations.is_empty());
        let mut used_shared = BTreeSet::new();
        let mut used_own = BTreeMap::new();
        for (name, group) in &self.groups {
            let used = self.reach(name, group.operations.values().flat_map(Operation::types));
            let used: BTreeSet<String> = used.into_iter().map(str::to_owned).collect();
            used_shared.extend(used.iter().filter(|used| !self.is_own_type(name, used)).cloned());
            used_own.insert(name.clone(), used);
        }
        self.shared.retain(&used_shared);
        for (name, group) in &mut self.groups {
            if let Some(used) = used_own.get(name) {
                group.definitions.retain(used);
            }
        }
        self.glossary = self.glossary.used_by(self);
    }

    /// Removes operations with their fixups, given names, and the types that no other operation needs. Returns those
    /// that the spec had, each as `group/OperationId`.
    pub fn remove(&mut self, ids: &BTreeSet<String>) -> Vec<String> {
        let before = self.clone();
        let removed = self.detach(ids);
        self.sweep(&before);
        removed
    }

    /// Removes operations and their fixups; their types and given names stay for the next import. Returns those that
    /// the spec had, each as `group/OperationId`.
    pub fn detach(&mut self, ids: &BTreeSet<String>) -> Vec<String> {
        let mut removed = Vec::new();
        for (name, group) in &mut self.groups {
            let detached = ids.iter().filter(|id| group.operations.remove(*id).is_some());
            removed.extend(detached.map(|id| format!("{name}/{id}")));
        }
        self.fixups.retain(|fixup| !ids.contains(&fixup.operation));
        removed
    }

    /// Removes the types that no operation needs, and the given names whose place existed in the spec
    /// `before` and no longer exists.
    pub fn sweep(&mut self, before: &Self) {
        self.retain(|_, _| true);
        let is_dead = |spec: &Self, key: &String| !spec.has_named_place(key) && before.has_named_place(key);
        let dead: BTreeSet<String> = self.named_places().filter(|key| is_dead(self, key)).cloned().collect();
        self.names.enums.retain(|key, _| !dead.contains(key));
        self.names.values.retain(|key, _| !dead.contains(key));
    }

    fn named_places(&self) -> impl Iterator<Item = &String> {
        self.names.enums.keys().chain(self.names.values.keys())
    }

    /// Returns true if the place of a given name exists: an operation, a model or an enumeration.
    fn has_named_place(&self, key: &str) -> bool {
        let Some((group, place)) = key.split_once('/') else { return false };
        let owner = place.split('.').next().unwrap_or(place);
        let is_operation = self.groups.get(group).is_some_and(|group| group.operations.contains_key(owner));
        is_operation || self.model(group, owner).is_some() || self.enumeration(group, owner).is_some()
    }

    /// A spec with only that operation and the types that it needs, without the fixups and names of others.
    #[must_use]
    pub fn only(&self, id: &str) -> Self {
        let mut only = Self { service: self.service.clone(), ..Self::default() };
        let Some((group_name, operation)) = self.operation(id) else { return only };
        let used = self.reach(group_name, operation.types());
        let keep = |definitions: &Definitions| Definitions {
            models: kept(&definitions.models, &used),
            enums: kept(&definitions.enums, &used),
        };
        only.shared = keep(&self.shared);
        let definitions =
            self.groups.get(group_name).map(|group| keep(&group.definitions)).unwrap_or_default();
        let operations = BTreeMap::from([(id.to_owned(), operation.clone())]);
        only.groups.insert(group_name.to_owned(), Group { operations, definitions });
        only.glossary = self.glossary.used_by(&only);
        only
    }
}

fn kept<T: Clone>(all: &BTreeMap<String, T>, names: &BTreeSet<&str>) -> BTreeMap<String, T> {
    let kept = all.iter().filter(|(name, _)| names.contains(name.as_str()));
    kept.map(|(name, definition)| (name.clone(), definition.clone())).collect()
}
