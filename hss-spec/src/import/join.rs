//! Enumerations that several documents describe.

use crate::model::Enumeration;

/// Adds the values of documents that an import does not have, as the spec has them. The words that announce the values stay,
/// and so does the order unless a value is new.
pub(super) fn join_known(new: &mut Enumeration, known: &Enumeration) {
    let position = |text: &str| known.values.iter().position(|value| value.value == text);
    let has_new = new.values.iter().any(|value| position(&value.value).is_none());
    join(new, known.clone());
    if known.announced.is_some() {
        new.announced.clone_from(&known.announced);
    }
    if !has_new {
        new.values.sort_by_key(|value| position(&value.value));
    }
}

/// Adds missing values to an enumeration.
pub(super) fn join(into: &mut Enumeration, from: Enumeration) {
    into.open |= from.open;
    into.announced = into.announced.take().or(from.announced);
    for value in from.values {
        if !into.values.iter().any(|known| known.value == value.value) {
            into.values.push(value);
        }
    }
}
