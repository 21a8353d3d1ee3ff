//! An API with a value of one of several types, on a runtime without the cargo feature for them.

hss_codegen_macros::api!(path = "specs/unions");

fn main() {}
