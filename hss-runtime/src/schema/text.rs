//! The lazy store of tables: generated code contains text, which is parsed when a table is first used.
//!
//! To the compiler, the tables of a doc page are one literal. As Rust values, the tables of a large API would take longer to
//! compile than all of its functions.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::OnceLock;

use super::opaque::Opaque;
use super::read::{self, Lines};
use super::read_security;
use super::{Enumeration, Kind, Model, Operation, Security};

/// The tables of a doc page as text: an operation and the types that only it uses, or the types that several operations
/// share.
///
/// Each line is a row, indentation is ignored, words are separated by single spaces, and an empty line ends a table:
///
/// ```text
/// operation ListImageScanTask image GET /v5/image/tasks                 id, group, method, path
/// doc Lists the tasks that scan images.                         then lines that begin with a keyword:
/// page https://…                                                title, doc, page, deprecated, body, form, urlencoded,
/// response @ListImageScanTaskResponse                           upload, or-null, media, part, part-header, or (another body),
///                                                               response, success (a status and its response), accept, also
///                                                               (other media types of the response), needs, scopes, server,
///                                                               pages, listing, path, query, header, cookie
/// pages 3 2 data_list total_num                                 offset, limit, items, total; other ways of paging are a
///                                                               `listing`: listing token=3 next=meta/next items=tasks
/// query limit integer range=10..200 default=10 : The number of items.
///
/// model ImageScanTaskInfo                                       name, and `size=1..3` where the number of fields is bounded,
///                                                               `any-of=0|1,2` (`one-of`) where it has the fields of one of these sets
/// task_type @TaskType required : The type of the task.          a field: name, kind, attributes, documentation
///
/// union Shape kind                                               name, and the field that names the variant if there is one
/// Circle @Circle tag=circle                                     a variant: as a field, with the values of that field
///
/// enumeration ScanStatus codes counts=0..100=progress           name, kind, `open`, the amount of other codes
/// -1 -1 stopped : Was stopped.                                  a value: text, number unless a string, name, documentation
///
/// security                                                      of a service, alone in its tables
/// scheme key apiKey header X-Key                                a scheme: name, kind, and what the kind needs
/// server https://{site}.example.com Production                  a server: address, description
/// variable site =eu eu us                                       of that server: name, `=` and the default or `?`, all values
/// own https://{site}.up.example.com                             a server of single operations, with its variables
/// domain                                                        calls are of a domain (account), not of a project
/// needs key token                                               an alternative: the schemes that a call needs together
/// scopes token read write                                       the scopes of one of these schemes
/// ```
///
/// A `body` may have constraints after its kind. A response may have a media type after its kind, and after that
/// `events` or `lines` if it is a stream of such items.
///
/// A kind is a word (`string`, `integer`, …), `@` and the name of a model or an enumeration of these or the other
/// tables, or another kind after `[]` (a list), `{}` (a map) or `?` (an element that may be null).
///
/// Attributes are `required`, `client` (set by the client), `reserved` (sent unescaped), `secret`, `deprecated`,
/// `nullable`, `additional` (the last field of a model, which holds all other keys), `default=10`, `example=20`,
/// `unit=minutes`, `format=date-time` (of a string), the values of a union's tag `tag=circle`, and the constraints
/// `range=10..200`, `number-range=0.5..<2` (a range of numbers, with `<` at an end that is excluded), `length=1..64`
/// (characters), `items=..3` (elements), `multiple=5`, `unique` (elements of a list), `only=true` (the value of a
/// boolean) and `pattern=^[a-z]+$` (a regular expression). Parameters also have `style=comma` (see
/// [`Style`](super::Style)).
///
/// In a word, `\s` is a space and a lone `\e` an empty word; everywhere, `\\`, `\n`, `\r`, `\t`, `\0` and `\u{…}` are
/// characters that would otherwise end a row or be invisible.
pub struct Tables {
    text: &'static str,
    others: &'static [&'static Tables],
    /// The parser of a table; its first argument is the keyword.
    parse: fn(&str, Lines) -> Read,
    entries: OnceLock<Opaque<Box<[Entry]>>>,
    /// The check of unions, which belongs to a layer below; `None` if the text has no union.
    union_check: Option<&'static (dyn Any + Send + Sync)>,
}

/// The text of a table, and the parsed table.
struct Entry {
    /// The keyword (`model`, …) and the name, as in the text.
    head: (&'static str, &'static str),
    text: &'static str,
    read: OnceLock<Read>,
}

/// A parsed table.
#[doc(hidden)]
pub enum Read {
    /// An operation.
    Operation(Box<Operation>),
    /// A model.
    Model(Model),
    /// An enumeration.
    Enumeration(Enumeration),
    /// The security of a service.
    Security(Security),
    /// The text has no such table.
    Nothing,
}

/// The entries of tables that were not read. One constant, since rustc would evaluate the call for each static.
#[expect(clippy::declare_interior_mutable_const, reason = "each static has a copy")]
const NOT_READ: OnceLock<Opaque<Box<[Entry]>>> = OnceLock::new();

impl Tables {
    /// The tables in this text, which does not refer to others.
    pub const fn new(text: &'static str) -> Self {
        Tables { text, others: &[], parse: read::table, entries: NOT_READ, union_check: None }
    }

    /// The tables in this text, and the others whose models and enumerations it refers to.
    pub const fn with(text: &'static str, others: &'static [&'static Tables]) -> Self {
        Tables { text, others, parse: read::table, entries: NOT_READ, union_check: None }
    }

    /// The table of a service's security and servers. Its parser is linked only into programs with such a service.
    pub const fn of_service(text: &'static str) -> Self {
        Tables { text, others: &[], parse: read_security::table, entries: NOT_READ, union_check: None }
    }

    /// The tables in this text, which has a union. The check of unions is an argument, so that it is not linked into
    /// other programs.
    pub const fn with_unions(
        text: &'static str,
        others: &'static [&'static Tables],
        check: &'static (dyn Any + Send + Sync),
    ) -> Self {
        Tables { union_check: Some(check), text, others, parse: read::table, entries: NOT_READ }
    }

    /// The operation, which is the first table.
    #[inline]
    pub const fn operation(&'static self) -> Table<Operation> {
        Table::new(self, 0)
    }

    /// The model at this position among the tables.
    #[inline]
    pub const fn model(&'static self, index: usize) -> Table<Model> {
        Table::new(self, index)
    }

    /// The enumeration at this position among the tables.
    #[inline]
    pub const fn enumeration(&'static self, index: usize) -> Table<Enumeration> {
        Table::new(self, index)
    }

    /// The security of a service, which is the first table.
    pub(super) const fn security(&'static self) -> Table<Security> {
        Table::new(self, 0)
    }

    fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| Opaque::new(self.text.split("\n\n").map(Entry::new).collect()))
    }

    fn read(&'static self, index: usize) -> &'static Read {
        match self.entries().get(index) {
            Some(entry) => {
                entry.read.get_or_init(|| (self.parse)(entry.head.0, Lines::new(entry.text, self)))
            }
            None => &Read::Nothing,
        }
    }

    /// The model or enumeration of this name, here or in the other tables.
    pub(super) fn named(&'static self, name: &str) -> Option<Kind> {
        [self].iter().chain(self.others).find_map(|tables| {
            tables.entries().iter().enumerate().find_map(|(index, entry)| match entry.head {
                ("model", known) if known == name => Some(Kind::Model(tables.model(index))),
                ("union", known) if known == name => Some(Kind::Union(tables.model(index))),
                ("enumeration", known) if known == name => Some(Kind::Enum(tables.enumeration(index))),
                _ => None,
            })
        })
    }
}

impl fmt::Debug for Tables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.entries().iter().map(|entry| entry.head.1);
        f.write_str("Tables ")?;
        f.debug_list().entries(names).finish()
    }
}

impl Entry {
    fn new(text: &'static str) -> Self {
        let mut words = text.split([' ', '\n']).filter(|word| !word.is_empty());
        let head = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        Entry { head, text, read: OnceLock::new() }
    }
}

/// A reference to an [`Operation`], a [`Model`], an [`Enumeration`] or a [`Security`], which is parsed when it is first used.
pub struct Table<T> {
    tables: &'static Tables,
    index: usize,
    is: PhantomData<fn() -> T>,
}

/// The types of tables: [`Operation`], [`Model`], [`Enumeration`] and [`Security`].
pub trait Row: Sized + 'static {
    /// The table; an empty one if the parsed table is of another type, which generators never write.
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

impl Table<Model> {
    /// The check of a union; `None` for a model.
    pub(crate) fn union_check<C: 'static>(self) -> Option<&'static C> {
        self.tables.union_check?.downcast_ref()
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Table<T> {}

impl<T> PartialEq for Table<T> {
    /// Returns `true` if both refer to the same table; equal content is not enough.
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

/// Writes only the name, since a model may contain itself.
impl<T> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.tables.entries().get(self.index).map_or("", |entry| entry.head.1);
        f.debug_tuple("Table").field(&name).finish()
    }
}
