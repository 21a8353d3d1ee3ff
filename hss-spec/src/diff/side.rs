//! One of the two specs, and who uses its models and enumerations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::rule::Direction;
use super::users::Users;
use super::values::Value;
use crate::model::{EnumKind, Enumeration, Family, Model, Spec, Type};
use crate::names;

/// A model or an enumeration: its family, empty for what families share, and its name.
pub(super) type Key<'s> = (&'s str, &'s str);

/// The name under which what families share is reported.
pub(super) const SHARED: &str = "shared";

/// A spec that is compared.
pub(super) struct Side<'s> {
    pub(super) spec: &'s Spec,
    /// Types in requests: parameters and bodies.
    requested: BTreeSet<Key<'s>>,
    /// Types in responses.
    received: BTreeSet<Key<'s>>,
    /// The models that callers build.
    built: BTreeSet<Key<'s>>,
    /// The operations that use a definition.
    users: Users<'s>,
    /// The names of the definitions in code.
    type_names: BTreeMap<Key<'s>, String>,
    /// The names of the operations' builders and methods in code, by family and id.
    operation_names: BTreeMap<Key<'s>, (String, String)>,
}

impl<'s> Side<'s> {
    pub(super) fn new(spec: &'s Spec) -> Self {
        let mut side = Self {
            spec,
            requested: BTreeSet::new(),
            received: BTreeSet::new(),
            built: BTreeSet::new(),
            users: Users::new(spec, definitions(spec)),
            type_names: BTreeMap::new(),
            operation_names: BTreeMap::new(),
        };
        side.name_all();
        for (name, family) in &spec.families {
            side.add(name, family);
        }
        // The shared module does not know which of its models requests carry; all of them can be built.
        side.built.extend(spec.shared.models.keys().map(|name| ("", name.as_str())));
        side
    }

    fn name_all(&mut self) {
        let spec = self.spec;
        for family in spec.families.keys().map(String::as_str).chain([""]) {
            let names = names::types(spec, family).into_iter();
            self.type_names.extend(names.map(|(name, code)| ((family, name), code.text)));
        }
        for (family, items) in &spec.families {
            for (id, code) in names::operations(items.operations.keys()) {
                self.operation_names.insert((family, id), (code.builder.text, code.method.text));
            }
        }
    }

    /// The name of a model or an enumeration in code.
    pub(super) fn type_name(&self, key: Key<'s>) -> &str {
        self.type_names.get(&key).map_or("", String::as_str)
    }

    /// The names of an operation's builder and method in code.
    pub(super) fn operation_names(&self, family: &'s str, id: &'s str) -> Option<&(String, String)> {
        self.operation_names.get(&(family, id))
    }

    fn add(&mut self, name: &'s str, family: &'s Family) {
        let operations = || family.operations.values();
        let parameters = operations().flat_map(|one| &one.parameters).map(|parameter| &parameter.field.ty);
        let bodies = operations().filter_map(|one| Some(&one.body.as_ref()?.ty));
        let body = self.reach(name, bodies);
        self.requested.extend(self.reach(name, parameters));
        self.requested.extend(&body);
        self.built.extend(body);
        let responses = operations().filter_map(|one| one.response.ty.as_ref());
        self.received.extend(self.reach(name, responses));
    }

    fn reach(&self, family: &'s str, types: impl Iterator<Item = &'s Type>) -> BTreeSet<Key<'s>> {
        self.spec.reach(family, types).into_iter().map(|name| self.key(family, name)).collect()
    }

    /// The key of the definition that a family finds under a name.
    pub(super) fn key(&self, family: &'s str, name: &'s str) -> Key<'s> {
        if self.spec.is_own_type(family, name) { (family, name) } else { ("", name) }
    }

    /// All models.
    pub(super) fn models(&self) -> BTreeMap<Key<'s>, &'s Model> {
        let spec = self.spec;
        let shared = spec.shared.models.iter().map(|(name, model)| (("", name.as_str()), model));
        let own = spec.families.iter().flat_map(|(family, one)| {
            one.definitions.models.iter().map(move |(name, model)| ((family.as_str(), name.as_str()), model))
        });
        shared.chain(own).collect()
    }

    /// All enumerations.
    pub(super) fn enums(&self) -> BTreeMap<Key<'s>, &'s Enumeration> {
        let spec = self.spec;
        let shared = spec.shared.enums.iter().map(|(name, one)| (("", name.as_str()), one));
        let own = spec.families.iter().flat_map(|(family, one)| {
            one.definitions.enums.iter().map(move |(name, one)| ((family.as_str(), name.as_str()), one))
        });
        shared.chain(own).collect()
    }

    /// Returns true if a name stands for integers that stay numbers in code.
    pub(super) fn is_listed_number(&self, family: &str, name: &str) -> bool {
        self.spec.enumeration(family, name).is_some_and(|one| one.kind == EnumKind::Integer)
    }

    /// Default of the service for an omitted value, as text.
    pub(super) fn default(&self, value: Value<'_>) -> Option<String> {
        self.spec.default_of(value.family, value.field).map(ToString::to_string)
    }

    /// Returns true if callers build that model.
    pub(super) fn builds(&self, key: Key<'_>) -> bool {
        self.built.contains(&key)
    }

    /// Returns true if requests carry that model or enumeration.
    pub(super) fn requests(&self, key: Key<'_>) -> bool {
        self.requested.contains(&key) || self.built.contains(&key)
    }

    /// Returns true if responses carry that model or enumeration.
    pub(super) fn receives(&self, key: Key<'_>) -> bool {
        self.received.contains(&key)
    }

    /// The operations that use that model or enumeration, in order.
    pub(super) fn users(&self, key: Key<'_>) -> Arc<[String]> {
        self.users.of(key)
    }
}

/// All definitions, with those of them that are models.
fn definitions(spec: &Spec) -> impl Iterator<Item = (Key<'_>, Option<&Model>)> {
    let own = spec.families.iter().map(|(name, family)| (name.as_str(), &family.definitions));
    own.chain([("", &spec.shared)]).flat_map(|(family, definitions)| {
        let models =
            definitions.models.iter().map(move |(name, model)| ((family, name.as_str()), Some(model)));
        models.chain(definitions.enums.keys().map(move |name| ((family, name.as_str()), None)))
    })
}

/// Which way a definition travels that may be requested and may be received.
pub(super) fn direction(is_requested: bool, is_received: bool) -> Option<Direction> {
    match (is_requested, is_received) {
        (true, true) => Some(Direction::Both),
        (true, false) => Some(Direction::Request),
        (false, _) => Some(Direction::Response),
    }
}

/// A definition's place in reports.
pub(super) fn path((family, name): Key<'_>) -> String {
    format!("{}/{name}", home(family))
}

/// A definition's home in reports.
pub(super) fn home(family: &str) -> &str {
    if family.is_empty() { SHARED } else { family }
}
