//! The programs of `examples/`, run against the mock. Their `main` is not called: a test brings a mock of its own, to see what
//! is asked.

#![allow(dead_code, reason = "`main`, and the account that it calls")]
#![allow(clippy::duplicate_mod, reason = "each program has the account as its module")]

use std::fs;

use hss_client::{Builder, Client, Credentials, ExponentialBackoff};
use hss_mock::{Fault, Mock, RecordedRequest};

#[cfg(feature = "blocking")]
#[path = "../../examples/blocking.rs"]
mod blocking;
#[path = "../../examples/credentials.rs"]
mod credentials;
#[cfg(feature = "download")]
#[path = "../../examples/download.rs"]
mod download;
#[path = "../../examples/errors.rs"]
mod errors;
#[path = "../../examples/list.rs"]
mod list;
#[path = "../../examples/mock.rs"]
mod mock;
#[path = "../../examples/pages.rs"]
mod pages;
#[path = "../../examples/retries.rs"]
mod retries;
#[path = "../../examples/transport.rs"]
mod transport;
#[cfg(feature = "report")]
#[path = "../../examples/upload.rs"]
mod upload;

const LISTING: &str = "ListImageScanTask";

fn mock(items: u32) -> Mock {
    Mock::builder().seed(1).items(LISTING, items).key("access", "secret").start().unwrap()
}

fn builder(mock: &Mock) -> Builder {
    Client::builder()
        .endpoint(mock.base_url())
        .credentials(Credentials::new("access", "secret"))
        .project_id("project")
}

/// The statuses and these query values of all requests.
fn seen(mock: &Mock, key: &str) -> Vec<(u16, String)> {
    let value = |request: &RecordedRequest| request.query_value(key).unwrap_or_default().to_owned();
    mock.requests().iter().map(|request| (request.status.unwrap_or_default(), value(request))).collect()
}

fn pairs(expected: &[(u16, &str)]) -> Vec<(u16, String)> {
    expected.iter().map(|(status, value)| (*status, (*value).to_owned())).collect()
}

#[tokio::test]
async fn list_requests_one_page() {
    let mock = mock(30);
    list::list(&builder(&mock).build().unwrap()).await.unwrap();
    assert_eq!(seen(&mock, "limit"), pairs(&[(200, "50")]));
    assert_eq!(mock.requests()[0].query_value("task_type"), Some("manual"));
}

#[tokio::test]
async fn pages_reads_the_whole_listing_twice() {
    let mock = mock(250);
    pages::pages(&builder(&mock).build().unwrap()).await.unwrap();
    assert_eq!(
        seen(&mock, "offset"),
        pairs(&[(200, ""), (200, "200"), (200, ""), (200, "100"), (200, "200")])
    );
}

#[tokio::test]
async fn errors_advises_by_kind() {
    let mock = mock(30);
    let hss = builder(&mock).retry(ExponentialBackoff::none()).build().unwrap();
    assert_eq!(errors::scans(&hss, 50).await.unwrap(), 30);
    let refused = errors::scans(&hss, 500).await.unwrap_err();
    assert_eq!(errors::advice(&refused), "nothing was sent: correct limit");
    assert_eq!(mock.requests().len(), 1);
    let kinds = [
        (403, "check the access key"),
        (404, "it does not exist"),
        (429, "slow down"),
        (503, "try again later"),
        (400, "report it to the vendor with request id Some("),
    ];
    for (status, advice) in kinds {
        mock.fault(Fault::status(LISTING, status).times(1));
        let error = errors::scans(&hss, 50).await.unwrap_err();
        assert!(errors::advice(&error).starts_with(advice), "{status}: {error}");
    }
}

#[tokio::test]
async fn retries_waits_for_the_server() {
    let mock = mock(30);
    mock.fault(Fault::status(LISTING, 503).times(3));
    retries::patient(builder(&mock)).await.unwrap();
    mock.fault(Fault::status(LISTING, 503).retry_after(1).times(1));
    retries::once_if_asked(builder(&mock)).await.unwrap();
    let statuses: Vec<_> = mock.requests().iter().map(|request| request.status).collect();
    assert_eq!(statuses, [503, 503, 503, 200, 503, 200].map(Some));

    // Without `Retry-After`.
    mock.fault(Fault::status(LISTING, 503).times(1));
    assert!(retries::once_if_asked(builder(&mock)).await.is_err());
    assert_eq!(mock.requests().len(), 7);
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_needs_no_executor() {
    let mock = mock(250);
    blocking::blocking(&builder(&mock).build().unwrap()).unwrap();
    assert_eq!(seen(&mock, "limit"), pairs(&[(200, "50"), (200, "200"), (200, "200")]));
}

#[cfg(feature = "report")]
#[tokio::test]
async fn upload_sends_the_file() {
    let mock = mock(30);
    let folder = tempfile::tempdir().unwrap();
    let logo = folder.path().join("logo.png");
    fs::write(&logo, "the picture").unwrap();
    upload::upload(&builder(&mock).build().unwrap(), &logo).await.unwrap();
    let body = String::from_utf8(mock.requests()[0].body.clone()).unwrap();
    assert!(body.contains("the picture") && body.contains("image/png"), "{body}");
}

#[cfg(feature = "download")]
#[tokio::test]
async fn download_writes_the_file() {
    let mock = Mock::builder().file_size("*", 3 << 20).start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.csv");
    download::download(&builder(&mock).build().unwrap(), &file).await.unwrap();
    assert_eq!(fs::metadata(file).unwrap().len(), 3 << 20);
}

#[tokio::test]
async fn transport_sends_the_given_request() {
    let mock = mock(30);
    transport::transport(builder(&mock)).await.unwrap();
    assert_eq!(seen(&mock, "limit").len(), 1);
}

#[tokio::test]
async fn credentials_sign_the_call() {
    // The mock accepts this key alone.
    let mock = mock(30);
    credentials::credentials(builder(&mock).credentials(Credentials::new("other", "key"))).await.unwrap();
    assert_eq!(mock.requests()[0].status, Some(200));
}

/// It asserts what it shows.
#[tokio::test]
async fn mock_sees_the_retry() {
    mock::mock().await.unwrap();
}
