//! Keys of models.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::json::NUMBER;
use crate::schema::{Field, Model};

/// Returns `false` if the body is an object without any field of the model. The body is only read up to the first field.
pub(crate) fn may_have_field(body: &[u8], model: &Model) -> bool {
    if body.trim_ascii_start().first() != Some(&b'{') {
        return true;
    }
    // Usually, a field is near the beginning. The decoder will refuse a body that cannot be searched.
    let parts = [body.get(..HEAD_BYTES), Some(body)];
    parts.into_iter().flatten().find_map(|part| has_field(part, model)).unwrap_or(true)
}

/// The size of the part of a body that is searched first.
const HEAD_BYTES: usize = 4096;

/// True if a body has a field of the model; `None` if it breaks off or is invalid before that is known.
fn has_field(body: &[u8], model: &Model) -> Option<bool> {
    let mut found = false;
    let (fields, others) = model.split();
    let search = FieldSearch { fields, keeps_others: others.is_some(), found: &mut found };
    // As text, like the rest of decoding: the code for bytes would add 6 kB to a program.
    let is_whole = serde_json::Deserializer::from_str(super::valid(body).0).deserialize_map(search).is_ok();
    (found || is_whole).then_some(found)
}

/// Reads an object up to the first field that is not null.
struct FieldSearch<'a> {
    fields: &'static [Field],
    keeps_others: bool,
    found: &'a mut bool,
}

impl<'de> Visitor<'de> for FieldSearch<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) =
            entries.next_key_seed(Key { fields: self.fields, next: 0, keeps_others: self.keeps_others })?
        {
            if matches!(key, Found::Number | Found::Unknown) {
                entries.next_value::<IgnoredAny>()?;
            } else if let Err(error) = entries.next_value::<()>() {
                // Its first byte shows that it is not null; the rest is not read.
                *self.found = true;
                return Err(error);
            }
        }
        Ok(())
    }
}

/// The meaning of a key of a model.
pub(super) enum Found {
    /// The field at this index.
    Field(usize),
    /// Not an object, but serde_json's representation of a number.
    Number,
    /// A key that is kept although it is not a field.
    Other(String),
    Unknown,
}

/// Finds the field for a key, without a copy of the key.
pub(super) struct Key {
    pub(super) fields: &'static [Field],
    /// The index after the last field found, since most services send fields in the order of their doc page.
    pub(super) next: usize,
    /// True if keys that are not a field are kept.
    pub(super) keeps_others: bool,
}

impl Key {
    #[inline]
    fn find(&self, key: &str) -> Found {
        match self.fields.get(self.next) {
            Some(field) if is_same(field.name, key) => Found::Field(self.next),
            _ => self.search(key),
        }
    }

    /// Searches the fields after the last one found, then those before.
    fn search(&self, key: &str) -> Found {
        let (before, after) = self.fields.split_at(self.next.min(self.fields.len()));
        let index = match after.iter().position(|field| field.name == key) {
            Some(index) => Some(before.len() + index),
            None => before.iter().position(|field| field.name == key),
        };
        match index {
            Some(index) => Found::Field(index),
            None if key == NUMBER => Found::Number,
            None if self.keeps_others => Found::Other(key.to_owned()),
            None => Found::Unknown,
        }
    }
}

/// True for equal keys. Keys are so short that calling `memcmp`, to which `==` compiles, is slower than this loop.
#[inline]
fn is_same(name: &str, key: &str) -> bool {
    let (names, name_end) = name.as_bytes().as_chunks::<8>();
    let (keys, key_end) = key.as_bytes().as_chunks::<8>();
    name.len() == key.len()
        && names.iter().zip(keys).all(|(name, key)| u64::from_ne_bytes(*name) == u64::from_ne_bytes(*key))
        && name_end.iter().zip(key_end).all(|(name, key)| name == key)
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Found;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Found;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<Found, E> {
        Ok(self.find(key))
    }
}
