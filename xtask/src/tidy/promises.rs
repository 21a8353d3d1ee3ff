//! The tests of the promises in `docs/reliability.md`.

use std::path::Path;

use super::Finding;
use super::sources::Source;

const FILE: &str = "docs/reliability.md";

/// Finds a test of the form `module::function` that no file of that name has.
pub(crate) fn check(document: &Source, sources: &[Source], findings: &mut Vec<Finding>) {
    if document.path != Path::new(FILE) {
        return;
    }
    for (index, line) in document.text.lines().enumerate() {
        for name in line.split('`').skip(1).step_by(2) {
            let Some((module, function)) = name.split_once("::") else { continue };
            if !sources.iter().any(|source| has_test(source, module, function)) {
                findings.push(document.finding(index + 1, format!("no test `{name}`: name one that exists")));
            }
        }
    }
}

fn has_test(source: &Source, module: &str, function: &str) -> bool {
    let is_module = source.path.file_stem().is_some_and(|stem| stem == module);
    is_module && source.text.contains(&format!("fn {function}("))
}
