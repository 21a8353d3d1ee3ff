//! Places in files, and problems at them.

use std::fmt;
use std::sync::Arc;

use crate::shown::{message, shown};

pub use crate::note_kind::NoteKind;

/// A position in an input: file, and line and column from 1.
///
/// Two places are always equal, so that specs are compared only by their content.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Place {
    /// The file's name as given to the reader; empty for an item that is not in a file.
    pub file: Arc<str>,
    /// The line, from 1; 0 when only the file is known.
    pub line: u32,
    /// The column in characters, from 1; 0 when only the line is known.
    pub column: u32,
}

impl Place {
    /// The place of a whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), line: 0, column: 0 }
    }

    /// A place at a line of a file.
    pub fn line(file: &Arc<str>, line: u32) -> Self {
        Self { file: file.clone(), line, column: 1 }
    }
}

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Place {}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = shown(&self.file);
        match (self.line, self.column) {
            (0, _) => write!(f, "{file}"),
            (line, 0) => write!(f, "{file}:{line}"),
            (line, column) => write!(f, "{file}:{line}:{column}"),
        }
    }
}

/// Severity of a [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// Prevents the generation of code until it is fixed.
    Error,
    /// Informational.
    Note,
}

/// An error or a note about an input: its place, what was found and what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Its place in a file.
    pub place: Place,
    /// Error or note.
    pub severity: Severity,
    /// The kind of a note; an error keeps the kind of the note that it was.
    pub kind: NoteKind,
    /// The id of the operation that it belongs to; `None` for a problem of the whole input.
    pub operation: Option<String>,
    /// The problem and the expected form.
    pub message: String,
}

impl Problem {
    /// An error at this place.
    pub fn error(place: &Place, message: impl Into<String>) -> Self {
        Self::new(place, Severity::Error, &message.into())
    }

    /// A note on this place.
    pub fn note(place: &Place, message: impl Into<String>) -> Self {
        Self::new(place, Severity::Note, &message.into())
    }

    /// The message may quote an untrusted document, so it is escaped to one line and truncated.
    fn new(place: &Place, severity: Severity, text: &str) -> Self {
        let (kind, operation) = (NoteKind::Remark, None);
        Self { place: place.clone(), severity, kind, operation, message: message(text) }
    }

    /// Sets the kind.
    #[must_use]
    pub fn of(mut self, kind: NoteKind) -> Self {
        self.kind = kind;
        self
    }

    /// Sets the operation that it belongs to, unless it is set.
    #[cfg(feature = "import")]
    pub(crate) fn set_operation(&mut self, id: &str) {
        self.operation.get_or_insert_with(|| id.to_owned());
    }

    /// Returns true if it is a note about information that the spec lacks.
    pub fn is_loss(&self) -> bool {
        !self.is_error() && self.kind.is_loss()
    }

    /// Returns true if it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Note => "note",
        };
        if !self.place.file.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        write!(f, "{severity}: {}", self.message)
    }
}

/// The problems of one input, in the order of their places; the error type of all readers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Returns true if any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Problem::is_error)
    }

    /// Sorts them by file, line and column, and removes duplicates.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| {
            let position = |problem: &Problem| (problem.place.line, problem.place.column);
            let by_file = a.place.file.cmp(&b.place.file);
            by_file.then(position(a).cmp(&position(b))).then_with(|| a.message.cmp(&b.message))
        });
        self.0.dedup_by(|a, b| {
            a.message == b.message && (&a.place.file, a.place.line) == (&b.place.file, b.place.line)
        });
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(problems: Vec<Problem>) -> Self {
        Self(problems)
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<I: IntoIterator<Item = Problem>>(problems: I) -> Self {
        Self(problems.into_iter().collect())
    }
}
