//! The schema of a value: its type, its constraints, its default.

use super::exported::Export;
use super::extension::EXTENSION;
use crate::json::line::{Entries, Item, quote};
use crate::model::{Bounds, Constraint, EnumKind, Enumeration, Field, Format, Literal, Type};

impl Export<'_> {
    pub(super) fn reference(&self, group: &str, name: &str) -> String {
        format!("#/components/schemas/{}", self.names.of(group, name))
    }

    /// A field of a model, with its documentation.
    pub(super) fn field_schema(&self, group: &str, field: &Field) -> Entries {
        let doc = self.spec.field_doc(group, field);
        let unit = self.spec.field_unit(group, field);
        let mut schema = self.value_schema(group, field, unit);
        schema.optional("description", doc).flag("deprecated", field.deprecated);
        schema
    }

    /// A value with its attributes except its documentation.
    pub(super) fn value_schema(&self, group: &str, field: &Field, unit: Option<&str>) -> Entries {
        let mut schema = self.typed(group, field, &field.ty, field.nullable);
        if let Some(default) = self.spec.default_of(group, field) {
            schema.item("default", Item::Line(literal(default)));
        }
        let example = field.example.preferred().filter(|_| !field.secret);
        schema.list("examples", example.map(|one| Item::Line(in_type(one, &field.ty))).into_iter().collect());
        let mut extension = Entries::default();
        // The formats of strings are OpenAPI's own.
        let own = field.format.filter(|format| !format.is_of_strings());
        extension.optional("format", own.map(Format::name)).optional("unit", unit);
        extension.flag("secret", field.secret && field.ty != Type::String);
        extension.list("unlisted", field.unlisted.iter().map(|value| Item::Line(quote(value))).collect());
        schema.object(EXTENSION, extension);
        schema
    }

    /// The schema of an element of a field that is a list or a map.
    pub(super) fn element_schema(&self, group: &str, field: &Field, item: &Type) -> Entries {
        self.typed(group, field, item, false)
    }

    fn typed(&self, group: &str, field: &Field, ty: &Type, is_nullable: bool) -> Entries {
        let mut schema = Entries::default();
        let constraints: Vec<Constraint> = field.effective_constraints().collect();
        match ty {
            Type::Named(name) => {
                let mut reference = Entries::default();
                reference.text("$ref", &self.reference(group, name));
                if let Some(known) = self.spec.enumeration(group, name) {
                    reference.list("enum", listed(known, field));
                }
                schema = if is_nullable { or_null(reference) } else { reference };
            }
            Type::List(item) => {
                type_of(&mut schema, "array", is_nullable);
                schema.item("items", self.element_schema(group, field, item).into_line());
            }
            Type::Nullable(item) => return self.typed(group, field, item, true),
            Type::Map(item) => {
                type_of(&mut schema, "object", is_nullable);
                schema.item("additionalProperties", self.element_schema(group, field, item).into_line());
            }
            Type::String => {
                type_of(&mut schema, "string", is_nullable);
                let format = if field.secret && *ty == field.ty { Some("password") } else { None };
                let own = field.format.filter(|format| format.is_of_strings()).map(Format::name);
                schema.optional("format", own.or(format));
            }
            Type::Integer => type_of(&mut schema, "integer", is_nullable),
            Type::Long => {
                type_of(&mut schema, "integer", is_nullable);
                schema.text("format", "int64");
            }
            Type::Unsigned => {
                type_of(&mut schema, "integer", is_nullable);
                schema.text("format", "uint64");
            }
            Type::Number => type_of(&mut schema, "number", is_nullable),
            Type::Boolean => type_of(&mut schema, "boolean", is_nullable),
            Type::File => {
                type_of(&mut schema, "string", is_nullable);
                schema.text("contentMediaType", "application/octet-stream");
            }
            // Any JSON includes null; a nullable field must still be marked, since null and an omitted field differ.
            Type::Json if is_nullable => schema = or_null(schema),
            Type::Json => {}
        }
        let is_innermost = !matches!(ty, Type::List(_) | Type::Map(_));
        for constraint in constraints {
            let kind = constraint.kind();
            // Constraints of a collection apply to the outermost one, all others to the innermost elements.
            if (kind.is_of_collection() && *ty == field.ty) || (!kind.is_of_collection() && is_innermost) {
                add(&mut schema, &constraint, ty);
            }
        }
        schema
    }
}

/// The values of a closed set that the field's own document lists, where it lists fewer than the set has.
fn listed(known: &Enumeration, field: &Field) -> Vec<Item> {
    let is_text = known.kind == EnumKind::String;
    if known.open || field.unlisted.is_empty() || !(is_text || known.kind == EnumKind::Integer) {
        return Vec::new();
    }
    let listed = known.values.iter().filter(|value| !field.unlisted.contains(&value.value));
    listed.map(|one| Item::Line(if is_text { quote(&one.value) } else { one.value.clone() })).collect()
}

fn or_null(schema: Entries) -> Entries {
    let mut null = Entries::default();
    null.text("type", "null");
    let mut either = Entries::default();
    either.item("anyOf", Item::List(vec![schema.into_line(), null.into_line()]));
    either
}

fn type_of(schema: &mut Entries, name: &str, is_nullable: bool) {
    if is_nullable {
        schema.item("type", Item::List(vec![Item::Line(quote(name)), Item::Line(quote("null"))]));
    } else {
        schema.text("type", name);
    }
}

fn add(schema: &mut Entries, constraint: &Constraint, ty: &Type) {
    match constraint {
        Constraint::Range(bounds) => add_bounds(schema, bounds, ["minimum", "maximum"]),
        Constraint::Length(bounds) => add_bounds(schema, bounds, ["minLength", "maxLength"]),
        Constraint::Items(bounds) if matches!(ty, Type::Map(_)) => {
            add_bounds(schema, bounds, ["minProperties", "maxProperties"]);
        }
        Constraint::Items(bounds) => add_bounds(schema, bounds, ["minItems", "maxItems"]),
        Constraint::Pattern(pattern) => _ = schema.text("pattern", pattern),
        Constraint::MultipleOf(step) => _ = schema.item("multipleOf", Item::Line(step.to_string())),
        Constraint::Unique => _ = schema.flag("uniqueItems", true),
        Constraint::Only(only) => _ = schema.item("const", Item::Line(only.to_string())),
    }
}

pub(super) fn add_bounds(schema: &mut Entries, bounds: &Bounds, [least, greatest]: [&str; 2]) {
    let least = if bounds.excludes_min { "exclusiveMinimum" } else { least };
    let greatest = if bounds.excludes_max { "exclusiveMaximum" } else { greatest };
    for (key, end) in [(least, bounds.min), (greatest, bounds.max)] {
        if let Some(end) = end {
            schema.item(key, Item::Line(end.to_string()));
        }
    }
}

/// An example in the form of its type: inside a list or a map, if it is that of an element.
fn in_type(example: &Literal, ty: &Type) -> String {
    match ty {
        Type::List(item) => format!("[{}]", in_type(example, item)),
        Type::Map(item) => format!("{{\"key\": {}}}", in_type(example, item)),
        Type::Nullable(item) => in_type(example, item),
        _ => literal(example),
    }
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => quote(text),
        other => other.to_string(),
    }
}
