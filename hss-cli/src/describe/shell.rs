//! The sample for this command.

use hss_runtime::schema::Body;
use serde_json::Value as Json;

use super::example::Example;
use crate::catalog;
use crate::operation_options::{self, Source};
use crate::program::Program;
use crate::shell_quote::{self, quoted};

pub(crate) fn sample(program: &Program, example: &Example) -> String {
    let operation = example.operation;
    let mut parts = vec![program.command(operation)];
    let options = operation_options::sources(program, operation);
    let option = |wanted: Option<Source>, plain: String| {
        let found = options.iter().find(|(_, source)| Some(*source) == wanted);
        found.map_or(plain, |(name, _)| name.clone())
    };
    for (parameter, value) in &example.parameters {
        let index = operation.parameters.iter().position(|known| std::ptr::eq(known, *parameter));
        let plain = catalog::option_name(&parameter.field);
        let name = option(index.map(Source::Parameter), plain);
        parts.push(format!("--{name} {}", word(value)));
    }
    if example.choice > 0 {
        let media_type = shell_quote::word(example.form().content_type());
        parts.push(format!("--{} {media_type}", operation_options::MEDIA_TYPE));
    }
    if let Some(accept) = example.accept {
        parts.push(format!("--{} {}", operation_options::ACCEPT, shell_quote::word(accept)));
    }
    match &example.body {
        // The options are those of the first media type.
        Some(Json::Object(fields)) if example.is_form() && example.choice == 0 => {
            let known = operation_options::body_fields(operation);
            for (name, value) in fields {
                let index = known.iter().position(|field| field.name == name);
                let name = option(index.map(Source::Field), catalog::dashed(name));
                parts.push(format!("--{name} {}", word(value)));
            }
        }
        Some(Json::String(file)) if matches!(example.form().body, Body::File) => {
            parts.push(format!("--body {}", shell_quote::word(&format!("@{file}"))));
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
        // One with a comma would become two.
        Json::Array(list)
            if list.iter().all(|one| {
                one.as_str().is_some_and(|text| !text.contains(',') && !text.starts_with('['))
            }) =>
        {
            list.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(",")
        }
        other => other.to_string(),
    };
    shell_quote::word(&text)
}
