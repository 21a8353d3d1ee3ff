//! Folders and files of a run.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Stop;
use crate::measure::cost;

/// The folders and files of a run.
pub(crate) struct Place {
    /// The repository.
    pub(crate) root: PathBuf,
    /// The folder in which everything measured is built and written.
    pub(crate) scratch: PathBuf,
    document: PathBuf,
}

impl Place {
    /// A relative `document` is looked for in the current folder, then in the repository.
    pub(crate) fn new(document: &Path) -> Result<Place, Stop> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = own.parent().ok_or("benches/ has no parent folder")?.to_owned();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| own.join("target"), PathBuf::from);
        let scratch = std::path::absolute(target)?.join("measured");
        fs::create_dir_all(&scratch)?;
        let document = if document.exists() { std::path::absolute(document)? } else { root.join(document) };
        Ok(Place { root, scratch, document })
    }

    /// The vendor's document.
    pub(crate) fn document(&self) -> Result<&Path, Stop> {
        if self.document.is_file() {
            return Ok(&self.document);
        }
        Err(format!("{}: no such document; name it with --document", self.document.display()).into())
    }

    /// The repository in the form in which its packages are published, made anew: the client's source is generated.
    pub(crate) fn published(&self) -> Result<PathBuf, Stop> {
        eprintln!("makes the published form");
        let mut xtask = Command::new("cargo");
        xtask.args(["run", "--quiet", "--locked", "-p", "xtask", "--", "package"]).current_dir(&self.root);
        xtask.env("CARGO_TARGET_DIR", self.scratch.join("programs"));
        cost(&mut xtask, &self.log())?;
        Ok(self.root.join("target/published"))
    }

    /// Packs packages of a repository, into a new folder.
    pub(crate) fn pack(&self, repository: &Path, packages: &[&str]) -> Result<PathBuf, Stop> {
        let target = self.empty("packages")?;
        let mut cargo = Command::new("cargo");
        cargo.args(["package", "--no-verify", "--locked", "--allow-dirty"]).current_dir(repository);
        cargo.args(packages.iter().flat_map(|package| ["--package", package]));
        cost(cargo.env("CARGO_TARGET_DIR", &target), &self.log())?;
        Ok(target.join("package"))
    }

    /// The file for a command's output.
    pub(crate) fn log(&self) -> PathBuf {
        self.scratch.join("log")
    }

    /// An empty folder to write to.
    pub(crate) fn empty(&self, name: &str) -> Result<PathBuf, Stop> {
        let folder = self.scratch.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}

/// Size of a file in bytes.
pub(crate) fn size(file: &Path) -> Result<u64, Stop> {
    Ok(fs::metadata(file).map_err(|error| format!("{}: {error}", file.display()))?.len())
}
