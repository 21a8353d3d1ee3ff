//! `hss-codegen import --generate`: one command from a page to the client.

use crate::{Folder, page};

const PAGE: &str = "ListLanternJobs.en.md";
const IMPORT: [&str; 6] = ["--spec", "spec", "import", PAGE, "--generate", "api.rs"];

#[test]
fn the_client_is_that_of_the_new_spec() {
    let folder = Folder::new();
    folder.page(PAGE);
    let run = folder.run(&IMPORT).ended_with(0);
    assert!(run.stdout.contains("verdict: minor"), "{}", run.stdout);
    assert!(run.stdout.ends_with("wrote spec/service.json\nwrote api.rs\n"), "{}", run.stdout);
    folder.run(&["--spec", "spec", "generate", "--out", "api.rs", "--check"]).ended_with(0);
    let files = [
        "ListLanternJobs.en.md",
        "api.rs",
        "spec/index.txt",
        "spec/lantern/ListLanternJobs.json",
        "spec/service.json",
    ];
    assert_eq!(folder.names(), files, "nothing is left behind");

    let again = folder.run(&IMPORT).ended_with(0);
    assert!(!again.stdout.contains("wrote"), "what is the same is not written: {}", again.stdout);

    let old = folder.files()["api.rs"].clone();
    folder.write(PAGE, &page(PAGE).replace("Value range: 10-200", "Value range: 10-500"));
    let changed = folder.run(&IMPORT).ended_with(0);
    let wrote = "wrote spec/lantern/ListLanternJobs.json\nwrote api.rs\n";
    assert!(changed.stdout.ends_with(wrote), "{}", changed.stdout);
    assert_ne!(folder.files()["api.rs"], old);
    assert_eq!(folder.names(), files);
}

#[test]
fn a_dry_run_reports_the_state_of_the_code_and_writes_nothing() {
    let folder = Folder::new();
    folder.page(PAGE);
    let dry = [&IMPORT[..], &["--dry-run"]].concat();
    let run = folder.run(&dry).ended_with(0);
    assert!(run.stdout.ends_with("\napi.rs: new\n"), "{}", run.stdout);
    assert_eq!(folder.names(), [PAGE]);

    folder.run(&IMPORT).ended_with(0);
    assert!(folder.run(&dry).ended_with(0).stdout.ends_with("\napi.rs: unchanged\n"));
    folder.write("api.rs", "// of another day\n");
    assert!(folder.run(&dry).ended_with(0).stdout.ends_with("\napi.rs: changed\n"));
    assert_eq!(folder.files()["api.rs"], "// of another day\n");
}

#[test]
fn code_that_cannot_be_written_keeps_the_spec_from_being_written() {
    let folder = Folder::new();
    folder.page(PAGE);
    folder.write("taken/inside.txt", "");
    for (path, why) in
        [("taken/inside.txt/api.rs", "taken/inside.txt/api.rs: "), ("taken", "taken: not a file")]
    {
        let run = folder.run(&["--spec", "spec", "import", PAGE, "--generate", path]).ended_with(1);
        assert!(run.stderr.starts_with(why), "{}", run.stderr);
        assert!(run.stderr.ends_with("\nnothing is written\n"), "{}", run.stderr);
        assert_eq!(folder.names(), [PAGE, "taken/inside.txt"]);
    }
}

#[test]
fn a_spec_that_cannot_be_written_leaves_the_code_as_it_was() {
    let folder = Folder::new();
    folder.page(PAGE);
    // Nothing can be moved over a folder that is not empty.
    folder.write("spec/service.json", "{ \"name\": \"lantern\" }\n");
    folder.write("spec/lantern/ListLanternJobs.json/inside.txt", "");
    for code in [None, Some("// of another day\n")] {
        if let Some(code) = code {
            folder.write("api.rs", code);
        }
        let before = folder.files();
        let run = folder.run(&IMPORT).ended_with(1);
        assert!(run.stderr.contains("ListLanternJobs.json"), "{}", run.stderr);
        assert!(run.stderr.ends_with("\nnothing is written\n"), "{}", run.stderr);
        assert_eq!(folder.files(), before);
    }
}

#[test]
fn a_page_that_is_wrong_leaves_the_code_as_it_was() {
    let folder = Folder::new();
    folder.write(PAGE, &page(PAGE).replace("| kind | Yes | String |", "| kind | Yes | Strang |"));
    folder.write("api.rs", "// of another day\n");
    let before = folder.files();
    folder.run(&IMPORT).ended_with(1);
    assert_eq!(folder.files(), before);
}

#[test]
fn the_folder_of_the_code_is_made_like_that_of_the_spec() {
    let folder = Folder::new();
    folder.page(PAGE);
    folder.run(&["--spec", "new/spec", "import", PAGE, "--generate", "new/src/api.rs"]).ended_with(0);
    assert!(folder.files().contains_key("new/src/api.rs"));
}

#[cfg(unix)]
#[test]
fn a_link_stays_one() {
    let folder = Folder::new();
    folder.page(PAGE);
    folder.write("target/api.rs", "// of another day\n");
    std::os::unix::fs::symlink("target/api.rs", folder.path().join("api.rs")).unwrap();
    folder.run(&IMPORT).ended_with(0);
    assert!(folder.path().join("api.rs").is_symlink());
    assert!(folder.files()["target/api.rs"].contains("pub struct ListLanternJobs(pub(super) __Call);"));
}
