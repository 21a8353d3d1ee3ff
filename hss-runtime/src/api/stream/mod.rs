//! Streams of typed items: server-sent events, and JSON values per line.

mod events;
mod lines;
mod source;

pub use events::{Event, Events};
pub use lines::JsonLines;
