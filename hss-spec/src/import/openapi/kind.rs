//! Detection of other kinds of documents, so that error messages can name them.

use super::tree::{Node, Tree};
use crate::import::Document;

/// Top-level keys that only one kind of document has.
const BY_KEY: [(&str, &str); 10] = [
    ("asyncapi", "an AsyncAPI document"),
    ("swaggerVersion", "a Swagger 1 document"),
    ("openrpc", "an OpenRPC document"),
    ("arazzo", "an Arazzo description"),
    ("overlay", "an OpenAPI overlay"),
    ("discoveryVersion", "a Google API discovery document"),
    ("smithy", "a Smithy model"),
    ("__schema", "a GraphQL schema"),
    ("lockfileVersion", "a lock file of npm"),
    ("apiVersion", "a Kubernetes manifest"),
];

/// Words at the start of the first non-empty line that only one kind of text has.
const BY_START: [(&str, &str); 11] = [
    ("<!doctype html", "an HTML page"),
    ("<html", "an HTML page"),
    ("<wsdl", "a WSDL document"),
    ("<definitions", "a WSDL document"),
    ("<", "an HTML or XML document"),
    ("#%raml", "a RAML document"),
    ("format: 1a", "an API Blueprint"),
    ("syntax = \"proto", "a Protocol Buffers file"),
    ("schema {", "a GraphQL schema"),
    ("type query", "a GraphQL schema"),
    ("directive @", "a GraphQL schema"),
];

/// The kind of a text that is not an OpenAPI document, with an article; `None` if unknown.
pub fn other_kind(document: &Document<'_>) -> Option<&'static str> {
    if let Some(kind) = by_start(document.text) {
        return Some(kind);
    }
    let tree = Tree::parse_loosely(document).ok()?;
    of(tree.root())
}

/// The kind of a text, by its start.
pub(super) fn by_start(text: &str) -> Option<&'static str> {
    let mut lines = text.trim_start_matches('\u{feff}').split(['\n', '\r']).map(str::trim);
    let is_comment = |line: &&str| line.starts_with("# ") || line.starts_with("//") || *line == "#";
    let first = lines.find(|line| !line.is_empty() && !is_comment(line))?;
    let start: String = first.chars().take(40).collect::<String>().to_ascii_lowercase();
    BY_START.iter().find(|(mark, _)| start.starts_with(mark)).map(|(_, kind)| *kind)
}

/// The kind of a parsed document.
pub(super) fn of(root: Node<'_>) -> Option<&'static str> {
    if root.is_list() {
        return Some("a JSON array");
    }
    if !root.is_map() || root.get("openapi").is_some() || root.get("swagger").is_some() {
        return None;
    }
    if let Some((_, kind)) = BY_KEY.iter().find(|(key, _)| root.get(key).is_some()) {
        return Some(kind);
    }
    let inner = |outer: &str, key: &str| root.get(outer).and_then(|outer| outer.get(key));
    let schema = inner("info", "schema").and_then(Node::text).unwrap_or_default();
    if schema.contains("getpostman.com") || inner("info", "_postman_id").is_some() {
        return Some("a Postman collection");
    }
    if root.get("_type").and_then(Node::text) == Some("export") {
        return Some("an Insomnia export");
    }
    if inner("log", "entries").is_some() {
        return Some("an HTTP archive (HAR)");
    }
    if inner("data", "__schema").is_some() {
        return Some("a GraphQL schema");
    }
    let has = |key: &str| root.get(key).is_some();
    let dialect = root.get("$schema").and_then(Node::text).unwrap_or_default();
    if dialect.contains("json-schema.org") || has("$defs") || (has("type") && has("properties")) {
        return Some("a JSON Schema");
    }
    None
}
