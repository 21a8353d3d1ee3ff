//! Choices of schemas that are one type in the text of a parameter.

use super::Reader;
use super::schema::alternatives;
use super::shape::{Shape, Site};
use super::tree::Node;
use crate::model::Type;

impl<'d> Reader<'d> {
    /// The shape of a parameter that is sent as text: a value or a list of such values is a list, since one element is
    /// sent as the value alone; a boolean or its text is a boolean.
    pub(super) fn sent_shape(&mut self, nodes: &[Node<'d>], site: Site<'_>) -> Shape<'d> {
        let shape = self.shape(nodes, site);
        let (Type::Json, Some(choice)) = (&shape.ty, shape.schema.choice) else { return shape };
        let schemas: Vec<Node<'d>> = alternatives(choice).into_iter().map(|one| self.core(one)).collect();
        if let Some(list) = self.list_of_values(&schemas) {
            return self.shape(&[list], site);
        }
        if schemas.iter().all(|one| is_boolean(*one)) {
            return Shape { ty: Type::Boolean, schema: Default::default(), element: None };
        }
        shape
    }

    /// The only list of a choice, if all other schemas are of the type of its elements.
    fn list_of_values(&self, schemas: &[Node<'d>]) -> Option<Node<'d>> {
        let (lists, values): (Vec<Node<'d>>, Vec<Node<'d>>) =
            schemas.iter().partition(|one| type_of(**one) == Some("array"));
        let [list] = lists.as_slice() else { return None };
        let item = type_of(self.core(list.get("items")?))?;
        let is_item = |one: &Node<'d>| type_of(*one) == Some(item);
        (!values.is_empty() && values.iter().all(is_item)).then_some(*list)
    }
}

fn type_of(node: Node<'_>) -> Option<&str> {
    node.get("type").and_then(Node::text)
}

/// True for a boolean, and for a list of its texts.
fn is_boolean(node: Node<'_>) -> bool {
    let mut listed = node.get("enum").into_iter().flat_map(Node::elements).peekable();
    match type_of(node) {
        Some("boolean") => true,
        Some("string") => {
            listed.peek().is_some() && listed.all(|value| matches!(value.text(), Some("true" | "false")))
        }
        _ => false,
    }
}
