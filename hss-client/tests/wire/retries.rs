//! Retries: failures that are retried, delays, and failures that are not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use hss_client::prelude::*;
use hss_client::{Error, ExponentialBackoff, FailedAttempt, RetryPolicy, TransportErrorKind};
use tokio::time::Instant;

use crate::server::*;
use crate::task_api::*;

#[tokio::test(start_paused = true)]
async fn transient_failures_are_retried() {
    for status in [429, 500, 502, 503, 504] {
        let server = Server::new(move |index, _| response(if index == 0 { status } else { 200 }, "{}"));
        list_tasks(&server.client()).send().await.unwrap();
        assert_eq!(server.count(), 2, "{status}");
    }
    for kind in [TransportErrorKind::Connect, TransportErrorKind::Broken, TransportErrorKind::Timeout] {
        let server =
            Server::new(move |index, _| if index == 0 { Outcome::Fail(kind) } else { response(200, "{}") });
        list_tasks(&server.client()).send().await.unwrap();
        assert_eq!(server.count(), 2, "{kind:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_timeout_of_the_transport_is_that_of_connecting() {
    let server = Server::new(|_, _| Outcome::Fail(TransportErrorKind::Timeout));
    let client = server.builder().connect_timeout(Duration::from_secs(3)).build().unwrap();
    let error = create_task(&client, "x").send().await.unwrap_err();
    let Error::Timeout(timeout) = &error else { panic!("{error}") };
    assert_eq!((timeout.allowed, timeout.deadline, timeout.attempts), (Duration::from_secs(3), false, 1));
}

#[tokio::test(start_paused = true)]
async fn other_failures_are_final() {
    for status in [400, 401, 403, 404, 409, 501, 302] {
        let server = Server::new(move |_, _| response(status, "{}"));
        list_tasks(&server.client()).send().await.unwrap_err();
        assert_eq!(server.count(), 1, "{status}");
    }
    for kind in [TransportErrorKind::TooLarge, TransportErrorKind::Request] {
        let server = Server::new(move |_, _| Outcome::Fail(kind));
        list_tasks(&server.client()).send().await.unwrap_err();
        assert_eq!(server.count(), 1, "{kind:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_not_idempotent_are_sent_once() {
    let broken = Server::new(|_, _| Outcome::Fail(TransportErrorKind::Broken));
    create_task(&broken.client(), "x").send().await.unwrap_err();
    assert_eq!(broken.count(), 1);
    let busy = Server::always(503, "{}");
    create_task(&busy.client(), "x").send().await.unwrap_err();
    assert_eq!(busy.count(), 1);
    replace_task(&busy.client(), "x").send().await.unwrap_err();
    assert_eq!(busy.count(), 5);
    delete_task(&busy.client(), "x").send().await.unwrap_err();
    assert_eq!(busy.count(), 9);
}

#[tokio::test(start_paused = true)]
async fn attempts_are_counted_and_bounded() {
    let server = Server::always(503, r#"{"error_code":"X","error_msg":"busy"}"#);
    let error = list_tasks(&server.client()).send().await.unwrap_err();
    assert_eq!(server.count(), 4);
    assert_eq!(error.to_string(), "ListTasks: 503 Service Unavailable, X: busy (after 4 attempts)");

    let server = Server::always(503, "");
    let client = server.builder().retry(ExponentialBackoff::none()).build().unwrap();
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(server.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn waits_are_spread_below_a_doubling_bound() {
    let mut totals = Vec::new();
    for seed in 0..20 {
        let server = Server::always(503, "");
        let policy = ExponentialBackoff::default().base_delay(Duration::from_secs(1)).seed(seed);
        let client = server.builder().retry(policy).build().unwrap();
        let start = Instant::now();
        list_tasks(&client).send().await.unwrap_err();
        totals.push(start.elapsed());
    }
    // 1 + 2 + 4 seconds at most, and a spread.
    assert!(totals.iter().all(|total| *total < Duration::from_millis(7_010)), "{totals:?}");
    assert!(
        totals.iter().max().unwrap().saturating_sub(*totals.iter().min().unwrap()) > Duration::from_secs(1)
    );
}

/// Records the delays of a policy, which the clock of the tests would round.
struct Recorded(ExponentialBackoff, Arc<Mutex<Vec<Duration>>>);

impl RetryPolicy for Recorded {
    fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        let wait = self.0.wait(failed);
        self.1.lock().unwrap().extend(wait);
        wait
    }
}

#[tokio::test(start_paused = true)]
async fn a_seed_gives_the_delays_of_split_mix_64() {
    // The first numbers of the generator for the seed 0, from its reference implementation.
    let random = [0xe220_a839_7b1d_cdaf_u64, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f];
    let fraction = random.map(|number| (number >> 11) as f64 / (1_u64 << 53) as f64);
    let server = Server::always(503, "");
    let policy = ExponentialBackoff::default().base_delay(Duration::from_secs(10)).seed(0);
    let client = server.builder().retry(policy).build().unwrap();
    let start = Instant::now();
    list_tasks(&client).deadline(Duration::from_secs(600)).send().await.unwrap_err();
    // The second bound would be 20 seconds and the third one 40, but none is longer than 20 by default.
    let expected = 10.0 * fraction[0] + 20.0 * fraction[1] + 20.0 * fraction[2];
    let seconds = start.elapsed().as_secs_f64();
    assert!((seconds - expected).abs() < 0.01, "{seconds}, not {expected}");

    let policy = ExponentialBackoff::default()
        .base_delay(Duration::from_secs(10))
        .max_delay(Duration::from_secs(1))
        .seed(0);
    let client = server.builder().retry(policy).build().unwrap();
    let start = Instant::now();
    list_tasks(&client).send().await.unwrap_err();
    let (seconds, expected) = (start.elapsed().as_secs_f64(), fraction.iter().sum::<f64>());
    assert!((seconds - expected).abs() < 0.01, "{seconds}, not {expected}");

    // A bound of a year shows all bits.
    let year = Duration::from_secs(365 * 86_400);
    let waits = Arc::new(Mutex::new(Vec::new()));
    let policy = ExponentialBackoff::default().base_delay(year).max_delay(year).seed(0);
    let client = server.builder().retry(Recorded(policy, waits.clone())).build().unwrap();
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(*waits.lock().unwrap(), [Duration::from_secs_f64(year.as_secs_f64() * fraction[0])]);
}

#[tokio::test(start_paused = true)]
async fn the_server_is_given_the_time_it_asks_for() {
    async fn wait_after(headers: &'static [(&'static str, &'static str)], body: &'static str) -> f64 {
        let server =
            Server::new(
                move |index, _| {
                    if index == 0 { response_with(429, headers, body) } else { response(200, "{}") }
                },
            );
        let start = Instant::now();
        let call = list_tasks(&server.client()).deadline(Duration::from_secs(200_000));
        call.send().await.unwrap();
        start.elapsed().as_secs_f64()
    }

    let seconds = wait_after(&[("retry-after", "30")], "").await;
    assert!((30.0..31.0).contains(&seconds), "{seconds}");
    let date = wait_after(&[("retry-after", "Fri, 29 Aug 2025 12:00:10 GMT")], "").await;
    assert!((10.0..11.0).contains(&date), "{date}");
    let window = wait_after(&[], r#"{"error_msg":"over ratelimit,limit:5,time:1 minute"}"#).await;
    assert!((60.0..61.0).contains(&window), "{window}");
    let seconds = wait_after(&[], r#"{"error_msg":"over ratelimit,limit:5,time:7 seconds"}"#).await;
    assert!((7.0..8.0).contains(&seconds), "{seconds}");
    let hours = wait_after(&[], r#"{"error_msg":"over ratelimit,limit:5,time:2 hour"}"#).await;
    assert!((7200.0..7201.0).contains(&hours), "{hours}");
    let day = wait_after(&[], r#"{"error_msg":"over ratelimit,limit:5,time:1 day"}"#).await;
    assert!((86_400.0..86_401.0).contains(&day), "{day}");
}

#[tokio::test(start_paused = true)]
async fn no_wait_goes_past_the_deadline() {
    let server = Server::new(|_, _| response_with(429, &[("retry-after", "3600")], ""));
    let start = Instant::now();
    let error = list_tasks(&server.client()).send().await.unwrap_err();
    assert!(error.is_throttled());
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(server.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_hangs_is_left_in_time() {
    let server = Server::new(|_, _| Outcome::Hang);
    let start = Instant::now();
    let error = list_tasks(&server.client())
        .timeout(Duration::from_secs(5))
        .deadline(Duration::from_secs(12))
        .send()
        .await
        .unwrap_err();
    assert!(start.elapsed() <= Duration::from_millis(12_010), "{:?}", start.elapsed());
    let Error::Timeout(timeout) = &error else { panic!("{error}") };
    assert_eq!((timeout.deadline, timeout.attempts), (true, 3));
    assert_eq!(
        error.to_string(),
        "ListTasks: no response from hss.cn-north-4.myhuaweicloud.com within 12s, the deadline of the whole call \
         (after 3 attempts)"
    );

    let error = create_task(&server.client(), "x").timeout(Duration::from_secs(5)).send().await.unwrap_err();
    assert_eq!(error.to_string(), "CreateTask: no response from hss.cn-north-4.myhuaweicloud.com within 5s");
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_signed_with_its_own_time() {
    let server = Server::statuses(&[503, 200]);
    let start = Instant::now();
    let client = server
        .builder()
        .retry(
            ExponentialBackoff::default()
                .base_delay(Duration::from_secs(100))
                .max_delay(Duration::from_secs(100))
                .seed(3),
        )
        .clock(move || noon() + start.elapsed())
        .build()
        .unwrap();
    list_tasks(&client).send().await.unwrap();
    let seen = server.seen();
    assert_ne!(seen[0].headers()["x-sdk-date"], seen[1].headers()["x-sdk-date"]);
    assert_ne!(seen[0].headers()["authorization"], seen[1].headers()["authorization"]);
}
