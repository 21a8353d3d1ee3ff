//! Resolved schemas: references followed, `allOf` flattened, the nullable alternative unwrapped.

use std::collections::HashSet;

use super::Reader;
use super::extension::stated_union;
use super::tree::{Node, short};
use crate::model::Number;
use crate::place::NoteKind;

/// Maximum number of schemas that are combined into one.
const PARTS: usize = 4096;
/// Maximum length of a chain of references.
pub(super) const CHAIN: usize = 64;

/// Keywords that say what a schema looks like.
const SHAPE: [&str; 9] = [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "items",
    "prefixItems",
    "enum",
    "const",
    "format",
];
/// Formats that only numbers have. Beside text among the types, they say that the text is a number, too.
const NUMBERS: [&str; 10] =
    ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double"];
/// Keywords of an alternative that does nothing but require fields.
const REQUIRES: [&str; 3] = ["required", "title", "description"];
/// Keywords that include other schemas.
const COMBINING: [&str; 4] = ["$ref", "allOf", "oneOf", "anyOf"];

/// A schema: all the objects of the document that describe it together.
#[derive(Clone, Default)]
pub(super) struct Schema<'d> {
    /// The schema itself first, then those that it refers to and includes.
    pub(super) parts: Vec<Node<'d>>,
    /// The `oneOf` or `anyOf` that leaves a choice.
    pub(super) choice: Option<Node<'d>>,
    /// The schemas to choose from, where each lists values.
    pub(super) listings: Vec<Node<'d>>,
    /// The nodes whose alternatives do nothing but require fields.
    pub(super) requirements: Vec<Node<'d>>,
}

impl<'d> Schema<'d> {
    /// The values of a keyword, of all parts that have it.
    pub(super) fn all<'s>(&'s self, keyword: &'s str) -> impl Iterator<Item = Node<'d>> + 's {
        self.parts.iter().filter_map(move |part| part.get(keyword))
    }

    /// The value of a keyword of the first part that has it.
    pub(super) fn first(&self, keyword: &str) -> Option<Node<'d>> {
        self.all(keyword).next()
    }

    /// The numbers of a keyword.
    pub(super) fn numbers<'s>(&'s self, keyword: &'s str) -> impl Iterator<Item = Number> + 's {
        self.all(keyword).filter_map(Node::number)
    }

    /// Returns true if the keyword is true in any part.
    pub(super) fn says(&self, keyword: &str) -> bool {
        self.all(keyword).any(|value| value.boolean() == Some(true))
    }

    /// Returns true if null is one of its values.
    pub(super) fn allows_null(&self) -> bool {
        let is_null = |node: Node<'_>| is_null_type(node) || node.get("enum").is_some_and(lists_null);
        self.says("nullable")
            || self.all("type").any(|ty| ty.elements().any(|name| name.text() == Some("null")))
            || ["oneOf", "anyOf"]
                .iter()
                .any(|keyword| self.all(keyword).flat_map(Node::elements).any(is_null))
    }

    /// True for the content of a file.
    pub(super) fn is_file(&self) -> bool {
        let is_raw = self.first("contentMediaType").is_some() && self.first("contentEncoding").is_none();
        is_raw || self.first("format").and_then(Node::text) == Some("binary")
    }

    /// The names of its types, without `null`, each once. A number that may also be written as text is a number.
    pub(super) fn types(&self) -> Vec<&'d str> {
        let mut types = Vec::new();
        for value in self.all("type") {
            for name in value.text().into_iter().chain(value.elements().filter_map(Node::text)) {
                if name != "null" && !types.contains(&name) {
                    types.push(name);
                }
            }
        }
        let is_number = types.iter().any(|name| matches!(*name, "integer" | "number"));
        if is_number && self.first("format").and_then(Node::text).is_some_and(|name| NUMBERS.contains(&name))
        {
            types.retain(|name| *name != "string");
        }
        types
    }
}

impl<'d> Reader<'d> {
    /// The schema that consists of these nodes.
    pub(super) fn open(&mut self, nodes: &[Node<'d>]) -> Schema<'d> {
        let mut schema = Schema::default();
        let mut known = HashSet::new();
        let mut is_loop = !nodes.is_empty();
        let mut waiting: Vec<Node<'d>> = nodes.iter().rev().copied().collect();
        while let Some(node) = waiting.pop() {
            // A schema that includes itself adds nothing.
            if !known.insert(node.id()) {
                continue;
            }
            if schema.parts.len() >= PARTS {
                let message = format!("more than {PARTS} schemas are taken together here; read as any JSON");
                self.problems.push(node.note_of(NoteKind::Type, message));
                return Schema::default();
            }
            if !self.is_object(node) {
                continue;
            }
            schema.parts.push(node);
            self.note_keywords(node);
            let start = waiting.len();
            if node.get("$ref").is_some() {
                let target = self.step(node);
                is_loop &= target.is_some();
                waiting.extend(target);
            } else {
                is_loop = false;
            }
            waiting.extend(node.get("allOf").into_iter().flat_map(Node::elements));
            match alternatives(node).as_slice() {
                [] => {}
                // A union of one stays a union if the document states one.
                [only] if stated_union(node).is_none() => waiting.push(*only),
                several if several.iter().all(|one| is_requirement(*one)) => {
                    if several.iter().all(|one| one.entries().all(|(key, _)| REQUIRES.contains(&key))) {
                        schema.requirements.push(node);
                    } else if let Some(first) = several.first().and_then(|one| one.parent()) {
                        let message = "alternative requirements are not checked";
                        self.problems.push(first.note_of(NoteKind::Keyword, message));
                    }
                }
                // A schema that includes one of its alternatives also includes its siblings.
                several
                    if several
                        .iter()
                        .any(|one| known.contains(&one.id()) || known.contains(&self.core(*one).id())) => {}
                _ => schema.choice = schema.choice.or(Some(node)),
            }
            waiting[start..].reverse();
        }
        if let (true, Some(first)) = (is_loop, schema.parts.first()) {
            self.problems
                .push(first.note_of(NoteKind::Type, "the reference leads to itself; read as any JSON"));
        }
        schema
    }

    /// True for a schema with keywords. Notes one that nothing fits, and a node that is not a schema.
    fn is_object(&mut self, node: Node<'d>) -> bool {
        let message = match node.boolean() {
            Some(true) => return false,
            Some(false) => "nothing fits this schema; it is read as any JSON".to_owned(),
            None if node.is_map() => return true,
            None => format!("expected a schema, found {}; read as any JSON", node.describe()),
        };
        self.problems.push(node.note_of(NoteKind::Type, message));
        false
    }

    /// The schema that a node denotes, after references, an `allOf` of one and a nullable choice of one.
    pub(super) fn core(&self, mut node: Node<'d>) -> Node<'d> {
        for _ in 0..CHAIN {
            let own = SHAPE.iter().any(|keyword| node.get(keyword).is_some());
            if own || stated_union(node).is_some() {
                return node;
            }
            let referred = node.get("$ref").and_then(Node::text).and_then(|text| node.refer(text).ok());
            let taken =
                node.get("allOf").into_iter().flat_map(Node::elements).filter(|part| has_shape(*part));
            let mut inner: Vec<Node<'d>> = referred.into_iter().chain(taken).collect();
            let choice = alternatives(node);
            inner.extend(&choice);
            match inner.as_slice() {
                // A component that includes another one with a discriminator is one of its variants.
                [only] if self.models.is_variant(node, *only) => return node,
                [only] => node = *only,
                _ => return node,
            }
        }
        node
    }

    /// The target of a path, a parameter, a body or a response, after its references.
    ///
    /// Without a target, the operation can't be called.
    pub(super) fn follow(&mut self, node: Node<'d>) -> Option<Node<'d>> {
        let mut found = node;
        for _ in 0..CHAIN {
            if found.get("$ref").is_none() {
                return Some(found);
            }
            match self.step(found) {
                Some(next) => found = next,
                None => {
                    self.is_dangling = true;
                    return None;
                }
            }
        }
        self.problems.push(node.note_of(NoteKind::Reference, "the reference leads to itself"));
        self.is_dangling = true;
        None
    }

    /// The target of this node's reference; a missing target is noted.
    fn step(&mut self, node: Node<'d>) -> Option<Node<'d>> {
        let reference = node.get("$ref")?;
        let Some(text) = reference.text() else {
            let message = format!("expected a reference as text, found {}; not read", reference.describe());
            self.problems.push(reference.note_of(NoteKind::Reference, message));
            return None;
        };
        match node.refer(text) {
            Ok(target) => Some(target),
            Err(why) => {
                self.problems
                    .push(reference.note_of(NoteKind::Reference, format!("`{}` {why}", short(text))));
                None
            }
        }
    }
}

/// Alternatives of `oneOf` and `anyOf`, without null.
pub(super) fn alternatives<'d>(node: Node<'d>) -> Vec<Node<'d>> {
    let lists = ["oneOf", "anyOf"].iter().filter_map(|keyword| node.get(keyword));
    lists.flat_map(Node::elements).filter(|one| !is_null_type(*one)).collect()
}

/// True for a schema that allows only null; one generator writes it as just `nullable: true`.
fn is_null_type(node: Node<'_>) -> bool {
    let says_null = node.get("nullable").and_then(Node::boolean) == Some(true);
    if says_null && node.entries().count() == 1 {
        return true;
    }
    match node.get("type") {
        Some(ty) if ty.is_list() => ty.elements().all(|name| name.text() == Some("null")),
        ty => ty.and_then(Node::text) == Some("null"),
    }
}

fn lists_null(list: Node<'_>) -> bool {
    list.elements().any(Node::is_null)
}

/// True for an alternative that only says which fields are required together.
fn is_requirement(node: Node<'_>) -> bool {
    const WORDS: [&str; 6] =
        ["required", "not", "title", "description", "dependentRequired", "minProperties"];
    node.entries().next().is_some() && node.entries().all(|(key, _)| WORDS.contains(&key))
}

fn has_shape(node: Node<'_>) -> bool {
    SHAPE.iter().chain(&COMBINING).any(|keyword| node.get(keyword).is_some())
}
