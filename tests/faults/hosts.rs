//! Credentials go to the host that they are meant for, and to no other.

use hss_client::{Client, Connections, Credentials, IamUser};
use hss_mock::{Fault, Mock};

use crate::raw::Raw;
use crate::setting::{ACCESS_KEY, SECRET_KEY, builder, client, list, mock, post};

#[tokio::test]
async fn a_redirect_takes_no_credential_to_another_host() {
    for status in [301, 302, 303, 307, 308] {
        let other = mock().start().unwrap();
        let location = format!("{}/v5/x/image/tasks", other.base_url());
        let raw = Raw::start(
            format!("HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"),
            false,
        );
        let raw = raw.await;
        let client = builder(&raw.url()).build().unwrap();
        assert_eq!(list(&client).await.unwrap_err().status().unwrap(), status);
        assert_eq!(post(&client).await.unwrap_err().status().unwrap(), status);
        assert!(other.requests().is_empty());
    }
    let other = mock().start().unwrap();
    let mock = mock().fault(Fault::redirect("*", other.base_url())).start().unwrap();
    let error = list(&client(&mock)).await.unwrap_err();
    assert!(error.to_string().contains("a redirect, which is not followed"), "{error}");
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn neither_does_a_redirect_of_the_identity_service() {
    let other = mock().start().unwrap();
    let response =
        format!("HTTP/1.1 307 Moved\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n", other.base_url());
    let iam = Raw::start(response, false).await;
    let service = mock().start().unwrap();
    let user = || IamUser::new("account", "user", "MARKER");
    let client = builder(service.base_url()).iam_endpoint(iam.url()).credentials(user()).build().unwrap();
    let error = list(&client).await.unwrap_err();
    assert!(error.to_string().contains("307"), "{error}");
    assert!(other.requests().is_empty() && service.requests().is_empty());
    assert!(iam.requests()[0].contains("MARKER"));
}

#[tokio::test]
async fn the_secret_key_and_the_password_are_in_no_request_to_the_service() {
    let mock = Mock::builder().start().unwrap();
    let keys = builder(mock.base_url()).build().unwrap();
    let user = builder(mock.base_url()).credentials(IamUser::new("a", "u", "MARKER")).build().unwrap();
    for client in [keys, user] {
        list(&client).await.unwrap();
        post(&client).await.unwrap();
    }
    let requests = mock.requests();
    assert_eq!(requests.len(), 5);
    for request in requests.iter().filter(|request| request.operation.is_some()) {
        assert!(!format!("{request:?}").contains("MARKER"), "{request:?}");
    }
}

#[tokio::test]
async fn a_client_without_a_project_finds_it_and_a_users_token_works() {
    let mock = mock().start().unwrap();
    let build = |credentials: Credentials| {
        Client::builder()
            .endpoint(mock.base_url())
            .region("cn-north-4")
            .credentials(credentials)
            .build()
            .unwrap()
    };
    let client = build(Credentials::new(ACCESS_KEY, SECRET_KEY));
    list(&client).await.unwrap();
    list(&client).await.unwrap();
    assert_eq!(client.project_id().map(str::len), Some(32));
    let lookups = mock.requests().iter().filter(|request| request.path == "/v3/projects").count();
    assert_eq!(lookups, 1);

    let user = Client::builder()
        .endpoint(mock.base_url())
        .region("cn-north-4")
        .credentials(IamUser::new("account", "user", "password"))
        .build()
        .unwrap();
    list(&user).await.unwrap();
    let renewed = Fault::status("*", 401).error("APIGW.0307", "The token must be updated").times(1);
    mock.fault(renewed);
    list(&user).await.unwrap();
    let tokens = mock.requests().iter().filter(|request| request.path == "/v3/auth/tokens").count();
    assert_eq!(tokens, 2);
}

#[tokio::test]
async fn a_proxy_carries_plain_http_only_where_that_was_allowed_and_sees_nothing_of_https() {
    let proxy = Raw::start("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", false).await;
    let through = || Connections::new().proxy(format!("http://user:MARKER@{}", proxy.address));
    assert!(!format!("{:?}", through()).contains("MARKER"));
    let client = builder("https://hss.example.test").connections(through()).build().unwrap();
    let error = list(&client).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("MARKER"), "{error:?}");
    for request in proxy.requests() {
        assert!(request.starts_with("CONNECT hss.example.test:443 "), "{request}");
        assert!(!request.contains("SDK-HMAC"), "{request}");
    }
    let seen = proxy.requests().len();
    assert!(seen > 0);

    let plain = builder("http://hss.example.test").connections(through()).allow_plain_http().build().unwrap();
    list(&plain).await.unwrap_err();
    let request = &proxy.requests()[seen];
    assert!(request.starts_with("GET http://hss.example.test/v5/"), "{request}");

    let wrong =
        builder("https://hss.example.test").connections(Connections::new().proxy("MARKER:// x")).build();
    let error = wrong.unwrap_err().to_string();
    assert!(error.contains("the proxy address") && !error.contains("MARKER"), "{error}");
}
