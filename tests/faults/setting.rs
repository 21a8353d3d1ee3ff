//! Shared by the tests: a client with short timeouts, and a call of each kind.

use std::time::Duration;

use hss_client::image::{CreateImageSynchronizeTaskRequestBody, TaskKind};
use hss_client::prelude::*;
use hss_client::{Builder, Client, Credentials, Error, ExponentialBackoff};
use hss_mock::Mock;

pub(crate) const LIST: &str = "ListImageScanTask";
pub(crate) const POST: &str = "CreateImageSynchronizeTask";
pub(crate) const ACCESS_KEY: &str = "AKEXAMPLE";
pub(crate) const SECRET_KEY: &str = "MARKER/secret";

/// The times that calls have here.
pub(crate) const TIMEOUT: Duration = Duration::from_millis(400);
pub(crate) const DEADLINE: Duration = Duration::from_millis(2_500);
/// Allowance for a busy machine.
pub(crate) const SLACK: Duration = Duration::from_millis(1_500);

pub(crate) fn mock() -> hss_mock::Builder {
    Mock::builder().key(ACCESS_KEY, SECRET_KEY).items(LIST, 57)
}

pub(crate) fn builder(endpoint: &str) -> Builder {
    Client::builder()
        .endpoint(endpoint)
        .region("cn-north-4")
        .project_id("0123456789abcdef0123456789abcdef")
        .credentials(Credentials::new(ACCESS_KEY, SECRET_KEY))
        .retry(ExponentialBackoff::default().base_delay(Duration::from_millis(5)))
        .timeout(TIMEOUT)
        .deadline(DEADLINE)
}

pub(crate) fn client(mock: &Mock) -> Client {
    builder(mock.base_url()).build().unwrap()
}

/// A call that may be made twice.
pub(crate) async fn list(client: &Client) -> Result<(), Error> {
    client.image().list_image_scan_task(TaskKind::ImageScan).limit(10).send().await.map(|_| ())
}

/// A call that may not.
pub(crate) async fn post(client: &Client) -> Result<(), Error> {
    let body = CreateImageSynchronizeTaskRequestBody::new(true);
    client.image().create_image_synchronize_task(body).send().await.map(|_| ())
}

/// The ids of a whole listing, in its order, and the error that it ended with, if it did.
pub(crate) async fn all_ids(client: &Client) -> (Vec<String>, Option<Error>) {
    let mut items = client.image().list_image_scan_task(TaskKind::ImageScan).limit(10).items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(task) => ids.push(task.task_id.unwrap()),
            Err(error) => return (ids, Some(error)),
        }
    }
    (ids, None)
}

/// Name of the kind of error.
pub(crate) fn kind(error: &Error) -> &'static str {
    match error {
        Error::Validation(_) => "validation",
        Error::Config(_) => "config",
        Error::Credentials(_) => "credentials",
        Error::Connect(_) => "connect",
        Error::Timeout(_) => "timeout",
        Error::Api(_) => "api",
        Error::Decode(_) => "decode",
        Error::IncompleteListing(_) => "listing",
        _ => "another",
    }
}
