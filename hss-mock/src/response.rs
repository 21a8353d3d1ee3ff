//! A response, and the way it is delivered.

use std::time::Duration;

use crate::data::Value;

/// An HTTP response: status, headers, body.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// Those that the spec documents.
    pub(crate) documented: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), documented: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn content(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", content_type.to_owned())];
        Self { headers, body: body.into(), ..Self::empty(status) }
    }

    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::content(status, "application/json", body.to_string())
    }
}

/// The delivery of a response.
pub(crate) enum Delivery {
    /// The response is sent, with its body in this mode.
    Sent(Response, Manner),
    /// The connection is reset.
    Reset,
}

/// The mode in which a body is sent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Manner {
    /// All at once.
    Whole,
    /// Truncated before the announced length, then the connection is closed.
    Truncated,
    /// Half of the body, then nothing more on an open connection.
    Stalled,
    /// Byte by byte, with this pause before each.
    Dripping(Duration),
}
