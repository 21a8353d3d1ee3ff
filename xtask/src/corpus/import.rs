//! The import of a document into a new spec by `hss-codegen import --generate`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::document::Operation;
use super::notes::Note;
use super::process;
use crate::Error;

/// The result of an import.
#[derive(Debug)]
pub(crate) struct Imported {
    /// The operations of the spec.
    pub(crate) taken: Vec<Operation>,
    pub(crate) notes: Vec<Note>,
    /// The generated code; `None` if nothing was generated.
    pub(crate) code: Option<PathBuf>,
    /// The first line of the error, if the document was refused.
    pub(crate) refusal: Option<String>,
    /// True if the command crashed or was ended at the limit: it ended with neither 0 nor 1.
    pub(crate) is_crash: bool,
    pub(crate) time: Duration,
    pub(crate) memory: u64,
}

/// The path of the command in a build with this profile.
pub(crate) fn program(root: &Path, profile: &str) -> PathBuf {
    root.join("target").join(profile).join(format!("hss-codegen{}", std::env::consts::EXE_SUFFIX))
}

/// Imports a document into a new spec at `folder`, and generates its client.
pub(crate) fn run(
    program: &Path,
    folder: &Path,
    document: &Path,
    limit: Duration,
) -> Result<Imported, Error> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::file(folder))?;
    }
    let (spec, code) = (folder.join("api"), folder.join("api.rs"));
    let mut command = Command::new(program);
    command
        .arg("--spec")
        .arg(&spec)
        .arg("import")
        .arg(document)
        .arg("--generate")
        .arg(&code)
        .args(["--format", "json"]);
    let finished = process::run(&mut command, limit)?;
    let first_error = finished.stderr.lines().next().unwrap_or("no message").to_owned();
    Ok(Imported {
        taken: operations(&spec)?,
        notes: Note::all(&finished.stdout),
        code: finished.is_success().then_some(code).filter(|code| code.exists()),
        refusal: (!finished.is_success()).then_some(first_error),
        is_crash: !matches!(finished.code, Some(0 | 1)),
        time: finished.time,
        memory: finished.memory,
    })
}

/// The operations that the spec's folder has.
fn operations(spec: &Path) -> Result<Vec<Operation>, Error> {
    let mut operations = Vec::new();
    for file in files(spec)? {
        let text = fs::read_to_string(&file).map_err(Error::file(&file))?;
        let value: Value = serde_json::from_str(&text).unwrap_or_default();
        if let (Some(method), Some(path)) = (value["method"].as_str(), value["path"].as_str()) {
            operations.push(Operation { method: method.to_owned(), path: path.to_owned() });
        }
    }
    Ok(operations)
}

/// The files of the groups' folders.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if path.is_dir() {
            files.extend(self::files(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
