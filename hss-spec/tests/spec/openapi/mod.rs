//! OpenAPI documents and machine-readable constraints.

mod any_input;
mod bodies;
mod docs;
mod document;
mod documents;
mod elements;
mod errors;
mod examples;
mod exchange;
mod files;
mod forms;
mod groups;
mod judged;
mod loose;
mod machine;
mod operations;
mod paging;
mod responses;
mod schemas;
mod security;
mod servers;
mod swagger;
mod type_names;
mod unions;
mod values;
mod vendor;
