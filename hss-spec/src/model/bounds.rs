//! Bounds of numbers and counts.

use std::fmt;
use std::str::FromStr;

/// A bound of a range: an integer or a number with a fraction.
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

/// An inclusive range with at least one end, written `10..=200`, `0..` or `..=255`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The least allowed value.
    pub min: Option<Number>,
    /// The greatest allowed value.
    pub max: Option<Number>,
}

impl Bounds {
    /// Integer bounds with both ends.
    pub fn between(min: i64, max: i64) -> Self {
        Self { min: Some(Number::Integer(min)), max: Some(Number::Integer(max)) }
    }

    /// The bounds that allow everything that either of the two allows; `None` if that is every value.
    pub fn wider(self, other: Self) -> Option<Self> {
        let end = |a: Option<Number>, b: Option<Number>, take_first: fn(Number, Number) -> bool| match (a, b)
        {
            (Some(a), Some(b)) => Some(if take_first(a, b) { a } else { b }),
            _ => None,
        };
        let bounds = Self {
            min: end(self.min, other.min, |a, b| a.is_less_than(b)),
            max: end(self.max, other.max, |a, b| b.is_less_than(a)),
        };
        (bounds.min.is_some() || bounds.max.is_some()).then_some(bounds)
    }

    /// Returns true if the minimum is above the maximum, so that no value is allowed.
    pub fn is_empty(&self) -> bool {
        matches!((self.min, self.max), (Some(min), Some(max)) if max.is_less_than(min))
    }

    /// Returns true if `value` is within the bounds.
    pub fn contains(&self, value: Number) -> bool {
        self.min.is_none_or(|min| !value.is_less_than(min))
            && self.max.is_none_or(|max| !max.is_less_than(value))
    }

    /// Returns true if everything that `other` allows is allowed here too.
    pub fn covers(&self, other: &Self) -> bool {
        let min = self.min.is_none_or(|min| other.min.is_some_and(|other| !other.is_less_than(min)));
        let max = self.max.is_none_or(|max| other.max.is_some_and(|other| !max.is_less_than(other)));
        min && max
    }

    /// Returns true if both ends are counts: integers from 0.
    pub fn are_counts(&self) -> bool {
        let is_count = |end: Number| matches!(end, Number::Integer(value) if value >= 0);
        self.min.is_none_or(is_count) && self.max.is_none_or(is_count)
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(min) = self.min {
            write!(f, "{min}")?;
        }
        write!(f, "..")?;
        if let Some(max) = self.max {
            write!(f, "={max}")?;
        }
        Ok(())
    }
}

impl FromStr for Bounds {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (min, max) = text.split_once("..").ok_or(())?;
        let min = if min.is_empty() { None } else { Some(min.parse()?) };
        let max = match max.strip_prefix('=') {
            Some(max) => Some(max.parse()?),
            None if max.is_empty() => None,
            None => return Err(()),
        };
        if min.is_none() && max.is_none() { Err(()) } else { Ok(Self { min, max }) }
    }
}
