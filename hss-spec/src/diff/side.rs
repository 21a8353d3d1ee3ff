//! One of the two specs, with the directions of its models and enumerations.

use std::collections::{BTreeMap, BTreeSet};

use super::rule::Direction;
use crate::model::{
    Definitions, EnumKind, Enumeration, Field, Model, Operation, Parameter, Spec, Type, reachable,
};
use crate::names;

/// A model or an enumeration: its group, empty for shared types, and its name.
pub(super) type Key<'s> = (&'s str, &'s str);

/// The heading for shared types in reports.
pub(super) const SHARED: &str = "shared";

/// A parameter or a field, in the group whose names it uses.
#[derive(Clone, Copy)]
pub(super) struct Value<'s> {
    pub(super) group: &'s str,
    pub(super) field: &'s Field,
    /// The unit, from the field or the glossary.
    pub(super) unit: Option<&'s str>,
    /// The sentence about it, from the field or the glossary.
    pub(super) doc: Option<&'s str>,
}

/// A spec that is compared.
pub(super) struct Side<'s> {
    pub(super) spec: &'s Spec,
    /// Types in requests: parameters and bodies.
    requested: BTreeSet<Key<'s>>,
    /// Types in responses.
    received: BTreeSet<Key<'s>>,
    /// The models that callers build.
    built: BTreeSet<Key<'s>>,
    /// The models that contain themselves, neither in a list nor in a map.
    recursive: BTreeSet<Key<'s>>,
    /// The names of the definitions in code.
    type_names: BTreeMap<Key<'s>, String>,
    /// The names of the operations' builders in code, by group and id.
    operation_names: BTreeMap<Key<'s>, String>,
}

impl<'s> Side<'s> {
    pub(super) fn new(spec: &'s Spec) -> Self {
        let mut side = Self {
            spec,
            requested: BTreeSet::new(),
            received: BTreeSet::new(),
            built: BTreeSet::new(),
            recursive: BTreeSet::new(),
            type_names: BTreeMap::new(),
            operation_names: BTreeMap::new(),
        };
        side.name_all();
        let types = |of: fn(&'s Operation) -> Vec<&'s Type>| {
            let types = spec.operations().map(move |(group, one)| (group, of(one)));
            side.reach(types.flat_map(|(group, types)| types.into_iter().map(move |ty| (group, ty))))
        };
        let built = types(|one| one.request_types().collect());
        let mut requested = types(|one| one.parameters.iter().map(|parameter| &parameter.field.ty).collect());
        requested.extend(&built);
        let received = types(|one| one.response_types().collect());
        (side.built, side.requested, side.received) = (built, requested, received);
        for (group, definitions) in side.definitions() {
            side.recursive.extend(definitions.recursive_models().into_iter().map(|name| (group, name)));
        }
        // All shared models can be built, since the shared module does not know which of them requests carry.
        side.built.extend(spec.shared.models.keys().map(|name| ("", name.as_str())));
        side
    }

    fn name_all(&mut self) {
        let spec = self.spec;
        for group in spec.groups.keys().map(String::as_str).chain([""]) {
            let names = names::types(spec, group).into_iter();
            self.type_names.extend(names.map(|(name, code)| ((group, name), code.text)));
        }
        for (group, items) in &spec.groups {
            for (id, code) in names::operations(items.operations.keys()) {
                self.operation_names.insert((group, id), code.builder.text);
            }
        }
    }

    /// A field of a model, in the group whose names it uses.
    pub(super) fn field(&self, group: &'s str, field: &'s Field) -> Value<'s> {
        Value {
            group,
            field,
            unit: self.spec.field_unit(group, field),
            doc: self.spec.field_doc(group, field),
        }
    }

    /// A parameter, in the group whose names it uses.
    pub(super) fn parameter(&self, group: &'s str, parameter: &'s Parameter) -> Value<'s> {
        Value {
            group,
            field: &parameter.field,
            unit: self.spec.parameter_unit(group, parameter),
            doc: self.spec.parameter_doc(group, parameter),
        }
    }

    /// The name of a model or an enumeration in code.
    pub(super) fn type_name(&self, key: Key<'s>) -> &str {
        self.type_names.get(&key).map_or("", String::as_str)
    }

    /// The name of an operation's builder in code.
    pub(super) fn operation_name(&self, group: &'s str, id: &'s str) -> &str {
        self.operation_names.get(&(group, id)).map_or("", String::as_str)
    }

    /// The definitions that these types need, directly and through fields of models. Those of a shared model are shared, even
    /// where the group has one of that name.
    fn reach(&self, types: impl Iterator<Item = (&'s str, &'s Type)>) -> BTreeSet<Key<'s>> {
        let named = |(group, ty): (&'s str, &'s Type)| Some(self.key(group, ty.name()?));
        reachable(types.filter_map(named), |(group, name)| {
            let fields = self.spec.model(group, name).into_iter().flat_map(|model| &model.fields);
            fields.filter_map(move |field| named((group, &field.ty)))
        })
    }

    /// The key of the definition that a name refers to in a group.
    pub(super) fn key(&self, group: &'s str, name: &'s str) -> Key<'s> {
        if self.spec.is_own_type(group, name) { (group, name) } else { ("", name) }
    }

    /// The definitions of each group, and the shared ones under an empty name.
    fn definitions(&self) -> impl Iterator<Item = (&'s str, &'s Definitions)> + use<'s> {
        let own = self.spec.groups.iter().map(|(name, group)| (name.as_str(), &group.definitions));
        own.chain([("", &self.spec.shared)])
    }

    /// All models.
    pub(super) fn models(&self) -> BTreeMap<Key<'s>, &'s Model> {
        let models = |(group, one): (&'s str, &'s Definitions)| {
            one.models.iter().map(move |(name, model)| ((group, name.as_str()), model))
        };
        self.definitions().flat_map(models).collect()
    }

    /// All enumerations.
    pub(super) fn enums(&self) -> BTreeMap<Key<'s>, &'s Enumeration> {
        let enums = |(group, one): (&'s str, &'s Definitions)| {
            one.enums.iter().map(move |(name, one)| ((group, name.as_str()), one))
        };
        self.definitions().flat_map(enums).collect()
    }

    /// Returns true if a model contains itself, neither in a list nor in a map.
    pub(super) fn is_recursive(&self, key: Key<'_>) -> bool {
        self.recursive.contains(&key)
    }

    /// Returns true if a name is that of an enumeration of integers that stay numbers in code.
    pub(super) fn is_listed_number(&self, group: &str, name: &str) -> bool {
        self.spec.enumeration(group, name).is_some_and(|one| one.kind == EnumKind::Integer)
    }

    /// Default of the service for an omitted value, as text.
    pub(super) fn default(&self, value: Value<'_>) -> Option<String> {
        self.spec.default_of(value.group, value.field).map(ToString::to_string)
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
}

/// The direction of a definition that requests or responses carry.
pub(super) fn direction(is_requested: bool, is_received: bool) -> Option<Direction> {
    match (is_requested, is_received) {
        (true, true) => Some(Direction::Both),
        (true, false) => Some(Direction::Request),
        (false, _) => Some(Direction::Response),
    }
}

/// A definition's place in reports.
pub(super) fn path((group, name): Key<'_>) -> String {
    format!("{}/{name}", home(group))
}

/// A definition's group in reports.
pub(super) fn home(group: &str) -> &str {
    if group.is_empty() { SHARED } else { group }
}
