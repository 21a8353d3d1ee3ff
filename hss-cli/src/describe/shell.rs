//! The sample for this very command.

use hss_client::schema::Operation;
use serde_json::Value as Json;

use super::example;
use crate::catalog;
use crate::shell_quote::{self, quoted};

pub(super) fn sample(operation: &'static Operation) -> String {
    let mut parts = vec![format!("hss {} {}", operation.group, catalog::command_name(operation))];
    for (parameter, value) in example::parameters(operation) {
        let name = catalog::option_name(&parameter.field);
        parts.push(format!("--{name} {}", word(&value)));
    }
    match example::body(operation) {
        Some(Json::Object(fields)) if example::is_form(operation) => {
            for (name, value) in &fields {
                parts.push(format!("--{} {}", name.replace('_', "-"), word(value)));
            }
        }
        Some(body) => parts.push(format!("--body {}", quoted(&body.to_string()))),
        None => {}
    }
    parts.join(" ")
}

/// A value as a word of a shell, quoted where it must be.
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
