//! Calls that are retried, and calls that are not.

use std::time::{Duration, Instant};

use hss_client::prelude::*;
use hss_client::{Error, ExponentialBackoff};
use hss_mock::Fault;

use crate::{LISTING, builder, client, list, mock_with, statuses};

#[tokio::test]
async fn requests_to_a_failing_server_are_repeated_until_one_succeeds() {
    for (fault, first) in [
        (Fault::status(LISTING, 500), Some(500)),
        (Fault::status(LISTING, 503), Some(503)),
        (Fault::html(LISTING, 502), Some(502)),
        (Fault::throttle(LISTING, 0, Duration::from_secs(60)).retry_after(0), Some(429)),
        (Fault::truncate(LISTING), Some(200)),
        (Fault::reset(LISTING), None),
    ] {
        let mock = mock_with(3);
        mock.fault(fault.clone().times(2));
        let page = list(&client(&mock)).send().await.unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        assert_eq!(page.total_num, Some(3));
        assert_eq!(statuses(&mock), [first, first, Some(200)], "{fault:?}");
    }
}

#[tokio::test]
async fn the_attempts_end_with_the_last_error_and_their_number() {
    let mock = mock_with(3);
    mock.fault(Fault::status(LISTING, 503));
    let error = list(&client(&mock)).send().await.unwrap_err();
    let Error::Api(api) = &error else { panic!("{error}") };
    assert_eq!((api.attempts, mock.requests().len()), (4, 4));
    assert!(error.to_string().ends_with("(after 4 attempts)"), "{error}");
}

#[tokio::test]
async fn what_will_not_change_is_not_asked_again() {
    for status in [302, 400, 401, 403, 404, 409, 501] {
        let mock = mock_with(3);
        mock.fault(Fault::status(LISTING, status));
        list(&client(&mock)).send().await.unwrap_err();
        assert_eq!(statuses(&mock), [Some(status)]);
    }
    for fault in [Fault::malformed(LISTING), Fault::html(LISTING, 200)] {
        let mock = mock_with(3);
        mock.fault(fault);
        list(&client(&mock)).send().await.unwrap_err();
        assert_eq!(statuses(&mock), [Some(200)]);
    }
}

#[tokio::test]
async fn the_wait_is_as_long_as_the_server_asks() {
    let mock = mock_with(3);
    mock.fault(Fault::status(LISTING, 503).retry_after(1).times(1));
    let start = Instant::now();
    list(&client(&mock)).send().await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_wait_past_the_deadline_is_not_begun() {
    let mock = mock_with(3);
    mock.fault(Fault::throttle(LISTING, 0, Duration::from_secs(3600)));
    let start = Instant::now();
    let error = list(&client(&mock)).send().await.unwrap_err();
    assert!(error.is_throttled(), "{error}");
    assert!(start.elapsed() < Duration::from_secs(30), "an hour would be longer than the call may take");
    assert_eq!(mock.requests().len(), 1);
}

#[tokio::test]
async fn each_attempt_is_signed_anew() {
    let mock = hss_mock::Mock::builder().key("AKEXAMPLE", "SKEXAMPLE").start().unwrap();
    mock.fault(Fault::status(LISTING, 503).times(1));
    let seconds = std::sync::atomic::AtomicU64::new(1_756_468_800);
    let client = builder(mock.base_url())
        .retry(ExponentialBackoff::default().base_delay(Duration::ZERO))
        .clock(move || {
            let now = seconds.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            std::time::UNIX_EPOCH + Duration::from_secs(now)
        })
        .build()
        .unwrap();
    list(&client).send().await.unwrap();
    let requests = mock.requests();
    assert_ne!(requests[0].header("x-sdk-date"), requests[1].header("x-sdk-date"));
    assert_ne!(requests[0].header("authorization"), requests[1].header("authorization"));
}
