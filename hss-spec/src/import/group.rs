//! Groups of operations.

use std::collections::{BTreeMap, BTreeSet};

use super::Draft;
use crate::model::{Service, Spec, folded, group_name};
use crate::names::snake_words;

/// Group of operations whose paths do not name one: `/`, `/v2`, `/{version_id}`.
const ROOT: &str = "root";

/// Group of a path: the one that the service names, else the first segment that is not a version, a placeholder or
/// `api`, else `root`. Characters that are not allowed in the name of a group become `-`.
pub fn group_of(service: &Service, path: &str) -> String {
    if let Some(group) = service.groups.get(path) {
        return group.clone();
    }
    let is_word = |segment: &&str| {
        !segment.is_empty()
            && !is_version(segment)
            && !segment.contains('{')
            && !segment.eq_ignore_ascii_case("api")
    };
    path.split('/').filter(is_word).find_map(group_name).unwrap_or_else(|| ROOT.to_owned())
}

/// `v1`, `V2.1`, `2.0`, `2010-04-01`.
pub(super) fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
    let is_number = number.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    number.starts_with(|digit: char| digit.is_ascii_digit()) && (is_number || number.len() < segment.len())
}

/// Group named by a document's tag; `None` for a tag without ASCII letters.
pub(super) fn of_tag(tag: &str) -> Option<String> {
    let letters = tag.chars().filter(|c| !matches!(c, '\'' | '’'));
    let words: String = letters.map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let name = snake_words(&words);
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| group_name(&name)).flatten()
}

/// Joins groups whose names differ only in case, which not every file system distinguishes: under the spelling of the
/// spec, else under the first in the order of characters.
pub(super) fn join_spellings(spec: &Spec, drafts: &mut [(String, Draft)]) {
    let mut spellings: BTreeMap<String, String> =
        spec.groups.keys().map(|name| (folded(name), name.clone())).collect();
    let names: BTreeSet<&String> = drafts.iter().map(|(name, _)| name).collect();
    for name in names {
        spellings.entry(folded(name)).or_insert_with(|| name.clone());
    }
    for (name, _) in drafts {
        if let Some(spelling) = spellings.get(&folded(name)) {
            name.clone_from(spelling);
        }
    }
}
