//! Doc pages: reading, and merging into a spec.

mod description;
mod description_notes;
mod errors;
mod fixups;
mod html;
pub(crate) mod page_files;
mod pages;
mod robust;
mod vendor;
