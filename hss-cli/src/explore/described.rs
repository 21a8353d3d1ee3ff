//! The fields of a type, to read: of responses.

use hss_runtime::schema::{Enumeration, Field, Kind};
use maud::{Markup, html};

use super::depth::Depth;
use super::form::{about, heading};
use crate::describe::type_name;
use crate::{shown, wording};

/// The fields of a type, or its name if it has none.
pub(super) fn of_kind(kind: &Kind) -> Markup {
    fields(kind, Depth::of(kind)).unwrap_or_else(|| html! { p { (shown::cell(&type_name(kind))) "." } })
}

fn fields(kind: &Kind, depth: Depth) -> Option<Markup> {
    let (model, tag) = match kind {
        Kind::Model(model) => (model.get(), None),
        Kind::Union(union) => (union.get(), union.tag),
        Kind::List(kind) | Kind::Map(kind) | Kind::Nullable(kind) => return fields(kind, depth),
        _ => return None,
    };
    let depth = depth.inside();
    let below = |field: &Field| depth.reaches(&field.kind).then(|| fields(&field.kind, depth)).flatten();
    Some(html! {
        dl.fields {
            @for field in model.fields {
                dt { (heading(field)) }
                dd {
                    (about(field))
                    @if let Some(tag) = tag.filter(|_| !field.tags().is_empty()) {
                        p.hint { code { (shown::cell(tag)) } ": " (shown::cell(&field.tags().join(" or "))) }
                    }
                    @if let Some(table) = values(&field.kind) { (meanings(table)) }
                    @if let Some(inside) = below(field) { (inside) }
                }
            }
        }
    })
}

/// The values of an enumeration: a line per value where they have meanings.
fn meanings(table: &'static Enumeration) -> Markup {
    let values = wording::values(table);
    if !wording::is_explained(table) {
        return html! { p.values { (shown::cell(&values.join(" | "))) } };
    }
    let docs = table.values.iter().map(|value| value.doc).chain([""]);
    html! {
        ul.values {
            @for (value, doc) in values.iter().zip(docs) {
                li { code { (shown::cell(value)) } @if !doc.is_empty() { " – " (shown::paragraph(doc)) } }
            }
        }
    }
}

fn values(kind: &Kind) -> Option<&'static Enumeration> {
    match kind {
        Kind::Enum(table) => Some(table.get()),
        Kind::List(kind) | Kind::Map(kind) | Kind::Nullable(kind) => values(kind),
        _ => None,
    }
}
