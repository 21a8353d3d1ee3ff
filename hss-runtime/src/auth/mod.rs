//! Authentication of requests.
//!
//! Implementations of the crate-internal trait `AuthScheme` obtain credentials, attach them to each attempt of a call and
//! may recover from a rejection. Each is behind a cargo feature:
//!
#![cfg_attr(feature = "huawei", doc = "- `huawei`: [`huawei`], that of Huawei Cloud.")]
#![cfg_attr(feature = "schemes", doc = "- `schemes`: [`document`], those of any other document.")]
#![cfg_attr(feature = "schemes", doc = "  A custom one implements [`Authenticate`](crate::Authenticate).")]
#![cfg_attr(feature = "oauth2", doc = "- `oauth2`: [`OAuth2`](crate::OAuth2), tokens for one of a document.")]

#[cfg(not(all(feature = "huawei", feature = "schemes")))]
mod absent;
#[cfg(feature = "schemes")]
pub(crate) mod authenticate;
mod clock;
#[cfg(feature = "schemes")]
pub(crate) mod credential;
#[cfg(feature = "schemes")]
#[cfg_attr(docsrs, doc(cfg(feature = "schemes")))]
pub mod document;
#[cfg(feature = "huawei")]
#[cfg_attr(docsrs, doc(cfg(feature = "huawei")))]
pub mod huawei;
#[cfg(any(feature = "huawei", feature = "oauth2"))]
mod issuer;
mod lookup;
#[cfg(feature = "oauth2")]
pub(crate) mod oauth2;
#[cfg(any(feature = "huawei", feature = "oauth2"))]
mod renewal;
mod scheme;
#[cfg(feature = "schemes")]
mod token;
mod variables;

#[cfg(not(feature = "schemes"))]
pub(crate) use absent::document;
#[cfg(not(feature = "huawei"))]
pub(crate) use absent::huawei;
pub(crate) use clock::Clock;
pub(crate) use document::AuthSettings;
pub(crate) use lookup::{LookupRequest, ParameterLookup};
pub(crate) use scheme::{AuthScheme, Authorization, Recovery, Rejection, RequestDraft, Surroundings};
pub(crate) use variables::{Lookup, Variables};
