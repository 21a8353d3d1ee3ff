//! Responses: their `schema` moves below the media types that the operation produces.

use super::super::media::is_json;
use super::super::tree::Node;
use super::super::tree::rewrite::Entry;
use super::Rewriter;

const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";

impl<'t> Rewriter<'_, 't> {
    /// Rewrites a response once: one that several operations share gets the media types of the first.
    pub(super) fn response(&mut self, response: u32, produces: &[String]) {
        let response = self.follow(response);
        if !self.tree.node(response).is_map() || !self.done.insert(response) {
            return;
        }
        let headers = self.get(response, "headers").map(|headers| self.tree.entries_of(headers));
        for (_, header) in headers.into_iter().flatten() {
            let header = self.follow(header);
            if self.done.insert(header) {
                self.parameter(header);
            }
        }
        let mut entries = self.tree.entries_of(response);
        if let Some(schema) = self.get(response, "schema") {
            let types = self.response_types(schema, produces);
            let content = self.content_with_examples(response, schema, &types);
            entries.push(("content".into(), content));
        }
        entries.retain(|(key, _)| key != "schema" && key != "examples");
        self.tree.set_entries(response, entries);
    }

    /// The media types of a response: those that the operation produces; a file is never JSON.
    fn response_types(&self, schema: u32, produces: &[String]) -> Vec<String> {
        // `type: file` has been rewritten already.
        let is_file = self.tree.node(schema).get("format").and_then(Node::text) == Some("binary");
        let fits = |name: &&String| !is_file || !is_json(name);
        let types: Vec<String> = produces.iter().filter(fits).cloned().collect();
        match types.is_empty() {
            true => vec![if is_file { BYTES } else { JSON }.to_owned()],
            false => types,
        }
    }

    fn content_with_examples(&mut self, response: u32, schema: u32, types: &[String]) -> u32 {
        let examples = self.get(response, "examples").map(|examples| self.tree.entries_of(examples));
        let examples = examples.unwrap_or_default();
        let mut entries: Vec<Entry<'t>> = Vec::new();
        for name in types {
            if entries.iter().any(|(known, _)| known == name) {
                continue;
            }
            let mut media: Vec<Entry<'t>> = vec![("schema".into(), schema)];
            let example = examples.iter().find(|(of, _)| of == name);
            media.extend(example.map(|(_, example)| ("example".into(), *example)));
            entries.push((name.clone().into(), self.tree.add_map_at(response, media)));
        }
        self.tree.add_map_at(response, entries)
    }
}
