//! Turns the declarative spec of an HTTP API into a typed Rust client.
//!
//! The same code comes out in two ways: the `api!` macro of `hss-codegen-macros` expands to it at build time, and
//! the `hss-codegen generate` command prints it as source text. The generated code is thin: tables, and calls into
//! the runtime, `hss-runtime`.

mod api;
mod arguments;
#[cfg(feature = "calls")]
mod call;
mod code;
mod doc;
mod emit;
mod expand;
mod lower;
mod name;
mod plan;
#[cfg(feature = "pretty")]
mod pretty;

pub use api::{Part, code};
#[cfg(feature = "calls")]
pub use call::Calls;
pub use code::Code;
pub use expand::{expand, expand_to_text};
#[cfg(feature = "pretty")]
pub use pretty::source;
