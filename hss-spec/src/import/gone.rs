//! Operations of a spec that a document of the whole API no longer has.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, versions};
use crate::model::{Operation, SourceForm, Spec};
use crate::place::{NoteKind, Problem};

/// The ids of operations that came from an OpenAPI document and are missing from the documents of this import.
///
/// `drafts` are the operations that were read, `notes` name those that were not: an operation that is left out of the
/// spec is still in its document.
pub fn gone(spec: &Spec, drafts: &[Draft], notes: &[Problem]) -> BTreeSet<String> {
    let left_out = || notes.iter().filter(|note| note.kind == NoteKind::Operation);
    let known: BTreeMap<&str, &Operation> =
        spec.operations().map(|(_, operation)| (operation.id.as_str(), operation)).collect();
    let id = |draft: &Draft| {
        versions::known_id(&known, &draft.operation).unwrap_or_else(|| draft.operation.id.clone())
    };
    let mut present: BTreeSet<String> = drafts.iter().map(id).collect();
    present.extend(left_out().filter_map(|note| note.operation.clone()));
    // Notes without an operation id have the path.
    let paths: Vec<String> =
        left_out().filter(|note| note.operation.is_none()).filter_map(|note| path(&note.message)).collect();
    let is_left_out =
        |operation: &Operation| paths.iter().any(|path| operation.path.ends_with(path.as_str()));
    let operations = spec.operations().map(|(_, operation)| operation);
    let gone = operations.filter(|operation| {
        operation.source == Some(SourceForm::OpenApi)
            && !present.contains(operation.id.as_str())
            && !is_left_out(operation)
    });
    gone.map(|operation| operation.id.clone()).collect()
}

/// The path of the JSON pointer that a message starts with: `#/paths/~1jobs~1{id}/get: …`.
fn path(message: &str) -> Option<String> {
    let pointer = message.strip_prefix("#/paths/")?.split(": ").next()?;
    let path = pointer.split('/').next()?;
    Some(path.replace("~1", "/").replace("~0", "~"))
}
