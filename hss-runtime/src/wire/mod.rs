//! The wire format: encoding and decoding of JSON, parameters, and multipart forms.

pub mod decode;
pub mod encode;
pub(crate) mod multipart;
