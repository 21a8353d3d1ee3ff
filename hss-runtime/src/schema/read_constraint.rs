//! The parser of constraints.

use std::str::FromStr;

use super::escaped::plain;
use super::{Bounds, Constraint, Pattern, number};

/// The constraint of this name; `None` for an unknown name.
pub(super) fn constraint(name: &str, value: &'static str) -> Option<Constraint> {
    Some(match name {
        "range" => Constraint::Range(bounds(value)),
        "number-range" => Constraint::NumberRange(bounds_by(value, number::parse)),
        "length" => Constraint::Length(bounds(value)),
        "items" => Constraint::Items(bounds(value)),
        "multiple" => Constraint::MultipleOf(number::parse(value)?),
        "unique" => Constraint::Unique,
        "only" => Constraint::Only(value.parse().ok()?),
        "pattern" => Constraint::Pattern(Pattern::new(plain(value))),
        _ => return None,
    })
}

/// `10..200`; each end may be missing, and `<` excludes it: `0<..<1`.
pub(super) fn bounds<T: FromStr + Copy + PartialOrd>(text: &str) -> Bounds<T> {
    bounds_by(text, end)
}

/// The number at one end of a range. Inlining the parsers at both ends would add 4 kB to a program.
#[inline(never)]
fn end<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn bounds_by<T: Copy + PartialOrd>(text: &str, parse: fn(&str) -> Option<T>) -> Bounds<T> {
    let (min, max) = text.split_once("..").unwrap_or_default();
    let (lower, upper) = (min.trim_end_matches('<'), max.trim_start_matches('<'));
    let mut bounds = Bounds::new(parse(lower), parse(upper));
    (bounds.excludes_min, bounds.excludes_max) = (lower != min, upper != max);
    bounds
}
