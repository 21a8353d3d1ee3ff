//! The edited files of a release, which are written after all checks, all of them or none.

use std::fs;
use std::path::Path;

use crate::Error;

/// Edits that are not written yet.
pub(super) struct Edits<'a> {
    root: &'a Path,
    edits: Vec<Edit>,
}

/// A file with its old and new text; without a new one, it is removed.
struct Edit {
    file: String,
    old: String,
    new: Option<String>,
}

impl<'a> Edits<'a> {
    pub(super) fn new(root: &'a Path) -> Self {
        Self { root, edits: Vec::new() }
    }

    /// Adds an edit, if it changes the file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or does not have the expected contents.
    pub(super) fn change(
        &mut self,
        file: &str,
        change: impl FnOnce(&str) -> Result<String, String>,
    ) -> Result<(), Error> {
        let path = self.root.join(file);
        let old = fs::read_to_string(&path).map_err(Error::file(&path))?;
        let new = change(&old).map_err(|problem| Error::Unexpected { path, problem })?;
        if new != old {
            self.edits.push(Edit { file: file.to_owned(), old, new: Some(new) });
        }
        Ok(())
    }

    /// Adds the removal of a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub(super) fn remove(&mut self, file: &str) -> Result<(), Error> {
        let path = self.root.join(file);
        let old = fs::read_to_string(&path).map_err(Error::file(&path))?;
        self.edits.push(Edit { file: file.to_owned(), old, new: None });
        Ok(())
    }

    /// Writes all files. After a failure, they are restored.
    ///
    /// # Errors
    ///
    /// A file cannot be written.
    pub(super) fn write(&self) -> Result<(), Error> {
        for Edit { file, new, .. } in &self.edits {
            let path = self.root.join(file);
            let written = match new {
                Some(text) => fs::write(&path, text),
                None => fs::remove_file(&path),
            };
            written.map_err(Error::file(&path)).inspect_err(|_| self.undo())?;
            eprintln!("{} {file}", if new.is_some() { "wrote" } else { "removed" });
        }
        Ok(())
    }

    /// Restores all files.
    pub(super) fn undo(&self) {
        for Edit { file, old, .. } in &self.edits {
            match fs::write(self.root.join(file), old) {
                Ok(()) => eprintln!("restored {file}"),
                // The first failure is the one to report, and git has the file.
                Err(error) => eprintln!("cannot restore {file}: {error}"),
            }
        }
    }
}
