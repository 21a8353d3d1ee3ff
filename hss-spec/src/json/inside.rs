//! Keeps a spec's writer within its folder: every path is checked before it is written or removed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::files::{Files, INDEX};
use super::folder_error::FolderError;
use crate::model::{check_group_name, check_operation_id, folded};

/// The files of the folder itself.
const OWN: [&str; 6] = ["fixups.json", "glossary.json", INDEX, "names.json", "service.json", "types.json"];

/// Accepts paths that are files of a spec, unless two of them differ only in case.
pub(super) fn check_names(folder: &Path, files: &Files) -> Result<(), FolderError> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in files.keys() {
        check_name(folder, path)?;
        // The group's path as well: two spellings are two folders only where the file system distinguishes case.
        let group = path.split_once('/').map(|(group, _)| group);
        for one in [Some(path.as_str()), group].into_iter().flatten() {
            match seen.insert(folded(one), one) {
                Some(first) if first != one => {
                    let reason = format!("differs from `{first}` only in case");
                    return Err(refused(folder.join(one), reason));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Accepts a path that is a file of a spec: one of the folder itself, or one in a group's folder.
pub(super) fn check_name(folder: &Path, path: &str) -> Result<(), FolderError> {
    let reason = match path.split_once('/') {
        None if OWN.contains(&path) => return Ok(()),
        None => format!("not a file of a spec; those are `{}` and one folder per group", OWN.join("`, `")),
        Some((group, file)) => match (check_group_name(group), file.strip_suffix(".json")) {
            (Err(error), _) => format!("`{group}` can't be the name of a group: {error}"),
            (_, None) => "not a file of a spec; its name does not end with `.json`".to_owned(),
            (_, Some("types")) => return Ok(()),
            (_, Some(id)) => match check_operation_id(id) {
                Ok(()) => return Ok(()),
                Err(error) => format!("`{id}` can't be the id of an operation: {error}"),
            },
        },
    };
    Err(refused(folder.join(path), reason))
}

/// Refuses a path that goes through a link below the folder; the folder itself may be one.
pub(super) fn refuse_links(folder: &Path, path: &str) -> Result<(), FolderError> {
    let mut below = folder.to_owned();
    path.split('/').try_for_each(|step| {
        below.push(step);
        refuse_link(&below)
    })
}

/// Refuses a link.
pub(super) fn refuse_link(path: &Path) -> Result<(), FolderError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => {
            Err(refused(path.to_owned(), "a link, which may lead out of the spec's folder".to_owned()))
        }
        _ => Ok(()),
    }
}

fn refused(path: PathBuf, reason: String) -> FolderError {
    FolderError::Refused { path, reason: crate::shown::shown(&reason).into_owned() }
}
