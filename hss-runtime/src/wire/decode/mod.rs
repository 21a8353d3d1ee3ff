//! From JSON to values: one loop for all models.
//!
//! Decoding forgives where nothing is lost: `"3"` stands for 3, `3.0` for 3, `"true"` for true, a number for its
//! text, null for an absent value (in a list or a map it is left out), a single object for a list of one; fields
//! and values of enumerations that are not known yet are read over and kept. Everything else is an error that says
//! where in the text it is, what stood there and what would have fitted. Of a key that occurs twice, the last one
//! counts.

mod error;
mod node;

pub use error::DecodeError;

use serde::de::{DeserializeSeed as _, Deserializer, Error as _};

use crate::value::slot::{Content, Shape, Slot};
use error::Trace;
use node::Node;

/// Decodes a whole JSON text into a slot. A model takes the place of what the slot held, a list or map goes on where it ended.
///
/// An empty text is an answer only for `()`.
///
/// # Errors
///
/// The text is no JSON, is nested deeper than 128 levels, or holds something that doesn't fit.
///
/// ```
/// let mut ports: Option<Vec<i64>> = None;
/// hss_runtime::decode::from_slice(br#"[22, "443"]"#, &mut ports)?;
/// assert_eq!(ports, Some(vec![22, 443]));
///
/// let error = hss_runtime::decode::from_slice(br#"[22, "https"]"#, &mut ports).unwrap_err();
/// assert_eq!(error.to_string(), r#"`[1]` is text "https", expected a whole number (line 1, column 12)"#);
/// # Ok::<(), hss_runtime::DecodeError>(())
/// ```
pub fn from_slice(bytes: &[u8], slot: &mut dyn Slot) -> Result<(), DecodeError> {
    if bytes.trim_ascii().is_empty() && matches!(slot.open(), Shape::Nothing) {
        return Ok(());
    }
    let mut trace = Trace::default();
    // Checking once that all of it is UTF-8 is much cheaper than doing so text by text.
    let (text, is_whole) = valid(bytes);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = into(&mut deserializer, slot, &mut trace).and_then(|()| deserializer.end());
    match result {
        Err(error) if is_whole || !error.is_eof() => Err(DecodeError::new(trace, &error)),
        _ if !is_whole => Err(DecodeError::after(trace, text)),
        _ => Ok(()),
    }
}

/// As much of it as is UTF-8, and whether that is all.
fn valid(bytes: &[u8]) -> (&str, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => (std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(), false),
    }
}

/// A JSON value of no known form.
pub(crate) fn json(bytes: &[u8]) -> Result<serde_json::Value, DecodeError> {
    let mut value = serde_json::Value::Null;
    from_slice(bytes, &mut value)?;
    Ok(value)
}

/// Decodes one value from any format.
///
/// # Errors
///
/// The deserializer's own, and a message with the path where something doesn't fit.
#[doc(hidden)]
pub fn deserialize<'de, T: Content, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::empty();
    into_slot(deserializer, &mut value)?;
    Ok(value)
}

fn into_slot<'de, D: Deserializer<'de>>(deserializer: D, slot: &mut dyn Slot) -> Result<(), D::Error> {
    let mut trace = Trace::default();
    into(deserializer, slot, &mut trace).map_err(|error| match trace.describe() {
        Some(mismatch) => D::Error::custom(mismatch),
        None => error,
    })
}

/// Decodes one value; null is none, unless the slot takes it.
fn into<'de, D: Deserializer<'de>>(
    deserializer: D,
    slot: &mut dyn Slot,
    trace: &mut Trace,
) -> Result<(), D::Error> {
    let present = Node { slot: &mut *slot, trace: &mut *trace }.deserialize(deserializer)?;
    if present { Ok(()) } else { Err(trace.null(slot.open().expected())) }
}
