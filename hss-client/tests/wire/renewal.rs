//! Fetching and renewing credentials: a separate time limit, one fetch for all callers, no expired credentials.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use hss_client::prelude::*;
use hss_client::{BoxFuture, Error, MetadataService, Transport, TransportError};
use tokio::time::{Instant, sleep, timeout};

use super::credentials::{count_of, user, with_tokens};
use super::metadata_service::keys_used;
use crate::server::*;
use crate::task_api::*;

const TOKENS: &str = "/v3/auth/tokens";

/// An identity service that takes 0.9 seconds, and a service that takes none.
fn slow_identity(server: &Server) -> Delayed {
    let delay = |request: &http::Request<_>| match request.uri().path() {
        TOKENS => Duration::from_millis(900),
        _ => Duration::ZERO,
    };
    Delayed { server: server.clone(), delay }
}

#[tokio::test(start_paused = true)]
async fn fetching_a_token_may_take_longer_than_an_attempt() {
    let server = with_tokens(|_, _| response(200, "{}"));
    let client = server.builder().transport(slow_identity(&server)).credentials(user()).build().unwrap();
    list_tasks(&client).timeout(Duration::from_millis(500)).send().await.unwrap();
    assert_eq!(count_of(&server, TOKENS), 1);

    let client = server.builder().transport(slow_identity(&server)).credentials(user()).build().unwrap();
    let start = Instant::now();
    let error = list_tasks(&client).deadline(Duration::from_millis(500)).send().await.unwrap_err();
    assert!(matches!(&error, Error::Timeout(timeout) if timeout.deadline), "{error}");
    assert_eq!(start.elapsed(), Duration::from_millis(500));
}

#[tokio::test(start_paused = true)]
async fn a_fetch_goes_on_for_the_others_when_the_call_that_started_it_is_given_up() {
    let server = with_tokens(|_, _| response(200, "{}"));
    let client = server.builder().transport(slow_identity(&server)).credentials(user()).build().unwrap();
    let start = Instant::now();
    let first = tokio::spawn(list_tasks(&client).send());
    sleep(Duration::from_millis(500)).await;
    let others: Vec<_> = (0..10).map(|_| tokio::spawn(list_tasks(&client).send())).collect();
    sleep(Duration::from_millis(100)).await;
    first.abort();
    for other in others {
        other.await.unwrap().unwrap();
    }
    assert_eq!(start.elapsed(), Duration::from_millis(900));
    assert_eq!(count_of(&server, TOKENS), 1);
}

#[tokio::test(start_paused = true)]
async fn calls_too_short_for_a_fetch_get_its_token_in_the_end() {
    let server = with_tokens(|_, _| response(200, "{}"));
    let client = server.builder().transport(slow_identity(&server)).credentials(user()).build().unwrap();
    let call = || list_tasks(&client).deadline(Duration::from_millis(500)).send();
    call().await.unwrap_err();
    call().await.unwrap();
    assert_eq!(count_of(&server, TOKENS), 1);
    // A token that no call waited for is not used after it expires, which is counted from the request.
    let server = with_tokens(|_, _| response(200, "{}"));
    let client = server.builder().transport(slow_identity(&server)).credentials(user()).build().unwrap();
    let call = || list_tasks(&client).deadline(Duration::from_millis(500)).send();
    call().await.unwrap_err();
    sleep(Duration::from_secs(30 * 3600)).await;
    call().await.unwrap_err();
    assert_eq!(count_of(&server, TOKENS), 2);
}

#[test]
fn a_fetch_whose_runtime_has_ended_is_started_anew() {
    let server = Server::new(|index, request| match request.uri().path() {
        TOKENS if index == 0 => Outcome::Hang,
        TOKENS => response_with(201, &[("x-subject-token", "t")], "{}"),
        _ => response(200, "{}"),
    });
    let client = server.builder().credentials(user()).build().unwrap();
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let first = runtime();
    let call = list_tasks(&client).deadline(Duration::from_millis(50)).send();
    first.block_on(call).unwrap_err();
    drop(first);
    let second = runtime();
    second.block_on(async {
        timeout(Duration::from_secs(10), list_tasks(&client).send()).await.unwrap().unwrap();
    });
    assert_eq!(count_of(&server, TOKENS), 2);
}

#[tokio::test(start_paused = true)]
async fn expired_keys_are_given_to_no_call_that_waited_for_a_renewal_that_failed() {
    let service = Server::new(|index, request| match (index, request.method().as_str()) {
        (0, "PUT") => response(404, ""),
        (1, _) => response_with(
            200,
            &[("date", "Fri, 29 Aug 2025 12:00:00 GMT")],
            r#"{"credential":{"access":"AK","secret":"SK","securitytoken":"T","expires_at":"2025-08-29T13:00:00Z"}}"#,
        ),
        _ => response(503, ""),
    });
    let slow = Delayed { server: service.clone(), delay: |_| Duration::from_secs(2) };
    let server = Server::always(200, "{}");
    let provider = MetadataService::new().transport(slow);
    let client = server.builder().credentials(provider).build().unwrap();
    let start = Instant::now();
    list_tasks(&client).send().await.unwrap();

    // The renewal fails 9.4 seconds later.
    sleep(Duration::from_secs(3598) - start.elapsed()).await;
    let renewing = tokio::spawn(list_tasks(&client).send());
    sleep(Duration::from_secs(1)).await;
    list_tasks(&client).send().await.unwrap();
    assert_eq!(keys_used(&server), ["AK"; 2]);
    sleep(Duration::from_secs(2)).await;
    assert!(start.elapsed() > Duration::from_secs(3600));
    let mut waiting: Vec<_> = (0..10).map(|_| tokio::spawn(list_tasks(&client).send())).collect();
    waiting.push(renewing);
    for call in waiting {
        let error = call.await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Credentials(_)), "{error}");
        assert!(error.to_string().contains("503"), "{error}");
    }
    assert_eq!(keys_used(&server).len(), 2, "expired keys were used");
    assert_eq!(service.count(), 2 + 4, "the calls that waited share one failed renewal");
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_hangs_holds_no_call_up_for_long_while_the_token_is_valid() {
    let server = Server::new(|index, request| match request.uri().path() {
        TOKENS if index == 0 => response_with(201, &[("x-subject-token", "t")], "{}"),
        TOKENS => Outcome::Hang,
        _ => response(200, "{}"),
    });
    let client = server.builder().credentials(user()).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    sleep(Duration::from_secs(23 * 3600 + 60)).await;
    for longest in [5, 0, 0, 0] {
        let start = Instant::now();
        list_tasks(&client).send().await.unwrap();
        assert!(start.elapsed() <= Duration::from_secs(longest), "{:?}", start.elapsed());
    }
    assert_eq!(count_of(&server, TOKENS), 2);
}

/// A service whose tokens live for seconds, and whose identity service is slow, fails or hangs at random.
struct Erratic {
    random: Random,
    /// Token requests in progress, the most at once, and their number.
    running: AtomicUsize,
    most: AtomicUsize,
    count: AtomicUsize,
    /// Expiry of each token that was issued.
    expiries: Mutex<Vec<Instant>>,
    late: AtomicUsize,
}

/// Pseudo-random numbers of a seed.
struct Random(AtomicU64);

impl Random {
    fn below(&self, bound: u64) -> u64 {
        let next = |state: u64| {
            Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
        };
        (self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).unwrap() >> 33) % bound
    }
}

struct Running<'a>(&'a AtomicUsize);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Erratic {
    async fn token(&self) -> http::Response<Bytes> {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.most.fetch_max(self.running.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
        let _running = Running(&self.running);
        let issued = Instant::now();
        sleep(Duration::from_millis(self.random.below(3_000))).await;
        let response = http::Response::builder();
        match self.random.below(10) {
            0 => std::future::pending().await,
            1..=3 => response.status(503).body(Bytes::new()).unwrap(),
            _ => {
                let lifetime = self.random.below(20) + 1;
                let mut expiries = self.expiries.lock().unwrap();
                expiries.push(issued + Duration::from_secs(lifetime));
                let body = format!(
                    r#"{{"token":{{"issued_at":"2025-08-29T00:00:00Z","expires_at":"2025-08-29T00:00:{lifetime:02}Z"}}}}"#
                );
                let token = (expiries.len() - 1).to_string();
                response.status(201).header("x-subject-token", token).body(Bytes::from(body)).unwrap()
            }
        }
    }

    fn list(&self, request: &http::Request<Bytes>) -> http::Response<Bytes> {
        let token: usize = request.headers()["x-auth-token"].to_str().unwrap().parse().unwrap();
        if Instant::now() >= self.expiries.lock().unwrap()[token] {
            self.late.fetch_add(1, Ordering::Relaxed);
        }
        http::Response::new(Bytes::from_static(b"{}"))
    }
}

impl Transport for Erratic {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            Ok(if request.uri().path() == TOKENS { self.token().await } else { self.list(&request) })
        })
    }
}

#[tokio::test(start_paused = true)]
async fn no_interleaving_of_calls_uses_an_expired_token_or_fetches_two_at_once() {
    let mut succeeded = 0;
    for seed in 0..50 {
        let erratic = Arc::new(Erratic {
            random: Random(AtomicU64::new(seed)),
            running: AtomicUsize::default(),
            most: AtomicUsize::default(),
            count: AtomicUsize::default(),
            expiries: Mutex::default(),
            late: AtomicUsize::default(),
        });
        let client =
            Server::always(200, "").builder().transport(erratic.clone()).credentials(user()).build().unwrap();
        let calls: Vec<_> = (0..40)
            .map(|_| {
                let start = Duration::from_millis(erratic.random.below(60_000));
                let given_up = start + Duration::from_millis(erratic.random.below(5_000));
                let deadline = Duration::from_millis(erratic.random.below(4_000) + 1);
                let call = list_tasks(&client).deadline(deadline).send();
                tokio::spawn(timeout(given_up, async move {
                    sleep(start).await;
                    call.await
                }))
            })
            .collect();
        for call in calls {
            let result = timeout(Duration::from_secs(120), call).await.expect("a call hangs").unwrap();
            succeeded += usize::from(matches!(result, Ok(Ok(_))));
        }
        assert_eq!(erratic.late.load(Ordering::Relaxed), 0, "seed {seed}: an expired token was used");
        assert!(erratic.most.load(Ordering::Relaxed) <= 1, "seed {seed}: two fetches at once");
        assert!(erratic.count.load(Ordering::Relaxed) < 60, "seed {seed}");
    }
    assert!(succeeded > 500, "{succeeded}");
}
