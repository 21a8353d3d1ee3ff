//! Open enumerations: known strings, and any other that the service may add.

use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

#[cfg(feature = "serde")]
use serde::{Serialize, Serializer};

use crate::schema::{Enumeration, Table};
use crate::value::slot::{self, Content, EnumView, Mismatch, Scalar, Shape, View};
use crate::value::{Value, excerpt};

/// A value of an enumeration that this version does not know.
///
/// Created only by parsing, for a string that is not known, so code that handles it never receives a value that
/// becomes known in a later version. It is also the error of parsing an enumeration itself; `Display` shows the value
/// and the known ones.
///
/// ```
/// # use hss_runtime::{schema::Tables, Known, KnownValues, UnknownValue};
/// # #[derive(Clone, Copy, Debug, PartialEq)]
/// # enum Colour { Red, Green }
/// # static TYPES: Tables = Tables::new("enumeration Colour string\nred\ngreen");
/// # impl Known for Colour {
/// #     fn values() -> KnownValues<Self> {
/// #         KnownValues {
/// #             table: TYPES.enumeration(0),
/// #             values: &[Self::Red, Self::Green],
/// #             names: "Red Green",
/// #         }
/// #     }
/// # }
/// let error: UnknownValue = Colour::parse("blue").unwrap_err();
/// assert_eq!(error.to_string(), r#""blue" is not a known value of Colour: expected `red` or `green`"#);
/// ```
#[derive(Clone)]
pub struct UnknownValue {
    value: Box<str>,
    /// A function, since the table need not be read unless the error is shown.
    table: fn() -> &'static Enumeration,
}

impl UnknownValue {
    /// The value on the wire.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl PartialEq for UnknownValue {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for UnknownValue {}

impl Hash for UnknownValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = (self.table)();
        write!(f, "{} is not a known value of {}", excerpt::text(&self.value), table.name)?;
        for (index, known) in table.values.iter().enumerate() {
            let separator = match index {
                0 => ": expected",
                _ if index + 1 == table.values.len() => " or",
                _ => ",",
            };
            write!(f, "{separator} `{}`", known.value)?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownValue {}

/// The known values of an enumeration.
///
/// Implemented by generated code; everything else about an enumeration is implemented once, by [`Open`].
pub trait Known: Copy + PartialEq + fmt::Debug + 'static {
    /// The values, and their table.
    fn values() -> KnownValues<Self>;

    /// The values, in the order of the table.
    fn all() -> &'static [Self] {
        Self::values().values
    }

    /// The table with the values on the wire.
    fn table() -> &'static Enumeration {
        Self::values().table.get()
    }

    /// The value that is this string on the wire.
    ///
    /// # Errors
    ///
    /// The string is not a known value.
    fn parse(text: &str) -> Result<Self, UnknownValue> {
        let position = Self::table().values.iter().position(|known| known.value == text);
        let known = position.and_then(|index| Self::all().get(index));
        known.copied().ok_or_else(|| UnknownValue { value: text.into(), table: Self::table })
    }

    /// The position in the table.
    fn index(self) -> usize {
        Self::all().iter().position(|known| *known == self).unwrap_or(usize::MAX)
    }

    /// The value on the wire.
    fn as_str(self) -> &'static str {
        Self::table().values.get(self.index()).map_or("", |known| known.value)
    }

    /// The name of the variant.
    fn name(self) -> &'static str {
        Self::values().names.split(' ').nth(self.index()).unwrap_or_default()
    }

    /// Writes the name of the variant; the implementation of `Debug`.
    ///
    /// # Errors
    ///
    /// The errors of the formatter.
    fn fmt_name(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The known values of an enumeration, and their table.
#[derive(Debug)]
pub struct KnownValues<K: 'static> {
    /// The table with the values on the wire.
    pub table: Table<Enumeration>,
    /// The values, in the order of the table.
    pub values: &'static [K],
    /// The names of the variants in the same order, separated by spaces.
    pub names: &'static str,
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
/// // As in generated code.
/// static TYPES: Tables = Tables::new("enumeration Colour string\nred\ngreen");
///
/// impl Known for Colour {
///     fn values() -> KnownValues<Self> {
///         KnownValues {
///             table: TYPES.enumeration(0),
///             values: &[Self::Red, Self::Green],
///             names: "Red Green",
///         }
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
    /// A value that this version does not know; created only by parsing.
    Unknown(UnknownValue),
}

impl<K: Known> Open<K> {
    /// The value; `None` if this version does not know it.
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
        K::parse(text).map_or_else(Self::Unknown, Self::Known)
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

/// Implements `FromStr` for known values, by [`Known::parse`], and `Clone`, `Copy`, `Debug`, `PartialEq` and `Eq`.
///
/// One call for all enumerations of a module, since each expansion costs compile time. Derives cost more: that of `Clone`
/// implements another trait of the library, that of `Debug` matches all variants, and that of `Eq` adds a function.
#[doc(hidden)]
#[macro_export]
macro_rules! enums {
    ($($type:ident)*) => {$(
        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }
        impl ::core::marker::Copy for $type {}
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                <Self as $crate::Known>::fmt_name(*self, f)
            }
        }
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                *self as usize == *other as usize
            }
        }
        impl ::core::cmp::Eq for $type {}
        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownValue;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                <Self as $crate::Known>::parse(text)
            }
        }
    )*};
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
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(known) => known.fmt(f),
            Self::Unknown(unknown) => f.debug_tuple("Unknown").field(unknown).finish(),
        }
    }
}

impl<K: Known> fmt::Display for Open<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
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
        Self::Unknown(UnknownValue { value: Box::default(), table: K::table })
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        match scalar {
            Scalar::Text(text) => Ok(Self::parse(text)),
            other => Ok(Self::parse(&slot::text(other)?)),
        }
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(slot::STRING)
    }

    fn view(&self) -> View<'_> {
        View::Enum(self)
    }
}
