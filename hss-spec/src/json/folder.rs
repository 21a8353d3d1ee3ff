//! A spec's folder on disk.

use std::path::{Path, PathBuf};

use super::files::{Files, INDEX};
use super::folder_error::FolderError;
use super::index;
use super::pending::{self, Pending};
use super::read_files::read_files;
use crate::check::file_name;
use crate::model::Spec;
use crate::place::Problems;
use crate::shown::slashed;

/// Reads a spec's folder.
///
/// # Errors
///
/// The file that could not be read, or everything that is wrong in the files.
pub fn read_folder(folder: &Path) -> Result<Spec, FolderError> {
    read_folder_as(folder, &slashed(folder))
}

/// Reads a spec's folder; messages refer to it as `name`.
///
/// # Errors
///
/// The file that could not be read, or everything that is wrong in the files.
pub fn read_folder_as(folder: &Path, name: &str) -> Result<Spec, FolderError> {
    let mut files = read_files(folder)?;
    files.remove(INDEX);
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    Spec::from_files(name, texts).map_err(FolderError::Problems)
}

/// Writes a spec's folder and its index: only files that change. Removes the files of operations that no longer exist.
/// Returns the paths that changed.
///
/// The write is atomic: after an error, the folder is as it was. A killed process leaves a journal, from which the next
/// write undoes the changes; until then, readers see the old files.
///
/// # Errors
///
/// The file that could not be written; names of the spec that are not valid file names.
pub fn write_folder(spec: &Spec, folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let problems = Problems(file_name::problems(spec));
    if problems.has_errors() {
        return Err(FolderError::Problems(problems));
    }
    write_files(&spec.to_files(), folder)
}

/// Writes the files of a spec, as [`Spec::to_files`] gives them, into its folder, the way [`write_folder`] does.
///
/// # Errors
///
/// The file that could not be written, is not a file of a spec, or is outside of the folder because of a link.
pub fn write_files(files: &Files, folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let old = if folder.exists() { read_files(folder)? } else { Files::new() };
    let mut files = files.clone();
    files.insert(INDEX.to_owned(), index::text(&files));
    match Pending::prepare(&old, &files, folder)? {
        Some(pending) => pending.apply(),
        None => Ok(Vec::new()),
    }
}

/// Undoes an interrupted write of a spec's folder; returns true if there was one.
///
/// # Errors
///
/// The file that could not be restored.
pub fn restore_folder(folder: &Path) -> Result<bool, FolderError> {
    pending::restore(folder)
}
