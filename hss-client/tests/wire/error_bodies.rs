//! Error bodies in place of files, which are read up to a limit.

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use hss_client::prelude::*;
use hss_client::{BoxFuture, Chunks, Error, Transport, TransportError};

use crate::server::Server;
use crate::task_api::export_task;

const PIECE: usize = 1 << 20;

/// Responds with an error whose body arrives in these chunks.
struct Refusal(Mutex<Vec<Bytes>>, Arc<AtomicUsize>);

impl Transport for Refusal {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        panic!("a file must not be asked for as a whole")
    }

    fn open(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, TransportError>> {
        let pieces = ErrorPieces(std::mem::take(&mut *self.0.lock().unwrap()).into_iter(), self.1.clone());
        let response = http::Response::builder().status(400).body(Box::pin(pieces) as Chunks).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

struct ErrorPieces(std::vec::IntoIter<Bytes>, Arc<AtomicUsize>);

impl Stream for ErrorPieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(self.0.next().map(Ok))
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_in_place_of_a_file_is_read_up_to_its_limit() {
    async fn refused(pieces: Vec<Bytes>) -> (Option<String>, usize) {
        let read = Arc::new(AtomicUsize::new(0));
        let transport = Refusal(Mutex::new(pieces), read.clone());
        let client = Server::always(400, "").builder().transport(transport).build().unwrap();
        let error = export_task(&client, "x").send().await.unwrap_err();
        let Error::Api(error) = error else { panic!("{error}") };
        (error.code.clone(), read.load(Ordering::Relaxed))
    }

    let (start, end) = (r#"{"error_code":"X","#, r#""error_msg":"busy"}"#);
    let padded = |size: usize| format!("{start}{}", " ".repeat(size - start.len()));
    // 1 MiB in two chunks, and the end of the body.
    let (code, read) = refused(vec![padded(PIECE - end.len()).into(), end.into()]).await;
    assert_eq!((code.as_deref(), read), (Some("X"), 3));
    // 1 MiB, and a chunk that continues after it.
    assert_eq!(refused(vec![padded(PIECE).into(), end.into(), end.into()]).await, (None, 2));

    let (_, read) = refused(vec![Bytes::from(vec![b' '; PIECE * 2 / 3]); 100]).await;
    assert_eq!(read, 2);
}
