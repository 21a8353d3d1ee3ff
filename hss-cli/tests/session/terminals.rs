//! Terminals and pipes of some width, made by `script`; skipped where that is not installed.

#![cfg(unix)]

use std::process::{Command, Stdio};

/// A command line of a shell in a terminal with this many columns: the lines on the terminal. `None` without `script`.
fn on_a_terminal(columns: u32, line: &str) -> Option<Vec<String>> {
    let line = format!("stty cols {columns} rows 24; {line}");
    let output = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .env("HSS", env!("CARGO_BIN_EXE_hss"))
        .env("TERM", "dumb")
        // Colours are escape sequences, which have no width.
        .env("NO_COLOR", "1")
        .env("TZ", "Asia/Shanghai")
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no `script`");
        return None;
    };
    Some(String::from_utf8(output.stdout).unwrap().lines().map(|line| line.trim_end().to_owned()).collect())
}

const LISTING: &str = "\"$HSS\" image list-image-scan-task --type image_scan --mock --mock-items 3";

#[test]
fn a_table_has_the_columns_that_fit_on_the_terminal_also_through_a_pipe() {
    for columns in [60, 80, 120] {
        let Some(on_terminal) = on_a_terminal(columns, LISTING) else { return };
        let Some(piped) = on_a_terminal(columns, &format!("{LISTING} | cat")) else { return };
        for lines in [&on_terminal, &piped] {
            let widest = lines
                .iter()
                .filter(|line| !line.contains("--columns"))
                .map(|line| line.chars().count())
                .max();
            assert!(widest.unwrap() <= columns as usize, "{columns} columns:\n{}", lines.join("\n"));
            // The note on standard error may end up before a row, on one line.
            assert!(lines.iter().any(|line| line.contains("open-delta-1 ")), "{}", lines.join("\n"));
        }
    }
    // Without a terminal there is room for everything.
    let plain = super::listing(&["--mock-items", "3"]).output().unwrap();
    assert!(String::from_utf8(plain.stdout).unwrap().lines().next().unwrap().ends_with("failed_reason"));
}

#[test]
fn a_dumb_terminal_has_no_colours_unless_they_are_forced() {
    for command in ["--help", "image list-image-scan-task --type image_scan --mock", "image list-lanterns"] {
        let escapes = |variables: &str| {
            let line = format!("env -u NO_COLOR -u CLICOLOR_FORCE {variables} \"$HSS\" {command}");
            on_a_terminal(80, &line).map(|lines| lines.iter().any(|line| line.contains('\u{1b}')))
        };
        let Some(dumb) = escapes("CI=true") else { return };
        let with = |variables: &str| escapes(variables).unwrap();
        assert!(!dumb && !with("TERM=xterm CLICOLOR=0") && !with("TERM=xterm NO_COLOR=1"), "{command}");
        assert!(with("TERM=xterm") && with("CLICOLOR_FORCE=1"), "{command}");
    }
}

#[test]
fn a_pipe_gets_whole_cells_on_later_pages_too() {
    let line = format!("{LISTING}00 --all --columns task_name,failed_reason | cat");
    let Some(lines) = on_a_terminal(40, &line) else { return };
    assert!(lines.iter().any(|line| line.contains(" has number 299.")), "{}", lines.join("\n"));
    assert!(!lines.iter().any(|line| line.contains('\u{2026}')), "{}", lines.join("\n"));
}

#[test]
fn help_is_as_wide_as_the_terminal_also_through_a_pipe() {
    for line in
        ["\"$HSS\" --help | cat", "\"$HSS\" --help", "\"$HSS\" image list-image-scan-task --help | cat"]
    {
        let Some(lines) = on_a_terminal(60, line) else { return };
        // Commands and addresses are not broken.
        let is_text =
            |line: &&String| !["hss ", "Usage:"].iter().any(|start| line.trim_start().starts_with(start));
        let widest = lines
            .iter()
            .filter(is_text)
            .filter(|line| !line.contains("://"))
            .map(|line| line.chars().count())
            .max();
        assert!(widest.unwrap() <= 60, "{line}:\n{}", lines.join("\n"));
    }
}
