//! Given names: each must still name something, and be the name in use.

use super::found::Check;
use crate::model::{Location, Named};

pub(super) fn check(check: &mut Check) {
    let names = &check.spec.names;
    for (key, named) in &names.enums {
        if let Some(complaint) = complaint(check, key, &named.name) {
            check.error(&named.place, complaint);
        }
    }
    for (key, values) in &names.values {
        for (value, named) in values {
            check_value(check, key, value, named);
        }
    }
}

/// The problem of a given name; `None` if it is valid.
fn complaint(check: &Check, key: &str, name: &str) -> Option<String> {
    let spec = check.spec;
    let nothing = || {
        Some(format!(
            "`{key}` is not a place in the spec; `group/Operation.query.name` or \
         `group/Model.field` is expected"
        ))
    };
    let Some((group, place)) = key.split_once('/') else { return nothing() };
    let mut parts = place.splitn(3, '.');
    let (Some(owner), Some(second)) = (parts.next(), parts.next()) else { return nothing() };
    let ty = match parts.next() {
        Some(parameter) => {
            let location =
                Location::ALL.iter().find(|(known, _)| *known == second).map(|(_, location)| *location);
            let operation = spec.groups.get(group).and_then(|group| group.operations.get(owner));
            let found = operation
                .zip(location)
                .and_then(|(operation, location)| operation.parameter(location, parameter));
            found.map(|parameter| &parameter.field.ty)
        }
        None => spec.model(group, owner).and_then(|model| model.field(second)).map(|field| &field.ty),
    };
    let Some(ty) = ty else { return nothing() };
    let used = ty.name().filter(|used| spec.enumeration(group, used).is_some());
    match used {
        Some(used) if used == name => None,
        Some(used) => Some(format!(
            "`{key}` is named `{name}` here, but the spec has `{used}`; import its document again"
        )),
        None => Some(format!("`{key}` is named `{name}` here, but it has no listed values; delete the name")),
    }
}

fn check_value(check: &mut Check, key: &str, value: &str, named: &Named) {
    let found = key.split_once('/').and_then(|(group, name)| check.spec.enumeration(group, name));
    let Some(enumeration) = found else {
        return check.error(
            &named.place,
            format!("`{key}` is not an enumeration of the spec; `group/Name` is expected"),
        );
    };
    let is_range = enumeration.range.is_some_and(|range| range.to_string() == value);
    let used = if is_range {
        Some(&enumeration.range_name)
    } else {
        enumeration.values.iter().find(|known| known.value == value).map(|known| &known.name)
    };
    match used {
        None => check.error(&named.place, format!("`{key}` has no value `{value}`; delete the name")),
        Some(Some(used)) if *used == named.name => {}
        Some(used) => {
            let used = used.as_ref().map_or("no name for it".to_owned(), |used| format!("`{used}`"));
            let message = format!(
                "value `{value}` of `{key}` is named `{}` here, but the spec has {used}; import its \
                 document again",
                named.name
            );
            check.error(&named.place, message);
        }
    }
}
