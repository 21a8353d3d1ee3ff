//! `hss-codegen import`: which files it reads, and that it writes all of them or nothing.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn page(title: &str, path: &str) -> String {
    format!(
        "<h1>{title}</h1>\n<h4>Function</h4>\n<p>Lights lamps.</p>\n<h4>URI</h4>\n<p>POST {path}</p>\n\
         <h4>Request Parameters</h4>\n<table><caption>Table 1 Request body parameters</caption>\n\
         <tr><th>Parameter<th>Mandatory<th>Type<th>Description\n<tr><td>name<td>Yes<td>String<td>Its name.\n</table>\n\
         <h4>Response Parameters</h4>\n<h4>Error Codes</h4>\n"
    )
}

fn import(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hss-codegen"))
        .current_dir(folder)
        .args(["import", "--spec", "spec"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that has nothing to read there may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn lines(text: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(text).lines().map(str::to_owned).collect()
}

fn is_written(folder: &Path, file: &str) -> bool {
    folder.join("spec").join(file).is_file()
}

#[test]
fn a_folder_stands_for_its_pages_in_the_order_of_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir_all(pages.join("ShutLamp_files")).unwrap();
    fs::write(pages.join("ShutLamp.html"), page("Shutting", "/v1/lamps/shut")).unwrap();
    fs::write(pages.join("LightLamp.htm"), page("Lighting", "/v1/lamps/light")).unwrap();
    fs::write(pages.join("lamp.png"), [0x89, 0x50]).unwrap();
    fs::write(pages.join("ShutLamp_files/style.html"), "no page").unwrap();
    let output = import(folder.path(), &["pages"], "");
    assert_eq!(lines(&output.stderr), Vec::<String>::new());
    let printed = lines(&output.stdout);
    assert_eq!(printed[..2], ["lamps/LightLamp: new", "lamps/ShutLamp: new"]);
    assert!(
        is_written(folder.path(), "lamps/LightLamp.json") && is_written(folder.path(), "lamps/ShutLamp.json")
    );
}

#[test]
fn one_page_with_an_error_keeps_all_others_from_being_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ShutLamp.html"), page("Shutting", "/v1/lamps/shut")).unwrap();
    fs::write(folder.path().join("Login.html"), "<html><h1>Sign in</h1></html>").unwrap();
    let output = import(folder.path(), &["ShutLamp.html", "Login.html"], "");
    assert_eq!(output.status.code(), Some(1));
    let complaints = lines(&output.stderr);
    assert!(complaints[0].starts_with("Login.html:1:1: error: this is not an API page"), "{complaints:?}");
    assert_eq!(complaints.last().map(String::as_str), Some("nothing is written"));
    assert!(!folder.path().join("spec").exists());
}

#[test]
fn a_page_from_standard_input_has_the_id_of_its_title_or_one_made_of_its_call() {
    let folder = tempfile::tempdir().unwrap();
    let page = page("Lighting", "/v1/lamps/light");
    let named = import(folder.path(), &["-", "--operation", "LightLamp"], &page);
    assert_eq!(lines(&named.stdout)[0], "lamps/LightLamp: new");
    let titled = import(folder.path(), &["-"], &page.replace("Lighting", "Lighting - LightLamp"));
    assert_eq!(lines(&titled.stdout)[0], "lamps/LightLamp: unchanged");
    let made = import(folder.path(), &["-", "--dry-run"], &page);
    assert_eq!(made.status.code(), Some(0));
    let printed = lines(&made.stdout);
    let note = "standard input:1:1: note: no operation id in the title and the file's name; it is `PostV1LampsLight`";
    assert!(printed.iter().any(|line| line.starts_with(note)), "{printed:?}");
}

#[test]
fn the_form_is_given_or_detected() {
    let folder = tempfile::tempdir().unwrap();
    let page = page("Lighting", "/v1/lamps/light");
    fs::write(folder.path().join("LightLamp.page"), &page).unwrap();
    let found = import(folder.path(), &["LightLamp.page"], "");
    assert_eq!(lines(&found.stdout)[0], "lamps/LightLamp: new");
    let given = import(folder.path(), &["LightLamp.page", "--format", "html"], "");
    assert_eq!(lines(&given.stdout)[0], "lamps/LightLamp: unchanged");
    // The name of that option before reports had forms.
    let given = import(folder.path(), &["LightLamp.page", "--input", "html"], "");
    assert_eq!(lines(&given.stdout)[0], "lamps/LightLamp: unchanged");
    let wrong = import(folder.path(), &["LightLamp.page", "--input", "markdown"], "");
    assert_eq!(wrong.status.code(), Some(1));
}

#[test]
fn unreadable_input_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (arguments, message) in [
        (["empty"].as_slice(), "empty: no pages in this folder"),
        (&["-", "-"], "standard input (`-`) can be read only once"),
        (&["missing.html"], "missing.html: No such file"),
        (
            &["-", "--operation", "lightLamp"],
            "no operation id such as `ListImageScanTask`; `lightLamp` is not one",
        ),
    ] {
        let output = import(folder.path(), arguments, &page("Lighting", "/v1/lamps/light"));
        assert_eq!(output.status.code(), Some(1));
        assert!(lines(&output.stderr)[0].contains(message), "{:?}", lines(&output.stderr));
    }
}
