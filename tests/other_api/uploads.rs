//! Bodies that are read while they are sent, and streams whose ends a test sees.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hss_mock::{Fault, Mock, RecordedRequest};
use hss_runtime::prelude::*;
use hss_runtime::{Error, FileContent, JsonLines};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::parcels::client::parcels::{CreateParcelRequestBodyFormData, Parcel, ParcelsApi, body};
use crate::parcels::{client, start};

fn requests(mock: &Mock) -> Vec<RecordedRequest> {
    mock.requests()
}

#[tokio::test]
async fn a_reader_is_sent_with_or_without_a_length() {
    let (mock, parcels) = start();
    let content = vec![7; 300_000];
    for length in [None, Some(300_000)] {
        let file = FileContent::from_reader("", length, io::Cursor::new(content.clone()));
        assert_eq!((file.length(), file.bytes().len()), (length, 0));
        parcels.replace_content("7", file).send().await.unwrap();
        let request = requests(&mock).pop().unwrap();
        assert_eq!(request.body, content);
        assert_eq!(request.header("content-type"), Some("application/octet-stream"));
        assert_eq!(request.header("content-length"), length.map(|_| "300000"));
        assert_eq!(request.header("transfer-encoding"), length.map_or(Some("chunked"), |_| None));
    }
}

#[tokio::test]
async fn a_file_is_read_again_for_a_retry_and_a_stream_is_not_sent_twice() {
    let (mock, parcels) = start();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("parcel.bin");
    std::fs::write(&path, vec![1; 100_000]).unwrap();
    let sent = Arc::new(Mutex::new(Vec::new()));
    let seen = sent.clone();
    let file = FileContent::from_path(&path)
        .unwrap()
        .on_progress(move |sent, total| seen.lock().unwrap().push((sent, total)));
    assert_eq!((file.name(), file.length()), ("parcel.bin", Some(100_000)));
    mock.fault(Fault::status("ReplaceContent", 503).times(1));
    parcels.replace_content("7", file).send().await.unwrap();
    let bodies: Vec<usize> = requests(&mock).iter().map(|request| request.body.len()).collect();
    assert_eq!(bodies, [100_000, 100_000]);
    let sent = sent.lock().unwrap().clone();
    assert_eq!(sent.iter().filter(|progress| **progress == (100_000, Some(100_000))).count(), 2, "{sent:?}");
    assert!(sent.len() > 2, "{sent:?}");

    mock.clear_requests();
    mock.fault(Fault::status("ReplaceContent", 503).times(1));
    let once = FileContent::from_reader("", None, &b"once"[..]);
    let error = parcels.replace_content("7", once.clone()).send().await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), requests(&mock).len()), (Some(503), 1));
    let error = parcels.replace_content("7", once).send().await.unwrap_err().to_string();
    assert!(error.contains("the stream was already read; it can be sent only once"), "{error}");
    // Bytes in memory have progress, too, and can be sent again.
    mock.fault(Fault::status("ReplaceContent", 503).times(1));
    let bytes = FileContent::new("", vec![2; 70_000]).on_progress(|sent, _| assert!(sent <= 70_000));
    parcels.replace_content("7", bytes).send().await.unwrap();
    assert_eq!(requests(&mock).pop().unwrap().body, vec![2; 70_000]);
}

#[tokio::test]
async fn content_of_another_length_than_announced_is_an_error() {
    let (_mock, parcels) = start();
    for length in [2, 6] {
        let file = FileContent::from_reader("", Some(length), &b"four"[..]);
        let error = parcels.replace_content("7", file).send().await.unwrap_err().to_string();
        assert!(
            error.contains(&format!("the content has 4 bytes so far, but {length} were announced")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_form_has_parts_that_are_read_while_they_are_sent() {
    let (mock, parcels) = start();
    let photo = FileContent::from_reader("photo.png", Some(5), &b"photo"[..]).with_content_type("image/png");
    let form = CreateParcelRequestBodyFormData::new(photo)
        .pages([FileContent::new("1", &b"one"[..]), FileContent::from_reader("2", None, &b"two"[..])])
        .details(Parcel::new("a"));
    parcels.create_parcel(body::CreateParcel::Multipart(form)).send().await.unwrap();
    let request = requests(&mock).pop().unwrap();
    let boundary = request.header("content-type").unwrap().split("boundary=").nth(1).unwrap().to_owned();
    let text = String::from_utf8(request.body).unwrap();
    let parts: Vec<&str> = text.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.len(), 6, "{text}");
    assert!(
        parts[1].ends_with("filename=\"photo.png\"\r\nContent-Type: image/png\r\n\r\nphoto\r\n"),
        "{text}"
    );
    assert!(parts[3].ends_with("Content-Type: application/octet-stream\r\n\r\ntwo\r\n"), "{text}");
    assert_eq!(request.headers.iter().filter(|(name, _)| name == "content-length").count(), 0);
}

/// A long content that counts what was taken of it.
struct Long(Arc<AtomicU64>);

impl futures_core::Stream for Long {
    type Item = io::Result<Bytes>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.fetch_add(1 << 20, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Bytes::from(vec![0; 1 << 20]))))
    }
}

async fn serve() -> (TcpListener, ParcelsApi) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let client = client::Client::builder().endpoint(endpoint).build().unwrap();
    let parcels = client.parcels();
    (listener, parcels)
}

#[tokio::test]
async fn no_more_is_read_than_the_service_takes_and_a_slow_upload_is_no_timeout() {
    let (listener, parcels) = serve().await;
    let taken = Arc::new(AtomicU64::new(0));
    let file = FileContent::from_stream("", Some(1 << 40), Long(taken.clone()));
    let call = tokio::spawn(parcels.replace_content("7", file).timeout(Duration::from_millis(300)).send());
    let (mut socket, _) = listener.accept().await.unwrap();
    let mut buffer = vec![0; 1 << 20];
    for _ in 0..8 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let mut left = 2 << 20;
        while left > 0 {
            left -= socket.read(&mut buffer).await.unwrap().min(left);
        }
    }
    assert!(!call.is_finished(), "{:?}", call.await);
    let taken = taken.load(Ordering::Relaxed);
    assert!((16 << 20..64 << 20).contains(&taken), "{taken}");
    // Without a piece for as long as the timeout, it is one.
    let error = call.await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
}

#[tokio::test]
async fn a_deadline_of_the_client_ends_an_upload_that_goes_on() {
    let (listener, _) = serve().await;
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let limit = Duration::from_millis(400);
    let client = client::Client::builder().endpoint(endpoint).deadline(limit).build().unwrap();
    let file = FileContent::from_stream("", Some(1 << 40), Long(Arc::default()));
    let call = tokio::spawn(client.parcels().replace_content("7", file).send());
    let (mut socket, _) = listener.accept().await.unwrap();
    let mut buffer = vec![0; 1 << 20];
    while let Ok(1..) = socket.read(&mut buffer).await {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let error = call.await.unwrap().unwrap_err();
    assert!(matches!(&error, Error::Timeout(timeout) if timeout.deadline), "{error}");
}

/// Reads a request's head.
async fn head(socket: &mut TcpStream) {
    let mut seen = Vec::new();
    while !seen.ends_with(b"\r\n\r\n") {
        seen.push(socket.read_u8().await.unwrap());
    }
}

#[tokio::test]
async fn items_arrive_one_by_one_and_dropping_a_stream_ends_it() {
    let (listener, parcels) = serve().await;
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        head(&mut socket).await;
        let response =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"job_id\": \"a\"}\n\n";
        socket.write_all(response.as_bytes()).await.unwrap();
        // Ends when the client is gone.
        socket.read(&mut [0; 1]).await.unwrap_or_default()
    });
    let mut events = parcels.watch_events().send().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data.job_id.as_deref(), Some("a"));
    drop(events);
    assert_eq!(tokio::time::timeout(Duration::from_secs(10), server).await.unwrap().unwrap(), 0);
}

#[test]
fn streams_are_iterators_in_blocking_programs() {
    let (mock, parcels) = start();
    let jobs = parcels.watch_events().send_blocking().unwrap().blocking();
    assert_eq!(jobs.map(Result::unwrap).count(), 3);
    let lines: JsonLines<Parcel> = parcels.show_parcel("7").send_as_blocking("application/x-ndjson").unwrap();
    assert_eq!(lines.blocking().map(Result::unwrap).count(), 3);
    mock.fault(Fault::status("ExportLines", 200).body("application/x-ndjson", "{}\n{"));
    let lines: Vec<_> = parcels.export_lines().send_blocking().unwrap().blocking().collect();
    assert!(lines.len() == 2 && lines[0].is_ok() && lines[1].is_err());
    let file = FileContent::from_reader("", None, &b"blocking"[..]);
    parcels.replace_content("7", file).send_blocking().unwrap();
    assert_eq!(mock.requests().pop().unwrap().body, b"blocking");
}
