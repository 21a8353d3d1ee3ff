//! The index of a spec's folder: a list of its files, so that a build sees new ones.
//!
//! Cargo tracks files, not the files that are added to a folder. So every writer updates this list, and the
//! macro depends on it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::files::{Files, INDEX};
use super::folder_error::{FolderError, io_error};
use super::inside;
use super::read_files::read_files;

const HEAD: &str = "# The files of this spec. After adding or removing one by hand: hss-codegen index\n";

/// The text of the index of these files, which depends only on their names.
pub(super) fn text(files: &Files) -> String {
    let names = files.keys().filter(|name| *name != INDEX);
    names.fold(HEAD.to_owned(), |mut text, name| {
        text.push_str(name);
        text.push('\n');
        text
    })
}

fn names(text: &str) -> BTreeSet<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// The names of the files that a spec is read from, including its index if it has one.
///
/// # Errors
///
/// A file that can't be read; [`FolderError::StaleIndex`] if the index lists other files. A folder may have no index,
/// such as one that was written by hand.
pub fn spec_files(folder: &Path) -> Result<Vec<String>, FolderError> {
    let files = read_files(folder)?;
    if let Some(index) = files.get(INDEX) {
        let listed = names(index);
        let present: BTreeSet<&str> =
            files.keys().map(String::as_str).filter(|name| *name != INDEX).collect();
        let owned = |names: BTreeSet<&str>| -> Vec<String> { names.into_iter().map(str::to_owned).collect() };
        let missing = owned(&listed - &present);
        let unlisted = owned(&present - &listed);
        if !missing.is_empty() || !unlisted.is_empty() {
            return Err(FolderError::StaleIndex { path: folder.join(INDEX), missing, unlisted });
        }
    }
    Ok(files.into_keys().collect())
}

/// Updates the index of a folder whose files were added or removed by hand; returns true if it has changed.
///
/// # Errors
///
/// A file that can't be read or written, or a folder that is not a spec.
pub fn write_index(folder: &Path) -> Result<bool, FolderError> {
    let files = read_files(folder)?;
    inside::check_names(folder, &files)?;
    let (path, text) = (folder.join(INDEX), text(&files));
    if files.get(INDEX) == Some(&text) {
        return Ok(false);
    }
    if !files.contains_key("service.json") {
        let source = io::Error::new(io::ErrorKind::NotFound, "the file is missing; every spec has one");
        return Err(FolderError::Io { path: folder.join("service.json"), source });
    }
    inside::refuse_links(folder, INDEX)?;
    // Written atomically, since another process may read it at any time.
    let draft = folder.join(format!(".{INDEX}.new"));
    fs::write(&draft, text).map_err(io_error(&draft))?;
    fs::rename(&draft, &path).map_err(io_error(&path))?;
    Ok(true)
}
