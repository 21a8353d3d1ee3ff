//! Rules of this repository that the compiler, clippy and rustfmt do not check.

mod changelog;
mod commands;
mod cycles;
mod doc_form;
mod doc_openings;
mod formatter;
mod import_order;
mod layers;
mod length;
mod links;
mod mask;
mod modules;
mod paths;
mod promises;
mod sources;
mod tokens;
mod vendor;
mod vocabulary;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use xshell::{Shell, cmd};

use crate::{Error, manifest};
use sources::Source;

/// The options of `tidy`.
#[derive(Args, Debug, Default)]
pub struct Options {
    /// Sorts the imports of all files into groups, then formats them
    #[arg(long)]
    pub fix: bool,
    /// Only reports files whose path starts with this, relative to the repository
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// A place that breaks a rule.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Finding {
    /// The file, relative to the root of the repository.
    pub file: PathBuf,
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// The broken rule, and the way to follow it.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = sources::shown(&self.file);
        match self.line {
            0 => write!(f, "{file}: {}", self.message),
            line => write!(f, "{file}:{line}: {}", self.message),
        }
    }
}

/// All places that break a rule in the repository at `root`, sorted by file and line.
///
/// # Errors
///
/// A file or folder cannot be read.
pub fn check(root: &Path) -> Result<Vec<Finding>, Error> {
    let sources = sources::read(root, "rs")?;
    let mut findings = Vec::new();
    layers::check(&sources, &mut findings);
    cycles::check(&sources, &mut findings);
    for source in &sources {
        length::check(source, &mut findings);
        import_order::check(source, &mut findings);
        doc_openings::check(source, &mut findings);
        doc_form::check(source, &mut findings);
        formatter::check(source, &mut findings);
        vocabulary::check(source, &mut findings);
        vendor::check(source, &mut findings);
    }
    let documents = sources::read(root, "md")?;
    for document in &documents {
        vocabulary::check(document, &mut findings);
        promises::check(document, &sources, &mut findings);
    }
    links::check(root, &documents, &mut findings);
    commands::check(root, &mut findings)?;
    changelog::check(root, &mut findings)?;
    findings.sort();
    Ok(findings)
}

/// Sorts imports if requested, and prints all findings.
///
/// # Errors
///
/// A file cannot be read or written, or a rule is broken.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    let is_chosen =
        |file: &Path| options.paths.is_empty() || options.paths.iter().any(|path| file.starts_with(path));
    if options.fix {
        for Source { path, text } in
            sources::read(root, "rs")?.iter().filter(|source| is_chosen(&source.path))
        {
            if let Some(sorted) = import_order::sorted(text) {
                let path = root.join(path);
                fs::write(&path, sorted).map_err(Error::file(path))?;
            }
        }
        for manifest in manifest::WORKSPACES {
            cmd!(shell, "cargo fmt --all --manifest-path {manifest}").run()?;
        }
    }
    let findings: Vec<Finding> = check(root)?.into_iter().filter(|one| is_chosen(&one.file)).collect();
    for finding in &findings {
        eprintln!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        count => Err(Error::Problems { count, advice: "`cargo xtask tidy --fix` sorts imports" }),
    }
}
