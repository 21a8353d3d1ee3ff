//! An interrupted run changes nothing, and the next one continues.

use std::process::Child;
use std::thread;
use std::time::Duration;

use hss_site::{Fault, page};

use super::Lamps;

#[test]
fn a_run_that_is_killed_changes_nothing_and_is_continued() {
    ended_by(|child| child.kill().unwrap());
}

/// Ctrl-C on a terminal.
#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_changes_nothing_and_is_continued() {
    if ignores_interrupts() {
        eprintln!("skipped: these tests run in the background, where a shell ignores interrupts");
        return;
    }
    ended_by(|child| {
        let status =
            std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(status.success());
    });
}

/// True if this process, and so its children, ignore Ctrl-C.
#[cfg(unix)]
fn ignores_interrupts() -> bool {
    const SIGINT: u64 = 1 << 1;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & SIGINT != 0)
}

fn ended_by(end: fn(&mut Child)) {
    let ids: Vec<String> = ('A'..='L').map(|letter| format!("List{letter}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let lamps = Lamps::new(&ids);
    lamps.sync(&[]).ended_with(10);
    let before = lamps.spec();
    for (index, id) in ids.iter().enumerate() {
        lamps.site.put(&format!("/api/{id}.md"), &page(id, &["other"], 7));
        // The run is ended while the later ones are waited for, however busy the machine is.
        let wait = Duration::from_millis(if index < 4 { 50 } else { 5_000 });
        lamps.site.fault(&format!("/api/{id}.md"), Fault::Slow(wait), usize::MAX);
    }
    lamps.site.received();
    let arguments = ["--spec", "spec", "sync", "--cache", "cache", "--connections", "1"];
    let mut child = lamps.folder.command().args(arguments).spawn().unwrap();
    while lamps.site.count() < 6 {
        thread::sleep(Duration::from_millis(10));
    }
    end(&mut child);
    assert_eq!(child.wait().unwrap().code(), None, "a signal ends it");
    assert_eq!(lamps.spec(), before);
    let is_draft = |name: &String| !name.starts_with("cache/") && !name.starts_with("spec/");
    assert!(!lamps.folder.names().iter().any(is_draft), "{:?}", lamps.folder.names());
    lamps.site.heal();
    lamps.site.received();
    let run = lamps.sync(&[]).ended_with(10);
    assert!(
        run.stdout.starts_with("the last run was interrupted; this one continues it\n"),
        "{}",
        run.stdout
    );
    let asked = lamps.site.received().len();
    assert!((1..=9).contains(&asked), "{asked} of 13 documents are asked for again");
    assert!(run.stdout.contains("12 changed"), "{}", run.stdout);
    lamps.sync(&[]).ended_with(0);
}
