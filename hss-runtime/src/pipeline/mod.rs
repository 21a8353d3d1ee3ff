//! The stages of a call: encoding, attempts, retries, hooks.

mod attempt;
mod blocking_pool;
pub(crate) mod body;
mod context;
mod encode;
mod encoded;
mod exchange;
mod headers;
mod hook;
mod lookup;
mod received;
mod send;

pub(crate) use blocking_pool::{MAX_INLINE_BYTES, run_blocking};
pub(crate) use context::{OwnAddress, Shared};
pub(crate) use encode::encode;
pub(crate) use encoded::{BodyMode, CallContent, EncodeBody, PendingCall};
pub(crate) use headers::is_reserved;
pub use hook::{AttemptEnd, AttemptStart, Hook};
pub(crate) use lookup::look_up;
pub(crate) use received::ReceivedResponse;
pub(crate) use send::send;
