//! The declarative spec of an HTTP API: its model, its reader and writer, its checks and its importers.

#![warn(clippy::too_many_lines)]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod model;
pub mod place;
pub mod shown;

#[cfg(feature = "bundled")]
#[cfg_attr(docsrs, doc(cfg(feature = "bundled")))]
pub mod bundled;
pub mod check;
#[cfg(feature = "diff")]
#[cfg_attr(docsrs, doc(cfg(feature = "diff")))]
pub mod diff;
#[cfg(feature = "export")]
#[cfg_attr(docsrs, doc(cfg(feature = "export")))]
pub mod export;
#[cfg(feature = "import")]
#[cfg_attr(docsrs, doc(cfg(feature = "import")))]
pub mod import;
mod json;
pub mod names;
mod note_kind;
#[cfg(all(feature = "diff", feature = "import"))]
mod outcome;
mod summary;

#[cfg(all(feature = "diff", feature = "import"))]
#[cfg_attr(docsrs, doc(cfg(all(feature = "diff", feature = "import"))))]
pub use outcome::Outcome;

pub use json::{
    Files, FolderError, read_folder, read_folder_as, restore_folder, spec_files, write_files, write_folder,
    write_index,
};
