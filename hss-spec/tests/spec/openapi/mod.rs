//! OpenAPI documents and machine-readable constraints.

mod any_input;
mod docs;
mod document;
mod documents;
mod elements;
mod errors;
mod examples;
mod exchange;
mod files;
mod groups;
mod judged;
mod machine;
mod operations;
mod paging;
mod responses;
mod schemas;
mod security;
mod servers;
mod swagger;
mod unions;
mod values;
mod vendor;
