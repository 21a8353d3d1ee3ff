//! Bounds as integers.

use hss_spec::model::{Bounds, ConstraintKind, Field, Number};

/// The ends of a field's range, where it is bounded.
pub(crate) fn range(field: &Field) -> (Option<i64>, Option<i64>) {
    whole(field.bounds(ConstraintKind::Range))
}

/// The ends of a text's length, where it is bounded.
pub(crate) fn length(field: &Field) -> (Option<i64>, Option<i64>) {
    whole(field.bounds(ConstraintKind::Length))
}

/// The ends of a list's size, where it is bounded.
pub(crate) fn items(field: &Field) -> (Option<i64>, Option<i64>) {
    whole(field.bounds(ConstraintKind::Items))
}

/// The ends of bounds, where there are some.
pub(crate) fn whole(bounds: Option<Bounds>) -> (Option<i64>, Option<i64>) {
    let end = |end: Option<Number>| match end {
        Some(Number::Integer(value)) => Some(value),
        // Between two integers; no spec of integers has such a bound.
        Some(Number::Float(value)) => Some(value as i64),
        None => None,
    };
    bounds.map_or((None, None), |bounds| (end(bounds.min), end(bounds.max)))
}
