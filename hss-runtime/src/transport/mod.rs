//! Sending requests: the [`Transport`] trait, and its implementation over reqwest.

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
mod blocking_pool;
mod body;
#[cfg(not(target_arch = "wasm32"))]
mod connections;
mod defaults;
mod endpoint;
mod environment;
mod follow;
#[cfg(all(feature = "gzip", not(target_arch = "wasm32")))]
mod gzip;
mod per_caller;
#[cfg(not(target_arch = "wasm32"))]
mod proxy;
mod region;
#[cfg(not(target_arch = "wasm32"))]
mod reqwest;
#[cfg(not(target_arch = "wasm32"))]
mod reqwest_error;
mod response;
mod send;
#[cfg(not(target_arch = "wasm32"))]
mod tls;
mod upload;

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub(crate) use blocking_pool::BlockingCall;
pub(crate) use body::MinRate;
#[doc(hidden)]
pub use body::TimedBody;
#[cfg(not(target_arch = "wasm32"))]
pub use connections::Connections;
pub(crate) use defaults::{CONNECT_TIMEOUT, MAX_CONNECTIONS};
pub(crate) use endpoint::Endpoint;
pub(crate) use environment::{NotUtf8, variable};
pub(crate) use follow::{NotFollowed, Target};
pub(crate) use per_caller::{PerCaller, spawn};
pub use region::Region;
#[cfg(not(target_arch = "wasm32"))]
pub use reqwest::ReqwestTransport;
pub use response::RawResponse;
pub use send::{BoxFuture, Chunks, Transport};
pub(crate) use upload::Payload;
pub use upload::Upload;
