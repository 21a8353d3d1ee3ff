//! The header `Link` of responses, with the address of the next page of a listing.

use super::schema::CHAIN;
use super::tree::Node;

/// True if a successful response of this operation has a header `Link`.
pub(super) fn is_documented(operation: Node<'_>) -> bool {
    let responses = operation.get("responses").into_iter().flat_map(Node::entries);
    let mut of_success = responses.filter(|(status, _)| status.starts_with('2'));
    of_success.any(|(_, response)| {
        let headers = target(response).and_then(|response| response.get("headers"));
        headers.into_iter().flat_map(Node::entries).any(|(name, _)| name.eq_ignore_ascii_case("link"))
    })
}

fn target(node: Node<'_>) -> Option<Node<'_>> {
    let mut found = node;
    for _ in 0..CHAIN {
        let Some(reference) = found.get("$ref").and_then(Node::text) else { return Some(found) };
        found = found.refer(reference).ok()?;
    }
    None
}
