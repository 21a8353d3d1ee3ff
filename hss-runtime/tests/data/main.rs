//! Values, tables, the wire format and validation, through the public interface.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a test may fail")]

mod constraints;
mod decode;
mod encode;
mod fixture;
mod multipart;
mod patterns;
mod properties;
mod style_examples;
mod styles;
mod tables;
mod texts;
mod time_libraries;
mod types;
mod validate;
