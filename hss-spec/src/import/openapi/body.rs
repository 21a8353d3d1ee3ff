//! The body of a request.

use super::Reader;
use super::media::{Media, is_json};
use super::shape::Site;
use super::tree::{Node, short};
use crate::model::{Body, Content, Type};

/// Result of reading a body.
pub(super) enum Request {
    /// There is none.
    None,
    /// One.
    Body(Body),
    /// One that can't be sent; the operation is left out.
    Unsupported,
}

impl<'d> Reader<'d> {
    /// Reads a request's body.
    ///
    /// Returns true if it must be sent when the document doesn't say so depends on its fields, which are known once
    /// all models are read.
    pub(super) fn request(&mut self, id: &str, node: Option<Node<'d>>) -> Request {
        let Some(node) = node else { return Request::None };
        let Some(node) = self.follow(node) else { return Request::Unsupported };
        let all: Vec<(&'d str, Node<'d>)> = node.get("content").into_iter().flat_map(Node::entries).collect();
        let find = |fits: fn(&str) -> bool| all.iter().find(|(name, _)| fits(name)).copied();
        let multipart = || find(|name| Media::of(name).essence == "multipart/form-data");
        let (content, (name, media)) = match find(is_json).map(|found| (Content::Json, found)) {
            Some(found) => found,
            None => match multipart() {
                Some(found) => (Content::Multipart, found),
                None => return self.refuse(node, &all),
            },
        };
        for (other, media) in all.iter().filter(|(other, _)| *other != name) {
            self.problems
                .push(media.note(format!("the body is sent as `{name}`, not as `{}`", short(other))));
        }
        let site = Site { owner: id, field: "RequestBody", takes_files: content == Content::Multipart };
        let schema: Vec<Node<'d>> = media.get("schema").into_iter().collect();
        let shape = self.shape(&schema, site);
        self.note_limits(&shape, "a body that is no object");
        let ty = shape.ty;
        if content == Content::Multipart && !matches!(ty, Type::Named(_)) {
            let message = format!("a multipart body of type `{ty}`; expected an object with fields");
            self.problems.push(media.note(message));
            return Request::Unsupported;
        }
        if let Some(encoding) = media.get("encoding") {
            self.problems.push(encoding.note("how single parts are encoded is not read"));
        }
        let required = node.get("required").and_then(Node::boolean) == Some(true);
        Request::Body(Body { content, ty, required, place: node.place() })
    }

    fn refuse(&mut self, node: Node<'d>, all: &[(&'d str, Node<'d>)]) -> Request {
        let Some((name, media)) = all.first() else {
            self.problems.push(node.note("a body without content is left out"));
            return Request::None;
        };
        let message = format!(
            "a body of `{}` can't be sent; expected `application/json` or `multipart/form-data`",
            short(name)
        );
        self.problems.push(media.note(message));
        Request::Unsupported
    }
}
