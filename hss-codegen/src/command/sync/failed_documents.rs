//! The documents that caused the errors of an import.

use std::collections::BTreeMap;

use hss_spec::model::Spec;
use hss_spec::place::{Place, Problems};

use super::super::documents::Documents;
use super::plan::{PAGES, is_whole_api};

/// The documents that were read, by their keys.
pub(super) type Read = BTreeMap<String, Documents>;

/// The documents that caused errors, each with its first error.
pub(super) fn failed(spec: &Spec, read: &Read, problems: &Problems) -> BTreeMap<String, String> {
    let mut failed = BTreeMap::new();
    for problem in problems.0.iter().filter(|problem| problem.is_error()) {
        // The fixup at the place of the problem: it no longer fits its document.
        let fixup = spec
            .fixups
            .iter()
            .find(|fixup| !fixup.place.file.is_empty() && is_same(&fixup.place, &problem.place));
        let id = fixup.map(|fixup| fixup.operation.as_str()).or(problem.operation.as_deref());
        let key = read.iter().find(|(key, documents)| {
            let is_file = documents.name.as_deref() == Some(&*problem.place.file);
            is_file || id.is_some_and(|id| **key == format!("{PAGES}/{id}"))
        });
        if let Some((key, _)) = key {
            failed.entry(key.clone()).or_insert_with(|| problem.to_string());
        }
    }
    failed
}

/// Returns true if an error is about an operation that two OpenAPI documents describe. Either may be the right one, so
/// neither is left out.
pub(super) fn is_disagreement(read: &Read, problems: &Problems) -> bool {
    let whole = || read.iter().filter(|(key, _)| is_whole_api(key));
    let is_of_another = |own: &str, id: &str| {
        let mut others = whole().filter(|(key, _)| *key != own).flat_map(|(_, documents)| &documents.drafts);
        others.any(|draft| draft.operation.id == id)
    };
    problems.0.iter().filter(|problem| problem.is_error()).any(|problem| {
        let drafts =
            whole().flat_map(|(key, documents)| documents.drafts.iter().map(move |draft| (key, draft)));
        let mut at = drafts.filter(|(_, draft)| is_same(&draft.operation.place, &problem.place));
        at.any(|(key, draft)| is_of_another(key, &draft.operation.id))
    })
}

/// Returns true if both are the same place. Compares their parts, since places themselves always compare as equal.
fn is_same(one: &Place, other: &Place) -> bool {
    (&one.file, one.line, one.column) == (&other.file, other.line, other.column)
}
