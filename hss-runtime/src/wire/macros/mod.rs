//! Macros that implement traits for generated models, unions, codes and flags.
//!
//! The traits are in `value`; the macros also name the decoder, `Serialize` and `Deserialize`, so they are in this layer.

mod integer;
mod model;
mod serialize;
mod union;
