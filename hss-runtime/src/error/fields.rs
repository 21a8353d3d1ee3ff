//! The fields of an error body that say what is wrong.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::schema::number;
use crate::wire::decode::NUMBER;

/// The names of the fields that are read, in any of their spellings.
const NAMES: [&str; 15] = [
    "error_code",
    "errorCode",
    "code",
    "error_msg",
    "errorMsg",
    "message",
    "error_message",
    "error_description",
    "request_id",
    "requestId",
    "encoded_authorization_message",
    "error",
    "msg",
    "detail",
    "reason",
];

/// The number of levels of objects that are read: the error, and the objects in it.
const LEVELS: usize = 2;

/// JSON of an error.
pub(super) enum Json {
    Object(Box<Fields>),
    Text(String),
    Number(String),
    Other,
}

/// Strings and numbers of an object under the names that are read.
#[derive(Default)]
pub(super) struct Fields {
    texts: [Option<String>; NAMES.len()],
    /// Code, message and ids of nested objects, each from the first object that has it, until code and message are
    /// known.
    pub(super) nested: ErrorParts,
}

/// Code, message and ids of an error.
#[derive(Default)]
pub(super) struct ErrorParts {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) encoded_authorization_message: Option<String>,
}

impl Json {
    /// Reads a JSON text; `None` if it is not one.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        let mut deserializer = serde_json::Deserializer::from_str(str::from_utf8(body).ok()?);
        let json = Value { levels: LEVELS }.deserialize(&mut deserializer).ok()?;
        deserializer.end().ok()?;
        Some(json)
    }
}

impl Fields {
    /// The first of these fields that is a non-empty string or a number.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.texts[index(name)?].clone())
    }

    /// Code, message and ids.
    pub(super) fn parts(&self) -> ErrorParts {
        ErrorParts {
            code: self.text(&["error_code", "errorCode", "code"]),
            message: self.text(&["error_msg", "errorMsg", "message"]),
            request_id: self.text(&["request_id", "requestId"]),
            encoded_authorization_message: self.text(&["encoded_authorization_message"]),
        }
    }

    fn set(&mut self, name: &str, value: Json) {
        let text = match value {
            Json::Object(fields) => return self.nested.fill(fields.parts()),
            Json::Text(text) if !text.trim().is_empty() => Some(text),
            Json::Number(number) => Some(number),
            Json::Text(_) | Json::Other => None,
        };
        if let Some(index) = index(name) {
            self.texts[index] = text;
        }
    }
}

impl ErrorParts {
    /// Sets the values that are still missing, unless code and message are known.
    pub(super) fn fill(&mut self, other: ErrorParts) {
        if self.code.is_some() && self.message.is_some() {
            return;
        }
        let own = std::mem::take(self);
        *self = ErrorParts {
            code: own.code.or(other.code),
            message: own.message.or(other.message),
            request_id: own.request_id.or(other.request_id),
            encoded_authorization_message: own
                .encoded_authorization_message
                .or(other.encoded_authorization_message),
        };
    }
}

fn index(name: &str) -> Option<usize> {
    NAMES.iter().position(|known| *known == name)
}

/// A value of which this many levels of objects are read.
struct Value {
    levels: usize,
}

impl<'de> DeserializeSeed<'de> for Value {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Number(number::json(number)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Json, A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Json::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut fields = Box::<Fields>::default();
        while let Some(name) = entries.next_key::<String>()? {
            if name == NUMBER {
                return Ok(Json::Number(entries.next_value()?));
            }
            match self.levels.checked_sub(1) {
                Some(levels) => fields.set(&name, entries.next_value_seed(Value { levels })?),
                None => drop(entries.next_value::<IgnoredAny>()?),
            }
        }
        Ok(if self.levels == 0 { Json::Other } else { Json::Object(fields) })
    }
}
