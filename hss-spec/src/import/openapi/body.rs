//! The body of a request.

use super::Reader;
use super::media::{Media, is_json};
use super::schema::Schema;
use super::shape::{Shape, Site};
use super::tree::{Node, short};
use crate::import::example;
use crate::model::{Body, BodyContent, Content, ParameterStyle, Part, Sources, Type, is_header_value};
use crate::place::NoteKind;

/// A media type of a body.
#[derive(Clone, Copy)]
struct Candidate<'d> {
    content: Content,
    name: &'d str,
    media: Node<'d>,
}

impl<'d> Candidate<'d> {
    fn new(name: &'d str, media: Node<'d>) -> Self {
        let essence = Media::of(name).essence;
        let content = match essence.as_str() {
            _ if is_json(name) => Content::Json,
            "multipart/form-data" => Content::Multipart,
            "application/x-www-form-urlencoded" => Content::Urlencoded,
            _ => Content::Bytes,
        };
        Self { content, name, media }
    }

    /// JSON first, since its schema is the most detailed; then forms; then bodies that the caller encodes.
    fn rank(&self) -> usize {
        match self.content {
            Content::Json => usize::from(self.name.contains('*')),
            Content::Multipart => 2,
            Content::Urlencoded => 3,
            Content::Bytes => 4,
        }
    }
}

impl<'d> Reader<'d> {
    /// Reads a request's body. If its reference has no target, the operation is left out.
    ///
    /// Unless the document says that it must be sent, the fields decide, once all models are read.
    pub(super) fn request(&mut self, id: &str, node: Option<Node<'d>>) -> Option<Body> {
        let node = self.follow(node?)?;
        let content = node.get("content").into_iter().flat_map(Node::entries);
        let all: Vec<Candidate<'d>> = content.map(|(name, media)| Candidate::new(name, media)).collect();
        let Some(chosen) = all.iter().min_by_key(|one| one.rank()).copied() else {
            self.problems.push(node.note_of(NoteKind::Body, "a body without content is left out"));
            return None;
        };
        let mut body = self.body(id, "RequestBody", chosen);
        for other in all.iter().filter(|other| other.name != chosen.name) {
            body.alternatives.extend(self.body_alternative(id, &body, *other));
        }
        body.required = node.get("required").and_then(Node::boolean) == Some(true);
        body.place = node.place();
        Some(body)
    }

    /// The body in another media type, unless that is an alias of the same one.
    fn body_alternative(&mut self, id: &str, main: &Body, other: Candidate<'d>) -> Option<BodyContent> {
        let essence = Media::of(other.name).essence;
        let is_free = essence.contains('*') || !is_header_value(other.name.trim());
        let is_known = |media_type: &str| Media::of(media_type).essence == essence;
        let known = main.alternatives.iter().map(BodyContent::media_type);
        let first = main.media_type.as_deref().unwrap_or(main.content.media_type());
        if is_free || known.chain([first]).any(is_known) {
            return None;
        }
        let field = format!("RequestBody {}", essence.rsplit('/').next().unwrap_or_default());
        let read = self.body(id, &field, other);
        let is_alike = essence == "text/json" && main.content == Content::Json && read.ty == main.ty;
        let mut content = BodyContent::new(read.content, read.ty);
        (content.media_type, content.nullable) = (read.media_type, read.nullable);
        (content.constraints, content.format) = (read.constraints, read.format);
        content.parts = read.parts;
        (!is_alike).then_some(content)
    }

    /// The body of a media type: with the type of its schema if the encoding can represent it, else as bytes.
    fn body(&mut self, id: &str, field: &str, chosen: Candidate<'d>) -> Body {
        let Candidate { content, name, media } = chosen;
        if content == Content::Bytes {
            return self.bytes(name, media);
        }
        let takes_files = content == Content::Multipart || name.contains('*');
        let is_form = content == Content::Multipart;
        let site = Site { owner: id, field, takes_files, is_form, takes_unions: true };
        let schema: Vec<Node<'d>> = media.get("schema").into_iter().collect();
        let shape = match content {
            Content::Json => self.shape(&schema, site),
            // A form needs fields, which a union does not have.
            _ => self.form_shape(&schema, site),
        };
        let can_send = match content {
            Content::Json => shape.ty != Type::File,
            _ if self.models.is_union(&shape.ty) => false,
            Content::Multipart => matches!(shape.ty, Type::Named(_)),
            _ => matches!(shape.ty, Type::Named(_) | Type::Map(_) | Type::Json),
        };
        if !can_send {
            return self.bytes(name, media);
        }
        if content != Content::Json {
            self.models.use_as_form(&shape.ty);
        }
        let mut body = Body::new(content, shape.ty.clone());
        self.examples.extend(example::stated(media).map(|one| (shape.ty.clone(), one)));
        match media.get("schema").filter(|_| content == Content::Json) {
            Some(schema) => {
                if field == "RequestBody" {
                    self.list_values("request", &format!("{id}Body"), &shape, media);
                } else {
                    self.note_values(&shape, NoteKind::Body, "a body in a further media type");
                }
                let field = self.field("", &shape, None, schema).0;
                (body.constraints, body.format) = (field.constraints, field.format);
                // Any JSON is null, too.
                body.nullable = shape.ty != Type::Json && shape.schema.allows_null();
            }
            None => self.note_limits(&shape, "a form that is not an object"),
        }
        let essence = Media::of(name).essence;
        let is_default = essence == content.media_type() || essence.contains('*');
        body.media_type = self.sendable(name, media).filter(|_| !is_default);
        for (field, encoding) in media.get("encoding").into_iter().flat_map(Node::entries) {
            let part = self.part(id, encoding);
            if content != Content::Json && part != Part::default() {
                body.parts.insert(field.to_owned(), part);
            }
        }
        body
    }

    /// A body that the caller encodes.
    fn bytes(&mut self, name: &str, media: Node<'d>) -> Body {
        let mut body = Body::new(Content::Bytes, Type::File);
        let is_default = name.trim() == Content::Bytes.media_type();
        body.media_type = self.sendable(name, media).filter(|_| !is_default);
        let is_structured = media.get("schema").is_some_and(|schema| {
            let is_object =
                ["properties", "$ref", "oneOf", "anyOf", "allOf"].iter().any(|key| schema.get(key).is_some());
            is_object || schema.get("type").and_then(Node::text) == Some("object")
        });
        if is_structured {
            let message = format!("a body of `{}` is given as bytes; its schema is not read", short(name));
            self.problems.push(media.note_of(NoteKind::Body, message));
        } else if let Some(schema) = media.get("schema") {
            let schema = Schema { parts: vec![schema], ..Schema::default() };
            let shape = Shape { ty: Type::File, schema, element: None };
            self.note_limits(&shape, "a body that is given as bytes");
        }
        body
    }

    /// The media type, if it is a valid header value; a service can't expect any other.
    fn sendable(&mut self, name: &str, media: Node<'d>) -> Option<String> {
        let name = name.trim();
        let is_sendable = is_header_value(name);
        if !is_sendable && !name.is_empty() {
            let message = format!("media type `{}` can't be sent in a header; not read", short(name));
            self.problems.push(media.note_of(NoteKind::Body, message));
        }
        is_sendable.then(|| name.to_owned())
    }

    /// The encoding of a field of a form.
    fn part(&mut self, id: &str, node: Node<'d>) -> Part {
        let mut headers = self.headers_of(id, node, true);
        headers.retain(|header| !header.name.eq_ignore_ascii_case("Content-Disposition"));
        for header in &mut headers {
            let stated = node.get("headers").and_then(|all| all.get(&header.name));
            let stated = stated.and_then(|header| self.follow(header));
            if stated.and_then(|header| header.get("required")).and_then(Node::boolean) == Some(true) {
                header.required = Sources::page(true);
            }
        }
        let text = |key: &str| node.get(key).and_then(Node::text);
        Part {
            style: text("style").and_then(ParameterStyle::from_name),
            explode: node.get("explode").and_then(Node::boolean),
            media_type: text("contentType").and_then(|name| self.sendable(name, node)),
            headers,
        }
    }
}
