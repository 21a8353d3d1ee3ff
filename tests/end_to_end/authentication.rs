//! Signatures and tokens, as the mock checks them with code of its own.

use hss_client::prelude::*;
use hss_client::{Builder, Client, Credentials, Error};
use hss_mock::Mock;

use crate::{builder, list};

fn mock() -> Mock {
    Mock::builder().key("AKEXAMPLE", "SKEXAMPLE").token("good-token").start().unwrap()
}

async fn call(mock: &Mock, credentials: Credentials) -> Result<(), Error> {
    let client = builder(mock.base_url()).credentials(credentials).build()?;
    // Names that need escaping twice over: in the query, and again in what is signed.
    list(&client).task_name("a/b c%20~é镜像*'()!").send().await.map(|_| ())
}

#[tokio::test]
async fn the_right_key_is_let_in() {
    let mock = mock();
    call(&mock, Credentials::new("AKEXAMPLE", "SKEXAMPLE")).await.unwrap();
    call(&mock, Credentials::temporary("AKEXAMPLE", "SKEXAMPLE", "session")).await.unwrap();
    let requests = mock.requests();
    let authorization = requests[1].header("authorization").unwrap();
    assert_eq!(requests[1].header("x-security-token"), Some("session"));
    assert!(authorization.contains(";x-security-token, Signature="), "it is signed, too: {authorization}");
}

#[tokio::test]
async fn the_right_token_is_let_in_and_nothing_is_signed() {
    let mock = mock();
    call(&mock, Credentials::token("good-token")).await.unwrap();
    let requests = mock.requests();
    assert_eq!(requests[0].header("x-auth-token"), Some("good-token"));
    assert_eq!(requests[0].header("authorization"), None);
}

#[tokio::test]
async fn wrong_credentials_are_refused_once_and_not_shown() {
    for (credentials, secret, reason) in [
        (Credentials::new("AKEXAMPLE", "wrong-secret"), "wrong-secret", "verify aksk signature fail"),
        (Credentials::new("AKOTHER", "SKEXAMPLE"), "SKEXAMPLE", "ak AKOTHER not exist"),
        (Credentials::token("stale-token"), "stale-token", "decrypt token fail"),
    ] {
        let mock = mock();
        let error = call(&mock, credentials).await.unwrap_err();
        assert!(error.is_auth() && !error.is_retryable(), "{error}");
        assert_eq!((error.status().unwrap().as_u16(), error.code()), (401, Some("APIGW.0301")));
        assert!(error.to_string().contains(reason), "{error}");
        assert!(!format!("{error} {error:?}").contains(secret), "{error:?}");
        assert_eq!(mock.requests().len(), 1, "five failures lock a key, so there is no second try");
    }
}

/// Other crates of a program may turn on the features for other services.
#[test]
fn settings_of_other_services_are_refused_by_name() {
    let refusal = |builder: Builder| match builder.region("cn-north-4").build() {
        Err(Error::Config(config)) => config.problems.join("\n"),
        other => panic!("{other:?}"),
    };
    let token = refusal(Client::builder().bearer("T0KEN"));
    assert!(
        token.contains("`bearer(…)` matches no security scheme") && token.contains("`huawei`"),
        "{token}"
    );
    let grant = hss_runtime::OAuth2::client_credentials("client", "S3CRET");
    let oauth2 = refusal(Client::builder().oauth2(grant));
    assert!(oauth2.contains("`oauth2(…)` matches no security scheme"), "{oauth2}");
    let server = refusal(Client::builder().server("2").credentials(Credentials::new("ak", "sk")));
    assert!(server.contains("the document has no servers to choose from"), "{server}");
}
