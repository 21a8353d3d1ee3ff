//! Unions: values of one of several types, distinguished by a field, by the JSON type or by required fields.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;

use serde_json::Value as Json;

use crate::schema::{self, Constraint, EnumKind, Field, Kind, Table};
use crate::value::slot::{Content, Mismatch, Scalar, Shape, Slot, View};

/// A value of one of several types.
///
/// Generated code implements four functions. Everything else about a union (`Clone`, `Debug`, `PartialEq`, JSON) is
/// written once for all unions.
pub trait Union: Sized + 'static {
    /// The table, whose fields are the variants.
    fn table() -> Table<schema::Model>;

    /// The variant at this index of the table, with an empty value; past the end, the variant for an unknown one.
    fn empty_variant(index: usize) -> Self;

    /// The index of the variant, and its value. The index of an unknown one is past the end.
    fn variant(&self) -> (usize, &dyn Slot);

    /// The value of the variant.
    fn variant_mut(&mut self) -> &mut dyn Slot;
}

/// A union of any type; every [`Union`] implements it.
pub trait AnyUnion {
    /// The table, whose fields are the variants.
    fn table(&self) -> Table<schema::Model>;

    /// Changes the value to an empty one of the variant at this index, and returns it.
    fn set_variant(&mut self, index: usize) -> &mut dyn Slot;

    /// The index of the variant, and a view of its value.
    fn value(&self) -> (usize, View<'_>);
}

impl<U: Union> AnyUnion for U {
    fn table(&self) -> Table<schema::Model> {
        U::table()
    }

    fn set_variant(&mut self, index: usize) -> &mut dyn Slot {
        *self = U::empty_variant(index);
        self.variant_mut()
    }

    fn value(&self) -> (usize, View<'_>) {
        let (index, slot) = self.variant();
        (index, slot.view())
    }
}

/// The function that decodes unions, which only a program with a union is linked with.
#[derive(Clone, Copy)]
pub struct UnionDecoder(pub(crate) DecodeUnion);

/// Decodes a value of a union. The second argument is the state of decoding, which is a layer below.
pub(crate) type DecodeUnion = fn(&mut dyn AnyUnion, &mut dyn Any, Json) -> Result<bool, serde_json::Error>;

/// A value of a union that this version of the client does not know; created only by decoding.
#[derive(Clone, PartialEq)]
pub struct UnknownVariant {
    tag: &'static str,
    json: Json,
}

impl UnknownVariant {
    /// A null in place of a variant of this union.
    #[doc(hidden)]
    pub fn empty(table: Table<schema::Model>) -> Self {
        UnknownVariant { tag: table.tag.unwrap_or_default(), json: Json::Null }
    }

    /// The value of the tag; `None` if the union has no tag, or the value lacks it.
    pub fn name(&self) -> Option<&str> {
        self.json.get(self.tag)?.as_str()
    }

    /// The value as it was received.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// The value as it was received.
    pub fn into_json(self) -> Json {
        self.json
    }
}

impl fmt::Debug for UnknownVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.json.fmt(f)
    }
}

impl Slot for UnknownVariant {
    fn set_scalar(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        self.json = Json::from_scalar(scalar)?;
        Ok(())
    }

    fn set_null(&mut self) -> bool {
        self.json = Json::Null;
        true
    }

    fn visit_model(&mut self, _: &mut dyn crate::value::model::VisitorMut) -> bool {
        false
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Json(&mut self.json)
    }

    fn view(&self) -> View<'_> {
        View::Json(&self.json)
    }
}

/// Converts a scalar to a value of the union.
///
/// # Errors
///
/// None: a scalar that matches no variant is kept as an unknown one.
pub fn from_scalar<U: Union>(scalar: Scalar<'_>) -> Result<U, Mismatch> {
    let json = Json::from_scalar(scalar)?;
    let mut union = U::empty_variant(choose(U::table().get(), &json).unwrap_or(usize::MAX));
    if union.variant_mut().set_scalar(scalar).is_err() {
        union.set_variant(usize::MAX).set_scalar(scalar)?;
    }
    Ok(union)
}

/// A union with a clone of the value.
pub fn clone<U: Union>(union: &U) -> U {
    let (index, slot) = union.variant();
    let mut copy = U::empty_variant(index);
    slot.view().clone_to(copy.variant_mut());
    copy
}

/// Writes the value like its own type.
///
/// # Errors
///
/// The errors of the formatter.
pub fn fmt_variant<U: Union>(union: &U, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&View::Union(union), f)
}

/// Returns `true` if both are the same variant with equal values.
pub fn eq_variants<U: Union>(one: &U, other: &U) -> bool {
    View::Union(one) == View::Union(other)
}

/// The field to be written beside those of the variant's value, with its value: the tag, unless the object has it.
pub(crate) fn tag_beside(union: &dyn AnyUnion) -> Option<(&'static str, View<'static>)> {
    let (index, value) = union.value();
    let table = union.table().get();
    let (tag, variant) = (table.tag?, table.fields.get(index)?);
    let View::Model(model) = value else { return None };
    let is_given = !crate::value::model::get(model, tag).is_absent();
    let value = variant.tags().first().filter(|_| !is_given)?;
    let field = model.table().get().fields.iter().find(|field| field.name == tag);
    let scalar = field.and_then(|field| match field.kind {
        Kind::Boolean => value.parse().ok().map(View::Boolean),
        Kind::Enum(table) if table.kind == EnumKind::String => None,
        Kind::Integer | Kind::Enum(_) => value.parse().ok().map(View::Integer),
        _ => None,
    });
    Some((tag, scalar.unwrap_or(View::Text(value))))
}

/// The index of the variant of a JSON value; `None` if it matches no known one.
pub(crate) fn choose(table: &'static schema::Model, value: &Json) -> Option<usize> {
    if let (Some(tag), Json::Object(fields)) = (table.tag, value) {
        let has = |variant: &Field, value: &str| variant.tags().contains(&value);
        let by_tag = fields
            .get(tag)
            .and_then(scalar_text)
            .and_then(|value| table.fields.iter().position(|variant| has(variant, &value)));
        return by_tag.or_else(|| best(table, value, |variant| variant.tags().is_empty()));
    }
    best(table, value, |_| true)
}

/// The text by which a table names a value of a tag.
fn scalar_text(value: &Json) -> Option<Cow<'_, str>> {
    match value {
        Json::String(text) => Some(text.into()),
        Json::Bool(value) => Some(value.to_string().into()),
        Json::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

/// Added to the score of an object whose fields all have their JSON types. Below it, a number may be written as text.
const EXACT: usize = 1 << 16;

/// The first of the variants that fit best.
fn best(table: &'static schema::Model, value: &Json, counts: impl Fn(&Field) -> bool) -> Option<usize> {
    let variants = table.fields.iter().enumerate().filter(|(_, variant)| counts(variant));
    let fits = variants.filter_map(|(index, variant)| Some((fit(&variant.kind, value)?, index)));
    fits.max_by_key(|(fit, index)| (*fit, std::cmp::Reverse(*index))).map(|(_, index)| index)
}

/// Score of a value for a type, the higher the better; `None` if it is not of that type.
fn fit(kind: &Kind, value: &Json) -> Option<usize> {
    match (kind, value) {
        (Kind::Json, _) => Some(0),
        (Kind::Boolean, Json::Bool(_))
        | (Kind::Number, Json::Number(_))
        | (Kind::String, Json::String(_)) => Some(2),
        (Kind::Unsigned, Json::Number(number)) => number.as_u64().map(|_| 3),
        (Kind::Integer | Kind::Timestamp, Json::Number(number)) => match number.as_i64() {
            Some(_) => Some(3),
            None => number.as_f64().filter(|number| number.fract() == 0.0).map(|_| 1),
        },
        (Kind::Enum(table), Json::String(text)) if table.kind == EnumKind::String => {
            let is_known = table.values.iter().any(|known| known.value == text);
            Some(if is_known { 4 } else { 1 })
        }
        (Kind::Enum(table), Json::Number(number)) if table.kind != EnumKind::String => {
            let number = number.as_i64()?;
            let is_known = table.values.iter().any(|known| known.number == number);
            Some(if is_known { 4 } else { 1 })
        }
        (Kind::List(item), Json::Array(items)) => {
            let grades = items.iter().map(|one| fit(item, one)).collect::<Option<Vec<_>>>()?;
            Some(grades.into_iter().min().unwrap_or(3))
        }
        (Kind::Map(item), Json::Object(entries)) => {
            entries.values().all(|one| one.is_null() || fit(item, one).is_some()).then_some(1)
        }
        (Kind::Model(table), Json::Object(entries)) => {
            let is_whole = table
                .fields
                .iter()
                .filter(|field| field.is_required())
                .all(|field| entries.contains_key(field.name));
            let known = table.fields.iter().filter_map(|field| Some((field, entries.get(field.name)?)));
            let (mut grade, mut is_exact) = (2, true);
            for (field, value) in known {
                grade += 1;
                is_exact &= is_of(field, value);
            }
            is_whole.then_some(if is_exact { EXACT + grade } else { grade })
        }
        (Kind::Nullable(_), Json::Null) => Some(1),
        (Kind::Nullable(item), value) => fit(item, value),
        (Kind::Union(table), value) => choose(table.get(), value).map(|_| 2),
        _ => None,
    }
}

/// True if the value of a field has its JSON type, and is one of its constants. Objects and lists are not looked into.
fn is_of(field: &Field, value: &Json) -> bool {
    let is_allowed = |value: &bool| {
        field.constraints().iter().all(|one| !matches!(one, Constraint::Only(only) if only != value))
    };
    match (&field.kind, value) {
        (_, Json::Null) | (Kind::Json | Kind::File | Kind::Union(_) | Kind::Nullable(_), _) => true,
        (Kind::Boolean, Json::Bool(value)) => is_allowed(value),
        (Kind::String, Json::String(_))
        | (Kind::Integer | Kind::Unsigned | Kind::Timestamp | Kind::Number, Json::Number(_))
        | (Kind::List(_), Json::Array(_))
        | (Kind::Map(_) | Kind::Model(_), Json::Object(_)) => true,
        (Kind::Enum(table), Json::String(text)) if table.kind == EnumKind::String => {
            table.open || table.values.iter().any(|known| known.value == text)
        }
        (Kind::Enum(table), Json::Number(number)) if table.kind == EnumKind::Integer => {
            table.open || table.values.iter().any(|known| Some(known.number) == number.as_i64())
        }
        (Kind::Enum(table), Json::Number(_)) => table.kind != EnumKind::String,
        _ => false,
    }
}

/// Implements for each of the unions the traits that follow from its variants: `Clone`, `Debug`, `PartialEq` and, with the
/// feature `serde`, `Serialize` and `Deserialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! unions {
    ($($union:ident)*) => {
        $(
            impl ::core::clone::Clone for $union {
                fn clone(&self) -> Self {
                    $crate::generated::unions::clone(self)
                }
            }
            impl ::core::fmt::Debug for $union {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    $crate::generated::unions::fmt_variant(self, f)
                }
            }
            impl ::core::cmp::PartialEq for $union {
                fn eq(&self, other: &Self) -> bool {
                    $crate::generated::unions::eq_variants(self, other)
                }
            }
            impl $crate::generated::slot::Content for $union {
                fn empty() -> Self {
                    $crate::generated::Union::empty_variant(usize::MAX)
                }
                fn from_scalar(
                    scalar: $crate::generated::slot::Scalar<'_>,
                ) -> ::core::result::Result<Self, $crate::generated::slot::Mismatch> {
                    $crate::generated::unions::from_scalar(scalar)
                }
                fn open(&mut self) -> $crate::generated::slot::Shape<'_> {
                    $crate::generated::slot::Shape::Union(self, $crate::generated::unions::DECODER)
                }
                fn view(&self) -> $crate::View<'_> {
                    $crate::View::Union(self)
                }
            }
        )*
        $crate::serialize!($($union)*);
    };
}
