//! Authentication.

use crate::client::{Call, get};
use crate::{builder, start};

const FORM: &str = "SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=host;x-sdk-date, Signature=";

fn signed(signature: &str) -> Call {
    let header = format!("{FORM}{signature}");
    let call = get("/v1/keepers").without_token();
    call.header("Authorization", &header).header("X-Sdk-Date", "20250829T120000Z")
}

fn refused(call: Call, mock: &hss_mock::Mock, part: &str) {
    let message = call.send(mock).error(401, "APIGW.0301");
    assert!(message.starts_with("Incorrect IAM authentication information: "), "{message}");
    assert!(message.contains(part), "{message}");
}

#[test]
fn without_known_keys_and_tokens_only_the_form_counts() {
    let mock = start();
    refused(get("/v1/keepers").without_token(), &mock, "neither");
    refused(get("/v1/keepers").without_token().header("X-Auth-Token", ""), &mock, "token");
    refused(signed("12"), &mock, "isn't `SDK-HMAC-SHA256 Access=…");
    assert_eq!(get("/v1/keepers").send(&mock).status, 200);
    assert_eq!(signed(&"0a".repeat(32)).send(&mock).status, 200);
}

#[test]
fn known_tokens_are_the_only_ones() {
    let mock = builder().token("open").start().unwrap();
    refused(get("/v1/keepers"), &mock, "decrypt token fail");
    assert_eq!(get("/v1/keepers").without_token().header("X-Auth-Token", "open").send(&mock).status, 200);
}

#[test]
fn known_keys_are_checked() {
    let mock = builder().key("AKEXAMPLE", "SKEXAMPLE").start().unwrap();
    refused(signed(&"0a".repeat(32)), &mock, "verify aksk signature fail");
    let mock = builder().key("OTHER", "SKEXAMPLE").start().unwrap();
    refused(signed(&"0a".repeat(32)), &mock, "ak AKEXAMPLE not exist");
}

#[test]
fn known_keys_refuse_unknown_tokens_and_known_tokens_unknown_keys() {
    let mock = builder().key("AKEXAMPLE", "SKEXAMPLE").start().unwrap();
    refused(get("/v1/keepers"), &mock, "decrypt token fail");
    let mock = builder().token("open").start().unwrap();
    refused(signed(&"0a".repeat(32)), &mock, "ak AKEXAMPLE not exist");
}

#[test]
fn a_good_signature_is_taken() {
    // The host is signed, and the server's port differs from run to run: the request names another one.
    let mock = builder().key("AKEXAMPLE", "SKEXAMPLE").start().unwrap();
    let request = "GET /v1/keepers HTTP/1.1\r\nHost: zoo.example.com\r\nX-Sdk-Date: 20250829T120000Z\r\n\
                   Connection: close\r\nAuthorization: SDK-HMAC-SHA256 Access=AKEXAMPLE, \
                   SignedHeaders=host;x-sdk-date, Signature=SIGNATURE\r\n\r\n";
    let send = |signature: &str| {
        use std::io::{Read, Write};
        let mut connection = crate::client::connect(&mock).unwrap();
        connection.write_all(request.replace("SIGNATURE", signature).as_bytes()).unwrap();
        let mut response = Vec::new();
        connection.read_to_end(&mut response).unwrap();
        crate::client::Response::parse(&response).unwrap()
    };
    // Calculated by another implementation.
    let good = "fcc3b170f9a9c672934efd704b92c7566e76d0eded996b6fc3c7c144615bd24a";
    assert_eq!(send(good).status, 200);
    send(&good.replace(['0', '1'], "2")).error(401, "APIGW.0301");
}

#[test]
fn settings_do_not_show_secrets() {
    let text = format!("{:?}", builder().key("AKEXAMPLE", "SKEXAMPLE").token("open-sesame"));
    assert!(text.contains("AKEXAMPLE") && !text.contains("SKEXAMPLE") && !text.contains("sesame"), "{text}");
}
