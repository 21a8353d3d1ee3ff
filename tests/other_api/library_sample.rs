//! A sample as a program of its own.

// The crate of the client, as the sample calls it.
extern crate self as library;

mod client {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/library");
}

include!("samples/add_scan.rs");
