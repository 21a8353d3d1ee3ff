//! Shapes of the service: counted, and each on its way to the mock and back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod count;
mod wire;
