//! Swagger 2.0: a document in that form is rewritten into the form of OpenAPI 3.0, which the rest of the importer
//! reads.
//!
//! | Swagger 2.0 | OpenAPI 3.0 |
//! |---|---|
//! | `host`, `basePath`, `schemes` | `servers` |
//! | `definitions`, `securityDefinitions` | `components` |
//! | a parameter in `body` or `formData`, `consumes` | `requestBody` |
//! | `schema`, `headers`, `examples` of a response, `produces` | `content`, `headers` |
//! | `type`, `format`, `items`, … of a parameter | `schema` |
//! | `collectionFormat` | `style`, `explode` |
//! | `type: file` | `type: string`, `format: binary` |
//! | `x-nullable`, `discriminator: name` | `nullable`, `discriminator: { propertyName: name }` |
//!
//! Every node keeps its place and its JSON pointer, so that messages refer to the document as it was written.

mod loose;
mod parameter;
mod response;
mod schema;
mod security;

use std::collections::HashSet;

use super::tree::rewrite::Entry;
use super::tree::{Node, Tree};

/// Keys of a path item besides methods.
const OF_PATHS: [&str; 2] = ["parameters", "$ref"];
/// Maximum length of a chain of references to a parameter, a response or a path.
const CHAIN: usize = 64;

/// Rewrites a Swagger 2.0 document. In other documents, only the parts of that form are rewritten.
pub(super) fn rewrite(tree: &mut Tree<'_>) {
    let root = tree.root();
    let is_swagger =
        root.get("swagger").and_then(Node::scalar).is_some_and(|version| version.starts_with("2"));
    let root = root.id();
    let mut rewriter = Rewriter { tree, root, done: HashSet::new() };
    rewriter.files();
    if is_swagger {
        rewriter.document();
    } else {
        rewriter.loose_parameters();
        rewriter.loose_operations();
    }
}

/// A document while it is rewritten.
struct Rewriter<'r, 't> {
    tree: &'r mut Tree<'t>,
    root: u32,
    /// Paths, operations, parameters and responses that have been rewritten.
    done: HashSet<u32>,
}

impl<'t> Rewriter<'_, 't> {
    fn document(&mut self) {
        self.schemas();
        let paths = self.get(self.root, "paths");
        let paths = paths.map(|paths| self.tree.entries_of(paths)).unwrap_or_default();
        for (_, path) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
            self.path(*path);
        }
        let mut entries = self.tree.entries_of(self.root);
        entries.retain(|(key, _)| !["swagger", "components", "servers", "openapi"].contains(&key.as_ref()));
        let version = self.tree.add_text(self.root, "3.0.3");
        entries.insert(0, ("openapi".into(), version));
        entries.extend(self.servers().map(|servers| ("servers".into(), servers)));
        entries.push(("components".into(), self.components()));
        self.tree.set_entries(self.root, entries);
    }

    fn get(&self, node: u32, key: &str) -> Option<u32> {
        self.tree.node(node).get(key).map(Node::id)
    }

    /// The document's address as a server.
    fn servers(&mut self) -> Option<u32> {
        let root = self.tree.node(self.root);
        let text = |key: &str| root.get(key).and_then(Node::text).filter(|text| !text.is_empty());
        let path = text("basePath").unwrap_or_default();
        let path =
            if path.is_empty() || path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        let schemes: Vec<&str> =
            root.get("schemes").into_iter().flat_map(Node::elements).filter_map(Node::text).collect();
        let scheme =
            schemes.iter().find(|scheme| **scheme == "https").or(schemes.first()).unwrap_or(&"https");
        let url = match text("host") {
            Some(host) => format!("{scheme}://{host}{path}"),
            None if path.is_empty() => return None,
            None => path,
        };
        let at = root.get("host").or(root.get("basePath")).map_or(self.root, Node::id);
        let url = self.tree.add_text(at, url);
        let server = self.tree.add_map_at(at, vec![("url".into(), url)]);
        Some(self.tree.add_list_at(at, vec![server]))
    }

    fn components(&mut self) -> u32 {
        let mut entries: Vec<Entry<'t>> = Vec::new();
        entries.extend(self.get(self.root, "definitions").map(|schemas| ("schemas".into(), schemas)));
        entries.extend(self.security_schemes().map(|schemes| ("securitySchemes".into(), schemes)));
        self.tree.add_map_at(self.root, entries)
    }

    /// The target of references: a parameter, a response or a path.
    fn follow(&self, node: u32) -> u32 {
        let mut node = self.tree.node(node);
        for _ in 0..CHAIN {
            let Some(reference) = node.get("$ref").and_then(Node::text) else { break };
            match node.refer(reference) {
                Ok(target) => node = target,
                Err(_) => break,
            }
        }
        node.id()
    }

    fn path(&mut self, path: u32) {
        let path = self.follow(path);
        if !self.done.insert(path) {
            return;
        }
        let mut entries = self.tree.entries_of(path);
        let shared = self.parameters(self.get(path, "parameters"));
        for (key, operation) in &entries {
            if !OF_PATHS.contains(&key.as_ref()) && !key.starts_with("x-") && self.done.insert(*operation) {
                self.operation(*operation, &shared.sent);
            }
        }
        replace(&mut entries, "parameters", shared.list);
        self.tree.set_entries(path, entries);
    }

    /// Rewrites an operation; `shared` are the body parameters of its path.
    fn operation(&mut self, operation: u32, shared: &[u32]) {
        let mut entries = self.tree.entries_of(operation);
        if entries.is_empty() {
            return;
        }
        let own = self.parameters(self.get(operation, "parameters"));
        let sent = self.sent(own.sent, shared);
        let body = self.body(operation, &sent);
        let produces = self.media_types(operation, "produces");
        let responses = self.get(operation, "responses").map(|all| self.tree.entries_of(all));
        for (_, response) in responses.into_iter().flatten().filter(|(status, _)| !status.starts_with("x-")) {
            self.response(response, &produces);
        }
        entries
            .retain(|(key, _)| !["consumes", "produces", "schemes", "requestBody"].contains(&key.as_ref()));
        replace(&mut entries, "parameters", own.list);
        entries.extend(body.map(|body| ("requestBody".into(), body)));
        self.tree.set_entries(operation, entries);
    }

    /// The media types that an operation consumes or produces: its own list, else the document's.
    fn media_types(&self, operation: u32, keyword: &str) -> Vec<String> {
        let own = self.tree.node(operation).get(keyword);
        let list = own.or_else(|| self.tree.node(self.root).get(keyword));
        let types = list.into_iter().flat_map(Node::elements).filter_map(Node::text);
        types.map(str::to_owned).collect()
    }

    /// A `content` with the same schema for all media types.
    fn content(&mut self, at: u32, types: &[String], media: &[Entry<'t>]) -> u32 {
        let mut entries: Vec<Entry<'t>> = Vec::new();
        for name in types {
            if entries.iter().all(|(known, _)| known != name) {
                let media = self.tree.add_map_at(at, media.to_vec());
                entries.push((name.clone().into(), media));
            }
        }
        self.tree.add_map_at(at, entries)
    }
}

/// Replaces the value of a key, or removes the key.
fn replace<'t>(entries: &mut Vec<Entry<'t>>, key: &'static str, value: Option<u32>) {
    entries.retain(|(known, _)| known != key);
    entries.extend(value.map(|value| (key.into(), value)));
}
