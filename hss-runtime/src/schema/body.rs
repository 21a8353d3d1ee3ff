//! Bodies of requests, and their media types.

use super::{Constraint, Kind, Model, Operation, Part, Table};

/// The body of a request.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Body {
    /// No body.
    None,
    /// JSON of this type.
    Json(Kind),
    /// A multipart form with one part per field of the model.
    Multipart(Table<Model>),
    /// A urlencoded form with the fields of an object of this type.
    Urlencoded(Kind),
    /// The content of a file, unchanged.
    File,
}

/// The body of a request in one media type.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct BodyForm {
    /// Its encoding.
    pub body: Body,
    /// `true` if it may be null instead.
    pub nullable: bool,
    /// The media type; empty for that of its encoding.
    pub media_type: &'static str,
    /// The constraints on a value that is not a model.
    pub constraints: &'static [Constraint],
    /// The fields of a form that are not encoded in the default way.
    pub parts: &'static [Part],
}

impl Operation {
    /// The body in the media type of this number: 0 is the default, 1 the first of [`body_choices`](Self::body_choices).
    pub fn body_form(&self, choice: usize) -> BodyForm {
        let (body, constraints) = (self.body, self.body_constraints);
        let (nullable, media_type) = (self.body_nullable, self.media_type);
        let own = BodyForm { body, nullable, constraints, media_type, parts: self.parts };
        choice.checked_sub(1).and_then(|index| self.body_choices.get(index)).copied().unwrap_or(own)
    }
}

impl BodyForm {
    /// The type of its value, that of an object for a form; `None` without a body.
    pub fn kind(&self) -> Option<Kind> {
        match self.body {
            Body::None => None,
            Body::Json(kind) | Body::Urlencoded(kind) => Some(kind),
            Body::Multipart(model) => Some(Kind::Model(model)),
            Body::File => Some(Kind::File),
        }
    }

    /// The media type as sent: its own, else that of its encoding; empty without a body.
    pub fn content_type(&self) -> &'static str {
        match self.body {
            _ if !self.media_type.is_empty() => self.media_type,
            Body::None => "",
            Body::Json(_) => "application/json",
            Body::Multipart(_) => "multipart/form-data",
            Body::Urlencoded(_) => "application/x-www-form-urlencoded",
            Body::File => "application/octet-stream",
        }
    }
}
