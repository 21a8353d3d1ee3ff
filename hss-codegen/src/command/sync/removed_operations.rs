//! Operations that a site no longer has, and sites that only seem to have lost them.
//!
//! An operation is gone if the index does not list it and its document is missing (404, 410), or if one of the two is
//! the case in two consecutive runs. Other errors of a site prove nothing.

use std::collections::BTreeSet;

use hss_spec::model::{Operation, SourceForm, Spec};

use super::super::documents::Documents;
use super::super::stop::Stop;
use super::plan::Plan;
use crate::fetch::Cache;

/// A site with fewer operations may lose more than half of them at once.
const FEW: usize = 10;

/// The ids of the operations that are gone. `missing` are the keys of the documents that the site does not have.
pub(super) fn removed(
    plan: &Plan<'_>,
    index: Option<&BTreeSet<String>>,
    missing: &BTreeSet<&str>,
    cache: &Cache,
) -> Result<BTreeSet<String>, Stop> {
    let was_unlisted = cache.unlisted();
    let (mut gone, mut lost, mut all) = (BTreeSet::new(), 0, 0);
    for id in plan.operations().map(|operation| &operation.id) {
        all += 1;
        let key = format!("{}/{id}", plan.folder());
        let is_missing = missing.contains(key.as_str());
        let is_unlisted = index.is_some_and(|index| !index.contains(id));
        // A list that is cut off between two rows looks complete, so one run is not enough.
        let by_index = is_unlisted && (was_unlisted.contains(id) || is_missing);
        if by_index || (is_missing && cache.missing(&key) > 1) {
            gone.insert(id.clone());
        }
        lost += usize::from(is_missing || by_index);
    }
    refuse_a_loss(lost, all)?;
    Ok(gone)
}

/// Refuses OpenAPI documents that lack most of the operations that the spec has of such documents.
pub(super) fn refuse_another_api(spec: &Spec, documents: &Documents) -> Result<(), Stop> {
    if !documents.is_whole || documents.is_one_unread {
        return Ok(());
    }
    let of_documents = |(_, operation): &(_, &Operation)| operation.source == Some(SourceForm::OpenApi);
    let lost = hss_spec::import::gone(spec, &documents.drafts, &documents.notes).len();
    refuse_a_loss(lost, spec.operations().filter(of_documents).count())
}

/// Refuses the loss of all operations at once, and of more than half of them unless they are few.
fn refuse_a_loss(lost: usize, all: usize) -> Result<(), Stop> {
    if lost == 0 || (lost < all && (all < FEW || lost * 2 <= all)) {
        return Ok(());
    }
    Err(Stop::new(format!(
        "the site no longer has {lost} of {all} operations; have their addresses changed? \
         `hss-codegen sources` sets them, `hss-codegen remove` takes operations out"
    )))
}

/// Returns true if an index has lost too much to be plausible.
pub(super) fn is_implausible(index: &BTreeSet<String>, was_listed: &BTreeSet<String>) -> bool {
    let lost = was_listed.difference(index).count();
    was_listed.len() >= FEW && lost * 2 > was_listed.len()
}
