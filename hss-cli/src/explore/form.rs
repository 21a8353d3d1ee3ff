//! The form of an operation, from its tables: an input per parameter, and per field of an object.
//!
//! The script finds the inputs by their attributes: `data-param` has the index of a parameter, `data-name` the name of a
//! field in the object around it, `data-list` a list of objects, `data-union` a choice of variants, `data-leaf` is the input
//! of a value, `data-body` has the number of a media type, and `data-problem` is the place for what is wrong.
//! `data-template` is what the script copies; without the script, it shows what can be filled in.

use hss_runtime::schema::{EnumKind, Enumeration, Field, Kind, Model, Operation};
use hss_spec::check::repeats_name;
use maud::{Markup, html};

use super::depth::Depth;
use super::markdown::spans;
use super::submitted_form::is_scalar;
use crate::{shown, wording};

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
                @for (index, known) in &required { div data-param=(index) data-named=(known.field.name) { (field(&known.field, Depth::PARAMETER)) } }
                @if !optional.is_empty() {
                    details.optional open[required.is_empty() && optional.len() <= 8] {
                        summary { (optional.len()) " optional" }
                        @for (index, known) in &optional { div data-param=(index) data-named=(known.field.name) { (field(&known.field, Depth::PARAMETER)) } }
                    }
                }
            }
        }
    }
}

/// The inputs of an object's fields: required ones first, the others folded.
pub(super) fn fields(fields: &'static [Field], depth: Depth) -> Markup {
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

fn named(one: &'static Field, depth: Depth) -> Markup {
    html! { div data-name=(one.name) { (field(one, depth)) } }
}

fn field(field: &'static Field, depth: Depth) -> Markup {
    match &field.kind {
        Kind::List(kind) if depth.has_inputs(kind) => {
            list_of(&heading(field), &about(field), field.name, kind, depth)
        }
        kind if depth.has_inputs(kind) => html! {
            fieldset {
                legend { (heading(field)) }
                (about(field))
                (inside(kind, depth))
                p.problem aria-live="polite" data-problem {}
            }
        },
        _ => simple(field),
    }
}

/// The inputs of an object or a union.
pub(super) fn inside(kind: &Kind, depth: Depth) -> Markup {
    match kind {
        Kind::Model(model) => html! { div data-object { (fields(model.get().fields, depth.inside())) } },
        Kind::Union(union) => union_of(union.get(), depth),
        _ => html! {},
    }
}

/// A choice of the variant; the script shows the inputs of the chosen one.
fn union_of(union: &'static Model, depth: Depth) -> Markup {
    let depth = depth.inside();
    html! {
        div data-union {
            div.field {
                label {
                    span.heading { "Type" }
                    select data-variant {
                        option value="" { "not set" }
                        @for (index, variant) in union.fields.iter().enumerate() {
                            option value=(index) { (shown::cell(variant.name)) (words(description(variant))) }
                        }
                    }
                }
            }
            @for (index, variant) in union.fields.iter().enumerate() {
                div data-choice=(index) data-template {
                    p.variant { (shown::cell(variant.name)) }
                    @if depth.has_inputs(&variant.kind) { (about(variant)) (inside(&variant.kind, depth)) }
                    @else { (simple(variant)) }
                }
            }
        }
    }
}

/// A list of objects or unions, with one element that the script takes as a template.
pub(super) fn list_of(legend: &Markup, about: &Markup, name: &str, kind: &Kind, depth: Depth) -> Markup {
    let name = shown::cell(name);
    html! {
        fieldset data-list=(name) {
            legend { (legend) }
            (about)
            div data-items {}
            fieldset.item data-item data-template {
                legend { (name) }
                (inside(kind, depth))
                button.small type="button" data-act="remove" { "Remove" }
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
                @if let Some(table) = suggested(&field.kind) { p.values { "Known values: " (shown::cell(&wording::values(table).join(", "))) } }
                p.problem aria-live="polite" data-problem {}
            }
        }
    }
}

/// The values that are suggested, of which there may be others.
fn suggested(kind: &Kind) -> Option<&'static Enumeration> {
    match kind {
        Kind::Enum(table) if (table.open || table.counts.is_some()) && table.values.len() <= 40 => {
            Some(table.get())
        }
        Kind::List(kind) => suggested(kind),
        _ => None,
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

/// A value as the form sends it.
fn text_of(table: &Enumeration, value: &hss_runtime::schema::EnumValue) -> String {
    match table.kind {
        EnumKind::String => value.value.to_owned(),
        _ => value.number.to_string(),
    }
}

/// A value as the form shows it.
fn name_of(table: &Enumeration, value: &hss_runtime::schema::EnumValue) -> String {
    let text = shown::cell(value.value);
    match (table.kind, value.name) {
        (_, "") => text,
        (_, name) => format!("{} ({text})", shown::cell(name)),
    }
}

fn input(field: &'static Field) -> Markup {
    let stated = || field.example().map(|example| format!("example: {}", shown::cell(example)));
    let hint = field.default().map(|default| format!("default: {}", shown::cell(default))).or_else(stated);
    let hint = hint.as_deref().or(wording::of_format(field).filter(|_| is_scalar(&field.kind)));
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
                    placeholder=[hint] data-secret=[secret] autocomplete=[secret.map(|_| "new-password")];
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
pub(super) fn heading(field: &'static Field) -> Markup {
    html! {
        // The spaces are for screen readers, and not visible.
        code { (shown::cell(field.name)) } " "
        @if field.is_required() { span.required { "required" } " " }
        @if field.is_deprecated() { span.quiet { "deprecated" } " " }
        span.type { (shown::cell(&type_name(&field.kind))) }
    }
}

/// The type in words; the variants of a union are listed below its name.
fn type_name(kind: &Kind) -> String {
    match kind {
        Kind::Union(_) => "one of several types".to_owned(),
        Kind::List(Kind::Union(_)) => "list of several types".to_owned(),
        kind => crate::describe::type_name(kind),
    }
}

/// The documentation of a field; empty if it only repeats the name.
fn description(field: &'static Field) -> &'static str {
    if repeats_name(field.name, field.doc()) { "" } else { field.doc() }
}

/// The meaning of a field, and its bounds.
pub(super) fn about(field: &'static Field) -> Markup {
    let bounds: Vec<String> = wording::attributes(field).iter().map(|text| shown::cell(text)).collect();
    html! {
        @if !description(field).is_empty() || !bounds.is_empty() {
            p.hint {
                (spans(description(field)))
                @if !bounds.is_empty() { " " span.bounds { (bounds.join(", ")) } }
            }
        }
    }
}
