//! Import cycles between files.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Finding;
use super::modules::Modules;
use super::paths::ReferenceKind;
use super::sources::{Source, shown};

/// Each crate's sources, and the folder in them whose files must not have an import cycle; empty for all of them. In other
/// folders of the runtime and the spec, types that contain each other, and the readers of values and parts, are in different files.
const CHECKED: [(&str, &str); 13] = [
    ("hss-mock/src", ""),
    ("hss-cli/src", ""),
    ("hss-codegen/src", ""),
    ("hss-spec/src", "names"),
    ("hss-spec/src", "check"),
    ("hss-spec/src", "json"),
    ("hss-spec/src", "diff"),
    ("hss-runtime/src", "error"),
    ("hss-runtime/src", "transport"),
    ("hss-runtime/src", "retry"),
    ("hss-runtime/src", "pipeline"),
    ("hss-runtime/src", "api"),
    ("hss-client/src", ""),
];

type Path = Vec<String>;

/// The files that a file imports, each with the line.
type Imports = BTreeMap<Path, BTreeMap<Path, usize>>;

/// Finds circles; each file is reported in one circle at most.
pub(crate) fn check(sources: &[Source], findings: &mut Vec<Finding>) {
    for (folder, part) in CHECKED {
        let modules = Modules::of(sources, folder);
        let imports = imports(&modules, part);
        let mut reported = BTreeSet::new();
        for start in imports.keys() {
            if reported.contains(start) {
                continue;
            }
            let Some(circle) = shortest_circle(&imports, start) else { continue };
            reported.extend(circle.iter().cloned());
            findings.extend(describe(&modules, &imports, &circle));
        }
    }
}

/// The imports between the files of a folder. A module that re-exports an item of its child does not import it; a file
/// that imports that item imports the child.
fn imports(modules: &Modules<'_>, part: &str) -> Imports {
    let is_checked = |path: &[String]| part.is_empty() || path.first().is_some_and(|first| first == part);
    let mut imports = Imports::new();
    for (path, module) in modules.iter().filter(|(path, _)| !path.is_empty() && is_checked(path)) {
        let targets = imports.entry(path.to_vec()).or_default();
        for reference in module.references.iter().filter(|one| one.kind != ReferenceKind::ReExport) {
            let Some(target) = modules.target(path, &reference.segments) else { continue };
            if !target.is_empty() && target != path && is_checked(&target) {
                targets.entry(target).or_insert(reference.line);
            }
        }
    }
    imports
}

/// The shortest cycle through a file.
fn shortest_circle(imports: &Imports, start: &Path) -> Option<Vec<Path>> {
    let mut came_from: BTreeMap<&Path, &Path> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(file) = queue.pop_front() {
        for target in imports.get(file).into_iter().flat_map(BTreeMap::keys) {
            if target == start {
                let mut circle = vec![file.clone()];
                let mut at = file;
                while let Some(before) = came_from.get(at).filter(|_| at != start) {
                    circle.push((*before).clone());
                    at = before;
                }
                circle.reverse();
                return Some(circle);
            }
            if !came_from.contains_key(target) {
                came_from.insert(target, file);
                queue.push_back(target);
            }
        }
    }
    None
}

fn describe(modules: &Modules<'_>, imports: &Imports, circle: &[Path]) -> Option<Finding> {
    let place = |path: &Path| modules.get(path).map(|module| module.source);
    let next = |index: usize| &circle[(index + 1) % circle.len()];
    let arrows: Vec<String> = circle
        .iter()
        .enumerate()
        .filter_map(|(index, file)| {
            let line = imports.get(file)?.get(next(index))?;
            let (from, to) = (shown(&place(file)?.path), shown(&place(next(index))?.path));
            Some(format!("{from}:{line} imports {to}"))
        })
        .collect();
    let source = place(circle.first()?)?;
    Some(source.finding(0, format!("files import each other in a circle: {}", arrows.join(", "))))
}
