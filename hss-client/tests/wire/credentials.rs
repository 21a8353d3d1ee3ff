//! Providers of credentials: tokens of a user, profile files, and chains of providers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use hss_client::prelude::*;
use hss_client::{
    BoxFuture, Client, Credentials, CredentialsChain, CredentialsContext, CredentialsError, Error, IamUser,
    MetadataService, ProfileFile, ProvideCredentials,
};

use super::metadata_service::keys_used;
use crate::server::*;
use crate::task_api::*;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// A service that gives out tokens, numbered, and responds to calls with them.
pub(crate) fn with_tokens(
    calls: impl Fn(usize, &http::Request<Bytes>) -> Outcome + Send + Sync + 'static,
) -> Server {
    let given = AtomicUsize::new(0);
    Server::new(move |index, request| {
        if request.uri().path() != "/v3/auth/tokens" {
            return calls(index, request);
        }
        let token = format!("token-{}", given.fetch_add(1, Ordering::Relaxed));
        let body = r#"{"token":{"issued_at":"2025-08-29T00:00:00.000000Z","expires_at":"2025-08-30T00:00:00.000000Z"}}"#;
        response_with(201, &[("x-subject-token", &token)], body)
    })
}

pub(crate) fn user() -> IamUser {
    IamUser::new("account", "user", "MARKER password")
}

fn tokens_used(server: &Server) -> Vec<String> {
    let value = |request: &http::Request<Bytes>| request.headers().get("x-auth-token").cloned();
    server.seen().iter().filter_map(value).map(|value| value.to_str().unwrap().to_owned()).collect()
}

pub(crate) fn count_of(server: &Server, path: &str) -> usize {
    server.seen().iter().filter(|request| request.uri().path() == path).count()
}

#[tokio::test(start_paused = true)]
async fn a_user_gets_a_token_which_is_kept_and_renewed_before_its_end() {
    let server = with_tokens(|_, _| response(200, "{}"));
    let client = server.builder().credentials(user()).build().unwrap();
    for _ in 0..3 {
        list_tasks(&client).send().await.unwrap();
    }
    assert_eq!(tokens_used(&server), ["token-0"; 3]);
    tokio::time::sleep(DAY - Duration::from_secs(3700)).await;
    list_tasks(&client).send().await.unwrap();
    tokio::time::sleep(Duration::from_secs(200)).await;
    list_tasks(&client).send().await.unwrap();
    assert_eq!(tokens_used(&server)[3..], ["token-0", "token-1"]);
}

#[tokio::test(start_paused = true)]
async fn the_token_is_fetched_from_the_identity_service_for_the_clients_project() {
    let server = with_tokens(|_, _| response(200, "{}"));
    let client = server.builder().credentials(user()).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    let asked = &server.seen()[0];
    assert_eq!(asked.uri().to_string(), "https://iam.cn-north-4.myhuaweicloud.com/v3/auth/tokens");
    let body: serde_json::Value = serde_json::from_slice(asked.body()).unwrap();
    assert_eq!(body["auth"]["identity"]["methods"], serde_json::json!(["password"]));
    let user = &body["auth"]["identity"]["password"]["user"];
    assert_eq!(user["password"], "MARKER password");
    assert_eq!(user["domain"]["name"], "account");
    assert_eq!(body["auth"]["scope"]["project"]["id"], PROJECT);
    assert!(!asked.headers().contains_key("authorization"));
}

#[tokio::test(start_paused = true)]
async fn concurrent_calls_share_one_token_and_one_failure() {
    let server = with_tokens(|_, _| response(200, "{}"));
    let client = server.builder().credentials(user()).build().unwrap();
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(list_tasks(&client).send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(count_of(&server, "/v3/auth/tokens"), 1);

    let server =
        Server::new(|_, _| response(401, r#"{"error":{"message":"The password MARKER password is wrong"}}"#));
    let slow = Delayed { server: server.clone(), delay: |_| Duration::from_secs(1) };
    let client = server.builder().transport(slow).credentials(user()).build().unwrap();
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(list_tasks(&client).send())).collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Credentials(_)), "{error}");
        assert!(error.to_string().contains("issued no token for user `user`: 401 Unauthorized"), "{error}");
        assert!(!format!("{error} {error:?}").contains("MARKER"), "{error:?}");
    }
    assert_eq!(server.count(), 1);
}

/// Sends the first request with the first token one second late, and the next one eleven seconds.
struct Late(Server, AtomicUsize);

impl hss_client::Transport for Late {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, hss_client::TransportError>> {
        Box::pin(async move {
            let is_first_token =
                request.headers().get("x-auth-token").is_some_and(|token| token == "token-0");
            if is_first_token {
                let earlier = self.1.fetch_add(1, Ordering::Relaxed) as u64;
                tokio::time::sleep(Duration::from_secs(1 + 10 * earlier)).await;
            }
            self.0.send(request).await
        })
    }
}

/// The error body for a token that must be renewed.
const OUTDATED: &str = r#"{"error_code":"APIGW.0307","error_msg":"The token must be updated"}"#;

/// A service that accepts all tokens except the first.
fn with_outdated_first_token() -> Server {
    with_tokens(|_, request| match request.headers()["x-auth-token"].to_str().unwrap() {
        "token-0" => response(401, OUTDATED),
        _ => response(200, "{}"),
    })
}

#[tokio::test(start_paused = true)]
async fn a_late_rejection_of_the_old_token_keeps_the_new_one() {
    let server = with_outdated_first_token();
    let late = Late(server.clone(), AtomicUsize::new(0));
    let client = server.builder().transport(late).credentials(user()).build().unwrap();
    let calls: Vec<_> = (0..2).map(|_| tokio::spawn(list_tasks(&client).send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(tokens_used(&server), ["token-0", "token-1", "token-0", "token-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_must_be_updated_is_renewed_once() {
    let server = with_outdated_first_token();
    let client = server.builder().credentials(user()).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    assert_eq!(tokens_used(&server), ["token-0", "token-1"]);

    let server = with_tokens(|_, _| response(401, OUTDATED));
    let client = server.builder().credentials(user()).build().unwrap();
    let error = list_tasks(&client).send().await.unwrap_err();
    assert!(error.is_auth(), "{error}");
    assert_eq!(tokens_used(&server), ["token-0", "token-1"]);

    // A token that was given as it is cannot be renewed.
    let server = Server::always(401, OUTDATED);
    let client = server.builder().credentials(Credentials::token("t")).build().unwrap();
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(server.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_failing_identity_service_is_retried_and_an_unknown_one_is_not() {
    let server = Server::new(|index, _| match index {
        0 => response(503, ""),
        1 => response_with(201, &[("x-subject-token", "t")], "{}"),
        _ => response(200, "{}"),
    });
    let client = server.builder().credentials(user()).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    assert_eq!(server.count(), 3);

    let server = with_tokens(|_, _| response(200, "{}"));
    let client =
        server.builder().endpoint("https://hss-proxy.example.com").credentials(user()).build().unwrap();
    let error = list_tasks(&client).send().await.unwrap_err();
    assert!(error.to_string().contains("iam_endpoint"), "{error}");
    assert_eq!(server.count(), 0, "a password went to a host that is in no setting");
}

fn profile(text: &str) -> (tempfile::TempDir, ProfileFile) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("credentials");
    std::fs::write(&path, text).unwrap();
    let provider = ProfileFile::new(path);
    (folder, provider)
}

#[tokio::test]
async fn a_profile_file_gives_a_key() {
    let text = "\u{feff}# mine\r\n[global]\r\nak = other\r\nsk = other\r\n\r\n[ basic ]\r\nak = AKEXAMPLE\r\n; old = 1\r\nsk=a=b==\r\nproject_id = 0123\r\n";
    let (_folder, provider) = profile(text);
    assert_eq!(provider.project_id().as_deref(), Some("0123"));
    let server = Server::always(200, "{}");
    let client = server.builder().credentials(provider).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    let expected = server.builder().credentials(Credentials::new("AKEXAMPLE", "a=b==")).build().unwrap();
    list_tasks(&expected).send().await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].headers()["authorization"], seen[1].headers()["authorization"]);

    let (_folder, provider) = profile("[basic]\nak=a\nsk=s\nsecurity_token=t");
    let client = server.builder().credentials(provider).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    assert_eq!(server.seen()[2].headers()["x-security-token"], "t");
}

#[tokio::test]
async fn an_invalid_profile_file_is_reported_by_line_without_its_content() {
    for (text, part) in [
        ("[basic]\nak = a\nMARKER", "has no `=` in line 3"),
        ("[basic]\nsk = MARKER", "has no `ak` in section [basic]"),
        ("[basic]\nak = MARKER\nsk =", "has no `sk` in section [basic]"),
        ("ak = MARKER\nsk = MARKER", "has no `ak` in section [basic]"),
        ("", "has no `ak`"),
    ] {
        let (_folder, provider) = profile(text);
        let server = Server::always(200, "{}");
        let error = provider.credentials(CredentialsContext::new(&server)).await.unwrap_err();
        assert!(error.to_string().contains(part), "{error}");
        assert!(!format!("{error} {error:?}").contains("MARKER"));
    }
}

struct Nothing(&'static str);

impl ProvideCredentials for Nothing {
    fn credentials<'a>(
        &'a self,
        _: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async { Err(CredentialsError::new(self.0)) })
    }
}

#[tokio::test]
async fn a_chain_uses_the_first_provider_with_credentials_and_lists_all_failures() {
    let server = Server::always(200, "{}");
    let chain = CredentialsChain::default()
        .then(Nothing("first: nothing"))
        .then(ProfileFile::new("/nowhere/credentials"))
        .then(Credentials::new("AKLAST", "sk"));
    let client = server.builder().credentials(chain).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    assert_eq!(keys_used(&server), ["AKLAST"]);

    let chain = CredentialsChain::default()
        .then(Nothing("first: nothing"))
        .then(ProfileFile::new("/nowhere/credentials"))
        .then(Credentials::new("AK", " sk"));
    let client = server.builder().credentials(chain).build().unwrap();
    assert_eq!(
        list_tasks(&client).send().await.unwrap_err().to_string(),
        "no credentials: tried in order:\n- first: nothing\n- profile file `/nowhere/credentials` does not exist\n\
         - the secret key is empty or has whitespace around it"
    );
}

#[test]
fn no_provider_shows_a_secret() {
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        user(),
        Client::builder().credentials(user()),
        MetadataService::new(),
        Arc::new(user())
    );
    assert!(!shown.contains("MARKER"), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn a_wrong_password_is_tried_once_by_all_calls_together() {
    let server = Server::new(|_, request| {
        assert_eq!(request.uri().path(), "/v3/auth/tokens");
        response(401, r#"{"error":{"message":"wrong password"}}"#)
    });
    let client = server.builder().credentials(user()).build().unwrap();
    for _ in 0..10 {
        let error = list_tasks(&client).send().await.unwrap_err();
        assert!(error.to_string().contains("wrong password"), "{error}");
    }
    assert_eq!(server.count(), 1, "five failures lock the account");
    tokio::time::sleep(std::time::Duration::from_secs(31)).await;
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(server.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_service_that_refuses_every_token_as_outdated_causes_one_fetch_in_a_minute() {
    let server =
        with_tokens(|_, _| response(401, r#"{"error_code":"APIGW.0307","error_msg":"must be updated"}"#));
    let client = server.builder().credentials(user()).build().unwrap();
    for _ in 0..10 {
        list_tasks(&client).send().await.unwrap_err();
    }
    assert_eq!(count_of(&server, "/v3/auth/tokens"), 2);
    tokio::time::sleep(Duration::from_secs(61)).await;
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(count_of(&server, "/v3/auth/tokens"), 3);
}

#[tokio::test(start_paused = true)]
async fn credentials_that_had_expired_when_they_were_issued_are_an_error_for_all() {
    let text = "the credentials expired before they arrived";
    let server = Server::new(|_, request| match request.uri().path() {
        "/v3/auth/tokens" => response_with(
            201,
            &[("x-subject-token", "t")],
            r#"{"token":{"issued_at":"2025-08-29T00:00:00Z","expires_at":"2025-08-28T00:00:00Z"}}"#,
        ),
        _ => panic!("an expired token was used"),
    });
    let slow = Delayed { server: server.clone(), delay: |_| Duration::from_secs(1) };
    let client = server.builder().transport(slow).credentials(user()).build().unwrap();
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(list_tasks(&client).send())).collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(error.to_string().contains(text), "{error}");
    }
    assert_eq!(server.count(), 1);

    let keys = r#"{"credential":{"access":"AK","secret":"SK","securitytoken":"T","expires_at":"2025-08-29T11:00:00Z"}}"#;
    let expired =
        Server::new(move |_, _| response_with(200, &[("date", "Fri, 29 Aug 2025 12:00:00 GMT")], keys));
    let provider = MetadataService::new().transport(expired);
    let error = provider.credentials(CredentialsContext::new(&server)).await.unwrap_err();
    assert_eq!(error.to_string(), text);
    // Without the service's date, the clock of this machine proves nothing.
    let undated = Server::always(200, keys);
    MetadataService::new().transport(undated).credentials(CredentialsContext::new(&server)).await.unwrap();
}
