//! Differences between two specs.

mod directions;
mod fixture;
mod large;
mod names;
mod pairing;
mod parameters;
mod values;
