//! Differences between two specs.

mod large;
mod names;
