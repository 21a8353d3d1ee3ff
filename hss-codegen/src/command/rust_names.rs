//! The names in generated code that a change is about, such as `lantern::ListLanternJobsKind::Trim`.

use hss_spec::diff::{Effect, Finding};
use hss_spec::model::{Location, Operation, Parameter, Spec};
use hss_spec::names;

/// The heading of shared types in reports of `diff`.
const SHARED: &str = "shared";

/// The name in code of the subject of a change: its old name, unless the subject is new.
pub(super) fn rust_name(finding: &Finding, old: &Spec, new: &Spec) -> Option<String> {
    let before = || name_at(old, finding.was.as_deref().unwrap_or(&finding.at), finding.subject.kind);
    let after = || name_at(new, &finding.at, finding.subject.kind);
    match finding.effect {
        Effect::Addition => after().or_else(before),
        _ => before().or_else(after),
    }
}

/// The name in code of the place `at` of a report.
fn name_at(spec: &Spec, at: &str, kind: &str) -> Option<String> {
    let groups = names::groups(spec.groups.keys());
    let Some((group, place)) = at.split_once('/') else {
        return (kind == "group").then(|| Some(format!("Client::{}", groups.get(at)?.method.text)))?;
    };
    let is_shared = !spec.groups.contains_key(group) && group == SHARED;
    let module = match groups.get(group) {
        Some(names) => names.module.text.as_str(),
        None if is_shared => SHARED,
        None => return None,
    };
    let item = match kind {
        "operation" | "the body" | "the response" | "the listing" => {
            let id = place.split('.').next().unwrap_or(place);
            let names = names::operations(spec.groups.get(group)?.operations.keys());
            format!("{}::{}", groups.get(group)?.handle.text, names.get(id)?.method.text)
        }
        "value" => {
            let (owner, value) = place.split_once('=')?;
            format!("{}::{}", type_name(spec, group, owner)?, value_name(spec, group, owner, value)?)
        }
        "field" => {
            let (owner, field) = place.split_once('.')?;
            let model = spec.model(if is_shared { "" } else { group }, owner)?;
            let index = model.fields.iter().position(|one| one.name == field)?;
            format!("{}::{}", type_name(spec, group, owner)?, names::fields(model).get(index)?.text)
        }
        kind if kind.ends_with(" parameter") => {
            let mut parts = place.splitn(3, '.');
            let (id, location, name) = (parts.next()?, parts.next()?, parts.next()?);
            let operation = spec.groups.get(group)?.operations.get(id)?;
            let index = position(operation, location, name)?;
            let parameter = operation.parameters.get(index)?;
            let name = names::parameters(operation).get(index)?.text.clone();
            let operations = names::operations(spec.groups.get(group)?.operations.keys());
            let names = operations.get(id)?;
            if is_argument(spec, parameter) {
                format!("{}::{}({name})", groups.get(group)?.handle.text, names.method.text)
            } else {
                format!("builder::{}::{name}", names.builder.text)
            }
        }
        _ => type_name(spec, group, place)?,
    };
    Some(format!("{module}::{item}"))
}

fn type_name(spec: &Spec, group: &str, name: &str) -> Option<String> {
    let scope = if spec.groups.contains_key(group) { group } else { "" };
    names::types(spec, scope).get(name).map(|name| name.text.clone())
}

fn value_name(spec: &Spec, group: &str, owner: &str, value: &str) -> Option<String> {
    let enumeration = spec.enumeration(if spec.groups.contains_key(group) { group } else { "" }, owner)?;
    let index = enumeration.values.iter().position(|one| one.value == value)?;
    names::values(enumeration).values.get(index).map(|name| name.text.clone())
}

fn position(operation: &Operation, location: &str, name: &str) -> Option<usize> {
    let (_, location) = Location::ALL.iter().find(|(known, _)| *known == location)?;
    operation.parameters.iter().position(|one| one.location == *location && one.field.name == name)
}

/// Returns true if the parameter is an argument of the method.
fn is_argument(spec: &Spec, parameter: &Parameter) -> bool {
    parameter.field.required.effective() && !spec.service.client_parameters.contains(&parameter.field.name)
}
