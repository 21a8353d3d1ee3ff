//! Items as comma-separated values.

use serde_json::Value as Json;

use super::cell::plain;
use crate::failure::Failure;

/// A line of CSV, quoted where necessary.
pub(crate) fn line<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed =
        |error: &dyn std::fmt::Display| Failure::Machine(format!("the CSV cannot be written: {error}"));
    writer.write_record(texts).map_err(|error| failed(&error))?;
    writer.into_inner().map_err(|error| failed(&error))
}

/// An exact value: nothing for null, JSON for a list or an object.
pub(crate) fn value(value: Option<&Json>) -> String {
    match value {
        None | Some(Json::Null) => String::new(),
        Some(value) => plain(value),
    }
}

/// A value that no spreadsheet takes for a formula: a string that could be one is prefixed with a quote.
pub(crate) fn safe_value(value: Option<&Json>) -> String {
    match value {
        Some(Json::String(text)) => safe(text),
        other => self::value(other),
    }
}

/// A text that no spreadsheet takes for a formula.
pub(crate) fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
