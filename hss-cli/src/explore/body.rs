//! The inputs of a body: of its fields, as JSON, or as a file.

use hss_runtime::schema::{Body, BodyForm, Kind, Operation};
use maud::{Markup, html};

use super::depth::Depth;
use super::form::{inside, list_of};
use super::markdown::spans;
use super::submitted_form::is_scalar;
use crate::describe::Example;
use crate::shown;

/// The body, in each of its media types; the script shows the chosen one.
pub(super) fn of_operation(operation: &'static Operation) -> Markup {
    let count = operation.body_choices.len() + 1;
    html! {
        @if count > 1 {
            div.field {
                label {
                    span.heading { "Media type of the body" }
                    select data-media-type {
                        @for choice in 0..count { option value=(choice) { (media_type(operation.body_form(choice))) } }
                    }
                }
            }
        }
        @for choice in 0..count { (body(operation, choice)) }
    }
}

fn media_type(form: BodyForm) -> String {
    shown::cell(form.content_type())
}

fn body(operation: &'static Operation, choice: usize) -> Markup {
    let form = operation.body_form(choice);
    let (inputs, example) = match form.body {
        Body::None => return html! {},
        Body::Json(kind) | Body::Urlencoded(kind) => (inputs(&kind), example(operation, choice)),
        Body::Multipart(model) => (inputs(&Kind::Model(model)), None),
        Body::File => (Some(content(form)), None),
        _ => return html! {},
    };
    let has_inputs = inputs.is_some();
    html! {
        fieldset.body data-body=(choice) {
            legend { "Body " span.type { (media_type(form)) } }
            @if let Some(inputs) = inputs { div data-inputs { (inputs) } }
            @if matches!(form.body, Body::Multipart(_)) { (part_headers(form)) }
            @if let Some(example) = example {
                details.json data-json open[!has_inputs] {
                    summary { @if has_inputs { "The body as JSON" } @else { "JSON" } }
                    textarea rows="8" spellcheck="false" aria-label="The body as JSON" placeholder=(example) data-text {}
                    p.problem aria-live="polite" data-problem {}
                    @if has_inputs {
                        p.hint { "While this is open, the JSON is sent instead of the fields." }
                        button.small type="button" data-act="fields" disabled { "Copy to the fields" }
                    }
                }
            }
            p.problem aria-live="polite" data-problem {}
        }
    }
}

/// The inputs of the headers of a form's parts. Problems name such a header by its part: `photo.X-Checksum`.
fn part_headers(form: BodyForm) -> Markup {
    let headers =
        form.parts.iter().flat_map(|part| part.headers.iter().map(move |header| (part.name, header)));
    html! {
        @for (part, header) in headers {
            div.field data-part=(part) data-header=(header.name) data-named={ (part) "." (header.name) } {
                label {
                    span.heading {
                        code { (shown::cell(header.name)) } " "
                        @if header.required { span.required { "required" } " " }
                        span.type { "header of part " (shown::cell(part)) }
                    }
                    input type="text" spellcheck="false" data-leaf="text";
                }
                @if !header.doc.is_empty() { p.hint { (spans(header.doc)) } }
                p.problem aria-live="polite" data-problem {}
            }
        }
    }
}

/// The required part of a body, as JSON.
fn example(operation: &'static Operation, choice: usize) -> Option<String> {
    let body = Example::in_media_type(operation, choice).body?;
    Some(serde_json::to_string_pretty(&body).unwrap_or_default())
}

/// The inputs of a body of JSON, where its type has some.
fn inputs(kind: &Kind) -> Option<Markup> {
    let depth = Depth::of(kind);
    match kind {
        Kind::List(inner) if depth.has_inputs(inner) => {
            Some(list_of(&html! { "Elements" }, &html! {}, "Element", inner, depth))
        }
        kind if depth.has_inputs(kind) => Some(inside(kind, depth)),
        kind if is_scalar(kind) => Some(html! {
            label { span.heading { "Value " span.type { (crate::describe::type_name(kind)) } } textarea rows="2" spellcheck="false" data-leaf="text" {} }
        }),
        _ => None,
    }
}

/// The content of a body that is sent as it is: a file, or what is typed.
fn content(form: BodyForm) -> Markup {
    let media_type = media_type(form).to_ascii_lowercase();
    let is_text = media_type.starts_with("text/")
        || ["json", "xml", "yaml"].iter().any(|end| media_type.ends_with(end));
    html! {
        @if is_text {
            div.field { label { span.heading { "Text" } textarea rows="6" spellcheck="false" data-leaf="text" {} } }
            div.field { label { span.heading { "or a file" } input type="file" data-leaf="file"; } }
        } @else {
            div.field { label { span.heading { "File" } input type="file" data-leaf="file"; } }
        }
    }
}
