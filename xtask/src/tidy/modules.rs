//! The modules of a crate, and the module that a path leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::paths::{Part, Reference, ReferenceKind, parts};
use super::sources::Source;

/// Maximum length of a chain of re-exports.
const LONGEST_CHAIN: usize = 8;

/// A file, or an inline module.
pub(crate) struct Module<'a> {
    pub(crate) source: &'a Source,
    /// The module whose file this is in: itself, or the one around an inline module.
    file: Vec<String>,
    pub(crate) references: Vec<Reference>,
    items: BTreeSet<String>,
    used: BTreeSet<String>,
}

/// The modules of a crate by their paths; the root is the empty path.
pub(crate) struct Modules<'a> {
    modules: BTreeMap<Vec<String>, Module<'a>>,
    /// The modules with the exported macros, which all are at the root by their paths.
    macros: BTreeMap<String, Vec<String>>,
}

impl<'a> Modules<'a> {
    /// The modules of the library whose sources are in `folder`, or else of the program.
    pub(crate) fn of(sources: &'a [Source], folder: &str) -> Self {
        let (mut modules, mut macros) = (BTreeMap::new(), BTreeMap::new());
        for source in sources {
            let Ok(path) = source.path.strip_prefix(folder) else { continue };
            let file = module_path(path);
            for Part { path, references, items, macros: exported, used } in parts(&source.text) {
                for name in exported.into_iter().filter(|_| !file.is_empty()) {
                    macros.insert(name, file.clone());
                }
                let module = Module { source, file: file.clone(), references, items, used };
                // `main.rs` comes after `lib.rs`.
                modules.entry([file.clone(), path].concat()).or_insert(module);
            }
        }
        Self { modules, macros }
    }

    /// All modules, each with the path of its file.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[String], &[String], &Module<'a>)> {
        self.modules.iter().map(|(path, module)| (path.as_slice(), module.file.as_slice(), module))
    }

    pub(crate) fn get(&self, path: &[String]) -> Option<&Module<'a>> {
        self.modules.get(path)
    }

    /// The file with the item that a path in the module `from` refers to; `None` for another crate's, and for a name that
    /// the module only passes on.
    pub(crate) fn import(&self, from: &[String], reference: &Reference) -> Option<Vec<String>> {
        let module = self.modules.get(from)?;
        let is_used = match reference.kind {
            ReferenceKind::ReExport => module.used.contains(&reference.alias),
            // Of a folder, the paths that start with its name say which files are imported.
            ReferenceKind::Import => {
                let is_start = |one: &Reference| one.segments[0] == reference.alias && one.segments.len() > 1;
                let paths = module.references.iter().filter(|one| one.kind != ReferenceKind::ReExport);
                !(self.is_module(from, reference) && paths.into_iter().any(is_start))
            }
            _ => true,
        };
        if is_used { self.target(from, reference) } else { None }
    }

    /// The file with the item that a path in the module `from` refers to; `None` for another crate's.
    pub(crate) fn target(&self, from: &[String], reference: &Reference) -> Option<Vec<String>> {
        if let (ReferenceKind::Macro, [root, name]) = (reference.kind, reference.segments.as_slice())
            && root == "crate"
            && let Some(file) = self.macros.get(name)
        {
            return Some(file.clone());
        }
        let (module, _) = self.follow(from, &reference.segments, LONGEST_CHAIN)?;
        Some(self.modules.get(&module)?.file.clone())
    }

    /// Returns true if a path leads to a module, not to an item.
    fn is_module(&self, from: &[String], reference: &Reference) -> bool {
        self.follow(from, &reference.segments, LONGEST_CHAIN).is_some_and(|(_, is_module)| is_module)
    }

    /// The module that a path leads to, or the one with its item, which the second value tells.
    fn follow(&self, from: &[String], segments: &[String], steps: usize) -> Option<(Vec<String>, bool)> {
        let mut module = from.to_vec();
        let mut rest = segments;
        match segments.first().map(String::as_str)? {
            "crate" => (module, rest) = (Vec::new(), &segments[1..]),
            "self" => rest = &segments[1..],
            "super" => {}
            first => {
                let child = [from, &[first.to_owned()]].concat();
                if !self.modules.contains_key(&child) {
                    return self.named(from, segments, steps);
                }
            }
        }
        while let Some(tail) = rest.strip_prefix(&["super".to_owned()][..]) {
            module.pop();
            rest = tail;
        }
        while let Some((first, tail)) = rest.split_first() {
            let child = [module.as_slice(), std::slice::from_ref(first)].concat();
            if !self.modules.contains_key(&child) {
                break;
            }
            (module, rest) = (child, tail);
        }
        match rest {
            [] => Some((module, true)),
            [glob] if glob == "*" => Some((module, false)),
            _ => self.named(&module, rest, steps).or(Some((module, false))),
        }
    }

    /// The module of an item that is imported into a module, by name or else by a glob.
    fn named(&self, module: &[String], segments: &[String], steps: usize) -> Option<(Vec<String>, bool)> {
        let (name, tail) = segments.split_first()?;
        let here = self.modules.get(module).filter(|_| steps > 0)?;
        let uses = || here.references.iter().filter(|one| is_use(one));
        if let Some(one) = uses().find(|one| one.alias == *name && one.segments != segments) {
            return self.follow(module, &[one.segments.as_slice(), tail].concat(), steps - 1);
        }
        if here.items.contains(name) {
            return None;
        }
        uses().filter(|one| one.alias == "*").find_map(|one| {
            let (target, _) = self.follow(module, &one.segments, steps - 1)?;
            let is_there = self.modules.get(&target)?.items.contains(name);
            if is_there { Some((target, false)) } else { self.named(&target, segments, steps - 1) }
        })
    }
}

fn is_use(reference: &Reference) -> bool {
    matches!(reference.kind, ReferenceKind::Import | ReferenceKind::ReExport)
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
