//! Authentication of requests.
//!
//! The crate-internal trait `AuthScheme` is the seam: it obtains credentials, attaches them to each attempt of a call and
//! may recover from a rejection. [`huawei`] is that of Huawei Cloud, [`document`] that of the security schemes of any other
//! document. A program's own scheme is an [`Authenticate`](crate::Authenticate).

pub(crate) mod authenticate;
mod clock;
pub(crate) mod credential;
pub mod document;
pub mod huawei;
mod issuer;
mod lookup;
pub(crate) mod oauth2;
mod renewal;
mod scheme;

pub(crate) use clock::Clock;
pub(crate) use document::{AuthSettings, assemble};
pub(crate) use lookup::{LookupRequest, ParameterLookup};
pub(crate) use scheme::{AuthScheme, Authorization, Recovery, Rejection, RequestDraft};
