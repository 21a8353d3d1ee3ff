//! JSON and forms as they go over the wire: encoding, decoding, multipart.

pub mod decode;
pub mod encode;
pub(crate) mod multipart;
