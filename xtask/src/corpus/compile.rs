//! Generated code, compiled as a crate per document in one workspace, so that its dependencies are compiled once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::process;
use crate::Error;

/// The crate around the code: a public module, so that no item is unused, with the usual lints of libraries.
const LIBRARY: &str =
    "//! A client made from a document.\n\n#![warn(missing_docs, unreachable_pub)]\n\npub mod api;\n";

/// The time that the dependencies may take to compile.
const DEPENDENCIES: Duration = Duration::from_secs(900);

/// The compiler's verdict on a crate.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The first error, or else the first warning.
    pub(super) first: Option<String>,
    pub(super) time: Option<Duration>,
    pub(super) memory: u64,
}

/// The workspace of all crates.
#[derive(Debug)]
pub(super) struct Workspace {
    folder: PathBuf,
    target: PathBuf,
    limit: Duration,
}

impl Workspace {
    /// Writes a crate without code for each document; `limit` is the time that compiling one may take.
    pub(super) fn new(root: &Path, folder: &Path, crates: usize, limit: Duration) -> Result<Self, Error> {
        let workspace = Self { folder: folder.join("crates"), target: folder.join("target"), limit };
        let members: Vec<String> = (0..crates).map(name).collect();
        workspace.write("Cargo.toml", &format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"))?;
        // The versions are those of the repository.
        let lock = root.join("Cargo.lock");
        workspace.write("Cargo.lock", &fs::read_to_string(&lock).map_err(Error::file(lock))?)?;
        let runtime = root.join("hss-runtime");
        for member in members {
            let manifest = format!(
                "[package]\nname = \"{member}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                 hss-runtime = {{ path = {runtime:?}, default-features = false, \
                 features = [\"huawei\", \"oauth2\"] }}\n"
            );
            workspace.write(&format!("{member}/Cargo.toml"), &manifest)?;
            workspace.write(&format!("{member}/src/lib.rs"), LIBRARY)?;
            workspace.write(&format!("{member}/src/api.rs"), "//! Nothing yet.\n")?;
        }
        Ok(workspace)
    }

    fn write(&self, path: &str, text: &str) -> Result<(), Error> {
        let path = self.folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Error::file(parent))?;
        }
        fs::write(&path, text).map_err(Error::file(path))
    }

    /// Compiles the dependencies, so that their time does not count for a document.
    pub(super) fn warm_up(&self) -> Result<(), Error> {
        let finished = process::run(self.cargo().args(["--package", "hss-runtime"]), DEPENDENCIES)?;
        if finished.is_success() {
            return Ok(());
        }
        let problem = format!("its dependencies do not compile:\n{}", finished.stderr);
        Err(Error::Unexpected { path: self.folder.clone(), problem })
    }

    /// Compiles the code as the crate of a document.
    pub(super) fn check(&self, index: usize, code: &Path) -> Result<Checked, Error> {
        let name = name(index);
        let text = fs::read_to_string(code).map_err(Error::file(code))?;
        self.write(&format!("{name}/src/api.rs"), &format!("//! The client.\n\n{text}"))?;
        let finished =
            process::run(self.cargo().args(["--package", &name, "--message-format", "json"]), self.limit)?;
        let mut checked =
            Checked { time: Some(finished.time), memory: finished.memory, ..Checked::default() };
        checked.read(&finished.stdout);
        if !finished.is_success() && checked.errors == 0 {
            checked.errors = 1;
            checked.first = finished.stderr.lines().next().map(str::to_owned);
        }
        Ok(checked)
    }

    fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(["check", "--quiet"]).current_dir(&self.folder).env("CARGO_TARGET_DIR", &self.target);
        command
    }
}

impl Checked {
    /// Counts the messages of the compiler that have a place in the code.
    fn read(&mut self, output: &str) {
        for line in output.lines() {
            let message: Value = serde_json::from_str(line).unwrap_or_default();
            let message = &message["message"];
            if message["spans"].as_array().is_none_or(Vec::is_empty) {
                continue;
            }
            let text = message["rendered"].as_str().unwrap_or_default().trim().to_owned();
            match message["level"].as_str() {
                Some("error") => {
                    if self.errors == 0 {
                        self.first = Some(text);
                    }
                    self.errors += 1;
                }
                Some("warning") => {
                    self.first.get_or_insert(text);
                    self.warnings += 1;
                }
                _ => {}
            }
        }
    }

    /// The verdict in a word; `-` if nothing was compiled.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self { time: None, .. } => "-",
            Self { errors: 1.., .. } => "errors",
            Self { warnings: 1.., .. } => "warnings",
            _ => "yes",
        }
    }
}

fn name(index: usize) -> String {
    format!("document-{index}")
}

#[cfg(test)]
mod tests {
    use super::Checked;

    #[test]
    fn messages_with_a_place_count_and_the_first_error_is_shown() {
        let message = |level: &str, text: &str, spans: &str| {
            format!("{{\"message\":{{\"level\":\"{level}\",\"rendered\":\"{text}\",\"spans\":{spans}}}}}\n")
        };
        let mut checked = Checked { time: Some(std::time::Duration::ZERO), ..Checked::default() };
        checked.read("{\"reason\":\"build-finished\"}\n");
        assert_eq!(checked.word(), "yes");
        checked.read(&message("warning", "unused", "[{}]"));
        assert_eq!(checked.word(), "warnings");
        checked.read(&(message("error", "mismatched", "[{}]") + &message("error", "aborting", "[]")));
        assert_eq!((checked.word(), checked.errors, checked.warnings), ("errors", 1, 1));
        assert_eq!(checked.first.as_deref(), Some("mismatched"));
    }
}
