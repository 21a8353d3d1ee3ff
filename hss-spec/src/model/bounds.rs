//! Bounds, and who claims them.

use std::fmt;
use std::str::FromStr;

/// A bound's value: a whole number or a decimal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number.
    Integer(i64),
    /// A decimal.
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

    /// Whether `self` is less than `other`, exactly where both are whole.
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
            // `{:?}` keeps the point of 1.0, so that reading gives a float back.
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
    /// The least value that is allowed.
    pub min: Option<Number>,
    /// The greatest value that is allowed.
    pub max: Option<Number>,
}

impl Bounds {
    /// Whole-number bounds with both ends.
    pub fn between(min: i64, max: i64) -> Self {
        Self { min: Some(Number::Integer(min)), max: Some(Number::Integer(max)) }
    }

    /// The bounds that allow whatever either of the two allows.
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

    /// Whether the least value is above the greatest, so that nothing is allowed.
    pub fn is_empty(&self) -> bool {
        matches!((self.min, self.max), (Some(min), Some(max)) if max.is_less_than(min))
    }

    /// Whether `value` lies inside.
    pub fn contains(&self, value: Number) -> bool {
        self.min.is_none_or(|min| !value.is_less_than(min))
            && self.max.is_none_or(|max| !max.is_less_than(value))
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

/// Who says something about an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The operation's own page, or the document that stands for it.
    Page,
    /// The vendor's machine-readable constraints, a second source.
    Machine,
}

/// What the sources say about one fact; they may disagree, and both are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Claims<T> {
    /// What the operation's page says.
    pub page: Option<T>,
    /// What the vendor's machine-readable constraints say.
    pub machine: Option<T>,
}

impl<T> Default for Claims<T> {
    fn default() -> Self {
        Self { page: None, machine: None }
    }
}

impl<T> Claims<T> {
    /// A claim of the page alone.
    pub fn page(value: T) -> Self {
        Self { page: Some(value), machine: None }
    }

    /// Whether no source says anything.
    pub fn is_empty(&self) -> bool {
        self.page.is_none() && self.machine.is_none()
    }

    /// Whether two sources say different things.
    pub fn is_disputed(&self) -> bool
    where
        T: PartialEq,
    {
        matches!((&self.page, &self.machine), (Some(page), Some(machine)) if page != machine)
    }

    /// The page's word where it has one, else the machine-readable one.
    pub fn preferred(&self) -> Option<&T> {
        self.page.as_ref().or(self.machine.as_ref())
    }
}

impl<T> From<Option<T>> for Claims<T> {
    fn from(page: Option<T>) -> Self {
        Self { page, machine: None }
    }
}

impl Claims<Bounds> {
    /// The bounds that hold: the wider of two that disagree, since a wrong bound refuses a good request.
    pub fn effective(&self) -> Option<Bounds> {
        match (self.page, self.machine) {
            (Some(page), Some(machine)) => page.wider(machine),
            (page, machine) => page.or(machine),
        }
    }
}

impl Claims<bool> {
    /// Whether it holds; the page wins, and silence means no.
    pub fn holds(&self) -> bool {
        self.preferred().copied().unwrap_or(false)
    }
}
