//! The functions that need an access key.

use std::time::SystemTime;

use super::algorithm::Algorithm;
use super::difference;
use super::key::Credentials;
use super::parts::Parts;
use super::request::{self, SignError, Signed};

/// The functions that need an access key. Every key carries a reference to them, so that signing is not linked into a
/// program that only uses tokens, which signing would make 70 kB larger (docs/benchmarks.md).
#[derive(Clone, Copy)]
pub(crate) struct Signer {
    /// [`sign`](super::sign).
    pub(crate) sign: fn(&Parts<'_>, &Credentials, &Algorithm, SystemTime) -> Result<Signed, SignError>,
    /// Sorts a query by key and value, as for a signature.
    pub(crate) sort_query: fn(&mut [(String, String)]),
    /// [`difference::describe`].
    pub(crate) difference: fn(&str, &str, &[&str]) -> Option<String>,
}

pub(super) static SIGNER: Signer =
    Signer { sign: request::sign, sort_query: <[_]>::sort_unstable, difference: difference::describe };
