//! JSON with the fields in the order of the doc page.

use hss_runtime::schema::{Kind, Model};
use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::Value as Json;

use crate::shown;

/// A value in the order of its type: known fields first, then the others.
pub(crate) struct InPageOrder<'a> {
    pub(crate) value: &'a Json,
    pub(crate) kind: Option<&'a Kind>,
}

impl Serialize for InPageOrder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.kind, self.value) {
            (Some(Kind::Model(model)), Json::Object(entries)) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for field in model.fields {
                    if let Some(value) = entries.get(field.name) {
                        map.serialize_entry(field.name, &InPageOrder { value, kind: Some(&field.kind) })?;
                    }
                }
                for (name, value) in entries.iter().filter(|(name, _)| !has(model, name)) {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
            (Some(Kind::List(kind)), Json::Array(list)) => {
                let mut elements = serializer.serialize_seq(Some(list.len()))?;
                for value in list {
                    elements.serialize_element(&InPageOrder { value, kind: Some(kind) })?;
                }
                elements.end()
            }
            (_, value) => value.serialize(serializer),
        }
    }
}

fn has(model: &Model, name: &str) -> bool {
    model.fields.iter().any(|field| field.name == name)
}

/// The value on several lines, indented by two spaces.
pub(crate) fn indented(value: &Json, kind: Option<&Kind>) -> String {
    let text =
        serde_json::to_string_pretty(&InPageOrder { value, kind }).unwrap_or_else(|_| format!("{value:#}"));
    shown::json(&text).into_owned()
}

/// The value on one line.
pub(crate) fn compact(value: &Json, kind: Option<&Kind>) -> String {
    let text = serde_json::to_string(&InPageOrder { value, kind }).unwrap_or_else(|_| value.to_string());
    shown::json(&text).into_owned()
}
