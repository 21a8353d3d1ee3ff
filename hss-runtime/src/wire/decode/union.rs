//! Decoding of unions.

use serde::de::{DeserializeSeed as _, Error};

use super::error::Trace;
use super::node::Node;
use crate::value::union::{self, AnyUnion};

/// Decodes a value of a union, once its variant is known.
pub(super) fn variant<E: Error>(
    union: &mut dyn AnyUnion,
    trace: &mut Trace,
    value: serde_json::Value,
) -> Result<bool, E> {
    let index = union::choose(union.table().get(), &value).unwrap_or(usize::MAX);
    Node { slot: union.set_variant(index), trace }.deserialize(value).map_err(Error::custom)
}
