//! The vendor's own Python SDK against the mock: it lists, is refused with typed errors, and its signature is checked.
//!
//! It needs Python and the network, so it runs only where `HSS_TEST_PYTHON_SDK` is set; then it makes a virtual
//! environment in the build's folder and installs the SDK into it, once.

// Clippy knows test functions, but not the functions that they share.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use hss_mock::Mock;

/// The version that the sample and the mock are held against.
const SDK: &str = "huaweicloudsdkhss==3.1.219";
const KEY: (&str, &str) = ("PYTHONACCESSKEY", "python-secret-key");

/// The interpreter of a virtual environment with the SDK; none, with a message, where the test is not wanted or Python
/// is absent.
fn python() -> Option<&'static Path> {
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    PYTHON.get_or_init(set_up).as_deref()
}

fn set_up() -> Option<PathBuf> {
    if std::env::var_os("HSS_TEST_PYTHON_SDK").is_none() {
        eprintln!("skipped: set HSS_TEST_PYTHON_SDK=1 to run the vendor's Python SDK against the mock");
        return None;
    }
    let has_python =
        Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if !has_python {
        eprintln!("skipped: there is no python3");
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python-sdk");
    let python = folder.join("bin").join("python");
    let ready = folder.join(SDK);
    if !ready.exists() {
        succeed(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
        succeed(Command::new(&python).args(["-m", "pip", "install", "--quiet", SDK]));
        std::fs::write(ready, "").unwrap();
    }
    Some(python)
}

fn succeed(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Runs a script whose SDK takes the mock for the service; its output.
fn run(python: &Path, mock: &Mock, secret_key: &str, script: &str) -> String {
    let output = succeed(
        Command::new(python)
            .args(["-c", script])
            .env("HUAWEICLOUD_SDK_AK", KEY.0)
            .env("HUAWEICLOUD_SDK_SK", secret_key)
            .env("HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4", mock.base_url())
            .env("HUAWEICLOUD_SDK_IAM_ENDPOINT", mock.base_url()),
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The sample that `hss describe` prints.
fn sample() -> String {
    let output = succeed(Command::new(env!("CARGO_BIN_EXE_hss")).args([
        "describe",
        "ListImageScanTask",
        "--sample",
        "python",
    ]));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_vendors_python_sdk_takes_the_mock_for_the_service() {
    let Some(python) = python() else { return };
    let mock = Mock::builder().key(KEY.0, KEY.1).items("ListImageScanTask", 12).start().unwrap();

    let listed = run(python, &mock, KEY.1, &sample());
    assert!(listed.contains("\"total_num\": 12") && listed.contains("task_name"), "{listed}");
    let paths: Vec<String> = mock.requests().iter().map(|request| request.path.clone()).collect();
    assert!(paths.iter().any(|path| path.ends_with("/image/tasks")), "{paths:?}");

    let bounded = sample().replace("request.type = ", "request.limit = 5000\n    request.type = ");
    let refused = run(python, &mock, KEY.1, &bounded);
    assert!(refused.starts_with("400 HSS.0001 ") && refused.contains("limit"), "{refused}");

    // With the project given, the service itself is the first to look at the signature.
    let project = r#"["HUAWEICLOUD_SDK_SK"], "0123456789abcdef0123456789abcdef")"#;
    let script = sample().replace(r#"["HUAWEICLOUD_SDK_SK"])"#, project);
    let unsigned = run(python, &mock, "another-secret-key", &script);
    assert!(unsigned.starts_with("401 APIGW.0301 "), "{unsigned}");
}

#[test]
fn resources_created_by_the_vendors_python_sdk_are_listed() {
    let Some(python) = python() else { return };
    let mock = Mock::builder().key(KEY.0, KEY.1).items("ListImageScanTask", 12).start().unwrap();
    let creates = "    from huaweicloudsdkhss.v5 import CreateManualImageScanTaskReqInfo, CreateManualImageScanTaskRequest
    body = CreateManualImageScanTaskReqInfo(rate_limit=777, is_all=True)
    client.create_manual_image_scan_task(CreateManualImageScanTaskRequest(body=body))
    request = ";
    let script = sample().replacen("    request = ", creates, 1);
    let listed = run(python, &mock, KEY.1, &script);
    assert!(listed.contains("\"total_num\": 13") && listed.contains("\"rate_limit\": 777"), "{listed}");
}
