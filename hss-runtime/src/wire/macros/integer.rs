//! Flags and codes, which are integers on the wire.

/// Implements `Display`, `FromStr` and the traits for fields and parameters, for a type made by `bitflags!` over `i64`.
#[doc(hidden)]
#[macro_export]
macro_rules! flags {
    ($type:ident) => {
        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::generated::flags::display(self, f)
            }
        }
        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownFlag;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownFlag> {
                $crate::generated::flags::parse(text)
            }
        }
        $crate::integer!(
            $type,
            $crate::generated::flags::bits,
            $crate::generated::flags::from_bits,
            $crate::generated::slot::integer
        );
    };
}

/// Implements the traits that follow from [`Code`](crate::Code): conversions, `Display`, `FromStr`, and those for
/// fields of models.
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
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&$crate::Code::code(self), f)
            }
        }
        impl ::core::str::FromStr for $type {
            type Err = ::core::num::ParseIntError;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok($crate::generated::codes::parse(text.parse()?))
            }
        }
        $crate::integer!(
            $type,
            $crate::Code::code,
            $crate::generated::codes::parse,
            $crate::generated::slot::code
        );
    };
}

/// Implements the traits for fields and parameters, for a type that is an integer on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! integer {
    ($type:ident, $to:path, $from:path, $convert:path) => {
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
                ::core::result::Result::Ok($from($convert(scalar)?))
            }
            #[inline]
            fn open(&mut self) -> $crate::generated::slot::Shape<'_> {
                $crate::generated::slot::Shape::Scalar("an integer")
            }
            #[inline]
            fn view(&self) -> $crate::View<'_> {
                $crate::View::Enum(self)
            }
        }
        $crate::serialize!($type);
    };
}
