//! Keywords of a schema that a spec cannot hold: each is listed, none is passed over in silence.

use super::Reader;
use super::tree::{Node, short};
use crate::place::NoteKind;

/// Keywords that are read, or that say nothing about what is sent.
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

/// Keywords that allow less than the type does, and by what a request is not held to.
const IGNORED: [(&str, &str); 13] = [
    ("not", "a value is not held to what it must not be"),
    ("if", "a condition is not checked"),
    ("then", "a condition is not checked"),
    ("else", "a condition is not checked"),
    ("dependentSchemas", "a condition is not checked"),
    ("dependentRequired", "a condition is not checked"),
    ("contains", "a list is not held to an element that it must contain"),
    ("minContains", "a list is not held to an element that it must contain"),
    ("maxContains", "a list is not held to an element that it must contain"),
    ("propertyNames", "the keys of a map are not checked"),
    ("unevaluatedProperties", "unknown fields are let pass"),
    ("readOnly", "the field can be sent all the same"),
    ("writeOnly", "the field can be received all the same"),
];

impl<'d> Reader<'d> {
    /// Lists what of a schema is not read, once a schema.
    pub(super) fn note_keywords(&mut self, node: Node<'d>) {
        if !self.noted.insert(node.id()) {
            return;
        }
        for (key, value) in node.entries() {
            if KNOWN.binary_search(&key).is_ok() || ALSO_KNOWN.contains(&key) || key.starts_with("x-") {
                continue;
            }
            // False asks for nothing.
            if value.boolean() == Some(false) {
                continue;
            }
            let message = match IGNORED.iter().find(|(keyword, _)| *keyword == key) {
                Some((_, why)) => format!("`{key}` is not read: {why}"),
                None => format!("`{}` is no keyword that is known here; it is not read", short(key)),
            };
            self.problems.push(value.note_of(NoteKind::Keyword, message));
        }
    }
}
