//! Search words of operations, in addition to the text of the front page.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::page;
use crate::program::Program;

/// A script with the words of each operation, in the order of the front page. A script and not JSON, since pages in files
/// cannot load anything else.
pub(super) fn script(program: &Program) -> String {
    let words: Vec<Json> = program
        .catalog
        .operations()
        .map(|operation| {
            let mut words: BTreeSet<String> = page::field_names(operation).map(str::to_lowercase).collect();
            words
                .extend(operation.doc.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase));
            words.extend(operation.path.split('/').filter(|part| !part.contains('{')).map(str::to_lowercase));
            let title = operation.title.to_lowercase();
            words.retain(|word| word.chars().count() > 2 && !title.contains(word.as_str()));
            words.into_iter().collect::<Vec<_>>().join(" ").into()
        })
        .collect();
    // `<` would matter only inside of a page.
    format!("globalThis.operationWords = {};\n", Json::Array(words).to_string().replace('<', "\\u003c"))
}
