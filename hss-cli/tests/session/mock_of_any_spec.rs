//! `hss mock --spec`: the mock of another API.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::Stdio;

use crate::hss;

/// A spec with an operation that needs a key, and one that needs nothing.
fn write_spec(folder: &Path) {
    let service = r#"{
      "name": "library",
      "security_schemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Library-Key" } },
      "security": [{ "key": [] }]
    }"#;
    let operation = |id: &str, path: &str, more: &str| {
        format!(
            r#"{{ "operation": "{id}", "method": "GET", "path": "{path}",{more} "response": {{ "status": 204 }} }}"#
        )
    };
    fs::create_dir_all(folder.join("books")).unwrap();
    fs::write(folder.join("service.json"), service).unwrap();
    fs::write(folder.join("books/ListBooks.json"), operation("ListBooks", "/books", "")).unwrap();
    let free = operation("ShowHours", "/hours", r#" "security": [],"#);
    fs::write(folder.join("books/ShowHours.json"), free).unwrap();
}

/// The status of the response to such a request.
fn status(address: &str, path: &str, header: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text.split_whitespace().nth(1).unwrap().to_owned()
}

#[test]
fn it_has_the_operations_and_the_security_of_the_spec() {
    let folder = tempfile::tempdir().unwrap();
    write_spec(folder.path());
    let mut child = hss(&["mock", "--listen", "127.0.0.1:0", "--token", "secret", "--spec"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next().unwrap().unwrap();
    let url = line.strip_prefix("listening on ").unwrap();
    let hint = lines.next().unwrap().unwrap();
    let address = url.strip_prefix("http://").unwrap();
    let statuses = [
        status(address, "/books", ""),
        status(address, "/books", "X-Library-Key: another\r\n"),
        status(address, "/books", "X-Library-Key: secret\r\n"),
        status(address, "/hours", ""),
        status(address, "/v5/hss/images", ""),
    ];
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(hint, format!("try: curl -H 'X-Library-Key: secret' '{url}/books'"));
    assert_eq!(statuses, ["401", "401", "204", "204", "404"]);
}

#[test]
fn a_folder_without_a_spec_is_refused_with_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("my-spec");
    write_spec(&spec);
    fs::write(folder.path().join("api.yaml"), "openapi: 3.0.0").unwrap();
    let refusal = |path: &str| {
        let output = hss(&["mock", "--spec", path]).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    for (path, expected) in [
        (
            "none",
            "error: --spec: `none` does not exist; `hss-codegen import` creates a spec from documents\n",
        ),
        (
            "api.yaml",
            "error: --spec: `api.yaml` is a file; a spec is a folder, which `hss-codegen import FILE --spec DIR` creates \
             from a document\n",
        ),
        (
            "my-spec/service.json",
            "error: --spec: `my-spec/service.json` is a file of a spec; give its folder, `my-spec`\n",
        ),
        (
            "my-spec/books",
            "error: --spec: `my-spec/books` is not a spec: it has no service.json; `my-spec` is one\n",
        ),
        (".", "error: --spec: `.` is not a spec: it has no service.json; `./my-spec` is one\n"),
    ] {
        assert_eq!(refusal(path), expected);
    }
    fs::write(spec.join("books/ShowHours.json"), "{ \"operation\": \"ShowHours\" }").unwrap();
    let text = refusal("my-spec");
    assert!(text.starts_with("error: --spec: `my-spec` has errors:\n"), "{text}");
    assert!(text.contains("my-spec/books/ShowHours.json:1:1"), "{text}");
}
