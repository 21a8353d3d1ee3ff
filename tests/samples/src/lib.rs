//! Values for every operation of a spec, chosen from the spec alone: valid ones, and those at the edges of what is
//! allowed.
//!
//! Values are JSON by names on the wire, as the request carries them. Nothing here knows the generated client or its
//! tables, so what a test expects does not come from what it tests.

mod bounds;
mod documented;
mod edge;
mod form;
mod pattern;
mod sample;
mod value;

pub use documented::documented;
pub use edge::{Edge, edges};
pub use sample::{Extent, Sample, header, sample};
