//! Models.

/// Implements for each of the models `empty()` and the traits that follow from its fields: `Clone`, `Debug`, `PartialEq`
/// and, with the feature `serde`, `Serialize` and `Deserialize`.
///
/// One call for all models of a module, and one call in each function: there may be thousands of models, and each
/// expansion and each function costs compile time.
#[doc(hidden)]
#[macro_export]
macro_rules! models {
    ($($model:ident)*) => {
        $(
            impl $model {
                /// The model with no field set, to be filled field by field or by a decoder.
                #[inline]
                #[must_use]
                pub fn empty() -> Self {
                    <Self as $crate::Model>::empty()
                }
            }
            impl ::core::clone::Clone for $model {
                #[inline]
                fn clone(&self) -> Self {
                    <Self as $crate::Model>::clone_fields(self)
                }
            }
            impl ::core::fmt::Debug for $model {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    <Self as $crate::Model>::fmt_fields(self, f)
                }
            }
            impl ::core::cmp::PartialEq for $model {
                #[inline]
                fn eq(&self, other: &Self) -> bool {
                    <Self as $crate::Model>::eq_fields(self, other)
                }
            }
        )*
        $crate::serialize!($($model)*);
    };
}
