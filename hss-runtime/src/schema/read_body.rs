//! The lines of bodies.

use super::read::Words;
use super::read_constraint::constraint;
use super::{Body, BodyForm, Kind, Part, PartHeader, Style};

/// A body before its lines are read.
const NO_FORM: BodyForm =
    BodyForm { body: Body::None, nullable: false, media_type: "", constraints: &[], parts: &[] };

/// The bodies of an operation in its media types, as they are read.
pub(super) struct Forms(Vec<(BodyForm, Parts)>);

/// The parts of a multipart body, each with its headers.
type Parts = Vec<(Part, Vec<PartHeader>)>;

impl Forms {
    pub(super) fn new() -> Self {
        Forms(vec![(NO_FORM, Vec::new())])
    }

    /// Reads a line of a body; returns any other line.
    pub(super) fn read(&mut self, keyword: &str, mut line: Words) -> Option<Words> {
        let Some((form, parts)) = self.0.last_mut() else { return Some(line) };
        match keyword {
            "or" => self.0.push((NO_FORM, Vec::new())),
            "part" => {
                let (name, style) = (line.word(), Style::from_word(line.word()));
                parts.push((Part { name, style, media_type: line.word(), headers: &[] }, Vec::new()));
            }
            "part-header" => parts.last_mut()?.1.push(PartHeader::read(line)),
            "or-null" => form.nullable = true,
            "body" | "form" | "media" | "upload" | "urlencoded" => form.read(keyword, line),
            _ => return Some(line),
        }
        None
    }

    /// The bodies, that of the operation's own media type first.
    pub(super) fn end(self) -> Vec<BodyForm> {
        let form = |(form, parts): (BodyForm, Parts)| {
            let parts = parts.into_iter().map(|(part, headers)| Part { headers: headers.leak(), ..part });
            BodyForm { parts: parts.collect::<Vec<_>>().leak(), ..form }
        };
        self.0.into_iter().map(form).collect()
    }
}

impl PartHeader {
    fn read(mut line: Words) -> Self {
        let name = line.word();
        let (mut required, mut constraints) = (false, Vec::new());
        while let Some(word) = line.attribute() {
            required |= word == "required";
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            constraints.extend(constraint(name, value));
        }
        PartHeader { name, required, constraints: constraints.leak(), doc: line.rest() }
    }
}

impl BodyForm {
    /// Reads a line of a body.
    fn read(&mut self, keyword: &str, mut line: Words) {
        match keyword {
            "body" => {
                self.body = Body::Json(line.kind());
                self.constraints = line.constraints();
            }
            "urlencoded" => self.body = Body::Urlencoded(line.kind()),
            "upload" => self.body = Body::File,
            "form" => {
                if let Kind::Model(model) = line.kind() {
                    self.body = Body::Multipart(model);
                }
            }
            _ => self.media_type = line.word(),
        }
    }
}
