//! Request signing, as the API gateway verifies it.
//!
//! The client signs every request that it sends with an access key. This module is for other uses: signing a request
//! that is sent by other means, or comparing with the canonical request that the gateway computed.
//!
//! ```
//! use hss_runtime::Credentials;
//! use hss_runtime::sign::{self, Algorithm, Parts};
//! use std::time::{Duration, UNIX_EPOCH};
//!
//! let query = [("limit".to_owned(), "10".to_owned())];
//! let parts = Parts::new("GET", "hss.cn-north-4.myhuaweicloud.com", "/v5/0123/image/tasks").query(&query);
//! let credentials = Credentials::new("AKEXAMPLE", "SKEXAMPLE");
//! let at = UNIX_EPOCH + Duration::from_secs(1_756_468_800);
//! let signed = sign::sign(&parts, &credentials, &Algorithm::default(), at)?;
//! assert!(signed.string_to_sign.starts_with("SDK-HMAC-SHA256\n20250829T120000Z\n"));
//! assert!(signed.headers.contains_key("authorization"));
//! # Ok::<(), hss_runtime::sign::SignError>(())
//! ```

mod algorithm;
mod canonical_request;
mod difference;
mod digest;
pub(super) mod key;
mod parts;
mod payload;
mod request;
pub(super) mod signer;
mod string_to_sign;

pub use algorithm::Algorithm;
pub use canonical_request::canonical_query;
pub use parts::Parts;
pub use request::{SignError, Signed, X_SDK_DATE, X_SECURITY_TOKEN, sign};
