//! Models: objects with known fields, and how to read any of them without knowing its type.

use std::fmt;

use crate::slot::{Slot, View};
use crate::table;

/// An object with known fields, as the API sends or takes it.
///
/// Generated code implements it; everything else about a model (`Debug`, `PartialEq`, `Serialize`, `Deserialize`)
/// comes from its table.
pub trait Model: Sized + Send + Sync + 'static {
    /// Its name and fields.
    const TABLE: &'static table::Model;

    /// One with no field set.
    fn empty() -> Self;

    /// The field at that position in the table.
    fn get(&self, index: usize) -> Option<&dyn Slot>;

    /// The field at that position in the table, to be filled.
    fn get_mut(&mut self, index: usize) -> Option<&mut dyn Slot>;
}

// A model that contains itself does so through a box, which is as good a model as what is in it.
impl<M: Model> Model for Box<M> {
    const TABLE: &'static table::Model = M::TABLE;

    fn empty() -> Self {
        Self::new(M::empty())
    }

    fn get(&self, index: usize) -> Option<&dyn Slot> {
        M::get(self, index)
    }

    fn get_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        M::get_mut(self, index)
    }
}

/// Any model; every [`Model`] is one.
pub trait DynModel: Send + Sync {
    /// Its name and fields.
    fn table(&self) -> &'static table::Model;

    /// The field at that position in the table.
    #[doc(hidden)]
    fn slot(&self, index: usize) -> Option<&dyn Slot>;

    /// The field at that position in the table, to be filled.
    #[doc(hidden)]
    fn slot_mut(&mut self, index: usize) -> Option<&mut dyn Slot>;
}

impl<M: Model> DynModel for M {
    #[inline]
    fn table(&self) -> &'static table::Model {
        M::TABLE
    }

    #[inline]
    fn slot(&self, index: usize) -> Option<&dyn Slot> {
        self.get(index)
    }

    #[inline]
    fn slot_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        self.get_mut(index)
    }
}

/// Every field with what stands in it, [`View::Absent`] for those that are not set; in the order of the table.
pub fn fields(model: &dyn DynModel) -> impl Iterator<Item = (&'static table::Field, View<'_>)> {
    model.table().fields.iter().enumerate().map(|(index, field)| (field, view(model, index)))
}

/// What stands in the field of that name on the wire; [`View::Absent`] if it is not set or there is none.
pub fn get<'a>(model: &'a dyn DynModel, name: &str) -> View<'a> {
    let index = model.table().fields.iter().position(|field| field.name == name);
    index.map_or(View::Absent, |index| view(model, index))
}

/// The whole number in the field of that name on the wire.
pub fn get_i64(model: &dyn DynModel, name: &str) -> Option<i64> {
    get(model, name).as_i64()
}

fn view(model: &dyn DynModel, index: usize) -> View<'_> {
    model.slot(index).map_or(View::Absent, Slot::view)
}

/// Prints the fields that are set, secret ones as `***`.
///
/// # Errors
///
/// The formatter's own.
pub fn debug(model: &dyn DynModel, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut printed = formatter.debug_struct(model.table().name);
    for (field, view) in fields(model) {
        if view.is_absent() {
            continue;
        }
        if field.is_secret() {
            printed.field(field.name, &format_args!("***"));
        } else {
            printed.field(field.name, &view);
        }
    }
    printed.finish()
}

/// Whether both are the same model with equal fields; decimals compare by `==`.
pub fn equal(one: &dyn DynModel, two: &dyn DynModel) -> bool {
    std::ptr::eq(one.table(), two.table())
        && fields(one).zip(fields(two)).all(|((_, one), (_, two))| one == two)
}

/// Implements for each model what follows from its table: `Debug`, `PartialEq`, `Serialize`, `Deserialize`, and
/// `Default` for those that are preceded by `default`.
#[doc(hidden)]
#[macro_export]
macro_rules! model {
    (default $model:ident) => {
        impl ::core::default::Default for $model {
            #[inline]
            fn default() -> Self {
                $crate::Model::empty()
            }
        }
        $crate::model!($model);
    };
    ($model:ident) => {
        impl ::core::fmt::Debug for $model {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::generated::model::debug(self, formatter)
            }
        }
        impl ::core::cmp::PartialEq for $model {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::generated::model::equal(self, other)
            }
        }
        $crate::serialize!($model);
    };
}

/// Implements `Serialize` and `Deserialize` for a type that can stand in a field.
#[doc(hidden)]
#[macro_export]
macro_rules! serialize {
    ($type:ident) => {
        impl $crate::generated::serde::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::generated::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::generated::slot::serialize(self, serializer)
            }
        }
        impl<'de> $crate::generated::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::generated::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::generated::slot::deserialize(deserializer)
            }
        }
    };
}
