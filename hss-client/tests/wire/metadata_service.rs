//! Temporary keys of the metadata service of a cloud server.

use std::time::Duration;

use bytes::Bytes;
use hss_client::prelude::*;
use hss_client::{CredentialsContext, MetadataService, ProvideCredentials, TransportErrorKind};
use tokio::time::Instant;

use crate::server::*;
use crate::task_api::*;

/// A metadata service whose keys expire after this many seconds.
fn metadata(seconds: u64, has_tokens: bool) -> Server {
    Server::new(move |index, request| match (request.method().as_str(), request.uri().path()) {
        ("PUT", "/meta-data/latest/api/token") if has_tokens => {
            assert_eq!(request.headers()["x-metadata-token-ttl-seconds"], "21600");
            response(200, "metadata-token")
        }
        ("PUT", _) => response(405, ""),
        ("GET", "/openstack/latest/securitykey") => {
            assert_eq!(request.headers().contains_key("x-metadata-token"), has_tokens);
            let end = 12 * 3600 + seconds;
            let body = format!(
                r#"{{"credential":{{"access":"AK{index}","secret":"MARKER","securitytoken":"MARKER2",
                "expires_at":"2025-08-29T{:02}:{:02}:{:02}.000000Z"}}}}"#,
                end / 3600,
                end / 60 % 60,
                end % 60
            );
            response_with(200, &[("date", "Fri, 29 Aug 2025 12:00:00 GMT")], body)
        }
        _ => panic!("{request:?}"),
    })
}

pub(crate) fn keys_used(server: &Server) -> Vec<String> {
    let key = |request: &http::Request<Bytes>| {
        let text = request.headers().get("authorization")?.to_str().unwrap().to_owned();
        Some(text.split(['=', ',']).nth(1)?.to_owned())
    };
    server.seen().iter().filter_map(key).collect()
}

#[tokio::test(start_paused = true)]
async fn keys_of_the_metadata_service_are_renewed_when_under_forty_minutes_are_left() {
    for has_tokens in [true, false] {
        let service = metadata(3600, has_tokens);
        let server = Server::always(200, "{}");
        let provider = MetadataService::new().transport(service.clone());
        let client = server.builder().credentials(provider).build().unwrap();
        list_tasks(&client).send().await.unwrap();
        assert_eq!(server.seen()[0].headers()["x-security-token"], "MARKER2");
        tokio::time::sleep(Duration::from_secs(19 * 60)).await;
        list_tasks(&client).send().await.unwrap();
        tokio::time::sleep(Duration::from_secs(2 * 60)).await;
        list_tasks(&client).send().await.unwrap();
        assert_eq!(keys_used(&server), ["AK1", "AK1", "AK3"]);
        assert_eq!(service.count(), 4);
    }
}

#[tokio::test(start_paused = true)]
async fn keys_that_cannot_be_renewed_are_used_to_their_end() {
    let service = Server::new(|index, request| match (index, request.method().as_str()) {
        (0 | 1, "PUT") => response(200, "t"),
        (1, _) => response_with(
            200,
            &[("date", "Fri, 29 Aug 2025 12:00:00 GMT")],
            r#"{"credential":{"access":"AK","secret":"SK","securitytoken":"T","expires_at":"2025-08-29T13:00:00Z"}}"#,
        ),
        _ => Outcome::Hang,
    });
    let server = Server::always(200, "{}");
    let provider = MetadataService::new().transport(service.clone());
    let client = server.builder().credentials(provider).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    tokio::time::sleep(Duration::from_secs(30 * 60)).await;
    list_tasks(&client).send().await.unwrap();
    let asked = service.count();
    list_tasks(&client).send().await.unwrap();
    assert_eq!(service.count(), asked, "asked again at once");
    tokio::time::sleep(Duration::from_secs(31 * 60)).await;
    let error = list_tasks(&client).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "no credentials: metadata service http://169.254.169.254: no response within 3s"
    );
}

#[tokio::test(start_paused = true)]
async fn without_a_metadata_service_the_look_up_ends_after_three_seconds() {
    let service = Server::new(|_, _| Outcome::Hang);
    let provider = MetadataService::new().transport(service);
    let server = Server::always(200, "{}");
    let start = tokio::time::Instant::now();
    provider.credentials(CredentialsContext::new(&server)).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::from_secs(3));
}

#[tokio::test(start_paused = true)]
async fn a_metadata_service_that_is_not_up_yet_is_retried() {
    for trouble in [
        || Outcome::Fail(TransportErrorKind::Connect),
        || Outcome::Fail(TransportErrorKind::Broken),
        || response(503, ""),
        || response(429, ""),
    ] {
        let keys = metadata(3600, true);
        let service = Server::new(move |index, request| match index {
            0..=2 | 4..=6 => trouble(),
            _ => keys.outcome(index, request),
        });
        let server = Server::always(200, "{}");
        let provider = MetadataService::new().transport(service.clone());
        let start = Instant::now();
        provider.credentials(CredentialsContext::new(&server)).await.unwrap();
        assert_eq!(service.count(), 8);
        assert_eq!(start.elapsed(), 2 * Duration::from_millis(200 + 400 + 800));

        let service = Server::new(move |_, _| trouble());
        let provider = MetadataService::new().transport(service.clone());
        provider.credentials(CredentialsContext::new(&server)).await.unwrap_err();
        assert_eq!(service.count(), 4, "not for ever");
    }
    // These do not go away.
    for (status, requests) in [(403, 1), (404, 2), (400, 1)] {
        let service = Server::always(status, "");
        let server = Server::always(200, "{}");
        let provider = MetadataService::new().transport(service.clone());
        provider.credentials(CredentialsContext::new(&server)).await.unwrap_err();
        assert_eq!(service.count(), requests, "{status}");
    }
}

#[tokio::test]
async fn plain_http_is_used_on_the_local_network_segment_only() {
    let server = Server::always(200, "{}");
    for address in [
        "http://169.254.169.254",
        "http://169.254.170.2:8080/",
        "http://127.0.0.1:8080",
        "http://localhost/base",
        "http://[::1]:8080",
        "http://[fe80::a9fe:a9fe]",
        "https://metadata.example.com",
    ] {
        let service = metadata_at_any_path();
        let provider = MetadataService::new().address(address).transport(service.clone());
        let client = server.builder().credentials(provider).build().unwrap();
        list_tasks(&client).send().await.unwrap();
        assert!(service.seen()[0].uri().to_string().starts_with(address.trim_end_matches('/')));
    }
    for address in [
        "http://metadata.example.com",
        "http://10.0.0.1",
        "http://169.255.0.1",
        "http://169.254.169.254.example.com",
        "http://2852039166",
        "http://[fec0::1]",
        "http://[::ffff:10.0.0.1]",
        "ftp://169.254.169.254",
        "http://user:MARKER@169.254.169.254",
        "http://169.254.169.254?x",
        "169.254.169.254",
        "",
    ] {
        let service = metadata_at_any_path();
        let provider = || MetadataService::new().address(address).transport(service.clone());
        let error = server.builder().credentials(provider()).build().unwrap_err().to_string();
        assert!(error.starts_with("metadata service: "), "{address}: {error}");
        assert!(!error.contains("MARKER"), "{error}");
        let direct = provider().credentials(CredentialsContext::new(&server)).await.unwrap_err();
        assert_eq!(direct.to_string(), error);
        assert_eq!(service.count(), 0, "{address}");
    }
    let error = server.builder().credentials(MetadataService::new().address("http://10.0.0.1")).build();
    assert_eq!(
        error.unwrap_err().to_string(),
        "metadata service: the address `http://10.0.0.1` is plain HTTP to a host that is neither link-local nor \
         loopback, which exposes keys on the way: use https"
    );
}

fn metadata_at_any_path() -> Server {
    Server::always(
        200,
        r#"{"credential":{"access":"AK","secret":"SK","securitytoken":"T","expires_at":"2125-08-29T12:00:00Z"}}"#,
    )
}

#[tokio::test(start_paused = true)]
async fn responses_of_the_metadata_service_are_not_shown() {
    for body in [r#"{"credential":{"access":"MARKER"}}"#, "MARKER", r#"{"credential":"MARKER"}"#] {
        let service =
            Server::new(move |_, request| response(if request.method() == "PUT" { 404 } else { 200 }, body));
        let server = Server::always(200, "{}");
        let provider = MetadataService::new().transport(service);
        let error = provider.credentials(CredentialsContext::new(&server)).await.unwrap_err();
        assert_eq!(error.to_string(), "metadata service: its response contains no keys");
        assert!(!format!("{error:?}").contains("MARKER"));
    }
}
