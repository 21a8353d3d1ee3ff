//! A filled form: texts by field, turned into the values of a call.

use std::collections::BTreeMap;

use hss_runtime::dynamic::Call;
use hss_runtime::schema::{Body, EnumKind, Kind, Operation};
use hss_runtime::{Client, Error};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::session::Session;
use crate::failure::Failure;
use crate::{body, value_text};

/// A filled form, as the page sends it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Given {
    /// The texts of parameters, by their index in the table.
    #[serde(default)]
    parameters: Vec<(usize, Vec<String>)>,
    /// The body in fields.
    body: Option<Node>,
    /// The body as JSON text, in place of its fields.
    json: Option<String>,
}

/// A part of a body in fields.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Node {
    Text(Vec<String>),
    Object(BTreeMap<String, Node>),
    List(Vec<Node>),
    /// The number of a file that was uploaded.
    File(u64),
}

/// Something wrong with a form, and the place of the field.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    /// `parameter` or `body`.
    place: &'static str,
    /// The parameter, or the path in the body; empty for all of it.
    name: String,
    pub(super) message: String,
}

/// The values of a form.
pub(super) struct Filled {
    pub(super) operation: &'static Operation,
    /// The values of parameters, by index.
    pub(super) parameters: Vec<(usize, Json)>,
    values: Vec<(usize, hss_runtime::Value)>,
    pub(super) body: Option<Json>,
    pub(super) problems: Vec<Problem>,
}

/// Reads a form, and checks it as the client would before it sends the call.
pub(super) fn fill(session: &Session, operation: &'static Operation, given: &Given) -> Filled {
    let mut filled =
        Filled { operation, parameters: Vec::new(), values: Vec::new(), body: None, problems: Vec::new() };
    for (index, texts) in &given.parameters {
        filled.parameter(*index, texts);
    }
    match (&given.json, &given.body) {
        (Some(text), _) if text.trim().is_empty() => {}
        // A path in it would name a file of this machine, which a page must not choose.
        (Some(_), _) if matches!(operation.body, Body::Multipart(_) | Body::File) => {
            filled.body_problem("", "a body with files is given in fields".to_owned());
        }
        (Some(text), _) => match value_text::json(text) {
            Ok(body) => filled.body = Some(body),
            Err(message) => filled.body_problem("", message),
        },
        (None, Some(node)) => {
            let mut reader = Reader { session, problems: Vec::new() };
            filled.body = match operation.body {
                Body::Json(kind) | Body::Urlencoded(kind) => reader.read(&kind, node, ""),
                Body::Multipart(model) => reader.read(&Kind::Model(model), node, ""),
                Body::File => reader.read(&Kind::File, node, ""),
                _ => None,
            };
            filled.problems.append(&mut reader.problems);
        }
        (None, None) => {}
    }
    filled.check(session);
    filled
}

impl Filled {
    fn parameter(&mut self, index: usize, texts: &[String]) {
        let Some(parameter) = self.operation.parameters.get(index) else { return };
        let field = &parameter.field;
        let lines = as_lines(&field.kind, texts);
        let texts: Vec<&str> = lines.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        if texts.is_empty() || field.is_from_client() {
            return;
        }
        match (value_text::parameter(&field.kind, &texts), value_text::field(&field.kind, &texts)) {
            (Ok(value), Ok(json)) => {
                self.values.push((index, value));
                self.parameters.push((index, json));
            }
            (Err(message), _) | (_, Err(message)) => {
                self.problems.push(Problem { place: "parameter", name: field.name.to_owned(), message });
            }
        }
    }

    fn body_problem(&mut self, name: &str, message: String) {
        self.problems.push(Problem { place: "body", name: name.to_owned(), message });
    }

    /// Adds what the client's own validation finds.
    fn check(&mut self, session: &Session) {
        match self.call(&session.connection.client, session.region.as_deref()) {
            Ok(call) => {
                let Err(Error::Validation(violations)) = call.validate() else { return };
                for violation in violations.iter() {
                    let is_body = violation.place == hss_runtime::validate::Place::Body;
                    let place = if is_body { "body" } else { "parameter" };
                    // A value that could not be read is not missing.
                    let is_told = |known: &Problem| known.place == place && known.name == violation.parameter;
                    if self.problems.iter().any(is_told) {
                        continue;
                    }
                    let message = violation.to_string();
                    let message = message.split(" (http").next().unwrap_or_default().to_owned();
                    self.problems.push(Problem { place, name: violation.parameter.clone(), message });
                }
            }
            Err(Failure::Usage(message)) => {
                let message = message.strip_prefix(&format!("{}: ", self.operation.id)).unwrap_or(&message);
                let name = message.split('`').nth(1).unwrap_or_default().to_owned();
                self.body_problem(&name, message.to_owned());
            }
            Err(_) => {}
        }
    }

    /// The call of a client.
    pub(super) fn call(&self, client: &Client, region: Option<&str>) -> Result<Call, Failure> {
        let mut call = Call::new(client, self.operation);
        if let Some(region) = region
            && let Some(index) =
                self.operation.parameters.iter().position(|known| known.field.name == "region")
        {
            call.set(index, region.into());
        }
        for (index, value) in &self.values {
            call.set(*index, value.clone());
        }
        if let Some(body) = body::build(self.operation, self.body.clone(), Vec::new(), true)? {
            call.set_body(body);
        }
        Ok(call)
    }
}

/// The texts of a list as one JSON text, so that an element may have commas; other texts as they are.
fn as_lines(kind: &Kind, texts: &[String]) -> Vec<String> {
    let is_flags = |kind: &Kind| matches!(kind, Kind::Enum(table) if table.kind == EnumKind::Flags);
    match kind {
        Kind::List(inner) if is_scalar(inner) && !is_flags(inner) => {
            let texts: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
            if texts.is_empty() {
                Vec::new()
            } else {
                vec![Json::from_iter(texts.into_iter().cloned()).to_string()]
            }
        }
        kind if is_flags(kind) => vec![texts.join(",")],
        _ => texts.to_vec(),
    }
}

/// True for a type that an input of one line can have.
pub(super) fn is_scalar(kind: &Kind) -> bool {
    !matches!(kind, Kind::Json | Kind::Model(_) | Kind::Map(_) | Kind::List(_) | Kind::Union(_) | Kind::File)
}

struct Reader<'a> {
    session: &'a Session,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// A value of a body; `None` where nothing was filled in.
    fn read(&mut self, kind: &Kind, node: &Node, path: &str) -> Option<Json> {
        match (node, kind) {
            (Node::Text(texts), kind) => self.text(kind, texts, path),
            (Node::Object(nodes), Kind::Model(model)) => {
                let mut entries = Map::new();
                for field in model.fields {
                    let inside = if path.is_empty() {
                        field.name.to_owned()
                    } else {
                        format!("{path}.{}", field.name)
                    };
                    let value = nodes.get(field.name).and_then(|node| self.read(&field.kind, node, &inside));
                    if let Some(value) = value {
                        entries.insert(field.name.to_owned(), value);
                    }
                }
                (!entries.is_empty()).then_some(Json::Object(entries))
            }
            (Node::List(nodes), Kind::List(kind)) => {
                let values: Vec<Json> = nodes
                    .iter()
                    .enumerate()
                    .map(|(index, node)| {
                        let value = self.read(kind, node, &format!("{path}[{index}]"));
                        value.unwrap_or_else(|| Json::Object(Map::new()))
                    })
                    .collect();
                (!values.is_empty()).then_some(Json::Array(values))
            }
            (Node::File(number), Kind::File) => match self.session.upload(*number) {
                Some(file) => Some(file.to_string_lossy().into_owned().into()),
                None => self.problem(path, "the file is no longer kept: choose it again".to_owned()),
            },
            _ => self.problem(path, "the form does not fit the operation: load the page again".to_owned()),
        }
    }

    fn text(&mut self, kind: &Kind, texts: &[String], path: &str) -> Option<Json> {
        let lines = as_lines(kind, texts);
        let texts: Vec<&str> = lines.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        if texts.is_empty() {
            return None;
        }
        // A path would name a file of this machine, which a page must not choose.
        if matches!(kind, Kind::File) {
            return self.problem(path, "a file is expected".to_owned());
        }
        match value_text::field(kind, &texts) {
            Ok(value) => Some(value),
            Err(message) => self.problem(path, message),
        }
    }

    fn problem(&mut self, path: &str, message: String) -> Option<Json> {
        self.problems.push(Problem { place: "body", name: path.to_owned(), message });
        None
    }
}
