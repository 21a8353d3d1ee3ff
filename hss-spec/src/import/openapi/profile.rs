//! Profile of a schema's values: enough to distinguish them from those of another schema.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::schema::Schema;
use super::tree::Node;
use super::values::type_of_values;
use crate::model::Number;
use crate::place::NoteKind;

/// Maximum depth of nested lists in a profile.
const DEPTH: usize = 3;

/// Profile of a schema's values.
#[derive(Clone, Default)]
pub(super) struct Profile<'d> {
    /// The JSON type; empty if a value may be of several.
    pub(super) kind: &'d str,
    /// The fields of an object.
    pub(super) fields: BTreeSet<&'d str>,
    pub(super) required: BTreeSet<&'d str>,
    /// The JSON types of the fields that have one.
    kinds: BTreeMap<&'d str, &'d str>,
    /// The fields that hold one of a few strings, integers or booleans, as text.
    pub(super) constants: BTreeMap<&'d str, Vec<String>>,
    /// The elements of a list.
    pub(super) item: Option<Box<Profile<'d>>>,
}

impl Profile<'_> {
    pub(super) fn is_object(&self) -> bool {
        self.kind == "object"
    }
}

/// True if no value matches both profiles.
///
/// Of two objects, one must require a field that the other does not have, or both must require a field whose values
/// differ; or they must have the same fields, all with different values.
pub(super) fn are_distinguishable(one: &Profile<'_>, other: &Profile<'_>) -> bool {
    let is_number = |profile: &Profile<'_>| matches!(profile.kind, "integer" | "number");
    match (one.kind, other.kind) {
        ("", _) | (_, "") => false,
        ("object", "object") => {
            one.required.difference(&other.fields).next().is_some()
                || other.required.difference(&one.fields).next().is_some()
                || one.required.intersection(&other.required).any(|name| has_other_values(one, other, name))
                || !one.fields.is_empty()
                    && one.fields == other.fields
                    && one.fields.iter().all(|name| has_other_values(one, other, name))
        }
        ("array", "array") => match (&one.item, &other.item) {
            (Some(one), Some(other)) => are_distinguishable(one, other),
            _ => false,
        },
        (a, b) => a != b && !(is_number(one) && is_number(other)),
    }
}

/// True if a field is of another JSON type in each of two objects, or one of other constants.
fn has_other_values(one: &Profile<'_>, other: &Profile<'_>, name: &str) -> bool {
    let is_number = |kind: &str| matches!(kind, "integer" | "number");
    let has_other_type = match (one.kinds.get(name), other.kinds.get(name)) {
        (Some(one), Some(other)) => one != other && !(is_number(one) && is_number(other)),
        _ => false,
    };
    let has_other_constants = match (one.constants.get(name), other.constants.get(name)) {
        (Some(one), Some(other)) => one.iter().all(|value| !other.contains(value)),
        _ => false,
    };
    has_other_type || has_other_constants
}

impl<'d> Reader<'d> {
    /// The profile of a schema that consists of these nodes.
    pub(super) fn profile(&mut self, nodes: &[Node<'d>]) -> Profile<'d> {
        let known = self.problems.len();
        let profile = self.profile_inside(nodes, DEPTH);
        // The schema is read again later, with all notes but those that are made once.
        let notes = self.problems.split_off(known);
        self.problems.extend(notes.into_iter().filter(|note| note.kind == NoteKind::Keyword));
        profile
    }

    fn profile_inside(&mut self, nodes: &[Node<'d>], depth: usize) -> Profile<'d> {
        let schema = self.open(nodes);
        let mut profile = Profile { kind: self.kind_of(&schema), ..Profile::default() };
        match profile.kind {
            "object" => {
                profile.required =
                    schema.all("required").flat_map(Node::elements).filter_map(Node::text).collect();
                for (name, node) in schema.all("properties").flat_map(Node::entries) {
                    profile.fields.insert(name);
                    let schema = self.open(&[node]);
                    let kind = self.kind_of(&schema);
                    if !kind.is_empty() {
                        profile.kinds.entry(name).or_insert(kind);
                    }
                    let constants = constants(&schema);
                    if !constants.is_empty() {
                        profile.constants.entry(name).or_insert(constants);
                    }
                }
                // Only a field says what it requires.
                let fields = &profile.fields;
                profile.required.retain(|name| fields.contains(name));
            }
            "array" if depth > 0 => {
                let items: Vec<Node<'d>> = schema.all("items").collect();
                profile.item = Some(Box::new(self.profile_inside(&items, depth - 1)));
            }
            _ => {}
        }
        profile
    }

    /// The JSON type of a schema; empty for any or several types.
    fn kind_of(&mut self, schema: &Schema<'d>) -> &'d str {
        if let Some(choice) = schema.choice {
            let listed = self.listings(choice).map(|(ty, _)| ty);
            let is_tagged = choice.get("discriminator").is_some();
            return listed.unwrap_or(if is_tagged { "object" } else { "" });
        }
        let types = schema.types();
        if let [one] = types.as_slice() {
            return one;
        }
        if !types.is_empty() {
            return "";
        }
        let listed: Vec<Node<'d>> = match schema.first("enum") {
            Some(list) => list.elements().collect(),
            None => schema.first("const").into_iter().collect(),
        };
        let has = |keyword: &str| schema.first(keyword).is_some();
        match type_of_values(&listed) {
            Some(name) if !name.is_empty() => name,
            _ if has("properties") || schema.all("additionalProperties").any(Node::is_map) => "object",
            _ if has("items") => "array",
            _ => "",
        }
    }
}

/// The strings, integers or booleans that a value may be, where it lists them; empty where it may be others.
fn constants(schema: &Schema<'_>) -> Vec<String> {
    let listed: Vec<Node<'_>> = match schema.first("const") {
        Some(only) => vec![only],
        None => schema.first("enum").into_iter().flat_map(Node::elements).collect(),
    };
    let text = |node: &Node<'_>| match node.number() {
        Some(Number::Integer(number)) => Some(number.to_string()),
        Some(Number::Float(_)) => None,
        None => node.text().map(str::to_owned).or_else(|| node.boolean().map(|value| value.to_string())),
    };
    let texts: Vec<String> = listed.iter().filter_map(text).collect();
    if texts.len() == listed.len() { texts } else { Vec::new() }
}
