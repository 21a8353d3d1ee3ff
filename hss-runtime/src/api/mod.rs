//! The surface that programs and generated code use: calls, requests, responses, paging, downloads.

#[cfg(feature = "blocking")]
pub mod blocking;
pub(crate) mod call;
pub(crate) mod download;
pub mod dynamic;
pub(crate) mod paging;
pub(crate) mod request;
