//! Bounds of numbers and counts.

use std::fmt;
use std::str::FromStr;

/// A bound of a range: an integer or a number with a fraction. There is no third kind, so it is matched without a wildcard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer.
    Integer(i64),
    /// A number with a fraction or an exponent.
    Float(f64),
}

impl Number {
    /// The value as a float; exact up to 2⁵³.
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    /// Returns true if it is a multiple of `step`. Numbers with a fraction are compared with the precision of floats,
    /// since `0.1` is not exact in binary.
    pub fn is_multiple_of(self, step: Self) -> bool {
        if let (Self::Integer(value), Self::Integer(step)) = (self, step) {
            return value.checked_rem(step).is_none_or(|rest| rest == 0);
        }
        let quotient = self.as_f64() / step.as_f64();
        (quotient - quotient.round()).abs() <= quotient.abs().max(1.0) * 1e-9
    }

    /// Returns true if `self` is less than `other`; exact if both are integers.
    pub fn is_less_than(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a < b,
            _ => self.as_f64() < other.as_f64(),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => write!(f, "{value}"),
            // `{:?}` keeps the point of 1.0, so that it is parsed as a float again.
            Self::Float(value) => write!(f, "{value:?}"),
        }
    }
}

impl FromStr for Number {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Ok(value) = text.parse() {
            return Ok(Self::Integer(value));
        }
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() && text.contains(['.', 'e', 'E']) => Ok(Self::Float(value)),
            _ => Err(()),
        }
    }
}

/// A range with at least one end, written `10..=200`, `0..` or `..=255`; an excluded end has a `<`: `0<..`, `..<1`,
/// `0<..=1`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bounds {
    /// The lower end.
    pub min: Option<Number>,
    /// The upper end.
    pub max: Option<Number>,
    /// True if the lower end is excluded. Only bounds of numbers with fractions have such ends.
    pub excludes_min: bool,
    /// True if the upper end is excluded.
    pub excludes_max: bool,
}

impl Bounds {
    /// Bounds with inclusive ends; `None` leaves an end open.
    pub const fn new(min: Option<Number>, max: Option<Number>) -> Self {
        Self { min, max, excludes_min: false, excludes_max: false }
    }

    /// Integer bounds with both ends.
    pub fn between(min: i64, max: i64) -> Self {
        Self::new(Some(Number::Integer(min)), Some(Number::Integer(max)))
    }

    /// Returns true if an end is excluded.
    pub fn excludes_an_end(&self) -> bool {
        self.excludes_min || self.excludes_max
    }

    /// The bounds that allow everything that either of the two allows; `None` if that is every value.
    pub fn wider(self, other: Self) -> Option<Self> {
        let lower = if self.is_as_low_as(&other) { self } else { other };
        let upper = if self.is_as_high_as(&other) { self } else { other };
        let bounds = Self {
            min: lower.min,
            max: upper.max,
            excludes_min: lower.excludes_min,
            excludes_max: upper.excludes_max,
        };
        (bounds.min.is_some() || bounds.max.is_some()).then_some(bounds)
    }

    /// The bounds that allow what both allow.
    #[must_use]
    pub fn narrower(self, other: Self) -> Self {
        let lower = if self.is_as_low_as(&other) { other } else { self };
        let upper = if self.is_as_high_as(&other) { other } else { self };
        Self {
            min: lower.min,
            max: upper.max,
            excludes_min: lower.excludes_min,
            excludes_max: upper.excludes_max,
        }
    }

    /// Returns true if no value is allowed: the minimum is above the maximum, or equal to it with one of them excluded.
    pub fn is_empty(&self) -> bool {
        let (Some(min), Some(max)) = (self.min, self.max) else { return false };
        max.is_less_than(min) || (self.excludes_an_end() && !min.is_less_than(max))
    }

    /// Returns true if `value` is within the bounds.
    pub fn contains(&self, value: Number) -> bool {
        let is_above = |min: Number| {
            if self.excludes_min { min.is_less_than(value) } else { !value.is_less_than(min) }
        };
        let is_below = |max: Number| {
            if self.excludes_max { value.is_less_than(max) } else { !max.is_less_than(value) }
        };
        self.min.is_none_or(is_above) && self.max.is_none_or(is_below)
    }

    /// Returns true if everything that `other` allows is allowed here too.
    pub fn covers(&self, other: &Self) -> bool {
        self.is_as_low_as(other) && self.is_as_high_as(other)
    }

    /// Returns true if no value that `other` allows is below the lower end.
    fn is_as_low_as(&self, other: &Self) -> bool {
        let (Some(min), other_min) = (self.min, other.min) else { return true };
        other_min.is_some_and(|other_min| {
            min.is_less_than(other_min)
                || (!other_min.is_less_than(min) && (!self.excludes_min || other.excludes_min))
        })
    }

    /// Returns true if no value that `other` allows is above the upper end.
    fn is_as_high_as(&self, other: &Self) -> bool {
        let (Some(max), other_max) = (self.max, other.max) else { return true };
        other_max.is_some_and(|other_max| {
            other_max.is_less_than(max)
                || (!max.is_less_than(other_max) && (!self.excludes_max || other.excludes_max))
        })
    }

    /// The least and the greatest integer within the bounds; `None` where an end is open.
    pub fn whole_ends(&self) -> (Option<i64>, Option<i64>) {
        let min = self.min.map(|min| match min {
            Number::Integer(min) => min.saturating_add(self.excludes_min.into()),
            Number::Float(min) if self.excludes_min => (min.floor() as i64).saturating_add(1),
            Number::Float(min) => min.ceil() as i64,
        });
        let max = self.max.map(|max| match max {
            Number::Integer(max) => max.saturating_sub(self.excludes_max.into()),
            Number::Float(max) if self.excludes_max => (max.ceil() as i64).saturating_sub(1),
            Number::Float(max) => max.floor() as i64,
        });
        (min, max)
    }

    /// Returns true if both ends are counts: integers from 0, and allowed.
    pub fn are_counts(&self) -> bool {
        let is_count = |end: Number| matches!(end, Number::Integer(value) if value >= 0);
        self.min.is_none_or(is_count) && self.max.is_none_or(is_count) && !self.excludes_an_end()
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(min) = self.min {
            write!(f, "{min}{}", if self.excludes_min { "<" } else { "" })?;
        }
        write!(f, "..")?;
        if let Some(max) = self.max {
            write!(f, "{}{max}", if self.excludes_max { "<" } else { "=" })?;
        }
        Ok(())
    }
}

impl FromStr for Bounds {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (min, max) = text.split_once("..").ok_or(())?;
        let mut bounds = Self::new(None, None);
        if !min.is_empty() {
            let excluded = min.strip_suffix('<');
            bounds.excludes_min = excluded.is_some();
            bounds.min = Some(excluded.unwrap_or(min).parse()?);
        }
        if !max.is_empty() {
            let excluded = max.strip_prefix('<');
            bounds.excludes_max = excluded.is_some();
            bounds.max = Some(excluded.or_else(|| max.strip_prefix('=')).ok_or(())?.parse()?);
        }
        if bounds.min.is_none() && bounds.max.is_none() { Err(()) } else { Ok(bounds) }
    }
}
