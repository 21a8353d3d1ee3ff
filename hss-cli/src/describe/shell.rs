//! The sample for this command.

use hss_runtime::schema::Body;
use serde_json::Value as Json;

use super::example::{self, Example};
use crate::catalog;
use crate::program::Program;
use crate::shell_quote::{self, quoted};

pub(crate) fn sample(program: &Program, example: &Example) -> String {
    let operation = example.operation;
    let mut parts = vec![program.command(operation)];
    for (parameter, value) in &example.parameters {
        let name = catalog::option_name(&parameter.field);
        parts.push(format!("--{name} {}", word(value)));
    }
    match &example.body {
        Some(Json::Object(fields)) if example::is_form(operation) => {
            for (name, value) in fields {
                parts.push(format!("--{} {}", catalog::dashed(name), word(value)));
            }
        }
        Some(Json::String(file)) if matches!(operation.body, Body::File) => {
            parts.push(format!("--body @{file}"));
        }
        Some(body) => parts.push(format!("--body {}", quoted(&body.to_string()))),
        None => {}
    }
    for (part, name, value) in example.part_headers() {
        parts.push(format!("--part-header {}", quoted(&format!("{part}={name}: {value}"))));
    }
    parts.join(" ")
}

/// A value as a word of a shell, quoted if necessary.
fn word(value: &Json) -> String {
    let text = match value {
        Json::String(text) => text.clone(),
        Json::Array(list) if list.iter().all(Json::is_string) => {
            list.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(",")
        }
        other => other.to_string(),
    };
    shell_quote::word(&text)
}
