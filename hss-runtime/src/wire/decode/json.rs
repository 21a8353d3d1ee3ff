//! Decoding of JSON values of any type.

use std::fmt;
use std::mem::size_of;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::budget;
use super::error::Trace;
use crate::schema::number;
use crate::value::slot::Scalar;

/// The key of the object by which serde_json represents a number if any crate of the build enables its feature
/// `arbitrary_precision`.
pub(crate) const NUMBER: &str = "$serde_json::private::Number";

/// The number in a JSON text; `None` if the text is not a number, or out of the range of a float.
pub(super) fn number(text: &str) -> Option<Scalar<'static>> {
    if let Ok(number) = text.parse() {
        return Some(Scalar::Integer(number));
    }
    if let Ok(number) = text.parse() {
        return Some(Scalar::Unsigned(number));
    }
    number::parse(text).map(Scalar::Number)
}

/// Decodes a JSON value within the memory budget.
pub(super) struct Json<'a>(pub(super) &'a mut Trace);

impl<'de> DeserializeSeed<'de> for Json<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Json<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element_seed(Json(&mut *self.0))? {
            self.0.charge(budget::element(list.len(), size_of::<Value>()))?;
            list.push(element);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            self.0.charge(budget::entry(map.is_empty(), &key, size_of::<Value>()))?;
            let value = entries.next_value_seed(Json(&mut *self.0))?;
            map.insert(key, value);
        }
        Ok(represented(&map).map_or(Value::Object(map), Value::Number))
    }
}

/// The number that an object represents if serde_json has its feature `arbitrary_precision`.
fn represented(map: &Map<String, Value>) -> Option<Number> {
    if map.len() != 1 {
        return None;
    }
    map.get(NUMBER)?.as_str()?.parse().ok()
}
