//! Compressed responses: bombs, and data that is not what it says.

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use hss_client::prelude::*;
use hss_client::{Client, Connections, Error};

use crate::raw::Raw;
use crate::setting::{builder, kind, list};

const MIB: usize = 1 << 20;
const EMPTY_PAGE: &[u8] = br#"{"total_num":0,"data_list":[]}"#;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn response(encoding: &str, compressed: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {}\r\n\r\n",
        compressed.len()
    );
    [head.into_bytes(), compressed.to_vec()].concat()
}

async fn client(compressed: &[u8], connections: Connections) -> (Raw, Client) {
    let raw = Raw::start(response("gzip", compressed), false).await;
    let long = Duration::from_secs(30);
    let client = builder(&raw.url()).connections(connections).timeout(long).deadline(long).build().unwrap();
    (raw, client)
}

/// Bytes of the file, and the error that it ended with, if it did.
async fn download(client: &Client) -> (u64, Option<Error>) {
    let mut file = client.download().list_download_exported_file("f-1").send().await.unwrap();
    let error = file.write_to(std::io::sink()).await.err();
    (file.progress().received, error)
}

#[tokio::test]
async fn a_compressed_response_is_read() {
    // Two members in a row are one body.
    let (head, tail) = EMPTY_PAGE.split_at(9);
    for compressed in [gzip(EMPTY_PAGE), [gzip(head), gzip(tail)].concat()] {
        let (raw, client) = client(&compressed, Connections::direct()).await;
        list(&client).await.unwrap();
        assert!(raw.requests()[0].to_ascii_lowercase().contains("accept-encoding: gzip"));
        assert_eq!(download(&client).await.0, EMPTY_PAGE.len() as u64);
    }
}

#[tokio::test]
async fn encodings_are_named_in_any_case_and_layers_of_them_are_refused() {
    let compressed = gzip(EMPTY_PAGE);
    for encoding in ["GZIP", "x-gzip"] {
        let raw = Raw::start(response(encoding, &compressed), false).await;
        list(&builder(&raw.url()).build().unwrap()).await.unwrap();
    }
    let layers = gzip(&compressed);
    for encoding in ["gzip, gzip", "gzip\r\nContent-Encoding: gzip"] {
        let raw = Raw::start(response(encoding, &layers), false).await;
        let error = list(&builder(&raw.url()).build().unwrap()).await.unwrap_err();
        assert_eq!(kind(&error), "decode", "{encoding}: {error}");
    }
}

#[tokio::test]
async fn a_bomb_ends_at_the_limit_of_a_response() {
    let (raw, client) = client(&gzip(&vec![b' '; 100 * MIB]), Connections::direct()).await;
    let error = list(&client).await.unwrap_err();
    assert!(error.to_string().contains("larger than the limit"), "{error}");
    assert_eq!(raw.requests().len(), 1);
}

#[tokio::test]
async fn a_bomb_ends_at_the_limit_of_the_ratio_as_a_file_and_as_a_response() {
    let bomb = gzip(&vec![b' '; 100 * MIB]);
    let (raw, client) = client(&bomb, Connections::direct().max_response_bytes(200 * MIB)).await;
    let (received, error) = download(&client).await;
    assert!(received <= 17 * MIB as u64, "{received}");
    for error in [error.unwrap(), list(&client).await.unwrap_err()] {
        let text = error.to_string();
        assert!(text.contains("compressed bytes are ") && text.contains("limit of 200 to 1"), "{text}");
        assert!(!error.is_retryable());
    }
    assert_eq!(raw.requests().len(), 2);
}

#[tokio::test]
async fn the_limit_of_the_ratio_can_be_set_and_small_bodies_have_none() {
    let (_raw, few) =
        client(&gzip(&vec![b' '; 16 * MIB]), Connections::direct().max_compression_ratio(1)).await;
    assert!(matches!(download(&few).await, (_, None)));
    let bomb = gzip(&vec![b' '; 20 * MIB]);
    let (_raw, client) = client(&bomb, Connections::direct().max_compression_ratio(1_100)).await;
    let (received, error) = download(&client).await;
    assert!(error.is_none() && received == 20 * MIB as u64, "{error:?}");
}

#[tokio::test]
async fn a_compressed_body_that_is_cut_or_corrupt_is_an_error() {
    let whole = gzip(EMPTY_PAGE);
    let mut changed = whole.clone();
    changed[12] ^= 0x55;
    let mut wrong_sum = whole.clone();
    let last = wrong_sum.len() - 1;
    wrong_sum[last] ^= 1;
    let rows: [(&str, Vec<u8>); 7] = [
        ("plain", EMPTY_PAGE.to_vec()),
        ("one byte", whole[..1].to_vec()),
        ("cut in the header", whole[..9].to_vec()),
        ("cut", whole[..whole.len() - 9].to_vec()),
        ("cut in the sum", whole[..whole.len() - 1].to_vec()),
        ("a wrong sum", wrong_sum),
        ("followed by something else", [whole.clone(), b"garbage".to_vec()].concat()),
    ];
    for (name, compressed) in rows.into_iter().chain([("changed", changed)]) {
        let (_raw, client) = client(&compressed, Connections::direct()).await;
        let error = list(&client).await.expect_err(name);
        assert_eq!(kind(&error), "connect", "{name}: {error}");
        assert!(error.to_string().contains("the compressed body is corrupt"), "{name}: {error}");
        assert!(download(&client).await.1.is_some(), "{name}");
    }
}

#[tokio::test]
async fn a_response_without_a_body_may_be_called_compressed() {
    let raw = Raw::start("HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n", false).await;
    crate::setting::post(&builder(&raw.url()).build().unwrap()).await.unwrap();
}
