//! Unions: values of one of several types, distinguished by a field, by the JSON type or by required fields.
//!
//! The traits and the unknown variant are part of every runtime; the rest has the cargo feature `unions`.

#[cfg(feature = "unions")]
pub(crate) mod choose;
#[cfg(feature = "unions")]
pub(crate) mod implement;
pub(crate) mod unknown;

use std::any::Any;

use serde_json::Value as Json;

use crate::schema::{self, EnumKind, Kind, Table};
use crate::value::slot::{Slot, View};

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

    /// The tag with its value, to be written next to the fields of the variant's value, unless the object has it.
    fn tag_beside(&self) -> Option<(&'static str, View<'static>)> {
        let (index, value) = self.value();
        tag_beside(self.table().get(), index, value)
    }
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

/// The function that decodes unions. It is linked only into programs with a union.
#[derive(Clone, Copy)]
pub struct UnionDecoder(pub(crate) DecodeUnion);

/// Decodes a value of a union. The second argument is the state of decoding, whose type belongs to a layer below.
pub(crate) type DecodeUnion = fn(&mut dyn AnyUnion, &mut dyn Any, Json) -> Result<bool, serde_json::Error>;

fn tag_beside(
    table: &'static schema::Model,
    index: usize,
    value: View<'_>,
) -> Option<(&'static str, View<'static>)> {
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
