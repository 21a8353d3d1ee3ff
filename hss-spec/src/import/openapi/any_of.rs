//! Values of one of several schemas, where a union cannot be sent: in parameters and forms, and for files.

use super::Reader;
use super::schema::{Schema, alternatives};
use super::shape::{Shape, Site};
use super::tree::Node;
use crate::model::{Number, Type};
use crate::place::NoteKind;

/// Keywords that say nothing about values.
const ANNOTATIONS: [&str; 5] = ["title", "description", "example", "examples", "$comment"];
/// Maximum depth to which two schemas are compared.
const DEPTH: usize = 8;

impl<'d> Reader<'d> {
    /// The shape of a value that one of several schemas describes, each given by the nodes that describe it together.
    pub(super) fn shape_of_any(&mut self, schemas: &[Vec<Node<'d>>], site: Site<'_>) -> Shape<'d> {
        if let [only] = schemas {
            return self.shape(only, site);
        }
        let mut different: Vec<&Vec<Node<'d>>> = Vec::new();
        for nodes in schemas {
            if !different.iter().any(|known| self.are_alike(known, nodes)) {
                different.push(nodes);
            }
        }
        let schemas = different;
        let Some((first, others)) = schemas.split_first() else {
            return Shape { ty: Type::Json, schema: Schema::default(), element: None };
        };
        if others.is_empty() {
            return self.shape(first, site);
        }
        let choice = first.first().copied();
        let mut schema = Schema { choice, ..Schema::default() };
        let nodes: Vec<Node<'d>> = schemas.iter().filter_map(|nodes| nodes.first().copied()).collect();
        let is_of_one = schemas.iter().all(|nodes| nodes.len() == 1);
        if let Some((ty, listings)) = self.listings_of(&nodes).filter(|_| is_of_one) {
            schema.listings = listings;
            let ty = if ty == "integer" { Type::Integer } else { Type::String };
            return Shape { ty, schema, element: None };
        }
        let nodes: Vec<Vec<Node<'d>>> = schemas.into_iter().cloned().collect();
        if let Some(files) = self.files_of_any(&nodes, site).or_else(|| self.list_of_any(&nodes, site)) {
            return files;
        }
        let kinds: Vec<&str> = nodes.iter().map(|nodes| self.profile(nodes).kind).collect();
        let ty = scalar_of(&kinds).unwrap_or_else(|| {
            let message = "described differently in several objects; read as any JSON";
            self.problems.extend(choice.map(|node| node.note_of(NoteKind::Type, message)));
            Type::Json
        });
        Shape { ty, schema, element: None }
    }

    /// True if two schemas, each given by its nodes, say the same.
    fn are_alike(&self, one: &[Node<'d>], other: &[Node<'d>]) -> bool {
        let mut pairs = one.iter().zip(other);
        one.len() == other.len()
            && pairs.all(|(one, other)| is_same(self.core(*one), self.core(*other), DEPTH))
    }

    /// The shape of a parameter that is a scalar or a list of scalars: a list, since a single value is sent like a list
    /// of one.
    pub(super) fn scalar_or_list(&mut self, nodes: &[Node<'d>], site: Site<'_>) -> Option<Shape<'d>> {
        let schema = self.open(nodes);
        let Some(choice) = schema.choice else { return self.typed_scalar_or_list(&schema) };
        let schemas: Vec<Vec<Node<'d>>> = self.schemas_of(choice);
        let found = self.list_of_any(&schemas, site)?;
        self.problems.push(
            choice.note(
                "a value or a list of values is read as a list; of one element, it is sent as the value",
            ),
        );
        Some(found)
    }

    /// As above, for a schema with several types.
    fn typed_scalar_or_list(&mut self, schema: &Schema<'d>) -> Option<Shape<'d>> {
        let types = schema.types();
        let mut kinds: Vec<&str> = types.iter().copied().filter(|ty| *ty != "array").collect();
        if kinds.is_empty() || kinds.len() == types.len() {
            return None;
        }
        let items: Vec<Node<'d>> = schema.all("items").collect();
        kinds.push(self.profile(&items).kind);
        let ty = Type::List(Box::new(scalar_of(&kinds)?));
        Some(Shape { ty, schema: Schema::default(), element: Some(Schema::default()) })
    }

    /// The list of scalars that the schemas describe, if some are lists and the others scalars.
    fn list_of_any(&mut self, schemas: &[Vec<Node<'d>>], site: Site<'_>) -> Option<Shape<'d>> {
        let (mut elements, mut lists): (Vec<Vec<Node<'d>>>, Vec<Schema<'d>>) = Default::default();
        for nodes in schemas {
            let profile = self.profile(nodes);
            match (profile.kind, profile.item) {
                ("array", Some(item)) if is_scalar(item.kind) => {
                    let schema = self.open(nodes);
                    elements.push(schema.all("items").collect());
                    lists.push(schema);
                }
                (kind, _) if is_scalar(kind) => elements.push(nodes.clone()),
                _ => return None,
            }
        }
        let is_single = lists.len() < schemas.len();
        let schema = one_list(lists, is_single)?;
        let inner = self.shape_of_any(&elements, site);
        let ty = Type::List(Box::new(inner.ty));
        Some(Shape { ty, schema, element: Some(inner.schema) })
    }

    /// The shape of a choice of files: a list if it may be one, else a file. A string next to files is the content of a
    /// file.
    pub(super) fn files(&mut self, choice: Node<'d>, site: Site<'_>) -> Option<Shape<'d>> {
        let schemas = self.schemas_of(choice);
        let found = self.files_of_any(&schemas, site)?;
        let message = match found.ty {
            Type::List(_) => "a file or a list of files is read as a list of files",
            _ => "a file or a text is read as a file, which can be made of a text",
        };
        self.problems.push(choice.note(message));
        Some(found)
    }

    fn files_of_any(&mut self, schemas: &[Vec<Node<'d>>], site: Site<'_>) -> Option<Shape<'d>> {
        if !site.takes_files {
            return None;
        }
        let (mut has_file, mut lists): (bool, Vec<Schema<'d>>) = Default::default();
        for nodes in schemas {
            let profile = self.profile(nodes);
            let schema = self.open(nodes);
            match profile.kind {
                "string" => has_file |= schema.is_file(),
                "array" => {
                    let items: Vec<Node<'d>> = schema.all("items").collect();
                    if !self.open(&items).is_file() {
                        return None;
                    }
                    lists.push(schema);
                }
                _ => return None,
            }
        }
        if lists.is_empty() {
            let schema = Schema::default();
            return has_file.then_some(Shape { ty: Type::File, schema, element: None });
        }
        let is_single = lists.len() < schemas.len();
        let schema = one_list(lists, is_single)?;
        Some(Shape { ty: Type::List(Box::new(Type::File)), schema, element: Some(Schema::default()) })
    }

    /// The schemas of a choice, and those of choices within it.
    pub(super) fn schemas_of(&mut self, choice: Node<'d>) -> Vec<Vec<Node<'d>>> {
        self.alternatives_of(choice, &[]).into_iter().map(|one| one.nodes).collect()
    }

    /// True if a parameter may be a list or an object besides other values.
    pub(super) fn is_mixed(&mut self, schema: &Schema<'d>) -> bool {
        let is_structured = |kind: &str| matches!(kind, "array" | "object");
        let Some(choice) = schema.choice else {
            let types = schema.types();
            return types.len() > 1 && types.into_iter().any(is_structured);
        };
        alternatives(choice).into_iter().any(|one| is_structured(self.profile(&[one]).kind))
    }
}

/// True if two nodes have the same content, annotations aside.
fn is_same(one: Node<'_>, other: Node<'_>, depth: usize) -> bool {
    if one.id() == other.id() {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else { return false };
    if one.is_map() && other.is_map() {
        let count = |node: Node<'_>| node.entries().filter(|(key, _)| !ANNOTATIONS.contains(key)).count();
        let mut entries = one.entries().filter(|(key, _)| !ANNOTATIONS.contains(key));
        return count(one) == count(other)
            && entries.all(|(key, value)| other.get(key).is_some_and(|other| is_same(value, other, depth)));
    }
    if one.is_list() && other.is_list() {
        let mut pairs = one.elements().zip(other.elements());
        return one.elements().count() == other.elements().count()
            && pairs.all(|(one, other)| is_same(one, other, depth));
    }
    one.scalar().is_some() && one.scalar() == other.scalar() || one.is_null() && other.is_null()
}

/// The schema of a list that several schemas describe: the list's own, unless there are other lists, or its bounds
/// refuse a single element where a single value is allowed.
fn one_list<'d>(mut lists: Vec<Schema<'d>>, is_single: bool) -> Option<Schema<'d>> {
    let first = lists.pop()?;
    let least = first.numbers("minItems").map(Number::as_f64).fold(0.0, f64::max);
    let most = first.numbers("maxItems").map(Number::as_f64).fold(f64::INFINITY, f64::min);
    let fits = lists.is_empty() && !(is_single && (least > 1.0 || most < 1.0));
    Some(if fits { first } else { Schema::default() })
}

fn is_scalar(kind: &str) -> bool {
    matches!(kind, "string" | "integer" | "number" | "boolean")
}

/// The type of scalars of these kinds: their common type if there is one, else text.
fn scalar_of(kinds: &[&str]) -> Option<Type> {
    let is_one_of = |known: &[&str]| kinds.iter().all(|kind| known.contains(kind));
    match () {
        () if is_one_of(&["integer"]) => Some(Type::Integer),
        () if is_one_of(&["integer", "number"]) => Some(Type::Number),
        () if is_one_of(&["boolean"]) => Some(Type::Boolean),
        () if kinds.iter().all(|kind| is_scalar(kind)) => Some(Type::String),
        () => None,
    }
}
