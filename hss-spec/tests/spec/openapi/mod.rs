//! OpenAPI documents and machine-readable constraints.

mod any_input;
mod document;
mod documents;
mod errors;
mod machine;
mod operations;
mod schemas;
mod vendor;
