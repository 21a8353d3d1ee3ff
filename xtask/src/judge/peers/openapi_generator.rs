//! The generator for Rust of openapi-generator, which runs in Java and comes in a package of PyPI.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use xshell::{Shell, cmd};

use super::{Outcome, check};
use crate::Error;
use crate::corpus::process;

/// The package and its version.
pub(crate) const PACKAGE: &str = "openapi-generator-cli==7.26.0";

/// The program in the package.
const PROGRAM: &str = "openapi_generator_cli/openapi-generator.jar";

/// An installed openapi-generator.
pub(crate) struct OpenApiGenerator {
    program: PathBuf,
    folder: PathBuf,
}

impl OpenApiGenerator {
    /// Installs it into a separate folder, once.
    ///
    /// # Errors
    ///
    /// Java or Python is missing, or the package cannot be installed.
    pub(crate) fn install(shell: &Shell, folder: &Path) -> Result<Self, Error> {
        let needed = [("java", "-version", "default-jre-headless"), ("python3", "--version", "python3-pip")];
        let is_missing = |(program, option, _): &(&str, &str, &str)| {
            cmd!(shell, "{program} {option}").quiet().ignore_stdout().ignore_stderr().run().is_err()
        };
        let missing: Vec<_> = needed.into_iter().filter(is_missing).collect();
        if !missing.is_empty() {
            let tools: Vec<&str> = missing.iter().map(|(program, ..)| *program).collect();
            let packages: Vec<&str> = missing.iter().map(|(_, _, package)| *package).collect();
            let install = format!("apt-get install {}", packages.join(" "));
            return Err(Error::Missing { tool: tools.join(", "), install });
        }
        let own = folder.join(PACKAGE.replace("==", "-"));
        let program = own.join(PROGRAM);
        if !program.exists() {
            cmd!(shell, "python3 -m pip install --quiet --no-deps --target {own} {PACKAGE}").quiet().run()?;
        }
        Ok(Self { program, folder: folder.join("openapi-generator") })
    }

    /// Generates and compiles the client of a document.
    pub(crate) fn outcome(&self, document: &Path, index: usize, limit: Duration) -> Result<Outcome, Error> {
        let folder = self.folder.join(index.to_string());
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
        }
        let mut java = Command::new("java");
        java.arg("-jar").arg(&self.program).args(["generate", "--generator-name", "rust"]);
        java.args(["--library", "reqwest", "--skip-validate-spec"]);
        // The document's version may not be valid for cargo.
        let package = format!("packageName=document-{index},packageVersion=0.1.0");
        java.args(["--additional-properties", &package]);
        java.arg("--input-spec").arg(document).arg("--output").arg(&folder);
        let finished = process::run(&mut java, limit)?;
        if !finished.is_success() {
            let is_message = |line: &&str| line.contains("Exception") || line.contains("Error");
            let message = finished.stderr.lines().find(is_message).unwrap_or("no message");
            return Ok(Outcome::refused(message));
        }
        let manifest = folder.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(Error::file(&manifest))?;
        fs::write(&manifest, format!("{text}\n[workspace]\n")).map_err(Error::file(&manifest))?;
        // An operation with several tags is in the file of each of them.
        let mut names = BTreeSet::new();
        let apis = folder.join("src/apis");
        for entry in fs::read_dir(&apis).map_err(Error::file(&apis))? {
            let path = entry.map_err(Error::file(&apis))?.path();
            let text = fs::read_to_string(&path).map_err(Error::file(path))?;
            let functions = text.split("pub async fn ").skip(1);
            names.extend(functions.filter_map(|rest| Some(rest.split_once('(')?.0.to_owned())));
        }
        let problem = check(&folder, &self.folder.join("target"), limit)?;
        Ok(Outcome { covered: Some(names.len()), compiles: Some(problem.is_none()), problem })
    }
}
