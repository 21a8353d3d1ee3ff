//! Parameters: those of the path, the query and the headers get a `schema`; those of the body become a `requestBody`.

use std::collections::HashMap;

use super::super::tree::Node;
use super::super::tree::rewrite::Entry;
use super::Rewriter;

/// Keywords about the value, which OpenAPI 3 keeps in `schema`.
const OF_SCHEMA: [&str; 19] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "nullable",
    "x-nullable",
    "title",
];

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A list of parameters, split into two parts.
pub(super) struct Parameters {
    /// The list of those outside of the body, if there is a list.
    pub(super) list: Option<u32>,
    /// Those in the body, with references resolved.
    pub(super) sent: Vec<u32>,
}

impl<'t> Rewriter<'_, 't> {
    /// Rewrites the parameters of a list.
    pub(super) fn parameters(&mut self, list: Option<u32>) -> Parameters {
        let Some(list) = list else { return Parameters { list: None, sent: Vec::new() } };
        let all: Vec<u32> = self.tree.node(list).elements().map(Node::id).collect();
        let (mut kept, mut sent) = (Vec::new(), Vec::new());
        for parameter in all {
            let target = self.follow(parameter);
            match self.tree.node(target).get("in").and_then(Node::text) {
                Some("body" | "formData") => sent.push(target),
                _ => {
                    if self.done.insert(target) {
                        self.parameter(target);
                    }
                    kept.push(parameter);
                }
            }
        }
        Parameters { list: Some(self.tree.add_list_at(list, kept)), sent }
    }

    /// The parts of an operation's body: its own, and those of its path that it does not override.
    pub(super) fn sent(&self, own: Vec<u32>, shared: &[u32]) -> Vec<u32> {
        let key = |index: &u32| {
            let node = self.tree.node(*index);
            let text = |key| node.get(key).and_then(Node::text);
            (text("in"), text("in").filter(|place| *place == "formData").and(text("name")))
        };
        let more: Vec<u32> =
            shared.iter().filter(|one| !own.iter().any(|known| key(known) == key(one))).copied().collect();
        own.into_iter().chain(more).collect()
    }

    /// Moves the keywords about a parameter's value into its `schema`.
    pub(super) fn parameter(&mut self, parameter: u32) {
        let node = self.tree.node(parameter);
        if !node.is_map() || node.get("schema").is_some() || node.get("$ref").is_some() {
            return;
        }
        let is_in_query = node.get("in").and_then(Node::text) == Some("query");
        let format = node.get("collectionFormat").and_then(Node::text).unwrap_or("csv").to_owned();
        let is_list = node.get("type").and_then(Node::text) == Some("array");
        let (schema, mut entries) = self.divided(parameter);
        entries.retain(|(key, _)| key != "collectionFormat");
        if is_list {
            let style = match format.as_str() {
                "ssv" => "spaceDelimited",
                "pipes" => "pipeDelimited",
                // OpenAPI has no style that joins by tabs.
                "tsv" => "tabDelimited",
                _ if is_in_query => "form",
                _ => "simple",
            };
            entries.push(("style".into(), self.tree.add_text(parameter, style)));
            entries.push(("explode".into(), self.tree.add_boolean(parameter, format == "multi")));
        }
        let schema = self.tree.add_map_at(parameter, schema);
        entries.push(("schema".into(), schema));
        self.tree.set_entries(parameter, entries);
    }

    /// Rewrites parameters with a type next to their name in a document that should have it in `schema`.
    pub(super) fn loose_parameters(&mut self) {
        for index in 0..self.tree.len() {
            let node = self.tree.node(index);
            let text = |key: &str| node.get(key).and_then(Node::text);
            let is_sent = matches!(text("in"), Some("path" | "query" | "header" | "cookie"));
            // A security scheme has a name, a place and a type of its own.
            let is_value = matches!(
                text("type"),
                Some("string" | "integer" | "number" | "boolean" | "array" | "object")
            );
            if is_sent && is_value && text("name").is_some() && node.get("content").is_none() {
                self.parameter(index);
            }
        }
    }

    /// Keywords of the value, and the rest of the parameter.
    fn divided(&self, parameter: u32) -> (Vec<Entry<'t>>, Vec<Entry<'t>>) {
        self.tree.entries_of(parameter).into_iter().partition(|(key, _)| OF_SCHEMA.contains(&key.as_ref()))
    }

    /// The body with these parts.
    pub(super) fn body(&mut self, operation: u32, sent: &[u32]) -> Option<u32> {
        let first = *sent.first()?;
        let consumes = self.media_types(operation, "consumes");
        let is_body = |index: &u32| self.tree.node(*index).get("in").and_then(Node::text) == Some("body");
        match sent.iter().copied().find(is_body) {
            Some(body) => Some(self.whole_body(body, consumes)),
            None => Some(self.form(first, sent, &consumes)),
        }
    }

    fn whole_body(&mut self, body: u32, mut consumes: Vec<String>) -> u32 {
        if consumes.is_empty() {
            consumes.push("application/json".to_owned());
        }
        let schema = self.get(body, "schema").map(|schema| ("schema".into(), schema));
        let content = self.content(body, &consumes, &schema.into_iter().collect::<Vec<_>>());
        let mut entries = vec![("content".into(), content)];
        for key in ["description", "required"] {
            entries.extend(self.get(body, key).map(|value| (key.into(), value)));
        }
        self.tree.add_map_at(body, entries)
    }

    /// A form: an object with a field per parameter.
    fn form(&mut self, at: u32, parts: &[u32], consumes: &[String]) -> u32 {
        let mut fields: Vec<Entry<'t>> = Vec::new();
        let mut by_name: HashMap<String, usize> = HashMap::new();
        let mut required = Vec::new();
        let mut encoding: Vec<Entry<'t>> = Vec::new();
        for part in parts.iter().copied() {
            let node = self.tree.node(part);
            let Some(name) = node.get("name").and_then(Node::text).map(str::to_owned) else { continue };
            if by_name.insert(name.clone(), fields.len()).is_some() {
                continue;
            }
            if node.get("required").and_then(Node::boolean) == Some(true) {
                required.push(self.tree.add_text(part, name.clone()));
            }
            encoding.extend(self.part_encoding(part).map(|encoding| (name.clone().into(), encoding)));
            let (mut schema, rest) = self.divided(part);
            schema.extend(rest.into_iter().filter(|(key, _)| key == "description"));
            fields.push((name.into(), self.tree.add_map_at(part, schema)));
        }
        let is_required = !required.is_empty();
        let types = self.form_types(parts, consumes);
        let mut schema = vec![("type".into(), self.tree.add_text(at, "object"))];
        schema.push(("properties".into(), self.tree.add_map_at(at, fields)));
        schema.push(("required".into(), self.tree.add_list_at(at, required)));
        let mut media = vec![("schema".into(), self.tree.add_map_at(at, schema))];
        if !encoding.is_empty() {
            media.push(("encoding".into(), self.tree.add_map_at(at, encoding)));
        }
        let content = self.content(at, &types, &media);
        let is_required = self.tree.add_boolean(at, is_required);
        self.tree.add_map_at(at, vec![("content".into(), content), ("required".into(), is_required)])
    }

    /// The media types of a form: those that the operation consumes and that can encode it.
    fn form_types(&self, parts: &[u32], consumes: &[String]) -> Vec<String> {
        let is_file = |index: &u32| {
            let node = self.tree.node(*index);
            let is_binary = |node: Node<'_>| node.get("format").and_then(Node::text) == Some("binary");
            // `type: file` has been rewritten already.
            is_binary(node) || node.get("items").is_some_and(is_binary)
        };
        let has_file = parts.iter().any(is_file);
        let essence = |name: &str| name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let fits = |name: &&String| match essence(name).as_str() {
            FORM => !has_file,
            other => other == MULTIPART,
        };
        let types: Vec<String> = consumes.iter().filter(fits).cloned().collect();
        match types.is_empty() {
            true => vec![if has_file { MULTIPART } else { FORM }.to_owned()],
            false => types,
        }
    }

    /// The encoding of a list in a form.
    fn part_encoding(&mut self, part: u32) -> Option<u32> {
        let node = self.tree.node(part);
        let is_list = node.get("type").and_then(Node::text) == Some("array");
        if !is_list {
            return None;
        }
        let format = node.get("collectionFormat").and_then(Node::text).unwrap_or("csv").to_owned();
        let style = match format.as_str() {
            "ssv" => "spaceDelimited",
            "pipes" => "pipeDelimited",
            "tsv" => "tabDelimited",
            _ => "form",
        };
        let style = self.tree.add_text(part, style);
        let explode = self.tree.add_boolean(part, format == "multi");
        Some(self.tree.add_map_at(part, vec![("style".into(), style), ("explode".into(), explode)]))
    }
}
