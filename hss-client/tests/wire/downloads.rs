//! Downloads: chunk by chunk, with progress, without buffering the file; and downloads that break off.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use hss_client::prelude::*;
use hss_client::{
    BoxFuture, Builder, Chunks, Client, Credentials, DownloadEnd, Error, Transport, TransportError,
    TransportErrorKind,
};

use crate::server::{PROJECT, Server, response, response_with};
use crate::task_api::export_task;

pub(crate) const PIECE: usize = 1 << 20;

/// The end of a file.
#[derive(Clone, Copy)]
pub(crate) enum End {
    Well,
    Broken,
    Never,
}

/// A server of one file, which counts the bytes that it has sent.
#[derive(Clone)]
pub(crate) struct FileServer {
    pieces: usize,
    announced: Option<u64>,
    end: End,
    given: Arc<AtomicU64>,
    /// The statuses of the first responses, which have no file.
    refusals: Arc<Mutex<Vec<u16>>>,
    asked: Arc<AtomicUsize>,
}

impl FileServer {
    pub(crate) fn new(pieces: usize, end: End) -> Self {
        FileServer {
            pieces,
            announced: Some((pieces * PIECE) as u64),
            end,
            given: Arc::default(),
            refusals: Arc::default(),
            asked: Arc::default(),
        }
    }

    pub(crate) fn builder(&self) -> Builder {
        Client::builder()
            .region("cn-north-4")
            .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
            .project_id(PROJECT)
            .transport(self.clone())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }
}

impl Transport for FileServer {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Ok(http::Response::new(Bytes::new()))))
    }

    fn open(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, TransportError>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let refusal = self.refusals.lock().unwrap().pop();
        let mut response = http::Response::builder()
            .status(refusal.unwrap_or(200))
            .header("x-request-id", "r-1")
            .header("content-type", "application/zip");
        if let (Some(announced), None) = (self.announced, refusal) {
            response = response.header("content-length", announced);
        }
        let left = if refusal.is_some() { 0 } else { self.pieces };
        let pieces = Pieces { left, end: self.end, given: self.given.clone() };
        let response = response.body(Box::pin(pieces) as Chunks).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

struct Pieces {
    left: usize,
    end: End,
    given: Arc<AtomicU64>,
}

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        static CONTENT: [u8; PIECE] = [b'x'; PIECE];
        if self.left == 0 {
            return match std::mem::replace(&mut self.end, End::Well) {
                End::Well => Poll::Ready(None),
                End::Broken => {
                    let error = TransportError::new(TransportErrorKind::Broken, "connection reset");
                    Poll::Ready(Some(Err(error)))
                }
                End::Never => {
                    self.end = End::Never;
                    Poll::Pending
                }
            };
        }
        self.left -= 1;
        self.given.fetch_add(PIECE as u64, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Bytes::from_static(&CONTENT))))
    }
}

/// A writer that checks how far the server is ahead of it.
struct Close {
    written: Arc<AtomicU64>,
    given: Arc<AtomicU64>,
}

impl io::Write for Close {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.written.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let ahead = self.given.load(Ordering::Relaxed) - written;
        assert!(ahead <= PIECE as u64, "{ahead} bytes are held somewhere");
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_file_of_gigabytes_is_written_without_holding_more_than_a_piece_of_it() {
    let server = FileServer::new(4096, End::Well);
    let mut file = export_task(&server.client(), "x").send().await.unwrap();
    assert_eq!(server.given.load(Ordering::Relaxed), 0, "nothing is read before it is asked for");
    let written = Arc::new(AtomicU64::new(0));
    let writer = Close { written: written.clone(), given: server.given.clone() };
    assert_eq!(file.write_to(writer).await.unwrap(), 4 << 30);
    assert_eq!(written.load(Ordering::Relaxed), 4 << 30);
}

#[tokio::test]
async fn progress_is_reported_after_each_chunk_with_the_total_if_known() {
    for announced in [Some(3 * PIECE as u64), None] {
        let server = FileServer { announced, ..FileServer::new(3, End::Well) };
        let seen = Arc::new(Mutex::new(Vec::new()));
        let sink = seen.clone();
        let file = export_task(&server.client(), "x").send().await.unwrap();
        assert_eq!((file.progress().received, file.progress().total), (0, announced));
        let mut file = file.on_progress(move |now| sink.lock().unwrap().push((now.received, now.total)));
        file.write_to(io::sink()).await.unwrap();
        let expected: Vec<_> = (1..=3).map(|piece| (piece * PIECE as u64, announced)).collect();
        assert_eq!(*seen.lock().unwrap(), expected);
    }
}

#[tokio::test]
async fn chunks_can_be_read_one_by_one() {
    let server = FileServer::new(2, End::Well);
    let mut file = export_task(&server.client(), "x").send().await.unwrap();
    assert_eq!(file.content_type.as_deref(), Some("application/zip"));
    assert_eq!(file.request_id(), Some("r-1"));
    assert_eq!(file.next().await.unwrap().unwrap().len(), PIECE);
    assert_eq!(server.given.load(Ordering::Relaxed), PIECE as u64, "the second has not been asked for");
    assert_eq!(file.next().await.unwrap().unwrap().len(), PIECE);
    assert!(file.next().await.is_none());
    assert!(file.next().await.is_none(), "it stays at its end");
}

#[tokio::test]
async fn a_writer_may_be_asynchronous() {
    let server = FileServer::new(2, End::Well);
    let (writer, mut reader) = tokio::io::duplex(1000);
    let read = tokio::spawn(async move {
        let mut content = Vec::new();
        tokio::io::AsyncReadExt::read_to_end(&mut reader, &mut content).await.unwrap();
        content.len()
    });
    let mut file = export_task(&server.client(), "x").send().await.unwrap();
    assert_eq!(file.copy_to(writer).await.unwrap(), 2 * PIECE as u64);
    assert_eq!(read.await.unwrap(), 2 * PIECE);
}

#[tokio::test]
async fn a_broken_connection_is_an_error_with_the_bytes_received_and_the_request_id() {
    let server = FileServer { announced: Some(5 * PIECE as u64), ..FileServer::new(2, End::Broken) };
    let mut file = export_task(&server.client(), "x").send().await.unwrap();
    let error = file.write_to(io::sink()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "ExportTask: the file from hss.cn-north-4.myhuaweicloud.com ended after 2097152 of 5242880 bytes: connection \
         reset (request id r-1)"
    );
    assert_eq!(error.request_id(), Some("r-1"));
    assert!(error.is_retryable());
    let Error::Download(broken) = error else { panic!("{error}") };
    assert_eq!((broken.received, broken.total), (2 * PIECE as u64, Some(5 * PIECE as u64)));
    assert!(file.next().await.is_none(), "an error is the end");
    assert_eq!(server.asked.load(Ordering::Relaxed), 1, "it is not asked for again by itself");
}

#[tokio::test]
async fn a_file_that_ends_before_its_announced_length_is_an_error() {
    let server = FileServer { announced: Some(3 * PIECE as u64), ..FileServer::new(2, End::Well) };
    let mut file = export_task(&server.client(), "x").send().await.unwrap();
    let error = file.write_to(io::sink()).await.unwrap_err();
    assert!(
        error.to_string().contains("ended after 2097152 of 3145728 bytes: the connection was closed early"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_stalled_file_ends_after_the_timeout_of_the_call_and_a_slow_one_does_not() {
    let server = FileServer::new(1, End::Never);
    let timeout = Duration::from_secs(7);
    let mut file = export_task(&server.client(), "x").timeout(timeout).send().await.unwrap();
    // The time between the caller's reads does not count as waiting for the service.
    tokio::time::sleep(Duration::from_secs(3600)).await;
    file.next().await.unwrap().unwrap();
    let start = tokio::time::Instant::now();
    let error = file.next().await.unwrap().unwrap_err();
    assert_eq!(start.elapsed().as_secs(), 7);
    assert!(error.to_string().contains("no data arrived for 7s"), "{error}");
}

#[tokio::test]
async fn an_error_of_the_writer_is_not_retryable() {
    let server = FileServer::new(1, End::Well);
    let mut file = export_task(&server.client(), "x").send().await.unwrap();
    let error = file.write_to(io::Cursor::new([0_u8; 10])).await.unwrap_err();
    assert!(!error.is_retryable());
    assert!(matches!(error, Error::Download(broken) if matches!(broken.cause, DownloadEnd::Write(_))));
}

#[tokio::test]
async fn a_file_is_taken_into_memory_only_up_to_a_size() {
    let server = FileServer::new(3, End::Well);
    let file = || async { export_task(&server.client(), "x").send().await.unwrap() };
    assert_eq!(file().await.bytes(3 * PIECE).await.unwrap().len(), 3 * PIECE);
    let before = server.given.load(Ordering::Relaxed);
    let error = file().await.bytes(3 * PIECE - 1).await.unwrap_err();
    assert!(error.to_string().contains("larger than the limit of 3145727 bytes"), "{error}");
    assert_eq!(server.given.load(Ordering::Relaxed), before, "its length was announced");
    let silent = FileServer { announced: None, ..server.clone() };
    let mut file = export_task(&silent.client(), "x").send().await.unwrap();
    assert!(file.bytes(2 * PIECE).await.is_err());
}

#[tokio::test]
async fn a_refusal_is_tried_again_and_is_an_error_of_the_api_in_the_end() {
    let server = FileServer::new(1, End::Well);
    *server.refusals.lock().unwrap() = vec![503, 503];
    let mut file = export_task(&server.client(), "x").send().await.unwrap();
    assert_eq!(file.write_to(io::sink()).await.unwrap(), PIECE as u64);
    assert_eq!(server.asked.load(Ordering::Relaxed), 3);
    let refusing =
        Server::new(|_, _| response(404, r#"{"error_code":"HSS.0404","error_msg":"no such file"}"#));
    let error = export_task(&refusing.client(), "x").send().await.unwrap_err();
    assert_eq!((error.code(), error.is_not_found()), (Some("HSS.0404"), true));
}

#[tokio::test]
async fn a_transport_without_streaming_yields_the_file_as_one_chunk() {
    let server = Server::new(|_, _| response_with(200, &[("content-length", "4")], "a,b\n"));
    let mut file = export_task(&server.client(), "x").send().await.unwrap();
    assert_eq!(file.next().await.unwrap().unwrap(), "a,b\n");
    assert!(file.next().await.is_none());
    let full = export_task(&server.client(), "x").send_with_metadata().await.unwrap();
    assert_eq!((full.status.as_u16(), full.body.len()), (200, 0));
}

#[tokio::test]
async fn an_empty_file_is_a_file() {
    let mut file = export_task(&FileServer::new(0, End::Well).client(), "x").send().await.unwrap();
    assert_eq!(file.write_to(io::sink()).await.unwrap(), 0);
}
