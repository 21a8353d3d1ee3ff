//! The response of success.

use super::Reader;
use super::media::{Media, is_json};
use super::shape::{Shape, Site};
use super::tree::{Node, short};
use crate::model::{Response, Type, is_header_value};
use crate::place::NoteKind;

impl<'d> Reader<'d> {
    /// Reads the responses: the first of success that has a body, else the first of success.
    ///
    /// None where the only responses of success are references that lead nowhere.
    pub(super) fn response(&mut self, id: &str, node: Node<'d>) -> Option<Response> {
        let mut found: Option<(u16, Node<'d>)> = None;
        let mut others = Vec::new();
        let mut is_lost = false;
        let all: Vec<(&'d str, Node<'d>)> =
            node.get("responses").into_iter().flat_map(Node::entries).collect();
        for (name, response) in &all {
            let Some(status) = success(name) else { continue };
            let Some(response) = self.follow(*response) else {
                is_lost = true;
                continue;
            };
            match found {
                Some((_, known)) if has_content(known) || !has_content(response) => others.push(response),
                Some((_, known)) => {
                    others.push(known);
                    found = Some((status, response));
                }
                None => found = Some((status, response)),
            }
        }
        for other in others {
            self.problems
                .push(other.note_of(NoteKind::Response, "one of several responses of success; not read"));
        }
        if found.is_none()
            && !is_lost
            && let Some((_, response)) = all.iter().find(|(name, _)| *name == "default")
            && let Some(response) = self.follow(*response)
        {
            self.problems
                .push(response.note("no response of success is described; `default` is read as one"));
            found = Some((200, response));
        }
        let Some((status, response)) = found else {
            if is_lost {
                return None;
            }
            self.problems.push(node.note("no response of success is described; it is read as an empty one"));
            return Some(response_at(node, 200, None));
        };
        if let Some(headers) = response.get("headers") {
            self.problems
                .push(headers.note_of(NoteKind::Response, "the headers of the response are not read"));
        }
        Some(self.content(id, status, response))
    }

    fn content(&mut self, id: &str, status: u16, response: Node<'d>) -> Response {
        let all: Vec<(&'d str, Node<'d>)> =
            response.get("content").into_iter().flat_map(Node::entries).collect();
        let json = all.iter().find(|(name, _)| is_json(name));
        let Some((name, media)) = json.or(all.first()).copied() else {
            return response_at(response, status, None);
        };
        for (other, media) in all.iter().filter(|(other, _)| *other != name) {
            self.problems.push(media.note_of(
                NoteKind::Response,
                format!("the response is read as `{}`, not as `{}`", short(name), short(other)),
            ));
        }
        let ty = if is_json(name) {
            let site = Site { owner: id, field: "Response", takes_files: true, takes_unions: true };
            let schema: Vec<Node<'d>> = media.get("schema").into_iter().collect();
            let shape = self.shape(&schema, site);
            self.note_values(&shape);
            shape.ty
        } else {
            Type::File
        };
        let mut read = response_at(response, status, Some(ty));
        let essence = Media::of(name).essence;
        let says_nothing = essence == "application/json" || essence.contains('*') || essence.is_empty();
        read.media_type = (!says_nothing && is_header_value(name.trim())).then(|| name.trim().to_owned());
        read
    }
}

impl<'d> Reader<'d> {
    /// Notes the listed values of a response that is no object: only fields have them.
    fn note_values(&mut self, shape: &Shape<'d>) {
        let schema = shape.element.as_ref().unwrap_or(&shape.schema);
        let listed = ["enum", "const"].iter().find_map(|keyword| schema.first(keyword));
        let listed = listed.or(schema.choice.filter(|_| !schema.listings.is_empty()));
        if let (Some(listed), None) = (listed, shape.ty.name()) {
            let message = format!(
                "the values of a response that is no object are not read; it is read as `{}`",
                shape.ty
            );
            self.problems.push(listed.note_of(NoteKind::Response, message));
        }
    }
}

fn response_at(node: Node<'_>, status: u16, ty: Option<Type>) -> Response {
    let mut response = Response::new(status, ty);
    response.place = node.place();
    response
}

fn has_content(response: Node<'_>) -> bool {
    response.get("content").is_some_and(|content| content.entries().next().is_some())
}

/// The status of a response of success: `200`, `201`, or `2XX`.
fn success(name: &str) -> Option<u16> {
    if name.eq_ignore_ascii_case("2xx") {
        return Some(200);
    }
    name.parse().ok().filter(|status| (200..300).contains(status))
}
