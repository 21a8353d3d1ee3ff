//! Items as comma-separated values.

use serde_json::Value as Json;

use super::cell::plain;
use crate::failure::Failure;

/// A line of CSV, quoted where it must be.
pub(crate) fn line<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: &dyn std::fmt::Display| Failure::Machine(format!("no CSV can be made: {error}"));
    writer.write_record(texts).map_err(|error| failed(&error))?;
    writer.into_inner().map_err(|error| failed(&error))
}

/// A value as it came: nothing for null, and JSON for what is nested.
pub(crate) fn value(value: Option<&Json>) -> String {
    match value {
        None | Some(Json::Null) => String::new(),
        Some(value) => plain(value),
    }
}
