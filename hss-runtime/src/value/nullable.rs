//! Fields of requests that distinguish null from absent.

use crate::value::model::VisitorMut;
use crate::value::open_enum::{Known, Open};
use crate::value::slot::{Content, Mismatch, Scalar, Shape, Slot, View};

/// A field of a request that may be left out, null, or a value.
///
/// A service that merges a request into a resource (`application/merge-patch+json`) takes an absent field as "keep"
/// and null as "remove". Setters take a value, an `Option` whose `None` is null, or [`Nullable::Null`].
///
/// ```
/// use hss_runtime::Nullable;
///
/// fn set(value: impl Into<Nullable<String>>) -> Nullable<String> {
///     value.into()
/// }
/// assert_eq!(set("a"), Nullable::Value("a".to_owned()));
/// assert_eq!(set(None), Nullable::Null);
/// assert_eq!(Nullable::<String>::default(), Nullable::Absent);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// The field is left out.
    #[default]
    Absent,
    /// The field is null.
    Null,
    /// The field is a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value; `None` if the field is null or left out.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value; `None` if the field is null or left out.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns `true` if the field is left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns `true` if the field is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is null: a field that a caller does not set is absent.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(text: &str) -> Self {
        Self::Value(text.to_owned())
    }
}

impl<T, const N: usize> From<[T; N]> for Nullable<Vec<T>> {
    fn from(list: [T; N]) -> Self {
        Self::Value(list.into())
    }
}

impl<T> From<T> for Nullable<Box<T>> {
    fn from(value: T) -> Self {
        Self::Value(Box::new(value))
    }
}

impl<K: Known> From<K> for Nullable<Open<K>> {
    fn from(known: K) -> Self {
        Self::Value(Open::Known(known))
    }
}

impl<T: Content> Slot for Nullable<T> {
    fn set_scalar(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        *self = Self::Value(T::from_scalar(scalar)?);
        Ok(())
    }

    fn set_null(&mut self) -> bool {
        *self = Self::Null;
        true
    }

    fn visit_model(&mut self, visitor: &mut dyn VisitorMut) -> bool {
        let Some(model) = T::with_fields(visitor) else { return false };
        *self = Self::Value(model);
        true
    }

    fn open(&mut self) -> Shape<'_> {
        *self = Self::Value(T::empty());
        match self {
            Self::Value(value) => Content::open(value),
            Self::Absent | Self::Null => Shape::Nothing,
        }
    }

    fn view(&self) -> View<'_> {
        match self {
            Self::Absent => View::Absent,
            Self::Null => View::Null,
            Self::Value(value) => Content::view(value),
        }
    }
}
