//! Names that differ on the wire but would be the same in code.

use super::found::Check;
use crate::model::{Definitions, Enumeration, Group, Model, Operation, Spec};
use crate::names::{self, CodeName};
use crate::place::Place;

/// Notes a name that is changed in code because another one would be the same.
fn note(check: &mut Check, what: &str, name: &CodeName, place: &Place) {
    if let Some(shared) = &name.shared {
        let message =
            format!("{what} is `{}` in code, since another one would also be `{shared}`", name.text);
        check.note(place, message);
    }
}

pub(super) fn check_parameters(check: &mut Check, operation: &Operation) {
    for (parameter, name) in operation.parameters.iter().zip(names::parameters(operation)) {
        let (wire, place) = (&parameter.field.name, &parameter.field.place);
        note(check, &format!("{} parameter `{wire}`", parameter.location.name()), &name, place);
        refuse_nameless(check, wire, place, "parameter");
    }
}

pub(super) fn check_headers(check: &mut Check, operation: &Operation) {
    for (header, name) in operation.response.headers.iter().zip(names::headers(operation)) {
        note(check, &format!("response header `{}`", header.name), &name, &header.place);
        refuse_nameless(check, &header.name, &header.place, "header");
    }
}

pub(super) fn check_fields(check: &mut Check, model_name: &str, model: &Model) {
    for (field, name) in model.fields.iter().zip(names::fields(model)) {
        note(check, &format!("field `{model_name}.{}`", field.name), &name, &field.place);
        refuse_nameless(check, &field.name, &field.place, "field");
    }
}

fn refuse_nameless(check: &mut Check, name: &str, place: &Place, what: &str) {
    let is_control = |letter: char| letter.is_control();
    if name.is_empty() || name.contains(is_control) {
        check.error(
            place,
            format!("{what} name `{}` is empty or has control characters", name.escape_debug()),
        );
    }
}

pub(super) fn check_values(check: &mut Check, enum_name: &str, enumeration: &Enumeration) {
    let names = names::values(enumeration);
    for (value, name) in enumeration.values.iter().zip(&names.values) {
        note(check, &format!("value `{}` of `{enum_name}`", value.value), name, &value.place);
    }
    if let Some(name) = &names.range {
        note(check, &format!("the range of `{enum_name}`"), name, &enumeration.place);
    }
}

/// Checks the names of groups; a problem is reported at the group's first operation.
pub(super) fn check_groups(check: &mut Check, spec: &Spec) {
    for (group, names) in names::groups(spec.groups.keys()) {
        let first = spec.groups.get(group).and_then(|group| group.operations.values().next());
        if let Some(operation) = first {
            note(check, &format!("group `{group}`"), &names.module, &operation.place);
        }
    }
}

pub(super) fn check_operations(check: &mut Check, group: &Group) {
    for (id, names) in names::operations(group.operations.keys()) {
        let Some(operation) = group.operations.get(id) else { continue };
        let changed = [&names.builder, &names.method].into_iter().find(|name| name.shared.is_some());
        note(check, &format!("operation `{id}`"), changed.unwrap_or(&names.builder), &operation.place);
    }
}

pub(super) fn check_types(check: &mut Check, group: &str, definitions: &Definitions) {
    for (name, code) in names::types(check.spec, group) {
        if let Some(model) = definitions.models.get(name) {
            note(check, &format!("model `{name}`"), &code, &model.place);
        } else if let Some(enumeration) = definitions.enums.get(name) {
            note(check, &format!("enumeration `{name}`"), &code, &enumeration.place);
        }
    }
}
