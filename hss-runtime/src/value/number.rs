//! Numbers as JSON text.

/// Shortest JSON text that parses to the same number; `null` for NaN and the infinities.
pub(crate) fn json(number: f64) -> String {
    serde_json::Number::from_f64(number).map_or_else(|| "null".to_owned(), |number| number.to_string())
}
