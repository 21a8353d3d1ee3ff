//! Constraints on the values of requests, in addition to their types.

use std::fmt;

use super::pattern::Pattern;

/// A limit on the values of a field.
///
/// `Display` writes the allowed values, without the field: `10..=200`, `1..=64 characters`.
///
/// In a list or a map, [`Items`](Self::Items) and [`Unique`](Self::Unique) apply to the outermost list or map, and all other
/// constraints to each element.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Constraint {
    /// Smallest and largest integer.
    Range(Bounds<i64>),
    /// Smallest and largest number.
    NumberRange(Bounds<f64>),
    /// Length of a string, in characters (Unicode scalar values).
    Length(Bounds<u64>),
    /// Number of elements of a list, or of entries of a map.
    Items(Bounds<u64>),
    /// Regular expression that a string must match.
    Pattern(Pattern),
    /// The number that a value must be a multiple of.
    MultipleOf(f64),
    /// No two elements of a list are equal.
    Unique,
    /// The only value of a boolean.
    Only(bool),
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Range(bounds) => bounds.fmt(f),
            Self::NumberRange(bounds) => bounds.fmt(f),
            Self::Length(bounds) => write!(f, "{bounds} characters"),
            Self::Items(bounds) => write!(f, "{bounds} elements"),
            Self::Pattern(pattern) => write!(f, "`{pattern}`"),
            Self::MultipleOf(step) => write!(f, "a multiple of {step}"),
            Self::Unique => f.write_str("a list of different elements"),
            Self::Only(only) => write!(f, "`{only}`"),
        }
    }
}

/// A lower and an upper bound, each of which may be missing. Both are inclusive unless marked as excluded.
///
/// `Display` writes a range as Rust does, `10..=200`, `0.5..`, `..=3`, with `<` at an excluded bound: `0<..<1`.
///
/// ```
/// use hss_runtime::schema::Bounds;
///
/// let bounds = Bounds::new(Some(10), Some(200));
/// assert!(bounds.contains(200) && !bounds.contains(201));
/// assert_eq!(bounds.to_string(), "10..=200");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bounds<T> {
    /// The smallest allowed value.
    pub min: Option<T>,
    /// The largest allowed value.
    pub max: Option<T>,
    /// True if `min` itself is not allowed.
    pub excludes_min: bool,
    /// True if `max` itself is not allowed.
    pub excludes_max: bool,
}

impl<T: Copy + PartialOrd> Bounds<T> {
    /// Bounds with these ends, both inclusive; `None` leaves an end open.
    pub const fn new(min: Option<T>, max: Option<T>) -> Self {
        Self { min, max, excludes_min: false, excludes_max: false }
    }

    /// Returns `true` if the value lies within the bounds.
    pub fn contains(&self, value: T) -> bool {
        self.min.is_none_or(|min| min < value || (min == value && !self.excludes_min))
            && self.max.is_none_or(|max| value < max || (value == max && !self.excludes_max))
    }
}

impl<T: fmt::Display> fmt::Display for Bounds<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(min) = &self.min {
            write!(f, "{min}{}", if self.excludes_min { "<" } else { "" })?;
        }
        f.write_str("..")?;
        match &self.max {
            Some(max) => write!(f, "{}{max}", if self.excludes_max { "<" } else { "=" }),
            None => Ok(()),
        }
    }
}
