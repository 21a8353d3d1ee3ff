//! Calls by table alone, for programs that know no operation when they are compiled: a command line, a proxy.
//!
//! [`Call`] takes parameters by their index in [`Operation::parameters`](crate::schema::Operation::parameters),
//! [`DynamicValue`] is a body of any type, and [`JsonPages`] reads listings.
//!
//! ```no_run
//! # async fn run(client: hss_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! use hss_client::dynamic::{Call, json};
//!
//! let operation = hss_client::operations().find(|known| known.id == "ListImageScanTask").ok_or("unknown")?;
//! let kind = operation.parameters.iter().position(|known| known.field.name == "type").ok_or("unknown")?;
//! let reply = Call::new(&client, operation).with(kind, "image_scan").execute().await?;
//! println!("{}", json(&reply)?["total_num"]);
//! # Ok(()) }
//! ```

mod pages;
mod value;

pub use crate::api::call::Call;
pub use crate::value::slot::Slot;
pub use pages::{JsonPage, JsonPages};
pub use value::{DynamicModel, DynamicValue};

use crate::api::request::decode_reply;
use crate::error::Error;
use crate::transport::raw_response::RawResponse;

/// The body of a successful response as JSON, whatever its operation's table says of it.
///
/// # Errors
/// [`Error::Decode`] if it is no JSON.
pub fn json(reply: &RawResponse) -> Result<serde_json::Value, Error> {
    decode_reply(reply)
}
