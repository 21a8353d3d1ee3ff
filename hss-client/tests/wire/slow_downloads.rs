//! Downloads that stall or are slow, and slow writers.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use hss_client::prelude::*;
use hss_client::{BoxFuture, Builder, Chunks, Error, Transport, TransportError};

use crate::downloads::{End, FileServer, PIECE};
use crate::task_api::{delete_task, export_task};

#[tokio::test(start_paused = true)]
async fn a_held_file_delays_other_files_and_no_other_call() {
    let server = FileServer::new(1, End::Well);
    let client = server.builder().max_connections(1).build().unwrap();
    let mut file = export_task(&client, "x").send().await.unwrap();
    let second = export_task(&client, "x").deadline(Duration::from_secs(1)).send().await;
    assert!(matches!(second, Err(Error::Timeout(_))), "{second:?}");
    for _ in 0..3 {
        delete_task(&client, "x").deadline(Duration::from_secs(1)).send().await.unwrap();
    }
    file.write_to(io::sink()).await.unwrap();
    let _free = export_task(&client, "x").send().await.unwrap();
}

/// Transport of a file that comes byte by byte.
struct Drip {
    pause: Duration,
    left: usize,
}

impl Transport for Drip {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        panic!("a file must not be asked for as a whole")
    }

    fn open(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Chunks>, TransportError>> {
        let timer = Box::pin(tokio::time::sleep(self.pause));
        let chunks = Drops { pause: self.pause, timer, left: self.left };
        Box::pin(std::future::ready(Ok(http::Response::new(Box::pin(chunks) as Chunks))))
    }
}

struct Drops {
    pause: Duration,
    timer: Pin<Box<tokio::time::Sleep>>,
    left: usize,
}

impl Stream for Drops {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        std::task::ready!(self.timer.as_mut().poll(context));
        self.left -= 1;
        self.timer = Box::pin(tokio::time::sleep(self.pause));
        Poll::Ready(Some(Ok(Bytes::from_static(b"x"))))
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_below_the_minimum_rate_is_aborted_and_a_slow_one_is_not() {
    let client = |pause: u64, set: &dyn Fn(Builder) -> Builder| {
        let transport = Drip { pause: Duration::from_millis(pause), left: 1_000 };
        set(FileServer::new(0, End::Well).builder().transport(transport)).build().unwrap()
    };
    let start = tokio::time::Instant::now();
    let mut slow = export_task(&client(3_100, &|builder| builder), "x").send().await.unwrap();
    let error = slow.write_to(io::sink()).await.unwrap_err();
    assert_eq!(start.elapsed().as_secs(), 60);
    assert!(error.is_retryable());
    let text = error.to_string();
    assert!(
        text.ends_with("ended after 19 bytes: only 19 bytes arrived in 60s, below the minimum of 60"),
        "{text}"
    );

    // A byte and a bit per second, a minimum of the caller's own, and none.
    for (pause, minimum) in [(900, 60), (3_000, 15), (3_000, 0)] {
        let set = |builder: Builder| builder.min_download_rate(minimum, Duration::from_secs(60));
        let mut file = export_task(&client(pause, &set), "x").send().await.unwrap();
        assert_eq!(file.write_to(io::sink()).await.unwrap(), 1_000);
    }
    // The caller's own time does not count, and a pause that the timeout allows is not too slow.
    let mut file = export_task(&client(500, &|builder| builder), "x").send().await.unwrap();
    for _ in 0..200 {
        file.next().await.unwrap().unwrap();
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
    let set = |builder: Builder| builder.min_download_rate(2, Duration::from_secs(1));
    let call = export_task(&client(10_000, &set), "x").timeout(Duration::from_secs(25));
    assert_eq!(call.send().await.unwrap().write_to(io::sink()).await.unwrap(), 1_000);
}

/// A writer that takes its time, as a slow disk does.
struct SlowDisk;

impl io::Write for SlowDisk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        std::thread::sleep(Duration::from_millis(50));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_slow_writer_does_not_block_the_executor() {
    let server = FileServer::new(10, End::Well);
    let client = server.client();
    let writing = tokio::spawn(async move {
        export_task(&client, "x").send().await.unwrap().write_to(SlowDisk).await.unwrap()
    });
    let mut longest = Duration::ZERO;
    while !writing.is_finished() {
        let start = std::time::Instant::now();
        tokio::time::sleep(Duration::from_millis(1)).await;
        longest = longest.max(start.elapsed());
    }
    assert_eq!(writing.await.unwrap(), 10 * PIECE as u64);
    assert!(longest < Duration::from_millis(250), "the executor was blocked for {longest:?}");
}
