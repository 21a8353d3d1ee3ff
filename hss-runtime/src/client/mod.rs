//! Clients and their settings.

mod builder;
mod handle;
mod macros;
mod project;
mod service_endpoint;

pub use builder::{AnyService, Builder, Document, DocumentWithOAuth2, Huawei, ServiceClient, Setup};
pub use handle::Client;
