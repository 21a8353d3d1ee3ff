//! What callers have created: it stands in listings for the rest of the session.

use std::collections::BTreeMap;
use std::sync::Mutex;

use hss_spec::model::{Method, Operation, Spec};
use serde_json::{Map, Value};

use crate::data::CREATING_VERBS;

/// The things created so far, by the listing that shows them.
#[derive(Default)]
pub(crate) struct Creations {
    by_listing: Mutex<BTreeMap<String, Vec<Creation>>>,
}

/// One thing.
#[derive(Clone, Debug)]
pub(crate) struct Creation {
    /// How many were created before it.
    pub(crate) number: u64,
    /// When, in the session's time.
    pub(crate) born: i64,
    /// What is known of it: what the request gave and the answer said.
    pub(crate) fields: Map<String, Value>,
}

impl Creations {
    /// Takes note of a thing that `operation` has created, if some listing of the family shows such things.
    pub(crate) fn add(
        &self,
        spec: &Spec,
        family: &str,
        operation: &Operation,
        born: i64,
        fields: Map<String, Value>,
    ) {
        let Some(listing) = listing_of(spec, family, operation) else { return };
        // A thread that panicked here has left the map as it was.
        let mut created = self.by_listing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let created = created.entry(listing.id.clone()).or_default();
        let number = created.len() as u64;
        created.push(Creation { number, born, fields });
    }

    /// What a listing shows beside its own items, the latest first.
    pub(crate) fn of(&self, listing: &str) -> Vec<Creation> {
        let created = self.by_listing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        created.get(listing).into_iter().flatten().rev().cloned().collect()
    }
}

/// The listing that shows what an operation creates: the one whose id has the same words behind the verb, or most of
/// them (`CreateManualImageScanTask`, `ListImageScanTask`).
fn listing_of<'s>(spec: &'s Spec, family: &str, operation: &Operation) -> Option<&'s Operation> {
    let words = words(&operation.id);
    let (verb, nouns) = words.split_first()?;
    if operation.method != Method::Post || !CREATING_VERBS.contains(&verb.as_str()) {
        return None;
    }
    spec.operations()
        .filter(|(other, listing)| *other == family && listing.method == Method::Get)
        .filter_map(|(_, listing)| {
            let words = self::words(&listing.id);
            let (verb, listed) = words.split_first()?;
            let fits = verb == "list" && !listed.is_empty() && listed.iter().all(|word| nouns.contains(word));
            fits.then_some((listed.len(), listing))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, listing)| listing)
}

/// The words of an id in lower case and in the singular.
fn words(id: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for letter in id.chars() {
        match words.last_mut() {
            Some(word) if !letter.is_ascii_uppercase() => word.push(letter),
            _ => words.push(letter.to_ascii_lowercase().to_string()),
        }
    }
    words.iter().map(|word| word.strip_suffix('s').unwrap_or(word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_created_stands_in_the_listing_with_the_same_words() {
        let spec = Spec::bundled().unwrap();
        let listing = |id: &str| {
            let (family, operation) = spec.operations().find(|(_, operation)| operation.id == id).unwrap();
            listing_of(&spec, family, operation).map(|listing| listing.id.as_str())
        };
        assert_eq!(listing("CreateManualImageScanTask"), Some("ListImageScanTask"));
        assert_eq!(listing("ListImageScanTask"), None);
        assert_eq!(listing("StopImageScanTask"), None);
    }
}
