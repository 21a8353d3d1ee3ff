//! Type-erased values: the interface between the types of fields and the code that decodes, encodes and validates them.
//!
//! A [`Slot`] holds a value: a field of a model (`Option<T>`), an element of a list, a whole response. The decoder
//! writes to it; the code that encodes, validates, compares and formats reads it as a [`View`]. Generated code
//! implements [`Model`](crate::Model) alone; [`Content`] is the trait of all types that a field can have.

mod contents;
mod view;

pub(crate) use contents::{CODE, STRING, text};
pub use contents::{code, integer};
pub(crate) use view::items;
pub use view::{EnumView, ListView, MapView, View};

use crate::value::file_content::FileContent;
use crate::value::model::{Model, VisitorMut};
use crate::value::union::{AnyUnion, UnionDecoder};

/// A value without inner values, as found in JSON.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Scalar<'a> {
    /// `true` or `false`.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// An integer above `i64::MAX`.
    Unsigned(u64),
    /// Any other number.
    Number(f64),
    /// A string.
    Text(&'a str),
}

/// The value is not of the slot's type, and cannot be converted without loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The expected type: `an integer`.
    pub expected: &'static str,
}

/// A place for a value of one type.
pub trait Slot {
    /// Sets the value to a scalar.
    ///
    /// # Errors
    ///
    /// The scalar is not of the slot's type.
    fn set_scalar(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch>;

    /// Sets the value to null; returns `true` if the slot can hold null, possibly as an absent value.
    fn set_null(&mut self) -> bool;

    /// Sets the value to a new model whose fields the visitor writes.
    ///
    /// Returns `false`, without a visit, if the slot's type is not a model.
    fn visit_model(&mut self, visitor: &mut dyn VisitorMut) -> bool;

    /// Sets the value to an empty one, and returns its structure to write to.
    fn open(&mut self) -> Shape<'_>;

    /// A view of the value.
    fn view(&self) -> View<'_>;
}

/// The structure of a slot's value, to write to.
pub enum Shape<'a> {
    /// No inner values; the string names the expected type.
    Scalar(&'static str),
    /// An object with known fields, written by [`Slot::visit_model`].
    Model,
    /// A list.
    List(&'a mut dyn ListSlot),
    /// An object with any keys, and values of one type.
    Map(&'a mut dyn MapSlot),
    /// A value of one of several types.
    Union(&'a mut dyn AnyUnion, UnionDecoder),
    /// Any JSON value.
    Json(&'a mut serde_json::Value),
    /// The content of a file.
    File(&'a mut FileContent),
    /// No value; whatever is found is ignored.
    Nothing,
}

/// A list that is being decoded.
pub trait ListSlot {
    /// Size of an element, in bytes.
    fn element_size(&self) -> usize;

    /// Appends an empty element, and returns it.
    fn push(&mut self) -> &mut dyn Slot;

    /// Appends a new model whose fields the visitor writes.
    ///
    /// Returns `false`, without a visit, if the elements are not models.
    fn push_model(&mut self, visitor: &mut dyn VisitorMut) -> bool;

    /// Removes the last element, which was null.
    fn pop(&mut self);
}

/// A map that is being decoded.
pub trait MapSlot {
    /// Sets the value of the key to an empty one, and returns it.
    fn entry(&mut self, key: &str) -> &mut dyn Slot;

    /// Removes the key, whose value was null.
    fn remove(&mut self, key: &str);
}

/// A type of fields, elements and responses.
pub trait Content: Sized + 'static {
    /// `true` if null is a value of this type; otherwise, a null in a list or map is left out.
    const HOLDS_NULL: bool = false;

    /// The value before anything is decoded.
    fn empty() -> Self;

    /// Converts a scalar.
    ///
    /// # Errors
    ///
    /// The scalar is not of this type, and cannot be converted without loss.
    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch>;

    /// A model whose fields the visitor writes; `None` if this type is not a model.
    fn with_fields(_: &mut dyn VisitorMut) -> Option<Self> {
        None
    }

    /// The structure of the value, to write to.
    fn open(&mut self) -> Shape<'_>;

    /// A view of the value.
    fn view(&self) -> View<'_>;
}

/// A type of elements of lists and maps: a [`Content`], or an `Option` of one where null is a value.
pub trait Element: Slot + Sized + 'static {
    /// The element before anything is decoded.
    fn fresh() -> Self;

    /// A model whose fields the visitor writes; `None` if this type is not a model.
    fn of_fields(visitor: &mut dyn VisitorMut) -> Option<Self>;
}

impl<T: Content> Element for T {
    #[inline]
    fn fresh() -> Self {
        T::empty()
    }

    #[inline]
    fn of_fields(visitor: &mut dyn VisitorMut) -> Option<Self> {
        T::with_fields(visitor)
    }
}

impl<T: Content> Element for Option<T> {
    fn fresh() -> Self {
        None
    }

    fn of_fields(visitor: &mut dyn VisitorMut) -> Option<Self> {
        T::with_fields(visitor).map(Some)
    }
}

impl<T: Content> Slot for T {
    #[inline]
    fn set_scalar(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        *self = T::from_scalar(scalar)?;
        Ok(())
    }

    #[inline]
    fn set_null(&mut self) -> bool {
        T::HOLDS_NULL
    }

    #[inline]
    fn visit_model(&mut self, visitor: &mut dyn VisitorMut) -> bool {
        let Some(model) = T::with_fields(visitor) else { return false };
        *self = model;
        true
    }

    #[inline]
    fn open(&mut self) -> Shape<'_> {
        Content::open(self)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        Content::view(self)
    }
}

impl<T: Content> Slot for Option<T> {
    #[inline]
    fn set_scalar(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        *self = Some(T::from_scalar(scalar)?);
        Ok(())
    }

    #[inline]
    fn set_null(&mut self) -> bool {
        *self = None;
        true
    }

    #[inline]
    fn visit_model(&mut self, visitor: &mut dyn VisitorMut) -> bool {
        let Some(model) = T::with_fields(visitor) else { return false };
        *self = Some(model);
        true
    }

    #[inline]
    fn open(&mut self) -> Shape<'_> {
        // Always a new value: if a key occurs twice, the last value replaces the first.
        Content::open(self.insert(T::empty()))
    }

    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => Content::view(value),
            None => View::Absent,
        }
    }
}

impl<M: Model> Content for M {
    #[inline]
    fn empty() -> Self {
        M::empty()
    }

    #[inline]
    fn from_scalar(_: Scalar<'_>) -> Result<Self, Mismatch> {
        Err(Mismatch { expected: "an object" })
    }

    #[inline]
    fn with_fields(visitor: &mut dyn VisitorMut) -> Option<Self> {
        Some(M::with_fields(visitor))
    }

    #[inline]
    fn open(&mut self) -> Shape<'_> {
        Shape::Model
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::Model(self)
    }
}
