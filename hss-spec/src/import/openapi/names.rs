//! Names of operations and models that are not valid names of types in the document.
//!
//! - An `operationId` is converted to UpperCamelCase (`list-pets` → `ListPets`). Without one, or if it has no
//!   letters, the id is the method and the words of the path, with `By` before each placeholder:
//!   `GET /pets/{pet_id}/toys` → `GetPetsByPetIdToys`.
//! - A component's name is converted to UpperCamelCase unless it is a capital followed by ASCII letters and digits
//!   (`failed_images` → `FailedImages`); one that begins with a digit gets the prefix `Model`.
//! - An object without a name is named by its first use: `<Model><Field>`, `<Operation>RequestBody`,
//!   `<Operation>Response`, `<Operation><Parameter>`; if that is taken, `Object` is added. If that is also taken or too
//!   long, the name is the shortest unused one of the last words of its JSON pointer.
//! - Components whose names become equal are made distinct like names in code: `user`, `User` → `UserInLowerCase`,
//!   `User`.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use super::tree::Node;
use crate::model::{Method, PathPart, path_parts};
use crate::names;

/// Maximum length of a name; only hostile documents have longer ones.
const LENGTH: usize = 200;

/// The least number of digits of a hash.
const HASH: usize = 24;

/// Returns true if the name is already a valid name of a type.
fn is_type_name(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_ascii_uppercase());
    starts_well && name.len() <= LENGTH && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The name of a type from a name of the document; `None` if no valid characters are left.
pub(super) fn type_name(name: &str) -> Option<String> {
    if is_type_name(name) {
        return Some(name.to_owned());
    }
    let letters = name.chars().filter(|c| !matches!(c, '\'' | '’'));
    let words: String = letters.map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let camel = words.to_upper_camel_case();
    let named = if camel.starts_with(|c: char| c.is_ascii_digit()) { format!("Model{camel}") } else { camel };
    is_type_name(&named).then_some(named)
}

/// The id of an operation from the one that the document gives it; `None` for a hash, which is not a name.
pub(super) fn given_id(method: Method, id: &str) -> Option<String> {
    let digits = id.bytes().filter(u8::is_ascii_hexdigit).count();
    let is_hash = digits >= HASH && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    if is_hash && id.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    match id.starts_with(|first: char| first.is_ascii_digit()) {
        true => type_name(&format!("{} {id}", method.name().to_lowercase())),
        false => type_name(id),
    }
}

/// The id of an operation from its method and path.
pub(in crate::import) fn operation_id(method: Method, path: &str) -> Option<String> {
    let words = path_parts(path).map(|part| match part {
        PathPart::Placeholder(name) => format!("by {name}"),
        PathPart::Text(text) => text.to_owned(),
    });
    let words: Vec<String> = std::iter::once(method.name().to_lowercase()).chain(words).collect();
    type_name(&words.join(" "))
}

/// The ids that distinguish an operation from others with the same id by method and path: with the punctuation of
/// each segment of the path spelled, and with that of the whole path.
pub(super) fn spelled_ids(method: Method, path: &str) -> impl Iterator<Item = String> {
    let spelled = |part: &str| names::spelled(part).into_iter().next().unwrap_or_default();
    let segments = path.trim_start_matches('/').split('/').map(|segment| match segment {
        "" => "Slash".to_owned(),
        segment => path_parts(segment)
            .map(|part| match part {
                PathPart::Placeholder(name) => format!("By{}", spelled(name)),
                PathPart::Text(text) => spelled(text),
            })
            .collect(),
    });
    let by_segment: String = segments.collect();
    let method = method.name().to_lowercase();
    [by_segment, spelled(path)].into_iter().filter_map(move |path| type_name(&format!("{method} {path}")))
}

/// The name of an object in a field of a model or an operation.
pub(super) fn inner_name(owner: &str, field: &str) -> Option<String> {
    let field = field.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' });
    type_name(&format!("{owner}{}", field.collect::<String>().to_upper_camel_case()))
}

/// The names of components by their keys. A key that is a valid name of a type is kept.
pub(super) fn components<'k>(keys: impl Iterator<Item = &'k str>) -> BTreeMap<&'k str, String> {
    let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for key in keys {
        if let Some(name) = type_name(key) {
            by_name.entry(name).or_default().push(key);
        }
    }
    let mut found = BTreeMap::new();
    let mut shared = Vec::new();
    for (name, mut keys) in by_name {
        keys.sort_unstable();
        keys.dedup();
        match keys.as_slice() {
            [only] => _ = found.insert(*only, name),
            several => {
                let (own, others): (Vec<&str>, Vec<&str>) = several.iter().partition(|key| **key == name);
                found.extend(own.into_iter().map(|key| (key, name.clone())));
                shared.extend(others);
            }
        }
    }
    let mut taken: BTreeSet<String> = found.values().cloned().collect();
    for key in shared {
        let name = names::spelled(key).into_iter().filter(|name| is_type_name(name));
        if let Some(name) = name.into_iter().find(|name| taken.insert(name.clone())) {
            found.insert(key, name);
        }
    }
    found
}

/// Candidate names by the place of a schema: the last two words of its pointer, the last three, and so on.
pub(super) fn by_place(node: Node<'_>) -> impl Iterator<Item = String> {
    let mut words = Vec::new();
    let mut next = Some(node);
    while let Some(node) = next {
        words.extend(node.key().filter(|key| !["properties", "schema", "content"].contains(key)));
        next = node.parent();
    }
    let count = words.len().min(LENGTH);
    (2..=count).filter_map(move |count| {
        let last: Vec<&str> = words.iter().take(count).rev().copied().collect();
        type_name(&last.join(" "))
    })
}
