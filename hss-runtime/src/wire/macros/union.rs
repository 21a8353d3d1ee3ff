//! Unions.

/// Implements for each of the unions the traits that follow from its variants: `Clone`, `Debug`, `PartialEq` and, with the
/// feature `serde`, `Serialize` and `Deserialize`.
#[cfg(feature = "unions")]
#[doc(hidden)]
#[macro_export]
macro_rules! unions {
    ($($union:ident)*) => {
        $(
            impl ::core::clone::Clone for $union {
                fn clone(&self) -> Self {
                    $crate::generated::unions::clone(self)
                }
            }
            impl ::core::fmt::Debug for $union {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    $crate::generated::unions::fmt_variant(self, f)
                }
            }
            impl ::core::cmp::PartialEq for $union {
                fn eq(&self, other: &Self) -> bool {
                    $crate::generated::unions::eq_variants(self, other)
                }
            }
            impl $crate::generated::slot::Content for $union {
                fn empty() -> Self {
                    $crate::Union::empty_variant(usize::MAX)
                }
                fn from_scalar(
                    scalar: $crate::generated::slot::Scalar<'_>,
                ) -> ::core::result::Result<Self, $crate::generated::slot::Mismatch> {
                    $crate::generated::unions::from_scalar(scalar)
                }
                fn open(&mut self) -> $crate::generated::slot::Shape<'_> {
                    $crate::generated::slot::Shape::Union(self, $crate::generated::unions::DECODER)
                }
                fn view(&self) -> $crate::View<'_> {
                    $crate::View::Union(self)
                }
            }
        )*
        $crate::serialize!($($union)*);
    };
}

/// The error of a client with a union where the cargo feature `unions` is off, and an implementation without which the
/// compiler would report each use of the union as well.
#[cfg(not(feature = "unions"))]
#[doc(hidden)]
#[macro_export]
macro_rules! unions {
    ($($union:ident)*) => {
        ::core::compile_error!(
            "this API needs the cargo feature `unions` of `hss-runtime`: in Cargo.toml, \
             hss-runtime = { …, features = [\"unions\"] }"
        );
        $(
            impl $crate::generated::slot::Content for $union {
                fn empty() -> Self {
                    $crate::Union::empty_variant(usize::MAX)
                }
                fn from_scalar(
                    _: $crate::generated::slot::Scalar<'_>,
                ) -> ::core::result::Result<Self, $crate::generated::slot::Mismatch> {
                    ::core::result::Result::Ok(Self::empty())
                }
                fn open(&mut self) -> $crate::generated::slot::Shape<'_> {
                    $crate::generated::slot::Shape::Nothing
                }
                fn view(&self) -> $crate::View<'_> {
                    $crate::View::Absent
                }
            }
        )*
    };
}
