//! Parameters that are objects: each field is a separate pair in the query, so each is read as a parameter.
//!
//! `filter` with the fields `colour` and `size` is sent as `colour=…&size=…` in the style `form`, exploded, and as
//! `filter[colour]=…&filter[size]=…` in the style `deepObject`.

use super::Reader;
use super::shape::Site;
use super::tree::{Node, short};
use crate::model::{Enumeration, Location, Operation, Parameter, ParameterStyle, Sources};
use crate::place::NoteKind;

/// Maximum depth of nested objects; OpenAPI defines only one level, but servers that nest agree on `a[b][c]`.
const DEPTH: usize = 3;

/// An object whose fields are parameters.
struct Object<'d, 'n> {
    /// The name before the brackets; `None` if the fields are sent under their own names.
    prefix: Option<&'n str>,
    nodes: Vec<Node<'d>>,
    is_required: bool,
    depth: usize,
}

type Found = Vec<(Parameter, Option<Enumeration>)>;

impl<'d> Reader<'d> {
    /// Reads the fields of an object in the query or in cookies as parameters; `None` if the parameter is no such
    /// object.
    pub(super) fn object_parts(
        &mut self,
        operation: &Operation,
        location: Location,
        name: &str,
        node: Node<'d>,
    ) -> Option<Found> {
        if !matches!(location, Location::Query | Location::Cookie) || node.get("content").is_some() {
            return None;
        }
        let nodes: Vec<Node<'d>> = vec![node.get("schema")?];
        if !self.has_fields(&nodes) {
            return None;
        }
        let (style, is_exploded) = self.style(location, node);
        let prefix = match style {
            ParameterStyle::DeepObject => Some(name),
            ParameterStyle::Form if is_exploded => None,
            _ => return None,
        };
        let is_required = node.get("required").and_then(Node::boolean) == Some(true);
        self.problems.push(node.note(format!("each field of the object `{}` is a parameter", short(name))));
        let mut found = Vec::new();
        self.add_fields(operation, location, &Object { prefix, nodes, is_required, depth: 0 }, &mut found);
        Some(found)
    }

    fn add_fields(
        &mut self,
        operation: &Operation,
        location: Location,
        object: &Object<'d, '_>,
        into: &mut Found,
    ) {
        let schema = self.open(&object.nodes);
        let required: Vec<&str> =
            schema.all("required").flat_map(Node::elements).filter_map(Node::text).collect();
        let fields: Vec<(&'d str, Node<'d>)> = schema.all("properties").flat_map(Node::entries).collect();
        for (field, node) in fields {
            let name = match object.prefix {
                Some(prefix) => format!("{prefix}[{field}]"),
                None => field.to_owned(),
            };
            let is_required = object.is_required && required.contains(&field);
            if !super::parameter::is_sendable(location, &name) {
                self.problems
                    .push(node.note_of(NoteKind::Parameter, "a field whose name can't be sent is left out"));
                continue;
            }
            if self.has_fields(&[node]) && object.depth + 1 < DEPTH {
                let (prefix, depth) = (Some(name.as_str()), object.depth + 1);
                let inner = Object { prefix, nodes: vec![node], is_required, depth };
                self.add_fields(operation, location, &inner, into);
                continue;
            }
            let site = Site { owner: &operation.id, field: &name, takes_files: false, takes_unions: false };
            let mut shape = self.sent_shape(&[node], site);
            let Some(ty) = self.parameter_type(shape.ty.clone(), node) else { continue };
            shape.ty = ty;
            let (mut field, values) = self.field(&name, &shape, None, node);
            field.nullable = false;
            field.required = Sources::page(is_required);
            into.push((Parameter::new(location, field), values));
        }
    }

    /// True if a schema is an object with fields, without a choice of others.
    fn has_fields(&mut self, nodes: &[Node<'d>]) -> bool {
        let schema = self.open(nodes);
        let is_object = schema.types().iter().all(|ty| *ty == "object");
        let mut fields = schema.all("properties").flat_map(Node::entries);
        schema.choice.is_none() && is_object && fields.next().is_some()
    }
}
