//! `Serialize` and `Deserialize`.

/// Implements `Serialize` and `Deserialize` for types of fields; only with the feature `serde`, since most programs need
/// neither.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serialize {
    ($($type:ident)*) => {$(
        impl $crate::generated::serde::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::generated::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::generated::slot::serialize(self, serializer)
            }
        }
        impl<'de> $crate::generated::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::generated::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::generated::slot::deserialize(deserializer)
            }
        }
    )*};
}

/// Expands to nothing: the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serialize {
    ($($type:ident)*) => {};
}
