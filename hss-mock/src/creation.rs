//! Created resources, which listings show for the rest of the session.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use hss_spec::model::{Method, Operation, Spec};
use serde_json::{Map, Value};

use crate::data::CREATING_VERBS;

/// Maximum length of a remembered name or string of a field, in bytes.
const STRING_BYTES: usize = 1_024;

/// Maximum number of remembered fields per resource.
const FIELDS: usize = 64;

/// The resources created so far, with their listings.
pub(crate) struct Creations {
    /// The most resources of all listings together.
    limit: usize,
    created: Mutex<Created>,
}

#[derive(Default)]
struct Created {
    /// The number of resources created so far, by listing.
    counts: BTreeMap<String, u64>,
    /// The latest resources, each with its listing's id.
    kept: VecDeque<(String, Creation)>,
}

/// A created resource.
#[derive(Clone, Debug)]
pub(crate) struct Creation {
    /// The number of resources created before it.
    pub(crate) number: u64,
    /// The session's time of its creation.
    pub(crate) born: i64,
    /// Its known fields: those of the request and of the response.
    pub(crate) fields: Map<String, Value>,
}

impl Creations {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, created: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Created> {
        // The lists are consistent even if a thread panicked.
        self.created.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers a resource that `operation` has created, if a listing of its group shows such resources.
    pub(crate) fn add(
        &self,
        spec: &Spec,
        group: &str,
        operation: &Operation,
        born: i64,
        fields: Map<String, Value>,
    ) {
        let Some(listing) = listing_of(spec, group, operation) else { return };
        let fields = fields.into_iter().filter(|(name, value)| is_kept(name, value)).take(FIELDS).collect();
        let mut created = self.lock();
        let count = created.counts.entry(listing.id.clone()).or_default();
        let number = *count;
        *count += 1;
        created.kept.push_back((listing.id.clone(), Creation { number, born, fields }));
        while created.kept.len() > self.limit {
            created.kept.pop_front();
        }
    }

    /// The resources that a listing shows before its own items, the latest first.
    pub(crate) fn of(&self, listing: &str) -> Vec<Creation> {
        let created = self.lock();
        let kept = created.kept.iter().rev().filter(|(id, _)| id == listing);
        kept.map(|(_, creation)| creation.clone()).collect()
    }
}

/// True if a field is remembered: listings show single values only.
fn is_kept(name: &str, value: &Value) -> bool {
    let is_short = match value {
        Value::String(text) => text.len() <= STRING_BYTES,
        Value::Bool(_) | Value::Number(_) => true,
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    };
    is_short && name.len() <= STRING_BYTES
}

/// The listing of the resources that an operation creates: the one whose id has the same words after the verb, or most of
/// them (`CreateManualImageScanTask`, `ListImageScanTask`).
fn listing_of<'s>(spec: &'s Spec, group: &str, operation: &Operation) -> Option<&'s Operation> {
    let words = words(&operation.id);
    let (verb, nouns) = words.split_first()?;
    if operation.method != Method::Post || !CREATING_VERBS.contains(&verb.as_str()) {
        return None;
    }
    spec.operations()
        .filter(|(other, listing)| *other == group && listing.method == Method::Get)
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
            let (group, operation) = spec.operations().find(|(_, operation)| operation.id == id).unwrap();
            listing_of(&spec, group, operation).map(|listing| listing.id.as_str())
        };
        assert_eq!(listing("CreateManualImageScanTask"), Some("ListImageScanTask"));
        assert_eq!(listing("ListImageScanTask"), None);
        assert_eq!(listing("StopImageScanTask"), None);
    }
}
