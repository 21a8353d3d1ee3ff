//! Progenitor, used as in its documentation of build scripts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use xshell::{Shell, cmd};

use super::{Outcome, check};
use crate::Error;
use crate::corpus::process;

/// The dependencies that its command writes for every client. The version is that of `benches/progenitor-peer`.
const DEPENDENCIES: &str = r#"
[dependencies]
base64 = "0.22"
bytes = "1.9"
chrono = { version = "0.4", default-features = false, features = ["serde"] }
futures-core = "0.3"
percent-encoding = "2.3"
progenitor-client = "=0.15.1"
rand = "0.8"
regress = "0.10"
reqwest = { version = "0.13", default-features = false, features = ["json", "query", "stream"] }
serde = { version = "1.0", features = ["derive"] }
serde_json = "1.0"
serde_urlencoded = "0.7"
uuid = { version = "1", features = ["serde", "v4"] }

[workspace]
"#;

/// The program that drives it.
pub(crate) struct Progenitor {
    program: PathBuf,
    folder: PathBuf,
}

impl Progenitor {
    /// Builds the program of the benchmarks.
    pub(crate) fn build(shell: &Shell, root: &Path, folder: &Path) -> Result<Self, Error> {
        let (manifest, target) = (root.join("benches/Cargo.toml"), folder.join("programs"));
        let cargo = cmd!(shell, "cargo build --locked --quiet --manifest-path {manifest}");
        cargo.args(["--package", "progenitor-peer"]).env("CARGO_TARGET_DIR", &target).run()?;
        let program = target.join("debug/progenitor-peer").with_extension(std::env::consts::EXE_EXTENSION);
        Ok(Self { program, folder: folder.join("progenitor") })
    }

    /// Generates and compiles the client of a document.
    pub(crate) fn outcome(&self, document: &Path, index: usize, limit: Duration) -> Result<Outcome, Error> {
        let folder = self.folder.join(index.to_string());
        let code = folder.join("src/lib.rs");
        fs::create_dir_all(folder.join("src")).map_err(Error::file(&folder))?;
        let manifest = format!(
            "[package]\nname = \"document-{index}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n{DEPENDENCIES}"
        );
        let path = folder.join("Cargo.toml");
        fs::write(&path, manifest).map_err(Error::file(path))?;
        let finished = process::run(Command::new(&self.program).arg(document).arg(&code), limit)?;
        if !finished.is_success() {
            // A panic's message follows the line with its place.
            let mut lines = finished.stderr.lines().filter(|line| !line.trim().is_empty());
            let first = lines.next().unwrap_or("no message");
            let is_panic = first.contains("panicked at");
            return Ok(Outcome::refused(lines.next().filter(|_| is_panic).unwrap_or(first)));
        }
        let text = fs::read_to_string(&code).map_err(Error::file(&code))?;
        let problem = check(&folder, &self.folder.join("target"), limit)?;
        Ok(Outcome {
            // The builder of each operation has one.
            covered: Some(text.matches("pub async fn send(").count()),
            compiles: Some(problem.is_none()),
            problem,
        })
    }
}
