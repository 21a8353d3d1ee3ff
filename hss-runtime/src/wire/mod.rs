//! The wire format: encoding and decoding of JSON, parameters, and multipart forms.

pub(crate) mod date;
pub mod decode;
mod deserialize;
pub mod encode;
pub(crate) mod headers;
pub(crate) mod link;
mod macros;
pub(crate) mod multipart;
pub(crate) mod parameters;
pub(crate) mod percent;
mod urlencoded;
