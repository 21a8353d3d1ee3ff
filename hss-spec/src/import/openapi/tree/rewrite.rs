//! Rewriting a tree: new nodes with the places and pointers of those in the document.

use std::borrow::Cow;

use super::{Data, Map, Node, SAME, Tree, Value};

/// A key and the index of its value.
pub(in crate::import::openapi) type Entry<'t> = (Cow<'t, str>, u32);

impl<'t> Tree<'t> {
    /// The number of nodes so far, which is above all their indexes.
    pub(in crate::import::openapi) fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// The node at an index.
    pub(in crate::import::openapi) fn node(&self, index: u32) -> Node<'_> {
        Node { tree: self, index }
    }

    /// The entries of a map; none of another node.
    pub(in crate::import::openapi) fn entries_of(&self, index: u32) -> Vec<Entry<'t>> {
        match &self.nodes[index as usize].value {
            Value::Map(map) => map.entries.clone(),
            _ => Vec::new(),
        }
    }

    /// Adds a string in place of another node.
    pub(in crate::import::openapi) fn add_text(&mut self, at: u32, text: impl Into<Cow<'t, str>>) -> u32 {
        self.add_at(at, Value::Text(text.into()))
    }

    /// Adds a boolean in place of another node.
    pub(in crate::import::openapi) fn add_boolean(&mut self, at: u32, value: bool) -> u32 {
        self.add_at(at, Value::Boolean(value, if value { "true" } else { "false" }.into()))
    }

    /// Adds a list in place of another node; its elements keep their own.
    pub(in crate::import::openapi) fn add_list_at(&mut self, at: u32, elements: Vec<u32>) -> u32 {
        self.add_at(at, Value::List(elements))
    }

    /// Adds a map in place of another node; its values keep their own.
    pub(in crate::import::openapi) fn add_map_at(&mut self, at: u32, entries: Vec<Entry<'t>>) -> u32 {
        self.add_at(at, Value::Map(Map::new(entries)))
    }

    fn add_at(&mut self, at: u32, value: Value<'t>) -> u32 {
        let index = self.nodes.len() as u32;
        let Data { file, line, column, .. } = self.nodes[at as usize];
        self.nodes.push(Data { file, line, column, parent: at, step: SAME, value });
        index
    }

    /// Replaces the entries of a map, for all references to it.
    pub(in crate::import::openapi) fn set_entries(&mut self, index: u32, entries: Vec<Entry<'t>>) {
        let value = Value::Map(Map::new(entries));
        let old = std::mem::replace(&mut self.nodes[index as usize].value, value);
        // The pointers of values go through the map as written.
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
