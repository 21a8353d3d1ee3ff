//! The commands of the workflows `sync` and `release`, run in order in a copy of this repository: from "the site changed"
//! to packages with the next version.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use hss_site::Site;

/// A document of an API beside the one of the spec.
fn document(kinds: &str, is_second: bool) -> String {
    let second = "  /wicks: { get: { operationId: listWicks, responses: { '204': { description: ok } } } }\n";
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Lanterns, version: '1' }}\npaths:\n  /lanterns: {{ get: {{ operationId: listLanterns, \
         parameters: [{{ name: kind, in: query, schema: {{ type: string, enum: [{kinds}] }} }}], responses: {{ '204': {{ \
         description: ok }} }} }} }}\n{}",
        if is_second { second } else { "" }
    )
}

/// The commands of a workflow's steps, in order. Those that need a secret of the hosted repository are left out.
fn commands(workflow: &str) -> Vec<String> {
    let path = xtask::root().join(".github/workflows").join(workflow);
    let text = fs::read_to_string(path).unwrap();
    let (_, steps) = text.split_once("    steps:\n").unwrap();
    let steps = steps.split("\n      - ").filter(|step| !step.contains("_TOKEN"));
    let command = |step: &str| {
        let (_, run) = step.split_once("run: ")?;
        Some(match run.strip_prefix("|\n") {
            Some(lines) => lines.lines().map(|line| format!("{}\n", line.trim())).collect(),
            None => run.lines().next()?.to_owned(),
        })
    };
    steps.filter_map(command).collect()
}

/// The test suite and the snapshots are those of the repository itself, and take longer than this test may.
fn takes_long(command: &str) -> bool {
    ["cargo xtask snapshots", "cargo xtask ci"].contains(&command)
}

struct Scratch(tempfile::TempDir);

impl Scratch {
    /// A copy of the repository with a commit.
    fn new() -> Self {
        let scratch = Self(tempfile::tempdir().unwrap());
        let root = xtask::root();
        let files = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root)
            .output()
            .unwrap();
        for file in String::from_utf8(files.stdout).unwrap().lines().filter(|file| root.join(file).is_file())
        {
            let copy = scratch.path().join(file);
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(root.join(file), copy).unwrap();
        }
        scratch.run("git init --quiet --initial-branch main");
        scratch
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, command: &str) {
        let mut bash = Command::new("bash");
        bash.args(["-euo", "pipefail", "-c", command]).current_dir(self.path());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GITHUB_")) {
            bash.env_remove(name);
        }
        // Packages that do not change are built once for all runs.
        bash.env("CARGO_TARGET_DIR", xtask::root().join("target/workflows"));
        let status = bash.status().unwrap();
        assert!(status.success(), "`{command}`: {status}");
    }

    fn commit(&self, message: &str) {
        let author = "-c user.name=Someone -c user.email=someone@example.com";
        self.run(&format!("git add --all && git {author} commit --quiet --message '{message}'"));
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).unwrap()
    }

    fn run_all(&self, workflow: &str) {
        let commands = commands(workflow);
        let run: Vec<&String> = commands.iter().filter(|command| !takes_long(command)).collect();
        assert!(!run.is_empty() && run.len() < commands.len(), "{workflow}: {commands:?}");
        run.into_iter().for_each(|command| self.run(command));
    }
}

#[test]
#[ignore = "builds the workspace once more, in minutes"]
fn from_a_change_of_the_site_to_packages_with_the_next_version() {
    let (site, scratch) = (Site::new(), Scratch::new());
    site.put("/lanterns.yaml", &document("round, trim", false));
    let sources = format!("sources --unset index --unset explorer --openapi {}", site.url("/lanterns.yaml"));
    scratch.run(&format!("cargo run --locked --quiet --package hss-codegen -- {sources}"));
    scratch.run_all("sync.yml");
    assert!(
        scratch.read("hss-client/Cargo.toml").contains("\nlanterns = []\n"),
        "a new group is no work by hand"
    );
    scratch
        .run("cargo check --locked --quiet --package hss-client --no-default-features --features lanterns");
    scratch.commit("spec: import lanterns");
    scratch.run("git tag v0.1.0");

    site.put("/lanterns.yaml", &document("round, flat", true));
    scratch.run_all("sync.yml");
    let report = scratch.read("target/sync.md");
    assert!(report.contains("`lanterns::ListLanternsKind::Trim`"), "{report}");
    fs::write(
        scratch.path().join("accepted.json"),
        r#"[{ "rule": "enum-value-added", "at": "lanterns/ListLanternsKind=flat", "reason": "Nobody has used it." }]"#,
    )
    .unwrap();
    scratch.run("cargo xtask release --date 2026-11-29 --no-semver-checks");
    let changelog = scratch.read("CHANGELOG.md");
    assert!(changelog.contains("\n## 0.2.0 (2026-11-29)\n"), "{changelog}");
    assert!(changelog.contains("`lanterns::ListLanternsKind::Trim`"), "{changelog}");
    assert!(changelog.contains("accepted: Nobody has used it."), "{changelog}");
    assert!(!scratch.path().join("accepted.json").exists());
    let manifest = scratch.read("Cargo.toml");
    assert!(manifest.contains("\nversion = \"0.2.0\"\n"), "{manifest}");
    assert!(manifest.contains("hss-runtime = { path = \"hss-runtime\", version = \"=0.2.0\""), "{manifest}");
    scratch.commit("Release v0.2.0");
    scratch.run("git tag v0.2.0");
    scratch.run_all("release.yml");
    for package in ["hss-spec", "hss-codegen-macros", "hss-client", "hss-cli"] {
        let packed = xtask::root().join(format!("target/workflows/package/{package}-0.2.0.crate"));
        assert!(packed.is_file(), "{}", packed.display());
    }
    scratch.run("! cargo xtask release --no-semver-checks 2> target-release.log; grep 'nothing changed since 0.2.0' target-release.log");
}

#[test]
fn every_step_of_the_workflows_is_a_command() {
    let sync = commands("sync.yml");
    assert!(sync[0].contains("-- sync --prune --report target/sync.md"), "{sync:?}");
    assert!(sync.contains(&"cargo xtask groups".to_owned()), "{sync:?}");
    assert_eq!(commands("release.yml"), ["cargo xtask ci", "cargo xtask release --check"]);
}
