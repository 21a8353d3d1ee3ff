//! Writing a spec in other forms.

mod openapi;

pub use openapi::openapi;
