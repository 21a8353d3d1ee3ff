//! The mock over HTTP.

// Clippy knows test functions, but not the functions that they share.
#![allow(clippy::unwrap_used, clippy::panic)]

mod authentication;
mod client;
mod data;
mod error_forms;
mod faults;
mod identity;
mod listings;
mod paging;
mod record;
mod refusals;
mod robustness;
mod session;
mod styles;

use std::path::Path;

use hss_mock::{Builder, Mock};
use hss_spec::model::Spec;

/// The spec that these tests bring along: an operation of each shape.
fn spec() -> Spec {
    hss_spec::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec")).unwrap()
}

fn builder() -> Builder {
    Mock::builder().spec(spec())
}

fn start() -> Mock {
    builder().start().unwrap()
}
