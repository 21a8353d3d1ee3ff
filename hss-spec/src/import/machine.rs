//! The vendor's machine-readable constraints on query parameters, the second source after the doc pages.
//!
//! One JSON object: operation ids, each with `query`, and under it each parameter with any of `type`, `format`,
//! `required`, `default`, `enum` and the bounds of JSON Schema. They are stored next to those of the operation's page;
//! neither source overwrites the other.

use super::openapi::tree::{Node, Tree, short};
use super::openapi::{enumeration, literal};
use super::{Document, Draft};
use crate::model::{Bounds, Constraint, ConstraintKind, Enumeration, Field, Location, Method, Source, Type};
use crate::place::{NoteKind, Problem, Problems};

/// Known keywords of a parameter; its description is always the page's.
const KNOWN: [&str; 6] = ["type", "format", "required", "default", "enum", "description"];

/// Sets the machine-readable constraints and attributes of the drafts' query parameters.
///
/// Returns notes on parameters that only one source has, differing types and lists of values, and unread keywords.
///
/// # Errors
///
/// The document is not valid JSON, or an operation is not an object.
pub fn apply_constraints(document: &Document<'_>, drafts: &mut [Draft]) -> Result<Vec<Problem>, Problems> {
    let tree = Tree::parse(document)?;
    let root = tree.root();
    if !root.is_map() {
        return Err(root.error("expected an object of operations").into());
    }
    let mut notes = Vec::new();
    let mut known = 0;
    for draft in drafts.iter_mut() {
        if let Some(operation) = root.get(&draft.operation.id) {
            known += 1;
            apply(operation, draft, &mut notes);
        }
    }
    let unknown = root.entries().count() - known;
    if unknown > 0 {
        notes.push(
            root.note(format!("{unknown} operations with constraints here are not among those imported")),
        );
    }
    let mut problems = Problems(notes);
    problems.sort();
    if problems.has_errors() { Err(problems) } else { Ok(problems.0) }
}

fn apply(node: Node<'_>, draft: &mut Draft, notes: &mut Vec<Problem>) {
    let id = &draft.operation.id;
    let Some(query) = node.get("query").filter(|query| query.is_map()) else {
        return notes.push(node.error(format!("`{id}` has no `query`; expected an object of parameters")));
    };
    note_other_call(node, draft, notes);
    for parameter in &draft.operation.parameters {
        let name = &parameter.field.name;
        if parameter.location == Location::Query && query.get(name).is_none() {
            let message =
                format!("`{id}`: query parameter `{}` is only on the operation's page", short(name));
            notes.push(query.note(message));
        }
    }
    for (name, keywords) in query.entries() {
        let found = draft
            .operation
            .parameters
            .iter_mut()
            .find(|one| one.location == Location::Query && one.field.name == name);
        let Some(parameter) = found else {
            let message = format!("`{id}`: query parameter `{}` is only here; not read", short(name));
            notes.push(keywords.note_of(NoteKind::Constraint, message));
            continue;
        };
        set_machine(keywords, &mut parameter.field, notes);
        let place = format!("query.{name}");
        let known = draft.values.remove(&place);
        if let Some(values) = joined(keywords, &parameter.field.ty, known, notes) {
            draft.values.insert(place, values);
        }
    }
}

/// Adds a note if the method or the path differs from the operation's.
fn note_other_call(node: Node<'_>, draft: &Draft, notes: &mut Vec<Problem>) {
    let operation = &draft.operation;
    let differs = |key: &str, own: &str| node.get(key).and_then(Node::text).is_some_and(|other| other != own);
    let method =
        Method::ALL.iter().find(|(_, method)| *method == operation.method).map_or("", |(name, _)| name);
    if differs("method", method) || differs("path", &operation.path) {
        let message = format!("`{}` has another method or path here than on its page", operation.id);
        notes.push(node.note(message));
    }
}

/// Sets the constraints and attributes of a parameter.
fn set_machine(keywords: Node<'_>, field: &mut Field, notes: &mut Vec<Problem>) {
    let is_known = |key: &str| {
        KNOWN.contains(&key) || ConstraintKind::ALL.iter().any(|kind| kind.keywords().contains(&key))
    };
    if let Some((key, value)) = keywords.entries().find(|(key, _)| !is_known(key)) {
        notes.push(value.note_of(NoteKind::Constraint, format!("`{}` is not read", short(key))));
    }
    note_other_type(keywords, &field.ty, notes);
    field.required.machine = keywords.get("required").and_then(Node::boolean);
    for kind in ConstraintKind::ALL {
        field.constraints.remove(Source::Machine, kind);
        if let Some(constraint) = constraint(keywords, kind, &field.ty, notes) {
            field.constraints.set(Source::Machine, constraint);
        }
    }
    if let Some(default) = keywords.get("default").filter(|default| !default.is_null()) {
        field.default.machine = literal(default, &field.ty);
        if field.default.machine.is_none() {
            let message =
                format!("the default {} is not a value of type `{}`; not read", default.describe(), field.ty);
            notes.push(default.note_of(NoteKind::Constraint, message));
        }
    }
}

/// The constraint of the given kind that the keywords state.
fn constraint(
    parameter: Node<'_>,
    kind: ConstraintKind,
    ty: &Type,
    notes: &mut Vec<Problem>,
) -> Option<Constraint> {
    let keywords = kind.keywords();
    let node = keywords.iter().find_map(|keyword| parameter.get(keyword))?;
    let number = |keyword: &str| parameter.get(keyword).and_then(Node::number);
    let stated = match keywords {
        [least, greatest] => {
            let bounds = Bounds::new(number(least), number(greatest));
            let is_stated = bounds.min.is_some() || bounds.max.is_some();
            is_stated.then_some(bounds).and_then(|bounds| Constraint::from_bounds(kind, bounds))
        }
        _ => node.text().and_then(|text| Constraint::parse(kind, text)),
    };
    let usable = stated.filter(|one| kind.applies_to(ty, None) && one.defect().is_none());
    if usable.is_none() {
        let keywords = keywords.join("` and `");
        notes.push(node.note_of(
            NoteKind::Constraint,
            format!("`{keywords}` do not fit the parameter's type; not read"),
        ));
    }
    usable
}

fn note_other_type(keywords: Node<'_>, ty: &Type, notes: &mut Vec<Problem>) {
    let Some(node) = keywords.get("type") else { return };
    let agrees = matches!(
        (node.text().unwrap_or_default(), ty),
        ("string", Type::String)
            | ("boolean", Type::Boolean)
            | ("array", Type::List(_))
            | ("integer", Type::Integer | Type::Long)
            | ("number", Type::Integer | Type::Long | Type::Number)
    );
    if !agrees {
        let message = format!(
            "the type is {} here and `{ty}` on the operation's page; the page's is used",
            node.describe()
        );
        notes.push(node.note(message));
    }
}

/// The listed values of both sources.
fn joined(
    keywords: Node<'_>,
    ty: &Type,
    page: Option<Enumeration>,
    notes: &mut Vec<Problem>,
) -> Option<Enumeration> {
    let Some(list) = keywords.get("enum") else { return page };
    let values: Vec<Node<'_>> = list.elements().collect();
    let Some(machine) = enumeration(list, &values, ty.innermost()) else {
        notes
            .push(list.note_of(NoteKind::Constraint, format!("a list of values of type `{ty}` is not read")));
        return page;
    };
    let Some(mut page) = page else { return Some(machine) };
    let same = |one: &Enumeration, value: &str| one.values.iter().any(|known| known.value == value);
    let differs = machine.values.iter().any(|value| !same(&page, &value.value))
        || page.values.iter().any(|value| !same(&machine, &value.value));
    if differs {
        notes.push(list.note("the operation's page lists other values; those of both are used"));
    }
    page.open |= machine.open;
    let new: Vec<_> = machine.values.into_iter().filter(|value| !same(&page, &value.value)).collect();
    page.values.extend(new);
    Some(page)
}
