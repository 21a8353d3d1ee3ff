//! Numbers as text.

use serde_json::Number;

/// Shortest JSON text that parses to the same number; `null` for NaN and the infinities.
pub(crate) fn json(number: f64) -> String {
    Number::from_f64(number).map_or_else(|| "null".to_owned(), |number| number.to_string())
}

/// The number in a text: a JSON number, perhaps after a plus. `None` if it is not one, or too large for a float.
///
/// Parsed by `serde_json`, which a program needs anyway: the parser of the standard library would add 16 kB.
pub(crate) fn parse(text: &str) -> Option<f64> {
    text.strip_prefix('+').unwrap_or(text).parse::<Number>().ok()?.as_f64()
}
