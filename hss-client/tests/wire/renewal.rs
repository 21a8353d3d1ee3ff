//! Fetching and renewing credentials: its own time, one fetch for all, nothing that has expired.

use std::time::Duration;

use hss_client::prelude::*;
use hss_client::{Error, MetadataService};
use tokio::time::{Instant, sleep, timeout};

use super::credentials::{count_of, user, with_tokens};
use super::metadata_service::keys_used;
use crate::support::*;

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
    let server = with_tokens(|_, _| answer(200, "{}"));
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
    let server = with_tokens(|_, _| answer(200, "{}"));
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
    let server = with_tokens(|_, _| answer(200, "{}"));
    let client = server.builder().transport(slow_identity(&server)).credentials(user()).build().unwrap();
    let call = || list_tasks(&client).deadline(Duration::from_millis(500)).send();
    call().await.unwrap_err();
    call().await.unwrap();
    assert_eq!(count_of(&server, TOKENS), 1);
    // A token that nobody waited for is not used beyond its end, which counts from the request.
    let server = with_tokens(|_, _| answer(200, "{}"));
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
        TOKENS => answer_with(201, &[("x-subject-token", "t")], "{}"),
        _ => answer(200, "{}"),
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
        (0, "PUT") => answer(404, ""),
        (1, _) => answer_with(
            200,
            &[("date", "Fri, 29 Aug 2025 12:00:00 GMT")],
            r#"{"credential":{"access":"AK","secret":"SK","securitytoken":"T","expires_at":"2025-08-29T13:00:00Z"}}"#,
        ),
        _ => answer(503, ""),
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
        TOKENS if index == 0 => answer_with(201, &[("x-subject-token", "t")], "{}"),
        TOKENS => Outcome::Hang,
        _ => answer(200, "{}"),
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
