//! The layers of the runtime: a folder imports only those before it.

use super::Finding;
use super::modules::Modules;
use super::sources::Source;

/// The sources that have layers.
const FOLDER: &str = "hss-runtime/src";

/// The layers, in reading order.
const ORDER: [&str; 11] = [
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
];

/// Finds modules outside of all layers, and imports of a layer by one before it.
pub(crate) fn check(sources: &[Source], findings: &mut Vec<Finding>) {
    let modules = Modules::of(sources, FOLDER);
    for (path, module) in modules.iter() {
        // The root re-exports.
        let Some(layer) = path.first() else { continue };
        let Some(rank) = rank(layer) else {
            let message =
                format!("module `{layer}` is in no layer: move it into one of {}", ORDER.join(", "));
            findings.push(module.source.finding(0, message));
            continue;
        };
        for reference in &module.references {
            let Some(target) = modules.target(path, &reference.segments) else { continue };
            let Some(other) = target.first() else { continue };
            if self::rank(other).is_some_and(|other| other > rank) {
                let imported = reference.segments.join("::");
                let message = format!(
                    "back arrow: layer `{layer}` imports `{imported}` of layer `{other}`, which comes after it"
                );
                findings.push(module.source.finding(reference.line, message));
            }
        }
    }
}

fn rank(layer: &str) -> Option<usize> {
    ORDER.iter().position(|known| *known == layer)
}
