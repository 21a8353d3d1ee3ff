//! Doc pages: what is read of them, and how a spec takes it in.

mod description;
mod description_notes;
mod errors;
mod fixups;
mod html;
pub(crate) mod page_files;
mod pages;
mod robust;
mod vendor;
