//! The rest of a response that is still on its way.

use crate::error::download::DownloadEnd;
use crate::transport::Chunks;
use bytes::Bytes;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Sleep, sleep};

/// The rest of a response that is still on its way, with the connection that it takes up.
#[doc(hidden)]
pub struct Incoming {
    source: Source,
    host: String,
    /// The longest wait for the next piece.
    patience: Duration,
    /// The end of the wait, while there is one.
    alarm: Option<Pin<Box<Sleep>>>,
    /// One of the client's.
    _connection: Option<OwnedSemaphorePermit>,
}

enum Source {
    Chunks(Chunks),
    /// All of it is here already.
    Whole(Option<Bytes>),
}

impl Incoming {
    pub(crate) fn new(
        chunks: Chunks,
        host: &str,
        patience: Duration,
        connection: Option<OwnedSemaphorePermit>,
    ) -> Self {
        let source = Source::Chunks(chunks);
        Incoming { source, host: host.to_owned(), patience, alarm: None, _connection: connection }
    }

    pub(crate) fn of_whole(body: Bytes) -> Self {
        Incoming {
            source: Source::Whole(Some(body)),
            host: String::new(),
            patience: Duration::MAX,
            alarm: None,
            _connection: None,
        }
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The next piece that is not empty.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, DownloadEnd>>> {
        let chunks = match &mut self.source {
            Source::Chunks(chunks) => chunks,
            Source::Whole(body) => {
                return Poll::Ready(body.take().filter(|body| !body.is_empty()).map(Ok));
            }
        };
        loop {
            match chunks.as_mut().poll_next(context) {
                Poll::Ready(Some(Ok(piece))) if piece.is_empty() => {}
                Poll::Ready(next) => {
                    self.alarm = None;
                    return Poll::Ready(next.map(|piece| piece.map_err(DownloadEnd::Transport)));
                }
                Poll::Pending => break,
            }
        }
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep(self.patience)));
        alarm.as_mut().poll(context).map(|()| Some(Err(DownloadEnd::Stalled(self.patience))))
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Incoming")
    }
}
