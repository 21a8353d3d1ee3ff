//! Bodies and responses in the form of Swagger 2.0 in a document of OpenAPI 3, as halfway converted documents have them.

use super::super::tree::Node;
use super::{OF_PATHS, Rewriter, replace};

impl Rewriter<'_, '_> {
    /// Rewrites the bodies and the responses of operations that have them in the old form.
    pub(super) fn loose_operations(&mut self) {
        let paths = self.get(self.root, "paths");
        for (_, path) in paths.map(|paths| self.tree.entries_of(paths)).unwrap_or_default() {
            let path = self.follow(path);
            for (key, operation) in self.tree.entries_of(path) {
                if !OF_PATHS.contains(&key.as_ref()) && !key.starts_with("x-") {
                    self.loose_body(operation);
                    self.loose_responses(operation);
                }
            }
        }
    }

    fn loose_body(&mut self, operation: u32) {
        let Some(list) = self.get(operation, "parameters") else { return };
        let is_sent = |parameter: Node<'_>| {
            let target = self.tree.node(self.follow(parameter.id()));
            matches!(target.get("in").and_then(Node::text), Some("body" | "formData"))
        };
        let has_body = self.get(operation, "requestBody").is_some();
        if has_body || !self.tree.node(list).elements().any(is_sent) || !self.done.insert(operation) {
            return;
        }
        let own = self.parameters(Some(list));
        let body = self.body(operation, &own.sent);
        let mut entries = self.tree.entries_of(operation);
        replace(&mut entries, "parameters", own.list);
        replace(&mut entries, "requestBody", body);
        self.tree.set_entries(operation, entries);
    }

    fn loose_responses(&mut self, operation: u32) {
        let responses = self.get(operation, "responses");
        let responses = responses.map(|all| self.tree.entries_of(all)).unwrap_or_default();
        let produces = self.media_types(operation, "produces");
        for (_, response) in responses {
            let target = self.follow(response);
            if self.get(target, "schema").is_some() && self.get(target, "content").is_none() {
                self.response(target, &produces);
            }
        }
    }
}
