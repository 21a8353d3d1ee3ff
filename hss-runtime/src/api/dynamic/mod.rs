//! Untyped calls, for programs that choose the operation at run time, such as a command line or a proxy.
//!
//! [`Call`] takes parameters by their index in [`Operation::parameters`](crate::schema::Operation::parameters),
//! [`DynamicValue`] is a body of any type, and [`JsonPages`] reads listings.
//!
//! ```no_run
//! use hss_runtime::Client;
//! use hss_runtime::dynamic::{Call, json};
//! use hss_runtime::schema::Operation;
//!
//! async fn run(client: &Client, operation: &'static Operation) -> Result<(), Box<dyn std::error::Error>> {
//!     let color = operation.parameters.iter().position(|known| known.field.name == "color").ok_or("unknown")?;
//!     let response = Call::new(client, operation).with(color, "red").execute().await?;
//!     println!("{}", json(&response)?["total_num"]);
//!     Ok(())
//! }
//! ```

mod body;
mod pages;
mod value;

pub use crate::api::call::Call;
pub use crate::value::slot::{Content, Element, ListSlot, MapSlot, Mismatch, Scalar, Shape, Slot};
pub use body::json;
pub use pages::{JsonPage, JsonPages};
pub use value::{DynamicModel, DynamicValue};
