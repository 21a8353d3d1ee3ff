//! Requests byte by byte, and requests that are not sent.

use bytes::Bytes;
use hss_client::prelude::*;
use hss_client::sign::{self, Algorithm, Parts};
use hss_client::{Client, Credentials, Error, Validation};
use http::header::AUTHORIZATION;

use crate::server::*;
use crate::task_api::*;

const EMPTY_LIST: &str = r#"{"total_num":0,"data_list":[]}"#;

/// True if the request carries the signature of its own contents, as read back from the wire.
fn is_signed(request: &http::Request<Bytes>, credentials: &Credentials) -> bool {
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let query: Vec<(String, String)> = request
        .uri()
        .query()
        .into_iter()
        .flat_map(|query| query.split('&'))
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(key, value)| (decoded(key), decoded(value)))
        .collect();
    let host = request.headers()["host"].to_str().unwrap();
    let mut headers = request.headers().clone();
    headers.remove(AUTHORIZATION);
    let parts = Parts::new(request.method().as_str(), host, request.uri().path())
        .query(&query)
        .headers(&headers)
        .body(request.body());
    let signed = sign::sign(&parts, credentials, &Algorithm::default(), noon()).unwrap();
    sign::canonical_query(&query) == request.uri().query().unwrap_or_default()
        && signed.canonical_request.matches(':').count() >= headers.len()
        && request.headers()[AUTHORIZATION] == signed.authorization
}

fn headers(request: &http::Request<Bytes>) -> Vec<(String, String)> {
    let mut headers: Vec<_> = request
        .headers()
        .iter()
        .filter(|(name, _)| *name != AUTHORIZATION)
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    headers
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn a_listing_is_sent_as_the_vendors_sdk_sends_it() {
    let server = Server::always(200, EMPTY_LIST);
    list_tasks(&server.client()).limit(10).offset(0).send().await.unwrap();
    let seen = server.seen();
    let request = &seen[0];
    assert!(is_signed(request, &Credentials::new("AKEXAMPLE", "SKEXAMPLE")));
    assert_eq!(request.method(), "GET");
    assert_eq!(
        request.uri().to_string(),
        format!(
            "https://hss.cn-north-4.myhuaweicloud.com/v5/{PROJECT}/image/tasks?limit=10&offset=0&type=image_scan"
        )
    );
    assert_eq!(
        headers(request),
        owned(&[
            ("content-type", "application/json"),
            ("host", "hss.cn-north-4.myhuaweicloud.com"),
            ("region", "cn-north-4"),
            ("user-agent", concat!("hss-client/", env!("CARGO_PKG_VERSION"))),
            ("x-project-id", PROJECT),
            ("x-sdk-date", "20250829T120000Z"),
        ])
    );
    assert_eq!(request.body(), "");
}

#[tokio::test]
async fn a_body_and_a_path_value_are_sent_escaped_and_signed() {
    let server = Server::always(200, "");
    create_task(&server.client(), "a b/中").send().await.unwrap();
    let request = &server.seen()[0];
    assert!(is_signed(request, &Credentials::new("AKEXAMPLE", "SKEXAMPLE")));
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri().path(), format!("/v5/{PROJECT}/image/tasks/a%20b%2F%E4%B8%AD"));
    assert_eq!(request.uri().query(), None);
    assert_eq!(request.body(), r#"{"id":7}"#);
    assert_eq!(request.headers()["content-type"], "application/json");
}

#[tokio::test]
async fn a_form_is_sent_with_its_boundary_and_without_a_hash() {
    let server = Server::always(200, "");
    upload_task(&server.client(), "x").send().await.unwrap();
    let request = &server.seen()[0];
    assert!(is_signed(request, &Credentials::new("AKEXAMPLE", "SKEXAMPLE")));
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    assert!(request.body().starts_with(format!("--{boundary}\r\n").as_bytes()));
    assert_eq!(request.headers()["x-sdk-content-sha256"], "UNSIGNED-PAYLOAD");
}

#[tokio::test]
async fn a_list_repeats_its_key_in_the_order_that_is_signed() {
    let server = Server::always(200, EMPTY_LIST);
    list_tasks(&server.client()).severity_list(vec!["Low", "High"]).send().await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].uri().query(), Some("severity_list=High&severity_list=Low&type=image_scan"));
}

#[tokio::test]
async fn temporary_credentials_send_their_token_signed() {
    let server = Server::always(200, EMPTY_LIST);
    let credentials = Credentials::temporary("AKEXAMPLE", "SKEXAMPLE", "TOKEN/abc+def==");
    let client = server.builder().credentials(credentials.clone()).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    let request = &server.seen()[0];
    assert!(is_signed(request, &credentials));
    assert_eq!(request.headers()["x-security-token"], "TOKEN/abc+def==");
    let authorization = request.headers()["authorization"].to_str().unwrap();
    assert!(authorization.contains(";x-sdk-date;x-security-token,"), "{authorization}");
}

#[tokio::test]
async fn a_token_is_sent_unchanged_and_nothing_is_signed() {
    let server = Server::always(200, EMPTY_LIST);
    let client = server.builder().credentials(Credentials::token("MIIT")).build().unwrap();
    list_tasks(&client).send().await.unwrap();
    let request = &server.seen()[0];
    assert_eq!(request.headers()["x-auth-token"], "MIIT");
    assert!(!request.headers().contains_key("authorization"));
    assert!(!request.headers().contains_key("x-sdk-date"));
}

#[tokio::test]
async fn an_endpoint_may_have_a_port_and_a_path() {
    let server = Server::always(200, EMPTY_LIST);
    let client = server.builder().endpoint("http://127.0.0.1:8080/gateway/").build().unwrap();
    assert_eq!(client.endpoint(), "http://127.0.0.1:8080/gateway");
    list_tasks(&client).send().await.unwrap();
    let request = &server.seen()[0];
    assert_eq!(request.headers()["host"], "127.0.0.1:8080");
    assert_eq!(
        request.uri().to_string(),
        format!("http://127.0.0.1:8080/gateway/v5/{PROJECT}/image/tasks?type=image_scan")
    );
}

#[tokio::test]
async fn custom_headers_are_signed_and_reserved_ones_refused() {
    let server = Server::always(200, EMPTY_LIST);
    list_tasks(&server.client()).header("X-Language", "en-us").send().await.unwrap();
    let authorization = server.seen()[0].headers()["authorization"].to_str().unwrap().to_owned();
    assert!(authorization.contains(";x-language;"), "{authorization}");

    for (name, value) in
        [("Host", "evil.example"), ("authorization", "x"), ("a b", "x"), ("x-a", "1\r\nb: 2")]
    {
        let error = list_tasks(&server.client()).header(name, value).send().await.unwrap_err();
        assert!(matches!(error, Error::Config(_)), "{error}");
    }
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_request_that_violates_a_bound_is_sent_only_on_request() {
    let server = Server::always(200, EMPTY_LIST);
    let client = server.client();
    let error = list_tasks(&client).limit(500).send().await.unwrap_err();
    assert!(matches!(error, Error::Validation(_)), "{error}");
    assert_eq!(error.violations().len(), 1);
    for part in ["limit", "500", "1..=200", "https://example.com/ListTasks.html"] {
        assert!(error.to_string().contains(part), "{error}");
    }
    assert_eq!(server.count(), 0);

    assert!(list_tasks(&client).limit(500).validate().is_err());
    assert!(list_tasks(&client).limit(50).validate().is_ok());
    list_tasks(&client).limit(500).validation(Validation::Warn).send().await.unwrap();
    list_tasks(&client).limit(500).validation(Validation::Off).send().await.unwrap();
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_path_cannot_be_stepped_out_of() {
    let server = Server::always(200, "");
    let client = server.builder().validation(Validation::Off).build().unwrap();
    for name in ["..", ".", ""] {
        let error = delete_task(&client, name).send().await.unwrap_err();
        assert!(matches!(error, Error::Config(_)), "{error}");
    }
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn without_a_project_the_error_names_the_settings() {
    let server = Server::always(200, EMPTY_LIST);
    let client = Client::builder()
        .endpoint("https://hss.example.com")
        .credentials(Credentials::new("ak", "sk"))
        .transport(server.clone())
        .build()
        .unwrap();
    let error = list_tasks(&client).send().await.unwrap_err().to_string();
    assert!(error.contains("project_id(…)") && error.contains("region(…)"), "{error}");
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn a_response_with_metadata_has_status_headers_and_body() {
    let server = Server::new(|_, _| {
        response_with(200, &[("x-request-id", "abc123")], r#"{"total_num":1,"data_list":[{"id":"5"}]}"#)
    });
    let response = list_tasks(&server.client()).send_with_metadata().await.unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.request_id.as_deref(), Some("abc123"));
    assert_eq!(response.body, r#"{"total_num":1,"data_list":[{"id":"5"}]}"#);
    assert_eq!(response.value.data_list.unwrap()[0].id, Some(5));
}

#[tokio::test]
async fn a_file_comes_as_it_is() {
    let server = Server::new(|_, _| response_with(200, &[("content-type", "text/csv")], "a,b\n"));
    let mut file = export_task(&server.client(), "x").send().await.unwrap();
    assert_eq!(file.bytes(4).await.unwrap(), "a,b\n");
    assert_eq!(file.content_type.as_deref(), Some("text/csv"));
}

#[tokio::test]
async fn a_call_can_be_spawned() {
    let server = Server::always(204, "");
    let call = delete_task(&server.client(), "x").send();
    assert_eq!(server.count(), 0);
    tokio::spawn(call).await.unwrap().unwrap();
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn headers_of_the_connection_and_parameters_that_do_not_exist_are_refused() {
    let server = Server::always(200, "{}");
    let names = [
        "Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "HTTP2-Settings",
        "Expect",
        "Content-Length",
        "Host",
        "Keep-Alive",
        "Proxy-Authorization",
        "Proxy-Connection",
        "Proxy-Authenticate",
        "Proxy-Anything",
    ];
    for name in names {
        let error = list_tasks(&server.client()).header(name, "x").send().await.unwrap_err();
        assert!(matches!(error, hss_client::Error::Config(_)), "{name}: {error}");
    }
    /// A hook that sets all of them.
    struct Setting([&'static str; 14]);

    impl hss_client::Hook for Setting {
        fn before(&self, attempt: &mut hss_client::AttemptStart<'_>) {
            for name in self.0 {
                let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
                attempt.headers.insert(name, http::HeaderValue::from_static("x"));
            }
        }
    }
    let sending = Server::always(200, EMPTY_LIST);
    list_tasks(&sending.builder().hook(Setting(names)).build().unwrap()).send().await.unwrap();
    let sent = sending.seen()[0].headers().clone();
    assert!(sent.values().all(|value| value != "x"), "{sent:?}");

    let mut request = list_tasks(&server.client());
    request.call().set(999, 1_i64.into());
    let error = request.send().await.unwrap_err().to_string();
    assert!(error.starts_with("ListTasks: there is no parameter 999"), "{error}");
    assert_eq!(server.count(), 0);
}
