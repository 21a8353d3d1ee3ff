//! Types of schemas.

use super::Reader;
use super::bounds::BEYOND;
use super::schema::Schema;
use super::tree::{Node, short};
use super::values::type_of_values;
use crate::import::types;
use crate::model::{Format, Number, Type};
use crate::place::NoteKind;

/// Maximum depth of nested lists and maps; only hostile documents nest deeper.
const DEPTH: usize = 8;

/// The type of a schema, with its schemas.
pub(super) struct Shape<'d> {
    pub(super) ty: Type,
    pub(super) schema: Schema<'d>,
    /// Schema of the innermost elements of a list or a map.
    pub(super) element: Option<Schema<'d>>,
}

/// Position of a schema, which gives names to objects without one.
#[derive(Clone, Copy)]
pub(super) struct Site<'s> {
    pub(super) owner: &'s str,
    pub(super) field: &'s str,
    /// True if the value may be a file.
    pub(super) takes_files: bool,
    /// True if the value is a form of parts, whose fields may be files; an object in such a part is JSON.
    pub(super) is_form: bool,
    /// True if the value may be a union; parameters have no form for one.
    pub(super) takes_unions: bool,
}

impl<'s> Site<'s> {
    /// The position of a value that is sent as text: a parameter or a header.
    pub(super) fn of_text(owner: &'s str, field: &'s str) -> Self {
        Self { takes_unions: false, ..Self::of_json(owner, field) }
    }

    /// The position of a value in JSON.
    pub(super) fn of_json(owner: &'s str, field: &'s str) -> Self {
        Self { owner, field, takes_files: false, is_form: false, takes_unions: true }
    }
}

impl<'d> Reader<'d> {
    /// The type of a schema that consists of these nodes.
    pub(super) fn shape(&mut self, nodes: &[Node<'d>], site: Site<'_>) -> Shape<'d> {
        self.nested_shape(nodes, site, DEPTH)
    }

    fn nested_shape(&mut self, nodes: &[Node<'d>], site: Site<'_>, depth: usize) -> Shape<'d> {
        let mut schema = self.open(nodes);
        if let Some((ty, listings)) = schema.choice.and_then(|choice| self.listings(choice)) {
            schema.listings = listings;
            let ty = if ty == "integer" { Type::Integer } else { Type::String };
            return Shape { ty, schema, element: None };
        }
        let plain = |ty| Shape { ty, schema: schema.clone(), element: None };
        let Some(node) = schema.parts.first().copied() else { return plain(Type::Json) };
        if let Some(choice) = schema.choice {
            if let Some(files) = self.files(choice, site) {
                return files;
            }
            let ty = self.choice_type(choice, &schema, nodes, site);
            return plain(ty);
        }
        if let Some(ty) = self.children_type(nodes, site) {
            return plain(ty);
        }
        if schema.types().len() > 1
            && schema.first("enum").is_none()
            && let Some(ty) = self.types_type(&schema, nodes, site)
        {
            return plain(ty);
        }
        let Some(depth) = depth.checked_sub(1) else {
            let message = format!("lists and maps nest more than {DEPTH} deep; read as any JSON");
            self.problems.push(node.note_of(NoteKind::Type, message));
            return plain(Type::Json);
        };
        match self.type_name(&schema, node) {
            "array" => self.list(schema, site, depth),
            "object" => self.object(schema, nodes, site, depth),
            "string" => {
                let ty = self.text(&schema, site);
                Shape { ty, schema, element: None }
            }
            "integer" => plain(match schema.first("format").and_then(Node::text) {
                Some("int64") => Type::Long,
                // Listed values become constants in code, which are signed.
                format if schema.first("enum").is_none() && is_unsigned(format, &schema) => Type::Unsigned,
                _ => Type::Integer,
            }),
            "number" => plain(match schema.first("format").and_then(Node::text) {
                Some("int32") => Type::Integer,
                Some("int64") => Type::Long,
                _ => Type::Number,
            }),
            "boolean" => plain(Type::Boolean),
            _ => plain(Type::Json),
        }
    }

    /// The name of the schema's type: the stated one, else by its keywords; empty for any JSON.
    fn type_name(&mut self, schema: &Schema<'d>, node: Node<'d>) -> &'d str {
        match schema.types().as_slice() {
            [] => {}
            // Every integer is a number.
            ["integer", "number"] | ["number", "integer"] => return "number",
            [one] if TYPES.contains(one) => return one,
            [one] => {
                let known = TYPES.join(", ");
                let meant = meant(one);
                let read = meant.map_or("any JSON".to_owned(), |meant| format!("`{meant}`"));
                let message =
                    format!("unknown type `{}`; expected one of {known}; read as {read}", short(one));
                let kind = if meant.is_some() { NoteKind::Remark } else { NoteKind::Type };
                self.problems.push(node.note_of(kind, message));
                return meant.unwrap_or_default();
            }
            several => {
                let message = format!("of several types ({}), read as any JSON", short(&several.join(", ")));
                self.problems.push(node.note_of(NoteKind::Type, message));
                return "";
            }
        }
        let has = |keyword: &str| schema.first(keyword).is_some();
        let list = schema.first("enum").or_else(|| schema.first("const"));
        let listed: Vec<Node<'d>> = match list {
            Some(list) if list.is_list() => list.elements().collect(),
            list => list.into_iter().collect(),
        };
        match type_of_values(&listed) {
            Some(name @ ("string" | "integer" | "boolean")) => name,
            None => {
                let message =
                    "listed values of other types than string and integer, or of several; read as any JSON";
                self.problems.extend(list.map(|list| list.note_of(NoteKind::Type, message)));
                ""
            }
            _ if has("properties") || schema.all("additionalProperties").any(Node::is_map) => "object",
            _ if has("prefixItems") || schema.first("items").is_some_and(is_of_one_schema) => "array",
            _ if has("items") => {
                let message = "elements of several schemas without a type `array` are read as any JSON";
                self.problems.push(node.note_of(NoteKind::Type, message));
                ""
            }
            _ => "",
        }
    }

    fn text(&mut self, schema: &Schema<'d>, site: Site<'_>) -> Type {
        let is_file = schema.is_file();
        if is_file && !site.takes_files {
            let node = schema.first("format").or_else(|| schema.first("contentMediaType"));
            self.problems.extend(node.map(|node| node.note("a file inside JSON is read as text")));
        }
        if is_file && site.takes_files { Type::File } else { Type::String }
    }

    fn list(&mut self, schema: Schema<'d>, site: Site<'_>, depth: usize) -> Shape<'d> {
        if let Some(tuple) = schema.first("prefixItems") {
            self.problems.push(
                tuple.note_of(NoteKind::Type, "elements with a type for each position are read as any JSON"),
            );
        }
        let items: Vec<Node<'d>> = match schema.first("prefixItems") {
            Some(_) => Vec::new(),
            None => schema.all("items").collect(),
        };
        let inner = self.nested_shape(&items, site, depth);
        for size in ["minItems", "maxItems"].iter().filter_map(|keyword| inner.schema.first(keyword)) {
            self.problems
                .push(size.note_of(NoteKind::Constraint, "the size of a list inside a list is not read"));
        }
        let ty = Type::List(Box::new(element_type(&inner)));
        let element = Some(inner.element.unwrap_or(inner.schema));
        Shape { ty, schema, element }
    }

    /// The map of an object's additional keys, if it may have any.
    pub(super) fn additional(
        &mut self,
        schema: &Schema<'d>,
        site: Site<'_>,
    ) -> Option<(Shape<'d>, Node<'d>)> {
        let others: Vec<Node<'d>> = schema.all("additionalProperties").collect();
        if others.iter().any(|one| one.boolean() == Some(false)) {
            return None;
        }
        let first = others.iter().copied().find(|one| one.boolean() == Some(true) || one.is_map())?;
        let values: Vec<Node<'d>> = others.into_iter().filter(|one| one.is_map()).collect();
        let inner = self.nested_shape(&values, site, DEPTH);
        let ty = Type::Map(Box::new(element_type(&inner)));
        let element = Some(inner.element.unwrap_or(inner.schema));
        Some((Shape { ty, schema: Schema::default(), element }, first))
    }

    fn object(&mut self, schema: Schema<'d>, nodes: &[Node<'d>], site: Site<'_>, depth: usize) -> Shape<'d> {
        let others: Vec<Node<'d>> = schema.all("additionalProperties").collect();
        let values: Vec<Node<'d>> = others
            .iter()
            .copied()
            .filter(|value| value.is_map() && value.entries().next().is_some())
            .collect();
        let has_fields = schema.all("properties").any(|fields| fields.entries().next().is_some());
        if has_fields {
            let ty = self.model_type(&schema, nodes, site);
            return Shape { ty, schema, element: None };
        }
        let is_any_map = others.iter().any(|value| value.boolean() == Some(true) || value.is_map());
        match schema.first("patternProperties") {
            Some(patterns) => self.problems.push(patterns.note("read as a map whose values may be any JSON")),
            None if values.is_empty() && !is_any_map => {
                if let Some(fields) = schema.first("properties") {
                    self.problems.push(fields.note("an object without fields is read as any JSON"));
                }
                return Shape { ty: Type::Json, schema, element: None };
            }
            None => {}
        }
        let inner = self.nested_shape(&values, site, depth);
        let ty = Type::Map(Box::new(element_type(&inner)));
        let element = Some(inner.element.unwrap_or(inner.schema));
        Shape { ty, schema, element }
    }
}

/// True for integers that may be above those of 64 bits with a sign, by their format or their bounds.
fn is_unsigned(format: Option<&str>, schema: &Schema<'_>) -> bool {
    let is_natural = schema.numbers("minimum").any(|least| least.as_f64() >= 0.0);
    let is_large =
        schema.numbers("maximum").any(|most| matches!(most, Number::Float(most) if most >= BEYOND));
    format == Some("uint64") || is_natural && is_large
}

/// The type of elements; any JSON is null, too.
fn element_type(element: &Shape<'_>) -> Type {
    let is_nullable = element.schema.allows_null() && element.ty != Type::Json;
    if is_nullable { Type::Nullable(Box::new(element.ty.clone())) } else { element.ty.clone() }
}

/// True for elements of one schema. Without a type, `items` with several schemas to choose from may also describe a
/// single value.
fn is_of_one_schema(items: Node<'_>) -> bool {
    let lists = ["oneOf", "anyOf"].iter().filter_map(|keyword| items.get(keyword));
    lists.flat_map(Node::elements).count() < 2
}

/// The type that a word of another language, or a format, stands for.
fn meant(word: &str) -> Option<&'static str> {
    if Format::from_name(word).is_some_and(Format::is_of_strings) {
        return Some("string");
    }
    match types::parse(word)? {
        Type::String => Some("string"),
        Type::Integer | Type::Long => Some("integer"),
        Type::Number => Some("number"),
        Type::Boolean => Some("boolean"),
        _ => None,
    }
}

const TYPES: [&str; 6] = ["string", "integer", "number", "boolean", "array", "object"];
