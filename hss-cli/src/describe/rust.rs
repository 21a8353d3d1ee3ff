//! The sample for Rust.

use hss_client::schema::{Body, EnumKind, Kind, Operation, Response};
use serde_json::Value as Json;

use super::example;
use super::go::camel;

pub(super) fn sample(operation: &'static Operation) -> String {
    let group = operation.group.replace('-', "_");
    let method = snake(operation.id);
    let given = example::parameters(operation);
    let mut arguments: Vec<String> =
        given.iter().map(|(parameter, value)| argument(&parameter.field.kind, value)).collect();
    let mut before = String::new();
    let mut uses = vec!["use hss_client::Client;".to_owned()];
    let enumerations = given.iter().filter_map(|(parameter, _)| enumeration(&parameter.field.kind));
    uses.extend(enumerations.map(|name| format!("use hss_client::{group}::{name};")));
    let mut setter = "";
    if let Some(body) = example::body(operation) {
        if let Body::Json(Kind::Model(model)) = operation.body {
            uses.push(format!("use hss_client::{group}::{};", model.name));
            before = format!("    let body: {} = serde_json::from_str(r#\"{body}\"#)?;\n", model.name);
        } else {
            before = "    let body = …; // see the type that the method takes\n".to_owned();
        }
        if body.as_object().is_some_and(serde_json::Map::is_empty) {
            setter = ".body(body)";
        } else {
            arguments.push("body".to_owned());
        }
    }
    uses.push("use hss_client::prelude::*;".to_owned());
    uses.sort_unstable();
    uses.dedup();
    let (mutable, use_of_response) = match operation.response {
        Response::File => ("mut ", "response.write_to(std::fs::File::create(\"download\")?).await?;"),
        _ => ("", "println!(\"{response:#?}\");"),
    };
    format!(
        "{}\n\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let hss = Client::from_env().await?;\n{before}    \
         let {mutable}response = hss.{group}().{method}({}){setter}.send().await?;\n    {use_of_response}\n    Ok(())\n}}\n",
        uses.join("\n"),
        arguments.join(", "),
    )
}

fn argument(kind: &Kind, value: &Json) -> String {
    match (kind, value) {
        (Kind::Enum(table), Json::String(text)) if table.kind == EnumKind::String => {
            format!("{}::{}", camel(table.name), camel(text))
        }
        (Kind::Timestamp, Json::Number(number)) => format!("hss_client::Timestamp::from_millis({number})"),
        (Kind::List(kind), Json::Array(list)) => {
            let elements: Vec<String> = list.iter().map(|element| argument(kind, element)).collect();
            format!("[{}]", elements.join(", "))
        }
        (_, Json::String(text)) => format!("{text:?}"),
        (_, other) => other.to_string(),
    }
}

/// The name of an enumeration of texts, alone or in a list.
fn enumeration(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Enum(table) if table.kind == EnumKind::String => Some(table.name),
        Kind::List(kind) => enumeration(kind),
        _ => None,
    }
}

/// `ListImageScanTask` as `list_image_scan_task`.
pub(super) fn snake(id: &str) -> String {
    let mut name = String::with_capacity(id.len() + 8);
    for (index, letter) in id.chars().enumerate() {
        if letter.is_ascii_uppercase() && index > 0 {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
