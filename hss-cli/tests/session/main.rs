//! Sessions beyond a file of commands: closed pipes, Ctrl-C, colours, files, hostile servers.

// Clippy knows test functions, but not the functions that they share.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod mock_of_any_spec;
mod safety;
mod terminals;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Command, Stdio};

use serde_json::Value;

const LISTING: [&str; 4] = ["image", "list-image-scan-task", "--type", "image_scan"];

fn hss(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hss"));
    command.args(arguments).env("TZ", "Asia/Shanghai");
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn listing(more: &[&str]) -> Command {
    let mut command = hss(&LISTING);
    command.arg("--mock").args(more);
    command
}

#[test]
fn a_closed_pipe_ends_it_without_a_word() {
    let mut child = listing(&["--all", "--mock-items", "5000", "-o", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(serde_json::from_str::<Value>(&first).is_ok(), "{first}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}

#[test]
fn ctrl_c_leaves_a_whole_list_and_tells_how_to_continue() {
    let mut child = listing(&["--all", "--mock-items", "5000", "--mock-fault", "delay=300", "-o", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    out.read_line(&mut text).unwrap();
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    out.read_to_string(&mut text).unwrap();
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    let items: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(items.len() >= 200 && items.len() < 5000);
    assert!(
        stderr.contains(&format!("stopped after {0} of 5000; continue with --offset {0}", items.len())),
        "{stderr}"
    );
}

#[test]
fn a_listing_goes_on_where_it_was_stopped() {
    let names = |more: &[&str]| {
        let mut command = listing(&["--all", "--mock-items", "450", "-o", "csv", "--columns", "task_name"]);
        String::from_utf8(command.args(more).output().unwrap().stdout).unwrap()
    };
    let all = names(&[]);
    let rest = names(&["--offset", "200"]);
    assert_eq!((all.lines().count(), rest.lines().count()), (451, 251));
    assert_eq!(all.lines().skip(201).collect::<Vec<_>>(), rest.lines().skip(1).collect::<Vec<_>>());
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let output = |name: &str, value: &str| {
        let output = listing(&[]).env(name, value).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!output("COLUMNS", "100").contains('\u{1b}'));
    assert!(output("CLICOLOR_FORCE", "1").contains('\u{1b}'));
    let both = listing(&[]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().unwrap();
    assert!(!String::from_utf8(both.stdout).unwrap().contains('\u{1b}'));
}

#[test]
fn without_a_terminal_there_is_no_progress() {
    let output = listing(&["--all"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 24);
}

#[test]
fn a_dry_run_is_a_curl_command_without_secrets() {
    let output = hss(&LISTING)
        .args(["--region", "cn-north-4", "--project-id", "0123456789abcdef0123456789abcdef", "--dry-run"])
        .env("HUAWEICLOUD_SDK_AK", "AN-ACCESS-KEY")
        .env("HUAWEICLOUD_SDK_SK", "a-very-secret-key")
        .env("HUAWEICLOUD_SDK_SECURITY_TOKEN", "a-secret-token")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && text.starts_with("curl -X GET 'https://hss.cn-north-4.myhuaweicloud.com/"),
        "{text}"
    );
    assert!(text.contains("Access=AN-ACCESS-KEY") && text.contains("x-security-token: ***"), "{text}");
    assert!(!text.contains("a-very-secret-key") && !text.contains("a-secret-token"), "{text}");
}

#[test]
fn a_body_comes_from_a_file_from_standard_input_and_from_options() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("body.json");
    std::fs::write(&path, r#"{"is_all": true, "rate_limit": 5}"#).unwrap();
    let dry = ["image", "create-manual-image-scan-task", "--mock", "--dry-run", "--project-id", "0123"];
    let from_file =
        hss(&dry).args(["--body", &format!("@{}", path.display()), "--rate-limit", "9"]).output().unwrap();
    let text = String::from_utf8(from_file.stdout).unwrap();
    assert!(text.contains(r#"'{"rate_limit":9,"is_all":true}'"#), "{text}");

    let mut child =
        hss(&dry).args(["--body", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(br#"{"is_all": false}"#).unwrap();
    let text = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(text.contains(r#"'{"is_all":false}'"#), "{text}");

    let mut child =
        hss(&dry).args(["--body", "@-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(br#"{"is_all": true}"#).unwrap();
    let text = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(text.contains(r#"'{"is_all":true}'"#), "{text}");

    let flags = hss(&dry).args(["--scan-scope", "vulnerabilities,baseline"]).output().unwrap();
    let text = String::from_utf8(flags.stdout).unwrap();
    assert!(text.contains(&format!(r#"'{{"scan_scope":{}}}'"#, 0x000f_f000)), "{text}");
}

#[test]
fn the_curl_sample_signs_as_the_service_wants_it() {
    let has = |program: &str| Command::new(program).arg("version").output().is_ok();
    if !has("curl") || !has("openssl") {
        eprintln!("skipped: there is no curl or no openssl");
        return;
    }
    let mock = hss_mock::Mock::builder().key("AK", "SK").start().unwrap();
    let sample = hss(&["describe", "ListImageScanTask", "--sample", "curl"]).output().unwrap();
    let script = String::from_utf8(sample.stdout).unwrap();
    let output = Command::new("sh")
        .args(["-c", &script])
        .env("HUAWEICLOUD_SDK_AK", "AK")
        .env("HUAWEICLOUD_SDK_SK", "SK")
        .env("HUAWEICLOUD_SDK_PROJECT_ID", "0123")
        .env("HSS_ENDPOINT", mock.base_url())
        .output()
        .unwrap();
    let response: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(response["total_num"], 23, "{response}");
}

#[test]
fn starting_up_takes_no_longer_than_a_blink() {
    let start = std::time::Instant::now();
    for _ in 0..10 {
        assert!(hss(&["image", "list-image-scan-task", "--help"]).output().unwrap().status.success());
    }
    // A release build takes some 5 ms; a machine that tests at the same time, and a debug build, may take longer.
    assert!(start.elapsed().as_millis() / 10 < 200, "{:?}", start.elapsed() / 10);
}

#[test]
fn the_mock_runs_as_a_separate_server() {
    let mut server = hss(&[
        "mock",
        "--listen",
        "127.0.0.1:0",
        "--items",
        "3",
        "--key",
        "AK:SK",
        "--fault",
        "status=503; times=1",
    ])
    .stdout(Stdio::piped())
    .spawn()
    .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("listening on ").unwrap().to_owned();
    let list = |secret_key: &str| {
        hss(&LISTING)
            .args(["--region", "cn-north-4", "--endpoint", &url, "-o", "csv", "--columns", "task_name"])
            .env("HUAWEICLOUD_SDK_AK", "AK")
            .env("HUAWEICLOUD_SDK_SK", secret_key)
            .output()
            .unwrap()
    };
    let (right, wrong) = (list("SK"), list("another"));
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(String::from_utf8_lossy(&right.stdout).lines().count(), 4, "{right:?}");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("APIGW.0301"), "{wrong:?}");
}

/// A listing with these options, against this response body.
fn respond(body: &'static str, options: &[&str]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let _ = connection.read(&mut request).unwrap();
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        connection.write_all(format!("{head}{body}").as_bytes()).unwrap();
    });
    let output = hss(&LISTING)
        .args(["--region", "cn-north-4", "--project-id", "0123", "--endpoint", &endpoint])
        .args(options)
        .env("HUAWEICLOUD_SDK_AK", "AK")
        .env("HUAWEICLOUD_SDK_SK", "SK")
        .env("COLUMNS", "40")
        .output()
        .unwrap();
    server.join().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

const CHINESE: &str = r#"{"total_num":2,"data_list":[
    {"task_name":"每周扫描","failed_reason":"镜像,仓库 \"一\"","task_status":-2,"new_field":1},
    {"task_name":"night","failed_reason":"=1+1\nnext","task_status":42}]}"#;

#[test]
fn csv_is_exact_unless_it_has_to_be_safe_for_spreadsheets() {
    let body = r#"{"total_num":1,"data_list":[{"task_name":"=1+1","failed_reason":"@a","task_status":-2,
        "task_id":"\ttab","policy_id":"a=b","image_type":"-1","task_type":"+1","sync_task_type":"\rcr"}]}"#;
    let columns = "task_name,failed_reason,task_status,task_id,policy_id,image_type,task_type,sync_task_type";
    let csv = |more: &[&str]| {
        let options = [&["-o", "csv", "--columns", columns], more].concat();
        respond(body, &options).split_once('\n').unwrap().1.to_owned()
    };
    assert_eq!(csv(&[]), "=1+1,@a,-2,\ttab,a=b,-1,+1,\"\rcr\"\n");
    assert_eq!(csv(&["--csv-safe"]), "'=1+1,'@a,-2,'\ttab,a=b,'-1,'+1,\"'\rcr\"\n");
}

#[test]
fn csv_quotes_what_must_be_quoted_and_keeps_chinese() {
    let csv = respond(CHINESE, &["-o", "csv", "--columns", "task_name,failed_reason,task_status"]);
    let expected = "task_name,failed_reason,task_status\n每周扫描,\"镜像,仓库 \"\"一\"\"\",-2\nnight,\"=1+1\nnext\",42\n";
    assert_eq!(csv, expected);
}

#[test]
fn a_table_counts_the_columns_that_letters_take() {
    let table = respond(CHINESE, &["--columns", "task_name,task_status,failed_reason"]);
    let expected = "\
task_name  task_status  failed_reason
每周扫描   timed out    镜像,仓库 \"一\"
night      42 %         =1+1\\u{a}next
";
    assert_eq!(table, expected);
}

#[test]
fn json_keeps_unknown_fields() {
    assert!(respond(CHINESE, &["-o", "json"]).contains("\"new_field\": 1"));
}

#[test]
fn without_credentials_the_error_lists_the_places_and_a_hint() {
    let output = hss(&LISTING)
        .args(["--region", "cn-north-4", "--project-id", "0123", "--profile", "missing"])
        .env("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "/nonexistent/credentials")
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr.contains("/nonexistent/credentials") && stderr.contains("add --mock"), "{stderr}");
}

#[test]
fn a_file_goes_to_where_it_is_saved_or_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.bin");
    let download = |more: &[&str]| {
        let mut command = hss(&["download", "list-download-exported-file", "--file-id", "f-1", "--mock"]);
        command.args(more).output().unwrap()
    };
    let printed = download(&[]);
    assert!(printed.status.success() && printed.stderr.is_empty());
    assert!(printed.stdout.starts_with(b"ListDownloadExportedFile "));
    let saved = download(&["--save", path.to_str().unwrap()]);
    assert!(saved.status.success() && saved.stdout.is_empty());
    assert_eq!(std::fs::read(&path).unwrap(), printed.stdout);
}

#[test]
fn a_broken_download_keeps_the_old_file_and_leaves_no_partial_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.bin");
    std::fs::write(&path, "old").unwrap();
    let output = hss(&["download", "list-download-exported-file", "--file-id", "f-1", "--mock"])
        .args(["--mock-fault", "truncate", "--force", "--save", path.to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("bytes: ") && stderr.contains("request id"), "{stderr}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
