//! Safety: text of servers on a terminal, links where files are saved, secrets in arguments.

use super::*;

/// Hostile text in every place that a server fills: control characters, bidirectional controls, forged lines.
const HOSTILE: &str = "{\"total_num\":1,\"data_list\":[{\"task_id\":\"1\",\"task_status\":100,\
    \"task_name\":\"a\\u001b]0;title\\u0007\u{9b}2J\u{202e}\\nerror: forged\",\"task_type\":\"\u{7f}\"}],\
    \"\\u001b[2J\u{9b}\":\"\u{2066}\"}";

fn assert_is_safe(text: &str) {
    let is_safe = |letter: char| {
        letter == '\n'
            || !letter.is_control() && !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(text.chars().all(is_safe), "{text:?}");
}

#[test]
fn control_characters_of_a_server_are_escaped_in_tables_and_json() {
    for options in [&["--columns", "task_name,task_type"][..], &[], &["--watch", "1ms"]] {
        let table = respond(HOSTILE, options);
        assert_is_safe(&table);
        assert!(table.contains(r"a\u{1b}"), "{table}");
    }
    let sent: Value = serde_json::from_str(HOSTILE).unwrap();
    for options in [&["-o", "json"][..], &["--query", "@", "-o", "json"]] {
        let json = respond(HOSTILE, options);
        assert_is_safe(&json);
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), sent);
    }
    let line = respond(HOSTILE, &["-o", "jsonl"]);
    assert_is_safe(&line);
    assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), sent["data_list"][0]);
}

#[test]
fn long_cells_are_capped() {
    let body = format!(r#"{{"total_num":1,"data_list":[{{"task_name":"{}"}}]}}"#, "x".repeat(100_000));
    let table = respond(body.leak(), &["--columns", "task_name"]);
    assert!(table.len() < 3_000, "{}", table.len());
}

/// A listing with credentials, from a mock of this process.
fn listing_at(mock: &hss_mock::Mock) -> Command {
    let mut command = hss(&LISTING);
    command
        .args(["--region", "cn-north-4", "--project-id", "0123", "--endpoint", mock.base_url()])
        .env("HUAWEICLOUD_SDK_AK", "AK")
        .env("HUAWEICLOUD_SDK_SK", "SK");
    command
}

#[test]
fn control_characters_of_an_error_are_escaped_and_its_message_is_capped() {
    let mock = hss_mock::Mock::builder().start().unwrap();
    let message = format!("\u{1b}[2J\u{9b}\u{202e}\nerror: forged{}", "x".repeat(1_000_000));
    mock.fault(hss_mock::Fault::status("*", 403).error("HSS.1\u{7}", message));
    let output = listing_at(&mock).arg("--verbose").output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_is_safe(&stderr);
    assert!(stderr.len() < 20_000 && !stderr.contains("\nerror: forged"), "{}", stderr.len());
}

#[test]
#[cfg(unix)]
fn saving_follows_no_link_and_keeps_existing_files() {
    let folder = tempfile::tempdir().unwrap();
    let (path, victim) = (folder.path().join("export.bin"), folder.path().join("victim"));
    std::fs::write(&victim, "precious").unwrap();
    std::os::unix::fs::symlink(&victim, folder.path().join("export.bin.part")).unwrap();
    let save = |more: &[&str]| {
        hss(&["download", "list-download-exported-file", "--file-id", "f-1", "--mock"])
            .args(["--save", path.to_str().unwrap()])
            .args(more)
            .output()
            .unwrap()
    };
    assert!(save(&[]).status.success());
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "precious");

    std::fs::write(&path, "old").unwrap();
    let refused = save(&[]);
    assert_eq!(refused.status.code(), Some(2));
    let stderr = String::from_utf8_lossy(&refused.stderr);
    assert!(stderr.contains("exists; --force replaces it"), "{stderr}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
    assert!(save(&["--force"]).status.success());
    assert_ne!(std::fs::read_to_string(&path).unwrap(), "old");

    // A link in place of the target is replaced, and its target is kept.
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(&victim, &path).unwrap();
    assert_eq!(save(&[]).status.code(), Some(2));
    assert!(save(&["--force"]).status.success());
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "precious");
    assert!(std::fs::symlink_metadata(&path).unwrap().is_file());
}

#[test]
fn a_dry_run_uses_no_network() {
    // Without credentials, a call would ask the metadata service; a dry run says at once that there are none.
    let output = hss(&LISTING)
        .args(["--region", "cn-north-4", "--project-id", "0123", "--dry-run"])
        .env("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "/nonexistent/credentials")
        .env_remove("HUAWEICLOUD_SDK_AK")
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr.contains("/nonexistent/credentials") && !stderr.contains("metadata"), "{stderr}");
}

#[test]
fn no_printed_command_has_a_secret_as_an_argument() {
    for sample in ["ListImageScanTask", "CreateManualImageScanTask"] {
        let output = hss(&["describe", sample, "--sample", "curl"]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        // The shell's own variable is all that reads the key; `printf` and `[` are built into the shell.
        assert_eq!(script.matches("$HUAWEICLOUD_SDK_SK").count(), 1, "{script}");
        assert!(script.contains("key=\"$HUAWEICLOUD_SDK_SK\"") && script.contains("-H @-"), "{script}");
    }
}

#[test]
fn a_profile_that_does_not_exist_is_named_with_those_that_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credentials");
    std::fs::write(&file, "[basic]\nak = a\nsk = s\n[prod]\nak = a\nsk = s\n").unwrap();
    let output = hss(&LISTING)
        .args(["--profile", "porduction"])
        .env("HUAWEICLOUD_SDK_CREDENTIALS_FILE", &file)
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr.contains("has no section [porduction]; it has [basic], [prod]"), "{stderr}");
}

#[test]
fn a_response_that_is_too_large_is_refused_with_the_option_that_makes_it_smaller() {
    let mock = hss_mock::Mock::builder().start().unwrap();
    mock.fault(hss_mock::Fault::status("*", 200).body("application/json", vec![b' '; 9_000_000]));
    let output = listing_at(&mock).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr.contains("incomplete response from") && stderr.contains("8388608 bytes"), "{stderr}");
    assert!(stderr.contains("hint: read fewer items at once, with a smaller --limit"), "{stderr}");
    assert_eq!(mock.requests().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_text_is_named_and_not_shown() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let dry_run = |names: &[&str], arguments: &[&str]| {
        let mut command = hss(&LISTING);
        command.args(["--project-id", "0123"]).args(arguments);
        command.env("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "/nonexistent/credentials");
        command.env("HUAWEICLOUD_SDK_AK", "AK").env("HUAWEICLOUD_SDK_SK", "SK");
        for name in names {
            command.env(name, OsStr::from_bytes(b"MARKER\xff"));
        }
        let output = command.output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(!stderr.contains("MARKER"), "{stderr}");
        stderr
    };
    let unsent = ["--region", "cn-north-4", "--dry-run"];
    for name in ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"] {
        let stderr = dry_run(&[name], &unsent);
        assert!(stderr.contains(&format!("{name} (not valid UTF-8)")), "{stderr}");
    }
    for (name, arguments) in [
        ("HUAWEICLOUD_SDK_REGION_ID", &["--dry-run"][..]),
        ("HUAWEICLOUD_SDK_REGION_ID", &["--mock"]),
        ("HUAWEICLOUD_SDK_IAM_ENDPOINT", &unsent),
        ("HTTPS_PROXY", &["--region", "cn-north-4"]),
        ("no_proxy", &["--region", "cn-north-4"]),
    ] {
        let stderr = dry_run(&[name], arguments);
        assert!(stderr.contains(&format!("the environment variable {name} is not valid UTF-8")), "{stderr}");
    }
}
