//! The program of a document: its generated client, and the calls of all operations.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use hss_spec::model::Spec;
use serde_json::Value;

use super::calls::{self, Call, Form};
use super::prism::Server;
use crate::Error;
use crate::corpus::process;

/// The additional time that the dependencies may take to compile with the first document.
const DEPENDENCIES: Duration = Duration::from_secs(600);

/// Maximum number of builds, after each of which the calls that do not compile are left out.
const ROUNDS: usize = 6;

/// A workspace with a crate per document, so that dependencies are compiled once.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    folder: PathBuf,
    target: PathBuf,
    limit: Duration,
}

impl Workspace {
    /// Writes the workspace of that many documents.
    pub(crate) fn new(root: &Path, folder: &Path, documents: usize, limit: Duration) -> Result<Self, Error> {
        let workspace = Self {
            root: root.to_path_buf(),
            folder: folder.join("crates"),
            // Most of their dependencies are those of other programs of the repository.
            target: root.join("target"),
            limit,
        };
        if workspace.folder.exists() {
            fs::remove_dir_all(&workspace.folder).map_err(Error::file(&workspace.folder))?;
        }
        let members: Vec<String> = (0..documents).map(package).collect();
        let profile = "[profile.dev]\ndebug = false\nincremental = false\n";
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{profile}");
        write(&workspace.folder.join("Cargo.toml"), &manifest)?;
        // The versions are those of the repository.
        let lock = root.join("Cargo.lock");
        write(&workspace.folder.join("Cargo.lock"), &fs::read_to_string(&lock).map_err(Error::file(&lock))?)?;
        for index in 0..documents {
            workspace.member(index).write_empty()?;
        }
        Ok(workspace)
    }

    /// The crate of the document with that index.
    pub(crate) fn member(&self, index: usize) -> Member<'_> {
        Member { workspace: self, index }
    }
}

/// The crate of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'w> {
    workspace: &'w Workspace,
    index: usize,
}

/// The compiler's verdict on the calls of a document.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    /// The compiler's first error in the client, which then has no calls.
    pub(crate) broken: Option<String>,
    /// Calls that do not compile, by index, with the compiler's error.
    pub(crate) left_out: Vec<(usize, String)>,
}

impl Member<'_> {
    /// The folder for the spec and the code of the document.
    pub(crate) fn spec_folder(&self) -> PathBuf {
        self.workspace.folder.with_file_name("specs").join(self.index.to_string())
    }

    /// The time that a step may take.
    pub(crate) fn limit(&self) -> Duration {
        self.workspace.limit
    }

    pub(crate) fn crate_name(&self) -> String {
        package(self.index).replace('-', "_")
    }

    fn write_empty(&self) -> Result<(), Error> {
        let (runtime, judge) =
            (self.workspace.root.join("hss-runtime"), self.workspace.root.join("tests/judge"));
        self.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             hss-runtime = {{ path = {runtime:?}, default-features = false, \
             features = [\"huawei\", \"oauth2\", \"pattern\"] }}\n\
             hss-judge = {{ path = {judge:?} }}\nserde_json = \"1\"\n",
                package(self.index),
            ),
        )?;
        self.write("src/lib.rs", "//! A client made from a document.\n\npub mod api;\n")?;
        self.write("src/api.rs", "//! The client.\n")?;
        self.write("src/main.rs", "fn main() {}\n")
    }

    fn write(&self, path: &str, text: &str) -> Result<(), Error> {
        write(&self.workspace.folder.join(package(self.index)).join(path), text)
    }

    /// Compiles only the client; returns the compiler's first error, if any.
    pub(crate) fn check(&self, code: &Path) -> Result<Option<String>, Error> {
        let code = fs::read_to_string(code).map_err(Error::file(code))?;
        self.write("src/api.rs", &format!("//! The client.\n\n{code}"))?;
        let build = self.cargo(&["check", "--lib"])?;
        Ok((!build.is_success).then(|| build.first.unwrap_or_else(|| "it does not compile".to_owned())))
    }

    /// Compiles the client and the calls. A call that does not compile is left out of the program.
    pub(crate) fn compile(&self, code: &Path, spec: &Spec, calls: &[Call]) -> Result<Compiled, Error> {
        let name = self.crate_name();
        let code = fs::read_to_string(code).map_err(Error::file(code))?;
        self.write("src/api.rs", &format!("//! The client.\n\n{code}"))?;
        self.write("src/main.rs", &calls::program(&name, spec))?;
        let mut forms = vec![Form::Usual; calls.len()];
        let mut compiled = Compiled::default();
        for _ in 0..ROUNDS {
            self.write("src/calls.rs", &calls::file(&name, calls, &forms))?;
            let build = self.cargo(&["build"])?;
            if build.is_success {
                return Ok(compiled);
            }
            if build.in_calls.is_empty() {
                compiled.broken = Some(build.first.unwrap_or_else(|| "it does not compile".to_owned()));
                return Ok(compiled);
            }
            for (index, message) in build.in_calls {
                let Some(form) = forms.get_mut(index) else { continue };
                *form = form.next();
                if *form == Form::LeftOut {
                    compiled.left_out.push((index, message));
                }
            }
        }
        compiled.broken = Some("calls still do not compile after others were left out".to_owned());
        Ok(compiled)
    }

    /// Runs a command of cargo on the crate.
    fn cargo(&self, command_line: &[&str]) -> Result<Build, Error> {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(command_line)
            .args(["--quiet", "--message-format", "json", "--package", &package(self.index)])
            .current_dir(&self.workspace.folder)
            .env("CARGO_TARGET_DIR", &self.workspace.target);
        let finished = process::run(&mut command, self.workspace.limit + DEPENDENCIES)?;
        let mut build = Build { is_success: finished.is_success(), ..Build::default() };
        build.read(&finished.stdout);
        if !build.is_success && build.first.is_none() {
            build.first = Some(finished.stderr.trim().to_owned());
        }
        Ok(build)
    }

    /// Sends the calls to a server, from that index on, and returns the lines that the program prints, or its
    /// error.
    pub(crate) fn run(&self, server: &Server, first: usize) -> Result<Result<String, String>, Error> {
        let program = self.workspace.target.join("debug").join(package(self.index));
        let mut command = Command::new(program.with_extension(std::env::consts::EXE_EXTENSION));
        command.arg(&server.address).arg(first.to_string());
        let finished = process::run(&mut command, self.workspace.limit)?;
        Ok(if finished.is_success() { Ok(finished.stdout) } else { Err(finished.stderr.trim().to_owned()) })
    }
}

/// The result of a build.
#[derive(Debug, Default)]
struct Build {
    is_success: bool,
    /// The first error in each call.
    in_calls: Vec<(usize, String)>,
    /// The first error elsewhere.
    first: Option<String>,
}

impl Build {
    fn read(&mut self, output: &str) {
        let mut seen = BTreeSet::new();
        for line in output.lines() {
            let line: Value = serde_json::from_str(line).unwrap_or_default();
            let message = &line["message"];
            if message["level"] != "error" {
                continue;
            }
            let text = message["message"].as_str().unwrap_or_default();
            let spans = message["spans"].as_array().into_iter().flatten();
            match spans.filter_map(line_of_calls).find_map(calls::on_line) {
                Some(index) if seen.insert(index) => self.in_calls.push((index, text.to_owned())),
                Some(_) => {}
                None if message["spans"].as_array().is_some_and(|spans| !spans.is_empty()) => {
                    self.first.get_or_insert_with(|| text.to_owned());
                }
                None => {}
            }
        }
    }
}

/// The line in the file of calls that a span of the compiler, or what expanded to it, is on.
fn line_of_calls(span: &Value) -> Option<usize> {
    let mut span = span;
    while !span.is_null() {
        if span["file_name"].as_str().is_some_and(|name| name.ends_with("calls.rs")) {
            return usize::try_from(span["line_start"].as_u64()?).ok();
        }
        span = &span["expansion"]["span"];
    }
    None
}

fn package(index: usize) -> String {
    format!("document-{index}")
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::file(parent))?;
    }
    fs::write(path, text).map_err(Error::file(path))
}
