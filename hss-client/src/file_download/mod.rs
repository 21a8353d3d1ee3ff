//! A file that the service sends.

use crate::decode::DecodeError;
use crate::raw_reply::RawReply;
use crate::request::Answer;
use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName};
use std::fmt;

/// A file, as the answer of an operation that exports or downloads one. All of it is in memory.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Download {
    /// What is in the file.
    pub content: Bytes,
    /// The content type, where the service says it: `text/csv`.
    pub content_type: Option<String>,
    /// The `Content-Disposition` header as it came, which may suggest a name for the file. It is the server's word:
    /// take no path from it.
    pub content_disposition: Option<String>,
}

impl Answer for Download {
    fn read(reply: &RawReply) -> Result<Self, DecodeError> {
        let text = |name: HeaderName| {
            let value = reply.headers.get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        Ok(Download {
            content: reply.body.clone(),
            content_type: text(CONTENT_TYPE),
            content_disposition: text(CONTENT_DISPOSITION),
        })
    }
}

/// Shows how long the file is, not what is in it.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("bytes", &self.content.len())
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}
