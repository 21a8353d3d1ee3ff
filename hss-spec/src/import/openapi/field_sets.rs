//! Sets of fields of which an object has one, from alternatives that do nothing but require fields, and from the
//! objects of a form.
//!
//! No good request is refused. An object that fits one of several schemas has the fields that this schema requires. It
//! is refused for having the fields of two of them only if it would then fit both, which `oneOf` forbids: if everything
//! that the schemas say is known, and they say the same about fields in common.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::models::Known;
use super::schema::{Schema, alternatives};
use super::tree::Node;
use crate::model::FieldSets;
use crate::place::NoteKind;

/// Keywords of an object that leave no doubt about what fits it, besides its fields and those that it requires.
const OF_OBJECTS: [&str; 16] = [
    "type",
    "properties",
    "required",
    "title",
    "description",
    "$ref",
    "allOf",
    "oneOf",
    "discriminator",
    "example",
    "examples",
    "deprecated",
    "default",
    "externalDocs",
    "xml",
    "additionalProperties",
];
/// Keywords that say nothing about a value.
const DOCS: [&str; 8] =
    ["title", "description", "example", "examples", "default", "deprecated", "externalDocs", "xml"];
/// Keywords of a field that every value from the client satisfies.
const OF_FIELDS: [&str; 24] = [
    "type",
    "format",
    "title",
    "description",
    "example",
    "examples",
    "default",
    "deprecated",
    "nullable",
    "items",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contentMediaType",
    "contentEncoding",
    "externalDocs",
    "xml",
];

impl<'d> Reader<'d> {
    /// The sets of fields of which the model of these objects has one.
    pub(super) fn field_sets(
        &mut self,
        nodes: &[Node<'d>],
        objects: &[Schema<'d>],
        known: &Known,
        is_form: bool,
    ) -> Option<FieldSets> {
        let (sets, exclusive) = match objects {
            [only] => {
                let (first, others) = only.requirements.split_first()?;
                let message = "alternative requirements beside others are not checked";
                let notes = others.iter().map(|other| other.note_of(NoteKind::Keyword, message));
                self.problems.extend(notes);
                let sets = alternatives(*first).into_iter().map(|one| required(&[one])).collect();
                (sets, is_one_of(*first))
            }
            several => {
                let sets: Vec<BTreeSet<&str>> = several.iter().map(|one| required(&one.parts)).collect();
                let exclusive = self.is_exclusive(nodes, several, &sets);
                (sets, exclusive)
            }
        };
        usable(sets, exclusive, known, is_form)
    }

    /// True if an object with the required fields of two of these objects fits both or none of them, and none of them
    /// has all the fields that another one requires.
    fn is_exclusive(&self, nodes: &[Node<'d>], objects: &[Schema<'d>], sets: &[BTreeSet<&str>]) -> bool {
        let listed: Vec<BTreeSet<&str>> = objects.iter().map(|one| names(one).collect()).collect();
        let is_apart = |index: usize, set: &BTreeSet<&str>| {
            listed.iter().enumerate().all(|(other, listed)| other == index || !set.is_subset(listed))
        };
        if !sets.iter().enumerate().all(|(index, set)| is_apart(index, set)) {
            return false;
        }
        let is_closed =
            |one: &Schema<'d>| one.all("additionalProperties").any(|value| value.boolean() == Some(false));
        if objects.iter().all(is_closed) {
            return true;
        }
        let [node] = nodes else { return false };
        let choice = self.core(*node);
        let is_plain = |one: &Schema<'d>| {
            let is_open = one.all("additionalProperties").all(|value| value.boolean() == Some(true));
            is_open && one.parts.iter().all(|part| has_only(*part, &OF_OBJECTS))
        };
        is_one_of(choice)
            && alternatives(choice).len() == objects.len()
            && objects.iter().all(is_plain)
            && self.fields_of(objects).iter().all(|(_, described)| self.is_one_plain_field(described))
    }

    /// True if a field has one description, by keywords that every value from the client satisfies.
    fn is_one_plain_field(&self, described: &[Vec<Node<'d>>]) -> bool {
        let mut cores = described.iter().flatten().map(|node| self.core(*node));
        let Some(first) = cores.next() else { return true };
        let is_plain = |node: Node<'d>| {
            let types = node.get("type").map(texts).unwrap_or_default();
            !types.is_empty() && !types.contains(&"object") && has_only(node, &OF_FIELDS)
        };
        let items = first.get("items").map(|items| self.core(items));
        is_plain(first) && items.is_none_or(is_plain) && cores.all(|other| is_alike(first, other))
    }
}

/// The sets without the fields that are required anyway; `None` if they demand nothing of a caller.
fn usable(mut sets: Vec<BTreeSet<&str>>, exclusive: bool, known: &Known, is_form: bool) -> Option<FieldSets> {
    let fields = || known.model.fields.iter().enumerate();
    let is_given = |name: &str| {
        fields().any(|(index, field)| {
            field.name == name && !field.additional && !known.read_only.contains(&index)
        })
    };
    let needed: BTreeSet<&str> =
        fields().filter(|(_, field)| field.required.effective()).map(|(_, one)| one.name.as_str()).collect();
    // A field of a form that may be null, and that not all objects require, is left out for null.
    let may_be_left_out = |name: &str| is_form && known.model.field(name).is_some_and(|field| field.nullable);
    for set in &mut sets {
        set.retain(|name| !needed.contains(name) && !may_be_left_out(name));
    }
    let is_known = sets.iter().all(|set| !set.is_empty() && set.iter().all(|name| is_given(name)));
    let all = sets.clone();
    let is_within = |set: &BTreeSet<&str>, other: &BTreeSet<&str>| other.is_subset(set) && other != set;
    let is_nested = all.iter().any(|set| all.iter().any(|other| is_within(set, other)));
    let mut kept: Vec<BTreeSet<&str>> = Vec::new();
    for set in sets {
        // An object with the larger set has the smaller one, too.
        if !kept.contains(&set) && !all.iter().any(|other| is_within(&set, other)) {
            kept.push(set);
        }
    }
    let is_repeated = kept.len() < all.len();
    let names = |set: BTreeSet<&str>| set.into_iter().map(str::to_owned).collect();
    (is_known && kept.len() > 1).then(|| {
        FieldSets::new(kept.into_iter().map(names).collect(), exclusive && !is_nested && !is_repeated)
    })
}

/// A scalar, or the scalars of a list, as text.
fn texts(node: Node<'_>) -> Vec<&str> {
    node.scalar().into_iter().chain(node.elements().filter_map(Node::scalar)).collect()
}

/// The names that an object requires.
fn required<'d>(parts: &[Node<'d>]) -> BTreeSet<&'d str> {
    let lists = parts.iter().filter_map(|part| part.get("required"));
    lists.flat_map(Node::elements).filter_map(Node::text).collect()
}

/// The names of an object's fields.
fn names<'d>(object: &Schema<'d>) -> impl Iterator<Item = &'d str> {
    object
        .parts
        .iter()
        .filter_map(|part| part.get("properties"))
        .flat_map(Node::entries)
        .map(|(name, _)| name)
}

/// True if two schemas say the same about a value.
fn is_alike(one: Node<'_>, other: Node<'_>) -> bool {
    let is_constraint = |key: &str| !DOCS.contains(&key) && !key.starts_with("x-");
    let constraints = |node: Node<'_>| -> BTreeMap<String, String> {
        let keys = node.entries().filter(|(key, _)| is_constraint(key));
        keys.map(|(key, value)| (key.to_owned(), texts(value).join(" "))).collect()
    };
    let inner = (one.get("items"), other.get("items"));
    let is_alike_inside = match inner {
        (Some(one), Some(other)) => is_alike(one, other),
        (None, None) => true,
        _ => false,
    };
    one.id() == other.id() || (constraints(one) == constraints(other) && is_alike_inside)
}

fn is_one_of(node: Node<'_>) -> bool {
    node.get("oneOf").is_some() && node.get("anyOf").is_none()
}

fn has_only(node: Node<'_>, keywords: &[&str]) -> bool {
    node.entries().all(|(key, _)| keywords.contains(&key) || key.starts_with("x-"))
}
