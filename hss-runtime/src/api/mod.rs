//! The API for programs and generated code: calls, requests, responses, paging, downloads.

#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub mod blocking;
pub(crate) mod call;
pub(crate) mod choice;
pub(crate) mod download;
pub mod dynamic;
mod headers;
mod macros;
pub(crate) mod paging;
pub(crate) mod request;
pub(crate) mod response;
#[cfg(feature = "streams")]
pub(crate) mod stream;
