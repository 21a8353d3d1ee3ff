//! Bodies that are whole, and bodies that end before their announced length.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Frame, SizeHint};

/// A body that may end too early.
pub(crate) struct Body {
    rest: Option<Bytes>,
    length: u64,
    is_cut: bool,
}

impl Body {
    pub(crate) fn whole(text: Bytes) -> Self {
        Self { length: text.len() as u64, rest: Some(text), is_cut: false }
    }

    /// Half of a text.
    pub(crate) fn cut(text: &str) -> Self {
        let half = text.as_bytes()[..text.len() / 2].to_owned();
        Self { rest: Some(Bytes::from(half)), length: text.len() as u64, is_cut: true }
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(match self.rest.take() {
            Some(bytes) if !bytes.is_empty() => Some(Ok(Frame::data(bytes))),
            _ if self.is_cut => Some(Err(io::Error::other("cut"))),
            _ => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.rest.as_ref().is_none_or(Bytes::is_empty) && !self.is_cut
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
