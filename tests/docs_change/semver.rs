//! The verdict against cargo-semver-checks: never milder than what that tool says of the two generated crates.
//!
//! Slow, and it needs the tool: `cargo install cargo-semver-checks --locked`, then
//! `cargo test -p hss-diff-tests semver -- --ignored --nocapture`. `CARGO_SEMVER_CHECKS` names the tool
//! where it isn't in the path. The last results are in `docs/semver-checks.md`, which `UPDATE_EXPECT=1` writes.
//! `SEMVER_ROWS=missing` compares only the examples that have no row yet.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hss_codegen::Generator;
use hss_spec::diff::{Verdict, diff};
use hss_spec::import::{Document, import, read_openapi};
use hss_spec::model::Spec;

use crate::patch;

/// Documents generated crates and compares them.
struct Comparer {
    folder: PathBuf,
    /// The documentation of the code that has been seen already.
    documented: BTreeMap<String, PathBuf>,
}

impl Comparer {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
        fs::create_dir_all(folder.join("crate/src")).unwrap();
        let runtime = patch::workspace().join("hss-runtime");
        let manifest = format!(
            "[package]\nname = \"generated\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             hss-runtime = {{ path = {runtime:?}, default-features = false }}\n\n[workspace]\n"
        );
        fs::write(folder.join("crate/Cargo.toml"), manifest).unwrap();
        fs::copy(patch::workspace().join("Cargo.lock"), folder.join("crate/Cargo.lock")).unwrap();
        Self { folder, documented: BTreeMap::new() }
    }

    /// The documentation, as JSON, of the crate that is generated from a spec.
    fn document(&mut self, spec: &Spec) -> PathBuf {
        let code = Generator::new(spec).source().unwrap();
        if let Some(known) = self.documented.get(&code) {
            return known.clone();
        }
        let crate_folder = self.folder.join("crate");
        fs::write(crate_folder.join("src/lib.rs"), &code).unwrap();
        let target = self.folder.join("target");
        let status = Command::new(env!("CARGO"))
            .current_dir(&crate_folder)
            .args(["rustdoc", "--quiet", "--lib", "--", "-Zunstable-options", "--output-format=json"])
            .args(["--document-private-items", "--document-hidden-items", "--cap-lints=allow"])
            .env("CARGO_TARGET_DIR", &target)
            // The tool reads a form that stable toolchains write only so.
            .env("RUSTC_BOOTSTRAP", "1")
            .status()
            .unwrap();
        assert!(status.success(), "the generated crate can't be documented");
        let kept = self.folder.join(format!("{}.json", self.documented.len()));
        fs::copy(target.join("doc/generated.json"), &kept).unwrap();
        self.documented.insert(code, kept.clone());
        kept
    }

    /// The version that the tool asks for, and the names of its lints.
    fn judge(&mut self, old: &Spec, new: &Spec) -> (Verdict, Vec<String>) {
        let (old, new) = (self.document(old), self.document(new));
        if old == new {
            return (Verdict::None, Vec::new());
        }
        let tool = std::env::var("CARGO_SEMVER_CHECKS").unwrap_or_else(|_| "cargo-semver-checks".to_owned());
        let output = Command::new(tool)
            .args(["semver-checks", "--release-type", "patch", "--color", "never", "--baseline-rustdoc"])
            .arg(&old)
            .arg("--current-rustdoc")
            .arg(&new)
            .output()
            .expect("cargo-semver-checks can be run");
        let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        let asked = |what: &str| text.contains(&format!("semver requires new {what} version"));
        let verdict = match (asked("major"), asked("minor")) {
            (true, _) => Verdict::Major,
            (_, true) => Verdict::Minor,
            _ => {
                assert!(output.status.success() && text.contains("no semver update required"), "{text}");
                Verdict::Patch
            }
        };
        let lints = text.lines().filter_map(|line| line.strip_prefix("--- failure "));
        (verdict, lints.filter_map(|line| Some(line.split(':').next()?.to_owned())).collect())
    }
}

/// The documents of two versions of the vendor's SDK, if they are beside the repository.
fn vendor_step() -> Option<(Spec, Spec)> {
    let data = patch::workspace().join("../shared/data");
    if !data.is_dir() {
        return None;
    }
    let base = Spec::bundled().unwrap();
    let read = |version: &str| {
        let name = format!("hss-{version}.openapi.json");
        let text = fs::read_to_string(data.join(&name)).unwrap();
        let mut drafts = read_openapi(&Document::new(&name, &text), false).unwrap().drafts;
        let mut empty = Spec::new(base.service.clone());
        empty.names = base.names.clone();
        empty.service.groups = base.service.groups.clone();
        import(&empty, std::mem::take(&mut drafts), None).unwrap().spec
    };
    Some((read("3.1.175"), read("3.1.219")))
}

/// The name of the row that is not an example of `patches/`.
const VENDOR: &str = "the vendor's 3.1.175 → 3.1.219";

/// The document of the results: its text up to the rows, and the rows by their names.
fn document() -> (PathBuf, String, BTreeMap<String, String>) {
    let path = patch::workspace().join("docs/semver-checks.md");
    let text = fs::read_to_string(&path).unwrap();
    let line = "|---|---|---|---|\n";
    let (head, rows) = text.split_once(line).expect("the table's head");
    let rows = rows.lines().map(|row| (row.split(" | ").next().unwrap()[2..].to_owned(), row.to_owned()));
    (path, format!("{head}{line}"), rows.collect())
}

#[test]
fn every_example_has_a_row_or_is_listed_as_one_without() {
    let (_, head, rows) = document();
    for name in patch::names() {
        let is_listed = head.contains(&format!("`{name}`"));
        assert_ne!(rows.contains_key(&name), is_listed, "{name}: a row, or the list of those without one");
    }
    for name in rows.keys().filter(|name| *name != VENDOR) {
        assert!(patch::names().contains(name), "{name}: a row without an example");
    }
}

#[test]
#[ignore = "minutes, and needs cargo-semver-checks"]
fn semver_the_verdict_is_never_milder_than_the_tools() {
    let mut comparer = Comparer::new();
    let (path, head, mut rows) = document();
    let is_missing_only = std::env::var("SEMVER_ROWS").is_ok_and(|rows| rows == "missing");
    let mut milder = Vec::new();
    let patches = patch::names().into_iter().map(|name| {
        let sides = patch::sides(&name);
        (name, sides.old, sides.new)
    });
    let vendor = vendor_step().map(|(old, new)| (VENDOR.to_owned(), old, new));
    if vendor.is_none() {
        println!("skipped: the vendor's documents are not beside the repository");
    }
    for (name, old, new) in patches.chain(vendor) {
        if is_missing_only && rows.contains_key(&name) {
            continue;
        }
        let ours = diff(&old, &new).verdict();
        let (theirs, lints) = comparer.judge(&old, &new);
        let row = format!("| {name} | {} | {} | {} |", ours.name(), theirs.name(), lints.join(", "));
        println!("{row}");
        // The tool has nothing below `patch`, its result for a change without a lint.
        if ours < theirs && theirs > Verdict::Patch {
            milder.push(row.clone());
        }
        rows.insert(name, row);
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let names = patch::names().into_iter().chain([VENDOR.to_owned()]);
        let table: String = names.filter_map(|name| Some(format!("{}\n", rows.get(&name)?))).collect();
        fs::write(&path, head + &table).unwrap();
    }
    assert!(milder.is_empty(), "milder than cargo-semver-checks:\n{}", milder.join("\n"));
}
