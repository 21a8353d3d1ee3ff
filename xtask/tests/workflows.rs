//! The commands of the workflows `sync` and `release`, run in order in a copy of this repository: from "the site changed"
//! to packages with the next version.
//!
//! The programs are those of the repository itself, since the copy changes the spec and the version, and neither the
//! command nor the tasks. Everything else is done in the copy, by cargo as it is; only what would reach the registry is
//! written down in place of it.

#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Parser as _;
use hss_site::Site;
use xtask::release::{Part, Version};

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

/// The published packages in order, each after those that it depends on.
const PACKAGES: [&str; 7] =
    ["hss-spec", "hss-codegen", "hss-codegen-macros", "hss-runtime", "hss-client", "hss-mock", "hss-cli"];

/// The published packages that have public items to compare.
fn libraries() -> impl Iterator<Item = &'static str> {
    PACKAGES.into_iter().filter(|package| *package != "hss-codegen-macros")
}

/// The commands of a workflow's steps, in order. Those that need a secret of the hosted repository are left out.
fn commands(workflow: &str) -> Vec<String> {
    let path = xtask::root().join(".github/workflows").join(workflow);
    let text = fs::read_to_string(path).unwrap();
    let (_, steps) = text.split_once("    steps:\n").unwrap();
    // Pull requests and packages go nowhere, and the last step fails where an earlier one did.
    let is_run = |step: &&str| !step.contains("_TOKEN") && !step.contains("outcome == 'failure'");
    let steps = steps.split("\n      - ").filter(is_run);
    let command = |step: &str| {
        let (_, run) = step.split_once("run: ")?;
        Some(match run.strip_prefix("|\n") {
            Some(lines) => lines.lines().map(|line| format!("{}\n", line.trim())).collect(),
            None => run.lines().next()?.to_owned(),
        })
    };
    steps.filter_map(command).collect()
}

/// The commands that stand for one which takes longer than this test may: of all checks those that compile nothing, since
/// rustfmt would put few groups on one line. The snapshots are left out: they document seven libraries and run four test
/// programs, all of which would be compiled for the copy, for minutes. A unit test of `snapshots` checks what it runs.
fn in_bounded_time(command: &str) -> Vec<String> {
    match command {
        "cargo xtask ci" => {
            ["tidy", "groups", "sentences"].map(|step| format!("{command} --only {step}")).to_vec()
        }
        "cargo xtask snapshots" => Vec::new(),
        _ => vec![command.to_owned()],
    }
}

/// A wrapper of cargo: runs the repository's programs in the copy, and publishes nothing.
const CARGO: &str = r#"#!/usr/bin/env bash
set -euo pipefail
case "$1 $*" in
  "run "*"--package hss-codegen "*)
    while [ "$1" != -- ]; do shift; done
    exec "$CARGO_ITSELF" run --locked --quiet --manifest-path "$REPOSITORY/Cargo.toml" --package hss-codegen "$@" ;;
  "xtask "*)
    shift
    exec "$CARGO_ITSELF" run --locked --quiet --manifest-path "$REPOSITORY/Cargo.toml" --package xtask -- "$@" ;;
  "publish "*--dry-run*) [ ! -e "$RECORD-refuse" ] ;;
  "semver-checks "*)
    echo "$*" >> "$RECORD-semver"
    if [ -e "$RECORD-breaks" ] && [ "$2" != --version ]; then exit 100; fi
    exit ;;
  "publish "* | "info "*)
    echo "$*" >> "$RECORD"
    # The first package was published by a run that was interrupted.
    if [ "$1" = info ]; then [[ "$*" = *" hss-spec@"* ]]; fi
    exit ;;
esac
exec "$CARGO_ITSELF" "$@"
"#;

struct Scratch {
    /// The copy.
    root: tempfile::TempDir,
    /// The wrapper of cargo, and its record.
    bin: tempfile::TempDir,
}

impl Scratch {
    /// A copy of the repository with a commit.
    fn new() -> Self {
        let scratch = Self { root: tempfile::tempdir().unwrap(), bin: tempfile::tempdir().unwrap() };
        let cargo = scratch.bin.path().join("cargo");
        fs::write(&cargo, CARGO).unwrap();
        fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
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
        self.root.path()
    }

    fn run(&self, command: &str) {
        let mut bash = Command::new("bash");
        bash.args(["-euo", "pipefail", "-c", command]).current_dir(self.path());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GITHUB_")) {
            bash.env_remove(name);
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = [self.bin.path().to_owned()].into_iter().chain(std::env::split_paths(&path));
        bash.env("PATH", std::env::join_paths(folders).unwrap());
        bash.env("CARGO_ITSELF", std::env::var_os("CARGO").unwrap());
        bash.env("REPOSITORY", xtask::root()).env("RECORD", self.record());
        let start = std::time::Instant::now();
        let status = bash.status().unwrap();
        eprintln!("{:.1} s: {command}", start.elapsed().as_secs_f64());
        assert!(status.success(), "`{command}`: {status}");
    }

    /// The arguments of cargo-semver-checks in each comparison since the last call of this.
    fn compared(&self) -> String {
        let record = self.bin.path().join("record-semver");
        let compared = fs::read_to_string(&record).unwrap_or_default();
        let _ = fs::remove_file(record);
        compared.replace("semver-checks --version\n", "")
    }

    fn record(&self) -> PathBuf {
        self.bin.path().join("record")
    }

    /// Removes the files of the spec, other than these and those in these folders.
    fn keep(&self, kept: &[&str]) {
        let spec = self.path().join("hss-spec/spec");
        let is_kept = |name: &str| kept.iter().any(|kept| kept.trim_end_matches('/') == name);
        for entry in fs::read_dir(&spec).unwrap().map(Result::unwrap) {
            match (is_kept(entry.file_name().to_str().unwrap()), entry.path().is_dir()) {
                (true, _) => {}
                (false, true) => fs::remove_dir_all(entry.path()).unwrap(),
                (false, false) => fs::remove_file(entry.path()).unwrap(),
            }
        }
    }

    fn commit(&self, message: &str) {
        let author = "-c user.name=Someone -c user.email=someone@example.com";
        self.run(&format!("git add --all && git {author} commit --quiet --message '{message}'"));
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// The lines of committed files that have the packages in this version, but for those that are about the past: lock
    /// files, manifests, documents, and expectations of tests.
    fn outdated(&self, version: &str) -> Vec<String> {
        let files = Command::new("git").args(["ls-files"]).current_dir(self.path()).output().unwrap();
        let (release, _) = version.rsplit_once('.').unwrap();
        let mut outdated = Vec::new();
        for file in String::from_utf8(files.stdout).unwrap().lines() {
            let Ok(text) = fs::read_to_string(self.path().join(file)) else { continue };
            if ["CHANGELOG.md", "docs/peers.md"].contains(&file) {
                continue;
            }
            for (line, next) in text.lines().zip(text.lines().skip(1).chain([""])) {
                let is_outdated = |package: &str| {
                    let Some((_, rest)) = line.split_once(package) else { return false };
                    let required = rest.split_once(" = ").filter(|(between, _)| between.is_empty());
                    let is_required = |value: &str| {
                        ["", "="].iter().any(|operator| {
                            [version, release]
                                .iter()
                                .any(|old| value.contains(&format!("\"{operator}{old}\"")))
                        })
                    };
                    let is_named = ["/", "@", "-", " ", " v"].iter().any(|before| {
                        rest.strip_prefix(before).is_some_and(|rest| rest.starts_with(version))
                    });
                    let is_locked =
                        line == format!("name = \"{package}\"") && next == format!("version = \"{version}\"");
                    is_named || is_locked || required.is_some_and(|(_, value)| is_required(value))
                };
                if PACKAGES.into_iter().any(is_outdated) {
                    outdated.push(format!("{file}: {line}"));
                }
            }
        }
        outdated
    }

    /// Writes the sentences of an operation and its group, as a person does before a release.
    fn explain(&self, group: &str, id: &str) {
        let replace = |file: &str, from: &str, to: &str| {
            let text = self.read(file);
            assert_eq!(text.matches(from).count(), 1, "{file}: {text}");
            fs::write(self.path().join(file), text.replacen(from, to, 1)).unwrap();
        };
        let path = format!("\n  \"path\": \"/{group}\",\n");
        let explained = format!(
            "{path}  \"title\": \"List {group}\",\n  \"doc\": \"Lists all {group} of a harbour.\",\n"
        );
        replace(&format!("hss-spec/spec/{group}/{id}.json"), &path, &explained);
        let docs = "\n  \"group_docs\": {\n";
        let explained = format!("{docs}    \"{group}\": \"The {group} of a harbour.\",\n");
        replace("hss-spec/spec/service.json", docs, &explained);
    }

    fn run_all(&self, workflow: &str) {
        let commands = commands(workflow);
        assert!(commands.contains(&"cargo xtask ci".to_owned()), "{workflow}: {commands:?}");
        commands.iter().flat_map(|command| in_bounded_time(command)).for_each(|command| self.run(&command));
    }
}

/// cargo-semver-checks compares all libraries with the last release, and a release that it refuses changes no file.
fn public_items_are_compared_before_anything_is_written(scratch: &Scratch, old: &str) {
    let libraries: String = libraries().map(|package| format!("--package {package} ")).collect();
    let compared = format!("semver-checks {libraries}--baseline-rev v{old} --release-type minor\n");
    let release = "cargo xtask release --at-least minor";
    let unchanged = "git diff --exit-code --stat";
    scratch.run(&format!(
        "touch $RECORD-breaks; ! {release} 2> target/release.log; rm $RECORD-breaks; grep -e '--at-least major' target/release.log; \
         {unchanged}"
    ));
    assert_eq!(scratch.compared(), compared);
    scratch.run(&format!("touch $RECORD-refuse; ! {release}; rm $RECORD-refuse; {unchanged}"));
    assert_eq!(scratch.compared(), compared);
}

#[test]
#[ignore = "asks the registry, and takes most of a minute; a step of `cargo xtask ci`"]
fn from_a_change_of_the_site_to_packages_with_the_next_version() {
    let (site, scratch) = (Site::new(), Scratch::new());
    // The spec of few pages, since one of hundreds has nothing to add here.
    scratch.keep(&["service.json", "types.json", "glossary.json", "image/"]);
    site.put("/lanterns.yaml", &document("round, trim", false));
    let sources = format!("sources --unset index --unset explorer --openapi {}", site.url("/lanterns.yaml"));
    scratch.run(&format!("cargo run --locked --quiet --package hss-codegen -- {sources}"));
    scratch.run_all("sync.yml");
    assert!(
        scratch.read("hss-client/Cargo.toml").contains("\nlanterns = []\n"),
        "a new group needs no manual work"
    );
    scratch.explain("lanterns", "ListLanterns");
    scratch.run("cargo xtask groups");
    scratch.commit("spec: import lanterns");
    // Whatever the version is, so that a release does not break this test.
    let old = env!("CARGO_PKG_VERSION");
    let next = Version::parse(old).unwrap().next(Part::Major).unwrap().to_string();
    scratch.run(&format!("git tag v{old}"));
    public_items_are_compared_before_anything_is_written(&scratch, old);

    site.put("/lanterns.yaml", &document("round, flat", true));
    scratch.run_all("sync.yml");
    let report = scratch.read("target/sync.md");
    assert!(report.contains("`lanterns::ListLanternsKind::Trim`"), "{report}");
    scratch.run("! cargo xtask release --no-semver-checks 2> target/release.log; grep '2 operations or groups have no sentence' target/release.log");
    scratch.explain("wicks", "ListWicks");
    scratch.run("cargo xtask groups");
    fs::write(
        scratch.path().join("accepted.json"),
        r#"[{ "rule": "enum-value-added", "at": "lanterns/ListLanternsKind=flat", "reason": "It was never used." }]"#,
    )
    .unwrap();
    scratch.commit("Accept a value");
    let release = "cargo xtask release --date 2026-11-29";
    scratch.run(&format!(
        "touch $RECORD-refuse; ! {release} --no-semver-checks; rm $RECORD-refuse; git diff --exit-code --stat"
    ));
    scratch.run(release);
    assert_eq!(scratch.compared(), "", "a major version may change every public item");
    let changelog = scratch.read("CHANGELOG.md");
    assert!(changelog.contains(&format!("\n## {next} (2026-11-29)\n")), "{changelog}");
    assert!(changelog.contains("`lanterns::ListLanternsKind::Trim`"), "{changelog}");
    assert!(changelog.contains("accepted: It was never used."), "{changelog}");
    assert!(!scratch.path().join("accepted.json").exists());
    let manifest = scratch.read("Cargo.toml");
    assert!(manifest.contains(&format!("\nversion = \"{next}\"\n")), "{manifest}");
    let runtime = format!("hss-runtime = {{ path = \"hss-runtime\", version = \"={next}\"");
    assert!(manifest.contains(&runtime), "{manifest}");
    scratch.commit(&format!("Release v{next}"));
    assert_eq!(scratch.outdated(old), [""; 0], "what the release has left at {old}");
    scratch.run(&format!("git tag v{next}"));
    scratch.run_all("release.yml");
    let published = scratch.path().join("target/published");
    for package in PACKAGES {
        let packed = published.join(format!("package/{package}-{next}.crate"));
        assert!(packed.is_file(), "{}", packed.display());
    }
    scratch.run("for package in target/published/package/hss-{client,spec}-*.crate; do tar -xzf $package -C target; done");
    // Each names its commit, and the client that its files are not those of the commit.
    let vcs = |package: &str| {
        let info = scratch.read(&format!("target/{package}-{next}/.cargo_vcs_info.json"));
        let info: serde_json::Value = serde_json::from_str(&info).unwrap();
        info["git"].clone()
    };
    scratch.run("git rev-parse HEAD > target/commit");
    let commit = scratch.read("target/commit");
    for package in ["hss-client", "hss-spec"] {
        assert_eq!(vcs(package)["sha1"], commit.trim(), "{package}");
        assert_eq!(vcs(package)["dirty"] == true, package == "hss-client", "{}", vcs(package));
    }
    let client = |file: &str| scratch.read(&format!("target/hss-client-{next}/{file}"));
    assert!(client("src/groups/lanterns.rs").contains("ListLanternsKind"), "its source is generated");
    assert!(!client("src/groups.rs").contains("api!"), "{}", client("src/groups.rs"));
    assert!(!client("Cargo.toml").contains("hss-codegen"), "{}", client("Cargo.toml"));

    let target = xtask::root().join("target");
    let options = "--offline --package hss-client --no-default-features --features lanterns --target-dir";
    scratch.run(&format!(
        "cargo check --quiet --manifest-path target/published/Cargo.toml {options} {}",
        target.display()
    ));

    scratch.run("touch not-committed");
    scratch.run("! cargo xtask release --execute");
    assert!(!scratch.record().exists(), "nothing is published with files that are not committed");
    scratch.run("rm not-committed && cargo xtask release --execute");
    let record = fs::read_to_string(scratch.record()).unwrap();
    let published = published.join("Cargo.toml");
    let expected: String = PACKAGES
        .iter()
        .map(|package| {
            let publish = format!(
                "publish --locked --allow-dirty --manifest-path {} --package {package}\n",
                published.display()
            );
            let is_there = *package == "hss-spec";
            let info = format!("info --quiet --registry crates-io {package}@{next}\n");
            info + if is_there { "" } else { &publish }
        })
        .collect();
    assert_eq!(record, expected);
    scratch.run(&format!(
        "! cargo xtask release --no-semver-checks 2> target-release.log; grep 'nothing changed since {next}' target-release.log"
    ));
}

#[test]
fn every_step_of_the_workflows_is_a_command() {
    let sync = commands("sync.yml");
    assert!(sync[0].contains("-- sync --prune --report target/sync.md"), "{sync:?}");
    assert!(sync.contains(&"cargo xtask groups".to_owned()), "{sync:?}");
    let parsed = |command: &str| {
        assert!(sync.contains(&format!("cargo {command}")), "{sync:?}");
        xtask::Arguments::try_parse_from(command.split(' ')).unwrap().task
    };
    assert!(
        matches!(parsed("xtask snapshots"), xtask::Task::Snapshots(options) if !options.check && !options.listings),
        "all snapshots are written"
    );
    let ci = fs::read_to_string(xtask::root().join(".github/workflows/ci.yml")).unwrap();
    let compared: String = libraries().map(|package| format!(" -p {package}")).collect();
    assert!(ci.contains(&format!("cargo semver-checks{compared} --baseline-rev")), "{compared}");
    assert_eq!(commands("release.yml"), ["cargo xtask ci", "cargo xtask release --check"]);
    let mut tasks = 0;
    for workflow in ["ci.yml", "release.yml", "sync.yml"] {
        let path = xtask::root().join(".github/workflows").join(workflow);
        let text = fs::read_to_string(path).unwrap();
        for line in text.lines() {
            let Some((_, task)) = line.split_once(" xtask ").filter(|_| line.contains("run: cargo ")) else {
                continue;
            };
            // The hosted workflow puts one subject after the other in its place.
            let task = task.replace("${{ matrix.subject }}", "retry");
            let words = ["xtask"].into_iter().chain(task.split_whitespace());
            assert!(xtask::Arguments::try_parse_from(words).is_ok(), "{workflow}: no task `{task}`");
            tasks += 1;
        }
    }
    assert!(tasks >= 8, "{tasks} tasks");
}
