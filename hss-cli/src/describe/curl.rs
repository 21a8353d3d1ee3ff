//! The sample for curl: one command, with credentials from the environment.

use hss_runtime::auth::document::variables;
use hss_runtime::schema::{Body, Kind, Location, Operation, Requirement, SchemeKind, SecurityScheme};
use hss_runtime::sign::canonical_query;
use serde_json::Value as Json;

use super::example::{self, Example, plain};
use crate::program::Program;
use crate::shell_quote::{self, in_double_quotes, quoted};

pub(super) fn sample(program: &Program, example: &Example) -> String {
    let operation = example.operation;
    let mut path = operation.path.to_owned();
    let (mut query, mut headers, mut cookies) = (Vec::new(), Vec::new(), Vec::new());
    for (parameter, value) in &example.parameters {
        let (name, text) = (parameter.field.name, plain(value));
        match parameter.location {
            Location::Path => path = path.replace(&format!("{{{name}}}"), &example::in_path(&text)),
            Location::Header => headers.push(quoted(&format!("{name}: {text}"))),
            Location::Cookie => cookies.push(in_double_quotes(&format!("{name}={text}"))),
            _ => query.push((name.to_owned(), text)),
        }
    }
    let mut query = in_double_quotes(&canonical_query(&query));
    let mut options = Vec::new();
    for scheme in schemes(program, operation) {
        let value = |what: &str| format!("${}", variable(program, scheme, what));
        match scheme.kind {
            SchemeKind::Basic => options.push(format!("-u \"{}:{}\"", value("user"), value("password"))),
            SchemeKind::ApiKey { location, name } => match location {
                Location::Query => {
                    let mark = if query.is_empty() { "" } else { "&" };
                    query.push_str(&format!("{mark}{}={}", in_double_quotes(name), value("api_key")));
                }
                Location::Cookie => cookies.push(format!("{}={}", in_double_quotes(name), value("api_key"))),
                _ => options.push(format!("-H \"{}: {}\"", in_double_quotes(name), value("api_key"))),
            },
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect => {
                options.push(format!("-H \"Authorization: Bearer {}\"", value("token")));
            }
            _ => {}
        }
    }
    options.extend(example.accept.map(|accept| format!("-H {}", quoted(&format!("Accept: {accept}")))));
    options.extend(headers.into_iter().map(|header| format!("-H {header}")));
    if !cookies.is_empty() {
        options.push(format!("-H \"Cookie: {}\"", cookies.join("; ")));
    }
    options.extend(body(example));
    let mark = if query.is_empty() { "" } else { "?" };
    let address = format!("\"{}{}{mark}{query}\"", endpoint(program), in_double_quotes(&path));
    let mut lines = vec![format!("curl -X {} {address}", operation.method.as_str())];
    lines.extend(options);
    lines.join(" \\\n  ")
}

/// The address of the service, in double quotes: a variable, with the document's address as its default.
pub(super) fn endpoint(program: &Program) -> String {
    let service = program.api.service;
    let name: String = service.name.chars().map(shouted).collect();
    let endpoint = match program.example_region() {
        Some(region) => service.endpoint.replace("{region}", region),
        None => service.endpoint.to_owned(),
    };
    // An address with a placeholder is not valid.
    match endpoint.contains(['{', '}']) {
        false if !endpoint.is_empty() => format!("${{{name}_ENDPOINT:-{}}}", in_double_quotes(&endpoint)),
        _ => format!("${name}_ENDPOINT"),
    }
}

fn shouted(letter: char) -> char {
    if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() } else { '_' }
}

/// The schemes of the first alternative that a call can be made with.
fn schemes(program: &Program, operation: &Operation) -> Vec<SecurityScheme> {
    let security = program.api.service.security();
    let alternatives: &[Requirement] = operation.security.unwrap_or(security.requirements);
    let first = alternatives.first().copied().unwrap_or_default();
    first.iter().filter_map(|needed| security.scheme(needed.name)).collect()
}

/// The environment variable of a scheme's token, key, user or password.
fn variable(program: &Program, scheme: SecurityScheme, what: &str) -> String {
    let known = variables(program.api.service);
    let is_key = matches!(scheme.kind, SchemeKind::ApiKey { .. });
    let plain: String = scheme.name.chars().map(|one| shouted(one).to_ascii_lowercase()).collect();
    let of_scheme = format!("{what}_{plain}");
    let found = known.iter().find(|variable| is_key && variable.setting == of_scheme);
    let found = found.or_else(|| known.iter().find(|variable| variable.setting == what));
    found.map(|variable| variable.name.clone()).unwrap_or_default()
}

/// A text inside quotes in curl's `-F`.
fn inside_quotes(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', "\\\"")
}

/// The options that send the body.
fn body(example: &Example) -> Vec<String> {
    let Some(body) = &example.body else { return Vec::new() };
    let form = example.form();
    let content_type = format!("-H {}", quoted(&format!("Content-Type: {}", form.content_type())));
    match form.body {
        Body::Multipart(model) => {
            let is_file = |name: &str| {
                let field = model.fields.iter().find(|field| field.name == name);
                field.is_some_and(|field| matches!(field.kind, Kind::File | Kind::List(Kind::File)))
            };
            let part = |(name, value): (&str, String)| {
                let own = example.part_headers().filter(|(part, ..)| *part == name);
                let headers: String = own
                    .map(|(_, name, value)| format!(";headers=\"{name}: {}\"", inside_quotes(&value)))
                    .collect();
                match (is_file(name), headers.is_empty()) {
                    (true, _) => format!("-F {}", quoted(&format!("{name}=@{}{headers}", file_name(&value)))),
                    // curl would read the files that other texts name.
                    (false, true) => format!("--form-string {}", quoted(&format!("{name}={value}"))),
                    (false, false) => {
                        format!("-F {}", quoted(&format!("{name}=\"{}\"{headers}", inside_quotes(&value))))
                    }
                }
            };
            pairs(body).map(part).collect()
        }
        Body::Urlencoded(_) => pairs(body)
            .map(|(name, value)| format!("--data-urlencode {}", quoted(&format!("{name}={value}"))))
            .collect(),
        Body::File => {
            vec![content_type, format!("--data-binary {}", shell_quote::word(&format!("@{}", plain(body))))]
        }
        _ => vec![content_type, data(body)],
    }
}

/// The path of a file, quoted if curl would interpret a character in it.
fn file_name(path: &str) -> String {
    match path.contains([',', ';', '"']) {
        true => format!("\"{}\"", path.replace('\\', r"\\").replace('"', "\\\"")),
        false => path.to_owned(),
    }
}

/// The fields of a form as the client sends them: a list repeats its name.
fn pairs(body: &Json) -> impl Iterator<Item = (&str, String)> {
    body.as_object().into_iter().flatten().flat_map(|(name, value)| {
        let values = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
        values.iter().map(move |value| (name.as_str(), plain(value)))
    })
}

fn data(body: &Json) -> String {
    format!("--data-binary {}", quoted(&body.to_string()))
}
