//! Failures of a task.

use std::path::PathBuf;

/// The reason why a task failed, with the next step if there is one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A command could not be run, or failed.
    #[error(transparent)]
    Command(#[from] xshell::Error),
    /// A file or folder could not be read or written.
    #[error("cannot read or write `{}`: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// A tool or toolchain is missing.
    #[error("{tool} is not installed: run `{install}`")]
    Missing {
        /// The tool's name.
        tool: String,
        /// The command that installs it.
        install: String,
    },
    /// The task ran and found problems, which it has printed.
    #[error("{count} problem(s) found, listed above; {advice}")]
    Problems {
        /// The number of problems.
        count: usize,
        /// The next step.
        advice: &'static str,
    },
    /// A file does not have the expected contents.
    #[error("`{}`: {problem}", path.display())]
    Unexpected {
        /// The file.
        path: PathBuf,
        /// The expectation, and the next step.
        problem: String,
    },
}

impl Error {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Error::File { path, source }
    }
}
