//! OpenAPI documents and machine-readable constraints.

mod document;
mod documents;
mod errors;
mod machine;
mod operations;
mod schemas;
mod vendor;
