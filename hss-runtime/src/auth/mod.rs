//! Authentication of requests.
//!
//! The crate-internal trait `AuthScheme` is the seam: a scheme obtains credentials, attaches them to each attempt of a
//! call and may recover from a rejection. [`huawei`] is the one scheme today.

mod clock;
pub mod huawei;
mod lookup;
mod scheme;

pub(crate) use clock::Clock;
pub(crate) use lookup::{LookupRequest, ParameterLookup};
pub(crate) use scheme::{AuthScheme, Authorization, Recovery, Rejection, RequestDraft};
