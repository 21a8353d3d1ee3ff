//! Names of operations and models where the document's own can't be a type's name.
//!
//! - An `operationId` is put into UpperCamelCase (`list-pets` → `ListPets`). Where there is none, or none with letters,
//!   the id is the method and the words of the path, each placeholder behind `By`:
//!   `GET /pets/{pet_id}/toys` → `GetPetsByPetIdToys`.
//! - A component's name is put into UpperCamelCase where it isn't ASCII letters and digits behind a capital
//!   (`failed_images` → `FailedImages`); `Model` stands before one that begins with a digit.
//! - An object that has no name is called by where it is used first: `<Model><Field>`, `<Operation>RequestBody`,
//!   `<Operation>Response`, `<Operation><Parameter>`; where that is taken, `Object` is added. Where that is taken, too, or
//!   too long, it is called by the last words of its JSON pointer that no other is called by.
//! - Components whose names become one are told apart as names in code are: `user`, `User` → `UserInLowerCase`, `User`.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use super::tree::Node;
use crate::model::{Method, PathPart, path_parts};
use crate::names;

/// Limit of a name's length; a longer one is not a name but an attack.
const LENGTH: usize = 200;

/// Returns true if the name can stand for a type as it is.
fn is_type_name(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_ascii_uppercase());
    starts_well && name.len() <= LENGTH && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The type's name for a name of the document; `None` if nothing of it is left.
pub(super) fn type_name(name: &str) -> Option<String> {
    if is_type_name(name) {
        return Some(name.to_owned());
    }
    let words: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let camel = words.to_upper_camel_case();
    let named = if camel.starts_with(|c: char| c.is_ascii_digit()) { format!("Model{camel}") } else { camel };
    is_type_name(&named).then_some(named)
}

/// The id of an operation by what it calls.
pub(in crate::import) fn operation_id(method: Method, path: &str) -> Option<String> {
    let words = path_parts(path).map(|part| match part {
        PathPart::Placeholder(name) => format!("by {name}"),
        PathPart::Text(text) => text.to_owned(),
    });
    let words: Vec<String> = std::iter::once(method.name().to_lowercase()).chain(words).collect();
    type_name(&words.join(" "))
}

/// The name of an object that stands under a field of something.
pub(super) fn inner_name(owner: &str, field: &str) -> Option<String> {
    let field = field.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' });
    type_name(&format!("{owner}{}", field.collect::<String>().to_upper_camel_case()))
}

/// The names of components by their keys. A key that is a type's name keeps it.
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

/// Names by the place of a schema: the last two words of its pointer, three, and so on.
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
