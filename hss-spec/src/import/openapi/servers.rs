//! Servers of a document, a path or an operation.

use super::tree::Node;
use crate::model::{Server, ServerVariable};

/// Name of the variable that is the client's region.
const REGION: &str = "region";

/// The servers at a node.
pub(super) fn servers(node: Node<'_>) -> Vec<Server> {
    let all = node.get("servers").into_iter().flat_map(Node::elements);
    all.filter_map(server).collect()
}

fn server(node: Node<'_>) -> Option<Server> {
    let url = node.get("url").and_then(Node::text)?.trim();
    let url = if url.len() > 1 { url.trim_end_matches('/') } else { url };
    let mut server = Server { url: url.to_owned(), ..Server::default() };
    server.description = node.get("description").and_then(Node::text).map(|text| text.trim().to_owned());
    for (name, variable) in node.get("variables").into_iter().flat_map(Node::entries) {
        if name == REGION || !url.contains(&format!("{{{name}}}")) {
            continue;
        }
        let values = variable.get("enum").into_iter().flat_map(Node::elements).filter_map(Node::scalar);
        let variable = ServerVariable {
            default: variable.get("default").and_then(Node::scalar).map(str::to_owned),
            values: values.map(str::to_owned).collect(),
        };
        server.variables.insert(name.to_owned(), variable);
    }
    (!server.url.is_empty()).then_some(server)
}

/// The address of the first server, with the defaults of its variables; `{region}` stays.
pub(super) fn endpoint(servers: &[Server]) -> Option<String> {
    servers.first().map(with_defaults)
}

/// The address of a server, with the defaults of its variables; `{region}` stays.
pub(super) fn with_defaults(server: &Server) -> String {
    let known =
        server.variables.iter().filter_map(|(name, variable)| Some((name, variable.default.as_ref()?)));
    known.fold(server.url.clone(), |url, (name, default)| url.replace(&format!("{{{name}}}"), default))
}

/// True if a single endpoint is not enough: there are several servers or variables, or the host is missing.
pub(super) fn says_more(servers: &[Server]) -> bool {
    let is_more = |server: &Server| !server.variables.is_empty() || !server.url.contains("://");
    servers.len() > 1 || servers.iter().any(is_more)
}
