//! Any request to be signed.

#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use arbitrary::Arbitrary;
use hss_client::Credentials;
use hss_client::sign::{self, Algorithm, Parts};
use http::header::{HeaderMap, HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    method: &'a str,
    host: &'a str,
    path: &'a str,
    query: Vec<(String, String)>,
    headers: Vec<(&'a str, &'a [u8])>,
    body: &'a [u8],
    access_key: &'a str,
    secret_key: &'a str,
    security_token: Option<&'a str>,
    seconds: u32,
    is_v11: bool,
}

fuzz_target!(|input: Input<'_>| {
    let mut headers = HeaderMap::new();
    for (name, value) in &input.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_bytes(value)) {
            headers.append(name, value);
        }
    }
    let credentials = match input.security_token {
        Some(token) => Credentials::temporary(input.access_key, input.secret_key, token),
        None => Credentials::new(input.access_key, input.secret_key),
    };
    let algorithm = match input.is_v11 {
        true => Algorithm::V11 { region: "cn-north-4".to_owned(), service: "hss".to_owned() },
        false => Algorithm::HmacSha256,
    };
    let parts = Parts::new(input.method, input.host, input.path)
        .query(&input.query)
        .headers(&headers)
        .body(input.body);
    let time = UNIX_EPOCH + Duration::from_secs(input.seconds.into());
    let Ok(signed) = sign::sign(&parts, &credentials, &algorithm, time) else { return };
    assert!(signed.authorization.bytes().all(|byte| byte != b'\n' && byte != b'\r'));
    if !input.method.contains('\n') {
        let names: Vec<&HeaderName> = signed
            .headers
            .keys()
            .filter(|name| !name.as_str().contains('_') && *name != "authorization")
            .collect();
        let values: usize = names.iter().map(|name| signed.headers.get_all(*name).iter().count()).sum();
        assert_eq!(signed.canonical_request.split('\n').count(), 6 + values);
    }
});
