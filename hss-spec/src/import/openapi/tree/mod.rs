//! A document as a tree whose nodes know where they stand, whether it was written as JSON or as YAML.

mod json;
mod yaml;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::import::Document;
use crate::model::Number;
use crate::place::{Place, Problem, Problems};

/// A whole document.
pub(in crate::import) struct Tree<'t> {
    file: Arc<str>,
    /// Children stand before their parents, the root stands last.
    nodes: Vec<Data<'t>>,
}

struct Data<'t> {
    line: u32,
    column: u32,
    /// The node around this one; of the root, itself.
    parent: u32,
    /// The index among the parent's children.
    step: u32,
    value: Value<'t>,
}

/// Kind of a node; children are indexes into the tree's nodes.
enum Value<'t> {
    Null,
    Boolean(bool),
    Number(Number),
    Text(Cow<'t, str>),
    List(Vec<u32>),
    Map(Map<'t>),
}

/// Entries in the order of the document.
struct Map<'t> {
    entries: Vec<(Cow<'t, str>, u32)>,
    /// The entries' indexes in the order of their keys, so that a thousand models are found as fast as ten.
    by_key: Vec<u32>,
}

/// Limit of nesting in a document; it keeps recursion over it safe.
const DEPTH: usize = 512;

impl<'t> Tree<'t> {
    /// Parses a document: JSON where it begins with a brace, else YAML.
    pub(in crate::import) fn parse(document: &Document<'t>) -> Result<Self, Problems> {
        let tree = Self { file: document.name.into(), nodes: Vec::new() };
        let text = document.text.strip_prefix('\u{feff}').unwrap_or(document.text);
        match text.trim_start().starts_with('{') {
            true => json::parse(tree, text),
            false => yaml::parse(tree, text),
        }
    }

    /// The outermost node.
    pub(in crate::import) fn root(&self) -> Node<'_> {
        Node { tree: self, index: self.nodes.len().saturating_sub(1) as u32 }
    }

    fn place(&self, (line, column): (u32, u32)) -> Place {
        Place { file: self.file.clone(), line, column }
    }

    /// Adds a node whose children stand in the tree already.
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
        self.nodes.push(Data { line, column, parent: index, step: 0, value });
        index
    }

    /// Adds a map, unless a key stands in it twice.
    fn add_map(&mut self, at: (u32, u32), entries: Vec<(Cow<'t, str>, u32)>) -> Result<u32, Problem> {
        let mut by_key: Vec<u32> = (0..entries.len() as u32).collect();
        by_key.sort_by(|a, b| entries[*a as usize].0.cmp(&entries[*b as usize].0));
        let twice = by_key.windows(2).find(|pair| entries[pair[0] as usize].0 == entries[pair[1] as usize].0);
        if let Some(pair) = twice {
            let (key, value) = &entries[pair[1] as usize];
            let second = &self.nodes[*value as usize];
            let message = format!("the key `{}` stands twice in one object; expected it once", short(key));
            return Err(Problem::error(&self.place((second.line, second.column)), message));
        }
        Ok(self.add(at, Value::Map(Map { entries, by_key })))
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
        self.tree.place((data.line, data.column))
    }

    /// The node around it.
    pub(in crate::import) fn parent(self) -> Option<Self> {
        let parent = self.data().parent;
        (parent != self.index).then(|| self.at(parent))
    }

    /// The key under which it stands in its parent.
    pub(in crate::import) fn key(self) -> Option<&'d str> {
        match &self.parent()?.data().value {
            Value::Map(map) => map.entries.get(self.data().step as usize).map(|(key, _)| key.as_ref()),
            _ => None,
        }
    }

    /// Its value under a key.
    pub(in crate::import) fn get(self, key: &str) -> Option<Self> {
        let Value::Map(map) = &self.data().value else { return None };
        let found =
            map.by_key.binary_search_by(|entry| map.entries[*entry as usize].0.as_ref().cmp(key)).ok()?;
        map.by_key.get(found).map(|entry| self.at(map.entries[*entry as usize].1))
    }

    /// Its keys and values, where it is a map.
    pub(in crate::import) fn entries(self) -> impl Iterator<Item = (&'d str, Self)> {
        let entries = match &self.data().value {
            Value::Map(map) => map.entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(move |(key, index)| (key.as_ref(), self.at(*index)))
    }

    /// Its elements, where it is a list.
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

    /// Its text, where it is one.
    pub(in crate::import) fn text(self) -> Option<&'d str> {
        match &self.data().value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Its number, where it is one.
    pub(in crate::import) fn number(self) -> Option<Number> {
        match self.data().value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns true if it is true, where it is true or false.
    pub(in crate::import) fn boolean(self) -> Option<bool> {
        match self.data().value {
            Value::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// A text, a number or a truth value as text: YAML makes a number of `version: 1.0`.
    pub(in crate::import) fn scalar(self) -> Option<Cow<'d, str>> {
        match &self.data().value {
            Value::Text(text) => Some(Cow::Borrowed(text)),
            Value::Number(number) => Some(Cow::Owned(number.to_string())),
            Value::Boolean(value) => Some(Cow::Owned(value.to_string())),
            _ => None,
        }
    }

    /// Description in words, for a message.
    pub(in crate::import) fn describe(self) -> String {
        match &self.data().value {
            Value::Null => "null".to_owned(),
            Value::Boolean(value) => format!("`{value}`"),
            Value::Number(number) => format!("`{number}`"),
            Value::Text(text) => format!("`{}`", short(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "an object".to_owned(),
        }
    }

    /// Its JSON pointer as a fragment: `#/paths/~1tasks/get`.
    pub(in crate::import) fn pointer(self) -> Pointer<'d> {
        Pointer(self)
    }

    /// Something that must be mended here.
    pub(in crate::import) fn error(self, message: impl fmt::Display) -> Problem {
        Problem::error(&self.place(), format!("{}: {message}", self.pointer()))
    }

    /// Something to know about here.
    pub(in crate::import) fn note(self, message: impl fmt::Display) -> Problem {
        Problem::note(&self.place(), format!("{}: {message}", self.pointer()))
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
                None => write!(f, "/{}", node.data().step)?,
            }
        }
        Ok(())
    }
}

/// Text short enough for a message.
pub(in crate::import) fn short(text: &str) -> Cow<'_, str> {
    const LENGTH: usize = 120;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
