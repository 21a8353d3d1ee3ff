//! The command line of another API, run as its users run it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use hss_mock::Mock;
use serde_json::Value as Json;

/// The variables that the command reads, none of which comes from whoever runs the tests.
const VARIABLES: [&str; 4] =
    ["TOWN_LIBRARY_TOKEN", "TOWN_LIBRARY_API_KEY", "TOWN_LIBRARY_ENDPOINT", "TOWN_LIBRARY_CREDENTIALS_FILE"];

pub(crate) fn library(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_library"));
    command.args(arguments).env("COLUMNS", "100").env("NO_COLOR", "1").env("HOME", "/nonexistent");
    for name in VARIABLES {
        command.env_remove(name);
    }
    // Of another vendor, which this command never reads.
    command.env("HUAWEICLOUD_SDK_AK", "AK").env("HUAWEICLOUD_SDK_SK", "SK");
    command
}

pub(crate) fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", stderr(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn print(arguments: &[&str]) -> String {
    stdout(&library(arguments).output().unwrap())
}

/// A mock that knows one token.
pub(crate) fn mock() -> Mock {
    let spec = hss_spec::read_folder(&crate::folder("library")).unwrap();
    Mock::builder().spec(spec).token("secret-one").start().unwrap()
}

#[test]
fn its_help_is_of_its_own_api_and_of_no_other() {
    let root = print(&["--help"]);
    assert!(root.starts_with("Town Library from a terminal\n\nUsage: town-library <GROUP>\n"), "{root}");
    assert!(root.contains("town-library books list-books --mock"), "{root}");
    assert!(root.contains("TOWN_LIBRARY_API_KEY        key of the scheme `key`"), "{root}");
    let pages: [&[&str]; 11] = [
        &["--help"],
        &["books", "--help"],
        &["books", "list-books", "--help"],
        &["call", "--help"],
        &["mock", "--help"],
        &["describe", "--help"],
        &["completions", "--help"],
        &["completions", "bash"],
        &["completions", "zsh"],
        &["man"],
        &["man", "list-books"],
    ];
    for page in pages {
        let text = print(page).to_lowercase();
        for word in ["hss", "huawei", "cn-north", "image", "access key", "project-id"] {
            assert!(!text.contains(word), "{page:?} says {word}:\n{text}");
        }
    }
    assert_eq!(print(&["--version"]), concat!("town-library ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn operations_are_found_described_and_shown_in_samples_of_no_vendor() {
    assert_eq!(print(&["ops", "cover", "png"]), "books get-book-cover-png  Get book cover png\n");
    // A group with the name of a command has another.
    assert_eq!(print(&["ops", "login"]), "group-call login  Login\n");
    let text = print(&["describe", "list-books"]);
    for expected in [
        "limit          integer, 1 to 10",
        "  use library::client::Client;",
        "client.books().list_books()",
        "  curl -X GET \"${TOWN_LIBRARY_ENDPOINT:-https://library.example.com/v1}/books\" \\\n    \
         -H \"Authorization: Bearer $TOWN_LIBRARY_TOKEN\"",
    ] {
        assert!(text.contains(expected), "{expected} is not in:\n{text}");
    }
    for vendor in ["huawei", "--sample go", "--sample java", "--sample python"] {
        assert!(!text.to_lowercase().contains(vendor), "{text}");
    }
    let create = print(&["describe", "create-book"]);
    for expected in [
        "  pages  integer from 0\n",
        "  cover  one of the types HardCover, SoftCover\n         Cover.\n    HardCover  object, kind: hard\n",
        "    SoftCover  object, kind: soft\n",
        "flaps  boolean\n",
        // An example of the document, in the description and in samples.
        "title  string, required, 1 to 30 characters, example: The Old Lamp\n",
        "\"title\":\"The Old Lamp\"",
    ] {
        assert!(create.contains(expected), "{expected} is not in:\n{create}");
    }
    let help = print(&["books", "create-book", "--help"]);
    assert!(help.contains("[one of the types HardCover, SoftCover]"), "{help}");
    let form = print(&["describe", "Login", "--sample", "curl"]);
    assert!(form.ends_with("--data-urlencode 'card=CARD' \\\n  --data-urlencode 'pin=PIN'\n"), "{form}");
    let file = print(&["describe", "ReplaceCover", "--sample", "town-library"]);
    assert_eq!(file, "town-library books replace-cover --book-id BOOK_ID --body @FILE\n");
}

#[cfg(unix)]
#[test]
fn a_sample_for_the_shell_is_a_call_that_the_mock_accepts() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["FILE", "logo.png"] {
        fs::write(folder.path().join(name), "a picture").unwrap();
    }
    for id in ["AddScan", "CreateBook", "GetBookCoverPng", "ListBooks", "OrderBooks", "ReplaceCover", "Login"]
    {
        let sample = print(&["describe", id, "--sample", "town-library"]);
        let call = sample.strip_prefix("town-library ").unwrap();
        let line = format!("\"$LIBRARY\" {} --mock", call.trim_end());
        let mut shell = Command::new("sh");
        shell.args(["-c", &line]).env("LIBRARY", env!("CARGO_BIN_EXE_library")).current_dir(folder.path());
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{sample}: {}", stderr(&output));
    }
}

#[test]
fn all_pages_of_a_listing_are_read_as_large_as_they_may_be() {
    let mock = Mock::builder()
        .spec(hss_spec::read_folder(&crate::folder("library")).unwrap())
        .items("ListBooks", 25)
        .start()
        .unwrap();
    let arguments = ["books", "list-books", "--region", "north", "--all", "-o", "jsonl"];
    let output = library(&arguments)
        .args(["--endpoint", mock.base_url()])
        .env("TOWN_LIBRARY_TOKEN", "any")
        .output()
        .unwrap();
    let lines = stdout(&output);
    let ids: std::collections::BTreeSet<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<Json>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!((lines.lines().count(), ids.len()), (25, 25));
    let requests = mock.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert_eq!(request.query_value("limit"), Some("10"));
        // Here it is a parameter of the API, not a setting of the client.
        assert_eq!(request.query_value("region"), Some("north"));
    }
}

#[test]
fn files_are_sent_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cover.png");
    let (mock, path) = (mock(), path.to_str().unwrap());
    let run = |arguments: &[&str]| {
        let mut command = library(&["books"]);
        command.args(arguments).args(["--book-id", "7", "--endpoint", mock.base_url()]);
        stdout(&command.env("TOWN_LIBRARY_TOKEN", "secret-one").output().unwrap())
    };
    run(&["get-book-cover-png", "--save", path]);
    let saved = fs::read(path).unwrap();
    assert!(!saved.is_empty());
    run(&["replace-cover", "--body", &format!("@{path}")]);
    assert_eq!(mock.requests().pop().unwrap().body, saved);
}

#[test]
fn a_body_is_sent_in_the_media_type_that_is_asked_for() {
    let mock = mock();
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("cover");
    fs::write(&picture, "a picture").unwrap();
    let body = format!("@{}", picture.display());
    let run = |arguments: &[&str]| {
        let connection = ["--endpoint", mock.base_url()];
        library(&[arguments, &connection].concat()).env("TOWN_LIBRARY_TOKEN", "secret-one").output().unwrap()
    };
    let replace = ["books", "replace-cover", "--book-id", "1", "--body", &body];
    let call = ["call", "ReplaceCover", "--params", r#"{"book_id": "1"}"#, "--body", &body];
    for (options, sent) in [
        (&[][..], "image/png"),
        (&["--media-type", "image/png"], "image/png"),
        (&["--media-type", "IMAGE/JPEG; q=1"], "image/jpeg"),
    ] {
        for command in [&replace[..], &call] {
            stdout(&run(&[command, options].concat()));
            let request = mock.requests().pop().unwrap();
            assert_eq!(request.header("content-type"), Some(sent), "{command:?} {options:?}");
            assert_eq!(request.body, b"a picture");
        }
    }
    let refused = run(&[&replace[..], &["--media-type", "image/gif"]].concat());
    assert!(!refused.status.success());
    let why = "ReplaceCover takes no body of `image/gif`; expected image/png, image/jpeg";
    assert!(stderr(&refused).contains(why), "{}", stderr(&refused));
    let refused = run(&["call", "ListBooks", "--media-type", "image/gif"]);
    assert!(stderr(&refused).contains("ListBooks takes no body"), "{}", stderr(&refused));
    let help = print(&["books", "replace-cover", "--help"]);
    assert!(help.contains("--media-type <TYPE>"), "{help}");
    assert!(
        help.contains("The media type of the body: image/png, image/jpeg [default: image/png]"),
        "{help}"
    );
    // Where there is one, there is nothing to choose.
    assert!(!print(&["books", "create-book", "--help"]).contains("--media-type"));
}

#[test]
fn a_response_comes_in_the_media_type_that_is_asked_for() {
    let mock = mock();
    let run = |arguments: &[&str]| {
        let connection = ["--endpoint", mock.base_url()];
        library(&[arguments, &connection].concat()).env("TOWN_LIBRARY_TOKEN", "secret-one").output().unwrap()
    };
    let asked = || mock.requests().pop().unwrap().header("accept").map(str::to_owned);
    let list = ["books", "list-books"];
    let call = ["call", "ListBooks"];
    for command in [&list[..], &call] {
        let with = |options: &[&str]| stdout(&run(&[command, options].concat()));
        let whole = with(&["--output", "json"]);
        assert_ne!(asked().as_deref(), Some("text/csv"), "{command:?}");
        assert_eq!(with(&["--output", "json", "--accept", "application/json"]), whole, "the default");
        assert!(
            with(&["--accept", "Application/VND.town+json; q=1", "--output", "json"]).contains("\"books\"")
        );
        assert_eq!(asked().as_deref(), Some("application/vnd.town+json"), "{command:?}");
        assert!(!with(&["--accept", "text/csv"]).is_empty());
        assert_eq!(asked().as_deref(), Some("text/csv"), "{command:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cover.webp");
    let cover = ["books", "get-book-cover-png", "--book-id", "1", "--accept", "image/webp", "--save"];
    stdout(&run(&[&cover[..], &[path.to_str().unwrap()]].concat()));
    assert_eq!(asked().as_deref(), Some("image/webp"));
    assert!(!fs::read(&path).unwrap().is_empty());
    for (arguments, why) in [
        (
            &["books", "list-books", "--accept", "text/html"][..],
            "ListBooks has no response of `text/html`; expected application/json, application/vnd.town+json, text/csv",
        ),
        (&["call", "OrderBooks", "--accept", "text/csv"], "OrderBooks has no response with content"),
        (
            &["books", "list-books", "--all", "--accept", "text/csv"],
            "--all reads responses of application/json, not of text/csv",
        ),
    ] {
        let refused = run(arguments);
        assert!(!refused.status.success() && stderr(&refused).contains(why), "{}", stderr(&refused));
    }
    let help = print(&["books", "list-books", "--help"]);
    let words: Vec<&str> = help.split_whitespace().collect();
    let listed = "--accept <TYPE> The media type of the response: application/json, application/vnd.town+json, text/csv";
    assert!(words.join(" ").contains(&format!("{listed} [default: application/json]")), "{help}");
    assert!(!print(&["books", "create-book", "--help"]).contains("--accept"));
}

#[test]
fn credentials_and_the_address_come_from_the_environment() {
    let mock = mock();
    for (name, value, status) in
        [("TOKEN", "secret-one", 0), ("API_KEY", "secret-one", 0), ("API_KEY", "another", 1)]
    {
        let output = library(&["books", "list-books"])
            .env(format!("TOWN_LIBRARY_{name}"), value)
            .env("TOWN_LIBRARY_ENDPOINT", mock.base_url())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(status), "{name}: {}", stderr(&output));
    }
    let key = mock.requests()[1].query_value("library_key").map(str::to_owned);
    assert_eq!(key.as_deref(), Some("secret-one"));
}

#[test]
fn a_profile_is_a_section_of_the_files_settings_and_of_no_others() {
    let mock = mock();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("credentials");
    let text = format!(
        "[town]\nendpoint = {}\ntoken = another\n\n; a comment\n[village]\napi_key = secret-one\nendpoint={0}\n\
         [typo]\ntokn = x\n",
        mock.base_url()
    );
    fs::write(&path, text).unwrap();
    let run = |profile: &str, path: &Path| {
        library(&["books", "list-books", "--profile", profile])
            .env("TOWN_LIBRARY_CREDENTIALS_FILE", path)
            // Of another account, which a profile must not mix with its own.
            .env("TOWN_LIBRARY_TOKEN", "of-another-account")
            .output()
            .unwrap()
    };
    stdout(&run("village", &path));
    assert_eq!(mock.requests().pop().unwrap().header("authorization"), None);
    assert_eq!(run("town", &path).status.code(), Some(1));
    for (profile, expected) in [
        ("city", "has no section [city]; it has [town], [village], [typo]"),
        ("typo", "`tokn` is not a setting; expected one of token, client_id"),
    ] {
        let output = run(profile, &path);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
    }
    let output = run("town", Path::new("/nonexistent/file"));
    assert!(
        stderr(&output).contains("profile file `/nonexistent/file` cannot be read"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn missing_credentials_are_named_by_their_variables() {
    let output = library(&["books", "list-books"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let expected = "error: no credentials: ListBooks needs one of these security schemes:
- `token` (TOWN_LIBRARY_TOKEN)
- `key` (TOWN_LIBRARY_API_KEY)

hint: set the variable, or name a section of the profile file with --profile; to try any command without an account, \
                    add --mock\n";
    assert_eq!(stderr(&output), expected);
    let output = library(&["group-call", "login", "--card", "1", "--pin", "2"]).output().unwrap();
    let expected = "`grant` (TOWN_LIBRARY_CLIENT_ID and TOWN_LIBRARY_CLIENT_SECRET; an existing token in TOWN_LIBRARY_TOKEN)";
    assert!(stderr(&output).contains(expected), "{}", stderr(&output));
}

#[test]
fn a_dry_run_shows_no_secret_of_any_scheme() {
    let run = |arguments: &[&str], set: &[(&str, &str)]| {
        let mut command = library(arguments);
        stdout(&command.arg("--dry-run").envs(set.iter().copied()).output().unwrap())
    };
    let list = ["books", "list-books"];
    let by_key = run(&list, &[("TOWN_LIBRARY_API_KEY", "s3cret")]);
    assert!(
        by_key.starts_with("curl -X GET 'https://library.example.com/v1/books?library_key=***'"),
        "{by_key}"
    );
    let by_token = run(&list, &[("TOWN_LIBRARY_TOKEN", "s3cret")]);
    assert!(by_token.ends_with("-H @- <<'SECRETS'\nauthorization: Bearer ***\nSECRETS\n"), "{by_token}");
    // The request, and not that for a token.
    let client = [("TOWN_LIBRARY_CLIENT_ID", "me"), ("TOWN_LIBRARY_CLIENT_SECRET", "s3cret")];
    let granted = run(&["group-call", "login", "--card", "1", "--pin", "2"], &client);
    assert!(granted.contains("/v1/login'") && granted.contains("Bearer ***"), "{granted}");
    // A parameter that other programs have an option of that name for.
    let by_region = run(&["books", "list-books", "--region", "north"], &[("TOWN_LIBRARY_TOKEN", "s3cret")]);
    assert!(
        by_region.starts_with("curl -X GET 'https://library.example.com/v1/books?region=north'"),
        "{by_region}"
    );
    for text in [by_key, by_token, granted, by_region] {
        assert!(!text.contains("s3cret"), "{text}");
    }
}
