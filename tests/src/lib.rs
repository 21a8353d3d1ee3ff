//! Tests across the crates of the workspace, in the folders beside this one.

use std::path::{Path, PathBuf};

/// README's snippets compile, and those that need no account run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}

/// The folder of the real vendor documents, where this checkout has one beside it.
///
/// Tests that need it say when they are skipped.
pub fn shared_folder() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().map(|ancestor| ancestor.join("shared")).find(|folder| folder.join("pages").is_dir())
}

/// The workspace's folder.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}
