//! Reading parameters, fields, models and enumerations.

use std::sync::LazyLock;

use jsonc_parser::ast::{Object, Value};

use super::reader::{Reader, object_get};
use crate::model::{
    Bounds, Constraint, ConstraintKind, Constraints, Definitions, EnumKind, EnumValue, Enumeration, Field,
    FieldSets, Format, Literal, Location, Model, Parameter, ParameterStyle, Part, Source, Type, Union,
};

static FIELD_KEYS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let first = ["name", "in", "type", "style", "explode", "reserved", "media_type", "required"];
    let last = [
        "default",
        "example",
        "format",
        "unit",
        "secret",
        "deprecated",
        "nullable",
        "additional",
        "doc",
        "vendor_description",
        "listed_by",
        "unlisted",
        "unread",
    ];
    first.into_iter().chain(ConstraintKind::ALL.map(ConstraintKind::name)).chain(last).collect()
});

const TYPE_EXPECTED: &str = "`string`, `integer`, `long`, `unsigned`, `number`, `boolean`, `json`, `file`, the name of a model \
                             or enumeration, or one of these in `[…]` or `{…}`, with `?` behind it where it may be null";

pub(super) fn read_type(reader: &mut Reader, value: &Value) -> Option<Type> {
    reader.parsed(value, "`type`", TYPE_EXPECTED)
}

fn read_bounds(reader: &mut Reader, value: &Value, name: &str) -> Option<Bounds> {
    let parse = |text: &str| text.parse().ok().filter(|bounds: &Bounds| !bounds.excludes_an_end());
    reader.parsed_by(value, name, ConstraintKind::Range.expected(), parse)
}

pub(super) fn read_constraints<'p>(reader: &mut Reader<'p>, object: &Object<'p>) -> Constraints {
    let mut constraints = Constraints::default();
    for kind in ConstraintKind::ALL {
        let Some(value) = object_get(object, kind.name()) else { continue };
        let read = |reader: &mut Reader<'p>, value: &Value<'p>, name: &str| {
            reader.parsed_by(value, name, kind.expected(), |text| Constraint::parse(kind, text))
        };
        let sources = reader.sources(value, &format!("`{}`", kind.name()), read);
        for (_, source) in Source::ALL {
            if let Some(constraint) = sources.get(source) {
                constraints.set(source, constraint.clone());
            }
        }
    }
    constraints
}

fn read_literal(reader: &mut Reader, value: &Value, name: &str) -> Option<Literal> {
    match value {
        Value::StringLit(text) => Some(Literal::String(text.value.clone().into_owned())),
        Value::BooleanLit(boolean) => Some(Literal::Boolean(boolean.value)),
        Value::NumberLit(number) => match (number.value.parse::<i64>(), number.value.parse::<f64>()) {
            (Ok(whole), _) => Some(Literal::Integer(whole)),
            (_, Ok(float)) if float.is_finite() => Some(Literal::Float(float)),
            _ => {
                reader.error(value, format!("{name} is {}, which is too large a number", number.value));
                None
            }
        },
        _ => {
            reader.error(value, format!("{name} must be a string, a number, true or false"));
            None
        }
    }
}

/// A parameter (with `in`) or a field (without).
fn read_named<'p>(
    reader: &mut Reader<'p>,
    value: &Value<'p>,
    what: &str,
) -> Option<(Field, Option<Location>)> {
    let object = reader.object(value, what, &FIELD_KEYS)?;
    let name = reader.needed(object, "name", what).and_then(|value| reader.text(value, "`name`"));
    let ty = reader.needed(object, "type", what).and_then(|value| read_type(reader, value));
    // Without a name or type, reading fails; the rest is read to find all mistakes.
    let mut field = Field::new(name.unwrap_or_default(), ty.unwrap_or(Type::Json));
    field.place = reader.place(value);
    field.constraints = read_constraints(reader, object);
    if let Some(value) = object_get(object, "required") {
        field.required = reader.sources(value, "`required`", Reader::boolean);
    }
    if let Some(value) = object_get(object, "default") {
        field.default = reader.sources(value, "`default`", read_literal);
    }
    if let Some(value) = object_get(object, "example") {
        field.example = reader.sources(value, "`example`", read_literal);
    }
    field.format =
        object_get(object, "format").and_then(|value| reader.word(value, "`format`", &Format::ALL));
    field.unit = reader.optional_text(object, "unit");
    field.secret = reader.flag(object, "secret");
    field.deprecated = reader.flag(object, "deprecated");
    field.nullable = reader.flag(object, "nullable");
    field.additional = reader.flag(object, "additional");
    field.doc = reader.optional_text(object, "doc");
    field.vendor_description = reader.optional_text(object, "vendor_description");
    field.listed_by = read_source(reader, object);
    if let Some(value) = object_get(object, "unlisted") {
        let values = reader.list(value, "`unlisted`");
        field.unlisted = values.iter().filter_map(|one| reader.text(one, "a value of `unlisted`")).collect();
    }
    field.unread = reader.flag(object, "unread");
    let location = object_get(object, "in").and_then(|value| reader.word(value, "`in`", &Location::ALL));
    Some((field, location))
}

fn read_source<'p>(reader: &mut Reader<'p>, object: &Object<'p>) -> Option<Source> {
    object_get(object, "listed_by").and_then(|value| reader.word(value, "`listed_by`", &Source::ALL))
}

pub(super) fn read_parameter<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Parameter> {
    let (field, location) = read_named(reader, value, "a parameter")?;
    let Value::Object(object) = value else { return None };
    let Some(location) = location else {
        if object_get(object, "in").is_none() {
            reader.error(
                value,
                format!("parameter `{}` has no `in`; path, query, header or cookie is expected", field.name),
            );
        }
        return None;
    };
    let mut parameter = Parameter::new(location, field);
    let part = read_style(reader, object);
    parameter.style = part.style.unwrap_or(parameter.style);
    parameter.explode = part.explode.unwrap_or(parameter.style.explodes_by_default());
    let reserved = object_get(object, "reserved").and_then(|value| reader.boolean(value, "`reserved`"));
    parameter.reserved = reserved.unwrap_or_default();
    parameter.media_type = part.media_type;
    Some(parameter)
}

/// The style of a parameter or a part of a form.
fn read_style<'p>(reader: &mut Reader<'p>, object: &Object<'p>) -> Part {
    Part {
        style: object_get(object, "style")
            .and_then(|value| reader.word(value, "`style`", &ParameterStyle::ALL)),
        explode: object_get(object, "explode").and_then(|value| reader.boolean(value, "`explode`")),
        media_type: reader.optional_text(object, "media_type"),
        headers: Vec::new(),
    }
}

pub(super) fn read_part<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Part {
    let Some(object) = reader.object(value, "a part", &["style", "explode", "media_type", "headers"]) else {
        return Part::default();
    };
    let mut part = read_style(reader, object);
    if let Some(headers) = object_get(object, "headers") {
        for value in reader.list(headers, "`headers`") {
            part.headers.extend(read_field(reader, value, "a part"));
        }
    }
    part
}

/// A field of a model, or a header of a response.
pub(super) fn read_field<'p>(reader: &mut Reader<'p>, value: &Value<'p>, of: &str) -> Option<Field> {
    let (field, location) = read_named(reader, value, "a field")?;
    if location.is_some() {
        reader.error(value, format!("field `{}` of {of} has `in`; only a parameter can have it", field.name));
    }
    Some(field)
}

fn read_model<'p>(reader: &mut Reader<'p>, value: &Value<'p>, name: &str) -> Option<Model> {
    let what = format!("model `{name}`");
    let object = reader.object(value, &what, &["doc", "union", "size", "one_of", "any_of", "fields"])?;
    let fields = reader.needed(object, "fields", &what)?;
    let mut model = Model { doc: reader.optional_text(object, "doc"), ..Model::default() };
    model.place = reader.place(value);
    model.union = object_get(object, "union").and_then(|value| read_union(reader, value));
    model.size = object_get(object, "size").and_then(|value| read_bounds(reader, value, "`size`"));
    let sets = ["one_of", "any_of"].into_iter().filter_map(|key| Some((key, object_get(object, key)?)));
    for (key, value) in sets {
        if model.field_sets.is_some() {
            reader.error(value, format!("{what} has both `one_of` and `any_of`; one is expected"));
        }
        model.field_sets = Some(FieldSets::new(read_sets(reader, value, key), key == "one_of"));
    }
    for value in reader.list(fields, "`fields`") {
        model.fields.extend(read_field(reader, value, &what));
    }
    Some(model)
}

/// Lists of the names of fields.
fn read_sets<'p>(reader: &mut Reader<'p>, value: &Value<'p>, key: &str) -> Vec<Vec<String>> {
    let sets = reader.list(value, &format!("`{key}`"));
    let names = |set: &Value<'p>| {
        let names = reader.list(set, "a set of fields");
        names.iter().filter_map(|name| reader.text(name, "the name of a field")).collect()
    };
    sets.iter().map(names).collect()
}

fn read_union<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Union> {
    let object = reader.object(value, "`union`", &["tag", "values"])?;
    let mut union = Union { tag: reader.optional_text(object, "tag"), ..Union::default() };
    let values = object_get(object, "values").and_then(|value| reader.map(value, "`values`"));
    for property in values.into_iter().flat_map(|values| &values.properties) {
        if let Some(variant) = reader.text(&property.value, "a variant's name") {
            union.values.insert(property.name.as_str().to_owned(), variant);
        }
    }
    Some(union)
}

fn read_enum_value<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<EnumValue> {
    let object =
        reader.object(value, "a value", &["value", "name", "doc", "vendor_description", "listed_by"])?;
    let text = reader.needed(object, "value", "a value")?;
    let mut known = EnumValue::new(reader.text(text, "`value`")?);
    known.name = reader.optional_text(object, "name");
    known.doc = reader.optional_text(object, "doc");
    known.vendor_description = reader.optional_text(object, "vendor_description");
    known.listed_by = read_source(reader, object);
    known.place = reader.place(value);
    Some(known)
}

fn read_enumeration<'p>(reader: &mut Reader<'p>, value: &Value<'p>, name: &str) -> Option<Enumeration> {
    let what = format!("enumeration `{name}`");
    let object = reader.object(
        value,
        &what,
        &["type", "open", "announced", "doc", "range", "range_name", "values"],
    )?;
    let kind = reader.needed(object, "type", &what);
    let kind = kind.and_then(|value| reader.word(value, "`type`", &EnumKind::ALL));
    let mut enumeration = Enumeration::new(kind.unwrap_or(EnumKind::String), [] as [&str; 0]);
    enumeration.open = reader.flag(object, "open");
    enumeration.announced = reader.optional_text(object, "announced");
    enumeration.doc = reader.optional_text(object, "doc");
    enumeration.range = object_get(object, "range").and_then(|value| read_bounds(reader, value, "`range`"));
    enumeration.range_name = reader.optional_text(object, "range_name");
    enumeration.place = reader.place(value);
    let values = reader.needed(object, "values", &what)?;
    for value in reader.list(values, "`values`") {
        enumeration.values.extend(read_enum_value(reader, value));
    }
    Some(enumeration)
}

/// The `models` and `enums` of a file.
pub(super) fn read_definitions<'p>(reader: &mut Reader<'p>, object: &Object<'p>) -> Definitions {
    let mut definitions = Definitions::default();
    if let Some(models) = object_get(object, "models").and_then(|value| reader.map(value, "`models`")) {
        for property in &models.properties {
            let name = property.name.as_str();
            check_type_name(reader, property, name);
            if let Some(model) = read_model(reader, &property.value, name) {
                definitions.models.insert(name.to_owned(), model);
            }
        }
    }
    if let Some(enums) = object_get(object, "enums").and_then(|value| reader.map(value, "`enums`")) {
        for property in &enums.properties {
            let name = property.name.as_str();
            check_type_name(reader, property, name);
            if let Some(enumeration) = read_enumeration(reader, &property.value, name) {
                definitions.enums.insert(name.to_owned(), enumeration);
            }
        }
    }
    definitions
}

/// Checks that a field's `type` can refer to a model or an enumeration by its name.
fn check_type_name(reader: &mut Reader, property: &jsonc_parser::ast::ObjectProp, name: &str) {
    if !matches!(name.parse(), Ok(Type::Named(_))) {
        reader.error(
            property,
            format!("`{name}` is not a name for a model or enumeration; `UpperCamelCase` is expected"),
        );
    }
}
