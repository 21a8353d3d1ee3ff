//! Writing generated files, and comparing them with existing ones.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use hss_codegen::Generator;
use hss_spec::shown::shown_lines;
use similar::TextDiff;

use super::output;
use super::stop::Stop;

/// The number of context lines around a difference.
const CONTEXT: usize = 3;

/// The generated texts by file.
pub(super) struct Files {
    wanted: BTreeMap<PathBuf, String>,
    /// The folder of these files, which has no other generated ones.
    folder: Option<PathBuf>,
}

/// Differences between the existing files and the generated ones.
#[derive(Default)]
pub(super) struct Differences {
    /// In the format of `diff -u`.
    pub(super) text: String,
    missing: usize,
    changed: usize,
    surplus: usize,
}

impl Differences {
    pub(super) fn is_empty(&self) -> bool {
        self.missing + self.changed + self.surplus == 0
    }

    /// Adds a difference: `present` is the text in the file, `wanted` the generated one.
    fn add(&mut self, path: &Path, present: &str, wanted: &str) {
        let name = output::name(path);
        let diff = TextDiff::from_lines(present, wanted);
        let text = diff
            .unified_diff()
            .context_radius(CONTEXT)
            .header(&name, &format!("{name} (by the spec)"))
            .to_string();
        self.text.push_str(&shown_lines(&text));
    }
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts =
            [(self.changed, "differ"), (self.missing, "missing"), (self.surplus, "no longer needed")];
        let mut parts = Vec::new();
        for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
            parts.push(match (count, what) {
                (1, "differ") => "1 file differs".to_owned(),
                (1, what) => format!("1 file is {what}"),
                (count, "differ") => format!("{count} files differ"),
                (count, what) => format!("{count} files are {what}"),
            });
        }
        f.write_str(&parts.join(", "))
    }
}

impl Files {
    /// A single file.
    pub(super) fn one(path: &Path, text: String) -> Self {
        Self { wanted: BTreeMap::from([(path.to_owned(), text)]), folder: None }
    }

    /// The files of a folder, by their paths in it.
    pub(super) fn new(folder: &Path, files: BTreeMap<String, String>) -> Self {
        let wanted = files.into_iter().map(|(name, text)| (folder.join(name), text));
        Self { wanted: wanted.collect(), folder: Some(folder.to_owned()) }
    }

    /// Writes the files that differ, removes generated ones that are no longer needed, and reports both.
    pub(super) fn write(self) -> Result<(), Stop> {
        let surplus = self.surplus()?;
        let mut changed = Vec::new();
        for (path, text) in &self.wanted {
            let present = present(path)?;
            if self.folder.is_some() && present.as_deref().is_some_and(|text| !Generator::is_generated(text))
            {
                let why =
                    "not a generated file, but it would be overwritten; move it, or choose another folder";
                return Err(Stop::new(format!("{}: {why}", output::name(path))));
            }
            if present.as_deref() != Some(text) {
                changed.push((path, text));
            }
        }
        let (written, removed) = (changed.len(), surplus.len());
        for (path, text) in changed {
            if let Some(parent) = self.folder.as_ref().and(path.parent()) {
                fs::create_dir_all(parent).map_err(at(parent))?;
            }
            fs::write(path, text).map_err(at(path))?;
        }
        for path in surplus {
            fs::remove_file(&path).map_err(at(&path))?;
            // The folder of a removed group; it stays if it has other files.
            if let Some(parent) = path.parent().filter(|parent| self.folder.as_deref() != Some(parent)) {
                let _ = fs::remove_dir(parent);
            }
        }
        output::complain(&self.summary(written, removed));
        Ok(())
    }

    /// The line about the files that a run wrote and removed.
    fn summary(&self, written: usize, removed: usize) -> String {
        let Some(folder) = &self.folder else {
            let one = self.wanted.iter().next();
            return one.map_or_else(String::new, |(path, text)| output::written(path, text, written > 0));
        };
        let (folder, count) = (output::name(folder), self.wanted.len());
        let files = if count == 1 { "file" } else { "files" };
        let removed = if removed == 0 { String::new() } else { format!(", removed {removed}") };
        match written {
            0 => format!("{folder}: {count} {files} unchanged{removed}"),
            written if written == count => format!("wrote {count} {files} in {folder}{removed}"),
            written => format!("wrote {written} of {count} {files} in {folder}{removed}"),
        }
    }

    /// Compares with the existing files.
    pub(super) fn differences(&self) -> Result<Differences, Stop> {
        let mut differences = Differences::default();
        for (path, text) in &self.wanted {
            match present(path)? {
                None => {
                    differences.missing += 1;
                    differences.text.push_str(&format!("{}: missing\n", output::name(path)));
                }
                Some(present) if present == *text => {}
                Some(present) => {
                    differences.changed += 1;
                    differences.add(path, &present, text);
                }
            }
        }
        for path in self.surplus()? {
            differences.surplus += 1;
            differences.text.push_str(&format!("{}: no longer needed\n", output::name(&path)));
        }
        Ok(differences)
    }

    /// The generated files in the folder and in its groups' folders that are no longer needed.
    fn surplus(&self) -> Result<Vec<PathBuf>, Stop> {
        let Some(folder) = &self.folder else { return Ok(Vec::new()) };
        let mut surplus = Vec::new();
        let mut folders = vec![(folder.clone(), true)];
        while let Some((folder, has_groups)) = folders.pop() {
            for path in entries(&folder)? {
                // The target of a link is not this command's.
                let kind = fs::symlink_metadata(&path).map_err(at(&path))?.file_type();
                if kind.is_dir() && has_groups {
                    folders.push((path, false));
                } else if kind.is_file()
                    && path.extension().is_some_and(|ending| ending == "rs")
                    && !self.wanted.contains_key(&path)
                    && present(&path)?.is_some_and(|text| Generator::is_generated(&text))
                {
                    surplus.push(path);
                }
            }
        }
        surplus.sort();
        Ok(surplus)
    }
}

/// The paths in a folder; none if there is no such folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry.map_err(at(folder))?.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(at(folder)(error)),
    }
}

/// The text of a file; `None` if there is no such file. Invalid UTF-8 is replaced.
fn present(path: &Path) -> Result<Option<String>, Stop> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path)(error)),
    }
}

fn at(path: &Path) -> impl Fn(io::Error) -> Stop {
    move |error| Stop::new(format!("{}: {error}", output::name(path)))
}
