//! The traits that all unions have, written once.

use std::fmt;

use serde_json::Value as Json;

use super::choose::choose;
use super::{AnyUnion as _, Union};
use crate::value::slot::{Content, Mismatch, Scalar, View};

/// Converts a scalar to a value of the union.
///
/// # Errors
///
/// None: a scalar that matches no variant is kept as an unknown one.
pub fn from_scalar<U: Union>(scalar: Scalar<'_>) -> Result<U, Mismatch> {
    let json = Json::from_scalar(scalar)?;
    let mut union = U::empty_variant(choose(U::table().get(), &json).unwrap_or(usize::MAX));
    if union.variant_mut().set_scalar(scalar).is_err() {
        union.set_variant(usize::MAX).set_scalar(scalar)?;
    }
    Ok(union)
}

/// A union with a clone of the value.
pub fn clone<U: Union>(union: &U) -> U {
    let (index, slot) = union.variant();
    let mut copy = U::empty_variant(index);
    slot.view().clone_to(copy.variant_mut());
    copy
}

/// Writes the value like its own type.
///
/// # Errors
///
/// The errors of the formatter.
pub fn fmt_variant<U: Union>(union: &U, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&View::Union(union), f)
}

/// Returns `true` if both are the same variant with equal values.
pub fn eq_variants<U: Union>(one: &U, other: &U) -> bool {
    View::Union(one) == View::Union(other)
}
