//! Values, models and enumerations that callers set and read.

pub(crate) mod ascii_case;
pub(crate) mod calendar;
pub(crate) mod codes;
pub(crate) mod excerpt;
pub(crate) mod fields;
pub(crate) mod file_content;
pub(crate) mod flags;
pub mod model;
pub(crate) mod nullable;
pub(crate) mod open_enum;
pub(crate) mod position;
pub mod shown;
pub(crate) mod slot;
pub mod text;
pub(crate) mod timestamp;
pub(crate) mod union;
pub(crate) mod upload;
mod values;

pub use values::{Value, Values};
