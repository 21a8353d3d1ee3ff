//! The layers of crates: a folder or file at the top of a crate imports only those before it.

use std::collections::BTreeSet;

use super::Finding;
use super::modules::Modules;
use super::sources::Source;

/// The sources of each crate that has layers, and its layers in reading order.
const CRATES: [(&str, &[&str]); 3] = [
    (
        "hss-runtime/src",
        &[
            "schema",
            "value",
            "wire",
            "validate",
            "error",
            "transport",
            "auth",
            "retry",
            "pipeline",
            "client",
            "api",
        ],
    ),
    (
        "hss-spec/src",
        &[
            "shown",
            "note_kind",
            "place",
            "model",
            "names",
            "summary",
            "check",
            "json",
            "bundled",
            "diff",
            "import",
            "export",
            "outcome",
        ],
    ),
    (
        "hss-codegen/src",
        &[
            "identifier",
            "title",
            "plan",
            "lower",
            "doc",
            "code",
            "emit",
            "api",
            "tables",
            "source",
            "call",
            "generator",
            "arguments",
            "expand",
            "fetch",
            "command",
        ],
    ),
];

/// Finds modules outside of all layers, and imports of a layer by one before it.
pub(crate) fn check(sources: &[Source], findings: &mut Vec<Finding>) {
    for (folder, order) in CRATES {
        check_crate(&Modules::of(sources, folder), order, findings);
    }
}

fn check_crate(modules: &Modules<'_>, order: &[&str], findings: &mut Vec<Finding>) {
    let rank = |layer: &str| order.iter().position(|known| *known == layer);
    for (path, file, module) in modules.iter() {
        // The root re-exports from all layers, and a program calls its library.
        let Some(layer) = file.first() else { continue };
        let Some(own) = rank(layer) else {
            let message =
                format!("module `{layer}` is in no layer: move it into one of {}", order.join(", "));
            if path == file {
                findings.push(module.source.finding(0, message));
            }
            continue;
        };
        let mut imported_layers = BTreeSet::new();
        for reference in &module.references {
            let Some(target) = modules.target(path, reference) else { continue };
            let Some(other) = target.first() else { continue };
            // A path that starts with an imported name repeats its import.
            let is_whole = matches!(reference.segments[0].as_str(), "crate" | "super");
            if rank(other).is_some_and(|other| other > own)
                && (imported_layers.insert(other.clone()) || is_whole)
            {
                let imported = reference.segments.join("::");
                let message = format!(
                    "upward import: layer `{layer}` imports `{imported}` of layer `{other}`, which comes after it"
                );
                findings.push(module.source.finding(reference.line, message));
            }
        }
    }
}
