//! Successful responses of different types, by status.

use super::read::Words;
use super::{Framing, Kind, Operation, Response};

/// A successful response of an operation that has several types of them.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Success {
    /// The status: `202`, `2XX`, or `default`.
    pub status: &'static str,
    /// The body.
    pub response: Response,
    /// The media type; empty for JSON, and for a file of any type.
    pub media_type: &'static str,
}

impl Response {
    /// Reads the kind, the media type and the framing.
    pub(super) fn read(line: &mut Words) -> (Self, &'static str) {
        if line.is_empty() {
            return (Response::Empty, "");
        }
        let (kind, media_type) = (line.kind(), line.word());
        let response = match (kind, line.word()) {
            (Kind::File, _) => Response::File,
            (kind, "events") => Response::Stream(Framing::Events, kind),
            (kind, "lines") => Response::Stream(Framing::Lines, kind),
            (kind, _) => Response::Json(kind),
        };
        (response, media_type)
    }
}

impl Success {
    /// Reads the status and the response.
    pub(super) fn read(mut line: Words) -> Self {
        let status = line.word();
        let (response, media_type) = Response::read(&mut line);
        Self { status, response, media_type }
    }

    /// True if this is the response for the status.
    fn is_of(&self, status: u16) -> bool {
        let class = self.status.strip_suffix("XX").and_then(|digit| digit.parse().ok());
        self.status.parse() == Ok(status) || class == Some(status / 100)
    }
}

impl Operation {
    /// The body of a successful response with this status.
    pub fn response_to(&self, status: u16) -> &Response {
        // Those with a single status come first.
        let found = self.successes.iter().find(|success| success.is_of(status));
        found.map_or(&self.response, |success| &success.response)
    }
}
