//! Models and enumerations.

use std::collections::{BTreeMap, BTreeSet};

use super::found::Check;
use super::{field, naming};
use crate::model::{Definitions, EnumKind, Enumeration, Group, Model, Type, Union};

pub(super) fn check_shared(check: &mut Check) {
    let spec = check.spec;
    let used: BTreeSet<&str> =
        spec.groups.iter().flat_map(|(name, group)| used_by(check, name, group)).collect();
    definitions(check, "", &spec.shared, &used);
}

pub(super) fn check_group<'s>(check: &mut Check<'s>, name: &str, group: &'s Group) {
    if !group.definitions.is_empty() {
        let used = used_by(check, name, group);
        definitions(check, name, &group.definitions, &used);
    }
    let spec = check.spec;
    for (model, place) in group.definitions.models.iter().map(|(name, model)| (name, &model.place)) {
        if let Some(shared) = spec.shared.models.get(model) {
            check.error(
                place,
                format!("model `{model}` of group `{name}` hides the shared one at {}", shared.place),
            );
        }
    }
}

fn used_by<'s>(check: &Check<'s>, name: &str, group: &'s Group) -> BTreeSet<&'s str> {
    check.spec.reach(name, group.operations.values().flat_map(|operation| operation.types()))
}

fn definitions(check: &mut Check, group: &str, definitions: &Definitions, used: &BTreeSet<&str>) {
    naming::check_types(check, group, definitions);
    for (name, model) in &definitions.models {
        if !used.contains(name.as_str()) {
            check.note(&model.place, format!("no operation uses model `{name}`"));
        }
        check_model(check, group, name, model);
    }
    for (name, enumeration) in &definitions.enums {
        if !used.contains(name.as_str()) {
            check.note(&enumeration.place, format!("no operation uses enumeration `{name}`"));
        }
        if let Some(model) = definitions.models.get(name) {
            let message = format!(
                "`{name}` is an enumeration, and a model at {}; one of them needs another name",
                model.place
            );
            check.error(&enumeration.place, message);
        }
        check_enumeration(check, name, enumeration);
    }
}

fn check_model(check: &mut Check, group: &str, name: &str, model: &Model) {
    let mut seen = BTreeMap::new();
    for field in &model.fields {
        let what = format!("field `{name}.{}`", field.name);
        if let Some(first) = seen.insert(&field.name, &field.place) {
            check.error(&field.place, format!("{what} is described twice; the first is at {first}"));
        }
        let is_last = model.fields.last().is_some_and(|last| last.name == field.name);
        if field.additional && !(is_last && matches!(field.ty, Type::Map(_)) && model.union.is_none()) {
            let message =
                format!("{what} is `additional`; only the last field of an object can be, and only a map");
            check.error(&field.place, message);
        }
        // The types of a shared model are looked up only in the shared types, so no group is given.
        field::check(check, group, field, &what);
    }
    if let Some(size) = model.size {
        let defect = match model.union {
            Some(_) => Some("but is a union; only an object has one"),
            None => model.size_defect(size),
        };
        if let Some(defect) = defect {
            check.error(&model.place, format!("model `{name}` has the size `{size}`, {defect}"));
        }
    }
    if let Some(defect) = model.field_sets.as_ref().and_then(|sets| sets.defect(model)) {
        check.error(&model.place, format!("model `{name}` has sets of fields, {defect}"));
    }
    if let Some(union) = &model.union {
        check_union(check, name, model, union);
    }
    naming::check_fields(check, name, model);
}

fn check_union(check: &mut Check, name: &str, model: &Model, union: &Union) {
    if model.fields.is_empty() {
        check.error(&model.place, format!("union `{name}` has no variants; at least one is expected"));
    }
    if union.tag.is_none() && !union.values.is_empty() {
        let message = format!("union `{name}` has values of a tag, but no `tag` that names the field");
        check.error(&model.place, message);
    }
    for (value, variant) in &union.values {
        if model.field(variant).is_none() {
            let message = format!(
                "value `{value}` of union `{name}` means `{variant}`, which is not one of its variants"
            );
            check.error(&model.place, message);
        }
    }
    for variant in model.fields.iter().filter(|variant| variant.required.effective()) {
        let message = format!("variant `{name}.{}` is required; a value has only one variant", variant.name);
        check.error(&variant.place, message);
    }
}

fn check_enumeration(check: &mut Check, name: &str, enumeration: &Enumeration) {
    if enumeration.values.is_empty() {
        check.error(
            &enumeration.place,
            format!("enumeration `{name}` has no values; at least one is expected"),
        );
    }
    let mut seen = BTreeMap::new();
    for value in &enumeration.values {
        if let Some(first) = seen.insert(&value.value, &value.place) {
            let message =
                format!("value `{}` of `{name}` is listed twice; the first is at {first}", value.value);
            check.error(&value.place, message);
        }
        if enumeration.kind != EnumKind::String && value.number().is_none() {
            let message = format!(
                "value `{}` of `{name}` is not an integer, but its kind is `{}`",
                value.value,
                enumeration.kind.name()
            );
            check.error(&value.place, message);
        }
    }
    if enumeration.range.is_some_and(|range| range.is_empty()) {
        check.error(&enumeration.place, format!("the range of `{name}` has its minimum above its maximum"));
    }
    if enumeration.range.is_some() && enumeration.kind != EnumKind::Codes {
        let message = format!(
            "enumeration `{name}` has a range, but its kind is `{}`; only `codes` has one",
            enumeration.kind.name()
        );
        check.error(&enumeration.place, message);
    }
    naming::check_values(check, name, enumeration);
}
