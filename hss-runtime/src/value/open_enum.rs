//! Enumerations that may grow: a known set of texts, and whatever the service comes up with next.

use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

#[cfg(feature = "serde")]
use serde::{Serialize, Serializer};

use crate::schema::{Enumeration, Table};
use crate::value::Value;
use crate::value::slot::{self, Content, EnumView, Mismatch, Scalar, Shape, View};

/// A value of an enumeration that this version doesn't know.
///
/// Only parsing makes one, and only of a text that is not known; so code that handles it never misses a value that
/// becomes known in a later version.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// The value on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

/// The known values of an enumeration.
///
/// Generated code implements it; everything else about an enumeration is [`Open`]'s, once for all of them.
pub trait Known: Copy + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// The values, and how they stand on the wire.
    fn values() -> KnownValues<Self>;

    /// All values, in the order of the table.
    fn all() -> &'static [Self] {
        Self::values().values
    }

    /// How the values stand on the wire.
    fn table() -> &'static Enumeration {
        Self::values().table.get()
    }

    /// The position in the table.
    fn index(self) -> usize {
        Self::all().iter().position(|known| *known == self).unwrap_or(usize::MAX)
    }

    /// The value on the wire.
    fn as_str(self) -> &'static str {
        Self::table().values.get(self.index()).map_or("", |known| known.value)
    }
}

/// The known values of an enumeration, and how they stand on the wire.
#[derive(Debug)]
pub struct KnownValues<K: 'static> {
    /// How the values stand on the wire.
    pub table: Table<Enumeration>,
    /// The values, in the order of the table.
    pub values: &'static [K],
}

/// A value of an enumeration that may grow.
///
/// ```
/// use hss_runtime::schema::Tables;
/// use hss_runtime::{Known, KnownValues, Open};
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// enum Colour {
///     Red,
///     Green,
/// }
///
/// // As generated code has it.
/// static TYPES: Tables = Tables::new("enumeration Colour string\nred\ngreen");
///
/// impl Known for Colour {
///     fn values() -> KnownValues<Self> {
///         KnownValues { table: TYPES.enumeration(0), values: &[Self::Red, Self::Green] }
///     }
/// }
///
/// let colour: Open<Colour> = "green".parse()?;
/// assert_eq!(colour, Colour::Green);
/// let new: Open<Colour> = "blue".parse()?;
/// assert_eq!((new.known(), new.as_str()), (None, "blue"));
/// # Ok::<(), std::convert::Infallible>(())
/// ```
#[derive(Clone)]
pub enum Open<K> {
    /// A value that this version knows.
    Known(K),
    /// A value that this version does not know; only parsing makes one.
    Unknown(UnknownValue),
}

impl<K: Known> Open<K> {
    /// The value, if this version knows it.
    pub fn known(&self) -> Option<K> {
        match self {
            Self::Known(known) => Some(*known),
            Self::Unknown(_) => None,
        }
    }

    /// The value on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(known) => known.as_str(),
            Self::Unknown(unknown) => unknown.as_str(),
        }
    }

    fn parse(text: &str) -> Self {
        let position = K::table().values.iter().position(|known| known.value == text);
        let known = position.and_then(|index| K::all().get(index));
        known.map_or_else(|| Self::Unknown(UnknownValue(text.into())), |known| Self::Known(*known))
    }
}

impl<K> From<K> for Open<K> {
    fn from(known: K) -> Self {
        Self::Known(known)
    }
}

impl<K: Known> FromStr for Open<K> {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::parse(text))
    }
}

impl<K: Known> PartialEq for Open<K> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(one), Self::Known(two)) => one == two,
            (Self::Unknown(one), Self::Unknown(two)) => one == two,
            _ => false,
        }
    }
}

impl<K: Known> Eq for Open<K> {}

impl<K: Known> PartialEq<K> for Open<K> {
    fn eq(&self, other: &K) -> bool {
        self.known().is_some_and(|known| known == *other)
    }
}

impl<K: Known> Hash for Open<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl<K: Known> fmt::Debug for Open<K> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(known) => known.fmt(formatter),
            Self::Unknown(unknown) => formatter.debug_tuple("Unknown").field(unknown).finish(),
        }
    }
}

impl<K: Known> fmt::Display for Open<K> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<K: Known> Serialize for Open<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<K: Known> From<Open<K>> for Value {
    fn from(value: Open<K>) -> Self {
        match value {
            Open::Known(known) => Self::Static(known.as_str()),
            Open::Unknown(unknown) => Self::from(unknown.as_str()),
        }
    }
}

impl<K: Known> EnumView for Open<K> {
    fn scalar(&self) -> Scalar<'_> {
        Scalar::Text(self.as_str())
    }
}

impl<K: Known> Content for Open<K> {
    fn empty() -> Self {
        Self::Unknown(UnknownValue(Box::default()))
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        match scalar {
            Scalar::Text(text) => Ok(Self::parse(text)),
            other => Ok(Self::parse(&slot::text(other)?)),
        }
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar("text")
    }

    fn view(&self) -> View<'_> {
        View::Enum(self)
    }
}
