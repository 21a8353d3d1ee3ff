//! Export of a spec to other formats.

mod openapi;

pub use openapi::openapi;
