//! Streamed bodies with a time limit per chunk and a minimum rate.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep, sleep};

use crate::error::DownloadEnd;
use crate::schema::Opaque;
use crate::transport::send::Chunks;

/// Minimum number of bytes that a streamed body yields in a window of waiting. The reader's own time does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MinRate {
    pub(crate) bytes: u64,
    pub(crate) window: Duration,
}

impl MinRate {
    /// One byte per second: a slower stream is merely kept open.
    pub(crate) const DEFAULT: MinRate = MinRate { bytes: 60, window: Duration::from_secs(60) };
}

/// Streamed body of a response, with its time limits and the permit that it holds.
///
/// Opaque, so that the code that drops it is not repeated for every response type.
#[doc(hidden)]
pub struct TimedBody(Opaque<State>);

struct State {
    source: Source,
    host: String,
    /// Time limit for the next chunk.
    idle_timeout: Duration,
    min_rate: MinRate,
    /// Set while a chunk is awaited.
    wait: Option<Wait>,
    /// Time waited and bytes received in the current window.
    waited: Duration,
    received: u64,
    /// Released when the body is dropped.
    _permit: Option<OwnedSemaphorePermit>,
}

/// Wait for a chunk.
struct Wait {
    start: Instant,
    /// Start of the part of the wait that belongs to the current window.
    window_start: Instant,
    timer: Pin<Box<Sleep>>,
}

enum Source {
    Chunks(Chunks),
    /// A body that was already read.
    Whole(Option<Bytes>),
}

impl TimedBody {
    pub(crate) fn new(
        chunks: Chunks,
        host: &str,
        idle_timeout: Duration,
        min_rate: MinRate,
        permit: Option<OwnedSemaphorePermit>,
    ) -> Self {
        // A pause that the timeout allows must not count as too slow.
        let min_rate = MinRate { window: min_rate.window.max(idle_timeout), ..min_rate };
        TimedBody(Opaque::new(State {
            source: Source::Chunks(chunks),
            host: host.to_owned(),
            idle_timeout,
            min_rate,
            wait: None,
            waited: Duration::ZERO,
            received: 0,
            _permit: permit,
        }))
    }

    pub(crate) fn whole(body: Bytes) -> Self {
        TimedBody(Opaque::new(State {
            source: Source::Whole(Some(body)),
            host: String::new(),
            idle_timeout: Duration::MAX,
            min_rate: MinRate::DEFAULT,
            wait: None,
            waited: Duration::ZERO,
            received: 0,
            _permit: None,
        }))
    }

    /// Removes the minimum rate, since a stream of events may be silent for long.
    pub(crate) fn without_min_rate(mut self) -> Self {
        self.0.min_rate.bytes = 0;
        self
    }

    pub(crate) fn host(&self) -> &str {
        &self.0.host
    }

    /// The next chunk that is not empty.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, DownloadEnd>>> {
        self.0.poll(context)
    }
}

impl State {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, DownloadEnd>>> {
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
                    self.stop_waiting(next.as_ref().and_then(|chunk| chunk.as_ref().ok()));
                    return Poll::Ready(next.map(|chunk| chunk.map_err(DownloadEnd::Transport)));
                }
                Poll::Pending => break,
            }
        }
        self.poll_limits(context).map(|end| Some(Err(end)))
    }

    /// Counts a wait that has ended with a chunk. A window that ended before then is ignored.
    fn stop_waiting(&mut self, chunk: Option<&Bytes>) {
        if let Some(wait) = self.wait.take() {
            self.waited += wait.window_start.elapsed();
        }
        self.received += chunk.map_or(0, |chunk| chunk.len() as u64);
        if self.waited >= self.min_rate.window {
            (self.waited, self.received) = (Duration::ZERO, 0);
        }
    }

    /// The limit that a wait exceeds: of the wait itself, or of the window that ends during it.
    fn poll_limits(&mut self, context: &mut Context<'_>) -> Poll<DownloadEnd> {
        let MinRate { bytes, window } = self.min_rate;
        loop {
            let (idle_timeout, left) = (self.idle_timeout, window.saturating_sub(self.waited));
            let wait = self.wait.get_or_insert_with(|| {
                let now = Instant::now();
                Wait { start: now, window_start: now, timer: Box::pin(sleep(idle_timeout.min(left))) }
            });
            ready!(wait.timer.as_mut().poll(context));
            if wait.start.elapsed() >= idle_timeout {
                return Poll::Ready(DownloadEnd::Stalled(idle_timeout));
            }
            if self.received < bytes {
                return Poll::Ready(DownloadEnd::TooSlow { received: self.received, minimum: bytes, window });
            }
            (self.waited, self.received) = (Duration::ZERO, 0);
            wait.window_start = Instant::now();
            wait.timer = Box::pin(sleep(window.min(idle_timeout.saturating_sub(wait.start.elapsed()))));
        }
    }
}

impl fmt::Debug for TimedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TimedBody")
    }
}
