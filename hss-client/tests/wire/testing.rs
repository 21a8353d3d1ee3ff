//! The code of docs/testing.md, compiled and run: each of its blocks of Rust is a part of this file.

use hss_client::image::{ScanStatus, TaskKind};
use hss_client::prelude::*;

/// Names of the scans that found something.
pub(crate) async fn risky_scans(hss: &Client) -> Result<Vec<String>, Error> {
    let mut scans = hss.image().list_image_scan_task(TaskKind::ImageScan).limit(200).items();
    let mut names = Vec::new();
    while let Some(scan) = scans.next().await {
        let scan = scan?;
        if is_risky(&scan) {
            names.extend(scan.task_name);
        }
    }
    Ok(names)
}

/// True if a scan is at its end and found something.
fn is_risky(scan: &hss_client::image::ImageScanTaskInfo) -> bool {
    scan.task_status == Some(ScanStatus::Finished) && scan.risky_num > Some(0)
}

mod with_the_mock {
    use super::risky_scans;

    use hss_client::{Client, Credentials};
    use hss_mock::Mock;

    /// A mock with this many scans, and a client of it.
    fn start(scans: u32) -> (Mock, Client) {
        let mock = Mock::builder().seed(1).items("ListImageScanTask", scans).start().unwrap();
        let hss = Client::builder()
            .endpoint(mock.base_url())
            .credentials(Credentials::new("any-access-key", "any-secret-key"))
            .project_id("any-project")
            .build()
            .unwrap();
        (mock, hss)
    }

    #[tokio::test]
    async fn all_pages_are_read() {
        let (mock, hss) = start(250);
        let names = risky_scans(&hss).await.unwrap();
        assert!(!names.is_empty());

        let requests = mock.requests();
        assert_eq!(requests.len(), 2);
        assert_eq!(requests[0].operation.as_deref(), Some("ListImageScanTask"));
        assert_eq!(requests[1].query_value("offset"), Some("200"));
        assert_eq!(requests[1].query_value("type"), Some("image_scan"));
    }

    use hss_client::Error;
    use hss_mock::Fault;

    #[tokio::test]
    async fn a_failing_service_is_retried() {
        let (mock, hss) = start(25);
        mock.fault(Fault::status("ListImageScanTask", 503).times(1));
        risky_scans(&hss).await.unwrap();
        let statuses: Vec<_> = mock.requests().iter().map(|request| request.status).collect();
        assert_eq!(statuses, [Some(503), Some(200)]);
    }

    #[tokio::test]
    async fn a_refusal_is_passed_on() {
        let (mock, hss) = start(25);
        mock.fault(Fault::status("*", 403).error("HSS.0012", "no permission"));
        let error = risky_scans(&hss).await.unwrap_err();
        assert!(error.is_auth());
        assert_eq!(error.code(), Some("HSS.0012"));
    }

    #[tokio::test]
    async fn a_listing_that_breaks_is_an_error() {
        let (mock, hss) = start(250);
        // The first page is good.
        mock.fault(Fault::malformed("ListImageScanTask").after(1));
        assert!(matches!(risky_scans(&hss).await, Err(Error::Decode(_))));
    }
}

/// The page's table of faults.
#[tokio::test]
async fn faults_are_errors_of_their_kinds() {
    use std::time::Duration;

    use hss_client::{Credentials, ExponentialBackoff};
    use hss_mock::{Fault, Mock};

    const SHORT: Duration = Duration::from_millis(200);
    const LONG: Duration = Duration::from_secs(60);

    type Kind = fn(&Error) -> bool;
    let faults: [(Fault, Kind); 9] = [
        (Fault::status("*", 503), |error| matches!(error, Error::Api(_))),
        (Fault::html("*", 502), |error| matches!(error, Error::Api(_)) && error.code().is_none()),
        (Fault::throttle("*", 1, Duration::from_secs(60)).after(1), Error::is_throttled),
        (Fault::delay("*", Duration::from_secs(60)), |error| matches!(error, Error::Timeout(_))),
        (Fault::stall("*"), |error| matches!(error, Error::Timeout(_))),
        (Fault::truncate("*"), |error| matches!(error, Error::Connect(_))),
        (Fault::reset("*"), |error| matches!(error, Error::Connect(_))),
        (Fault::malformed("*"), |error| matches!(error, Error::Decode(_))),
        (Fault::status("*", 503).retry_after(1), |error| matches!(error, Error::Api(_))),
    ];
    for (fault, is_of_kind) in faults {
        let text = format!("{fault:?}");
        let mock = Mock::builder().fault(fault).items("ListImageScanTask", 450).start().unwrap();
        let hss = Client::builder()
            .endpoint(mock.base_url())
            .credentials(Credentials::new("any-access-key", "any-secret-key"))
            .project_id("any-project")
            .retry(ExponentialBackoff::none())
            .timeout(if text.contains("Delay") || text.contains("Stall") { SHORT } else { LONG })
            .build()
            .unwrap();
        let error = risky_scans(&hss).await.unwrap_err();
        assert!(is_of_kind(&error), "{text}: {error}");
    }
}

mod with_a_transport {
    use super::risky_scans;

    use hss_client::bytes::Bytes;
    use hss_client::{BoxFuture, Client, Credentials, Transport, TransportError, http};

    /// Responds to every request with the same JSON.
    struct CannedTransport(&'static str);

    impl Transport for CannedTransport {
        fn send(
            &self,
            _: http::Request<Bytes>,
        ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
            Box::pin(async { Ok(http::Response::new(Bytes::from_static(self.0.as_bytes()))) })
        }
    }

    fn client(transport: impl Transport + 'static) -> Client {
        Client::builder()
            .region("cn-north-4")
            .credentials(Credentials::new("any-access-key", "any-secret-key"))
            .project_id("any-project")
            .transport(transport)
            .build()
            .unwrap()
    }

    #[tokio::test]
    async fn only_risky_scans_are_named() {
        let hss = client(CannedTransport(
            r#"{
                "total_num": 2,
                "data_list": [
                    { "task_name": "nightly", "task_status": 100, "risky_num": 3 },
                    { "task_name": "weekly", "task_status": 100, "risky_num": 0 }
                ]
            }"#,
        ));
        assert_eq!(risky_scans(&hss).await.unwrap(), ["nightly"]);
    }

    use hss_client::TransportErrorKind;

    /// A network that is down.
    struct Down;

    impl Transport for Down {
        fn send(
            &self,
            _: http::Request<Bytes>,
        ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
            Box::pin(async { Err(TransportError::new(TransportErrorKind::Connect, "no route to host")) })
        }
    }

    // The waits between the attempts take no time.
    #[tokio::test(start_paused = true)]
    async fn a_network_that_is_down_is_tried_again() {
        let error = risky_scans(&client(Down)).await.unwrap_err();
        assert!(error.is_retryable());
        assert!(error.to_string().contains("4 attempts"), "{error}");
    }
}

mod with_models {
    use super::is_risky;

    use hss_client::image::{ImageScanTaskInfo, ScanStatus};

    #[test]
    fn a_running_scan_is_not_risky_yet() {
        let mut scan = ImageScanTaskInfo::empty();
        scan.risky_num = Some(3);
        scan.task_status = Some(ScanStatus::Progress(40));
        assert!(!is_risky(&scan));
        scan.task_status = Some(ScanStatus::Finished);
        assert!(is_risky(&scan));
    }

    use hss_client::Open;
    use hss_client::runtime::decode;

    #[test]
    fn a_value_of_tomorrow_is_kept() {
        let mut scan = ImageScanTaskInfo::empty();
        decode::from_slice(br#"{ "task_type": "on_push" }"#, &mut scan).unwrap();
        let task_type = scan.task_type.unwrap();
        assert!(matches!(task_type, Open::Unknown(_)));
        assert_eq!(task_type.as_str(), "on_push");
    }
}

mod with_bounds {
    use hss_client::image::TaskKind;
    use hss_client::prelude::*;

    #[test]
    fn the_page_size_is_a_documented_one() {
        let hss = Client::builder()
            .region("cn-north-4")
            .credentials(Credentials::new("any-access-key", "any-secret-key"))
            .project_id("any-project")
            .build()
            .unwrap();
        let request = hss.image().list_image_scan_task(TaskKind::ImageScan);
        assert!(request.limit(200).validate().is_ok());
    }
}

/// Word for word, apart from how far lines are to the right.
#[test]
fn the_page_shows_this_file() {
    let unindented = |text: &str| text.lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
    let page = include_str!("../../../docs/testing.md");
    let blocks = page.split("```rust\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let code = unindented(include_str!("testing.rs"));
    // The page's function is in a library; this is a test, so its functions are not `pub`.
    let blocks: Vec<String> =
        blocks.map(|block| unindented(block).replace("pub async", "pub(crate) async")).collect();
    assert!(blocks.len() > 5, "{}", blocks.len());
    for block in blocks {
        assert!(code.contains(&block), "docs/testing.md shows what is not compiled:\n{block}");
    }
}
