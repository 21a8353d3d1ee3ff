//! The generated client against the mock, over real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod authentication;
mod bounds;
mod bounds_of_all_operations;
mod consumer;
mod documented_bounds;
mod edges_of_all_bounds;
mod failures;
mod models;
mod paging;
mod retries;
mod seed_page;
mod spec_fields;
mod tables;
mod wire;
mod wiretap;

use std::time::Duration;

use hss_client::image::TaskKind;
use hss_client::image::builder::ListImageScanTask;
use hss_client::{Builder, Client, Credentials, ExponentialBackoff};
use hss_mock::Mock;

/// The one operation that most tests call.
const LISTING: &str = "ListImageScanTask";

/// A mock with this many scan tasks.
fn mock_with(tasks: u32) -> Mock {
    Mock::builder().items(LISTING, tasks).start().unwrap()
}

/// A builder of a client of the server at this address, which retries without waiting.
fn builder(address: &str) -> Builder {
    Client::builder()
        .endpoint(address)
        .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
        .project_id("0123456789abcdef0123456789abcdef")
        .retry(ExponentialBackoff::default().base_delay(Duration::ZERO))
}

fn client(mock: &Mock) -> Client {
    builder(mock.base_url()).build().unwrap()
}

fn list(client: &Client) -> ListImageScanTask {
    client.image().list_image_scan_task(TaskKind::ImageScan)
}

/// The statuses of all responses of the mock; `None` where it closed the connection.
fn statuses(mock: &Mock) -> Vec<Option<u16>> {
    mock.requests().iter().map(|request| request.status).collect()
}
