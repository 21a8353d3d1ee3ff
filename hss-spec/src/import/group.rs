//! Groups of operations.

use std::collections::{BTreeMap, BTreeSet};

use super::Draft;
use crate::model::{Service, Spec, check_group_name, folded, group_name};
use crate::names::snake_words;
use crate::place::Problem;

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

/// The drafts with their groups: `group` for all, else that of the spec for a known operation, that of the draft's tag, or
/// that of its path. A second draft of an operation and an invalid group become problems, as do the drafts' notes.
pub(super) fn assign(
    spec: &Spec,
    drafts: Vec<Draft>,
    group: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Vec<(String, Draft)> {
    let mut with_groups = Vec::with_capacity(drafts.len());
    let mut seen = BTreeSet::new();
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for (group, operation) in spec.operations() {
        known.entry(&operation.id).or_insert(group);
    }
    for mut draft in drafts {
        let (id, place) = (draft.operation.id.clone(), draft.operation.place.clone());
        if !seen.insert(id.clone()) {
            problems.push(Problem::error(&place, format!("two of the documents describe operation `{id}`")));
            continue;
        }
        draft.notes.iter_mut().for_each(|note| note.set_operation(&id));
        problems.append(&mut draft.notes);
        let path = &draft.operation.path;
        let by_tag = draft.group.take().filter(|_| !spec.service.groups.contains_key(path));
        let group = group.or(known.get(id.as_str()).copied()).map(str::to_owned).or(by_tag);
        let group = group.unwrap_or_else(|| group_of(&spec.service, path));
        match check_group_name(&group) {
            Ok(()) => with_groups.push((group, draft)),
            Err(error) => {
                let message = format!("`{group}` can't be the name of a group: {error}");
                problems.push(Problem::error(&place, message));
            }
        }
    }
    with_groups
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
