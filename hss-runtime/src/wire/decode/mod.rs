//! Decoding of JSON, by one loop for all models.
//!
//! The decoder accepts values of other types if the conversion is lossless: `"3"` and `3.0` for the integer 3, `"true"` for
//! `true`, a number for its text, null for an absent value (in a list or a map it is left out), an object for a list of
//! one. A number that is an integer of 64 bits must be exact in its type, and any other number is the nearest float, whether
//! it comes as a number or as a string. A number in place of a string keeps its digits (`1.10`, `1e2`). Unknown fields are ignored, unknown values of enumerations are kept, and a word in the
//! place of an integer code is left out like null. Anything else is an error with the path to
//! the value, the value found and the expected type. If a key occurs twice, the last value counts.

mod budget;
mod error;
mod json;
mod key;
mod node;
mod page;
mod rest;
#[cfg(feature = "unions")]
mod union;

pub(crate) use budget::DEFAULT_MAX_DECODED_BYTES;
pub use error::DecodeError;
pub(crate) use json::NUMBER;
pub(crate) use key::may_have_field;
pub(crate) use page::{PageInfo, page_info};
#[doc(hidden)]
#[cfg(feature = "unions")]
pub use union::DECODER;

use serde::de::{DeserializeSeed as _, Deserializer, Error as _};

use crate::value::slot::{Content, Shape, Slot, View};
use error::{Digits, Trace};
use node::Node;

/// Decodes a JSON text into a slot. A model replaces the slot's value; a list or a map is extended.
///
/// An empty text is accepted for `()` only. The memory that the value takes is not limited, unlike that of a response.
///
/// # Errors
///
/// The text is not valid JSON, is nested deeper than 128 levels, or contains a value of the wrong type.
///
/// ```
/// let mut ports: Option<Vec<i64>> = None;
/// hss_runtime::decode::from_slice(br#"[22, "443"]"#, &mut ports)?;
/// assert_eq!(ports, Some(vec![22, 443]));
///
/// let error = hss_runtime::decode::from_slice(br#"[22, "https"]"#, &mut ports).unwrap_err();
/// assert_eq!(error.to_string(), r#"`[1]` is the string "https", expected an integer (line 1, column 12)"#);
/// # Ok::<(), hss_runtime::DecodeError>(())
/// ```
pub fn from_slice(bytes: &[u8], slot: &mut dyn Slot) -> Result<(), DecodeError> {
    within(bytes, slot, usize::MAX)
}

/// Decodes a JSON text whose value may take this much memory, in bytes. The memory is estimated from the elements of lists
/// and the entries of maps; texts take no more than they do in the JSON text.
pub(crate) fn within(bytes: &[u8], slot: &mut dyn Slot, max_decoded_bytes: usize) -> Result<(), DecodeError> {
    if bytes.trim_ascii().is_empty() && matches!(slot.open(), Shape::Nothing) {
        return Ok(());
    }
    let mut trace = Trace::new(max_decoded_bytes, Digits::Watched);
    // Validating the whole text as UTF-8 once is much cheaper than validating each string.
    let (text, is_whole) = valid(bytes);
    let length = list_length(slot);
    let mut result = read(text, slot, &mut trace);
    if trace.digits == Digits::Needed {
        shorten(slot, length);
        trace = Trace::new(max_decoded_bytes, Digits::Kept);
        result = read(text, slot, &mut trace);
    }
    match result {
        Err(error) if is_whole || !error.is_eof() => Err(DecodeError::new(trace, &error)),
        _ if !is_whole => Err(DecodeError::after(trace, text)),
        _ => Ok(()),
    }
}

fn read(text: &str, slot: &mut dyn Slot, trace: &mut Trace) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    into(&mut deserializer, slot, trace)?;
    deserializer.end()
}

/// The number of elements of a list; 0 for any other value.
fn list_length(slot: &dyn Slot) -> usize {
    match slot.view() {
        View::List(list) => list.len(),
        _ => 0,
    }
}

/// Removes the elements of a list from this index on.
fn shorten(slot: &mut dyn Slot, length: usize) {
    let added = list_length(slot).saturating_sub(length);
    if let Shape::List(list) = slot.open() {
        (0..added).for_each(|_| list.pop());
    }
}

/// The longest prefix that is valid UTF-8, and `true` if that is the whole text.
fn valid(bytes: &[u8]) -> (&str, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => (std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(), false),
    }
}

/// Decodes a JSON value of any type, within the default limit of memory.
pub(crate) fn json(bytes: &[u8]) -> Result<serde_json::Value, DecodeError> {
    let mut value = serde_json::Value::Null;
    within(bytes, &mut value, DEFAULT_MAX_DECODED_BYTES)?;
    Ok(value)
}

/// Decodes a value from any format.
///
/// # Errors
///
/// The errors of the deserializer, or one with the path to a value of the wrong type.
#[doc(hidden)]
pub fn deserialize<'de, T: Content, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::empty();
    into_slot(deserializer, &mut value)?;
    Ok(value)
}

fn into_slot<'de, D: Deserializer<'de>>(deserializer: D, slot: &mut dyn Slot) -> Result<(), D::Error> {
    let mut trace = Trace::new(usize::MAX, Digits::Lost);
    into(deserializer, slot, &mut trace).map_err(|error| match trace.describe() {
        Some(mismatch) => D::Error::custom(mismatch),
        None => error,
    })
}

/// Decodes a value; null is an error unless the slot can hold it.
fn into<'de, D: Deserializer<'de>>(
    deserializer: D,
    slot: &mut dyn Slot,
    trace: &mut Trace,
) -> Result<(), D::Error> {
    let present = Node { slot: &mut *slot, trace: &mut *trace }.deserialize(deserializer)?;
    if present { Ok(()) } else { Err(trace.null(slot.open().expected())) }
}
