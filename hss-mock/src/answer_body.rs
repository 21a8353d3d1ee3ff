//! The body of an answer, on its way.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::answer::Manner;

/// A body that may end before the length that it announces, or take its time.
pub(crate) struct AnswerBody {
    announced: u64,
    /// What has not been handed over yet.
    data: Bytes,
    manner: Manner,
    /// The pause before the next byte.
    pause: Option<Pin<Box<Sleep>>>,
    /// Whether nothing is to come before what was sent has left: hyper drops what it holds back when a body ends early.
    waits_once: bool,
}

impl AnswerBody {
    pub(crate) fn new(body: Vec<u8>, manner: Manner) -> Self {
        let data = Bytes::from(body);
        let (announced, data) = match manner {
            Manner::Whole | Manner::Dripping(_) => (data.len() as u64, data),
            // Half of the data, and at least a byte less than announced.
            Manner::Truncated | Manner::Stalled => (data.len().max(1) as u64, data.slice(..data.len() / 2)),
        };
        Self { announced, data, manner, pause: None, waits_once: matches!(manner, Manner::Truncated) }
    }

    /// The next piece of what is left.
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

impl Body for AnswerBody {
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
            // Nobody wakes it again: the connection ends when its other side gives up.
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
