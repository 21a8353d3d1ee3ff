//! No secret is shown by `Debug` or by an error, even if the server quotes it.

use hss_client::prelude::*;
use hss_client::{
    BoxFuture, Credentials, CredentialsContext, CredentialsError, Error, ExponentialBackoff,
    ProvideCredentials,
};

use crate::server::*;
use crate::task_api::*;

const MARKER: &str = "MARKER/secret+value==";

fn all_kinds() -> [Credentials; 4] {
    [
        Credentials::new("AKEXAMPLE", MARKER),
        Credentials::temporary("AKEXAMPLE", MARKER, "token"),
        Credentials::temporary("AKEXAMPLE", "sk", MARKER),
        Credentials::token(MARKER),
    ]
}

/// Everything that an error shows, its causes included.
fn shown(error: &Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text.push_str(&format!("\n{cause}\n{cause:?}"));
        source = cause.source();
    }
    text
}

#[tokio::test]
async fn debug_shows_no_secret() {
    for credentials in all_kinds() {
        assert!(!format!("{credentials:?} {credentials:#?}").contains("MARKER"));
        let server = Server::always(200, "{}");
        let builder = server.builder().credentials(credentials);
        assert!(!format!("{builder:?}").contains("MARKER"));
        let client = builder.build().unwrap();
        assert!(!format!("{client:?} {client:#?}").contains("MARKER"));
        let call = list_tasks(&client);
        assert!(!format!("{call:?}").contains("MARKER"));
        call.send().await.unwrap();
        // What a transport would log of the request.
        assert!(!format!("{:?}", server.seen()).contains("MARKER"));
    }
}

#[tokio::test]
async fn a_server_that_quotes_a_secret_does_not_bring_it_into_the_error() {
    let escaped = MARKER.replace('/', "\\/");
    let coded = MARKER.replace('M', "\\u004d");
    let bodies = [
        format!(
            r#"{{"error_code":"APIGW.0301","error_msg":"verify fail, canonical_request:x-security-token:{MARKER}"}}"#
        ),
        format!(r#"{{"error_code":"{MARKER}","error_msg":"{escaped}","request_id":"{MARKER}"}}"#),
        format!("<html><title>{MARKER}</title>{MARKER}</html>"),
        format!("plain {MARKER}{MARKER}"),
        format!(r#"{{"error_msg":"{coded}","other":["{coded}"]}}"#),
    ];
    for credentials in all_kinds() {
        for body in bodies.clone() {
            for status in [401, 403, 500] {
                let body = body.clone();
                let server = Server::new(move |_, _| response(status, body.clone()));
                let client = server
                    .builder()
                    .credentials(credentials.clone())
                    .retry(ExponentialBackoff::none())
                    .build()
                    .unwrap();
                let error = list_tasks(&client).send().await.unwrap_err();
                let Error::Api(api) = &error else { panic!("{error}") };
                assert!(!String::from_utf8_lossy(&api.body).contains("MARKER"), "{error}");
                assert!(!shown(&error).contains("MARKER"), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn escapes_do_not_hide_a_secret_and_short_ones_are_not_cut_out_of_words() {
    let long = "se\u{1f511}cret\"12";
    let short = "ask";
    for (secret, body, expected) in [
        (long, r#"{"m":"\u0073e\ud83d\uDD11cret\"12"}"#, r#"{"m":"[REDACTED]"}"#),
        (long, r#"{"m":"se\ud83dcret\"12"}"#, r#"{"m":"se\ud83dcret\"12"}"#),
        ("longsecret", "alongsecretb", "a[REDACTED]b"),
        (short, r#"{"m":"masked tasks, ask_x"}"#, r#"{"m":"masked tasks, ask_x"}"#),
        (
            short,
            r#"{"m":"key ask, \u0061sk,\nask\t\u4e2dask"}"#,
            r#"{"m":"key [REDACTED], [REDACTED],\n[REDACTED]\t\u4e2d[REDACTED]"}"#,
        ),
        (short, "密ask码 \\u0041ask", "密[REDACTED]码 \\u0041ask"),
    ] {
        let server = Server::new(move |_, _| response(400, body));
        let client = server.builder().credentials(Credentials::new("AKEXAMPLE", secret)).build().unwrap();
        let error = list_tasks(&client).send().await.unwrap_err();
        let Error::Api(api) = error else { panic!("{error}") };
        assert_eq!(api.body, expected);
    }
}

#[tokio::test]
async fn a_secret_that_cannot_be_sent_is_not_shown_either() {
    for credentials in [
        Credentials::token("MARKER\nx"),
        Credentials::temporary("ak", "sk", "MARKER\r\nx: y"),
        Credentials::new("MARKER\nx", "sk"),
    ] {
        let server = Server::always(200, "{}");
        let client = server.builder().credentials(credentials).build().unwrap();
        let error = list_tasks(&client).send().await.unwrap_err();
        assert!(matches!(error, Error::Config(_)), "{error}");
        assert!(!shown(&error).contains("MARKER"), "{error}");
        assert_eq!(server.count(), 0);
    }
}

struct Empty;

impl ProvideCredentials for Empty {
    fn credentials<'a>(
        &'a self,
        _: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async { Err(CredentialsError::new("the vault is closed").with_source("no key")) })
    }
}

#[tokio::test]
async fn a_provider_without_credentials_is_a_separate_error() {
    let server = Server::always(200, "{}");
    let client = server.builder().credentials(Empty).build().unwrap();
    let error = list_tasks(&client).send().await.unwrap_err();
    assert_eq!(error.to_string(), "no credentials: the vault is closed");
    assert!(error.is_auth());
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "no key");
    assert_eq!(server.count(), 0);
}
