//! The parameters of an operation: its own and those of its path.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::shape::Site;
use super::tree::{Node, short};
use crate::import::paging;
use crate::model::{Enumeration, Field, Location, Operation, Parameter, Sources, Type};

/// Headers that OpenAPI leaves to other parts of the document.
const OTHERWISE_SET: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'d> Reader<'d> {
    /// Reads the parameters of an operation; says whether it can be called with what was read.
    pub(super) fn take_parameters(
        &mut self,
        operation: &mut Operation,
        values: &mut BTreeMap<String, Enumeration>,
        lists: &[Option<Node<'d>>],
    ) -> bool {
        let mut is_whole = true;
        let mut nodes = Vec::new();
        let mut seen = BTreeSet::new();
        for node in lists.iter().flatten().flat_map(|list| list.elements()) {
            let Some(node) = self.follow(node) else {
                is_whole = false;
                continue;
            };
            let is_required = node.get("required").and_then(Node::boolean) == Some(true);
            let Some(name) = node.get("name").and_then(Node::text).filter(|name| is_wire_name(name)) else {
                let message =
                    "a parameter whose name is missing, empty or has control characters is left out";
                self.problems.push(node.note(message));
                is_whole &= !is_required;
                continue;
            };
            let Some(location) = self.location(node, name) else {
                is_whole &= !is_required || is_set_otherwise(node, name);
                continue;
            };
            // What the operation says about a parameter goes before what its path says.
            // Header names are the same in any case.
            let wire = if location == Location::Header { name.to_ascii_lowercase() } else { name.to_owned() };
            if seen.contains(&(location, wire.clone())) {
                continue;
            }
            match self.parameter(operation, location, name, node) {
                Some((field, listed)) => {
                    let place = format!("{}.{name}", location.name());
                    values.extend(listed.map(|listed| (place, listed)));
                    operation.parameters.push(Parameter { location, field });
                    seen.insert((location, wire));
                    nodes.push(node);
                }
                None => is_whole &= !is_required,
            }
        }
        self.complete_path(operation);
        if let Some(marker) = paging::marker(operation) {
            let node = nodes.iter().find(|node| node.get("name").and_then(Node::text) == Some(&marker.name));
            self.problems.extend(node.map(|node| node.note(paging::unread(marker))));
        }
        is_whole
    }

    fn location(&mut self, node: Node<'d>, name: &str) -> Option<Location> {
        let stands_in = node.get("in").and_then(Node::text).unwrap_or_default();
        let found =
            Location::ALL.iter().find(|(known, _)| *known == stands_in).map(|(_, location)| *location);
        match (stands_in, found) {
            ("cookie", _) => {
                self.problems.push(node.note(format!("the cookie `{}` is left out", short(name))));
            }
            (_, None) => {
                let message = format!(
                    "`{}` is in `{}`; expected path, query or header; left out",
                    short(name),
                    short(stands_in)
                );
                self.problems.push(node.note(message));
            }
            (_, Some(Location::Header)) if OTHERWISE_SET.contains(&name.to_ascii_lowercase().as_str()) => {
                self.problems.push(node.note(format!("the header `{name}` is left out; the client sets it")));
                return None;
            }
            _ => {}
        }
        found
    }

    fn parameter(
        &mut self,
        operation: &Operation,
        location: Location,
        name: &str,
        node: Node<'d>,
    ) -> Option<(Field, Option<Enumeration>)> {
        let site = Site { owner: &operation.id, field: name, takes_files: false };
        let schema: Vec<Node<'d>> = node.get("schema").into_iter().collect();
        let mut shape = self.shape(&schema, site);
        if node.get("content").is_some() {
            self.problems.push(
                node.note(format!("`{}` is encoded by `content`; it is given as encoded text", short(name))),
            );
            shape.ty = Type::String;
        }
        let sent_as = self.parameter_type(shape.ty.clone(), location, node)?;
        if matches!(shape.ty, Type::List(_)) && !matches!(sent_as, Type::List(_)) {
            self.note_limits(&shape, "a parameter that is given as joined text");
        }
        shape.ty = sent_as;
        if !matches!(shape.ty, Type::List(_)) {
            shape.element = None;
        }
        let (mut field, values) = self.field(name, &shape, Some(node), node);
        let required = node.get("required").and_then(Node::boolean).unwrap_or(false);
        field.required = Sources::page(required || location == Location::Path);
        if node.get("allowReserved").and_then(Node::boolean) == Some(true) {
            self.problems.push(node.note("`allowReserved` is not read: reserved characters are escaped"));
        }
        Some((field, values))
    }

    /// The type as it is sent: a scalar, or in the query a list of scalars.
    fn parameter_type(&mut self, ty: Type, location: Location, node: Node<'d>) -> Option<Type> {
        let is_scalar = |ty: &Type| !matches!(ty, Type::List(_) | Type::Map(_) | Type::Named(_) | Type::File);
        let is_exploded = node.get("explode").and_then(Node::boolean);
        let style = node.get("style").and_then(Node::text);
        match ty {
            Type::Json => {
                self.problems.push(node.note("a parameter of any type is given as text"));
                Some(Type::String)
            }
            Type::List(item) if is_scalar(&item) && location == Location::Query => {
                let item = if *item == Type::Json { Type::String } else { *item };
                match style {
                    None | Some("form") if is_exploded != Some(false) => {}
                    _ => self.problems.push(
                        node.note("a list that the document joins in one value; its key is repeated instead"),
                    ),
                }
                Some(Type::List(Box::new(item)))
            }
            Type::List(item) if is_scalar(&item) => {
                self.problems.push(node.note("a list outside the query is given as joined text"));
                Some(Type::String)
            }
            scalar if is_scalar(&scalar) => Some(scalar),
            other => {
                self.problems.push(
                    node.note(format!("a parameter of type `{other}` is left out; it has no text form")),
                );
                None
            }
        }
    }

    /// Adds the parameters that the path names and nothing describes.
    fn complete_path(&mut self, operation: &mut Operation) {
        let missing: Vec<String> = operation
            .placeholders()
            .filter(|name| operation.parameter(Location::Path, name).is_none())
            .map(str::to_owned)
            .collect();
        for name in missing {
            let message = format!("path parameter `{}` is not described; it is read as text", short(&name));
            self.problems.push(crate::place::Problem::note(&operation.place, message));
            let mut field = Field::new(name, Type::String);
            field.required = Sources::page(true);
            field.place = operation.place.clone();
            operation.parameters.push(Parameter { location: Location::Path, field });
        }
        let unknown = |one: &Parameter| {
            one.location == Location::Path && !operation.path.contains(&format!("{{{}}}", one.field.name))
        };
        for parameter in operation.parameters.iter().filter(|one| unknown(one)) {
            let message = format!(
                "path parameter `{}` is not in the path; it is left out",
                short(&parameter.field.name)
            );
            self.problems.push(crate::place::Problem::note(&parameter.field.place, message));
        }
        let path = operation.path.clone();
        operation.parameters.retain(|one| {
            one.location != Location::Path || path.contains(&format!("{{{}}}", one.field.name))
        });
    }
}

/// True if the name of a parameter or field can be sent.
pub(super) fn is_wire_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(char::is_control)
}

/// True if the client itself sends a parameter that is left out, or it was never read: a cookie.
fn is_set_otherwise(node: Node<'_>, name: &str) -> bool {
    match node.get("in").and_then(Node::text) {
        Some("header") => OTHERWISE_SET.contains(&name.to_ascii_lowercase().as_str()),
        place => place == Some("cookie"),
    }
}
