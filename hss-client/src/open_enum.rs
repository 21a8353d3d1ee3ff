//! Enumerations that may grow: a known set of texts, and whatever the service comes up with next.

use std::fmt;

use crate::slot::{self, Mismatch, Scalar};
use crate::table::Enumeration;

/// A value of an enumeration that this version doesn't know.
///
/// Only parsing makes one, and only of a text that is not known; so code that handles it never misses a value that
/// becomes known in a later version.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// The value on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

/// An enumeration of texts that may grow.
pub trait OpenEnum: Sized {
    /// The known values.
    const TABLE: &'static Enumeration;

    /// The known value at that position in the table.
    fn from_index(index: usize) -> Option<Self>;

    /// The position in the table; none for an unknown value.
    fn index(&self) -> Option<usize>;

    /// Wraps an unknown value.
    fn unknown(value: UnknownValue) -> Self;

    /// The unknown value, if it is one.
    fn as_unknown(&self) -> Option<&UnknownValue>;
}

/// The value that stands for that text.
pub fn parse<E: OpenEnum>(text: &str) -> E {
    position(E::TABLE, text).and_then(E::from_index).unwrap_or_else(|| E::unknown(UnknownValue(text.into())))
}

/// The value that a single value in a text stands for.
///
/// # Errors
///
/// It is a number whose digits have already been lost.
pub fn from_scalar<E: OpenEnum>(scalar: Scalar<'_>) -> Result<E, Mismatch> {
    match scalar {
        Scalar::Text(text) => Ok(parse(text)),
        other => Ok(parse(&slot::text(other)?)),
    }
}

fn position(table: &Enumeration, text: &str) -> Option<usize> {
    table.values.iter().position(|value| value.value == text)
}

/// The text of a value, if it is a known one.
pub fn known<E: OpenEnum>(value: &E) -> Option<&'static str> {
    Some(E::TABLE.values.get(value.index()?)?.value)
}

/// The text of any value.
pub fn text<E: OpenEnum>(value: &E) -> &str {
    known(value).or_else(|| value.as_unknown().map(UnknownValue::as_str)).unwrap_or_default()
}

/// A value to begin with, before anything is known.
pub fn empty<E: OpenEnum>() -> E {
    E::unknown(UnknownValue(Box::default()))
}

/// Implements what follows from [`OpenEnum`].
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($type:ident) => {
        impl $type {
            /// The value on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::generated::open_enum::text(self)
            }
        }
        impl ::core::str::FromStr for $type {
            type Err = ::core::convert::Infallible;
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok($crate::generated::open_enum::parse(text))
            }
        }
        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }
        impl ::core::convert::From<$type> for $crate::Value {
            #[inline]
            fn from(value: $type) -> Self {
                match $crate::generated::open_enum::known(&value) {
                    ::core::option::Option::Some(text) => Self::Static(text),
                    ::core::option::Option::None => Self::from(value.as_str()),
                }
            }
        }
        impl $crate::generated::slot::EnumView for $type {
            #[inline]
            fn scalar(&self) -> $crate::generated::slot::Scalar<'_> {
                $crate::generated::slot::Scalar::Text(self.as_str())
            }
        }
        impl $crate::generated::slot::Content for $type {
            #[inline]
            fn empty() -> Self {
                $crate::generated::open_enum::empty()
            }
            #[inline]
            fn from_scalar(
                scalar: $crate::generated::slot::Scalar<'_>,
            ) -> ::core::result::Result<Self, $crate::generated::slot::Mismatch> {
                $crate::generated::open_enum::from_scalar(scalar)
            }
            #[inline]
            fn open(&mut self) -> $crate::generated::slot::Shape<'_> {
                $crate::generated::slot::Shape::Scalar("text")
            }
            #[inline]
            fn view(&self) -> $crate::View<'_> {
                $crate::View::Enum(self)
            }
        }
        $crate::serialize!($type);
    };
}
