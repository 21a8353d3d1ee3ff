//! Responses of an operation: the one that a call returns, and all others that the document describes.

use std::fmt;

use super::{Field, Type};
use crate::place::Place;

/// The successful response that a call returns.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Response {
    /// The status of success.
    pub status: u16,
    /// The type of its body, or of each item of a stream; `None` if it is empty.
    pub ty: Option<Type>,
    /// True if its JSON may be null.
    pub nullable: bool,
    /// The media type of its body, if it is not JSON.
    pub media_type: Option<String>,
    /// The same response in other media types, which a caller can request.
    pub alternatives: Vec<MediaContent>,
    /// Its headers.
    pub headers: Vec<Field>,
    /// Its place in a file.
    pub place: Place,
}

impl Response {
    /// A response with that status; `None` is an empty body.
    pub fn new(status: u16, ty: Option<Type>) -> Self {
        Self {
            status,
            ty,
            nullable: false,
            media_type: None,
            alternatives: Vec::new(),
            headers: Vec::new(),
            place: Place::default(),
        }
    }

    /// The framing of a stream of items; `None` for a single value and for bytes.
    pub fn framing(&self) -> Option<Framing> {
        framing(self.ty.as_ref(), self.media_type.as_deref())
    }
}

/// A body in a media type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MediaContent {
    /// The media type.
    pub media_type: String,
    /// The type of the body, or of each item of a stream.
    pub ty: Type,
}

impl MediaContent {
    /// A body of that type.
    pub fn new(media_type: impl Into<String>, ty: Type) -> Self {
        Self { media_type: media_type.into(), ty }
    }

    /// The framing of a stream of items.
    pub fn framing(&self) -> Option<Framing> {
        framing(Some(&self.ty), Some(&self.media_type))
    }
}

/// Another response than the one that a call returns: another success, or an error.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OtherResponse {
    /// The statuses that have it.
    pub status: StatusRange,
    /// The type of its body; `None` if it is empty.
    pub ty: Option<Type>,
    /// The media type of its body, if it is not JSON.
    pub media_type: Option<String>,
    /// Its place in a file.
    pub place: Place,
}

impl OtherResponse {
    /// A response with these statuses; `None` is an empty body.
    pub fn new(status: StatusRange, ty: Option<Type>) -> Self {
        Self { status, ty, media_type: None, place: Place::default() }
    }

    /// The framing of a stream of items.
    pub fn framing(&self) -> Option<Framing> {
        framing(self.ty.as_ref(), self.media_type.as_deref())
    }
}

/// The statuses that a response is described for. Single statuses sort before classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum StatusRange {
    /// One status: `404`.
    Code(u16),
    /// The statuses with this first digit: `4XX`.
    Class(u8),
    /// Every status without a description: `default`.
    Default,
}

impl StatusRange {
    /// The statuses of a text: `404`, `4XX` in any case, `default`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "default" {
            return Some(Self::Default);
        }
        if let [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] = text.as_bytes() {
            return Some(Self::Class(digit - b'0'));
        }
        text.parse().ok().filter(|status| (100..600).contains(status)).map(Self::Code)
    }

    /// Returns true if the statuses are successful ones.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Class(2))
    }
}

impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(status) => write!(f, "{status}"),
            Self::Class(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The framing of a sequence of items in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Framing {
    /// Server-sent events: `text/event-stream`.
    Events,
    /// A JSON value per line: `application/x-ndjson`, `application/jsonl`; or after a record separator:
    /// `application/json-seq`.
    Lines,
}

impl Framing {
    /// The framing of a media type; `None` for one without items.
    pub fn of(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "text/event-stream" => Some(Self::Events),
            "application/x-ndjson"
            | "application/ndjson"
            | "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/json-seq"
            | "application/geo+json-seq"
            | "application/stream+json"
            | "application/x-json-stream" => Some(Self::Lines),
            _ => None,
        }
    }
}

/// The framing of a response; bytes have none, whatever their media type.
fn framing(ty: Option<&Type>, media_type: Option<&str>) -> Option<Framing> {
    ty.filter(|ty| **ty != Type::File).and(media_type).and_then(Framing::of)
}
