//! The body of a response that is being sent.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::response::Manner;

/// A body that may end before its announced length, or be slow.
pub(crate) struct ResponseBody {
    announced: u64,
    /// The remaining data.
    data: Bytes,
    manner: Manner,
    /// The pause before the next byte.
    pause: Option<Pin<Box<Sleep>>>,
    /// True until the data has left hyper's buffer, which is dropped when a body ends early.
    waits_once: bool,
}

impl ResponseBody {
    pub(crate) fn new(body: Vec<u8>, manner: Manner) -> Self {
        let data = Bytes::from(body);
        let (announced, data) = match manner {
            Manner::Whole | Manner::Dripping(_) => (data.len() as u64, data),
            // Half of the data, and at least a byte less than announced.
            Manner::Truncated | Manner::Stalled => (data.len().max(1) as u64, data.slice(..data.len() / 2)),
        };
        Self { announced, data, manner, pause: None, waits_once: matches!(manner, Manner::Truncated) }
    }

    /// The next piece of the data.
    fn piece(&mut self, context: &mut Context<'_>) -> Poll<Bytes> {
        let Manner::Dripping(time) = self.manner else {
            return Poll::Ready(std::mem::take(&mut self.data));
        };
        let pause = self.pause.get_or_insert_with(|| Box::pin(sleep(time)));
        ready!(pause.as_mut().poll(context));
        self.pause = None;
        Poll::Ready(self.data.split_to(1))
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if !self.data.is_empty() {
            let piece = ready!(self.piece(context));
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        if self.waits_once {
            self.waits_once = false;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        match self.manner {
            // Never woken again: the connection ends when the client gives up.
            Manner::Stalled => Poll::Pending,
            _ => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.announced == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use std::time::Duration;
    use tokio::time::{Instant, timeout};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_dripping_body_pauses_before_each_byte() {
        let started = Instant::now();
        let body = ResponseBody::new(b"abc".to_vec(), Manner::Dripping(Duration::from_secs(60)));
        let sent = body.collect().await.unwrap().to_bytes();
        assert_eq!(&sent[..], b"abc");
        assert!((Duration::from_secs(180)..Duration::from_secs(181)).contains(&started.elapsed()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_stalled_body_sends_half_and_never_ends() {
        let mut body = ResponseBody::new(b"abcd".to_vec(), Manner::Stalled);
        let half = body.frame().await.unwrap().unwrap().into_data().unwrap();
        assert_eq!(&half[..], b"ab");
        assert!(timeout(Duration::from_secs(3600), body.frame()).await.is_err());
    }
}
