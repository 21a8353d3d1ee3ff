//! The formats of requests and responses: JSON, forms, percent-encoding, dates.

pub(crate) mod date;
pub mod decode;
mod deserialize;
pub mod encode;
pub(crate) mod multipart;
pub(crate) mod percent;
