//! Authentication of requests.
//!
//! Implementations of the crate-internal trait `AuthScheme` obtain credentials, attach them to each attempt of a call and
//! may recover from a rejection. [`huawei`] is that of Huawei Cloud, [`document`] that of the security schemes of any other
//! document. A custom scheme implements [`Authenticate`](crate::Authenticate).

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
mod variables;

pub(crate) use clock::Clock;
pub(crate) use document::AuthSettings;
pub(crate) use lookup::{LookupRequest, ParameterLookup};
pub(crate) use scheme::{AuthScheme, Authorization, Recovery, Rejection, RequestDraft, Surroundings};
pub(crate) use variables::{Lookup, Variables};
