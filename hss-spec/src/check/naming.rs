//! Names that are different on the wire but become one identifier.

use std::collections::BTreeMap;

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::Check;
use crate::model::{Enumeration, Family, Model, Operation};
use crate::place::Place;

/// The identifier of a wire name, in words joined by `_`; what any generator makes its names of.
fn identifier(name: &str) -> String {
    name.to_snake_case()
}

/// Reports names that become the same identifier, and names that become none.
fn collisions<'n>(check: &mut Check, names: impl IntoIterator<Item = (&'n str, &'n Place)>, what: &str) {
    let mut seen: BTreeMap<String, (&str, &Place)> = BTreeMap::new();
    for (name, place) in names {
        let identifier = identifier(name);
        match seen.get(&identifier) {
            Some((first, _)) if *first == name => {}
            Some((first, first_place)) => {
                let message = format!(
                    "{what} `{name}` and `{first}` ({first_place}) both become `{identifier}`; rename one with a fixup"
                );
                check.error(place, message);
            }
            None => {
                seen.insert(identifier, (name, place));
            }
        }
    }
}

pub(super) fn check_parameters(check: &mut Check, operation: &Operation) {
    let names =
        operation.parameters.iter().map(|parameter| (parameter.field.name.as_str(), &parameter.field.place));
    collisions(check, names, "parameters");
    for parameter in &operation.parameters {
        refuse_nameless(check, &parameter.field.name, &parameter.field.place, "parameter");
    }
}

pub(super) fn check_fields(check: &mut Check, _model: &str, model: &Model) {
    let names = model.fields.iter().map(|field| (field.name.as_str(), &field.place));
    collisions(check, names, "fields");
    for field in &model.fields {
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

/// Two values may be told apart by more than words (`a.b` and `a_b`); the generator's rule then tells them apart. Given
/// names must differ.
pub(super) fn check_values(check: &mut Check, name: &str, enumeration: &Enumeration) {
    let given = enumeration.values.iter().filter_map(|value| Some((value.name.as_deref()?, &value.place)));
    let mut seen: BTreeMap<String, &Place> = BTreeMap::new();
    for (given, place) in given {
        if let Some(first) = seen.insert(identifier(given), place) {
            check.error(
                place,
                format!("two values of `{name}` are named `{given}`; the first stands at {first}"),
            );
        }
    }
}

/// Operations, models and enumerations of a family share one namespace.
pub(super) fn check_family(check: &mut Check, family_name: &str, family: &Family) {
    let mut seen: BTreeMap<String, (String, &Place)> = BTreeMap::new();
    let operations = family.operations.iter().map(|(id, operation)| ("operation", id, &operation.place));
    let models = family.definitions.models.iter().map(|(name, model)| ("model", name, &model.place));
    let enums = family.definitions.enums.iter().map(|(name, one)| ("enumeration", name, &one.place));
    for (kind, name, place) in operations.chain(models).chain(enums) {
        let identifier = name.to_upper_camel_case();
        if let Some((first, first_place)) = seen.get(&identifier) {
            if kind == "enumeration" && *first == format!("model `{name}`") {
                continue; // said by the check of the definitions
            }
            let message = format!(
                "{kind} `{name}` and {first} ({first_place}) of family `{family_name}` both become `{identifier}`"
            );
            check.error(place, message);
        }
        seen.entry(identifier).or_insert((format!("{kind} `{name}`"), place));
    }
}
