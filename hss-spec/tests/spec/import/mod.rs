//! Doc pages: reading, and merging into a spec.

mod announced_sets;
mod description;
mod description_notes;
mod errors;
mod explorer;
mod fixups;
mod hostile_forms;
mod html;
mod html_forms;
mod index;
mod markdown_forms;
mod no_invented_fact;
mod odd_wordings;
mod older_pages;
mod other_forms;
pub(crate) mod page_files;
mod pages;
mod plain_sentences;
mod regions;
mod robust;
mod sampled_constraints;
mod samples;
mod unread;
mod vendor;
