//! Bounds as integers.

use hss_spec::model::{Bounds, ConstraintKind, Field};

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
    bounds.map_or((None, None), |bounds| bounds.whole_ends())
}
