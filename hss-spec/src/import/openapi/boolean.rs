//! Parameters that are a boolean or its text.

use super::Reader;
use super::schema::{Schema, alternatives};
use super::shape::Shape;
use super::tree::Node;
use crate::model::Type;

impl<'d> Reader<'d> {
    /// The shape of a choice of a boolean and its texts, which are sent alike; `None` for any other.
    pub(super) fn boolean_or_text(&mut self, nodes: &[Node<'d>]) -> Option<Shape<'d>> {
        let choice = self.open(nodes).choice?;
        let schemas: Vec<Node<'d>> = alternatives(choice).into_iter().map(|one| self.core(one)).collect();
        let has_boolean = schemas.iter().any(|one| type_of(*one) == Some("boolean"));
        let is_one = has_boolean && schemas.iter().all(|one| is_boolean(*one));
        is_one.then(|| Shape { ty: Type::Boolean, schema: Schema::default(), element: None })
    }
}

fn type_of(node: Node<'_>) -> Option<&str> {
    node.get("type").and_then(Node::text)
}

/// True for a boolean without limits, and for a list of its texts.
fn is_boolean(node: Node<'_>) -> bool {
    let mut listed = node.get("enum").into_iter().flat_map(Node::elements).peekable();
    match type_of(node) {
        Some("boolean") => listed.peek().is_none(),
        Some("string") => {
            listed.peek().is_some() && listed.all(|value| matches!(value.text(), Some("true" | "false")))
        }
        _ => false,
    }
}
