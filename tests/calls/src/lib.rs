//! Calls of every operation through the generated client; the tests are in the folder beside this one.
//!
//! The library has the samples for Rust of all operations, each a program in a module of its own, written by the build
//! script: that they compile is tested by building it.

#![deny(unused)]

include!(concat!(env!("OUT_DIR"), "/programs.rs"));
