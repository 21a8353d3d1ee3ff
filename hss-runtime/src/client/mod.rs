//! Clients and their settings.

mod builder;
mod handle;
mod project;
mod service_endpoint;

#[cfg(feature = "schemes")]
pub use builder::Document;
#[cfg(feature = "oauth2")]
pub use builder::DocumentWithOAuth2;
#[cfg(feature = "huawei")]
pub use builder::Huawei;
#[cfg(not(all(feature = "huawei", feature = "oauth2")))]
pub use builder::Missing;
pub use builder::{AnyService, Builder, ServiceClient, Setup};
pub use handle::Client;
