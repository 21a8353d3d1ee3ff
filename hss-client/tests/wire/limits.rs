//! Limits and extension points of a client: retry budget, rate limit, connections,
//! policies and hooks.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hss_client::prelude::*;
use hss_client::{
    AttemptEnd, AttemptStart, BoxFuture, DOCUMENTED_RATE_LIMIT, Error, FailedAttempt, Hook, RateLimit,
    RetryBudget, RetryPolicy, Transport, TransportError, TransportErrorKind, dynamic,
};
use tokio::time::Instant;

use crate::server::*;
use crate::task_api::*;

#[tokio::test(start_paused = true)]
async fn an_outage_uses_the_retry_budget_up_and_successes_fill_it_again() {
    let is_down = Arc::new(AtomicBool::new(true));
    let down = is_down.clone();
    let server = Server::new(move |_, _| response(if down.load(Ordering::SeqCst) { 503 } else { 200 }, "{}"));
    let client = server.builder().retry_budget(RetryBudget::new(5)).build().unwrap();
    for _ in 0..20 {
        list_tasks(&client).send().await.unwrap_err();
    }
    assert_eq!(server.count(), 25);

    is_down.store(false, Ordering::SeqCst);
    for _ in 0..20 {
        list_tasks(&client).send().await.unwrap();
    }
    is_down.store(true, Ordering::SeqCst);
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(server.count(), 45 + 1 + 2);

    let client = server.builder().retry_budget(RetryBudget::unlimited()).build().unwrap();
    for _ in 0..50 {
        list_tasks(&client).send().await.unwrap_err();
    }
    assert_eq!(server.count(), 48 + 200);
}

#[tokio::test(start_paused = true)]
async fn a_full_retry_budget_takes_no_more() {
    let is_down = Arc::new(AtomicBool::new(false));
    let down = is_down.clone();
    let server = Server::new(move |_, _| response(if down.load(Ordering::SeqCst) { 503 } else { 200 }, "{}"));
    let client = server.builder().retry_budget(RetryBudget::new(1)).build().unwrap();
    // One token, a success that finds it full, and nine tenths of another token after it was spent.
    list_tasks(&client).send().await.unwrap();
    is_down.store(true, Ordering::SeqCst);
    list_tasks(&client).send().await.unwrap_err();
    is_down.store(false, Ordering::SeqCst);
    for _ in 0..9 {
        list_tasks(&client).send().await.unwrap();
    }
    is_down.store(true, Ordering::SeqCst);
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(server.count(), 1 + 2 + 9 + 1);
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_the_server_requested_costs_a_token() {
    for wait in ["0", "1", "Fri, 29 Aug 2025 11:00:00 GMT"] {
        let server = Server::new(move |_, _| response_with(503, &[("retry-after", wait)], ""));
        let client = server.builder().retry_budget(RetryBudget::new(3)).build().unwrap();
        for _ in 0..7 {
            list_tasks(&client).send().await.unwrap_err();
        }
        assert_eq!(server.count(), 7 + 3, "{wait}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_all_numbers_is_not_a_quick_retry() {
    let server = Server::new(|_, _| response_with(503, &[("retry-after", "99999999999999999999999999")], ""));
    list_tasks(&server.client()).send().await.unwrap_err();
    assert_eq!(server.count(), 1);
    for window in ["99999999999999999999999999 seconds", "144115188075855872 days"] {
        let body =
            format!(r#"{{"error_code":"APIGW.0308","error_msg":"over ratelimit,limit:5,time:{window}"}}"#);
        let server = Server::new(move |_, _| response(429, body.clone()));
        list_tasks(&server.client()).send().await.unwrap_err();
        assert_eq!(server.count(), 1, "{window}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_throttled_post_is_retried_and_a_failed_one_is_not() {
    for (status, count) in [(429, 2), (503, 1)] {
        let server =
            Server::new(move |index, _| if index == 0 { response(status, "") } else { response(200, "{}") });
        let result = create_task(&server.client(), "x").send().await;
        assert_eq!((result.is_ok(), server.count()), (count == 2, count));
    }
}

#[tokio::test(start_paused = true)]
async fn a_window_without_end_limits_and_does_not_overflow() {
    let server = Server::always(200, "{}");
    let limit = hss_client::RateLimit::new(1, Duration::MAX);
    let two_years = Duration::from_secs(2 * 365 * 86_400);
    let client = server.builder().rate_limit(limit).deadline(two_years).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(server.count(), 1);
}

/// Retries everything after a second, six times.
struct Stubborn(Arc<AtomicUsize>);

impl RetryPolicy for Stubborn {
    fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        self.0.fetch_add(1, Ordering::SeqCst);
        assert_eq!(failed.is_idempotent, failed.operation.id != "CreateTask");
        (failed.attempts < 6).then_some(Duration::from_secs(1))
    }
}

#[tokio::test(start_paused = true)]
async fn a_custom_policy_decides() {
    let asked = Arc::new(AtomicUsize::new(0));
    let server = Server::always(400, "{}");
    let client = server.builder().retry(Stubborn(asked.clone())).build().unwrap();
    create_task(&client, "x").send().await.unwrap_err();
    assert_eq!((server.count(), asked.load(Ordering::SeqCst)), (6, 6));

    // But not about refused credentials, requests that could not be built, and not past the deadline.
    let unbuilt = Server::new(|_, _| Outcome::Fail(TransportErrorKind::Request));
    let client = unbuilt.builder().retry(Stubborn(asked.clone())).build().unwrap();
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!((unbuilt.count(), asked.load(Ordering::SeqCst)), (1, 6));
    let server = Server::always(401, "{}");
    let client = server.builder().retry(Stubborn(asked.clone())).build().unwrap();
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!((server.count(), asked.load(Ordering::SeqCst)), (1, 6));
    let server = Server::always(500, "{}");
    let client = server.builder().retry(Stubborn(asked)).build().unwrap();
    list_tasks(&client).deadline(Duration::from_millis(2_500)).send().await.unwrap_err();
    assert_eq!(server.count(), 3);
    // A wait that would end with the deadline leaves no time for an attempt.
    let start = Instant::now();
    list_tasks(&client).deadline(Duration::from_secs(1)).send().await.unwrap_err();
    assert_eq!((server.count(), start.elapsed()), (4, Duration::ZERO));
}

/// Refuses calls of an operation beyond this many in a window, by their time of arrival.
fn strict(calls: usize, window: Duration) -> Server {
    let times = Mutex::new(Vec::<Instant>::new());
    Server::new(move |_, _| {
        let mut times = times.lock().unwrap();
        let now = Instant::now();
        times.push(now);
        let recent = times.iter().filter(|time| now - **time < window).count();
        response(if recent > calls { 429 } else { 200 }, "{}")
    })
}

#[tokio::test(start_paused = true)]
async fn the_rate_limit_keeps_calls_below_the_quota_across_clones() {
    let server = strict(5, Duration::from_secs(60));
    let client = server
        .builder()
        .rate_limit(DOCUMENTED_RATE_LIMIT)
        .retry(hss_client::ExponentialBackoff::none())
        .deadline(Duration::from_secs(3600))
        .build()
        .unwrap();
    let start = Instant::now();
    let calls: Vec<_> = (0..23).map(|_| tokio::spawn(list_tasks(&client.clone()).send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(start.elapsed().as_secs(), 240);
    // Another operation has a quota of its own.
    delete_task(&client, "x").send().await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 240);
}

/// Delivers requests late, each less late than the one before.
struct Late(Server, AtomicUsize);

impl Transport for Late {
    fn send(
        &self,
        request: http::Request<bytes::Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<bytes::Bytes>, TransportError>> {
        Box::pin(async move {
            let late = 10_usize.saturating_sub(self.1.fetch_add(1, Ordering::SeqCst));
            tokio::time::sleep(Duration::from_secs(late as u64)).await;
            self.0.send(request).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn requests_that_arrive_late_do_not_crowd_the_next_window() {
    let server = strict(2, Duration::from_secs(60));
    let client = server
        .builder()
        .transport(Late(server.clone(), AtomicUsize::new(0)))
        .rate_limit(RateLimit::new(2, Duration::from_secs(60)))
        .retry(hss_client::ExponentialBackoff::none())
        .deadline(Duration::from_secs(3600))
        .build()
        .unwrap();
    let calls: Vec<_> = (0..9).map(|_| tokio::spawn(list_tasks(&client).send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_for_a_turn_ends_with_the_deadline_and_leaves_the_turn_to_others() {
    let server = Server::always(200, "{}");
    let client = server.builder().rate_limit(RateLimit::new(1, Duration::from_secs(60))).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    let start = Instant::now();
    let error = list_tasks(&client).deadline(Duration::from_secs(10)).send().await.unwrap_err();
    assert_eq!(start.elapsed().as_secs(), 10);
    assert!(error.to_string().starts_with("ListTasks: not sent to hss.cn-north-4"), "{error}");
    assert_eq!(server.count(), 1);
    list_tasks(&client).send().await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 60);
}

/// Counts how many requests are under way.
#[derive(Clone, Default)]
struct Crowd {
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Transport for Crowd {
    fn send(
        &self,
        _: http::Request<bytes::Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<bytes::Bytes>, TransportError>> {
        Box::pin(async move {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_secs(30)).await;
            self.now.fetch_sub(1, Ordering::SeqCst);
            Ok(http::Response::new(bytes::Bytes::from_static(b"{}")))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_in_progress_are_limited_and_waiting_is_not_a_timeout() {
    let crowd = Crowd::default();
    let client = Server::always(200, "{}")
        .builder()
        .transport(crowd.clone())
        .max_connections(4)
        .timeout(Duration::from_secs(31))
        .build()
        .unwrap();
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(list_tasks(&client).send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(crowd.most.load(Ordering::SeqCst), 4);
}

#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

impl Hook for Recorder {
    fn before(&self, attempt: &mut AttemptStart<'_>) {
        self.0.lock().unwrap().push(format!("before {} {:?}", attempt.attempt, attempt.headers));
        attempt.headers.insert("x-correlation-id", http::HeaderValue::from_static("seven"));
        attempt.headers.insert("host", http::HeaderValue::from_static("evil.example.com"));
        attempt.headers.insert("x-auth-token", http::HeaderValue::from_static("forged"));
    }

    fn after(&self, end: &AttemptEnd<'_>) {
        let text = format!(
            "after {} {} {:?} {:?} {}",
            end.operation.id,
            end.attempt,
            end.status.map(|status| status.as_u16()),
            end.request_id,
            end.error.map(Error::to_string).unwrap_or_default()
        );
        self.0.lock().unwrap().push(text);
    }
}

#[tokio::test(start_paused = true)]
async fn hooks_see_each_attempt_and_add_headers_that_are_signed() {
    let server = Server::new(|index, _| {
        response_with(if index == 0 { 503 } else { 200 }, &[("x-request-id", "r1")], "{}")
    });
    let recorder = Recorder::default();
    let credentials = hss_client::Credentials::temporary("AK", "MARKER", "MARKER");
    let client = server.builder().credentials(credentials).hook(recorder.clone()).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    let log = recorder.0.lock().unwrap().clone();
    assert!(log[0].starts_with("before 1 ") && log[2].starts_with("before 2 "), "{log:#?}");
    assert_eq!(
        log[1],
        "after ListTasks 1 Some(503) Some(\"r1\") ListTasks: 503 Service Unavailable: {} (request id r1)"
    );
    assert_eq!(log[3], "after ListTasks 2 Some(200) Some(\"r1\") ");
    assert!(!log.concat().contains("MARKER"), "{log:#?}");
    let seen = server.seen();
    let headers = seen[1].headers();
    assert_eq!(headers["x-correlation-id"], "seven");
    assert!(headers["authorization"].to_str().unwrap().contains("x-correlation-id"));
    assert_eq!(headers["host"], "hss.cn-north-4.myhuaweicloud.com");
    assert!(!headers.contains_key("x-auth-token"));
}

#[tokio::test]
async fn a_response_that_decodes_to_too_much_memory_is_an_error() {
    let empty = |count: usize| format!(r#"{{"data_list":[{}]}}"#, vec!["{}"; count].join(","));
    let server = Server::new(move |_, _| response(200, empty(10_000)));
    let client = server.builder().max_decoded_bytes(100_000).build().unwrap();
    let error = list_tasks(&client).send().await.unwrap_err();
    let message = error.to_string();
    assert!(message.contains("takes more than 100000 bytes of memory, from `data_list["), "{message}");
    assert!(matches!(error, Error::Decode(_)));
    list_tasks(&server.client()).send().await.unwrap();

    // Free JSON counts, too: objects of one entry take the most memory per byte.
    let error = list_tasks(&client).call().execute().await.and_then(|response| dynamic::json(&response));
    assert!(matches!(error, Err(Error::Decode(_))));
}

#[tokio::test]
async fn a_response_of_8_mib_of_small_objects_is_beyond_the_default_limit_of_decoded_memory() {
    let server = Server::new(|_, _| response(200, format!("[{}]", vec![r#"{"a":1}"#; 1 << 20].join(","))));
    let response = list_tasks(&server.client()).call().execute().await.unwrap();
    assert!(matches!(dynamic::json(&response), Err(Error::Decode(_))));
}
