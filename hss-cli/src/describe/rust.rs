//! The sample for Rust.

use hss_runtime::schema::{Body, EnumKind, Kind, Operation, Parameter, Response};
use hss_spec::names::CodeName;
use serde_json::Value as Json;

use super::example::Example;
use crate::program::Program;

pub(super) fn sample(program: &Program, example: &Example) -> String {
    let operation = example.operation;
    let api = program.api.module;
    let runtime = program.runtime();
    let Names { module, handle, method } = names(program, operation);
    let given = &example.parameters;
    let (required, optional): (Vec<_>, Vec<_>) =
        given.iter().partition(|(parameter, _)| parameter.field.is_required());
    let value = |(parameter, value): &&(&Parameter, Json)| argument(runtime, &parameter.field.kind, value);
    let mut arguments: Vec<String> = required.iter().map(&value).collect();
    let setters: String = optional
        .iter()
        .map(|one| format!(".{}({})", escaped(hss_spec::names::snake_words(one.0.field.name)), value(one)))
        .collect();
    let mut before = String::new();
    let mut uses = vec![format!("use {api}::Client;")];
    let enumerations = given.iter().filter_map(|(parameter, _)| enumeration(&parameter.field.kind));
    uses.extend(enumerations.map(|name| format!("use {api}::{module}::{name};")));
    let mut setter = "";
    if let Some(body) = &example.body {
        if let Body::File = operation.body {
            uses.push(format!("use {runtime}::FileContent;"));
            before = "    let body = FileContent::new(\"FILE\", std::fs::read(\"FILE\")?);\n".to_owned();
        } else if let Body::Json(Kind::Model(model)) | Body::Urlencoded(Kind::Model(model)) = operation.body {
            uses.push(format!("use {api}::{module}::{};", model.name));
            before = format!(
                "    let body: {} = serde_json::from_str({})?;\n",
                model.name,
                raw(&body.to_string())
            );
        } else {
            before = "    let body = …; // see the type that the method takes\n".to_owned();
        }
        if body.as_object().is_some_and(serde_json::Map::is_empty) {
            setter = ".body(body)";
        } else {
            arguments.push("body".to_owned());
        }
    }
    uses.push(format!("use {runtime}::prelude::*;"));
    uses.sort_unstable();
    uses.dedup();
    let (mutable, use_of_response) = match operation.response {
        Response::File => ("mut ", "response.write_to(std::fs::File::create(\"download\")?).await?;"),
        _ => ("", "println!(\"{response:#?}\");"),
    };
    format!(
        "{}\n\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let client = Client::from_env().await?;\n{before}    \
         let {mutable}response = client.{handle}().{method}({}){setter}{setters}.send().await?;\n    {use_of_response}\n    Ok(())\n}}\n",
        uses.join("\n"),
        arguments.join(", "),
    )
}

/// The names of an operation in code.
struct Names {
    /// The module of its group.
    module: String,
    /// The client's method that leads to the group.
    handle: String,
    method: String,
}

fn names(program: &Program, operation: &Operation) -> Names {
    let escaped = |name: Option<CodeName>| name.map(|name| escaped(name.text)).unwrap_or_default();
    let groups: Vec<String> = program.catalog.groups().iter().map(|group| group.name.to_owned()).collect();
    let group = hss_spec::names::groups(&groups).remove(operation.group);
    let (module, handle) = group.map(|names| (names.module, names.method)).unzip();
    let in_group = program.catalog.operations().filter(|known| known.group == operation.group);
    let ids: Vec<String> = in_group.map(|known| known.id.to_owned()).collect();
    let method = hss_spec::names::operations(&ids).remove(operation.id).map(|names| names.method);
    Names { module: escaped(module), handle: escaped(handle), method: escaped(method) }
}

/// A name as code, where it may be a keyword.
fn escaped(name: String) -> String {
    if KEYWORDS.contains(&&*name) { format!("r#{name}") } else { name }
}

/// A text as a raw string, whatever it contains.
fn raw(text: &str) -> String {
    let most = text.split('"').skip(1).map(|part| part.len() - part.trim_start_matches('#').len()).max();
    let marks = "#".repeat(most.map_or(1, |most| most + 1));
    format!("r{marks}\"{text}\"{marks}")
}

fn argument(runtime: &str, kind: &Kind, value: &Json) -> String {
    match (kind, value) {
        (Kind::Enum(table), Json::String(text)) if table.kind == EnumKind::String => {
            format!("{}::{}", camel(table.name), camel(text))
        }
        (Kind::Timestamp, Json::Number(number)) => format!("{runtime}::Timestamp::from_millis({number})"),
        (Kind::List(kind), Json::Array(list)) => {
            let elements: Vec<String> = list.iter().map(|element| argument(runtime, kind, element)).collect();
            format!("[{}]", elements.join(", "))
        }
        (_, Json::String(text)) => format!("{text:?}"),
        (_, other) => other.to_string(),
    }
}

/// The name of an enumeration of strings, also in a list.
fn enumeration(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Enum(table) if table.kind == EnumKind::String => Some(table.name),
        Kind::List(kind) => enumeration(kind),
        _ => None,
    }
}

/// `task_type` as `TaskType`.
pub(super) fn camel(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}

/// The keywords of Rust, except those that cannot be escaped, which no name is.
const KEYWORDS: [&str; 46] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where",
];
