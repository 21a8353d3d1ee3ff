//! The documents of earlier runs.
//!
//! Each is a file; `state.jsonl` has their validators. A line is added as soon as a document is fetched, so an
//! interrupted run can be resumed. Files are replaced atomically.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest as _, Sha256};

use super::state::{Entry, Line};

const STATE: &str = "state.jsonl";

/// The age at which the documents of an interrupted run are requested again.
const STALE: Duration = Duration::from_secs(6 * 60 * 60);

/// The documents of earlier runs, in a folder.
pub(crate) struct Cache {
    folder: PathBuf,
    /// The number of this run.
    run: u64,
    /// True if this run resumes an interrupted one.
    is_resumed: bool,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    entries: BTreeMap<String, Entry>,
    listed: BTreeSet<String>,
    /// The listed operations that the index did not list in the last run.
    unlisted: BTreeSet<String>,
    started: u64,
    journal: Option<File>,
}

impl Cache {
    /// The cache of a folder as the last run left it.
    ///
    /// # Errors
    ///
    /// The file system's error as a message.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let mut inner = Inner::default();
        let (mut run, mut is_finished) = (0, true);
        let path = folder.join(STATE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(at(&path, &error)),
        };
        for line in text.lines().filter_map(Line::read) {
            match line {
                Line::Run { number, started, is_finished: finished } => {
                    (run, is_finished, inner.started) = (number, finished, started);
                }
                Line::Document(key, entry) => {
                    inner.entries.insert(key, entry);
                }
                Line::Listed(ids, unlisted) => {
                    inner.listed = ids.into_iter().collect();
                    inner.unlisted = unlisted.into_iter().collect();
                }
            }
        }
        let folder = folder.to_owned();
        Ok(Self { folder, run, is_resumed: !is_finished, inner: Mutex::new(inner) })
    }

    /// Returns true if no run has used the folder.
    pub(crate) fn is_new(&self) -> bool {
        self.run == 0
    }

    /// True if this run resumes an interrupted one.
    pub(crate) fn is_resumed(&self) -> bool {
        self.is_resumed
    }

    /// Starts a run, or resumes an interrupted one.
    ///
    /// # Errors
    ///
    /// The file system's error as a message.
    pub(crate) fn start(&mut self) -> Result<(), String> {
        let now = now();
        let age = now.saturating_sub(self.inner().started);
        self.is_resumed &= age < STALE.as_secs();
        if !self.is_resumed {
            self.run += 1;
            self.inner().started = now;
        }
        fs::create_dir_all(&self.folder).map_err(|error| at(&self.folder, &error))?;
        let path = self.folder.join(STATE);
        let journal = OpenOptions::new().create(true).append(true).open(&path);
        self.inner().journal = Some(journal.map_err(|error| at(&path, &error))?);
        // Ends a truncated line.
        self.append("\n")?;
        let started = self.inner().started;
        self.append(&Line::Run { number: self.run, started, is_finished: false }.write())
    }

    /// Ends a run: `keys` are the documents of the sources, `listed` the operations of the index, if it was read.
    ///
    /// # Errors
    ///
    /// The file system's error as a message.
    pub(crate) fn finish(
        &self,
        keys: &BTreeSet<&str>,
        listed: Option<&BTreeSet<String>>,
    ) -> Result<(), String> {
        let mut inner = self.inner();
        inner.journal = None;
        let dropped: Vec<Entry> = {
            let is_dropped = |key: &&String| !keys.contains(key.as_str());
            let dropped: Vec<String> = inner.entries.keys().filter(is_dropped).cloned().collect();
            dropped.iter().filter_map(|key| inner.entries.remove(key)).collect()
        };
        if let Some(listed) = listed {
            inner.unlisted = inner.listed.difference(listed).cloned().collect();
            inner.listed.extend(listed.iter().cloned());
        }
        let is_kept = |id: &String| keys.iter().any(|key| key.rsplit('/').next() == Some(id));
        let kept = |ids: &BTreeSet<String>| ids.iter().filter(|id| is_kept(id)).cloned().collect();
        let listed = Line::Listed(kept(&inner.listed), kept(&inner.unlisted));
        let mut text = Line::Run { number: self.run, started: inner.started, is_finished: true }.write();
        text += &listed.write();
        for (key, entry) in &inner.entries {
            text += &Line::Document(key.clone(), entry.clone()).write();
        }
        self.replace(STATE, text.as_bytes())?;
        for entry in dropped {
            self.remove(&entry.file);
        }
        Ok(())
    }

    /// Ends a run whose documents were not imported: they stay, and the next run requests all of them.
    ///
    /// # Errors
    ///
    /// The file system's error as a message.
    pub(crate) fn end(&self) -> Result<(), String> {
        let started = self.inner().started;
        self.append(&Line::Run { number: self.run, started, is_finished: true }.write())
    }

    /// Operations that the index listed in an earlier run.
    pub(crate) fn listed(&self) -> BTreeSet<String> {
        self.inner().listed.clone()
    }

    /// Operations that the index once listed, and did not list in the last run.
    pub(crate) fn unlisted(&self) -> BTreeSet<String> {
        self.inner().unlisted.clone()
    }

    /// The runs in a row in which the site did not have the document.
    pub(crate) fn missing(&self, key: &str) -> u32 {
        self.inner().entries.get(key).map_or(0, |entry| entry.missing)
    }

    /// The keys of all documents.
    pub(crate) fn keys(&self) -> Vec<String> {
        self.inner().entries.keys().cloned().collect()
    }

    /// The document, if this run has already requested it.
    pub(super) fn of_this_run(&self, key: &str) -> Option<Entry> {
        self.inner().entries.get(key).filter(|entry| self.is_resumed && entry.run == self.run).cloned()
    }

    pub(super) fn entry(&self, key: &str) -> Option<Entry> {
        self.inner().entries.get(key).cloned()
    }

    /// The text of a document, if it is unchanged since it was stored.
    pub(super) fn text(&self, entry: &Entry) -> Option<Vec<u8>> {
        let text = fs::read(self.path(&entry.file)?).ok()?;
        (hash(&text) == entry.hash).then_some(text)
    }

    /// Stores a document with its validators.
    pub(super) fn store(&self, key: &str, mut entry: Entry, text: &[u8]) -> Result<(), String> {
        entry.hash = hash(text);
        self.replace(&entry.file, text)?;
        let old = self.inner().entries.get(key).map(|old| old.file.clone());
        if let Some(old) = old.filter(|old| *old != entry.file) {
            self.remove(&old);
        }
        self.keep(key, entry)
    }

    /// Updates the entry of a document whose text is stored, or missing.
    pub(super) fn keep(&self, key: &str, mut entry: Entry) -> Result<(), String> {
        entry.run = self.run;
        self.append(&Line::Document(key.to_owned(), entry.clone()).write())?;
        self.inner().entries.insert(key.to_owned(), entry);
        Ok(())
    }

    fn append(&self, line: &str) -> Result<(), String> {
        match &mut self.inner().journal {
            Some(journal) => {
                journal.write_all(line.as_bytes()).map_err(|error| at(&self.folder.join(STATE), &error))
            }
            None => Ok(()),
        }
    }

    fn replace(&self, file: &str, text: &[u8]) -> Result<(), String> {
        let path = self.path(file).ok_or_else(|| format!("`{file}` is outside of the cache"))?;
        let draft = path.with_extension("part");
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| at(parent, &error))?;
        }
        let written = fs::write(&draft, text).and_then(|()| fs::rename(&draft, &path));
        written.map_err(|error| at(&path, &error))
    }

    /// Removes an unused file; a failure is harmless.
    fn remove(&self, file: &str) {
        if let Some(path) = self.path(file) {
            let _ = fs::remove_file(path);
        }
    }

    /// The path of a file; `None` for a name outside of the folder.
    fn path(&self, file: &str) -> Option<PathBuf> {
        let is_inside = |part: &str| {
            !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']) && part != ".."
        };
        file.split('/').all(is_inside).then(|| self.folder.join(file))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // The state is consistent even if a thread panicked.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(text: &[u8]) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
