//! Responses: the one that a call returns, and all others.

use super::Reader;
use super::media::{Media, is_json};
use super::parameter::is_sendable;
use super::shape::{Shape, Site};
use super::tree::{Node, short};
use crate::import::example;
use crate::model::{
    Field, Framing, Location, MediaContent, Method, Operation, OtherResponse, Response, StatusRange, Type,
    is_header_value,
};
use crate::place::NoteKind;

/// Headers that are handled separately: the media type and the request's id.
const READ_OTHERWISE: [&str; 2] = ["content-type", "x-request-id"];

/// A response, and the statuses that it is described for.
#[derive(Clone, Copy)]
struct Described<'d> {
    status: StatusRange,
    node: Node<'d>,
}

impl<'d> Described<'d> {
    fn media(self) -> Vec<(&'d str, Node<'d>)> {
        self.node.get("content").into_iter().flat_map(Node::entries).collect()
    }

    /// True if its body is read: no response to HEAD has one, nor one of the statuses 204 and 205.
    fn has_content(self, method: Method) -> bool {
        let may_have = method != Method::Head && !matches!(self.status, StatusRange::Code(204 | 205));
        may_have && !self.media().is_empty()
    }

    /// The rank as the response that a call returns: first those with content, then those of a single status.
    fn rank(self, method: Method) -> (bool, bool) {
        (!self.has_content(method), !matches!(self.status, StatusRange::Code(_)))
    }
}

impl<'d> Reader<'d> {
    /// Reads the responses. The first success that has a body is the one that a call returns, else the first success.
    pub(super) fn responses(&mut self, operation: &mut Operation, node: Node<'d>) {
        let (successes, mut errors, is_lost) = self.described(node);
        let method = operation.method;
        let mut main = successes.iter().copied().min_by_key(|one| one.rank(method));
        if main.is_none() && !is_lost {
            main = errors.iter().copied().find(|one| one.status == StatusRange::Default);
            if let Some(default) = main {
                let message = "no successful response is described; `default` is read as one";
                self.problems.push(default.node.note(message));
                errors.retain(|one| one.status != StatusRange::Default);
            }
        }
        match main {
            Some(main) => operation.response = self.main_response(operation, main),
            None if is_lost => {}
            None => {
                self.problems
                    .push(node.note("no successful response is described; it is read as an empty one"));
                operation.response.place = node.place();
            }
        }
        let others = successes.into_iter().filter(|one| main.is_none_or(|main| one.status != main.status));
        for other in others {
            let read = self.other_response(operation, other);
            operation.other_responses.push(read);
        }
        for error in errors {
            // A dangling reference in an error's body affects only that body.
            let is_dangling = self.is_dangling;
            let read = self.other_response(operation, error);
            self.is_dangling = is_dangling;
            if read.ty.as_ref().is_some_and(|ty| !matches!(ty, Type::Json | Type::File)) {
                operation.other_responses.push(read);
            }
        }
        operation.other_responses.sort_by_key(|one| (!one.status.is_success(), one.status));
    }

    /// The described successes and errors; true if a success is a reference without a target.
    fn described(&mut self, node: Node<'d>) -> (Vec<Described<'d>>, Vec<Described<'d>>, bool) {
        let (mut successes, mut errors, mut is_lost) = (Vec::new(), Vec::new(), false);
        for (name, response) in node.get("responses").into_iter().flat_map(Node::entries) {
            let Some(status) = StatusRange::parse(name) else { continue };
            if matches!(status, StatusRange::Code(100..=199) | StatusRange::Class(1)) {
                continue;
            }
            let is_dangling = self.is_dangling;
            let found = self.follow(response).map(|node| Described { status, node });
            if status.is_success() {
                is_lost |= found.is_none();
                successes.extend(found);
            } else {
                self.is_dangling = is_dangling;
                errors.extend(found);
            }
        }
        (successes, errors, is_lost)
    }

    fn main_response(&mut self, operation: &Operation, main: Described<'d>) -> Response {
        let status = match main.status {
            StatusRange::Code(status) => status,
            _ => 200,
        };
        let mut response = Response::new(status, None);
        response.place = main.node.place();
        response.headers = self.headers(&operation.id, main.node);
        if !main.has_content(operation.method) {
            return response;
        }
        let all = main.media();
        let json = all.iter().find(|(name, _)| is_json(name));
        let Some((name, media)) = json.or(all.first()).copied() else { return response };
        let ty = self.content_type(&operation.id, "Response", name, media);
        for (other, media) in all.iter().filter(|(other, _)| *other != name) {
            let also = self.response_alternative(&operation.id, (name, &ty), (other, *media));
            response.alternatives.extend(also);
        }
        // Any JSON is null, too.
        let is_single = is_json(name) && !matches!(ty, Type::Json | Type::File);
        response.nullable =
            is_single && media.get("schema").is_some_and(|schema| self.open(&[schema]).allows_null());
        // What is not an object may also come as plain text.
        let takes_text = matches!(ty, Type::String | Type::Json) && Media::of(name).essence == "*/*";
        response.media_type = documented(name).or(takes_text.then(|| "*/*".to_owned()));
        response.ty = Some(ty);
        response
    }

    /// The response in another media type, unless that is an alias of the same one.
    fn response_alternative(
        &mut self,
        id: &str,
        (name, ty): (&str, &Type),
        (other, media): (&str, Node<'d>),
    ) -> Option<MediaContent> {
        let essence = Media::of(other).essence;
        if essence == Media::of(name).essence || essence.contains('*') {
            return None;
        }
        if !is_header_value(other.trim()) {
            let message = format!("the response is read as `{}`, not as `{}`", short(name), short(other));
            self.problems.push(media.note_of(NoteKind::Response, message));
            return None;
        }
        let field = format!("Response {}", essence.rsplit('/').next().unwrap_or_default());
        let read = self.content_type(id, &field, other, media);
        let is_alike = is_json(name) && essence == "text/json" && read == *ty;
        (!is_alike).then(|| MediaContent::new(other.trim(), read))
    }

    fn other_response(&mut self, operation: &Operation, other: Described<'d>) -> OtherResponse {
        let mut response = OtherResponse::new(other.status, None);
        response.place = other.node.place();
        if !other.has_content(operation.method) {
            return response;
        }
        let all = other.media();
        let json = all.iter().find(|(name, _)| is_json(name));
        let is_success = other.status.is_success();
        // An error is decoded as its type only if it is JSON.
        let first = all.first().filter(|_| is_success);
        let Some((name, media)) = json.or(first).copied() else { return response };
        let field = match other.status {
            StatusRange::Default => "Error".to_owned(),
            status if is_success => format!("Response{status}"),
            status => format!("Error{status}"),
        };
        response.ty = Some(self.content_type(&operation.id, &field, name, media));
        response.media_type = documented(name).filter(|_| is_success);
        response
    }

    /// The type of a body, or of each item of a stream.
    fn content_type(&mut self, id: &str, field: &str, name: &str, media: Node<'d>) -> Type {
        let framing = Framing::of(name);
        if !is_json(name) && framing.is_none() {
            return Type::File;
        }
        let item = media.get("itemSchema").filter(|_| framing.is_some());
        let schema = item.or(media.get("schema"));
        let data = schema.filter(|_| framing == Some(Framing::Events)).and_then(event_data);
        let schema: Vec<Node<'d>> = data.or(schema).into_iter().collect();
        // A whole response may be a file, a field of one never: inside JSON, bytes are text.
        let takes_files = self.profile(&schema).kind == "string";
        let site = Site { owner: id, field, takes_files, is_form: false, takes_unions: true };
        let shape = self.shape(&schema, site);
        self.examples.extend(example::stated(media).map(|one| (shape.ty.clone(), one)));
        let is_listed = framing.is_none()
            && field == "Response"
            && self.list_values("response", &format!("{id}Response"), &shape, media);
        if framing.is_none() && !is_listed {
            self.note_values(&shape, NoteKind::Response, "a response");
        }
        match (framing, shape.ty) {
            (None, ty) => ty,
            // A list stands for its elements.
            (Some(_), Type::List(item)) if item_is_read(&item) => item.not_null().clone(),
            (Some(Framing::Events), Type::File) => Type::String,
            (Some(_), Type::File) => Type::File,
            (Some(_), ty) if item_is_read(&ty) => ty,
            (Some(_), _) => Type::Json,
        }
    }

    /// The headers of a response, or of a part of a form.
    pub(super) fn headers(&mut self, id: &str, response: Node<'d>) -> Vec<Field> {
        self.headers_of(id, response, false)
    }

    /// The headers below a node; those of a request with their bounds.
    pub(super) fn headers_of(&mut self, id: &str, response: Node<'d>, is_sent: bool) -> Vec<Field> {
        let mut headers: Vec<Field> = Vec::new();
        for (name, node) in response.get("headers").into_iter().flat_map(Node::entries) {
            let is_dangling = self.is_dangling;
            let found = self.follow(node);
            self.is_dangling = is_dangling;
            let is_known = headers.iter().any(|known| known.name.eq_ignore_ascii_case(name));
            let is_read = READ_OTHERWISE.iter().any(|read| read.eq_ignore_ascii_case(name));
            let Some(node) = found.filter(|_| !is_known && !is_read) else { continue };
            if !is_sendable(Location::Header, name) {
                let message = format!("`{}` is not a valid name for a header; left out", short(name));
                self.problems.push(node.note_of(NoteKind::Response, message));
                continue;
            }
            let schema: Vec<Node<'d>> = node.get("schema").into_iter().collect();
            let site = Site::of_text(id, name);
            let shape = self.shape(&schema, site);
            let ty = match &shape.ty {
                ty @ (Type::Integer | Type::Long | Type::Number | Type::Boolean) => ty.clone(),
                _ => Type::String,
            };
            let mut field = Field::new(name, ty);
            if let Some(schema) = schema.first().filter(|_| is_sent && shape.ty == field.ty) {
                let (bounded, values) = self.field(name, &shape, None, *schema);
                field.constraints = bounded.constraints;
                if values.is_some() {
                    let message = "the values of a header of a part are not read; it may have any other";
                    self.problems.push(schema.note_of(NoteKind::Constraint, message));
                }
            } else if is_sent {
                self.note_limits(&shape, "a header of a part that is given as joined text");
            }
            let description = node.get("description").and_then(Node::text).filter(|text| !text.is_empty());
            field.vendor_description = description.filter(|_| self.keep_descriptions).map(str::to_owned);
            field.deprecated = node.get("deprecated").and_then(Node::boolean) == Some(true);
            field.place = node.place();
            headers.push(field);
        }
        headers
    }

    /// Adds a note on the listed values of a response or a body that is not an object: only fields have them.
    pub(super) fn note_values(&mut self, shape: &Shape<'d>, kind: NoteKind, of_what: &str) {
        let schema = shape.element.as_ref().unwrap_or(&shape.schema);
        let listed = ["enum", "const"].iter().find_map(|keyword| schema.first(keyword));
        let listed = listed.or(schema.choice.filter(|_| !schema.listings.is_empty()));
        if let (Some(listed), None) = (listed, shape.ty.name()) {
            let message = format!(
                "the values of {of_what} that is not an object are not read; it is read as `{}`",
                shape.ty
            );
            self.problems.push(listed.note_of(kind, message));
        }
    }
}

/// The schema of the data, for a schema that describes whole server-sent events.
fn event_data(schema: Node<'_>) -> Option<Node<'_>> {
    let fields = schema.get("properties")?;
    let is_event = fields.entries().all(|(name, _)| matches!(name, "data" | "event" | "id" | "retry"));
    let data = fields.get("data").filter(|_| is_event)?;
    Some(data.get("contentSchema").unwrap_or(data))
}

/// True if a type can be that of an item: JSON has no files.
fn item_is_read(ty: &Type) -> bool {
    *ty.innermost() != Type::File
}

/// The media type in the spec: none for plain JSON, or if the document has none.
fn documented(name: &str) -> Option<String> {
    let essence = Media::of(name).essence;
    let says_nothing = essence == "application/json" || essence.contains('*') || essence.is_empty();
    (!says_nothing && is_header_value(name.trim())).then(|| name.trim().to_owned())
}
