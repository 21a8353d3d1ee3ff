//! The changes of the spec since the last release.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use xshell::{Shell, cmd};

use super::version::Part;
use crate::Error;
use crate::manifest::SPEC;

/// The changes, as `hss-codegen diff` reports them.
pub(super) struct Changes {
    /// The part of the version that they require to raise.
    pub(super) part: Part,
    /// The report, with names in code.
    pub(super) markdown: String,
}

impl Changes {
    /// Compares two specs. `accepted` are the changes that were accepted.
    ///
    /// # Errors
    ///
    /// A spec cannot be read, or an acceptance fits no change.
    pub(super) fn find(
        shell: &Shell,
        old: &Path,
        new: &Path,
        accepted: Option<&Path>,
    ) -> Result<Self, Error> {
        let accepted: Vec<String> =
            accepted.iter().flat_map(|path| ["--accept".to_owned(), path.display().to_string()]).collect();
        let diff = |format: &str| {
            let cargo = cmd!(shell, "cargo run --locked --quiet --package hss-codegen -- diff {old} {new}");
            cargo.args(["--format", format]).args(&accepted).quiet().read()
        };
        let json: Value = serde_json::from_str(&diff("json")?).unwrap_or_default();
        let verdict = json["verdict"].as_str().unwrap_or_default();
        let part = Part::parse(verdict).ok_or_else(|| Error::Unexpected {
            path: new.to_owned(),
            problem: format!("`hss-codegen diff` prints an unknown verdict: `{verdict}`"),
        })?;
        Ok(Self { part, markdown: diff("markdown")? })
    }
}

/// Writes the spec of a tag to a folder in `target`.
///
/// # Errors
///
/// The tag has no spec, or the folder cannot be written.
pub(super) fn of_tag(shell: &Shell, root: &Path, tag: &str) -> Result<PathBuf, Error> {
    let folder = root.join("target/last-release");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    let files = cmd!(shell, "git ls-tree -r --name-only {tag} {SPEC}/").quiet().read()?;
    for file in files.lines() {
        let object = format!("{tag}:{file}");
        let text = cmd!(shell, "git cat-file blob {object}").quiet().read()?;
        let path = folder.join(file);
        let parent = path.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).map_err(Error::file(parent))?;
        fs::write(&path, text).map_err(Error::file(&path))?;
    }
    Ok(folder.join(SPEC))
}
