//! Models: objects with known fields, and how to read, fill and copy any of them without knowing its type.

use std::fmt;

use crate::schema::{self, Table, Tables};
use crate::value::slot::{Slot, View};

/// An object with known fields, as the API sends or takes it.
///
/// Generated code implements it: two functions that lend out all fields in the order of the table. Everything else
/// about a model (`Clone`, `Debug`, `PartialEq`, reading and writing JSON) is one loop for all models.
pub trait Model: Sized + Send + Sync + 'static {
    /// Makes one, and lends its fields, all of them empty, to be filled.
    fn with_fields(visitor: &mut dyn VisitorMut) -> Self;

    /// Lends its fields.
    fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>);

    /// One with no field set.
    fn empty() -> Self {
        Self::with_fields(&mut Nothing)
    }

    /// One with the same in its fields: what `Clone` makes.
    fn clone_fields(&self) -> Self {
        Self::with_fields(&mut Copies(self))
    }

    /// Prints the fields that are set, secret ones as `***`: what `Debug` prints.
    ///
    /// # Errors
    ///
    /// The formatter's own.
    fn fmt_fields(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }

    /// Whether the fields of both are equal: what `PartialEq` finds. Decimals compare by `==`.
    fn eq_fields(&self, other: &Self) -> bool {
        equal(self, other)
    }
}

/// What fills the fields of a new model.
pub trait VisitorMut {
    /// Puts into the fields, which stand in the order of the table, whatever there is for them.
    fn visit_mut(&mut self, table: Table<schema::Model>, fields: &mut [&mut dyn Slot]);
}

/// What reads the fields of a model.
pub trait Visitor<'a> {
    /// Reads the fields, which stand in the order of the table.
    fn visit(&mut self, table: Table<schema::Model>, fields: &[&'a dyn Slot]);
}

// A model that contains itself does so through a box, which is as good a model as what is in it.
impl<M: Model> Model for Box<M> {
    fn with_fields(visitor: &mut dyn VisitorMut) -> Self {
        Self::new(M::with_fields(visitor))
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        M::visit(self, visitor);
    }
}

/// Any model; every [`Model`] is one.
pub trait AnyModel: Send + Sync {
    /// Lends its fields.
    fn visit_fields<'a>(&'a self, visitor: &mut dyn Visitor<'a>);

    /// Its name and fields.
    fn table(&self) -> Table<schema::Model> {
        let mut table = TableOf(NO_TABLES.model(0));
        self.visit_fields(&mut table);
        table.0
    }
}

impl<M: Model> AnyModel for M {
    #[inline]
    fn visit_fields<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        self.visit(visitor);
    }
}

/// Fills nothing.
struct Nothing;

impl VisitorMut for Nothing {
    fn visit_mut(&mut self, _: Table<schema::Model>, _: &mut [&mut dyn Slot]) {}
}

/// Keeps the table of what lends its fields.
struct TableOf(Table<schema::Model>);

/// The table of what lends nothing, which no model does.
static NO_TABLES: Tables = Tables::new("");

impl Visitor<'_> for TableOf {
    fn visit(&mut self, table: Table<schema::Model>, _: &[&dyn Slot]) {
        self.0 = table;
    }
}

/// Hands every field and what stands in it to a function.
struct Each<F>(F);

impl<'a, F: FnMut(&'static schema::Field, View<'a>)> Visitor<'a> for Each<F> {
    fn visit(&mut self, table: Table<schema::Model>, fields: &[&'a dyn Slot]) {
        for (field, slot) in table.fields.iter().zip(fields) {
            (self.0)(field, slot.view());
        }
    }
}

/// Hands every field to a function with what stands in it, [`View::Absent`] for those that are not set; in the order
/// of the table.
pub fn each_field<'a>(model: &'a dyn AnyModel, with: impl FnMut(&'static schema::Field, View<'a>)) {
    model.visit_fields(&mut Each(with));
}

/// Every field with what stands in it, [`View::Absent`] for those that are not set; in the order of the table.
pub fn fields(model: &dyn AnyModel) -> impl Iterator<Item = (&'static schema::Field, View<'_>)> {
    let mut fields = Vec::new();
    each_field(model, |field, view| fields.push((field, view)));
    fields.into_iter()
}

/// What stands in the field of that name on the wire; [`View::Absent`] if it is not set or there is none.
pub fn get<'a>(model: &'a dyn AnyModel, name: &str) -> View<'a> {
    let mut found = View::Absent;
    each_field(model, |field, view| {
        if field.name == name {
            found = view;
        }
    });
    found
}

/// The whole number in the field of that name on the wire.
pub fn get_i64(model: &dyn AnyModel, name: &str) -> Option<i64> {
    get(model, name).as_i64()
}

/// Prints the fields that are set, secret ones as `***`.
///
/// # Errors
///
/// The formatter's own.
pub(crate) fn debug(model: &dyn AnyModel, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut printed = formatter.debug_struct(model.table().name);
    each_field(model, |field, view| {
        if view.is_absent() {
            return;
        }
        if field.is_secret() {
            printed.field(field.name, &format_args!("***"));
        } else {
            printed.field(field.name, &view);
        }
    });
    printed.finish()
}

/// Whether both are the same model with equal fields; decimals compare by `==`.
pub(crate) fn equal(one: &dyn AnyModel, two: &dyn AnyModel) -> bool {
    let mut others = fields(two);
    let mut same = one.table() == two.table();
    each_field(one, |_, view| same = same && others.next().is_some_and(|(_, other)| other == view));
    same
}

/// Fills a new model with what another one of its kind has.
pub(crate) struct Copies<'a>(pub(crate) &'a dyn AnyModel);

impl VisitorMut for Copies<'_> {
    fn visit_mut(&mut self, _: Table<schema::Model>, fields: &mut [&mut dyn Slot]) {
        let mut fields = fields.iter_mut();
        each_field(self.0, |_, view| {
            if let Some(field) = fields.next() {
                view.copy_to(&mut **field);
            }
        });
    }
}

/// Implements for each of the models what follows from its fields: `Clone`, `Debug`, `PartialEq` and, with the feature
/// `serde`, `Serialize` and `Deserialize`.
///
/// All models of a module in one call, and no more than a call in each function: there are a thousand models, and the
/// compiler takes as long to begin with a macro or a function as for what is in it.
#[doc(hidden)]
#[macro_export]
macro_rules! models {
    ($($model:ident)*) => {
        $(
            impl ::core::clone::Clone for $model {
                #[inline]
                fn clone(&self) -> Self {
                    $crate::generated::Model::clone_fields(self)
                }
            }
            impl ::core::fmt::Debug for $model {
                #[inline]
                fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    $crate::generated::Model::fmt_fields(self, formatter)
                }
            }
            impl ::core::cmp::PartialEq for $model {
                #[inline]
                fn eq(&self, other: &Self) -> bool {
                    $crate::generated::Model::eq_fields(self, other)
                }
            }
        )*
        $crate::serialize!($($model)*);
    };
}

/// Implements `Serialize` and `Deserialize` for types that can stand in a field; only with the feature `serde`, since most
/// programs need neither.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serialize {
    ($($type:ident)*) => {$(
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
    )*};
}

/// Implements nothing: the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serialize {
    ($($type:ident)*) => {};
}
