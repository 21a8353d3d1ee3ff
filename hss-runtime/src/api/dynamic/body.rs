//! Response bodies as JSON.

use crate::api::response::decode_response;
use crate::error::Error;
use crate::transport::RawResponse;

/// Decodes the body of a successful response as JSON, whatever its documented type. Runs on this thread:
/// [`Call::execute_json`](crate::dynamic::Call::execute_json) decodes a large body on another one.
///
/// # Errors
///
/// [`Error::Decode`] if the body is not JSON.
pub fn json(response: &RawResponse) -> Result<serde_json::Value, Error> {
    decode_response(response)
}
