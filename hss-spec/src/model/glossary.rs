//! Sentences for names that recur: used for each parameter, field or value that has no sentence itself.

use std::collections::BTreeMap;

use super::{Definitions, EnumValue, Field, Parameter, Spec, Type};
use crate::place::Place;

/// The meanings of names, by the items that have them.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Glossary {
    /// Parameters in the path, the query, a header or a cookie; a missing one has the meaning of a field.
    pub parameters: Terms,
    /// Fields of models.
    pub fields: Terms,
    /// Values of enumerations, as they are on the wire.
    pub values: Terms,
}

impl Glossary {
    /// The lists with their names in a spec file.
    pub fn lists(&self) -> [(&'static str, &Terms); 3] {
        [("parameters", &self.parameters), ("fields", &self.fields), ("values", &self.values)]
    }

    /// Returns true if it has no names.
    pub fn is_empty(&self) -> bool {
        self.lists().iter().all(|(_, terms)| terms.0.is_empty())
    }

    /// The terms that a spec uses.
    pub(crate) fn used_by(&self, spec: &Spec) -> Self {
        let mut used = Self::default();
        let operations = spec.operations();
        let parameters =
            operations.flat_map(|(group, one)| one.parameters.iter().map(move |one| (group, one)));
        for (group, parameter) in parameters {
            let name = &parameter.field.name;
            if self.parameters.of(group, name).is_some() {
                used.parameters.copy(&self.parameters, group, name);
            } else {
                used.fields.copy(&self.fields, group, name);
            }
        }
        for (group, definitions) in definitions(spec) {
            for field in definitions.models.values().flat_map(|model| &model.fields) {
                used.fields.copy(&self.fields, group, &field.name);
            }
            for value in definitions.enums.values().flat_map(|one| &one.values) {
                used.values.copy(&self.values, group, &value.value);
            }
        }
        used
    }
}

/// All definitions with the names of their groups; the name is empty for shared ones.
fn definitions(spec: &Spec) -> impl Iterator<Item = (&str, &Definitions)> {
    let own = spec.groups.iter().map(|(name, group)| (name.as_str(), &group.definitions));
    own.chain([("", &spec.shared)])
}

/// Names with their meanings.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Terms(pub BTreeMap<String, Term>);

impl Terms {
    /// The meaning of a name in a group: that of the group, else that of all groups.
    pub fn of(&self, group: &str, name: &str) -> Option<&Meaning> {
        let term = self.0.get(name)?;
        term.by_group.get(group).or(term.general.as_ref())
    }

    fn copy(&mut self, from: &Self, group: &str, name: &str) {
        let Some(term) = from.0.get(name) else { return };
        let into = self.0.entry(name.to_owned()).or_default();
        match term.by_group.get_key_value(group) {
            Some((group, meaning)) => {
                into.by_group.insert(group.clone(), meaning.clone());
            }
            None => into.general.clone_from(&term.general),
        }
        if *into == Term::default() {
            self.0.remove(name);
        }
    }
}

/// The meanings of one name.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Term {
    /// The meaning in all groups without a meaning in `by_group`.
    pub general: Option<Meaning>,
    /// The meanings by the names of groups.
    pub by_group: BTreeMap<String, Meaning>,
}

/// The meaning of a name.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Meaning {
    /// One English sentence written for this spec.
    pub doc: String,
    /// The unit of a number, in English: `minutes`.
    pub unit: Option<String>,
    /// Its place in a file.
    pub place: Place,
}

impl Meaning {
    /// A meaning without a unit.
    pub fn new(doc: impl Into<String>) -> Self {
        Self { doc: doc.into(), unit: None, place: Place::default() }
    }
}

impl Spec {
    /// The English sentence about a parameter: its own, else the glossary's.
    pub fn parameter_doc<'s>(&'s self, group: &str, parameter: &'s Parameter) -> Option<&'s str> {
        let field = &parameter.field;
        let meaning = || self.meaning_of_parameter(group, &field.name);
        field.doc.as_deref().or_else(|| Some(meaning()?.doc.as_str()))
    }

    /// The English sentence about a field: its own, else the glossary's.
    pub fn field_doc<'s>(&'s self, group: &str, field: &'s Field) -> Option<&'s str> {
        let meaning = || self.glossary.fields.of(group, &field.name);
        field.doc.as_deref().or_else(|| Some(meaning()?.doc.as_str()))
    }

    /// The English sentence about a value of an enumeration: its own, else the glossary's.
    pub fn value_doc<'s>(&'s self, group: &str, value: &'s EnumValue) -> Option<&'s str> {
        let meaning = || self.glossary.values.of(group, &value.value);
        value.doc.as_deref().or_else(|| Some(meaning()?.doc.as_str()))
    }

    /// The unit of a parameter that is a number: its own, else the glossary's.
    pub fn parameter_unit<'s>(&'s self, group: &str, parameter: &'s Parameter) -> Option<&'s str> {
        let field = &parameter.field;
        unit(field, || self.meaning_of_parameter(group, &field.name))
    }

    /// The unit of a field that is a number: its own, else the glossary's.
    pub fn field_unit<'s>(&'s self, group: &str, field: &'s Field) -> Option<&'s str> {
        unit(field, || self.glossary.fields.of(group, &field.name))
    }

    fn meaning_of_parameter(&self, group: &str, name: &str) -> Option<&Meaning> {
        self.glossary.parameters.of(group, name).or_else(|| self.glossary.fields.of(group, name))
    }

    /// The English line about a group.
    pub fn group_doc(&self, group: &str) -> Option<&str> {
        self.service.group_docs.get(group).map(String::as_str)
    }
}

fn unit<'s>(field: &'s Field, meaning: impl FnOnce() -> Option<&'s Meaning>) -> Option<&'s str> {
    let is_number = || field.ty.innermost().is_integer() || *field.ty.innermost() == Type::Number;
    let known = || if is_number() { meaning()?.unit.as_deref() } else { None };
    field.unit.as_deref().or_else(known)
}
