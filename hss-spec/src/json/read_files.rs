//! The texts of a folder's files.

use std::fs;
use std::path::{Path, PathBuf};

use super::files::{Files, INDEX};
use super::folder_error::{FolderError, io_error};
use super::pending;

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
            } else if name.ends_with(".json") || (prefix.is_empty() && name == INDEX) {
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
