//! Requests that are let in, and those that are not.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::Explorer;

/// The headers of a request of the explorer's own pages.
pub(crate) const OWN: &[(&str, &str)] = &[("Host", "ADDRESS"), ("Origin", "http://ADDRESS")];

/// The whole response to a request with this method, path and headers.
pub(crate) fn respond(explorer: &Explorer, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
    let body = if method == "POST" { "{\"parameters\":[]}" } else { "" };
    respond_with(explorer, method, path, headers, body)
}

/// The same with this body.
pub(crate) fn respond_with(
    explorer: &Explorer,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> String {
    let (address, token) = parts(explorer);
    let mut stream = TcpStream::connect(address).unwrap();
    let path = path.replace("TOKEN", token);
    let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {}\r\n", value.replace("ADDRESS", address)));
    }
    request
        .push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len()));
    // A server may refuse before it has read everything.
    let _ = stream.write_all(request.as_bytes());
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
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
    const ORIGIN: (&str, &str) = ("Origin", "http://ADDRESS");
    let send = "/TOKEN/send/image/list-image-scan-task";
    type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);
    let cases: [Case; 9] = [
        ("GET", "/TOKEN/", &[HOST], "200"),
        ("GET", "/", &[HOST], "403"),
        ("GET", "/00000000000000000000000000000000/", &[HOST], "403"),
        ("GET", "/TOKEN0/", &[HOST], "403"),
        ("GET", "/TOKEN/", &[("Host", "evil.example")], "403"),
        ("POST", send, &[HOST, ORIGIN], "200"),
        ("POST", send, &[HOST], "403"),
        ("POST", send, &[HOST, ("Origin", "http://evil.example")], "403"),
        ("POST", send, &[HOST, ("Origin", "null")], "403"),
    ];
    for (method, path, headers, expected) in cases {
        let response = respond(&explorer, method, path, headers);
        assert_eq!(status(&response), expected, "{method} {path} {headers:?}");
        // Refusals have the policy, too.
        assert!(
            response.contains(
                "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                 connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
            ),
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
fn a_shared_link_has_no_data_of_the_session() {
    let explorer = Explorer::start(&["--mock"]);
    let path = "/op/image/list-image-scan-task.html?type=%3Cscript%3E";
    let page = respond(&explorer, "GET", path, &[("Host", "ADDRESS")]);
    assert!(page.contains("open the address that the command printed") && !page.contains(parts(&explorer).1));
    assert!(!page.contains("image") && !page.contains("<script>"), "{page}");
    assert_eq!(status(&respond(&explorer, "GET", path, &[("Host", "evil.example")])), "403");
}

#[test]
fn read_only_refuses_calls_that_write() {
    let explorer = Explorer::start(&["--mock", "--read-only"]);
    for path in ["image/delete-cicd-configurations", "ai/copy-ai-policy-group"] {
        let refused = respond(&explorer, "POST", &format!("/TOKEN/send/{path}"), OWN);
        assert!(refused.contains("--read-only"), "{refused}");
    }
    let read = respond(&explorer, "POST", "/TOKEN/send/billing/list-quotas-detail", OWN);
    assert!(read.contains("\"status\":200"), "{read}");
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

#[test]
fn other_names_and_forms_of_the_address_are_refused() {
    let explorer = Explorer::start(&["--mock"]);
    let (address, _) = parts(&explorer);
    let (_, port) = address.split_once(':').unwrap();
    let hosts = [
        format!("localhost.:{port}"),
        format!("127.0.0.1.:{port}"),
        format!("127.1:{port}"),
        format!("0.0.0.0:{port}"),
        format!("[::1]:{port}"),
        format!("127.0.0.1:{port}@evil.example"),
        format!("127.0.0.1:{port}.evil.example"),
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        "localhost:1".to_owned(),
        String::new(),
    ];
    for host in &hosts {
        let response = respond(&explorer, "GET", "/TOKEN/", &[("Host", host)]);
        assert_ne!(status(&response), "200", "{host}");
        assert!(!response.contains("operations in"), "{host}");
    }
    for headers in [
        &[][..],
        &[("Host", "ADDRESS"), ("Host", "evil.example")],
        &[("Host", "evil.example"), ("Host", "ADDRESS")],
    ] {
        assert_ne!(status(&respond(&explorer, "GET", "/TOKEN/", headers)), "200", "{headers:?}");
    }
    // A proxy's form of the request: the name in it counts as little as that of the header.
    let proxied = respond(&explorer, "GET", "http://evil.example/TOKEN/", &[("Host", "evil.example")]);
    assert_ne!(status(&proxied), "200");
    for origin in [
        "null",
        "http://127.0.0.1",
        "https://ADDRESS",
        "http://ADDRESS.evil.example",
        "http://ADDRESS/",
        "file://",
        "",
    ] {
        let headers = [("Host", "ADDRESS"), ("Origin", origin)];
        for (method, path) in
            [("POST", "/TOKEN/next/0"), ("POST", "/TOKEN/upload?name=x"), ("GET", "/TOKEN/")]
        {
            assert_eq!(
                status(&respond(&explorer, method, path, &headers)),
                "403",
                "{method} {path} {origin}"
            );
        }
    }
    // A link from elsewhere does not have the token, so its origin does not matter.
    let from = [("Host", "ADDRESS"), ("Referer", "http://evil.example/")];
    assert_eq!(status(&respond(&explorer, "GET", "/TOKEN/", &from)), "200");
    assert_eq!(status(&respond(&explorer, "GET", "/", &from)), "403");
}

#[test]
fn no_path_leads_out_of_the_pages() {
    let explorer = Explorer::start(&["--mock"]);
    for path in [
        "/TOKEN/op/../../../../etc/passwd",
        "/TOKEN/op/%2e%2e/%2e%2e%2fetc%2fpasswd",
        "/TOKEN/op/image/..%2f..%2fetc%2fpasswd.html",
        "/TOKEN/file/../../etc/passwd",
        "/TOKEN/file/%2fetc%2fpasswd",
        "/TOKEN/file/-1",
        "/TOKEN/file/99999999999999999999999",
        "/TOKEN/file/0",
        "/TOKEN//etc/passwd",
        "/TOKEN/op/image/%00.html",
        "/TOKEN/op/%ff/%ff.html",
        "/op/..%2f",
        "/enter.js/..",
        "//evil.example/",
    ] {
        let response = respond(&explorer, "GET", path, &[("Host", "ADDRESS")]);
        assert!(
            ["400", "403", "404"].contains(&status(&response)) || path.starts_with("/op/"),
            "{path}: {response}"
        );
        assert!(
            !response.contains("root:") && response.contains("content-security-policy"),
            "{path}: {response}"
        );
    }
    // Names of uploads are kept inside, too.
    for name in ["../../x", "..", ".", "%00", "a%0d%0ab", "%2fetc%2fpasswd", "C:%5Cx"] {
        let sent = respond(&explorer, "POST", &format!("/TOKEN/upload?name={name}"), OWN);
        assert_eq!(status(&sent), "200", "{name}: {sent}");
    }
}

#[test]
fn forms_that_are_none_are_refused_and_values_cannot_add_headers() {
    let explorer = Explorer::start(&["--mock"]);
    let path = "/TOKEN/send/image/list-image-scan-task";
    for body in [
        "",
        "{",
        "[]",
        "{\"parameters\":[[0]]}",
        "{\"file\":\"/etc/passwd\"}",
        "{\"media_type\":-1}",
        "{\"body\":{\"path\":\"/etc/passwd\"}}",
    ] {
        let response = respond_with(&explorer, "POST", path, OWN, body);
        assert!(["400", "415", "422"].contains(&status(&response)), "{body}: {response}");
    }
    let deep = format!("{{\"json\":\"x\",\"body\":{}", "{\"object\":{\"a\":".repeat(10_000));
    assert_eq!(status(&respond_with(&explorer, "POST", path, OWN, &deep)), "400");
    for form in ["{\"parameters\":[[99,[\"x\"]]]}", "{\"media_type\":99}", "{\"json\":\"[[[\"}"] {
        let response = respond_with(&explorer, "POST", path, OWN, form);
        assert_eq!(status(&response), "200", "{form}: {response}");
    }
    let spec = crate::shop::spec();
    let server = crate::shop::Server::start("HTTP/1.1 200 OK\r\nContent-Type: text/plain", "x");
    let shop = crate::shop::explore(&spec, &server);
    let form = "{\"parameters\":[[0,[\"a&b=c #\\r\\nX-Evil: 1\"]],[1,[\"a\\r\\nX-Evil: 1\"]]]}";
    let response = respond_with(&shop, "POST", "/TOKEN/send/shop/read-file", OWN, form);
    assert!(response.contains("Nothing was sent") && server.latest().is_empty(), "{response}");
    let form = "{\"parameters\":[[0,[\"a&b=c #\\r\\nX-Evil: 1\"]]]}";
    let response = respond_with(&shop, "POST", "/TOKEN/send/shop/read-file", OWN, form);
    assert!(response.contains("\"status\":200"), "{response}");
    assert!(
        server.latest().starts_with("GET /file?kind=a%26b%3Dc%20%23%0D%0AX-Evil%3A%201 HTTP/1.1\r\n"),
        "{}",
        server.latest()
    );
}

#[test]
fn calls_are_made_at_the_same_time() {
    let explorer = Explorer::start(&["--mock", "--mock-fault", "delay=1000"]);
    let start = std::time::Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let sent = respond(&explorer, "POST", "/TOKEN/send/billing/list-quotas-detail", OWN);
                assert!(sent.contains("\"status\":200"), "{sent}");
            });
        }
    });
    let seconds = start.elapsed().as_secs_f64();
    assert!(seconds < 6.0, "8 calls of a second took {seconds}");
}
