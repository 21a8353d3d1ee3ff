//! Parameters that are objects: each field is a separate pair in the query, so each is read as a parameter.
//!
//! `filter` with the fields `colour` and `size` is sent as `colour=…&size=…` in the style `form`, exploded, and as
//! `filter[colour]=…&filter[size]=…` in the style `deepObject`. One of several objects has the fields of all of them, and
//! one that may be a scalar instead is a parameter of its own beside its fields. An object that must have some of its fields
//! together is one parameter, with the same pairs.

use super::Reader;
use super::form::required_of;
use super::models::Known;
use super::schema::Schema;
use super::shape::Site;
use super::tree::{Node, short};
use crate::model::{
    Enumeration, Field, Location, Model, Operation, Parameter, ParameterStyle, Sources, Type,
};
use crate::place::NoteKind;

/// Maximum depth of nested objects; OpenAPI defines only one level, but servers that nest agree on `a[b][c]`.
const DEPTH: usize = 3;

/// An object whose fields are parameters.
struct Object<'d, 'n> {
    /// The name before the brackets; `None` if the fields are sent under their own names.
    prefix: Option<&'n str>,
    /// Its alternatives, each given by the nodes that describe it together.
    nodes: Vec<Vec<Node<'d>>>,
    is_required: bool,
    depth: usize,
}

/// The alternatives of a parameter: objects with fields, and scalars.
struct Kinds<'d> {
    objects: Vec<Vec<Node<'d>>>,
    scalars: Vec<Vec<Node<'d>>>,
}

type Found = Vec<(Parameter, Option<Enumeration>)>;

impl<'d> Reader<'d> {
    /// Reads the fields of an object in the query or in cookies as parameters; `None` if the parameter is not such an
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
        let Kinds { objects, scalars } = self.kinds(&[node.get("schema")?])?;
        let (style, is_exploded) = self.style(location, node);
        let prefix = match style {
            ParameterStyle::DeepObject => Some(name),
            ParameterStyle::Form if is_exploded => None,
            _ => return None,
        };
        if self.is_one_object(location, node) {
            return None;
        }
        let is_required = node.get("required").and_then(Node::boolean) == Some(true) && scalars.is_empty();
        self.problems.push(node.note(format!("each field of the object `{}` is a parameter", short(name))));
        let mut found = Vec::new();
        if !scalars.is_empty() {
            self.problems.push(node.note(format!("`{}` may be a single value instead", short(name))));
            found.extend(self.scalar_part(operation, location, name, (node, &scalars)));
        }
        let object = Object { prefix, nodes: objects, is_required, depth: 0 };
        self.add_fields(operation, location, &object, &mut found);
        self.add_others(operation, (location, name, node), &object, &mut found);
        Some(found)
    }

    /// True if an object in the query or in cookies stays one parameter: if a call must have one of several sets of
    /// fields, or a certain number of fields, which could not be required of separate parameters.
    pub(super) fn is_one_object(&mut self, location: Location, node: Node<'d>) -> bool {
        let Some(schema) = node.get("schema") else { return false };
        if !matches!(location, Location::Query | Location::Cookie) || node.get("content").is_some() {
            return false;
        }
        let known = self.problems.len();
        let is_tied = self.is_tied(location, node, schema);
        // The schemas are read again, with their notes.
        self.problems.truncate(known);
        is_tied
    }

    fn is_tied(&mut self, location: Location, node: Node<'d>, schema: Node<'d>) -> bool {
        let Some(Kinds { objects, scalars }) = self.kinds(&[schema]) else { return false };
        let (style, is_exploded) = self.style(location, node);
        let is_deep = style == ParameterStyle::DeepObject;
        let has_pairs = is_deep || style == ParameterStyle::Form && is_exploded;
        if !scalars.is_empty() || !has_pairs {
            return false;
        }
        let schemas: Vec<Schema<'d>> = objects.iter().map(|nodes| self.open(nodes)).collect();
        let required: Vec<&str> = required_of(&schemas).into_iter().filter_map(Node::text).collect();
        let mut known = Known { model: Model::default(), values: Vec::new(), read_only: Vec::new() };
        for (name, described) in self.fields_of(&schemas) {
            // Only in brackets, the fields of a field have pairs of their own.
            if !is_deep && described.iter().any(|nodes| self.has_fields(nodes)) {
                return false;
            }
            let mut field = Field::new(name, Type::Json);
            field.required = Sources::page(required.contains(&name));
            field.nullable = described.iter().any(|nodes| self.open(nodes).allows_null());
            known.model.fields.push(field);
        }
        if let [only] = schemas.as_slice()
            && self.object_size(only, &known.model).is_some()
        {
            return true;
        }
        self.field_sets(&[schema], &schemas, &known, true).is_some()
    }

    /// The alternatives of a schema; `None` if no object with fields is among them, or another type is.
    fn kinds(&mut self, nodes: &[Node<'d>]) -> Option<Kinds<'d>> {
        if self.has_fields(nodes) {
            return Some(Kinds { objects: vec![nodes.to_vec()], scalars: Vec::new() });
        }
        let choice = self.open(nodes).choice?;
        let mut found = Kinds { objects: Vec::new(), scalars: Vec::new() };
        for nodes in self.schemas_of(choice) {
            if self.has_fields(&nodes) {
                found.objects.push(nodes);
            } else if matches!(self.profile(&nodes).kind, "string" | "integer" | "number" | "boolean") {
                found.scalars.push(nodes);
            } else {
                return None;
            }
        }
        (!found.objects.is_empty()).then_some(found)
    }

    /// The parameter of a single value in place of an object.
    fn scalar_part(
        &mut self,
        operation: &Operation,
        location: Location,
        name: &str,
        (node, schemas): (Node<'d>, &[Vec<Node<'d>>]),
    ) -> Option<(Parameter, Option<Enumeration>)> {
        let site = Site::of_text(&operation.id, name);
        let mut shape = self.shape_of_any(schemas, site);
        shape.ty = self.parameter_type(&shape, node)?;
        let (mut field, values) = self.field(name, &shape, Some(node), node);
        field.nullable = false;
        field.required = Sources::page(false);
        Some((Parameter::new(location, field), values))
    }

    fn add_fields(
        &mut self,
        operation: &Operation,
        location: Location,
        object: &Object<'d, '_>,
        into: &mut Found,
    ) {
        let schemas: Vec<Schema<'d>> = object.nodes.iter().map(|nodes| self.open(nodes)).collect();
        let required: Vec<&str> = required_of(&schemas).into_iter().filter_map(Node::text).collect();
        for (field, described) in self.fields_of(&schemas) {
            let Some(node) = described.iter().flatten().next().copied() else { continue };
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
            if described.iter().all(|nodes| self.has_fields(nodes)) && object.depth + 1 < DEPTH {
                let (prefix, depth) = (Some(name.as_str()), object.depth + 1);
                let inner = Object { prefix, nodes: described, is_required, depth };
                self.add_fields(operation, location, &inner, into);
                continue;
            }
            let site = Site::of_text(&operation.id, &name);
            let mut shape = match described.as_slice() {
                [nodes] => self.styled_shape(nodes, ParameterStyle::Form, site),
                several => self.shape_of_any(several, site),
            };
            let Some(ty) = self.parameter_type(&shape, node) else { continue };
            shape.ty = ty;
            let (mut field, values) = self.field(&name, &shape, None, node);
            field.nullable = false;
            field.required = Sources::page(is_required);
            into.push((Parameter::new(location, field), values));
        }
    }

    /// Adds a map for the keys that are not fields, where the object has a schema for them and nothing else has its name.
    fn add_others(
        &mut self,
        operation: &Operation,
        (location, name, node): (Location, &str, Node<'d>),
        object: &Object<'d, '_>,
        into: &mut Found,
    ) {
        let site = Site::of_text(&operation.id, name);
        let schemas: Vec<Schema<'d>> = object.nodes.iter().map(|nodes| self.open(nodes)).collect();
        let others = schemas.iter().find_map(|schema| self.additional(schema, site));
        let Some((shape, others)) = others.filter(|(shape, _)| is_map_of_scalars(&shape.ty)) else { return };
        if into.iter().any(|(known, _)| known.field.name == name) {
            let message = "further fields of the object can't be sent: a parameter has its name";
            return self.problems.push(others.note_of(NoteKind::Parameter, message));
        }
        let (mut field, values) = self.field(name, &shape, Some(node), others);
        field.required = Sources::page(false);
        let mut parameter = Parameter::new(location, field);
        (parameter.style, parameter.explode) = self.style(location, node);
        into.push((parameter, values));
    }

    /// True if a schema is an object with fields, without a choice of others.
    fn has_fields(&mut self, nodes: &[Node<'d>]) -> bool {
        let schema = self.open(nodes);
        let is_object = schema.types().iter().all(|ty| *ty == "object");
        let mut fields = schema.all("properties").flat_map(Node::entries);
        schema.choice.is_none() && is_object && fields.next().is_some()
    }
}

/// True for a map whose values have a text form.
fn is_map_of_scalars(ty: &Type) -> bool {
    let Type::Map(item) = ty else { return false };
    !matches!(item.not_null(), Type::Named(_) | Type::Map(_) | Type::List(_) | Type::File)
}
