//! The error of a client with a union, where the cargo feature `unions` is off.

/// The error, and an implementation without which the compiler would report each use of the union as well.
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
