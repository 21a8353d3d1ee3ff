//! Turns the declarative spec of an HTTP API into a typed Rust client.
//!
//! The same tokens come out in two ways: the `api!` macro of `hss-codegen-macros` expands to them at build time, and
//! the `hss-codegen generate` command prints them as source text. The generated code is thin: tables, and calls into
//! the runtime of `hss-client`.

mod api;
mod arguments;
#[cfg(feature = "calls")]
mod call;
mod doc;
mod emit;
mod expand;
mod lower;
mod name;
mod plan;
#[cfg(feature = "pretty")]
mod pretty;

pub use api::{Part, tokens};
#[cfg(feature = "calls")]
pub use call::Calls;
pub use expand::{expand, expand_to_text};
#[cfg(feature = "pretty")]
pub use pretty::pretty;
