//! Calls on the wire.

use std::time::{Duration, UNIX_EPOCH};

use hss_client::image::{GlobalImageType, ScanScope, TaskStatus, TaskType};
use hss_client::prelude::*;
use hss_client::{Credentials, Timestamp};

use crate::wiretap::Wiretap;
use crate::{builder, list, mock_with};

/// The text with its signature, which the mock has checked, replaced by a word.
fn without_signature(text: &str) -> String {
    let (before, after) = text.split_once("Signature=").expect("a signature");
    let end = after.find(|digit: char| !digit.is_ascii_hexdigit()).unwrap();
    assert_eq!(end, 64, "the signature is 32 bytes in hexadecimal");
    format!("{before}Signature=CHECKED{}", &after[end..])
}

/// An expectation with the version of these packages, which a release changes.
fn with_version(expected: &str) -> String {
    expected.replace("/VERSION", concat!("/", env!("CARGO_PKG_VERSION")))
}

#[tokio::test]
async fn every_parameter_stands_escaped_in_its_place_and_everything_is_signed() {
    let mock = hss_mock::Mock::builder().key("AKEXAMPLE", "SKEXAMPLE").start().unwrap();
    let tap = Wiretap::to(mock.address());
    let client = builder(&tap.base_url())
        .clock(|| UNIX_EPOCH + Duration::from_secs(1_756_468_800))
        .user_agent_suffix("wire-test/1.0")
        .build()
        .unwrap();
    list(&client)
        .enterprise_project_id("all_granted_eps")
        .global_image_type(GlobalImageType::Registry)
        .offset(10)
        .limit(50)
        .task_type(TaskType::AutoSync)
        .task_name("a b+c/d&e=f~g*镜像")
        .task_id("t-1")
        .create_time(Timestamp::from_millis(1_756_468_800_123))
        .end_time(Timestamp::from_millis(0))
        .task_status(TaskStatus::Scanning)
        .scan_scope(ScanScope::VULNERABILITIES | ScanScope::BASELINE)
        .send()
        .await
        .unwrap();
    let expected = "\
GET /v5/0123456789abcdef0123456789abcdef/image/tasks?create_time=1756468800123&end_time=0\
&enterprise_project_id=all_granted_eps&global_image_type=registry&limit=50&offset=10&scan_scope=1044480&task_id=t-1\
&task_name=a%20b%2Bc%2Fd%26e%3Df~g%2A%E9%95%9C%E5%83%8F&task_status=scanning&task_type=autoSync&type=image_scan \
HTTP/1.1
content-type: application/json
user-agent: hss-client/VERSION wire-test/1.0
x-project-id: 0123456789abcdef0123456789abcdef
host: HOST
x-sdk-date: 20250829T120000Z
authorization: SDK-HMAC-SHA256 Access=AKEXAMPLE, \
SignedHeaders=content-type;host;user-agent;x-project-id;x-sdk-date, Signature=CHECKED
accept-encoding: gzip
accept: */*

";
    assert_eq!(without_signature(&tap.heard()), with_version(expected));
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let mock = mock_with(1);
    let tap = Wiretap::to(mock.address());
    let client = builder(&tap.base_url()).credentials(Credentials::token("TOKEN")).build().unwrap();
    list(&client).send().await.unwrap();
    let expected = "\
GET /v5/0123456789abcdef0123456789abcdef/image/tasks?type=image_scan HTTP/1.1
content-type: application/json
user-agent: hss-client/VERSION
host: HOST
x-auth-token: TOKEN
accept-encoding: gzip
accept: */*

";
    assert_eq!(tap.heard(), with_version(expected));
}

#[tokio::test]
async fn the_pages_of_a_listing_differ_in_their_offset_only() {
    let mock = mock_with(25);
    let tap = Wiretap::to(mock.address());
    let client = builder(&tap.base_url()).build().unwrap();
    let mut tasks = list(&client).limit(10).items();
    while let Some(task) = tasks.next().await {
        task.unwrap();
    }
    let heard = tap.heard();
    let lines: Vec<&str> = heard.lines().filter(|line| line.starts_with("GET ")).collect();
    let path = "/v5/0123456789abcdef0123456789abcdef/image/tasks";
    assert_eq!(
        lines,
        [
            format!("GET {path}?limit=10&type=image_scan HTTP/1.1"),
            format!("GET {path}?limit=10&offset=10&type=image_scan HTTP/1.1"),
            format!("GET {path}?limit=10&offset=20&type=image_scan HTTP/1.1"),
        ]
    );
}
