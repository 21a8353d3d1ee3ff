//! Differences between two specs.

mod directions;
mod enumerations;
mod fixture;
mod kinds;
mod large;
mod names;
mod pairing;
mod parameters;
mod service;
mod values;
