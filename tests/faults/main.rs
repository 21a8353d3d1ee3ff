//! The client against misbehaving servers, on real sockets of this machine.
//!
//! Invariants of every case: no call outlasts its deadline, no listing loses or repeats an item, nothing that may not
//! happen twice is sent twice, and no credential reaches a host that it was not meant for.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod clock;
mod compression;
mod hosts;
mod matrix;
mod raw;
mod setting;
mod wire;
