//! The rate of requests, the number of simultaneous ones, and the progress bar on a terminal.

use std::time::Duration;

use hss_site::Fault;

use super::Lamps;
use crate::Folder;

const IDS: [&str; 6] = ["ListA", "ListB", "ListC", "ListD", "ListE", "ListF"];

/// Serves each page after some time.
fn slow(lamps: &Lamps, milliseconds: u64) {
    for id in IDS {
        let delay = Fault::Slow(Duration::from_millis(milliseconds));
        lamps.site.fault(&format!("/api/{id}.md"), delay, usize::MAX);
    }
}

#[test]
fn requests_start_at_most_at_the_given_rate() {
    let lamps = Lamps::new(&IDS);
    lamps.sync(&["--rate", "10"]).ended_with(10);
    let mut times: Vec<_> = lamps.site.received().into_iter().map(|received| received.time).collect();
    times.sort();
    assert_eq!(times.len(), 7);
    let taken = times[6] - times[0];
    // A request may be on its way for a while, the first one for longer than the last one.
    assert!(taken >= Duration::from_millis(500), "7 requests in {taken:?}");
}

#[test]
fn no_more_requests_run_at_a_time_than_there_are_connections() {
    for (connections, expected) in [("1", 1..=1), ("3", 2..=3)] {
        let lamps = Lamps::new(&IDS);
        slow(&lamps, 150);
        lamps.sync(&["--connections", connections]).ended_with(10);
        let most = lamps.site.most_at_a_time();
        assert!(expected.contains(&most), "{most} requests at a time with {connections} connections");
    }
}

#[test]
fn numbers_that_make_no_sense_are_refused() {
    for options in [["--rate", "0"], ["--connections", "0"], ["--connections", "65"], ["--timeout", "0"]] {
        let run = Folder::new().run(&[&["sync"], &options[..]].concat()).ended_with(2);
        assert!(run.stderr.contains(options[0]), "{options:?}: {}", run.stderr);
    }
}

/// `script` of util-linux runs a command on a terminal of its own.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_the_documents_so_far_and_the_time_that_is_left() {
    let lamps = Lamps::new(&IDS);
    slow(&lamps, 300);
    let program = env!("CARGO_BIN_EXE_hss-codegen");
    let sync = format!("stty columns 100; '{program}' --spec spec sync --cache cache --connections 1");
    let mut terminal = std::process::Command::new("script");
    terminal.args(["--quiet", "--return", "--command", &sync, "/dev/null"]);
    let output = match terminal.current_dir(lamps.folder.path()).env("TERM", "xterm").output() {
        Ok(output) => output,
        Err(error) => return eprintln!("skipped: no terminal without `script`: {error}"),
    };
    let shown = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(10), "{shown}");
    assert!(shown.contains("3/6 documents, 0 failed, ") && shown.contains("s left"), "{shown:?}");
    // The bar is erased at the end, and not drawn without a terminal.
    let (_, report) = shown.rsplit_once("documents, 0 failed").unwrap();
    assert!(report.contains("lamp/ListA: new"), "{report:?}");
    let run = lamps.sync(&[]).ended_with(0);
    assert_eq!(run.stderr, "");
}
