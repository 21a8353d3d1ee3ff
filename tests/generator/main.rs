//! The generator: what it emits, that the macro and the command emit the same, and that it is deterministic.

mod determinism;
mod hostile_text;
mod same_tokens;
mod snapshots;
