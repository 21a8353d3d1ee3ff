//! A wrong clock is detected with a single request.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use hss_client::prelude::*;
use hss_client::{Client, Credentials, TransportErrorKind};
use tokio::time::{Instant, sleep};

use crate::server::*;
use crate::task_api::*;

const REFUSED: &str = r#"{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: x-sdk-date is expired"}"#;
const DATE: (&str, &str) = ("date", "Fri, 29 Aug 2025 12:20:00 GMT");

/// A gateway at 12:20.
fn gateway() -> Server {
    Server::new(|_, request| match request.headers()["x-sdk-date"].to_str().unwrap() {
        "20250829T122000Z" => response_with(200, &[DATE], "{}"),
        _ => response_with(401, &[DATE], REFUSED),
    })
}

fn refused(server: &Server) -> usize {
    let wrong = |request: &&http::Request<_>| request.headers()["x-sdk-date"] != "20250829T122000Z";
    server.seen().iter().filter(wrong).count()
}

/// Responses take 100 ms.
fn slow(server: &Server) -> Client {
    let slow = Delayed { server: server.clone(), delay: |_| Duration::from_millis(100) };
    server.builder().transport(slow).build().unwrap()
}

/// Time that this many concurrent calls take, all of which succeed.
async fn all_at_once(client: &Client, count: usize) -> Duration {
    let start = Instant::now();
    let calls: Vec<_> = (0..count).map(|_| tokio::spawn(list_tasks(client).send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    start.elapsed()
}

#[tokio::test(start_paused = true)]
async fn one_of_twenty_concurrent_calls_finds_out_that_the_clock_is_off() {
    let server = gateway();
    let took = all_at_once(&slow(&server), 20).await;
    assert_eq!((refused(&server), server.count()), (1, 21));
    // The refusal, and then all calls at once.
    assert_eq!(took, Duration::from_millis(200));
}

#[tokio::test(start_paused = true)]
async fn calls_wait_for_the_first_response_of_a_client_and_for_no_later_one() {
    let server = Server::always(200, "{}");
    let client = slow(&server);
    assert_eq!(all_at_once(&client, 20).await, Duration::from_millis(200));
    assert_eq!(all_at_once(&client, 20).await, Duration::from_millis(100));
    // An error confirms the clock as well.
    let server = Server::new(|index, _| if index == 0 { response(404, "{}") } else { response(200, "{}") });
    let client = slow(&server);
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(all_at_once(&client, 20).await, Duration::from_millis(100));
    // A token contains no time.
    let transport = Delayed { server: server.clone(), delay: |_| Duration::from_millis(100) };
    let builder = server.builder().transport(transport).credentials(Credentials::token("t"));
    assert_eq!(all_at_once(&builder.build().unwrap(), 20).await, Duration::from_millis(100));
}

#[tokio::test(start_paused = true)]
async fn a_first_call_that_is_given_up_or_hangs_holds_no_other_up_for_long() {
    let server = Server::new(|index, _| if index == 0 { Outcome::Hang } else { response(200, "{}") });
    let client = slow(&server);
    let first = tokio::spawn(list_tasks(&client).send());
    sleep(Duration::from_millis(50)).await;
    // One second at most.
    let took = all_at_once(&client, 5).await;
    assert_eq!(took, Duration::from_millis(1_100));
    first.abort();

    let server = Server::new(|index, _| if index == 0 { Outcome::Hang } else { response(200, "{}") });
    let client = slow(&server);
    let first = tokio::spawn(list_tasks(&client).send());
    sleep(Duration::from_millis(50)).await;
    first.abort();
    assert_eq!(all_at_once(&client, 5).await, Duration::from_millis(200));
}

#[tokio::test(start_paused = true)]
async fn a_first_call_without_a_response_leaves_the_probe_to_the_next() {
    let lossy = Server::new(|index, request| match request.headers()["x-sdk-date"].to_str().unwrap() {
        _ if index == 0 => Outcome::Fail(TransportErrorKind::Broken),
        "20250829T122000Z" => response_with(200, &[DATE], "{}"),
        _ => response_with(401, &[DATE], REFUSED),
    });
    all_at_once(&slow(&lossy), 20).await;
    // The broken response and one rejection.
    assert_eq!(refused(&lossy), 2);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_while_the_client_runs_is_probed_again() {
    let seconds = Arc::new(AtomicU64::new(20 * 60));
    let ahead = seconds.clone();
    let server = gateway();
    let client = server
        .builder()
        .transport(Delayed { server: server.clone(), delay: |_| Duration::from_millis(100) })
        .clock(move || noon() + Duration::from_secs(ahead.load(Ordering::Relaxed)))
        .build()
        .unwrap();
    all_at_once(&client, 20).await;
    assert_eq!(refused(&server), 0);
    for wrong in [0, 3 * 3600] {
        let before = refused(&server);
        seconds.store(wrong, Ordering::Relaxed);
        all_at_once(&client, 20).await;
        assert_eq!(refused(&server) - before, 1);
    }
    // The clock is set: one more rejection removes the correction.
    seconds.store(20 * 60, Ordering::Relaxed);
    let before = refused(&server);
    all_at_once(&client, 20).await;
    assert_eq!(refused(&server) - before, 1);
}
