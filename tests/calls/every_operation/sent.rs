//! Calls on their way, whatever their answers are.
//!
//! One small function a type of answer is all that is compiled for each operation beside its call.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hss_client::dynamic::Slot;
use hss_client::prelude::*;
use hss_client::{BoxFuture, Download, Error, ResponseFuture, encode};

/// A call on its way.
pub(crate) type Sent = BoxFuture<'static, Result<Answer, Error>>;

/// An answer that was read.
pub(crate) enum Answer {
    Nothing,
    File(Bytes),
    /// As it is written again.
    Json(Vec<u8>),
}

/// A call whose answer is nothing.
pub(crate) fn nothing(request: impl Request<Response = ()>) -> Sent {
    read(request, |()| Answer::Nothing)
}

/// A call whose answer is a file.
pub(crate) fn file(request: impl Request<Response = Download>) -> Sent {
    Box::pin(async move { Ok(Answer::File(request.send().await?.bytes(usize::MAX).await?)) })
}

/// A call whose answer is JSON.
pub(crate) fn json<R: Request<Response: Slot>>(request: R) -> Sent {
    read(request, |value| Answer::Json(encode::to_vec(&value).unwrap()))
}

fn read<R: Request>(request: R, read: fn(R::Response) -> Answer) -> Sent {
    Box::pin(Reading { sending: request.send(), read })
}

struct Reading<T> {
    sending: ResponseFuture<T>,
    read: fn(T) -> Answer,
}

impl<T: hss_client::FromResponse> Future for Reading<T> {
    type Output = Result<Answer, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let read = self.read;
        Pin::new(&mut self.sending).poll(context).map_ok(read)
    }
}
