//! Calls being sent, with a response of any type.
//!
//! Beside its call, only one small function per type of response is compiled for each operation.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hss_client::dynamic::Slot;
use hss_client::prelude::*;
use hss_client::runtime::encode;
use hss_client::{BoxFuture, Download, Error, ResponseFuture};

/// A call in progress.
pub(crate) type Sent = BoxFuture<'static, Result<Received, Error>>;

/// A decoded response.
pub(crate) enum Received {
    Nothing,
    File(Bytes),
    /// As it is written again.
    Json(Vec<u8>),
}

/// A call with an empty response.
pub(crate) fn nothing(request: impl Request<Response = ()>) -> Sent {
    read(request, |()| Received::Nothing)
}

/// A call whose response is a file.
pub(crate) fn file(request: impl Request<Response = Download>) -> Sent {
    Box::pin(async move { Ok(Received::File(request.send().await?.bytes(usize::MAX).await?)) })
}

/// A call whose response is JSON.
pub(crate) fn json<R: Request<Response: Slot>>(request: R) -> Sent {
    read(request, |value| Received::Json(encode::to_vec(&value).unwrap()))
}

fn read<R: Request>(request: R, read: fn(R::Response) -> Received) -> Sent {
    Box::pin(Reading { sending: request.send(), read })
}

struct Reading<T> {
    sending: ResponseFuture<T>,
    read: fn(T) -> Received,
}

impl<T: hss_client::runtime::FromResponse> Future for Reading<T> {
    type Output = Result<Received, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let read = self.read;
        Pin::new(&mut self.sending).poll(context).map_ok(read)
    }
}
