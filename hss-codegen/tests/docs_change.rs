//! `diff` and `import`: what they read, what they print, what they write, and how they exit.
//!
//! The base spec and the pages are those of `tests/docs_change/`, where the reports themselves are tested.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hss_spec::model::{Field, Location, Operation, Parameter, Spec, Type};
use hss_spec::{read_folder, write_folder};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hss-codegen")).args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/docs_change").join(path)
}

fn base() -> Spec {
    read_folder(&data("base")).unwrap()
}

/// The folders of the base, and of the base with its listing changed.
fn folders(change: impl Fn(&mut Operation)) -> (tempfile::TempDir, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut new = base();
    change(new.groups.get_mut("things").unwrap().operations.get_mut("ListThings").unwrap());
    let path = |side: &str| folder.path().join(side);
    write_folder(&base(), &path("old")).unwrap();
    write_folder(&new, &path("new")).unwrap();
    let text = |path: PathBuf| path.to_str().unwrap().replace(std::path::MAIN_SEPARATOR, "/");
    let (old, new) = (text(path("old")), text(path("new")));
    (folder, old, new)
}

fn without_weight(operation: &mut Operation) {
    operation.parameters.retain(|parameter| parameter.field.name != "weight");
}

fn page(name: &str) -> String {
    data("pages").join(name).to_str().unwrap().to_owned()
}

#[test]
fn it_exits_with_0_unless_an_option_makes_it_fail() {
    let (_folder, old, new) = folders(|operation| {
        let field = Field::new("zone", Type::Integer);
        operation.parameters.push(Parameter::new(Location::Query, field));
    });
    let code = |arguments: &[&str]| {
        let all: Vec<&str> = ["diff", &old, &new].into_iter().chain(arguments.iter().copied()).collect();
        run(&all).status.code()
    };
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "major"]), Some(0));
    assert_eq!(code(&["--fail-on", "minor"]), Some(1));
    assert_eq!(code(&["--fail-on", "patch"]), Some(1));
    assert_eq!(code(&["--fail-on", "always"]), Some(2), "usage");
    assert_eq!(run(&["diff", &old]).status.code(), Some(2), "usage");
    let missing = run(&["diff", &old, "/nowhere"]);
    assert_eq!(missing.status.code(), Some(1), "bad input");
    assert!(stderr(&missing).contains("/nowhere"));
}

#[test]
fn it_prints_three_forms() {
    let (_folder, old, new) = folders(without_weight);
    let text = run(&["diff", &old, &new]);
    assert!(stdout(&text).contains(&format!("at {old}/things/ListThings.json:")), "{}", stdout(&text));
    assert!(stdout(&text).contains("verdict: major (1 breaking)"));
    let json = run(&["diff", &old, &new, "--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&stdout(&json)).is_ok());
    let markdown = run(&["diff", &old, &new, "--format", "markdown"]);
    assert!(stdout(&markdown).starts_with("**major**"));
}

#[test]
fn the_public_items_that_differ_follow_on_request() {
    let (_folder, old, new) = folders(without_weight);
    let items = "     pub struct builder::ListThings: Request<Response = ListThingsResponse> + Paged<Item = Thing>\n-        pub fn \
                 weight(self, weight: i64) -> Self\n";
    let text = stdout(&run(&["diff", &old, &new, "--items"]));
    assert!(text.contains("\npublic items: 0 added, 1 removed\n pub mod things\n"), "{text}");
    assert!(text.ends_with(items), "{text}");
    let markdown = stdout(&run(&["diff", &old, &new, "--format", "markdown", "--items"]));
    assert!(
        markdown.ends_with(&format!("\n### Public items\n\n```diff\n pub mod things\n{items}```\n")),
        "{markdown}"
    );
    // None of the groups that are the same.
    assert!(!markdown.contains("owners"), "{markdown}");
    let json = run(&["diff", &old, &new, "--format", "json", "--items"]);
    assert_eq!((json.status.code(), stdout(&json).as_str()), (Some(1), ""));
    assert!(!stdout(&run(&["diff", &old, &old, "--items"])).contains("public items"));
}

#[test]
fn the_documentation_says_which_values_are_those_of_other_fields() {
    let unlisted = |operation: &mut Operation| {
        let kind = operation.parameters.iter_mut().find(|parameter| parameter.field.name == "kind");
        kind.unwrap().field.unlisted.push("bag".to_owned());
    };
    let (_folder, old, new) = folders(unlisted);
    let code = |spec: &str| stdout(&run(&["--spec", spec, "generate", "--operation", "ListThings"]));
    assert!(code(&new).contains(" Without `bag`.\n"), "{}", code(&new));
    assert!(!code(&old).contains("Without"));
}

#[test]
fn acceptances_come_from_a_file_and_dead_ones_fail() {
    let (folder, old, new) = folders(without_weight);
    let file = folder.path().join("accepted.json");
    let accept = |at: &str| {
        let text = format!("[{{\"rule\": \"parameter-removed\", \"at\": \"{at}\", \"reason\": \"unused\"}}]");
        fs::write(&file, text).unwrap();
        run(&["diff", &old, &new, "--fail-on", "patch", "--accept", file.to_str().unwrap()])
    };
    assert_eq!(accept("things/ListThings.query.weight").status.code(), Some(0));
    let dead = accept("things/ListThings.query.name");
    assert_eq!(dead.status.code(), Some(1));
    assert!(stdout(&dead).contains("delete it"), "{}", stdout(&dead));
}

#[test]
fn a_page_is_compared_with_its_own_operation_only() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().to_str().unwrap();
    write_folder(&base(), folder.path()).unwrap();
    assert!(run(&["--spec", spec, "import", &page("ListLanternJobs.before.md")]).status.success());
    let same = run(&["diff", spec, &page("ListLanternJobs.before.md")]);
    assert_eq!(stdout(&same), "verdict: none (no changes)\n");
    let changed = run(&["diff", spec, &page("ListLanternJobs.after.md")]);
    assert!(stdout(&changed).contains("query parameter `group_id` was removed"), "{}", stdout(&changed));
    assert!(!stdout(&changed).contains("things/"), "{}", stdout(&changed));
    let back = run(&["diff", &page("ListLanternJobs.after.md"), spec]);
    assert!(stdout(&back).contains("query parameter `group_id` is new"), "{}", stdout(&back));
    let pages = run(&["diff", &page("ListLanternJobs.before.md"), &page("ListLanternJobs.after.md")]);
    assert!(stdout(&pages).contains("4 breaking"), "{}", stdout(&pages));
}

/// The names and contents of all files below a folder.
fn contents(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(contents(&path));
        } else {
            files.push((path.clone(), fs::read_to_string(path).unwrap()));
        }
    }
    files.sort();
    files
}

#[test]
fn an_import_reports_its_changes_before_it_writes() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().to_str().unwrap();
    assert!(run(&["--spec", spec, "import", &page("ListLanternJobs.before.md")]).status.success());
    let before = contents(folder.path());
    let dry = run(&["--spec", spec, "import", "--dry-run", &page("ListLanternJobs.after.md")]);
    assert!(stdout(&dry).contains("verdict: major (4 breaking)"), "{}", stdout(&dry));
    assert!(!stdout(&dry).contains("wrote"));
    assert_eq!(contents(folder.path()), before, "a dry run writes nothing");
    let real = stdout(&run(&["--spec", spec, "import", &page("ListLanternJobs.after.md")]));
    let (verdict, wrote) = (real.find("verdict:").unwrap(), real.find("wrote ").unwrap());
    assert!(verdict < wrote, "{real}");
    assert_ne!(contents(folder.path()), before);
    let again = stdout(&run(&["--spec", spec, "import", &page("ListLanternJobs.after.md")]));
    assert_eq!(again, "lantern/ListLanternJobs: unchanged\n\nverdict: none (no changes)\n");
}

#[test]
fn an_import_that_fails_leaves_the_spec_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().to_str().unwrap();
    assert!(run(&["--spec", spec, "import", &page("ListLanternJobs.before.md")]).status.success());
    let before = contents(folder.path());
    let broken = folder.path().join("broken.md");
    fs::write(&broken, "no page at all").unwrap();
    let failed =
        run(&["--spec", spec, "import", &page("ListLanternJobs.after.md"), broken.to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(stderr(&failed).contains("nothing is written"), "{}", stderr(&failed));
    fs::remove_file(&broken).unwrap();
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn an_import_that_was_killed_is_undone_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().to_str().unwrap();
    assert!(run(&["--spec", spec, "import", &page("ListLanternJobs.before.md")]).status.success());
    // The state after a process was killed when it had moved one of its files.
    let file = "lantern/ListLanternJobs.json";
    let kept = folder.path().join(".pending/old").join(file);
    fs::create_dir_all(kept.parent().unwrap()).unwrap();
    fs::rename(folder.path().join(file), &kept).unwrap();
    fs::write(folder.path().join(file), "half").unwrap();
    fs::write(folder.path().join("lantern/New.json"), "half").unwrap();
    fs::write(folder.path().join(".pending/journal"), format!("{file}\nlantern/New.json")).unwrap();
    let check = run(&["--spec", spec, "check"]);
    assert!(check.status.success(), "a reader sees what was before: {}", stdout(&check));
    let import = run(&["--spec", spec, "import", &page("ListLanternJobs.before.md")]);
    assert!(stdout(&import).contains("the last import was interrupted"), "{}", stdout(&import));
    assert!(stdout(&import).ends_with("verdict: none (no changes)\n"), "{}", stdout(&import));
    assert!(!folder.path().join(".pending").exists());
    assert!(!folder.path().join("lantern/New.json").exists());
}

#[test]
fn a_fixup_that_is_no_longer_needed_is_reported_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().to_str().unwrap();
    assert!(run(&["--spec", spec, "import", &page("ListLanternJobs.before.md")]).status.success());
    let fixups = r#"[
  {
    "operation": "ListLanternJobs",
    "at": ["query.limit.range"],
    "from": "10..=200",
    "to": "10..=100",
    "evidence": "more than 100 are refused"
  }
]
"#;
    fs::write(folder.path().join("fixups.json"), fixups).unwrap();
    let needed = stdout(&run(&["--spec", spec, "import", &page("ListLanternJobs.before.md")]));
    assert!(
        needed.contains("[bound-tightened]") && !needed.contains("dead"),
        "the fixup is applied: {needed}"
    );
    let corrected = run(&["--spec", spec, "import", &page("ListLanternJobs.after.md")]);
    let dead = format!("{spec}/fixups.json:2:3: note: dead fixup");
    assert!(corrected.status.success() && stdout(&corrected).contains(&dead), "{}", stdout(&corrected));
    assert!(!stdout(&corrected).contains("limit` was"), "the bound is the one that the fixup gave");
}

#[test]
fn a_fixup_that_does_not_fit_a_document_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().to_str().unwrap();
    let [before, after] = ["ListLanternJobs.before.md", "ListLanternJobs.after.md"].map(page);
    assert!(run(&["--spec", spec, "import", &before]).status.success());
    // Only the page of before has the parameter.
    let fixups = r#"[
  { "operation": "ListLanternJobs", "at": "query.group_id.required", "from": false, "to": true, "evidence": "tried" }
]
"#;
    fs::write(folder.path().join("fixups.json"), fixups).unwrap();
    let note = format!(
        "fixups.json:2:3: note: {after} is compared without this fixup: the fixup is for `query.group_id.required`, but \
         ListLanternJobs has no `query.group_id`\n"
    );
    for arguments in [vec!["diff", spec, &after], vec!["--spec", spec, "diff", &before, &after]] {
        let compared = run(&arguments);
        assert!(compared.status.success() && stdout(&compared).contains("`group_id` was removed"));
        assert!(stderr(&compared).ends_with(&note), "{}", stderr(&compared));
    }
    let json = run(&["diff", spec, &after, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&json)).unwrap();
    assert_eq!(report["notes"][0]["line"], 2);
    assert!(report["notes"][0]["message"].as_str().unwrap().contains("compared without this fixup"));
    let fitting = run(&["--spec", spec, "diff", &before, &before]);
    assert_eq!(stderr(&fitting), "", "a fixup that fits is not reported");
}
