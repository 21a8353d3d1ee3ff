//! A spec's folder on disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::files::Files;
use super::index;
use super::pending::{self, Pending};
use crate::check::file_name;
use crate::model::Spec;
use crate::place::Problems;
use crate::shown::shown;

/// Failure to read or write a spec's folder.
#[derive(Debug)]
#[non_exhaustive]
pub enum FolderError {
    /// The file system returned an error.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The files have problems.
    Problems(Problems),
    /// The index of the folder lists other files than those that exist.
    StaleIndex {
        /// The index.
        path: PathBuf,
        /// The listed files that are missing.
        missing: Vec<String>,
        /// The files that it does not list.
        unlisted: Vec<String>,
    },
    /// A file that is not part of a spec's folder, or is outside of it.
    Refused {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
}

impl std::fmt::Display for FolderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "{}: {source}", shown(&path.to_string_lossy())),
            Self::Problems(problems) => write!(f, "{problems}"),
            Self::StaleIndex { path, missing, unlisted } => {
                let path = path.to_string_lossy();
                write!(f, "{}: the index is stale", shown(&path))?;
                for (what, names) in [("lists", missing), ("does not list", unlisted)] {
                    if let Some(first) = names.first() {
                        let state = if what == "lists" { ", which is missing" } else { "" };
                        let more = names.len() - 1;
                        let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
                        write!(f, "; it {what} `{}`{state}{more}", shown(first))?;
                    }
                }
                let folder = path.strip_suffix(index::FILE).unwrap_or(&path).trim_end_matches(['/', '\\']);
                write!(f, "; `hss-codegen index --spec {}` renews it", shown(folder))
            }
            Self::Refused { path, reason } => write!(f, "{}: {reason}", shown(&path.to_string_lossy())),
        }
    }
}

impl std::error::Error for FolderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Problems(problems) => Some(problems),
            Self::StaleIndex { .. } | Self::Refused { .. } => None,
        }
    }
}

pub(super) fn io_error(path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    |source| FolderError::Io { path, source }
}

/// The texts of the index and of all `.json` files of a folder and its direct subfolders, as they were before a write that
/// was interrupted.
pub(super) fn read_files(folder: &Path) -> Result<Files, FolderError> {
    let mut files = Files::new();
    let mut read_level = |level: &Path, prefix: &str| -> Result<Vec<(String, PathBuf)>, FolderError> {
        let mut folders = Vec::new();
        for entry in fs::read_dir(level).map_err(io_error(level))? {
            let path = entry.map_err(io_error(level))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push((name, path));
            } else if name.ends_with(".json") || (prefix.is_empty() && name == index::FILE) {
                let text = fs::read_to_string(&path).map_err(io_error(&path))?;
                files.insert(format!("{prefix}{name}"), text);
            }
        }
        Ok(folders)
    };
    for (name, path) in read_level(folder, "")? {
        if !name.starts_with('.') {
            read_level(&path, &format!("{name}/"))?;
        }
    }
    pending::as_before(folder, &mut files)?;
    Ok(files)
}

/// Reads a spec's folder.
///
/// # Errors
///
/// The file that could not be read, or everything that is wrong in the files.
pub fn read_folder(folder: &Path) -> Result<Spec, FolderError> {
    read_folder_as(folder, &folder.to_string_lossy())
}

/// Reads a spec's folder; messages refer to it as `name`.
///
/// # Errors
///
/// The file that could not be read, or everything that is wrong in the files.
pub fn read_folder_as(folder: &Path, name: &str) -> Result<Spec, FolderError> {
    let mut files = read_files(folder)?;
    files.remove(index::FILE);
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
    files.insert(index::FILE.to_owned(), index::text(&files));
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
