//! Names of models that a spec can hold, for those of pages: `root_volume`, `os-start`, `instanceAction`.

use std::collections::BTreeSet;

use heck::ToUpperCamelCase;

use super::Draft;
use crate::model::Type;

/// Gives each model that its page calls by another name than one of a type the same words in `UpperCamelCase`. Where
/// another model of the page has that name, it ends in `Model`.
pub(super) fn settle(draft: &mut Draft) {
    let odd: Vec<String> = draft.models.keys().filter(|name| !is_type_name(name)).cloned().collect();
    let mut taken: BTreeSet<String> =
        draft.models.keys().filter(|name| is_type_name(name)).cloned().collect();
    for from in odd {
        let mut to = from.to_upper_camel_case();
        if !is_type_name(&to) {
            // It begins with a digit or has letters of another script.
            let ascii: String = to.chars().filter(char::is_ascii_alphanumeric).collect();
            to = format!("Model{ascii}");
        }
        while !taken.insert(to.clone()) {
            to.push_str("Model");
        }
        draft.rename_model(&from, &to);
    }
}

fn is_type_name(name: &str) -> bool {
    matches!(name.parse(), Ok(Type::Named(_)))
}
