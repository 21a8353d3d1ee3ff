//! The form of an operation, from its tables: an input per parameter, and per field of an object.
//!
//! The script finds the inputs by their attributes: `data-param` has the index of a parameter, `data-name` the name of a
//! field in the object around it, `data-list` a list of objects, `data-leaf` is the input of a value, `data-body` has
//! the number of a media type, and `data-problem` is the place for what is wrong.

use hss_runtime::schema::{EnumKind, Enumeration, Field, Kind, Model, Operation};
use maud::{Markup, html};

use super::given::{DEEPEST, is_scalar};
use super::markdown::spans;
use crate::{shown, spelled};

/// The inputs of parameters.
pub(super) fn parameters(operation: &'static Operation) -> Markup {
    let parameters = operation.parameters.iter().enumerate();
    let asked: Vec<_> = parameters.filter(|(_, known)| !known.field.is_from_client()).collect();
    let (required, optional): (Vec<_>, Vec<_>) =
        asked.into_iter().partition(|(_, known)| known.field.is_required());
    html! {
        @if !required.is_empty() || !optional.is_empty() {
            fieldset.parameters {
                legend { "Parameters" }
                @for (index, known) in &required { div data-param=(index) data-named=(known.field.name) { (field(&known.field, 0)) } }
                @if !optional.is_empty() {
                    details.optional open[required.is_empty() && optional.len() <= 8] {
                        summary { (optional.len()) " optional" }
                        @for (index, known) in &optional { div data-param=(index) data-named=(known.field.name) { (field(&known.field, 0)) } }
                    }
                }
            }
        }
    }
}

/// The inputs of an object's fields: required ones first, the others folded.
pub(super) fn fields(fields: &'static [Field], depth: usize) -> Markup {
    let (required, optional): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| field.is_required());
    html! {
        @for one in &required { (named(one, depth)) }
        @if !optional.is_empty() {
            details.optional open[required.is_empty() && optional.len() <= 8] {
                summary { (optional.len()) " optional" }
                @for one in &optional { (named(one, depth)) }
            }
        }
    }
}

fn named(one: &'static Field, depth: usize) -> Markup {
    html! { div data-name=(one.name) { (field(one, depth)) } }
}

fn field(field: &'static Field, depth: usize) -> Markup {
    match field.kind {
        Kind::Model(model) if depth < DEEPEST && depth > 0 => object(field, model.get(), depth),
        Kind::List(Kind::Model(model)) if depth < DEEPEST && depth > 0 => {
            list_of(heading(field), about(field), field.name, model.get(), depth)
        }
        _ => simple(field),
    }
}

fn object(field: &'static Field, model: &'static Model, depth: usize) -> Markup {
    html! {
        fieldset {
            legend { (heading(field)) }
            (about(field))
            div data-object { (fields(model.fields, depth + 1)) }
            p.problem aria-live="polite" data-problem {}
        }
    }
}

/// A list of objects: the script adds copies of the template.
pub(super) fn list_of(
    legend: Markup,
    about: Markup,
    name: &str,
    model: &'static Model,
    depth: usize,
) -> Markup {
    let name = shown::cell(name);
    html! {
        fieldset data-list=(name) {
            legend { (legend) }
            (about)
            div data-items {}
            template {
                fieldset.item data-item {
                    legend { (name) }
                    div data-object { (fields(model.fields, depth + 1)) }
                    button.small type="button" data-act="remove" { "Remove" }
                }
            }
            button.small type="button" data-act="add" { "Add " (name) }
            p.problem aria-live="polite" data-problem {}
        }
    }
}

/// A field with one input.
fn simple(field: &'static Field) -> Markup {
    let choices = choices(&field.kind);
    html! {
        @if let Some(table) = choices {
            fieldset.field.choices { legend { (heading(field)) } (about(field)) (boxes(table)) p.problem aria-live="polite" data-problem {} }
        } @else {
            div.field {
                label { span.heading { (heading(field)) } (input(field)) }
                (about(field))
                p.problem aria-live="polite" data-problem {}
            }
        }
    }
}

/// The values of which several can be chosen.
fn choices(kind: &Kind) -> Option<&'static Enumeration> {
    match kind {
        Kind::Enum(table) if table.kind == EnumKind::Flags => Some(table.get()),
        Kind::List(Kind::Enum(table)) if !table.open => Some(table.get()),
        _ => None,
    }
}

fn boxes(table: &'static Enumeration) -> Markup {
    html! {
        div.boxes role="group" data-leaf="boxes" {
            @for value in table.values {
                label { input type="checkbox" value=(text_of(table, value)); " " (name_of(table, value)) (meaning(value.doc)) }
            }
        }
    }
}

fn meaning(doc: &'static str) -> Markup {
    html! { @if !doc.is_empty() { span.quiet { " – " (shown::paragraph(doc)) } } }
}

/// A value as it is sent to be read.
fn text_of(table: &Enumeration, value: &hss_runtime::schema::EnumValue) -> String {
    match table.kind {
        EnumKind::String => value.value.to_owned(),
        _ => value.number.to_string(),
    }
}

/// A value as it is shown.
fn name_of(table: &Enumeration, value: &hss_runtime::schema::EnumValue) -> String {
    let text = shown::cell(value.value);
    match (table.kind, value.name) {
        (_, "") => text,
        (_, name) => format!("{} ({text})", shown::cell(name)),
    }
}

fn input(field: &'static Field) -> Markup {
    let example = || field.example().map(|example| format!("example: {}", shown::cell(example)));
    let hint = field.default().map(|default| format!("default: {}", shown::cell(default))).or_else(example);
    let hint = hint.as_deref();
    let secret = field.is_secret().then_some("");
    match &field.kind {
        Kind::Boolean => html! {
            select data-leaf="text" { option value="" { (hint.unwrap_or("not set")) } option { "true" } option { "false" } }
        },
        Kind::Enum(table) if !table.open && table.counts.is_none() => {
            let table = table.get();
            html! {
                select data-leaf="text" {
                    option value="" { (hint.unwrap_or("not set")) }
                    @for value in table.values {
                        option value=(text_of(table, value)) { (name_of(table, value)) (words(value.doc)) }
                    }
                }
            }
        }
        Kind::Enum(table) => {
            let table = table.get();
            html! {
                input type="text" data-leaf="text" data-suggest placeholder=[hint] data-secret=[secret];
                datalist { @for value in table.values { option value=(text_of(table, value)) { (name_of(table, value)) (words(value.doc)) } } }
            }
        }
        Kind::Integer | Kind::Unsigned => html! {
            input type="text" inputmode="numeric" data-leaf="text" placeholder=[hint] data-secret=[secret];
        },
        Kind::Timestamp => html! {
            input type="text" data-leaf="text" placeholder=(hint.unwrap_or("2025-08-29 12:00, or milliseconds")) data-secret=[secret];
        },
        Kind::File => html! { input type="file" data-leaf="file"; },
        Kind::List(Kind::File) => html! { input type="file" multiple data-leaf="files"; },
        Kind::List(inner) if is_scalar(inner) => html! {
            textarea rows="2" spellcheck="false" data-leaf="lines" placeholder=(hint.unwrap_or("one per line")) data-secret=[secret] {}
        },
        kind if is_scalar(kind) => html! {
            @let most = field.length().and_then(|length| length.max).unwrap_or(0);
            @if most > 500 && !field.is_secret() {
                textarea rows="2" spellcheck="false" data-leaf="text" placeholder=[hint] {}
            } @else {
                input type=(if field.is_secret() { "password" } else { "text" }) spellcheck="false" data-leaf="text"
                    placeholder=[hint] data-secret=[secret];
            }
        },
        _ => {
            html! { textarea rows="4" spellcheck="false" data-leaf="text" placeholder="JSON" data-secret=[secret] {} }
        }
    }
}

fn words(doc: &'static str) -> String {
    if doc.is_empty() { String::new() } else { format!(" – {}", shown::paragraph(doc)) }
}

/// The name of a field and its type.
fn heading(field: &'static Field) -> Markup {
    html! {
        code { (shown::cell(field.name)) }
        @if field.is_required() { span.required { "required" } }
        @if field.is_deprecated() { span.quiet { "deprecated" } }
        span.type { (crate::describe::type_name(&field.kind)) }
    }
}

/// The meaning of a field, and its bounds.
fn about(field: &'static Field) -> Markup {
    let bounds: Vec<String> = spelled::attributes(field).iter().map(|text| shown::cell(text)).collect();
    html! {
        @if !field.doc().is_empty() || !bounds.is_empty() {
            p.hint {
                (spans(field.doc()))
                @if !bounds.is_empty() { " " span.bounds { (bounds.join(", ")) } }
            }
        }
    }
}

/// The fields of a response, to read.
pub(super) fn described(kind: &'static Kind) -> Markup {
    html! { (inside(kind, 0).unwrap_or_else(|| html! { p { (crate::describe::type_name(kind)) "." } })) }
}

fn inside(kind: &'static Kind, depth: usize) -> Option<Markup> {
    let model = match kind {
        Kind::Model(model) | Kind::Union(model) => model.get(),
        Kind::List(kind) | Kind::Map(kind) => return inside(kind, depth),
        _ => return None,
    };
    let below = |field: &'static Field| (depth < DEEPEST).then(|| inside(&field.kind, depth + 1)).flatten();
    Some(html! {
        dl.fields {
            @for field in model.fields {
                dt { (heading(field)) }
                dd {
                    (about(field))
                    @if let Some(table) = values(&field.kind) { p.values { (shown::cell(&spelled::values(table).join(" | "))) } }
                    @if let Some(inside) = below(field) { (inside) }
                }
            }
        }
    })
}

fn values(kind: &Kind) -> Option<&'static Enumeration> {
    match kind {
        Kind::Enum(table) => Some(table.get()),
        Kind::List(kind) => values(kind),
        _ => None,
    }
}
