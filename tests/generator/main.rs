//! The generator: what it emits, that the macro and the command emit the same, and that it is deterministic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod any_document;
mod code_of_operations;
mod compiled;
mod compiler;
mod determinism;
mod hostile_document;
mod hostile_text;
mod prelude;
mod same_tokens;
mod setup;
mod snapshots;
mod split;
mod table_text;
