//! Tables as generated code holds them: text, which is read when a table is first looked at.
//!
//! To the compiler, such a table is one literal. As values of Rust, the tables of a large API take longer to compile
//! than all of its functions.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::read::Lines;
use super::{Enumeration, Model};

/// A table, read from its text when it is first looked at.
///
/// A line is a row, however far it is indented, and words are separated by single spaces:
///
/// ```text
/// ListImageScanTask image GET /v5/{project_id}/image/tasks     an operation: id, family, method, path
/// doc Lists image scan tasks.                                   then lines that begin with what they say:
/// page https://…                                                doc, page, deprecated, body, form, answer, pages,
/// answer @ListImageScanTaskResponse                             path, query, header
/// pages 3 2 data_list total_num
/// query limit integer range=10..200 default=10 : The number of items.
///
/// ImageScanTaskInfo                                             a model: its name
/// task_type @TaskType required : The type of the task.          a field: name, kind, facts, documentation
///
/// ScanStatus codes counts=0..100=progress                       an enumeration: name, kind, `open`, what it counts
/// -1 -1 stopped : Was stopped.                                  a value: its text, its number if it is one, its name
/// ```
///
/// A kind is a word, `@` and the name of a model or an enumeration, or another kind after `[]` (a list) or `{}` (a
/// map). Facts are `required`, `client` (the client fills it in), `secret`, `deprecated`, `range=10..200`,
/// `decimal=0.5..` (a range of decimals), `length=1..64` (characters), `items=..3` (elements), `default=10` and
/// `unit=minutes`. In a word, `\s` stands for a space and a lone `\e` for nothing; everywhere, `\\`, `\n`, `\r`, `\t`,
/// `\0` and `\u{…}` stand for characters that would be hard to see.
pub struct Table<T: 'static> {
    text: &'static str,
    named: Named,
    read: OnceLock<T>,
}

/// The tables that a table's text names.
#[derive(Clone, Copy)]
pub(super) struct Named {
    models: &'static [&'static Table<Model>],
    enumerations: &'static [&'static Table<Enumeration>],
}

/// What can be read from a table's text.
pub trait FromText: Sized + 'static {
    /// Reads it. A text that no generator wrote makes an odd table, but a table.
    #[doc(hidden)]
    fn from_text(lines: Lines) -> Self;
}

impl<T> Table<T> {
    /// The table that this text describes, which names no other table.
    pub const fn new(text: &'static str) -> Self {
        Self::with(text, &[], &[])
    }

    /// The table that this text describes, and those that it names.
    pub const fn with(
        text: &'static str,
        models: &'static [&'static Table<Model>],
        enumerations: &'static [&'static Table<Enumeration>],
    ) -> Self {
        Table { text, named: Named { models, enumerations }, read: OnceLock::new() }
    }

    /// The first word: a name or an id, as it stands in the text.
    fn first_word(&self) -> &'static str {
        self.text.split([' ', '\n']).next().unwrap_or_default()
    }
}

impl Named {
    pub(super) fn model(&self, name: &str) -> Option<&'static Table<Model>> {
        self.models.iter().copied().find(|table| table.first_word() == name)
    }

    pub(super) fn enumeration(&self, name: &str) -> Option<&'static Table<Enumeration>> {
        self.enumerations.iter().copied().find(|table| table.first_word() == name)
    }
}

impl<T: FromText> Deref for Table<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match self.read.get() {
            Some(table) => table,
            None => self.read.get_or_init(|| T::from_text(Lines::new(self.text, self.named))),
        }
    }
}

/// The name alone: a model may contain itself.
impl<T> fmt::Debug for Table<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Table").field(&self.first_word()).finish()
    }
}
