//! Generates a typed Rust client from the declarative spec of an HTTP API.
//!
//! [`Generator`] is the entry point. The `api!` macro of `hss-codegen-macros` and the `hss-codegen generate`
//! command write the same code: the macro for the compiler at build time, the command as formatted source text. The
//! generated code is thin: tables, and calls into the runtime, `hss-runtime`.
//!
//! With the feature `calls`, `Calls` writes calls of generated code, for samples and tests.

#![warn(clippy::too_many_lines)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod api;
mod arguments;
#[cfg(feature = "calls")]
mod call;
mod code;
mod doc;
mod emit;
mod expand;
mod generator;
mod identifier;
mod lower;
mod plan;
mod source;
mod tables;
mod title;

#[cfg(feature = "calls")]
#[cfg_attr(docsrs, doc(cfg(feature = "calls")))]
pub use call::{CallInput, Calls};
pub use code::Code;
#[doc(hidden)]
pub use expand::{expand, expand_spec_to_text, expand_to_text};
pub use generator::Generator;
pub use tables::{ApiTables, GroupTables};
