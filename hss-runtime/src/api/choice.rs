//! Enumerations in generated code: one of several bodies, and one of several successful responses.

use std::borrow::Cow;

use crate::transport::RawResponse;
use crate::value::slot::Slot;

/// Body in one of the media types of an operation. Implemented by the enumerations in the module `body` of a group.
pub trait BodyChoice {
    /// The number of the media type, and the body.
    fn into_slot(self) -> (usize, Box<dyn Slot + Send + Sync>);
}

/// Implements [`BodyChoice`] for an enumeration, and `From` for the type of its first variant.
#[doc(hidden)]
#[macro_export]
macro_rules! body_choices {
    ($name:ident 0 $first:ident($ty:ty) $($index:literal $variant:ident($other:ty))*) => {
        impl ::core::convert::From<$ty> for $name {
            #[inline]
            fn from(body: $ty) -> Self {
                Self::$first(body)
            }
        }
        impl $crate::generated::choices::BodyChoice for $name {
            fn into_slot(self) -> (usize, ::std::boxed::Box<dyn $crate::generated::slot::Slot + Send + Sync>) {
                match self {
                    Self::$first(body) => (0, ::std::boxed::Box::new(body)),
                    $(Self::$variant(body) => ($index, ::std::boxed::Box::new(body)),)*
                }
            }
        }
    };
}

/// Implements [`FromResponse`](crate::FromResponse) for an enumeration of successful responses by status.
#[doc(hidden)]
#[macro_export]
macro_rules! successes {
    ($name:ident $($status:pat => $variant:ident$(($ty:ty))? $media_type:literal)*) => {
        impl $crate::FromResponse for $name {
            const STREAMS: bool = true $($(&& <$ty as $crate::FromResponse>::STREAMS)?)*;

            fn read(
                response: &$crate::RawResponse,
                stream: ::core::option::Option<$crate::generated::TimedBody>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                match response.status.as_u16() {
                    $($status => $crate::successes!(
                        @read $variant$(($ty))?, $crate::generated::documented(response, $media_type), stream
                    ),)*
                    _ => ::core::result::Result::Ok(Self::Other(::core::clone::Clone::clone(response))),
                }
            }
        }
    };
    (@read $variant:ident, $response:expr, $stream:ident) => {
        ::core::result::Result::Ok(Self::$variant)
    };
    (@read $variant:ident($ty:ty), $response:expr, $stream:ident) => {
        <$ty as $crate::FromResponse>::read(&$response, $stream).map(Self::$variant)
    };
}

/// The response with the documented media type of its status.
#[doc(hidden)]
pub fn documented(response: &RawResponse, media_type: &'static str) -> RawResponse {
    RawResponse { documented: Cow::Borrowed(media_type), ..response.clone() }
}
