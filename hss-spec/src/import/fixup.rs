//! Applying fixups to a draft, with a report of those that do not find the value that they correct.

use std::collections::{BTreeMap, BTreeSet};

use super::{DocumentModels, Draft, attribute};
use crate::model::{Fixup, Method, Operation};
use crate::place::Problem;

/// Applies the fixups for this draft; the operation lists the places that they corrected.
///
/// A fixup that the document no longer needs becomes a note with the place to delete. If the document has neither the
/// value to correct nor the correct one, that is an error.
pub(super) fn apply(draft: &mut Draft, fixups: &[Fixup]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let source = draft.operation.source;
    let id = draft.operation.id.clone();
    let is_for_this = |fixup: &&Fixup| {
        (fixup.operation == id || fixup.operation == "*")
            && (fixup.source.is_none() || fixup.source == source)
    };
    for fixup in fixups.iter().filter(is_for_this) {
        for at in &fixup.at {
            if let Some(attribute) = at.strip_prefix("*.") {
                everywhere(draft, fixup, attribute, &mut problems);
            } else if let Some((place, attribute)) = attribute::split(at) {
                one(draft, fixup, at, place, attribute, &mut problems);
            } else {
                rename(draft, fixup, at, &mut problems);
            }
        }
    }
    draft.operation.fixed.sort();
    draft.operation.fixed.dedup();
    problems
}

/// The models of a document that fixups for all operations correct.
pub(super) fn corrected_everywhere(document: &DocumentModels, fixups: &[Fixup]) -> BTreeSet<String> {
    let places = || {
        fixups
            .iter()
            .filter(|one| one.operation == "*")
            .flat_map(|fixup| fixup.at.iter().map(move |at| (fixup, at)))
    };
    let owner = |place: &str| place.split('.').next().unwrap_or_default().to_owned();
    let mut corrected: BTreeSet<String> = places().map(|(_, at)| owner(at)).collect();
    let attributes: Vec<(&Fixup, &str)> =
        places().filter_map(|(fixup, at)| Some((fixup, at.strip_prefix("*.")?))).collect();
    if attributes.is_empty() {
        return corrected;
    }
    let mut models = Draft {
        operation: Operation::new("", Method::Get, ""),
        models: document.models.clone(),
        values: BTreeMap::new(),
        notes: Vec::new(),
        group: None,
        document: None,
        title: None,
    };
    for place in attribute::places(&models) {
        let Some(holder) = attribute::holder_mut(&mut models, &place) else { continue };
        if attributes.iter().any(|(fixup, attribute)| holder.get(attribute) == fixup.from) {
            corrected.insert(owner(&place));
        }
    }
    corrected
}

/// Corrects an attribute of all fields that have the fixup's value. A draft may have none, as long as another has one.
fn everywhere(draft: &mut Draft, fixup: &Fixup, attribute: &str, problems: &mut Vec<Problem>) {
    for place in attribute::places(draft) {
        let Some(mut holder) = attribute::holder_mut(draft, &place) else { continue };
        if holder.get(attribute) == fixup.from {
            match holder.set(attribute, fixup.to.as_deref()) {
                Ok(()) => draft.operation.fixed.push(format!("{place}.{attribute}")),
                Err(expected) => problems.push(malformed(fixup, expected)),
            }
        }
    }
}

fn one(
    draft: &mut Draft,
    fixup: &Fixup,
    at: &str,
    place: &str,
    attribute: &str,
    problems: &mut Vec<Problem>,
) {
    let Some(mut holder) = attribute::holder_mut(draft, place) else {
        let message = format!("the fixup is for `{at}`, but {} has no `{place}`", draft.operation.id);
        return problems.push(Problem::error(&fixup.place, message));
    };
    let found = holder.get(attribute);
    if found == fixup.from {
        match holder.set(attribute, fixup.to.as_deref()) {
            Ok(()) => draft.operation.fixed.push(at.to_owned()),
            Err(expected) => problems.push(malformed(fixup, expected)),
        }
    } else {
        problems.push(unneeded_or_unexpected(fixup, at, found.as_deref()));
    }
}

/// Renames a model; its place is its name in the document.
fn rename(draft: &mut Draft, fixup: &Fixup, at: &str, problems: &mut Vec<Problem>) {
    let Some(to) = fixup.to.as_deref().filter(|_| fixup.from.as_deref() == Some(at)) else {
        let message = format!(
            "`{at}` is not the place of a constraint or an attribute; `query.type.required`, `Model.field.range`, \
             `response.type` or, to rename a model, its name in both `at` and `from` is expected"
        );
        return problems.push(Problem::error(&fixup.place, message));
    };
    if !draft.rename_model(at, to) {
        let is_renamed = draft.models.contains_key(to);
        let found = if is_renamed { Some(to) } else { None };
        return problems.push(unneeded_or_unexpected(fixup, at, found));
    }
    draft.operation.fixed.push(at.to_owned());
}

fn malformed(fixup: &Fixup, expected: &str) -> Problem {
    let to = fixup.to.as_deref().unwrap_or("null");
    Problem::error(&fixup.place, format!("the fixup's `to` is `{to}`; {expected} is expected"))
}

fn unneeded_or_unexpected(fixup: &Fixup, at: &str, found: Option<&str>) -> Problem {
    if found == fixup.to.as_deref() {
        let message = format!(
            "dead fixup: the document of {} itself has this value at `{at}` now; delete it",
            fixup.operation
        );
        return Problem::note(&fixup.place, message);
    }
    let (from, found) = (fixup.from.as_deref().unwrap_or("nothing"), found.unwrap_or("nothing"));
    let message = format!(
        "the fixup of {} at `{at}` expects the document to say `{from}`, but it says `{found}`; look at the page and \
         correct the fixup",
        fixup.operation
    );
    Problem::error(&fixup.place, message)
}
