//! The declarative spec of an HTTP API: its model, its reader and writer, its checks and its importers.

pub mod model;
pub mod place;

#[cfg(feature = "import")]
pub mod import;
