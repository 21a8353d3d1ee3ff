//! The lines of bodies.

use super::read::Words;
use super::{Body, BodyForm, Kind};

/// A body before its lines are read.
pub(super) const NO_FORM: BodyForm = BodyForm { body: Body::None, media_type: "", parts: &[] };

/// The keywords of a body.
pub(super) const FORMS: [&str; 5] = ["body", "form", "media", "upload", "urlencoded"];

impl BodyForm {
    /// Reads a line of a body.
    pub(super) fn read(&mut self, keyword: &str, mut line: Words) {
        match keyword {
            "body" => self.body = Body::Json(line.kind()),
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
