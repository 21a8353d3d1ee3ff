//! Requests that are let in, and those that are not.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::Explorer;

/// The whole response to a request with this method, path and headers.
pub(crate) fn respond(explorer: &Explorer, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
    let (address, token) = parts(explorer);
    let mut stream = TcpStream::connect(address).unwrap();
    let path = path.replace("TOKEN", token);
    let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {}\r\n", value.replace("ADDRESS", address)));
    }
    let body = if method == "POST" { "{\"parameters\":[]}" } else { "" };
    request
        .push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(request.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

fn parts(explorer: &Explorer) -> (&str, &str) {
    explorer.url.trim_start_matches("http://").trim_end_matches('/').split_once('/').unwrap()
}

fn status(response: &str) -> &str {
    response.split(' ').nth(1).unwrap()
}

#[test]
fn only_pages_with_the_token_from_this_address_are_let_in() {
    let explorer = Explorer::start(&["--mock"]);
    const HOST: (&str, &str) = ("Host", "ADDRESS");
    const OWN: (&str, &str) = ("Origin", "http://ADDRESS");
    let send = "/TOKEN/send/image/list-image-scan-task";
    type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);
    let cases: [Case; 9] = [
        ("GET", "/TOKEN/", &[HOST], "200"),
        ("GET", "/", &[HOST], "403"),
        ("GET", "/00000000000000000000000000000000/", &[HOST], "403"),
        ("GET", "/TOKEN0/", &[HOST], "403"),
        ("GET", "/TOKEN/", &[("Host", "evil.example")], "403"),
        ("POST", send, &[HOST, OWN], "200"),
        ("POST", send, &[HOST], "403"),
        ("POST", send, &[HOST, ("Origin", "http://evil.example")], "403"),
        ("POST", send, &[HOST, ("Origin", "null")], "403"),
    ];
    for (method, path, headers, expected) in cases {
        let response = respond(&explorer, method, path, headers);
        assert_eq!(status(&response), expected, "{method} {path} {headers:?}");
        // Refusals have the policy, too.
        assert!(
            response.contains("content-security-policy: default-src 'none'; script-src 'self'"),
            "{response}"
        );
    }
}

#[test]
fn pages_have_no_script_or_style_of_their_own_and_no_secret() {
    let explorer = Explorer::start(&["--mock"]);
    for path in ["/TOKEN/", "/TOKEN/op/image/list-image-scan-task.html"] {
        let page = respond(&explorer, "GET", path, &[("Host", "ADDRESS")]);
        assert!(!page.contains("<script>") && !page.contains(" style=") && !page.contains(" onclick="));
        assert!(!page.contains(parts(&explorer).1) && !page.contains("mock-secret-key"));
    }
}

#[test]
fn a_shared_link_says_nothing_of_the_session() {
    let explorer = Explorer::start(&["--mock"]);
    let path = "/op/image/list-image-scan-task.html?type=%3Cscript%3E";
    let page = respond(&explorer, "GET", path, &[("Host", "ADDRESS")]);
    assert!(page.contains("Open the address that the command printed") && !page.contains(parts(&explorer).1));
    assert!(!page.contains("image") && !page.contains("<script>"), "{page}");
    assert_eq!(status(&respond(&explorer, "GET", path, &[("Host", "evil.example")])), "403");
}

#[test]
fn read_only_sends_nothing_that_writes() {
    let explorer = Explorer::start(&["--mock", "--read-only"]);
    let own: &[(&str, &str)] = &[("Host", "ADDRESS"), ("Origin", "http://ADDRESS")];
    let refused = respond(&explorer, "POST", "/TOKEN/send/image/delete-image-cicd-configuration", own);
    let refused = if refused.contains("404") {
        respond(&explorer, "POST", "/TOKEN/send/ai/copy-ai-policy-group", own)
    } else {
        refused
    };
    assert!(refused.contains("--read-only"), "{refused}");
    let read = respond(&explorer, "POST", "/TOKEN/send/quotas/list-quotas-detail", own);
    assert!(!read.contains("--read-only"), "{read}");
}

#[test]
fn other_machines_cannot_reach_it() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hss"))
        .args(["explore", "--mock", "--no-open", "--listen", "0.0.0.0:0"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("give a loopback address"));
}
