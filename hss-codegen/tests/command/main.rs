//! The `hss-codegen` command, run as its users run it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod check;
mod diff;
mod export;
mod formatting;
mod generate;
mod gone;
mod hostile;
mod import;
mod import_generate;
mod index;
mod report;
mod sync;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The result of a run.
#[derive(Debug)]
struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

/// A folder to work in, which is gone after the test.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Copies a page of the importer's own tests.
    fn page(&self, name: &str) -> String {
        let text = page(name);
        self.write(name, &text);
        text
    }

    /// The command in this folder.
    ///
    /// The sites of these tests are on this machine: a proxy of whoever runs them has none of their documents.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hss-codegen"));
        command.current_dir(self.path());
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
            command.env_remove(name).env_remove(name.to_lowercase());
        }
        command
    }

    /// Runs the command in this folder.
    fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command().args(arguments))
    }

    /// All files in it, by their names.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.path()).unwrap().to_str().unwrap().replace('\\', "/");
                    files.insert(name, fs::read_to_string(path).unwrap());
                }
            }
        }
        files
    }

    fn names(&self) -> Vec<String> {
        self.files().into_keys().collect()
    }
}

fn page(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../hss-spec/tests/pages", name].iter().collect();
    fs::read_to_string(path).unwrap()
}

impl Run {
    fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().expect("it ends by itself"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The run, which must have ended with this code.
    #[track_caller]
    fn ended_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.stdout, self.stderr);
        self
    }
}

#[test]
fn a_wrong_command_line_ends_with_2_and_touches_nothing() {
    let folder = Folder::new();
    for arguments in [
        &[][..],
        &["frobnicate"],
        &["import"],
        &["import", "page.md", "--format", "carrier-pigeon"],
        &["generate", "--check"],
        &["check", "--frobnicate"],
    ] {
        let run = folder.run(arguments).ended_with(2);
        assert!(
            run.stderr.contains("--help") || run.stderr.contains("Usage: hss-codegen"),
            "{arguments:?}: {}",
            run.stderr
        );
        assert_eq!(run.stdout, "");
    }
    assert!(folder.names().is_empty());
}

#[test]
fn help_tells_of_every_subcommand() {
    let run = Folder::new().run(&["--help"]).ended_with(0);
    for name in ["import", "check", "generate"] {
        assert!(run.stdout.contains(name), "{}", run.stdout);
    }
}
