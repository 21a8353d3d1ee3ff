//! Changes of the docs: their findings, their effect on callers, and their import.
//!
//! `base/` is a small spec. Each file of `patches/` changes it a little; the report that this must give is beside it
//! as text. `UPDATE_EXPECT=1` writes the reports anew, to be read before they are committed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod acceptances;
mod consumer;
mod inverses;
mod output;
mod patch;
mod reports;
mod semver;
mod witnesses;
