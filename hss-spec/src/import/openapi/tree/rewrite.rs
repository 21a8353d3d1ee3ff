//! Rewriting a tree: other nodes with the places and the pointers of those that the document has.

use std::borrow::Cow;

use super::{Data, Map, Node, SAME, Tree, Value};

/// A key and the index of its value.
pub(in crate::import::openapi) type Entry<'t> = (Cow<'t, str>, u32);

impl<'t> Tree<'t> {
    /// The number of nodes so far; their indexes are below it.
    pub(in crate::import::openapi) fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// The node of an index, to look at.
    pub(in crate::import::openapi) fn node(&self, index: u32) -> Node<'_> {
        Node { tree: self, index }
    }

    /// The entries of a map; no ones of another node.
    pub(in crate::import::openapi) fn entries_of(&self, index: u32) -> Vec<Entry<'t>> {
        match &self.nodes[index as usize].value {
            Value::Map(map) => map.entries.clone(),
            _ => Vec::new(),
        }
    }

    /// Adds a string in the place of another node.
    pub(in crate::import::openapi) fn add_text(&mut self, at: u32, text: impl Into<Cow<'t, str>>) -> u32 {
        self.add_at(at, Value::Text(text.into()))
    }

    /// Adds a truth value in the place of another node.
    pub(in crate::import::openapi) fn add_boolean(&mut self, at: u32, value: bool) -> u32 {
        self.add_at(at, Value::Boolean(value, if value { "true" } else { "false" }.into()))
    }

    /// Adds a list in the place of another node; its elements keep their own.
    pub(in crate::import::openapi) fn add_list_at(&mut self, at: u32, elements: Vec<u32>) -> u32 {
        self.add_at(at, Value::List(elements))
    }

    /// Adds a map in the place of another node; its values keep their own.
    pub(in crate::import::openapi) fn add_map_at(&mut self, at: u32, entries: Vec<Entry<'t>>) -> u32 {
        self.add_at(at, Value::Map(Map::new(entries)))
    }

    fn add_at(&mut self, at: u32, value: Value<'t>) -> u32 {
        let index = self.nodes.len() as u32;
        let Data { file, line, column, .. } = self.nodes[at as usize];
        self.nodes.push(Data { file, line, column, parent: at, step: SAME, value });
        index
    }

    /// Gives a map other entries; whatever refers to it finds the new ones.
    pub(in crate::import::openapi) fn set_entries(&mut self, index: u32, entries: Vec<Entry<'t>>) {
        let value = Value::Map(Map::new(entries));
        let old = std::mem::replace(&mut self.nodes[index as usize].value, value);
        // The values' pointers go through the map as it is written.
        let written = self.add_at(index, old);
        let children = self.entries_of(written);
        for (_, child) in children {
            if let Some(child) = self.nodes.get_mut(child as usize)
                && child.parent == index
                && child.step != SAME
            {
                child.parent = written;
            }
        }
    }
}
