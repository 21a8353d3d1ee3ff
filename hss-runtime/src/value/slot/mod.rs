//! How the decoder fills a value and the encoder reads it without knowing its type.
//!
//! A [`Slot`] is a place for a value: a field of a model (`Option<T>`), an element of a list, a whole answer. The
//! one decoding loop hands it what stands in the JSON text; the loops that encode, validate, compare and print see
//! it as a [`View`]. Generated code implements [`Model`](crate::Model) and no more; what fits into a field is
//! [`Content`].

mod contents;
mod view;

pub use contents::integer;
pub(crate) use contents::text;
pub(crate) use view::items;
pub use view::{EnumView, ListView, MapView, View};

use crate::value::file_content::FileContent;
use crate::value::model::{Model, VisitorMut};

/// A single value as it stood in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A whole number above `i64::MAX`.
    Unsigned(u64),
    /// A decimal, or a whole number too large for the others.
    Number(f64),
    /// Text.
    Text(&'a str),
}

/// The value is not of the type that the slot holds, nor can it be taken for one without losing something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What would have fitted: `a whole number`.
    pub expected: &'static str,
}

/// A place for a value.
pub trait Slot: Send + Sync {
    /// Puts a single value in.
    ///
    /// # Errors
    ///
    /// The value doesn't fit.
    fn accept(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch>;

    /// Takes out what is there, because null stands in its place; whether that null is a value of its own.
    fn clear(&mut self) -> bool;

    /// Puts in a model whose fields are filled from there; false, and nothing happens, if the slot holds no model.
    fn build(&mut self, visitor: &mut dyn VisitorMut) -> bool;

    /// Prepares for a list or a map and lends the place for it.
    fn open(&mut self) -> Shape<'_>;

    /// What is there.
    fn view(&self) -> View<'_>;
}

/// What a slot is made of inside.
pub enum Shape<'a> {
    /// Nothing: it holds a single value, such as this one.
    Scalar(&'static str),
    /// An object with known fields: [`Slot::build`] makes it.
    Model,
    /// A list.
    List(&'a mut dyn ListSlot),
    /// An object with any keys and values of one type.
    Map(&'a mut dyn MapSlot),
    /// Anything.
    Json(&'a mut serde_json::Value),
    /// The content of a file.
    File(&'a mut FileContent),
    /// Nothing is kept.
    Nothing,
}

/// A list that is being filled.
pub trait ListSlot {
    /// Appends an empty element and lends it.
    fn push(&mut self) -> &mut dyn Slot;

    /// Takes the last element away: it was null.
    fn pop(&mut self);
}

/// A map that is being filled.
pub trait MapSlot {
    /// Lends the value of that key, new and empty.
    fn entry(&mut self, key: &str) -> &mut dyn Slot;

    /// Takes that key away: its value was null.
    fn remove(&mut self, key: &str);
}

/// A type that a field, an element or a whole answer may have.
pub trait Content: Sized + Send + Sync + 'static {
    /// Whether null is a value of this type; elsewhere a null in a list or map is left out.
    const HOLDS_NULL: bool = false;

    /// A value to begin with, before anything is known.
    fn empty() -> Self;

    /// Reads it from a single value.
    ///
    /// # Errors
    ///
    /// The value doesn't fit.
    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch>;

    /// A model whose fields are filled from there; none for a type that is no model.
    fn with_fields(_: &mut dyn VisitorMut) -> Option<Self> {
        None
    }

    /// Lends what is inside a value that has an inside.
    fn open(&mut self) -> Shape<'_>;

    /// What is there.
    fn view(&self) -> View<'_>;
}

impl<T: Content> Slot for T {
    #[inline]
    fn accept(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        *self = T::from_scalar(scalar)?;
        Ok(())
    }

    #[inline]
    fn clear(&mut self) -> bool {
        T::HOLDS_NULL
    }

    #[inline]
    fn build(&mut self, visitor: &mut dyn VisitorMut) -> bool {
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
    fn accept(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        *self = Some(T::from_scalar(scalar)?);
        Ok(())
    }

    #[inline]
    fn clear(&mut self) -> bool {
        *self = None;
        true
    }

    #[inline]
    fn build(&mut self, visitor: &mut dyn VisitorMut) -> bool {
        let Some(model) = T::with_fields(visitor) else { return false };
        *self = Some(model);
        true
    }

    #[inline]
    fn open(&mut self) -> Shape<'_> {
        // Always a fresh value: of a key that occurs twice, the last one counts and nothing of the first remains.
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
