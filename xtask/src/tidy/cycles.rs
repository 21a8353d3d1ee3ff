//! Import cycles between files.
//!
//! An import is a name in a `use` item, or a path: of the crate, of the module above, of a child, of an imported module. Re-exports
//! and the macros of a crate are followed to the file that has the item. A call of a method is not an import, wherever the type
//! implements it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Finding;
use super::modules::Modules;
use super::sources::{Source, shown};

/// Each crate's sources, and the folder in them whose files must not have an import cycle; empty for all of them.
///
/// The other folders of the runtime and the spec have cycles of types that contain each other (`schema/`, `value/`, `model/`, keys
/// and the functions that sign with them, settings and the functions that read them), or of functions that call each other on the way down
/// a document (`wire/decode/`, `import/`).
const CHECKED: [(&str, &str); 17] = [
    ("hss-mock/src", ""),
    ("hss-cli/src", ""),
    ("hss-codegen/src", ""),
    ("hss-spec/src", "names"),
    ("hss-spec/src", "check"),
    ("hss-spec/src", "json"),
    ("hss-spec/src", "diff"),
    ("hss-spec/src", "export"),
    ("hss-runtime/src", "validate"),
    ("hss-runtime/src", "error"),
    ("hss-runtime/src", "transport"),
    ("hss-runtime/src", "auth/document"),
    ("hss-runtime/src", "auth/oauth2"),
    ("hss-runtime/src", "retry"),
    ("hss-runtime/src", "pipeline"),
    ("hss-runtime/src", "api"),
    ("hss-client/src", ""),
];

type Path = Vec<String>;

/// The files that a file imports, each with the line.
type Imports = BTreeMap<Path, BTreeMap<Path, usize>>;

/// Finds cycles; each file is reported in one cycle at most.
pub(crate) fn check(sources: &[Source], findings: &mut Vec<Finding>) {
    for (folder, part) in CHECKED {
        let modules = Modules::of(sources, folder);
        let imports = imports(&modules, part);
        let mut reported = BTreeSet::new();
        for start in imports.keys() {
            if reported.contains(start) {
                continue;
            }
            let Some(cycle) = shortest_cycle(&imports, start) else { continue };
            reported.extend(cycle.iter().cloned());
            findings.extend(describe(&modules, &imports, &cycle));
        }
    }
}

/// The imports between the files of a folder. A module that only re-exports an item of its child does not import it; a file
/// that imports that item imports the child.
fn imports(modules: &Modules<'_>, part: &str) -> Imports {
    let folder: Vec<&str> = part.split('/').filter(|name| !name.is_empty()).collect();
    // The root re-exports from all layers, and a program calls its library.
    let is_checked = |file: &[String]| {
        !file.is_empty()
            && file.len() >= folder.len()
            && file.iter().zip(&folder).all(|(one, two)| one == two)
    };
    let mut imports = Imports::new();
    for (path, file, module) in modules.iter().filter(|(_, file, _)| is_checked(file)) {
        let targets = imports.entry(file.to_vec()).or_default();
        for reference in &module.references {
            let target =
                modules.import(path, reference).filter(|target| target != file && is_checked(target));
            if let Some(target) = target {
                targets.entry(target).or_insert(reference.line);
            }
        }
    }
    imports
}

/// The shortest cycle through a file.
fn shortest_cycle(imports: &Imports, start: &Path) -> Option<Vec<Path>> {
    let mut came_from: BTreeMap<&Path, &Path> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(file) = queue.pop_front() {
        for target in imports.get(file).into_iter().flat_map(BTreeMap::keys) {
            if target == start {
                let mut cycle = vec![file.clone()];
                let mut at = file;
                while let Some(before) = came_from.get(at).filter(|_| at != start) {
                    cycle.push((*before).clone());
                    at = before;
                }
                cycle.reverse();
                return Some(cycle);
            }
            if !came_from.contains_key(target) {
                came_from.insert(target, file);
                queue.push_back(target);
            }
        }
    }
    None
}

fn describe(modules: &Modules<'_>, imports: &Imports, cycle: &[Path]) -> Option<Finding> {
    let place = |path: &Path| modules.get(path).map(|module| module.source);
    let next = |index: usize| &cycle[(index + 1) % cycle.len()];
    let arrows: Vec<String> = cycle
        .iter()
        .enumerate()
        .filter_map(|(index, file)| {
            let line = imports.get(file)?.get(next(index))?;
            let (from, to) = (shown(&place(file)?.path), shown(&place(next(index))?.path));
            Some(format!("{from}:{line} imports {to}"))
        })
        .collect();
    let source = place(cycle.first()?)?;
    Some(source.finding(0, format!("import cycle: {}", arrows.join(", "))))
}
