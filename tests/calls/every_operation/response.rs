//! A response that was decoded and encoded again, compared with the original.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::sent::Received;

/// Totals over all responses.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    /// Number of empty responses.
    pub(crate) nothing: usize,
    /// Number of responses that are lists.
    pub(crate) lists: usize,
    /// Number of single values in all of them.
    pub(crate) values: usize,
}

/// The difference between the response and the original body, if there is one.
pub(crate) fn difference(response: &Received, body: &[u8], coverage: &mut Coverage) -> Option<String> {
    match response {
        Received::Nothing => {
            coverage.nothing += 1;
            (!body.is_empty()).then(|| format!("{} bytes came, expected none", body.len()))
        }
        Received::File(file) => {
            (file != body).then(|| "the file differs from the one that was sent".to_owned())
        }
        Received::Json(written) => {
            let came: Value = serde_json::from_slice(body).unwrap();
            let written: Value = serde_json::from_slice(written).unwrap();
            coverage.lists += usize::from(came.is_array());
            coverage.values += count(&came);
            let (came, written) = (plain(came), plain(written));
            first_difference(&came, &written, "")
        }
    }
}

/// The first place at which one value differs from another.
fn first_difference(came: &Value, written: &Value, path: &str) -> Option<String> {
    match (came, written) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            names.into_iter().find_map(|name| {
                let [one, other] = [one, other].map(|fields| fields.get(name).unwrap_or(&Value::Null));
                first_difference(one, other, &format!("{path}.{name}"))
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(index, (one, other))| first_difference(one, other, &format!("{path}[{index}]")))
        }
        _ => (came != written).then(|| format!("{path} was {came}, and was written again as {written}")),
    }
}

/// Without fields that are null, and with numbers as integers if they are integral.
fn plain(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, plain(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if float.fract() == 0.0 && float.abs() < 1e15 => Value::from(float as i64),
            _ => Value::Number(number),
        },
        other => other,
    }
}

fn count(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 1,
    }
}
