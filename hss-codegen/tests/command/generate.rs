//! `hss-codegen generate`

use std::io::Read as _;
use std::process::Stdio;

use hss_codegen::Generator;

use crate::Folder;

#[test]
fn a_group_is_what_the_macro_emits_formatted() {
    let expected = Generator::bundled().group("image").source().unwrap();
    let run = Folder::new().run(&["generate", "--group", "image"]).ended_with(0);
    assert!(run.printed == expected, "the command and the library disagree");
}

#[test]
fn one_operation_comes_with_the_types_it_needs() {
    let folder = Folder::new();
    let run = folder.run(&["generate", "--operation", "ListImageScanTask"]).ended_with(0);
    for part in ["fn list_image_scan_task(", "pub struct ImageScanTaskInfo ", "pub enum TaskType "] {
        assert!(run.printed.contains(part), "{part}");
    }
    assert_eq!(run.printed.matches(": __Tables = ").count(), 1);
    let run = folder.run(&["generate", "--operation", "ListUnicorns"]).ended_with(1);
    assert_eq!(run.said, "error: the spec has no operation `ListUnicorns`\n");
    let run = folder.run(&["generate", "--operation", "ListImageScanTask", "--group", "host"]).ended_with(1);
    assert_eq!(run.said, "error: operation `ListImageScanTask` is in group `image`\n");
    let run = folder.run(&["generate", "--group", "unicorns"]).ended_with(1);
    assert!(run.said.starts_with("error: the spec has no group `unicorns`; it has `"), "{}", run.said);
}

#[test]
fn a_file_is_written_and_then_held_against_the_spec() {
    let folder = Folder::new();
    let generate = ["generate", "--operation", "ListImageScanTask", "--out", "image.rs"];
    let check = [&generate[..], &["--check"]].concat();
    let run = folder.run(&check).ended_with(1);
    assert!(run.said.starts_with("image.rs: "), "there is no file yet: {}", run.said);
    assert!(folder.names().is_empty(), "a check writes nothing");

    let run = folder.run(&generate).ended_with(0);
    assert_eq!((run.printed.as_str(), run.said.as_str()), ("", ""));
    folder.run(&check).ended_with(0);

    let written = folder.files()["image.rs"].clone();
    let third = written.lines().nth(2).unwrap();
    let stale = written.replacen(third, "// changed by hand", 1);
    folder.write("image.rs", &stale);
    let run = folder.run(&check).ended_with(1);
    assert_eq!(
        run.said,
        "image.rs:3: differs from what the spec gives; the same command without --check writes it\n"
    );
    assert_eq!(folder.files()["image.rs"], stale, "a check writes nothing");
    folder.run(&generate).ended_with(0);
    assert_eq!(folder.files()["image.rs"], written);
}

#[test]
fn a_reader_that_closes_the_pipe_early_does_no_harm() {
    let folder = Folder::new();
    let mut child = folder
        .command()
        .args(["generate", "--group", "image"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut [0; 16]).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
