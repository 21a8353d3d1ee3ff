//! Number of elements in a list of a JSON object.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Number of elements, nulls included, of the list under this key of an object; `None` if there is no such list.
pub(crate) fn count_elements(body: &[u8], key: &str) -> Option<usize> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    deserializer.deserialize_map(Object { key }).ok().flatten()
}

struct Object<'a> {
    key: &'a str,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Option<usize>, A::Error> {
        let mut count = None;
        while let Some(key) = entries.next_key::<std::borrow::Cow<'_, str>>()? {
            if key == self.key {
                count = entries.next_value_seed(Elements)?;
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(count)
    }
}

/// Counts the elements of a list; any other value has none.
struct Elements;

impl<'de> DeserializeSeed<'de> for Elements {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Elements {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Option<usize>, A::Error> {
        let mut count = 0;
        while elements.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(Some(count))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Option<usize>, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<usize>, E> {
        Ok(None)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Option<usize>, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Option<usize>, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Option<usize>, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Option<usize>, E> {
        Ok(None)
    }

    fn visit_str<E>(self, _: &str) -> Result<Option<usize>, E> {
        Ok(None)
    }
}
