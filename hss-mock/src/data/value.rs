//! A JSON value that keeps its fields in the order of the spec.

use std::fmt;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'n> {
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Value<'n>>),
    Object(Vec<(&'n str, Value<'n>)>),
    /// An object whose names are data.
    Map(Vec<(String, Value<'n>)>),
}

impl<'n> Value<'n> {
    pub(crate) fn object<const N: usize>(fields: [(&'n str, Self); N]) -> Self {
        Self::Object(fields.into())
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Integer(value) => write!(f, "{value}"),
            // `{:?}` keeps the point of 1.0. The generator yields no infinity, which JSON lacks.
            Self::Float(value) if value.is_finite() => write!(f, "{value:?}"),
            Self::Float(_) => f.write_str("null"),
            Self::Text(text) => write_text(text, f),
            Self::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        f.write_str(",")?;
                    }
                    write!(f, "{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(fields) => write_fields(fields.iter().map(|(name, value)| (*name, value)), f),
            Self::Map(entries) => write_fields(entries.iter().map(|(name, value)| (name.as_str(), value)), f),
        }
    }
}

fn write_fields<'v, 'n: 'v>(
    fields: impl Iterator<Item = (&'v str, &'v Value<'n>)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.write_str("{")?;
    for (index, (name, value)) in fields.enumerate() {
        if index > 0 {
            f.write_str(",")?;
        }
        write_text(name, f)?;
        write!(f, ":{value}")?;
    }
    f.write_str("}")
}

fn write_text(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    let mut plain_from = 0;
    for (at, letter) in text.char_indices() {
        if letter != '"' && letter != '\\' && letter >= ' ' {
            continue;
        }
        f.write_str(&text[plain_from..at])?;
        plain_from = at + letter.len_utf8();
        match letter {
            '"' | '\\' => write!(f, "\\{letter}")?,
            _ => write!(f, "\\u{:04x}", u32::from(letter))?,
        }
    }
    f.write_str(&text[plain_from..])?;
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_written_as_json() {
        for text in ["", "plain", "a\"b\\c", "tab\tnew\nline\r\u{1}\u{7f}", "镜像🚀", "\"", "\\"] {
            let written = Value::Map(vec![(text.to_owned(), Value::Text(text.to_owned()))]).to_string();
            let read: serde_json::Value = serde_json::from_str(&written).unwrap();
            assert_eq!(read[text], text, "{written}");
        }
    }

    #[test]
    fn numbers_are_written_as_json() {
        let numbers = [Value::Integer(i64::MIN), Value::Float(1.5), Value::Float(1e300), Value::Float(-0.0)];
        let written = Value::List(numbers.into()).to_string();
        let read: Vec<f64> = serde_json::from_str(&written).unwrap();
        assert_eq!(read, [i64::MIN as f64, 1.5, 1e300, -0.0]);
        assert_eq!(Value::Float(1.0).to_string(), "1.0");
    }
}
