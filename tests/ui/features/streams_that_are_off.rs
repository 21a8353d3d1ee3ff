//! An API with a stream of events, on a runtime without the cargo feature for them.

hss_codegen_macros::api!(path = "specs/streams");

fn main() {}
