//! The operations of a document, counted independently of the importer to find its losses.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::Error;

/// Methods of HTTP that a path item of OpenAPI 3.1 can have.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation of a document.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Operation {
    /// In upper case.
    pub(crate) method: String,
    pub(crate) path: String,
}

impl Operation {
    /// The JSON pointer of its path item, as notes write it.
    pub(crate) fn path_pointer(&self) -> String {
        format!("#/paths/{}", self.path.replace('~', "~0").replace('/', "~1"))
    }

    /// Its path as sent, without the query, whose pairs are parameters in a spec.
    pub(crate) fn sent_path(&self) -> &str {
        self.path.split(['?', '#']).next().unwrap_or_default()
    }

    /// Its own JSON pointer.
    pub(crate) fn pointer(&self) -> String {
        format!("{}/{}", self.path_pointer(), self.method.to_lowercase())
    }
}

/// The operations of a document in its order; none if it is neither JSON nor YAML.
pub(crate) fn operations(path: &Path) -> Result<Vec<Operation>, Error> {
    let bytes = fs::read(path).map_err(Error::file(path))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let parsed = serde_json::from_str(text).ok().or_else(|| serde_norway::from_str(text).ok());
    Ok(parsed.map_or_else(Vec::new, |root: Value| of(&root)))
}

fn of(root: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in root["paths"].as_object().into_iter().flatten() {
        let item =
            item["$ref"].as_str().and_then(|target| root.pointer(target.strip_prefix('#')?)).unwrap_or(item);
        let keys = item.as_object().into_iter().flat_map(|item| item.keys());
        operations.extend(
            keys.filter(|key| METHODS.contains(&key.as_str()))
                .map(|method| Operation { method: method.to_uppercase(), path: path.clone() }),
        );
    }
    operations
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_count_and_other_keys_of_a_path_do_not() {
        let text = "paths:\n  /a/{id}:\n    parameters: []\n    get: {responses: {200: {}}}\n    post: {}\n  /b: {$ref: '#/c'}\nc: {put: {}}\n";
        let found = of(&serde_norway::from_str(text).unwrap());
        let found: Vec<_> = found.iter().map(|one| format!("{} {}", one.method, one.path)).collect();
        assert_eq!(found, ["GET /a/{id}", "POST /a/{id}", "PUT /b"]);
        let one = Operation { method: "GET".to_owned(), path: "/a~b/{id}".to_owned() };
        assert_eq!(one.pointer(), "#/paths/~1a~0b~1{id}/get");
    }
}
