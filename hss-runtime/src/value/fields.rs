//! Fields of a model as a tuple, as generated code passes them.
//!
//! rustc checks one tuple with fewer steps than an array whose elements become trait objects one by one: `cargo check` of all
//! operations of HSS needs 4.6 % fewer instructions. Models with more fields than the longest tuple here pass arrays.

use super::model::{Visitor, VisitorMut};
use super::slot::Slot;
use crate::schema::{Model, Table, Tables};

/// A tuple of references to the fields of a model.
pub trait Fields<'a> {
    /// Passes the fields to the visitor.
    fn visit(self, visitor: &mut dyn Visitor<'a>, table: Table<Model>);
}

/// A tuple of the fields of a new model.
pub trait NewFields {
    /// Creates the fields empty, and passes them to the visitor.
    fn visited(visitor: &mut dyn VisitorMut, table: Table<Model>) -> Self;
}

/// Passes the fields of the model whose table is at this position to the visitor.
#[inline]
pub fn visit<'a>(
    visitor: &mut dyn Visitor<'a>,
    tables: &'static Tables,
    index: usize,
    fields: impl Fields<'a>,
) {
    fields.visit(visitor, tables.model(index));
}

/// The fields of a new model whose table is at this position, as the visitor leaves them.
#[inline]
pub fn new<F: NewFields>(visitor: &mut dyn VisitorMut, tables: &'static Tables, index: usize) -> F {
    F::visited(visitor, tables.model(index))
}

/// Implements both traits for the tuple of these types, and for each shorter one.
macro_rules! tuples {
    () => {};
    ($first:ident $($type:ident)*) => {
        tuples!($($type)*);

        impl<'a, $first: Slot, $($type: Slot),*> Fields<'a> for (&'a $first, $(&'a $type,)*) {
            #[inline]
            #[allow(non_snake_case)]
            fn visit(self, visitor: &mut dyn Visitor<'a>, table: Table<Model>) {
                let ($first, $($type,)*) = self;
                visitor.visit(table, &[$first, $($type),*]);
            }
        }

        impl<$first: Slot + Default, $($type: Slot + Default),*> NewFields for ($first, $($type,)*) {
            #[inline]
            #[allow(non_snake_case)]
            fn visited(visitor: &mut dyn VisitorMut, table: Table<Model>) -> Self {
                let mut new = Self::default();
                let ($first, $($type,)*) = &mut new;
                visitor.visit_mut(table, &mut [$first, $($type),*]);
                new
            }
        }
    };
}

tuples!(A B C D E F G H I J K L);
