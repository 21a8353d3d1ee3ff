//! Failures to read or write a spec's folder.

use std::io;
use std::path::{Path, PathBuf};

use super::files::INDEX;
use crate::place::Problems;
use crate::shown::{shown, shown_path, slashed};

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
            Self::Io { path, source } => write!(f, "{}: {source}", shown_path(path)),
            Self::Problems(problems) => write!(f, "{problems}"),
            Self::StaleIndex { path, missing, unlisted } => {
                let path = slashed(path);
                write!(f, "{}: the index is stale", shown(&path))?;
                for (what, names) in [("lists", missing), ("does not list", unlisted)] {
                    if let Some(first) = names.first() {
                        let state = if what == "lists" { ", which is missing" } else { "" };
                        let more = names.len() - 1;
                        let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
                        write!(f, "; it {what} `{}`{state}{more}", shown(first))?;
                    }
                }
                let folder = path.strip_suffix(INDEX).unwrap_or(&path).trim_end_matches('/');
                write!(f, "; `hss-codegen index --spec {}` renews it", shown(folder))
            }
            Self::Refused { path, reason } => write!(f, "{}: {reason}", shown_path(path)),
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
