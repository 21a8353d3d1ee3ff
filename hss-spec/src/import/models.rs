//! Completeness of a page's models: a named model without a table becomes any JSON.

use std::collections::{BTreeMap, BTreeSet};

use super::page::Page;
use crate::model::{Model, Operation, Type};
use crate::place::{NoteKind, Place, Problem};

/// Replaces every named type without a table with any JSON, and adds a note.
pub(super) fn settle(
    page: &Page,
    operation: &mut Operation,
    models: &mut BTreeMap<String, Model>,
    problems: &mut Vec<Problem>,
) {
    let names: BTreeSet<String> = models.keys().cloned().collect();
    // Tables of the page that were left out have separate messages.
    let mut reported: BTreeSet<String> = page.tables.iter().map(|table| table.title.text.clone()).collect();
    let mut settle = |ty: &mut Type, place: &Place| {
        let Some(name) = ty.name().filter(|name| !names.contains(*name)).map(str::to_owned) else { return };
        *ty = ty.with_innermost(Type::Json);
        if reported.insert(name.clone()) {
            let message =
                format!("the page has no table with the fields of the type `{name}`; it is read as any JSON");
            problems.push(Problem::note(place, message).of(NoteKind::Type));
        }
    };
    for parameter in &mut operation.parameters {
        let place = parameter.field.place.clone();
        settle(&mut parameter.field.ty, &place);
    }
    if let Some(body) = &mut operation.body {
        let place = body.place.clone();
        settle(&mut body.ty, &place);
    }
    let place = operation.response.place.clone();
    operation.response.ty.iter_mut().for_each(|ty| settle(ty, &place));
    for field in models.values_mut().flat_map(|model| &mut model.fields) {
        let place = field.place.clone();
        settle(&mut field.ty, &place);
    }
}

/// Returns true if two tables of a model list the same fields of the same types.
pub(super) fn has_same_fields(one: &Model, other: &Model) -> bool {
    let fields = one.fields.iter().zip(&other.fields);
    one.fields.len() == other.fields.len()
        && fields.into_iter().all(|(a, b)| a.name == b.name && a.ty == b.ty)
}
