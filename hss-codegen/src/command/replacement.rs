//! Replacing a file as part of a larger change that may still fail.
//!
//! The new text is written to a file next to the old one, from where it can be moved atomically; the old one is kept
//! until the change is complete, so that it can be restored.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::output;
use super::stop::Stop;

/// A new text for a file, not yet in place.
pub(super) struct Replacement {
    /// The path as given.
    named: PathBuf,
    /// The target, if the path is a link.
    target: PathBuf,
    draft: Draft,
}

/// A file next to the target, which is removed on drop.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        // It has been moved into place, or is no longer needed.
        let _ = fs::remove_file(&self.0);
    }
}

/// A new text in place.
pub(super) struct Replaced {
    named: PathBuf,
    target: PathBuf,
    /// The old file, if there was one.
    old: Option<Draft>,
}

impl Replacement {
    /// State of the text against the existing file: `new`, `changed` or `unchanged`.
    pub(super) fn state(path: &Path, text: &str) -> Result<&'static str, Stop> {
        match present(path)? {
            None => Ok("new"),
            Some(old) if old == text.as_bytes() => Ok("unchanged"),
            Some(_) => Ok("changed"),
        }
    }

    /// Writes the text next to its target; `None` if the file is up to date.
    pub(super) fn prepare(path: &Path, text: &str) -> Result<Option<Self>, Stop> {
        if present(path)?.is_some_and(|old| old == text.as_bytes()) {
            return Ok(None);
        }
        let target = if path.exists() { fs::canonicalize(path).map_err(at(path))? } else { path.to_owned() };
        // Create the folder as well if it does not exist.
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        let draft = Draft(beside(&target, "new"));
        fs::write(&draft.0, text).map_err(at(path))?;
        Ok(Some(Self { named: path.to_owned(), target, draft }))
    }

    /// Moves the text into place.
    pub(super) fn put(self) -> Result<Replaced, Stop> {
        let old = if self.target.exists() {
            let old = Draft(beside(&self.target, "old"));
            fs::copy(&self.target, &old.0).map_err(at(&self.named))?;
            Some(old)
        } else {
            None
        };
        fs::rename(&self.draft.0, &self.target).map_err(at(&self.named))?;
        Ok(Replaced { named: self.named, target: self.target, old })
    }
}

impl Replaced {
    /// Restores the old file.
    pub(super) fn undo(self) -> Result<(), Stop> {
        let undone = match &self.old {
            Some(old) => fs::rename(&old.0, &self.target),
            None => fs::remove_file(&self.target),
        };
        undone.map_err(at(&self.named))
    }

    /// Discards the old file; returns the path as given.
    pub(super) fn finish(self) -> PathBuf {
        self.named
    }
}

/// The content of the file; `None` if it does not exist.
fn present(path: &Path) -> Result<Option<Vec<u8>>, Stop> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => fs::read(path).map(Some).map_err(at(path)),
        Ok(_) => Err(Stop::new(format!("{}: not a file that can be replaced", output::name(path)))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path)(error)),
    }
}

/// A hidden name in the same folder, so that the move is atomic.
fn beside(target: &Path, ending: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{ending}"))
}

fn at(path: &Path) -> impl Fn(io::Error) -> Stop {
    move |error| Stop::new(format!("{}: {error}", output::name(path)))
}
