//! Clients and their settings.

mod builder;
mod handle;
mod macros;
mod service_endpoint;

pub use builder::Builder;
pub use handle::Client;
