//! The parameters of an operation: its own and those of its path.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::media::is_json;
use super::shape::{Shape, Site};
use super::tree::{Node, short};
use crate::import::paging;
use crate::model::{Enumeration, Field, Location, Operation, Parameter, ParameterStyle, Sources, Type};
use crate::place::NoteKind;

/// Headers that OpenAPI defines in other parts of the document, and the time of a Huawei Cloud signature.
const OTHERWISE_SET: [&str; 4] = ["accept", "content-type", "authorization", "x-sdk-date"];

impl<'d> Reader<'d> {
    /// Reads the parameters of an operation; returns true if it can be called with those that were read.
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
                self.problems.push(node.note_of(NoteKind::Parameter, message));
                is_whole &= !is_required;
                continue;
            };
            let Some(location) = self.location(node, name) else {
                is_whole &= !is_required || is_set_otherwise(node, name);
                continue;
            };
            // The operation's description of a parameter overrides that of its path.
            // Header names are case-insensitive.
            let wire = if location == Location::Header { name.to_ascii_lowercase() } else { name.to_owned() };
            if seen.contains(&(location, wire.clone())) {
                continue;
            }
            if let Some(parts) = self.object_parts(operation, location, name, node) {
                for (parameter, listed) in parts {
                    let name = parameter.field.name.clone();
                    if seen.insert((location, name.clone())) {
                        values.extend(listed.map(|listed| (format!("{}.{name}", location.name()), listed)));
                        operation.parameters.push(parameter);
                    }
                }
                seen.insert((location, wire));
                continue;
            }
            match self.parameter(operation, location, name, node) {
                Some((parameter, listed)) => {
                    seen.insert((location, wire));
                    // A parameter that is sent under another name.
                    let sent = &parameter.field.name;
                    if sent != name && !seen.insert((location, sent.clone())) {
                        continue;
                    }
                    let place = format!("{}.{sent}", location.name());
                    values.extend(listed.map(|listed| (place, listed)));
                    operation.parameters.push(parameter);
                    nodes.push(node);
                }
                None => is_whole &= !is_required,
            }
        }
        self.complete_path(operation);
        if let Some(marker) = paging::marker(operation) {
            let node = nodes.iter().find(|node| node.get("name").and_then(Node::text) == Some(&marker.name));
            self.unpaged = node.map(|node| node.note(paging::unread(marker)));
        }
        is_whole
    }

    fn location(&mut self, node: Node<'d>, name: &str) -> Option<Location> {
        let stands_in = node.get("in").and_then(Node::text).unwrap_or_default();
        let found =
            Location::ALL.iter().find(|(known, _)| *known == stands_in).map(|(_, location)| *location);
        let Some(location) = found else {
            let message = format!(
                "`{}` is in `{}`; expected path, query, header or cookie; left out",
                short(name),
                short(stands_in)
            );
            self.problems.push(node.note_of(NoteKind::Parameter, message));
            return None;
        };
        if location == Location::Header && OTHERWISE_SET.contains(&name.to_ascii_lowercase().as_str()) {
            self.problems.push(node.note(format!("the header `{name}` is left out; the client sets it")));
            return None;
        }
        if !is_sendable(location, name) {
            let message =
                format!("`{1}` is not a valid name for a {0}; left out", location.name(), short(name));
            self.problems.push(node.note_of(NoteKind::Parameter, message));
            return None;
        }
        Some(location)
    }

    fn parameter(
        &mut self,
        operation: &Operation,
        location: Location,
        name: &str,
        node: Node<'d>,
    ) -> Option<(Parameter, Option<Enumeration>)> {
        let content = node.get("content").and_then(|content| content.entries().next());
        let schema = match content {
            Some((_, media)) => media.get("schema"),
            None => node.get("schema"),
        };
        let site = match content {
            Some((media_type, _)) if is_json(media_type) => Site::of_json(&operation.id, name),
            _ => Site::of_text(&operation.id, name),
        };
        let schema: Vec<Node<'d>> = schema.into_iter().collect();
        let (style, explode) = self.style(location, node);
        let mut shape = match content {
            // In another media type, its value is text to a caller, whatever its schema.
            Some((media_type, _)) if !is_json(media_type) => self.shape(&[], site),
            Some(_) => self.shape(&schema, site),
            None if self.is_one_object(location, node) => {
                let shape = self.form_shape(&schema, site);
                self.models.use_as_form(&shape.ty);
                shape
            }
            None => self.styled_shape(&schema, style, site),
        };
        let sent_as = self.sent_type(&shape, content.map(|(media_type, _)| media_type), style, name, node)?;
        if matches!(shape.ty, Type::List(_)) && !matches!(sent_as, Type::List(_)) {
            self.note_limits(&shape, "a parameter that is given as joined text");
        }
        if let (Type::Json, Some(choice)) = (&shape.ty, shape.schema.choice) {
            shape.schema.listings = self.listings_of_texts(choice).unwrap_or_default();
        }
        shape.ty = sent_as;
        if !matches!(shape.ty, Type::List(_) | Type::Map(_)) {
            shape.element = None;
        }
        let (mut field, values) = self.field(name, &shape, Some(node), node);
        field.nullable = false;
        let mut parameter = Parameter::new(location, field);
        parameter.media_type = content.map(|(media_type, _)| media_type.to_owned());
        let is_list = matches!(shape.ty, Type::List(_));
        let is_object = content.is_none() && matches!(shape.ty, Type::Named(_) | Type::Map(_));
        let is_list = is_list && content.is_none();
        if is_list || is_object || matches!(style, ParameterStyle::Label | ParameterStyle::Matrix) {
            (parameter.style, parameter.explode) = (style, explode);
        }
        let is_of_single_values =
            matches!(&shape.ty, Type::List(item) if !matches!(**item, Type::Named(_) | Type::Map(_)));
        if is_list && style == ParameterStyle::DeepObject && is_of_single_values {
            self.problems.push(node.note(format!("a list in the style `deepObject` is sent as `{name}[]`")));
            parameter.field.name = format!("{name}[]");
            (parameter.style, parameter.explode) = (ParameterStyle::Form, true);
        }
        let required = node.get("required").and_then(Node::boolean).unwrap_or(false);
        parameter.field.required = Sources::page(required || location == Location::Path);
        parameter.reserved =
            self.is_reserved(location == Location::Query && content.is_none() && !is_object, node);
        Some((parameter, values))
    }

    /// The type of a parameter as it is sent, in JSON or in its style; `media_type` is that of its `content`.
    fn sent_type(
        &mut self,
        shape: &Shape<'d>,
        media_type: Option<&str>,
        style: ParameterStyle,
        name: &str,
        node: Node<'d>,
    ) -> Option<Type> {
        let ty = if media_type.is_some_and(is_json) {
            self.note_limits(shape, "a parameter that is sent as JSON");
            shape.ty.clone()
        } else if media_type.is_some() {
            self.problems.push(
                node.note(format!("`{}` is encoded by `content`; it is given as encoded text", short(name))),
            );
            Type::String
        } else {
            match &shape.ty {
                Type::Json if style == ParameterStyle::DeepObject => {
                    if self.is_mixed(&shape.schema) {
                        let message = "of several schemas; given as an object, the only one that the style `deepObject` has";
                        self.problems.push(node.note_of(NoteKind::Type, message));
                    }
                    Type::Map(Box::new(Type::Json))
                }
                Type::Named(_) | Type::Map(_) => shape.ty.clone(),
                _ => self.parameter_type(shape, node)?,
            }
        };
        Some(ty)
    }

    /// True if reserved characters of the value are sent unescaped; a note if the document says so where it is not possible.
    fn is_reserved(&mut self, is_possible: bool, node: Node<'d>) -> bool {
        let is_stated = node.get("allowReserved").and_then(Node::boolean) == Some(true);
        if is_stated && !is_possible {
            let message = "`allowReserved` is read only for query parameters that are not objects; reserved characters are escaped";
            self.problems.push(node.note_of(NoteKind::Keyword, message));
        }
        is_stated && is_possible
    }

    /// The style of a parameter; true if it is exploded.
    pub(super) fn style(&mut self, location: Location, node: Node<'d>) -> (ParameterStyle, bool) {
        let stated = node.get("style").and_then(Node::text);
        let known = stated.and_then(ParameterStyle::from_name).filter(|style| style.is_for(location));
        let style = known.unwrap_or(ParameterStyle::default_of(location));
        if let Some(stated) = stated.filter(|_| known.is_none()) {
            let message = format!(
                "no parameter in `{}` has the style `{}`; read as `{}`",
                location.name(),
                short(stated),
                style.name()
            );
            self.problems.push(node.note(message));
        }
        let explode = node.get("explode").and_then(Node::boolean);
        (style, explode.unwrap_or(style.explodes_by_default()))
    }

    /// The shape of a parameter in a style. All styles but `deepObject` send a list of one element like that element.
    pub(super) fn styled_shape(
        &mut self,
        schema: &[Node<'d>],
        style: ParameterStyle,
        site: Site<'_>,
    ) -> Shape<'d> {
        let list = if style == ParameterStyle::DeepObject { None } else { self.scalar_or_list(schema, site) };
        let found = list.or_else(|| self.boolean_or_text(schema));
        found.unwrap_or_else(|| self.shape(schema, site))
    }

    /// The type as it is sent: a scalar, or a list.
    pub(super) fn parameter_type(&mut self, shape: &Shape<'d>, node: Node<'d>) -> Option<Type> {
        let is_scalar = |ty: &Type| !matches!(ty, Type::List(_) | Type::Map(_) | Type::Named(_) | Type::File);
        match shape.ty.clone() {
            Type::Json => {
                let note = if self.is_mixed(&shape.schema) {
                    let message = "a parameter of a scalar, a list or an object is given as text";
                    node.note_of(NoteKind::Type, message)
                } else {
                    node.note("a parameter of any type is given as text")
                };
                self.problems.push(note);
                Some(Type::String)
            }
            // Null has no text form.
            Type::List(item) if is_scalar(item.not_null()) => {
                let item = if *item == Type::Json { Type::String } else { item.not_null().clone() };
                Some(Type::List(Box::new(item)))
            }
            scalar if is_scalar(&scalar) => Some(scalar),
            Type::List(item) if matches!(item.not_null(), Type::Named(_) | Type::Map(_) | Type::List(_)) => {
                self.problems
                    .push(node.note("its elements are objects or lists, each of which is sent as JSON"));
                Some(Type::List(Box::new(item.not_null().clone())))
            }
            other => {
                self.problems.push(node.note_of(
                    NoteKind::Parameter,
                    format!("a parameter of type `{other}` is left out; it has no text form"),
                ));
                None
            }
        }
    }

    /// Renames the placeholder `{name+}`, which may have slashes in some dialects, to its parameter.
    fn rename_greedy(&mut self, operation: &mut Operation) {
        let greedy = operation.placeholders().find_map(|name| Some((name, name.strip_suffix('+')?)));
        let Some((placeholder, name)) = greedy else { return };
        if operation.parameter(Location::Path, name).is_some() {
            let message = format!("a `/` in `{{{}}}` is escaped", short(placeholder));
            self.problems.push(crate::place::Problem::note(&operation.place, message));
            operation.path = operation.path.replace(&format!("{{{placeholder}}}"), &format!("{{{name}}}"));
        }
    }

    /// Adds the parameters of the path that have no description.
    fn complete_path(&mut self, operation: &mut Operation) {
        self.rename_greedy(operation);
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
            operation.parameters.push(Parameter::new(Location::Path, field));
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

/// True if a parameter of that name can be sent there: the names of headers and cookies are tokens of HTTP.
pub(super) fn is_sendable(location: Location, name: &str) -> bool {
    let is_token = matches!(location, Location::Header | Location::Cookie);
    is_wire_name(name) && (!is_token || is_http_token(name))
}

fn is_http_token(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// True if a call is complete without a parameter that is left out: the client sets it, or it cannot be sent.
fn is_set_otherwise(node: Node<'_>, name: &str) -> bool {
    match node.get("in").and_then(Node::text) {
        // A server can't expect a header or a cookie whose name can't be sent.
        Some("header") => OTHERWISE_SET.contains(&name.to_ascii_lowercase().as_str()) || !is_http_token(name),
        place => place == Some("cookie"),
    }
}
