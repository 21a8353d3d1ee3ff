//! Atomic changes of several files of a folder: all of them change, or none.
//!
//! No file system moves several files at once, so the old ones are kept until all new ones are in place:
//!
//! 1. the new texts are written to `.pending/new`, and the files that they replace are linked into `.pending/old`;
//! 2. `.pending/journal` lists the paths; from here on the change has begun;
//! 3. the new files are moved to their places, and files that are gone are removed;
//! 4. `.pending` is removed, and the change is done.
//!
//! An interruption between 2 and 4 is undone from `.pending/old`: at once after an error, by the next write if the
//! process was killed. Until then, readers take the files of the journal from there, so that they never see a partial
//! change.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::files::Files;
use super::folder_error::{FolderError, io_error};
use super::inside;

/// The working folder of a change; its name starts with a dot, so that it is not read as a group.
const FOLDER: &str = ".pending";

/// A change of a folder's files in progress.
pub(super) struct Pending<'f> {
    folder: &'f Path,
    /// The paths of all files that change, relative to the folder.
    paths: Vec<String>,
}

impl<'f> Pending<'f> {
    /// Prepares a change from the old texts to the new ones; `None` if nothing changes. No file of the folder is
    /// touched yet.
    pub(super) fn prepare(old: &Files, new: &Files, folder: &'f Path) -> Result<Option<Self>, FolderError> {
        inside::check_names(folder, new)?;
        restore(folder)?;
        let changed = new.iter().filter(|(name, text)| old.get(*name) != Some(text));
        let gone = old.keys().filter(|name| !new.contains_key(*name));
        let paths: Vec<String> = changed.map(|(name, _)| name).chain(gone).cloned().collect();
        if paths.is_empty() {
            return Ok(None);
        }
        for path in &paths {
            inside::refuse_links(folder, path)?;
        }
        let pending = Self { folder, paths };
        match pending.stage(old, new) {
            Ok(()) => Ok(Some(pending)),
            Err(error) => {
                // Nothing has changed yet; the next write removes what is left.
                let _ = fs::remove_dir_all(folder.join(FOLDER));
                Err(error)
            }
        }
    }

    fn stage(&self, old: &Files, new: &Files) -> Result<(), FolderError> {
        for path in &self.paths {
            if let Some(text) = new.get(path) {
                let staged = self.inside("new", path);
                make_parent(&staged)?;
                fs::write(&staged, text).map_err(io_error(&staged))?;
            }
            if old.contains_key(path) {
                let (target, kept) = (self.folder.join(path), self.inside("old", path));
                make_parent(&kept)?;
                // Not every file system supports hard links.
                let linked = fs::hard_link(&target, &kept).or_else(|_| fs::copy(&target, &kept).map(drop));
                linked.map_err(io_error(&target))?;
            }
        }
        // Written under another name first, so that an existing journal is always complete.
        let (draft, journal) = (self.folder.join(FOLDER).join("journal.new"), journal_of(self.folder));
        fs::write(&draft, self.paths.join("\n")).map_err(io_error(&draft))?;
        fs::rename(&draft, &journal).map_err(io_error(&journal))
    }

    /// Moves all files into place. After an error, the folder is as it was.
    pub(super) fn apply(self) -> Result<Vec<PathBuf>, FolderError> {
        for path in &self.paths {
            if let Err(error) = self.apply_one(path) {
                // The first error is reported; if undoing fails too, the journal stays for the next write.
                let _ = restore(self.folder);
                return Err(error);
            }
        }
        let work = self.folder.join(FOLDER);
        let journal = journal_of(self.folder);
        fs::remove_file(&journal).map_err(io_error(&journal))?;
        fs::remove_dir_all(&work).map_err(io_error(&work))?;
        let mut changed: Vec<PathBuf> = self.paths.iter().map(|path| self.folder.join(path)).collect();
        changed.sort();
        Ok(changed)
    }

    fn apply_one(&self, path: &str) -> Result<(), FolderError> {
        let (staged, target) = (self.inside("new", path), self.folder.join(path));
        if !staged.exists() {
            return fs::remove_file(&target).map_err(io_error(&target));
        }
        make_parent(&target)?;
        fs::rename(&staged, &target).map_err(io_error(&target))
    }

    fn inside(&self, part: &str, path: &str) -> PathBuf {
        self.folder.join(FOLDER).join(part).join(path)
    }
}

/// Undoes an interrupted change; returns true if there was one.
pub(super) fn restore(folder: &Path) -> Result<bool, FolderError> {
    let work = folder.join(FOLDER);
    inside::refuse_link(&work)?;
    if !work.exists() {
        return Ok(false);
    }
    let paths = begun(folder)?;
    for path in paths.iter().flatten() {
        inside::refuse_links(folder, path)?;
        let (kept, target) = (work.join("old").join(path), folder.join(path));
        if kept.exists() {
            // A copy, so that undoing can be interrupted and repeated.
            let again = work.join("again");
            fs::copy(&kept, &again).map_err(io_error(&kept))?;
            fs::rename(&again, &target).map_err(io_error(&target))?;
        } else if target.is_file() {
            fs::remove_file(&target).map_err(io_error(&target))?;
        }
    }
    let journal = journal_of(folder);
    if paths.is_some() {
        fs::remove_file(&journal).map_err(io_error(&journal))?;
    }
    fs::remove_dir_all(&work).map_err(io_error(&work))?;
    Ok(paths.is_some())
}

/// Replaces texts by those from before an interrupted change.
pub(super) fn as_before(folder: &Path, files: &mut Files) -> Result<(), FolderError> {
    for path in begun(folder)?.into_iter().flatten() {
        let kept = folder.join(FOLDER).join("old").join(&path);
        match fs::read_to_string(&kept) {
            Ok(text) => {
                files.insert(path, text);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                files.remove(&path);
            }
            Err(error) => return Err(io_error(&kept)(error)),
        }
    }
    Ok(())
}

/// The paths of a change that has begun and has not been finished.
fn begun(folder: &Path) -> Result<Option<Vec<String>>, FolderError> {
    let journal = journal_of(folder);
    match fs::read_to_string(&journal) {
        Ok(text) => {
            let paths: Vec<String> = text.lines().map(str::to_owned).collect();
            // A journal that this crate did not write must not lead out of the folder.
            paths.iter().try_for_each(|path| inside::check_name(folder, path))?;
            Ok(Some(paths))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io_error(&journal)(error)),
    }
}

fn journal_of(folder: &Path) -> PathBuf {
    folder.join(FOLDER).join("journal")
}

fn make_parent(path: &Path) -> Result<(), FolderError> {
    match path.parent() {
        Some(parent) => fs::create_dir_all(parent).map_err(io_error(parent)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(texts: &[(&str, &str)]) -> Files {
        texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    /// A separate folder in the target folder of the tests.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("hss-spec-pending-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn write(folder: &Path, files: &Files) {
        for (name, text) in files {
            make_parent(&folder.join(name)).unwrap();
            fs::write(folder.join(name), text).unwrap();
        }
    }

    fn read(folder: &Path) -> Files {
        super::super::read_files::read_files(folder).unwrap()
    }

    #[test]
    fn a_process_that_is_killed_anywhere_leaves_the_folder_as_it_was() {
        let old =
            files(&[("fixups.json", "1"), ("x/b.json", "1"), ("x/gone.json", "1"), ("service.json", "1")]);
        let new =
            files(&[("fixups.json", "2"), ("x/b.json", "2"), ("y/new.json", "2"), ("service.json", "1")]);
        for done in 0..=4 {
            let folder = folder(&format!("killed-{done}"));
            write(&folder, &old);
            let pending = Pending::prepare(&old, &new, &folder).unwrap().unwrap();
            assert_eq!(pending.paths.len(), 4);
            for path in &pending.paths[..done] {
                pending.apply_one(path).unwrap();
            }
            drop(pending); // as if killed: nothing is undone
            assert_eq!(read(&folder), old, "read after {done} of the files");
            assert!(restore(&folder).unwrap());
            assert!(!folder.join(FOLDER).exists());
            assert_eq!(read(&folder), old, "restored after {done} of the files");
            fs::remove_dir_all(&folder).unwrap();
        }
    }

    #[test]
    fn a_file_that_cannot_be_written_stops_all_of_them() {
        let old = files(&[("fixups.json", "1")]);
        let new = files(&[("fixups.json", "2"), ("names.json", "2"), ("service.json", "2")]);
        let folder = folder("stopped");
        write(&folder, &old);
        fs::create_dir_all(folder.join("names.json")).unwrap(); // blocks the move
        let error = Pending::prepare(&old, &new, &folder).unwrap().unwrap().apply().unwrap_err();
        assert!(error.to_string().contains("names.json"), "{error}");
        assert_eq!(fs::read_to_string(folder.join("fixups.json")).unwrap(), "1");
        assert!(!folder.join("service.json").exists());
        assert!(!folder.join(FOLDER).exists());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_change_that_goes_through_leaves_nothing_behind() {
        let old = files(&[("fixups.json", "1"), ("types.json", "1")]);
        let new = files(&[("fixups.json", "2"), ("x/b.json", "2")]);
        let folder = folder("done");
        write(&folder, &old);
        let changed = Pending::prepare(&old, &new, &folder).unwrap().unwrap().apply().unwrap();
        assert_eq!(changed, ["fixups.json", "types.json", "x/b.json"].map(|name| folder.join(name)));
        assert_eq!(read(&folder), new);
        assert!(!folder.join(FOLDER).exists());
        assert!(Pending::prepare(&new, &new, &folder).unwrap().is_none());
        fs::remove_dir_all(&folder).unwrap();
    }
}
