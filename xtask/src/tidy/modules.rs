//! The modules of a crate, and the module that a path leads to.

use std::collections::BTreeMap;
use std::path::Path;

use super::paths::{Reference, ReferenceKind, references};
use super::sources::Source;

/// Maximum length of a chain of re-exports.
const LONGEST_CHAIN: usize = 8;

/// A module with its own file.
pub(crate) struct Module<'a> {
    pub(crate) source: &'a Source,
    pub(crate) references: Vec<Reference>,
}

/// The modules of a crate by their paths; the root is the empty path.
pub(crate) struct Modules<'a>(BTreeMap<Vec<String>, Module<'a>>);

impl<'a> Modules<'a> {
    /// The modules of the library or program whose sources are in `folder`.
    pub(crate) fn of(sources: &'a [Source], folder: &str) -> Self {
        let inside = sources.iter().filter_map(|source| {
            let path = source.path.strip_prefix(folder).ok()?;
            let module = Module { source, references: references(&source.text) };
            Some((module_path(path), module))
        });
        Self(inside.collect())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[String], &Module<'a>)> {
        self.0.iter().map(|(path, module)| (path.as_slice(), module))
    }

    pub(crate) fn get(&self, path: &[String]) -> Option<&Module<'a>> {
        self.0.get(path)
    }

    /// The module with the item that a path in the module `from` refers to; `None` for an item of another crate.
    pub(crate) fn target(&self, from: &[String], segments: &[String]) -> Option<Vec<String>> {
        self.follow(from, segments, LONGEST_CHAIN)
    }

    fn follow(&self, from: &[String], segments: &[String], steps: usize) -> Option<Vec<String>> {
        let mut module = from.to_vec();
        let mut rest = segments;
        match segments.first().map(String::as_str)? {
            "crate" => (module, rest) = (Vec::new(), &segments[1..]),
            "self" => rest = &segments[1..],
            "super" => {
                while let Some(tail) = rest.strip_prefix(&["super".to_owned()][..]) {
                    module.pop();
                    rest = tail;
                }
            }
            first => {
                let child = [from, &[first.to_owned()]].concat();
                self.0.get(&child)?;
            }
        }
        while let Some((first, tail)) = rest.split_first() {
            let child = [module.as_slice(), std::slice::from_ref(first)].concat();
            if !self.0.contains_key(&child) {
                break;
            }
            (module, rest) = (child, tail);
        }
        let Some(name) = rest.first().filter(|_| steps > 0) else { return Some(module) };
        let here = self.0.get(&module)?;
        let mut re_exports = here.references.iter().filter(|one| one.kind == ReferenceKind::ReExport);
        match re_exports.find(|one| one.alias == *name) {
            Some(one) => self.follow(&module, &one.segments, steps - 1),
            None => Some(module),
        }
    }
}

/// `["a", "b"]` for `a/b.rs` and `a/b/mod.rs`; empty for the root.
fn module_path(file: &Path) -> Vec<String> {
    let stem = file.with_extension("");
    let mut path: Vec<String> = stem.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if path.last().is_some_and(|last| last == "mod" || path.len() == 1 && (last == "lib" || last == "main")) {
        path.pop();
    }
    path
}
