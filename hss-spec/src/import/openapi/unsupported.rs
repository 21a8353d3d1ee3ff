//! Keywords of a schema that a spec cannot represent: each one is reported.

use super::Reader;
use super::tree::{Node, short};
use crate::place::NoteKind;

/// Keywords that are read, or that do not affect requests and responses.
const KNOWN: [&str; 42] = [
    "$anchor",
    "$comment",
    "$defs",
    "$id",
    "$ref",
    "$schema",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "definitions",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "nullable",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "required",
];
const ALSO_KNOWN: [&str; 4] = ["title", "type", "uniqueItems", "xml"];

/// Keywords that restrict a type further, with the restriction that is not enforced.
const IGNORED: [(&str, &str); 13] = [
    ("not", "excluded values are not checked"),
    ("if", "a condition is not checked"),
    ("then", "a condition is not checked"),
    ("else", "a condition is not checked"),
    ("dependentSchemas", "a condition is not checked"),
    ("dependentRequired", "a condition is not checked"),
    ("contains", "the required elements of a list are not checked"),
    ("minContains", "the required elements of a list are not checked"),
    ("maxContains", "the required elements of a list are not checked"),
    ("propertyNames", "the keys of a map are not checked"),
    ("unevaluatedProperties", "unknown fields are accepted"),
    ("readOnly", "the field can still be sent"),
    ("writeOnly", "the field can still be received"),
];

impl<'d> Reader<'d> {
    /// Reports the unread keywords of a schema, once per schema.
    pub(super) fn note_keywords(&mut self, node: Node<'d>) {
        if !self.noted.insert(node.id()) {
            return;
        }
        for (key, value) in node.entries() {
            if KNOWN.binary_search(&key).is_ok() || ALSO_KNOWN.contains(&key) || key.starts_with("x-") {
                continue;
            }
            // False has no effect.
            if value.boolean() == Some(false) {
                continue;
            }
            let message = match IGNORED.iter().find(|(keyword, _)| *keyword == key) {
                Some((_, why)) => format!("`{key}` is not read: {why}"),
                None => format!("`{}` is not a known keyword; it is not read", short(key)),
            };
            self.problems.push(value.note_of(NoteKind::Keyword, message));
        }
    }
}
