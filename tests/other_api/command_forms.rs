//! Forms, objects and streams on the command line of another API.

use std::fs;
use std::io::Write as _;
use std::process::{Output, Stdio};

use hss_mock::{Fault, Mock, RecordedRequest};
use serde_json::{Value as Json, json};

use crate::command::{library, mock, print, stderr, stdout};

/// Runs the command against a mock that knows its token.
fn run(mock: &Mock, arguments: &[&str]) -> Output {
    let connection = ["--endpoint", mock.base_url()];
    library(&[arguments, &connection].concat()).env("TOWN_LIBRARY_TOKEN", "secret-one").output().unwrap()
}

fn sent(mock: &Mock) -> RecordedRequest {
    mock.requests().pop().unwrap()
}

#[test]
fn parts_of_a_form_are_files_with_types_and_headers() {
    let (mock, folder) = (mock(), tempfile::tempdir().unwrap());
    let path = |name: &str| {
        let path = folder.path().join(name);
        fs::write(&path, name).unwrap();
        format!("@{}", path.display())
    };
    let (one, odd) = (format!("{};type=image/webp", path("one")), path("two;type=three"));
    let add =
        ["books", "add-scan", "--book-id", "7", "--scan", &one, "--more", &odd, "--more", &path("three")];
    let headers = ["--part-header", "scan=X-Checksum: a:b", "--part-header", "scan=x-angle:90"];
    stdout(&run(&mock, &[&add[..], &["--caption", "A page"], &headers].concat()));
    let request = sent(&mock);
    let body = String::from_utf8(request.body).unwrap();
    for part in [
        "name=\"scan\"; filename=\"one\"\r\nContent-Type: image/webp\r\nx-checksum: a:b\r\nx-angle: 90\r\n\r\none\r\n",
        "name=\"more\"; filename=\"two;type=three\"\r\nContent-Type: application/octet-stream\r\n\r\ntwo;type=three\r\n",
        "name=\"more\"; filename=\"three\"",
        "name=\"caption\"\r\n\r\nA page\r\n",
    ] {
        assert!(body.contains(part), "{part:?} is not in {body:?}");
    }
    let form = format!(r#"{{"scan": "{one}", "more": ["{odd}"]}}"#);
    let call = ["call", "AddScan", "--params", r#"{"book_id": "7"}"#, "--body", &form];
    stdout(&run(&mock, &[&call[..], &headers].concat()));
    let body = String::from_utf8(sent(&mock).body).unwrap();
    assert!(body.contains("x-angle: 90") && body.contains("filename=\"two;type=three\""), "{body:?}");
    let wrong = |options: &[&str]| {
        let output = run(&mock, &[&add[..], options].concat());
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        stderr(&output)
    };
    for (options, problem) in [
        (&[][..], "header `scan.X-Checksum` is missing, it is required"),
        (
            &["--part-header", "X-Checksum: a"],
            "the header of a part is 'PART=NAME: VALUE', not `X-Checksum: a`",
        ),
        (&["--part-header", "scam=X-Checksum: a"], "the body has no field `scam`; did you mean `scan`?"),
        (&["--part-header", "scan=X Checksum: a"], "is not a valid header name"),
    ] {
        let stderr = wrong(options);
        assert!(stderr.contains(problem), "{stderr}");
    }
    let output = run(&mock, &["call", "AddScan", "--body", r#"{"scam": "@x"}"#]);
    assert!(stderr(&output).contains("the body has no field `scam`"), "{}", stderr(&output));
    let login = ["call", "Login", "--body", r#"{"card": "1", "pin": "2"}"#, "--part-header", "card=X: y"];
    assert!(stderr(&run(&mock, &login)).contains("Login takes no form of parts"));
}

#[test]
fn headers_of_parts_are_in_the_help_and_in_samples() {
    let help = print(&["books", "add-scan", "--help"]);
    assert!(help.contains("--part-header <PART=NAME: VALUE>"), "{help}");
    assert!(help.contains("scan=X-Checksum (required), scan=X-Angle"), "{help}");
    assert!(!print(&["books", "create-book", "--help"]).contains("--part-header"));
    let text = print(&["describe", "add-scan"]);
    for line in [
        "  scan=X-Checksum (required)",
        "--scan logo.png --part-header 'scan=X-Checksum: X_CHECKSUM'",
        "-F 'scan=@logo.png;headers=\"X-Checksum: X_CHECKSUM\"'",
    ] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
}

/// A program of the same call with another media type of the response, which is what the explorer shows then.
fn scan_as_csv() -> String {
    let spec = hss_spec::read_folder(&crate::folder("library")).unwrap();
    let calls = hss_codegen::Calls::of(&spec, "books", quote::quote! { library::client }).unwrap();
    let (parameters, body) = (json!({ "book_id": "BOOK_ID" }), json!({ "scan": "logo.png" }));
    let input = hss_codegen::CallInput::new(parameters.as_object().unwrap()).body(&body);
    let input = input.part_header("scan", "X-Checksum", "X_CHECKSUM").accept("text/csv");
    calls.program("AddScan", "hss_runtime", &input).unwrap()
}

#[test]
fn the_sample_for_rust_compiles_and_its_call_is_accepted() {
    let committed = include_str!("samples/add_scan.rs");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(crate::folder("samples").join("add_scan.rs"), scan_as_csv()).unwrap();
    }
    assert_eq!(scan_as_csv(), committed, "UPDATE_EXPECT=1 writes it");
    let sample = print(&["describe", "add-scan", "--sample", "rust"]);
    assert!(sample.contains(".part_header(\"scan\", \"X-Checksum\", \"X_CHECKSUM\")"), "{sample}");
    assert!(sample.contains(".send()") && !sample.contains("send_as"), "{sample}");

    let (mock, folder) = (mock(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("logo.png"), "a picture").unwrap();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_library-sample"));
    program.env("TOWN_LIBRARY_TOKEN", "secret-one").env("TOWN_LIBRARY_ENDPOINT", mock.base_url());
    stdout(&program.current_dir(folder.path()).output().unwrap());
    let request = sent(&mock);
    assert_eq!((request.status, request.header("accept")), (Some(200), Some("text/csv")));
    let body = String::from_utf8(request.body).unwrap();
    assert!(body.contains("x-checksum: X_CHECKSUM\r\n\r\na picture"), "{body:?}");
    assert!(!fs::read(folder.path().join("download")).unwrap().is_empty());
}

#[test]
fn an_object_is_a_parameter_as_json() {
    let (mock, folder) = (mock(), tempfile::tempdir().unwrap());
    let path = folder.path().join("one");
    fs::write(&path, "one").unwrap();
    let scan = format!("@{}", path.display());
    let header = ["--part-header", "scan=X-Checksum: a"];
    let add = |area: &str| {
        let add = ["books", "add-scan", "--book-id", "7", "--scan", &scan, "--area", area];
        run(&mock, &[&add[..], &header].concat())
    };
    stdout(&add(r#"{"page": 3, "note": "torn"}"#));
    assert_eq!(sent(&mock).query_value("area"), Some("page,3,note,torn"));
    let form = format!(r#"{{"scan": "{scan}"}}"#);
    let call = ["call", "AddScan", "--params", r#"{"book_id": "7", "area": {"page": 4}}"#, "--body", &form];
    stdout(&run(&mock, &[&call[..], &header].concat()));
    assert_eq!(sent(&mock).query_value("area"), Some("page,4"));
    for (area, problem) in [
        ("3", "--area is `3`, but a JSON object is expected"),
        ("page=3", "but JSON is expected"),
        (r#"{"pages": 3}"#, "but it has no field `pages`; expected one of page, note"),
        (r#"{"page": "x"}"#, "but in `page`, an integer is expected"),
        (r#"{"page": 0}"#, "query parameter `area.page` is 0, must be in 1.."),
    ] {
        let stderr = stderr(&add(area));
        assert!(stderr.contains(problem), "{stderr}");
    }
}

#[test]
fn parameters_with_the_same_name_are_named_with_their_locations() {
    let mock = mock();
    let call = |parameters: &str| run(&mock, &["call", "GetEdition", "--params", parameters]);
    stdout(&call(r#"{"path.id": 7, "query.id": "abc", "header.id": true}"#));
    let request = sent(&mock);
    assert_eq!(request.path, "/editions/7");
    assert_eq!((request.query_value("id"), request.header("id")), (Some("abc"), Some("true")));
    let stderr = stderr(&call(r#"{"id": 7}"#));
    assert!(
        stderr.contains("GetEdition has no parameter `id`; expected one of path.id, query.id, header.id"),
        "{stderr}"
    );
    let sample = print(&["describe", "get-edition", "--sample", "rust"]);
    assert!(sample.contains(".get_edition(1, \"ID\")"), "{sample}");
}

#[test]
fn a_body_is_a_text_or_a_file_without_quotes() {
    let mock = mock();
    for (body, sent_as) in [("Read on", r#""Read on""#), (r#""Read""#, r#""Read""#), ("7", r#""7""#)] {
        stdout(&run(&mock, &["books", "set-motto", "--body", body]));
        assert_eq!(String::from_utf8(sent(&mock).body).unwrap(), sent_as);
    }
    let output = run(&mock, &["books", "set-motto", "--body", "Read on and on"]);
    assert!(stderr(&output).contains("must have ..=10 characters"), "{}", stderr(&output));
    let replace = ["books", "replace-cover", "--book-id", "1", "--body"];
    for body in ["-", "@-;type=image/jpeg"] {
        let mut command = library(&[&replace[..], &[body, "--endpoint", mock.base_url()]].concat());
        command.env("TOWN_LIBRARY_TOKEN", "secret-one").stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"a \xff picture").unwrap();
        stdout(&child.wait_with_output().unwrap());
        assert_eq!(sent(&mock).body, b"a \xff picture");
    }
    assert_eq!(sent(&mock).header("content-type"), Some("image/jpeg"));
    let output = run(&mock, &[&replace[..], &["a picture"]].concat());
    assert!(
        stderr(&output).contains("the body is a file: --body @FILE, or - for standard input"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn the_help_says_what_a_body_is_and_what_it_needs() {
    let help = |operation: &str| print(&["books", operation, "--help"]);
    assert!(help("replace-cover").contains("--body <@FILE|->"), "{}", help("replace-cover"));
    assert!(help("set-motto").contains("The body: JSON, a file"), "{}", help("set-motto"));
    let create = help("create-book");
    assert!(create.contains("Title. [required] [1 to 30 characters]"), "{create}");
}

#[test]
fn items_of_a_stream_come_in_the_format_that_is_asked_for() {
    for operation in ["read-news", "follow-news"] {
        let news = |options: &[&str]| print(&[&["books", operation, "--mock"], options].concat());
        let lines = news(&["-o", "jsonl"]);
        let ids: Vec<String> = lines
            .lines()
            .map(|line| serde_json::from_str::<Json>(line).unwrap()["id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(ids.len(), 3, "{lines}");
        let all: Vec<Json> = serde_json::from_str(&news(&["-o", "json"])).unwrap();
        assert_eq!(all.iter().map(|book| book["id"].as_str().unwrap()).collect::<Vec<_>>(), ids);
        assert_eq!(news(&["--query", "id"]).lines().collect::<Vec<_>>(), ids);
        let table = news(&["-o", "csv", "--columns", "id"]);
        assert_eq!(table.lines().collect::<Vec<_>>(), [&["id".to_owned()], &ids[..]].concat());
    }
    // Otherwise it is written as it arrives.
    assert!(print(&["books", "follow-news", "--mock"]).starts_with("data: {"));
    let mock = mock();
    mock.fault(Fault::status("ReadNews", 200).body("application/x-ndjson", "{\"id\":\"1\"}\n{"));
    let output = run(&mock, &["books", "read-news", "-o", "json"]);
    assert_eq!(
        (output.status.code(), serde_json::from_slice(&output.stdout).ok()),
        (Some(1), Some(json!([{ "id": "1" }])))
    );
}
