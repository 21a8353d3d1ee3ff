//! Keys of models.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::json::NUMBER;
use crate::schema::Field;

/// The meaning of a key of a model.
pub(super) enum Found {
    /// The field at this index.
    Field(usize),
    /// No object, but serde_json's representation of a number.
    Number,
    Unknown,
}

/// Finds the field for a key, without a copy of the key.
pub(super) struct Key {
    pub(super) fields: &'static [Field],
    /// The index after the last field found, since most services send fields in the order of their doc page.
    pub(super) next: usize,
}

impl Key {
    #[inline]
    fn find(&self, key: &str) -> Found {
        match self.fields.get(self.next) {
            Some(field) if field.name == key => Found::Field(self.next),
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
            None => Found::Unknown,
        }
    }
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
