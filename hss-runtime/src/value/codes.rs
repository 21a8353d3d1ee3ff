//! Whole numbers of which some have a meaning of their own and the rest count something.

use std::fmt;

use crate::schema::Enumeration;

/// A code that this version doesn't know; only decoding makes one, and only of a code that is not known.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownCode(i64);

impl UnknownCode {
    /// The code on the wire.
    pub fn code(self) -> i64 {
        self.0
    }
}

impl fmt::Debug for UnknownCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A type for codes.
pub trait Code: Sized {
    /// The codes that have a meaning of their own.
    fn table() -> &'static Enumeration;

    /// What a code means, if it is known.
    fn known(code: i64) -> Option<Self>;

    /// Wraps an unknown code.
    fn unknown(code: UnknownCode) -> Self;

    /// The code on the wire.
    fn code(&self) -> i64;
}

/// What a code means.
pub fn parse<C: Code>(code: i64) -> C {
    C::known(code).unwrap_or_else(|| C::unknown(UnknownCode(code)))
}

/// Implements what follows from [`Code`].
#[doc(hidden)]
#[macro_export]
macro_rules! code {
    ($type:ident) => {
        impl ::core::convert::From<i64> for $type {
            #[inline]
            fn from(code: i64) -> Self {
                $crate::generated::codes::parse(code)
            }
        }
        impl ::core::convert::From<$type> for i64 {
            #[inline]
            fn from(value: $type) -> Self {
                $crate::Code::code(&value)
            }
        }
        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&$crate::Code::code(self), formatter)
            }
        }
        $crate::integer!($type, $crate::Code::code, $crate::generated::codes::parse);
    };
}

/// Implements for a type that is a whole number on the wire what its place in models and requests needs.
#[doc(hidden)]
#[macro_export]
macro_rules! integer {
    ($type:ident, $to:path, $from:path) => {
        impl ::core::convert::From<$type> for $crate::Value {
            #[inline]
            fn from(value: $type) -> Self {
                Self::Integer($to(&value))
            }
        }
        impl $crate::generated::slot::EnumView for $type {
            #[inline]
            fn scalar(&self) -> $crate::generated::slot::Scalar<'_> {
                $crate::generated::slot::Scalar::Integer($to(self))
            }
        }
        impl $crate::generated::slot::Content for $type {
            #[inline]
            fn empty() -> Self {
                $from(0)
            }
            #[inline]
            fn from_scalar(
                scalar: $crate::generated::slot::Scalar<'_>,
            ) -> ::core::result::Result<Self, $crate::generated::slot::Mismatch> {
                ::core::result::Result::Ok($from($crate::generated::slot::integer(scalar)?))
            }
            #[inline]
            fn open(&mut self) -> $crate::generated::slot::Shape<'_> {
                $crate::generated::slot::Shape::Scalar("a whole number")
            }
            #[inline]
            fn view(&self) -> $crate::View<'_> {
                $crate::View::Enum(self)
            }
        }
        $crate::serialize!($type);
    };
}
