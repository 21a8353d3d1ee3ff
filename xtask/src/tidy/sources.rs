//! The Rust files and the documents of the repository.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::Finding;
use crate::Error;

/// Folders that are not checked: cargo's, programs that the compiler has to refuse, whose expected messages have line
/// numbers, and doc pages in a vendor's form.
const LEFT_OUT: [&str; 3] = ["target", "tests/ui", "pages"];

/// A Rust file, or a document.
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

/// The text of a relative path, with `/` on every platform.
pub(crate) fn shown(path: &Path) -> String {
    path.iter().map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/")
}

/// Reads all files below `root` with this extension, sorted by path.
///
/// # Errors
///
/// A file or folder cannot be read.
pub(crate) fn read(root: &Path, extension: &str) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    read_folder(root, Path::new(""), extension, &mut sources)?;
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

fn read_folder(root: &Path, folder: &Path, extension: &str, sources: &mut Vec<Source>) -> Result<(), Error> {
    let absolute = root.join(folder);
    for entry in fs::read_dir(&absolute).map_err(Error::file(&absolute))? {
        let entry = entry.map_err(Error::file(&absolute))?;
        let path = folder.join(entry.file_name());
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if entry.path().is_dir() {
            let is_left_out = LEFT_OUT.iter().any(|left_out| path.ends_with(left_out));
            if !is_hidden && !is_left_out {
                read_folder(root, &path, extension, sources)?;
            }
        } else if !is_hidden && path.extension().is_some_and(|of_file| of_file == extension) {
            let text = fs::read_to_string(entry.path()).map_err(Error::file(entry.path()))?;
            sources.push(Source { path, text });
        }
    }
    Ok(())
}
