//! Files that a form sends: chosen in the browser, or typed.

use std::fs;
use std::io::{self, Write as _};
use std::sync::Arc;

use axum::body::Bytes;
use hss_runtime::FileContent;
use tempfile::TempDir;

/// The name of content that was typed.
const TYPED: &str = "text.txt";

/// A file that a form sends.
#[derive(Clone)]
pub(super) struct Upload {
    pub(super) name: String,
    source: Source,
}

#[derive(Clone)]
enum Source {
    /// A file of this size, alone in a folder that is removed with the last copy of this value.
    File(Arc<TempDir>, usize),
    Text(Bytes),
}

impl Upload {
    /// Writes a file under its own name.
    pub(super) fn file(name: &str, bytes: &[u8]) -> io::Result<Self> {
        let folder = TempDir::new()?;
        let is_plain = |letter: &char| !letter.is_control() && !"/\\:".contains(*letter);
        let name: String = name.chars().filter(is_plain).take(100).collect();
        let name = if name.trim_matches('.').trim().is_empty() { "file".to_owned() } else { name };
        fs::File::create_new(folder.path().join(&name))?.write_all(bytes)?;
        Ok(Self { name, source: Source::File(Arc::new(folder), bytes.len()) })
    }

    /// A text in place of a file.
    pub(super) fn text(text: &str) -> Self {
        Self { name: TYPED.to_owned(), source: Source::Text(Bytes::copy_from_slice(text.as_bytes())) }
    }

    /// Its content, read while it is sent.
    pub(super) fn content(&self) -> io::Result<FileContent> {
        match &self.source {
            Source::File(folder, _) => FileContent::from_path(folder.path().join(&self.name)),
            Source::Text(bytes) => Ok(FileContent::new(self.name.clone(), bytes.clone())),
        }
    }

    /// A line in place of the content of a file.
    pub(super) fn described(&self) -> FileContent {
        let content = match &self.source {
            Source::File(_, size) => format!("({size} bytes of {})", self.name).into(),
            Source::Text(bytes) => bytes.clone(),
        };
        FileContent::new(self.name.clone(), content)
    }
}
