//! A crate outside the workspace builds with the client and a lock file of its own.

use std::path::Path;
use std::process::Command;

fn run(arguments: &[&str]) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("consumer");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked"])
        .args(arguments)
        .current_dir(hss_tests::workspace().join("tests/consumer"))
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let (stdout, stderr) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert!(
        output.status.success(),
        "{stderr}\nIf its lock file is out of date, `cargo update --workspace` in tests/consumer renews it."
    );
    stdout
}

#[test]
fn a_crate_outside_the_workspace_builds_and_runs() {
    assert_eq!(
        run(&[]),
        "https://hss.cn-north-4.myhuaweicloud.com\n\
         ListImageScanTask: 1 violation in the request\n  \
         query parameter `limit` is 500, must be in 10..=200 \
         (https://support.huaweicloud.com/api-hss2.0/ListImageScanTask.html)\n"
    );
}

#[test]
fn features_that_other_crates_turn_on_change_no_request() {
    assert_eq!(run(&["--bin", "requests", "--features", "unified"]), "http/1.1\n*/*\noffered: http/1.1\n");
}
