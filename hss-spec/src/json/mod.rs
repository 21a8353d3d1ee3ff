//! A spec as JSON files: one per operation, and one each for the types that operations and groups share.
//!
//! | file | content |
//! |---|---|
//! | `service.json` | the service, its regions, its groups |
//! | `fixups.json` | corrections of the vendor's documents, each with its evidence |
//! | `names.json` | names of enumerations and values that the vendor leaves unnamed |
//! | `glossary.json` | sentences for names that recur |
//! | `types.json` | models and enumerations that several groups use |
//! | `<group>/types.json` | models and enumerations that several operations of the group use |
//! | `<group>/<OperationId>.json` | an operation, and the models and enumerations that only it uses |
//! | `index.txt` | the names of these files, for builds |

mod files;
mod folder;
mod folder_error;
mod index;
mod inside;
mod layout;
pub(crate) mod line;
mod pending;
pub(crate) mod problems;
mod read_field;
mod read_files;
mod read_glossary;
mod read_operation;
mod read_service;
pub(crate) mod reader;
mod security;
mod write;

pub use files::Files;
pub use folder::{read_folder, read_folder_as, restore_folder, write_files, write_folder};
pub use folder_error::FolderError;
pub use index::{spec_files, write_index};
