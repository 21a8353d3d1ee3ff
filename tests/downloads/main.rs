//! Files of the service: from the mock through a socket into a writer, with and without `async`.

// Clippy knows test functions, but not the functions that they share.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io;
use std::sync::{Arc, Mutex};

use hss_client::dynamic::Call;
use hss_client::prelude::*;
use hss_client::{Client, Connections, Credentials, Error};
use hss_mock::{Fault, Mock};

const OPERATION: &str = "ListDownloadExportedFile";

fn start(bytes: usize) -> (Mock, Client) {
    let mock = Mock::builder().file_size(OPERATION, bytes).key("ACCESS", "secret").start().unwrap();
    let client = Client::builder()
        .endpoint(mock.base_url())
        .region("cn-north-4")
        .credentials(Credentials::new("ACCESS", "secret"))
        .project_id("0123456789abcdef0123456789abcdef")
        .build()
        .unwrap();
    (mock, client)
}

#[tokio::test]
async fn a_file_larger_than_any_response_may_be_comes_in_pieces_with_progress() {
    let size = Connections::DEFAULT_MAX_RESPONSE_BYTES + (16 << 20);
    let (_mock, client) = start(size);
    let file = client.download().list_download_exported_file("f-1").send().await.unwrap();
    assert_eq!(file.content_type.as_deref(), Some("application/octet-stream"));
    assert_eq!(
        file.content_disposition.as_deref(),
        Some("attachment; filename=\"ListDownloadExportedFile.bin\"")
    );
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = seen.clone();
    let mut file = file.on_progress(move |now| sink.lock().unwrap().push((now.received, now.total)));
    assert_eq!(file.write_to(io::sink()).await.unwrap(), size as u64);
    let seen = seen.lock().unwrap();
    assert!(seen.len() > 16, "{} pieces", seen.len());
    assert!(seen.windows(2).all(|pair| pair[0].0 < pair[1].0), "it only ever grows");
    assert!(seen.iter().all(|(_, total)| *total == Some(size as u64)));
    assert_eq!(seen.last(), Some(&(size as u64, Some(size as u64))));
}

#[tokio::test]
async fn a_connection_that_is_cut_midway_is_an_error_with_the_bytes_that_came() {
    let (mock, client) = start(1 << 20);
    mock.fault(Fault::truncate(OPERATION));
    let mut file = client.download().list_download_exported_file("f-1").send().await.unwrap();
    let mut content = Vec::new();
    let error = file.copy_to(&mut content).await.unwrap_err();
    let Error::Download(broken) = &error else { panic!("{error}") };
    assert_eq!((broken.received, broken.total), (content.len() as u64, Some(1 << 20)));
    assert_eq!(content.len(), 1 << 19);
    assert!(broken.request_id.as_ref().is_some_and(|id| error.to_string().contains(id)), "{error}");
}

#[test]
fn a_file_is_written_without_async_too() {
    let (mock, client) = start(100_000);
    let request = || client.download().list_download_exported_file("f-1");
    let mut content = Vec::new();
    assert_eq!(request().send_blocking().unwrap().write_to_blocking(&mut content).unwrap(), 100_000);
    let pieces: Result<Vec<_>, _> = request().send_blocking().unwrap().chunks_blocking().collect();
    assert_eq!(pieces.unwrap().concat(), content);
    mock.fault(Fault::truncate(OPERATION));
    let mut broken = request().send_blocking().unwrap().chunks_blocking();
    assert!(broken.by_ref().any(|piece| piece.is_err()));
    assert!(broken.next().is_none());
    assert_eq!(broken.download().progress().received, 50_000);
}

#[tokio::test]
async fn a_program_that_knows_no_operation_downloads_by_the_table() {
    let (_mock, client) = start(1_000);
    let operation = hss_client::operations().find(|known| known.id == OPERATION).unwrap();
    assert!(matches!(operation.response, hss_client::runtime::schema::Response::File));
    let index = operation.parameters.iter().position(|known| known.field.name == "file_id").unwrap();
    let call = Call::new(&client, operation).with(index, "f-1");
    assert_eq!(call.download().await.unwrap().bytes(1_000).await.unwrap().len(), 1_000);
    assert_eq!(call.execute().await.unwrap().body.len(), 1_000, "small files fit into a response, too");
}
