//! Macros that implement for types of generated code what follows from their fields, variants and numbers.
//!
//! They are here and not beside the traits since they name the decoder, and all of them `Serialize` and `Deserialize`.

mod integer;
mod model;
mod serialize;
mod union;
