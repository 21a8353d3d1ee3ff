//! `Deserialize` of single values, by the same rules as for responses.

use serde::{Deserialize, Deserializer};

use crate::value::timestamp::Timestamp;
use crate::wire::decode;

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode::deserialize(deserializer)
    }
}

#[cfg(feature = "serde")]
mod of_texts {
    use crate::value::text::{Base64, Date, DateTime, Duration, Uuid};

    crate::serialize! { Base64 Date DateTime Duration Uuid }
}

#[cfg(feature = "serde")]
impl<'de, K: crate::value::open_enum::Known> Deserialize<'de> for crate::value::open_enum::Open<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode::deserialize(deserializer)
    }
}
