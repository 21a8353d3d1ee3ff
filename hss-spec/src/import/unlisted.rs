//! The values of an enumeration that a field's own document does not list.
//!
//! Fields of one name and one list share an enumeration. When their documents come to list different values, it has those
//! of all of them: no import renames a type, and an additional value of one field does not change the type of the others. Each field
//! says which values are not its own, so that a value which one document drops shows in a comparison.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Definitions, EnumKind, EnumValue, Enumeration, Field, Group, Location, Spec};

/// The values that documents list, by the parameter or field, and by its group.
#[derive(Default)]
pub(super) struct Listed(BTreeMap<Owned, BTreeMap<String, BTreeSet<String>>>);

/// A parameter of an operation or a field of a model, by both names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owned {
    Parameter(String, String),
    Field(String, String),
}

impl Owned {
    /// The meaning of a draft's place: `query.type`, or `ImageScanTaskInfo.task_status`.
    fn at(id: &str, place: &str) -> Option<Self> {
        let (owner, name) = place.split_once('.')?;
        Some(match Location::ALL.iter().any(|(location, _)| *location == owner) {
            true => Self::Parameter(id.to_owned(), place.to_owned()),
            false => Self::Field(owner.to_owned(), name.to_owned()),
        })
    }
}

impl Listed {
    /// Adds the lists of an operation's document, or those of models that groups share.
    pub(super) fn add(&mut self, group: &str, id: &str, values: &BTreeMap<String, Enumeration>) {
        for (place, one) in values {
            let Some(owned) = Owned::at(id, place) else { continue };
            let known = self.0.entry(owned).or_default().entry(group.to_owned()).or_default();
            known.extend(one.values.iter().map(|value| value.value.clone()));
        }
    }

    /// Adds what the spec has of models that operations outside the import use as well.
    pub(super) fn add_known(&mut self, spec: &Spec, group: &str, others: &BTreeSet<String>) {
        for (owned, by_group) in &mut self.0 {
            let (Owned::Field(model, field), Some(values)) = (owned, by_group.get_mut(group)) else {
                continue;
            };
            let known = spec.model(group, model).filter(|_| others.contains(model));
            let Some(known) = known.and_then(|model| model.field(field)) else { continue };
            let of_spec = known.ty.name().and_then(|name| spec.enumeration(group, name));
            let of_spec = of_spec.into_iter().flat_map(|one| &one.values).map(|value| &value.value);
            values.extend(of_spec.filter(|value| !known.unlisted.contains(value)).cloned());
        }
    }

    /// The values of a parameter or field; `None` if no document of the import lists any.
    fn of(&self, owned: &Owned, group: &str) -> Option<BTreeSet<&str>> {
        let by_group = self.0.get(owned)?;
        let lists: Vec<&BTreeSet<String>> = match group {
            // A shared model may be that of any group.
            "" => by_group.values().collect(),
            group => by_group.get(group).into_iter().collect(),
        };
        let values = lists.iter().flat_map(|list| list.iter().map(String::as_str));
        (!lists.is_empty()).then(|| values.collect())
    }

    /// Has each field of the new spec say which values its document does not list.
    pub(super) fn settle(&self, old: &Spec, new: &mut Spec) {
        let Spec { groups, shared, .. } = new;
        for (group, Group { operations, definitions, .. }) in groups {
            let Definitions { models, enums } = definitions;
            let enumeration = |name: &str| enums.get(name).or_else(|| shared.enums.get(name));
            for (id, operation) in operations {
                let known = old.groups.get(group).and_then(|group| group.operations.get(id));
                for parameter in &mut operation.parameters {
                    let known =
                        known.and_then(|one| one.parameter(parameter.location, &parameter.field.name));
                    let place = format!("{}.{}", parameter.location.name(), parameter.field.name);
                    let listed = self.of(&Owned::Parameter(id.clone(), place), group);
                    let known = known.map(|parameter| &parameter.field);
                    settle(&mut parameter.field, listed, (old, group, known), enumeration);
                }
            }
            for (name, model) in models {
                let known = old.model(group, name);
                for field in &mut model.fields {
                    let listed = self.of(&Owned::Field(name.clone(), field.name.clone()), group);
                    let known = known.and_then(|known| known.field(&field.name));
                    settle(field, listed, (old, group, known), enumeration);
                }
            }
        }
        let Definitions { models, enums } = shared;
        for (name, model) in models {
            let known = old.shared.models.get(name);
            for field in &mut model.fields {
                let listed = self.of(&Owned::Field(name.clone(), field.name.clone()), "");
                let known = known.and_then(|known| known.field(&field.name));
                settle(field, listed, (old, "", known), |name| enums.get(name));
            }
        }
    }
}

/// The values that a field's own document does not list: by the document, else as the spec had them, and those that are
/// new to the enumeration.
fn settle<'e>(
    field: &mut Field,
    listed: Option<BTreeSet<&str>>,
    (old, group, known): (&Spec, &str, Option<&Field>),
    enumeration: impl Fn(&str) -> Option<&'e Enumeration>,
) {
    let Some(current) = field.ty.name().and_then(enumeration) else {
        field.unlisted.clear();
        return;
    };
    let before = known.and_then(|known| known.ty.name()).and_then(|name| old.enumeration(group, name));
    let is_own = |value: &EnumValue| match (&listed, known, before) {
        (Some(listed), ..) => {
            listed.contains(value.value.as_str())
                || listed.iter().any(|text| is_same(current.kind, value, &EnumValue::new(*text)))
        }
        (None, Some(known), Some(before)) => {
            before.values.iter().any(|one| is_same(current.kind, one, value))
                && !known.unlisted.contains(&value.value)
        }
        _ => true,
    };
    // What only the Explorer lists is the enumeration's, whichever field it was found at.
    let unlisted = current.values.iter().filter(|value| value.listed_by.is_none() && !is_own(value));
    field.unlisted = unlisted.map(|value| value.value.clone()).collect();
}

fn is_same(kind: EnumKind, one: &EnumValue, other: &EnumValue) -> bool {
    one.value == other.value
        || (kind != EnumKind::String && one.number().is_some() && one.number() == other.number())
}
