//! Documentation of the generated items: meaning, unit, bounds and the page.

use hss_spec::model::ConstraintKind;

use crate::doc;
use crate::plan::{FieldPlan, OperationPlan};

/// A text from the spec as a paragraph.
pub(super) fn text(text: &str) -> String {
    text_line(&doc::paragraph(text), "")
}

/// One line of documentation, so far to the right.
pub(super) fn text_line(line: &str, indent: &str) -> String {
    // A comment ends with its line; a literal does not. (One letter after the other, as in `literal::text`.)
    if line.contains('\n') || line.contains('\r') {
        format!("{indent}#[doc = {:?}]\n", format!(" {line}"))
    } else if line.is_empty() {
        format!("{indent}///\n")
    } else {
        format!("{indent}/// {line}\n")
    }
}

/// Meaning and constraints of a field.
pub(super) fn describe(field: &FieldPlan) -> String {
    let mut line = doc::paragraph(&field.doc);
    let mut add = |label: &str, value: String| {
        line.push_str(&format!(" {label}: {value}."));
    };
    for constraint in &field.constraints {
        let kind = constraint.kind();
        let unit = if kind == ConstraintKind::Length { " characters" } else { "" };
        let mut label = kind.label().to_owned();
        if let Some(first) = label.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        add(&label, format!("{}{unit}", doc::code(&constraint.to_string())));
    }
    if let Some(default) = &field.default {
        add("Default", doc::code(&default.to_string()));
    }
    if let Some(unit) = &field.unit {
        add("Unit", doc::paragraph(unit));
    }
    if field.nullable {
        line.push_str(" `None` sends null.");
    }
    if field.additional {
        line.push_str(" The values of all keys that are no other field.");
    }
    if field.deprecated {
        line.push_str(" Deprecated by the vendor.");
    }
    line
}

/// The documentation of an operation's method: its arguments among it.
pub(super) fn method(operation: &OperationPlan) -> String {
    let mut lines = heading(operation);
    let arguments: Vec<_> = operation.arguments().collect();
    if !arguments.is_empty() || operation.body.as_ref().is_some_and(|body| body.required) {
        lines.push(String::new());
        lines.push("# Arguments".to_owned());
        lines.push(String::new());
        for (_, parameter) in arguments {
            lines.push(format!("* {}: {}", doc::code(&parameter.field.wire), describe(&parameter.field)));
        }
        if operation.body.as_ref().is_some_and(|body| body.required) {
            lines.push("* `body`: the request's body.".to_owned());
        }
    }
    lines.iter().map(|line| text_line(line, "    ")).collect()
}

/// The documentation of an operation's builder.
pub(super) fn builder(operation: &OperationPlan) -> String {
    let mut lines = vec![format!("Request builder of {}.", doc::code(&operation.id)), String::new()];
    lines.extend(heading(operation));
    lines.iter().map(|line| text_line(line, "")).collect()
}

fn heading(operation: &OperationPlan) -> Vec<String> {
    let mut lines = vec![doc::paragraph(&operation.doc), String::new()];
    let call = doc::code(&format!("{} {}", operation.method.name(), operation.path));
    lines.push(match &operation.page {
        Some(page) => format!("{call}, described at {}.", doc::link(page)),
        None => format!("{call}."),
    });
    lines
}
