//! Streamed bodies with a time limit per chunk.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Sleep, sleep};

use crate::error::DownloadEnd;
use crate::transport::send::Chunks;

/// Streamed body of a response, with a time limit per chunk and the connection permit that it holds.
#[doc(hidden)]
pub struct TimedBody {
    source: Source,
    host: String,
    /// Time limit for the next chunk.
    idle_timeout: Duration,
    /// Runs while a chunk is awaited.
    timer: Option<Pin<Box<Sleep>>>,
    /// Released when the body is dropped.
    _connection: Option<OwnedSemaphorePermit>,
}

enum Source {
    Chunks(Chunks),
    /// A body that was read already.
    Whole(Option<Bytes>),
}

impl TimedBody {
    pub(crate) fn new(
        chunks: Chunks,
        host: &str,
        idle_timeout: Duration,
        connection: Option<OwnedSemaphorePermit>,
    ) -> Self {
        let source = Source::Chunks(chunks);
        TimedBody { source, host: host.to_owned(), idle_timeout, timer: None, _connection: connection }
    }

    pub(crate) fn whole(body: Bytes) -> Self {
        TimedBody {
            source: Source::Whole(Some(body)),
            host: String::new(),
            idle_timeout: Duration::MAX,
            timer: None,
            _connection: None,
        }
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The next chunk that is not empty.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, DownloadEnd>>> {
        let chunks = match &mut self.source {
            Source::Chunks(chunks) => chunks,
            Source::Whole(body) => {
                return Poll::Ready(body.take().filter(|body| !body.is_empty()).map(Ok));
            }
        };
        loop {
            match chunks.as_mut().poll_next(context) {
                Poll::Ready(Some(Ok(chunk))) if chunk.is_empty() => {}
                Poll::Ready(next) => {
                    self.timer = None;
                    return Poll::Ready(next.map(|chunk| chunk.map_err(DownloadEnd::Transport)));
                }
                Poll::Pending => break,
            }
        }
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(self.idle_timeout)));
        timer.as_mut().poll(context).map(|()| Some(Err(DownloadEnd::Stalled(self.idle_timeout))))
    }
}

impl fmt::Debug for TimedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TimedBody")
    }
}
