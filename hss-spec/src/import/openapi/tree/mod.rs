//! Documents as trees of nodes with places, parsed from JSON or YAML, with the files that they refer to.

mod duplicate_keys;
mod files;
mod indents;
mod json;
pub(super) mod rewrite;
mod yaml;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::import::Document;
use crate::model::Number;
use crate::place::{NoteKind, Place, Problem, Problems};
use duplicate_keys::DuplicateKey;

/// A whole document, and the files that it refers to.
pub(in crate::import) struct Tree<'t> {
    /// The document first.
    files: Vec<File>,
    /// Files by path, with the reason where one can't be read.
    by_path: HashMap<String, Result<u32, String>>,
    /// The nodes of all files, children before their parents.
    nodes: Vec<Data<'t>>,
    /// The keys that one object has twice.
    duplicate_keys: Vec<DuplicateKey>,
}

/// A file of a tree.
struct File {
    /// Its name in messages.
    name: Arc<str>,
    /// Its path from the document's folder, without `.` and `..`.
    path: String,
    root: u32,
}

struct Data<'t> {
    file: u32,
    line: u32,
    column: u32,
    /// The parent; a root is its own.
    parent: u32,
    /// The index among the parent's children, or [`SAME`].
    step: u32,
    value: Value<'t>,
}

/// The step of a node with the place and the pointer of its parent, as replacements in a rewritten document have.
const SAME: u32 = u32::MAX;

/// Kind of a node; children are indexes into the tree's nodes.
enum Value<'t> {
    Null,
    /// A boolean, and its text in the document.
    Boolean(bool, Cow<'t, str>),
    /// A number, and its text in the document: `1.10` and `1.1` are different strings.
    Number(Number, Cow<'t, str>),
    Text(Cow<'t, str>),
    List(Vec<u32>),
    Map(Map<'t>),
}

/// Entries in the order of the document.
struct Map<'t> {
    entries: Vec<(Cow<'t, str>, u32)>,
    /// The entries' indexes in the order of their keys, for binary search.
    by_key: Vec<u32>,
}

impl<'t> Map<'t> {
    fn new(entries: Vec<(Cow<'t, str>, u32)>) -> Self {
        let mut by_key: Vec<u32> = (0..entries.len() as u32).collect();
        by_key.sort_by(|a, b| entries[*a as usize].0.cmp(&entries[*b as usize].0));
        Self { entries, by_key }
    }

    fn get(&self, key: &str) -> Option<u32> {
        let found =
            self.by_key.binary_search_by(|entry| self.entries[*entry as usize].0.as_ref().cmp(key)).ok()?;
        self.by_key.get(found).map(|entry| self.entries[*entry as usize].1)
    }
}

/// Maximum depth of a document, which keeps recursion safe.
const DEPTH: usize = 512;

impl<'t> Tree<'t> {
    /// Parses a document in which no key may be given twice: JSON if it begins with a brace, else YAML.
    pub(in crate::import) fn parse(document: &Document<'t>) -> Result<Self, Problems> {
        let tree = Self::parse_loosely(document)?;
        match tree.duplicate_keys.first() {
            Some(duplicate) => Err(duplicate.error().into()),
            None => Ok(tree),
        }
    }

    /// Parses a document in which a key may be given twice, which [`take_notes`](Self::take_notes) reports.
    pub(in crate::import) fn parse_loosely(document: &Document<'t>) -> Result<Self, Problems> {
        let text = document.text.strip_prefix('\u{feff}').unwrap_or(document.text);
        let mut tree = match text.trim_start().starts_with(['{', '[']) {
            true => json::parse(document.name, text),
            false => yaml::parse(document.name, text),
        }?;
        let root = tree.nodes.len().saturating_sub(1) as u32;
        tree.files.iter_mut().for_each(|file| file.root = root);
        Ok(tree)
    }

    /// A document of that name without nodes.
    fn empty(name: &str) -> Self {
        let path = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let file = File { name: name.into(), path: path.clone(), root: 0 };
        Self {
            files: vec![file],
            by_path: HashMap::from([(path, Ok(0))]),
            nodes: Vec::new(),
            duplicate_keys: Vec::new(),
        }
    }

    /// The root node of the document.
    pub(in crate::import) fn root(&self) -> Node<'_> {
        Node { tree: self, index: self.root_of(0) }
    }

    fn root_of(&self, file: u32) -> u32 {
        self.files.get(file as usize).map_or(0, |file| file.root)
    }

    /// A place in the document itself, before the files that it refers to are read.
    fn place(&self, (line, column): (u32, u32)) -> Place {
        let file = self.files.first().map(|file| file.name.clone()).unwrap_or_default();
        Place { file, line, column }
    }

    /// Adds a node whose children are already in the tree.
    fn add(&mut self, (line, column): (u32, u32), value: Value<'t>) -> u32 {
        let index = self.nodes.len() as u32;
        let adopt = |nodes: &mut Vec<Data<'t>>, step: usize, child: u32| {
            if let Some(child) = nodes.get_mut(child as usize) {
                (child.parent, child.step) = (index, step as u32);
            }
        };
        match &value {
            Value::List(children) => {
                children.iter().enumerate().for_each(|(step, child)| adopt(&mut self.nodes, step, *child));
            }
            Value::Map(map) => {
                let children = map.entries.iter().enumerate();
                children.for_each(|(step, (_, child))| adopt(&mut self.nodes, step, *child));
            }
            _ => {}
        }
        self.nodes.push(Data { file: 0, line, column, parent: index, step: 0, value });
        index
    }
}

/// A node of a tree.
#[derive(Clone, Copy)]
pub(in crate::import) struct Node<'d> {
    tree: &'d Tree<'d>,
    index: u32,
}

impl<'d> Node<'d> {
    fn data(self) -> &'d Data<'d> {
        &self.tree.nodes[self.index as usize]
    }

    fn at(self, index: u32) -> Self {
        Self { index, ..self }
    }

    /// Number that is unique within the document.
    pub(in crate::import) fn id(self) -> u32 {
        self.index
    }

    /// Its place in a file.
    pub(in crate::import) fn place(self) -> Place {
        let data = self.data();
        let file = self.tree.files.get(data.file as usize).map(|file| file.name.clone()).unwrap_or_default();
        Place { file, line: data.line, column: data.column }
    }

    /// The original node at its place: itself, unless the document was rewritten.
    fn written(mut self) -> Self {
        while self.data().step == SAME {
            self = self.at(self.data().parent);
        }
        self
    }

    /// Its parent.
    pub(in crate::import) fn parent(self) -> Option<Self> {
        let written = self.written();
        let parent = written.data().parent;
        (parent != written.index).then(|| self.at(parent))
    }

    /// Its key in its parent.
    pub(in crate::import) fn key(self) -> Option<&'d str> {
        match &self.parent()?.data().value {
            Value::Map(map) => {
                map.entries.get(self.written().data().step as usize).map(|(key, _)| key.as_ref())
            }
            _ => None,
        }
    }

    /// The root node of its file.
    pub(in crate::import) fn file_root(self) -> Self {
        self.at(self.tree.root_of(self.data().file))
    }

    /// The path of its file relative to the document's folder; empty for the document itself.
    pub(in crate::import) fn other_file(self) -> Option<&'d str> {
        let file = self.data().file;
        self.tree.files.get(file as usize).filter(|_| file > 0).map(|file| file.path.as_str())
    }

    /// Its value under a key.
    pub(in crate::import) fn get(self, key: &str) -> Option<Self> {
        let Value::Map(map) = &self.data().value else { return None };
        map.get(key).map(|index| self.at(index))
    }

    /// Its keys and values, if it is a map.
    pub(in crate::import) fn entries(self) -> impl Iterator<Item = (&'d str, Self)> {
        let entries = match &self.data().value {
            Value::Map(map) => map.entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(move |(key, index)| (key.as_ref(), self.at(*index)))
    }

    /// Its elements, if it is a list.
    pub(in crate::import) fn elements(self) -> impl Iterator<Item = Self> {
        let elements = match &self.data().value {
            Value::List(elements) => elements.as_slice(),
            _ => &[],
        };
        elements.iter().map(move |index| self.at(*index))
    }

    /// Returns true if it is a map.
    pub(in crate::import) fn is_map(self) -> bool {
        matches!(self.data().value, Value::Map(_))
    }

    /// Returns true if it is a list.
    pub(in crate::import) fn is_list(self) -> bool {
        matches!(self.data().value, Value::List(_))
    }

    /// Returns true if it is null.
    pub(in crate::import) fn is_null(self) -> bool {
        matches!(self.data().value, Value::Null)
    }

    /// Its text, if it is a string.
    pub(in crate::import) fn text(self) -> Option<&'d str> {
        match &self.data().value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Its value, if it is a number.
    pub(in crate::import) fn number(self) -> Option<Number> {
        match self.data().value {
            Value::Number(number, _) => Some(number),
            _ => None,
        }
    }

    /// Its value, if it is a boolean.
    pub(in crate::import) fn boolean(self) -> Option<bool> {
        match self.data().value {
            Value::Boolean(value, _) => Some(value),
            _ => None,
        }
    }

    /// A string, a number or a boolean as written: to YAML, `version: 1.10` is a number.
    pub(in crate::import) fn scalar(self) -> Option<&'d str> {
        match &self.data().value {
            Value::Text(text) | Value::Number(_, text) | Value::Boolean(_, text) => Some(text),
            _ => None,
        }
    }

    /// Description in words, for a message.
    pub(in crate::import) fn describe(self) -> String {
        match &self.data().value {
            Value::Null => "null".to_owned(),
            Value::Boolean(_, text) | Value::Number(_, text) | Value::Text(text) => {
                format!("`{}`", short(text))
            }
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "an object".to_owned(),
        }
    }

    /// Its JSON pointer as a fragment: `#/paths/~1tasks/get`.
    pub(in crate::import) fn pointer(self) -> Pointer<'d> {
        Pointer(self)
    }

    /// An error at this node.
    pub(in crate::import) fn error(self, message: impl fmt::Display) -> Problem {
        Problem::error(&self.place(), format!("{}: {message}", self.pointer()))
    }

    /// A note at this node.
    pub(in crate::import) fn note(self, message: impl fmt::Display) -> Problem {
        Problem::note(&self.place(), format!("{}: {message}", self.pointer()))
    }

    /// A note of the given kind at this node.
    pub(in crate::import) fn note_of(self, kind: NoteKind, message: impl fmt::Display) -> Problem {
        self.note(message).of(kind)
    }
}

/// The JSON pointer of a node.
pub(in crate::import) struct Pointer<'d>(Node<'d>);

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut way = Vec::new();
        let mut node = self.0;
        while let Some(parent) = node.parent() {
            way.push(node);
            node = parent;
        }
        f.write_str("#")?;
        for node in way.iter().rev() {
            match node.key() {
                Some(key) => write!(f, "/{}", short(&key.replace('~', "~0").replace('/', "~1")))?,
                None => write!(f, "/{}", node.written().data().step)?,
            }
        }
        Ok(())
    }
}

/// Shortens text for a message.
pub(in crate::import) fn short(text: &str) -> Cow<'_, str> {
    const LENGTH: usize = 120;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
