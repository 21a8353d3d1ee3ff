//! Documentation of the generated items: meaning, unit, bounds and the page.

use hss_spec::model::{Constraint, ConstraintKind};

use super::example::{Example, Group};
use super::returned;
use super::types::Within;
use crate::doc;
use crate::plan::{FieldPlan, ModelPlan, OperationPlan, RustType};

/// A text from the spec as a paragraph.
pub(super) fn text(text: &str) -> String {
    text_line(&doc::paragraph(text), "")
}

/// One line of documentation, indented.
pub(super) fn text_line(line: &str, indent: &str) -> String {
    // A comment ends with its line; a literal does not. (One search per character, as in `literal::text`.)
    if line.contains('\n') || line.contains('\r') {
        format!("{indent}#[doc = {:?}]\n", format!(" {line}"))
    } else if line.is_empty() {
        format!("{indent}///\n")
    } else {
        format!("{indent}/// {line}\n")
    }
}

/// The line about a group, else its name after `what`.
pub(super) fn group(group: &str, doc: Option<&str>, what: &str, indent: &str) -> String {
    let name = format!("{what} {}.", doc::code(group));
    match doc {
        Some(doc) => {
            let lines = [doc::paragraph(doc), String::new(), name];
            lines.iter().map(|line| text_line(line, indent)).collect()
        }
        None => text_line(&name, indent),
    }
}

/// Meaning of an object, and the number of fields that it may have.
pub(super) fn object(model: &ModelPlan) -> String {
    let mut line = doc::paragraph(&model.doc);
    if let Some(size) = &model.size {
        line.push_str(&format!(" Number of fields: {}.", doc::code(&size.to_string())));
    }
    if let Some(sets) = &model.field_sets {
        let only = if sets.exclusive { "only one" } else { "one" };
        let names = |set: &Vec<String>| {
            let names: Vec<String> = set.iter().map(|name| doc::code(name)).collect();
            names.join(" and ")
        };
        let names: Vec<String> = sets.sets.iter().map(names).collect();
        line.push_str(&format!(" Needs {only} of: {}.", names.join(", or ")));
    }
    line
}

/// Meaning and constraints of a field.
pub(super) fn describe(field: &FieldPlan) -> String {
    let mut line = doc::paragraph(&field.doc);
    field.constraints.iter().for_each(|constraint| line.push_str(&limit(constraint)));
    let mut add = |label: &str, value: String| {
        line.push_str(&format!(" {label}: {value}."));
    };
    if let Some(default) = &field.default {
        add("Default", doc::code(&default.to_string()));
    }
    if let Some(unit) = &field.unit {
        add("Unit", doc::paragraph(unit));
    }
    if let Some(format) = field.format {
        add("Format", doc::code(format.name()));
    }
    if !field.unlisted.is_empty() {
        let values: Vec<String> = field.unlisted.iter().map(|value| doc::code(value)).collect();
        line.push_str(&format!(" Without {}.", values.join(", ")));
    }
    if field.nullable {
        line.push_str(" `None` sends null.");
    }
    if field.additional {
        line.push_str(" The values of all keys that are not another field.");
    }
    if field.deprecated {
        line.push_str(" Deprecated by the vendor.");
    }
    line
}

/// A constraint as the end of a line.
fn limit(constraint: &Constraint) -> String {
    let kind = constraint.kind();
    let unit = if kind == ConstraintKind::Length { " characters" } else { "" };
    let mut label = kind.label().to_owned();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!(" {label}: {}{unit}.", doc::code(&constraint.to_string()))
}

/// The documentation of an operation's method, including its arguments.
pub(super) fn method(operation: &OperationPlan) -> String {
    let mut lines = heading(operation);
    arguments(operation, &mut lines);
    part_headers(operation, &mut lines);
    responses(operation, &mut lines);
    lines.iter().map(|line| text_line(line, "    ")).collect()
}

/// Adds the headers of the parts of a form.
fn part_headers(operation: &OperationPlan, lines: &mut Vec<String>) {
    let Some(body) = &operation.body else { return };
    let parts = body.parts.iter().chain(body.choices.iter().skip(1).flat_map(|choice| &choice.parts));
    let mut items = Vec::new();
    for part in parts {
        items.extend(part.headers.iter().map(|header| {
            let call = format!("part_header({:?}, {:?}, …)", part.name, header.name);
            let required = if header.required { " Required." } else { "" };
            let limits: String = header.constraints.iter().map(limit).collect();
            format!("* {}: {}{required}{limits}", doc::code(&call), doc::paragraph(&header.doc))
        }));
    }
    if !items.is_empty() {
        lines.extend([String::new(), "# Headers of parts".to_owned(), String::new()]);
        lines.extend(items);
    }
}

/// Adds the required arguments, with their bounds.
fn arguments(operation: &OperationPlan, lines: &mut Vec<String>) {
    let body = operation.body.as_ref().filter(|body| body.required);
    let mut items = operation.arguments().peekable();
    if items.peek().is_some() || body.is_some() {
        lines.extend([String::new(), "# Arguments".to_owned(), String::new()]);
    }
    lines.extend(items.map(|(_, parameter)| {
        format!("* {}: {}", doc::code(&parameter.field.wire), describe(&parameter.field))
    }));
    lines.extend(body.map(|body| {
        let null = if body.nullable { ", or `None` for null" } else { "" };
        let line = format!("* `body`: the request's body{null}.");
        body.constraints.iter().fold(line, |line, constraint| line + &limit(constraint))
    }));
}

/// Adds what is known about responses beyond the type that is returned.
fn responses(operation: &OperationPlan, lines: &mut Vec<String>) {
    let mut section = |heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            lines.extend([String::new(), format!("# {heading}"), String::new()]);
            lines.extend(items.into_iter().map(|item| format!("* {item}")));
        }
    };
    let choices = operation.response_choices.iter().map(|(media_type, content)| {
        let ty = returned::content(Within::Module, content);
        let ty = ty.strip_prefix("::hss_runtime::").unwrap_or(&ty);
        format!("{}: {}", doc::code(media_type), doc::code(&format!("send_as::<{ty}>({media_type:?})")))
    });
    section("Other media types", choices.collect());
    let name = |header: &FieldPlan| format!("{}::{}", operation.ident, header.ident);
    let headers = operation.headers.iter();
    let headers = headers.map(|header| format!("{}: {}", doc::code(&name(header)), response_header(header)));
    section("Response headers", headers.collect());
    let errors = operation.errors.iter().map(|(status, ty)| {
        let read = format!("error.body_as::<{}>()", Within::Module.owned(ty));
        format!("{}: {}", doc::code(&status.to_string()), doc::code(&read))
    });
    section("Error bodies", errors.collect());
}

/// The name, type and meaning of a response's header.
pub(super) fn response_header(header: &FieldPlan) -> String {
    let ty = match header.ty {
        RustType::Integer => "an integer",
        RustType::Number => "a number",
        RustType::Boolean => "true or false",
        _ => "text",
    };
    format!("Header {}, {ty}. {}", doc::code(&header.wire), describe(header))
}

/// The documentation of an operation's builder.
pub(super) fn builder(operation: &OperationPlan, group: Group<'_>) -> String {
    let mut lines = vec![format!("Request builder of {}.", doc::code(&operation.id)), String::new()];
    lines.extend(heading(operation));
    // Compiled for all operations by `tests/calls`: here, the path of the client is not known.
    lines.extend([String::new(), "```ignore".to_owned()]);
    lines.extend(Example::of(operation, group).lines);
    lines.push("```".to_owned());
    let mut returns = format!(
        "Returns {}, or an [`Error`](::hss_runtime::Error): nothing is sent if a value is out of its bounds.",
        linked(&returned::returned(Within::Builder, operation))
    );
    if let Some(paging) = &operation.paging {
        let item = linked(&Within::Builder.owned(&paging.item));
        returns.push_str(&format!(" A listing: `pages()` reads all result pages, `items()` each {item}."));
    }
    lines.extend([String::new(), returns]);
    arguments(operation, &mut lines);
    if !operation.errors.is_empty() {
        lines.extend(["", "# Error bodies", ""].map(str::to_owned));
    }
    for (status, ty) in &operation.errors {
        let read = format!("error.body_as::<{}>()", Within::Module.owned(ty));
        lines.push(format!("* {}: {}", doc::code(&status.to_string()), doc::code(&read)));
    }
    lines.iter().map(|line| text_line(line, "")).collect()
}

/// A type as code; one of the spec's as a link.
fn linked(path: &str) -> String {
    let name = path.rsplit("::").next().unwrap_or(path);
    if path.starts_with("super::") && !path.contains('<') {
        format!("[{}]({path})", doc::code(name))
    } else {
        doc::code(&path.replace("super::", "").replace("::hss_runtime::", ""))
    }
}

fn heading(operation: &OperationPlan) -> Vec<String> {
    let title = operation.title.iter().map(|title| format!("{}.", doc::paragraph(title)));
    let mut lines = Vec::new();
    for paragraph in title.chain([doc::paragraph(&operation.doc)]) {
        lines.extend([paragraph, String::new()]);
    }
    let call = doc::code(&format!("{} {}", operation.method.name(), operation.path));
    lines.push(match &operation.page {
        Some(page) => format!("{call}, described at {}.", doc::link(page)),
        None => format!("{call}."),
    });
    if let Some(scopes) = &operation.scopes {
        lines.extend([String::new(), format!("Needs {}.", doc::code(scopes))]);
    }
    lines
}
