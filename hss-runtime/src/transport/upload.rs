//! Streamed request bodies.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use crate::value::upload::{Pieces, Streamed};
use crate::wire::multipart::Segment;

/// Streamed body of a request.
pub struct Upload {
    /// A mutex makes it `Sync`; it is never locked.
    segments: Mutex<std::vec::IntoIter<Segment>>,
    current: Mutex<Option<Pieces>>,
    length: Option<u64>,
    sent: Arc<AtomicU64>,
}

impl Upload {
    /// A body of these segments; `sent` counts the pieces that have been read.
    pub(crate) fn new(segments: Vec<Segment>, sent: Arc<AtomicU64>) -> Self {
        let length = segments.iter().map(Segment::length).sum();
        Upload { segments: Mutex::new(segments.into_iter()), current: Mutex::new(None), length, sent }
    }

    /// The size in bytes, if it is known; it is sent as `Content-Length`, else the body is chunked.
    pub fn length(&self) -> Option<u64> {
        self.length
    }
}

impl Segment {
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Segment::Bytes(bytes) => Some(bytes.len() as u64),
            Segment::Streamed(streamed) => streamed.length,
        }
    }

    pub(crate) fn is_replayable(&self) -> bool {
        match self {
            Segment::Bytes(_) => true,
            Segment::Streamed(streamed) => streamed.is_replayable(),
        }
    }
}

impl Stream for Upload {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let current = this.current.get_mut().unwrap_or_else(PoisonError::into_inner);
        let segments = this.segments.get_mut().unwrap_or_else(PoisonError::into_inner);
        loop {
            let next = match current {
                Some(pieces) => ready!(pieces.as_mut().poll_next(context)),
                None => match segments.next() {
                    None => return Poll::Ready(None),
                    Some(Segment::Bytes(bytes)) => Some(Ok(bytes)),
                    Some(Segment::Streamed(streamed)) => {
                        *current = Some(streamed.open()?);
                        continue;
                    }
                },
            };
            match next {
                None => *current = None,
                Some(Ok(piece)) if piece.is_empty() => {}
                piece => {
                    this.sent.fetch_add(1, Ordering::Relaxed);
                    return Poll::Ready(piece);
                }
            }
        }
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload").field("length", &self.length).finish_non_exhaustive()
    }
}

/// Whole or streamed body of a call, from which each attempt gets its own.
#[derive(Clone)]
pub(crate) enum Payload {
    Whole(Bytes),
    Streamed(Arc<[Segment]>),
}

impl Payload {
    /// The payload of these segments.
    pub(crate) fn of(mut segments: Vec<Segment>) -> Self {
        match (segments.pop(), segments.is_empty()) {
            (None, _) => Payload::Whole(Bytes::new()),
            (Some(Segment::Bytes(bytes)), true) => Payload::Whole(bytes),
            (Some(last), _) => {
                segments.push(last);
                Payload::Streamed(segments.into())
            }
        }
    }

    pub(crate) fn of_stream(streamed: &Streamed) -> Self {
        Self::of(vec![Segment::Streamed(streamed.clone())])
    }

    pub(crate) fn is_streamed(&self) -> bool {
        matches!(self, Payload::Streamed(_))
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Payload::Whole(bytes) if bytes.is_empty())
    }

    /// True if it can be sent again.
    pub(crate) fn is_replayable(&self) -> bool {
        match self {
            Payload::Whole(_) => true,
            Payload::Streamed(segments) => segments.iter().all(Segment::is_replayable),
        }
    }

    /// The bytes of a whole body.
    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        match self {
            Payload::Whole(bytes) => Some(bytes),
            Payload::Streamed(_) => None,
        }
    }
}
