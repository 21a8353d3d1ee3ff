//! The Rust files of the repository.

use std::fs;
use std::path::{Path, PathBuf};

use super::Finding;
use crate::Error;

/// Folders that hold no source of ours: what cargo builds, and programs that are there to be refused by the compiler,
/// whose expected messages hold line numbers.
const LEFT_OUT: [&str; 2] = ["target", "tests/ui"];

/// A Rust file.
#[derive(Debug)]
pub(crate) struct Source {
    /// Relative to the root of the repository.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn finding(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding { file: self.path.clone(), line, message: message.into() }
    }
}

/// Reads all Rust files below `root`, sorted by path.
///
/// # Errors
///
/// A file or folder cannot be read.
pub(crate) fn read(root: &Path) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    read_folder(root, Path::new(""), &mut sources)?;
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

fn read_folder(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> Result<(), Error> {
    let absolute = root.join(folder);
    for entry in fs::read_dir(&absolute).map_err(Error::file(&absolute))? {
        let entry = entry.map_err(Error::file(&absolute))?;
        let path = folder.join(entry.file_name());
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if is_hidden || path.ends_with(LEFT_OUT[0]) || path == Path::new(LEFT_OUT[1]) {
            continue;
        }
        if entry.path().is_dir() {
            read_folder(root, &path, sources)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(entry.path()).map_err(Error::file(entry.path()))?;
            sources.push(Source { path, text });
        }
    }
    Ok(())
}
