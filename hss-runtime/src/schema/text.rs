//! Tables as generated code holds them: text, which is read when a table is first looked at.
//!
//! To the compiler, the tables of a page are one literal. As values of Rust, the tables of a large API take longer to
//! compile than all of its functions.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::OnceLock;

use super::read::{self, Lines};
use super::{Enumeration, Kind, Model, Operation};

/// The tables of a page as text: an operation with the types that it alone needs, or types that several operations
/// need.
///
/// A line is a row, however far it is indented, words are separated by single spaces, and an empty line ends a table:
///
/// ```text
/// operation ListImageScanTask image GET /v5/{project_id}/image/tasks    id, family, method, path
/// doc Lists image scan tasks.                                   then lines that begin with what they say:
/// page https://…                                                doc, page, deprecated, body, form, answer, pages,
/// answer @ListImageScanTaskResponse                             path, query, header
/// pages 3 2 data_list total_num
/// query limit integer range=10..200 default=10 : The number of items.
///
/// model ImageScanTaskInfo
/// task_type @TaskType required : The type of the task.          a field: name, kind, facts, documentation
///
/// enumeration ScanStatus codes counts=0..100=progress           name, kind, `open`, what it counts
/// -1 -1 stopped : Was stopped.                                  a value: its text, its number if it is one, its name
/// ```
///
/// A kind is a word, `@` and the name of a model or an enumeration of this page or of the others that it is given, or
/// another kind after `[]` (a list) or `{}` (a map). Facts are `required`, `client` (the client fills it in), `secret`,
/// `deprecated`, `range=10..200`, `decimal=0.5..` (a range of decimals), `length=1..64` (characters), `items=..3`
/// (elements), `default=10` and `unit=minutes`. In a word, `\s` stands for a space and a lone `\e` for nothing;
/// everywhere, `\\`, `\n`, `\r`, `\t`, `\0` and `\u{…}` stand for characters that would be hard to see.
pub struct Tables {
    text: &'static str,
    others: &'static [&'static Tables],
    entries: OnceLock<Box<[Entry]>>,
}

/// A table's text, and what was read from it.
struct Entry {
    /// `model` or the like, and the name as it stands in the text.
    head: (&'static str, &'static str),
    text: &'static str,
    read: OnceLock<Read>,
}

/// What was read from a table's text.
#[doc(hidden)]
pub enum Read {
    /// An operation.
    Operation(Operation),
    /// A model.
    Model(Model),
    /// An enumeration.
    Enumeration(Enumeration),
    /// There is no such table.
    Nothing,
}

impl Tables {
    /// The tables that this text describes, which names none but its own.
    pub const fn new(text: &'static str) -> Self {
        Self::with(text, &[])
    }

    /// The tables that this text describes, and others whose models and enumerations it names.
    pub const fn with(text: &'static str, others: &'static [&'static Tables]) -> Self {
        Tables { text, others, entries: OnceLock::new() }
    }

    /// The operation, with which a page begins.
    #[inline]
    pub const fn operation(&'static self) -> Table<Operation> {
        Table::new(self, 0)
    }

    /// The model that is the table at this position.
    #[inline]
    pub const fn model(&'static self, index: usize) -> Table<Model> {
        Table::new(self, index)
    }

    /// The enumeration that is the table at this position.
    #[inline]
    pub const fn enumeration(&'static self, index: usize) -> Table<Enumeration> {
        Table::new(self, index)
    }

    fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| self.text.split("\n\n").map(Entry::new).collect())
    }

    fn read(&'static self, index: usize) -> &'static Read {
        match self.entries().get(index) {
            Some(entry) => entry.read.get_or_init(|| read::table(entry.head.0, Lines::new(entry.text, self))),
            None => &Read::Nothing,
        }
    }

    /// What that name stands for in this text.
    pub(super) fn named(&'static self, name: &str) -> Option<Kind> {
        [self].iter().chain(self.others).find_map(|tables| {
            tables.entries().iter().enumerate().find_map(|(index, entry)| match entry.head {
                ("model", known) if known == name => Some(Kind::Model(tables.model(index))),
                ("enumeration", known) if known == name => Some(Kind::Enum(tables.enumeration(index))),
                _ => None,
            })
        })
    }
}

impl fmt::Debug for Tables {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.entries().iter().map(|entry| entry.head.1);
        formatter.write_str("Tables ")?;
        formatter.debug_list().entries(names).finish()
    }
}

impl Entry {
    fn new(text: &'static str) -> Self {
        let mut words = text.split([' ', '\n']).filter(|word| !word.is_empty());
        let head = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        Entry { head, text, read: OnceLock::new() }
    }
}

/// A table: an [`Operation`], a [`Model`] or an [`Enumeration`], read when it is first looked at.
pub struct Table<T> {
    tables: &'static Tables,
    index: usize,
    is: PhantomData<fn() -> T>,
}

/// What a table can be.
pub trait Row: Sized + 'static {
    /// The table; one of nothing if another kind of table stands there, which no generator writes.
    #[doc(hidden)]
    fn of(read: &'static Read) -> &'static Self;
}

impl<T> Table<T> {
    const fn new(tables: &'static Tables, index: usize) -> Self {
        Table { tables, index, is: PhantomData }
    }
}

impl<T: Row> Table<T> {
    /// The table itself.
    #[inline]
    pub fn get(self) -> &'static T {
        T::of(self.tables.read(self.index))
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Table<T> {}

impl<T> PartialEq for Table<T> {
    /// Whether both are the same table, not merely equal ones.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tables, other.tables) && self.index == other.index
    }
}

impl<T: Row> Deref for Table<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.get()
    }
}

/// The name alone: a model may contain itself.
impl<T> fmt::Debug for Table<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.tables.entries().get(self.index).map_or("", |entry| entry.head.1);
        formatter.debug_tuple("Table").field(&name).finish()
    }
}
