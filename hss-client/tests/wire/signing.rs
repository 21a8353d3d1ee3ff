//! Signatures are those of the vendor's SDK, on every vector.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hss_client::Credentials;
use hss_client::sign::{self, Algorithm, Parts, SignError};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

fn vectors() -> Vec<Value> {
    let text = include_str!("data/sign_vectors.json");
    let data: Value = serde_json::from_str(text).expect("the vectors are JSON");
    data["vectors"].as_array().expect("a list").clone()
}

fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
    vector[name].as_str().unwrap_or_default()
}

/// The vectors give a value as the SDK's caller would; the client's encoder has made text of it before.
fn query(vector: &Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for pair in vector["query"].as_array().expect("a list") {
        let key = pair[0].as_str().expect("a key").to_owned();
        let values = pair[1].as_array().cloned().unwrap_or_else(|| vec![pair[1].clone()]);
        for value in values {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            pairs.push((key.clone(), value));
        }
    }
    pairs
}

fn headers(given: &Value) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in given.as_object().expect("an object") {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a header's name");
        let value = value.as_str().expect("a text");
        headers.insert(name, HeaderValue::from_bytes(value.as_bytes()).expect("a header's value"));
    }
    headers
}

fn request_headers(vector: &Value) -> HeaderMap {
    let mut headers = headers(&vector["headers"]);
    for (field, name) in [("project_id", "x-project-id"), ("domain_id", "x-domain-id")] {
        if let Some(id) = vector[field].as_str() {
            headers.insert(name, HeaderValue::from_str(id).expect("an id"));
        }
    }
    headers
}

fn algorithm(vector: &Value) -> Option<Algorithm> {
    match text(vector, "algorithm") {
        "hmac_sha256" => Some(Algorithm::HmacSha256),
        "v11" => Some(Algorithm::V11 {
            region: text(vector, "region").to_owned(),
            service: text(vector, "service").to_owned(),
        }),
        #[cfg(feature = "sm3")]
        "hmac_sm3" => Some(Algorithm::HmacSm3),
        _ => None,
    }
}

fn check(vector: &Value, algorithm: &Algorithm) {
    let name = text(vector, "name");
    let (ak, sk) = (text(vector, "ak"), text(vector, "sk"));
    let credentials = match vector["security_token"].as_str() {
        Some(token) => Credentials::temporary(ak, sk, token),
        None => Credentials::new(ak, sk),
    };
    let (query, headers_in) = (query(vector), request_headers(vector));
    let parts = Parts::new(text(vector, "method"), text(vector, "host"), text(vector, "path"))
        .query(&query)
        .headers(&headers_in)
        .body(text(vector, "body").as_bytes());
    let signed = sign::sign(&parts, &credentials, algorithm, SystemTime::now()).expect("it can be signed");

    let expected = &vector["expected"];
    assert_eq!(signed.canonical_request, text(expected, "canonical_request"), "{name}");
    assert_eq!(signed.string_to_sign, text(expected, "string_to_sign"), "{name}");
    assert_eq!(signed.authorization, text(expected, "authorization"), "{name}");
    assert_eq!(signed.headers, headers(&expected["headers_out"]), "{name}");
    let sent = sign::canonical_query(&query);
    let mark = if sent.is_empty() { "" } else { "?" };
    let (scheme, host, path) = (text(vector, "scheme"), text(vector, "host"), text(vector, "path"));
    assert_eq!(format!("{scheme}://{host}{path}{mark}{sent}"), text(expected, "url"), "{name}");
}

#[test]
fn every_vector_is_reproduced() {
    let vectors = vectors();
    let (mut checked, mut skipped) = (0, Vec::new());
    for vector in &vectors {
        match algorithm(vector) {
            Some(algorithm) => {
                check(vector, &algorithm);
                checked += 1;
            }
            None => skipped.push(text(vector, "name")),
        }
    }
    assert_eq!((vectors.len(), checked + skipped.len()), (72, 72));
    if cfg!(feature = "sm3") {
        assert!(skipped.is_empty(), "{skipped:?}");
    } else {
        eprintln!("{checked} vectors checked; these 4 need the feature `sm3`: {skipped:?}");
        assert_eq!(skipped.len(), 4);
    }
}

#[test]
fn the_time_is_signed_in_utc() {
    let parts = Parts::new("GET", "hss.example.com", "/");
    let at = UNIX_EPOCH + Duration::from_secs(1_756_468_800);
    let signed = sign::sign(&parts, &Credentials::new("ak", "sk"), &Algorithm::default(), at).unwrap();
    assert_eq!(signed.headers["x-sdk-date"], "20250829T120000Z");
}

#[test]
fn a_token_cannot_sign() {
    let parts = Parts::new("GET", "hss.example.com", "/");
    let result = sign::sign(&parts, &Credentials::token("t"), &Algorithm::default(), UNIX_EPOCH);
    let error = result.unwrap_err();
    assert_eq!(error, SignError::NoKey);
    assert_eq!(error.to_string(), "the credentials are a token and have no key to sign with");
}

#[test]
fn debug_shows_the_kind_of_credentials_and_the_start_of_a_key() {
    let keys = [
        Credentials::new("AKEXAMPLE", "MARKER"),
        Credentials::temporary("AKEXAMPLE", "MARKER", "MARKER"),
        Credentials::token("MARKER"),
    ];
    assert_eq!(
        keys.map(|credentials| format!("{credentials:?}")),
        [
            "Credentials(permanent access key AKEX…)",
            "Credentials(temporary access key AKEX…)",
            "Credentials(token)"
        ]
    );
    let parts = Parts::new("GET", "hss.example.com", "/");
    let signed =
        sign::sign(&parts, &Credentials::new("ak", "sk"), &Algorithm::default(), UNIX_EPOCH).unwrap();
    let debug = format!("{signed:?}");
    assert!(debug.starts_with("Signed { string_to_sign: \"SDK-HMAC-SHA256\\n1970"), "{debug}");
    assert!(!debug.contains(&signed.authorization), "{debug}");
}

#[test]
fn a_line_break_cannot_smuggle_a_header_in() {
    let parts = Parts::new("GET", "hss.example.com\r\nx-evil: 1", "/");
    let result = sign::sign(&parts, &Credentials::new("ak", "sk"), &Algorithm::default(), UNIX_EPOCH);
    let error = result.unwrap_err();
    assert_eq!(error, SignError::NotAHeader("the host"));
    assert!(error.to_string().starts_with("the host contains a character that headers do not allow"));
}

#[test]
fn a_signature_does_not_show_the_security_token() {
    let parts = Parts::new("GET", "hss.example.com", "/");
    let credentials = Credentials::temporary("ak", "sk", "MARKER");
    let signed = sign::sign(&parts, &credentials, &Algorithm::default(), UNIX_EPOCH).unwrap();
    assert!(!format!("{signed:?}").contains("MARKER"));
    assert!(!format!("{:?}", signed.headers).contains("MARKER"));
}
