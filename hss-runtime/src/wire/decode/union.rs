//! Decoding of unions.

use std::any::Any;

use serde::de::{DeserializeSeed as _, Error as _};

use super::error::Trace;
use super::node::Node;
use crate::value::union::choose::choose;
use crate::value::union::{AnyUnion, UnionDecoder};

/// The decoder of all unions.
pub const DECODER: UnionDecoder = UnionDecoder(variant);

/// Decodes a value of a union, once its variant is known.
fn variant(
    union: &mut dyn AnyUnion,
    trace: &mut dyn Any,
    value: serde_json::Value,
) -> Result<bool, serde_json::Error> {
    let Some(trace) = trace.downcast_mut::<Trace>() else {
        return Err(serde_json::Error::custom("a union outside of decoding"));
    };
    let index = choose(union.table().get(), &value).unwrap_or(usize::MAX);
    Node { slot: union.set_variant(index), trace }.deserialize(value)
}
