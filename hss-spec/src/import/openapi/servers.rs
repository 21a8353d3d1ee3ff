//! Servers of a document, a path or an operation.
//!
//! A variable is a setting of the client, whatever its name. Two are the client's region instead: one that an exported
//! spec marks, and `region` of a document of the vendor.

use super::tree::Node;
use super::{Reader, document, extension};
use crate::model::{Server, ServerVariable};
use crate::place::NoteKind;

impl<'d> Reader<'d> {
    /// The servers at a node.
    pub(super) fn servers(&self, node: Node<'d>) -> Vec<Server> {
        let is_of_vendor = document::is_of_vendor(self.root);
        let place = self.root.place();
        let scheme = address(&place.file).map_or("https", |(scheme, _)| scheme);
        let all = node.get("servers").into_iter().flat_map(Node::elements);
        all.filter_map(|one| server(one, is_of_vendor, scheme)).collect()
    }

    /// The servers of the document. A relative one is relative to the document's own address, where that is known.
    pub(super) fn document_servers(&self) -> Vec<Server> {
        let mut all = self.servers(self.root);
        let place = self.root.place();
        for server in &mut all {
            if let Some(url) = resolved(&server.url, &place.file) {
                server.url = url;
            }
        }
        all
    }

    /// The first server of an operation or its path, unless it is the document's.
    pub(super) fn own_server(&mut self, around: Node<'d>, node: Node<'d>) -> Option<Server> {
        let at = [node, around].into_iter().find(|at| at.get("servers").is_some())?;
        let mut all = self.servers(at).into_iter();
        let own = Server { description: None, ..all.next()? };
        if all.next().is_some() {
            let message = "further servers of a single operation or path; the first one is read";
            self.problems.push(at.note_of(NoteKind::Server, message));
        }
        let of_document = self.servers(self.root);
        let is_same = |one: &Server| one.url == own.url && one.variables == own.variables;
        (!of_document.first().is_some_and(is_same)).then_some(own)
    }
}

/// The scheme of an address and what follows `://`; `None` for the name of a file.
fn address(name: &str) -> Option<(&str, &str)> {
    name.split_once("://").filter(|(scheme, _)| ["https", "http"].contains(scheme))
}

/// A relative address of a server in a document of this address; `None` if the server has a scheme, which may be a
/// variable, or the document is a file.
fn resolved(url: &str, document: &str) -> Option<String> {
    let (scheme, rest) = address(document)?;
    if url.contains("://") || url.starts_with('{') {
        return None;
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if url.starts_with('/') {
        return Some(format!("{scheme}://{host}{}", url.trim_end_matches('/')));
    }
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    for segment in url.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = folders.pop(),
            name => folders.push(name),
        }
    }
    let path: String = folders.iter().flat_map(|folder| ["/", folder]).collect();
    Some(format!("{scheme}://{host}{path}"))
}

fn server(node: Node<'_>, is_of_vendor: bool, scheme: &str) -> Option<Server> {
    let url = node.get("url").and_then(Node::text)?.trim();
    let url = if url.len() > 1 { url.trim_end_matches('/') } else { url };
    // Without a scheme, it is that of the document's own address; sites serve theirs by HTTPS.
    let scheme = if url.starts_with("//") { format!("{scheme}:") } else { String::new() };
    let mut server = Server { url: format!("{scheme}{url}"), ..Server::default() };
    server.description = node.get("description").and_then(Node::text).map(|text| text.trim().to_owned());
    for (name, variable) in node.get("variables").into_iter().flat_map(Node::entries) {
        let is_region = name == Server::REGION && (is_of_vendor || extension::is_region(variable));
        if is_region || !url.contains(&format!("{{{name}}}")) {
            continue;
        }
        let values = variable.get("enum").into_iter().flat_map(Node::elements).filter_map(Node::scalar);
        let default = variable.get("default").filter(|_| !extension::is_required(variable));
        let variable = ServerVariable {
            default: default.and_then(Node::scalar).map(str::to_owned),
            values: values.map(str::to_owned).collect(),
        };
        server.variables.insert(name.to_owned(), variable);
    }
    for name in placeholders(url).filter(|name| *name != Server::REGION) {
        // A variable that is not described has no default, so that the client is asked for it.
        server.variables.entry(name.to_owned()).or_default();
    }
    (!server.url.is_empty()).then_some(server)
}

/// The names in braces.
fn placeholders(url: &str) -> impl Iterator<Item = &str> {
    let after = url.split('{').skip(1);
    after.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).filter(|name| !name.is_empty())
}

/// The address of the first server, with the defaults of its variables; the client's region stays.
pub(super) fn endpoint(servers: &[Server]) -> Option<String> {
    servers.first().map(with_defaults)
}

/// The address of a server, with the defaults of its variables; the client's region stays.
fn with_defaults(server: &Server) -> String {
    let known =
        server.variables.iter().filter_map(|(name, variable)| Some((name, variable.default.as_ref()?)));
    known.fold(server.url.clone(), |url, (name, default)| url.replace(&format!("{{{name}}}"), default))
}

/// True if a single endpoint is not enough: there are several servers or variables, or the host is missing.
pub(super) fn says_more(servers: &[Server]) -> bool {
    let is_more = |server: &Server| !server.variables.is_empty() || !server.url.contains("://");
    servers.len() > 1 || servers.iter().any(is_more)
}
