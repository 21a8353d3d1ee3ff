//! Strings with a documented format, kept as they are sent and received.
//!
//! `format` of OpenAPI describes a string and does not restrict it, so each of these types takes any text: no response
//! fails for one, and no request is refused. A value is text ([`as_str`](DateTime::as_str), or any method of `str`), and
//! `parse()` turns it into the type of a library, of the standard library or of the runtime:
//!
//! ```
//! use std::time::SystemTime;
//!
//! use hss_runtime::text::DateTime;
//!
//! let created = DateTime::from("2025-08-29T14:00:00.5+02:00");
//! assert_eq!(created.as_str(), "2025-08-29T14:00:00.5+02:00");
//! assert_eq!(DateTime::from(created.parse::<SystemTime>()?), "2025-08-29T12:00:00.500Z");
//!
//! let error = DateTime::from("yesterday").parse::<SystemTime>().unwrap_err();
//! assert_eq!(error.to_string(), r#""yesterday" is not a date-time: expected a form such as 2025-08-29T12:00:00Z"#);
//! # Ok::<(), hss_runtime::text::FormatError>(())
//! ```
//!
//! Setters take a text, or whatever converts into the type:
//!
//! | type | from and `parse()` into | feature |
//! |---|---|---|
//! | [`DateTime`] | `SystemTime`, [`Timestamp`](crate::Timestamp) | |
//! | | `chrono::DateTime`, `jiff::Timestamp`, `time::OffsetDateTime` | `chrono`, `jiff`, `time` |
//! | [`Date`] | `(u16, u8, u8)`: year, month and day | |
//! | | `chrono::NaiveDate`, `jiff::civil::Date`, `time::Date` | `chrono`, `jiff`, `time` |
//! | [`Duration`] | `std::time::Duration` | |
//! | | `chrono::TimeDelta`, `jiff::SignedDuration`, `jiff::Span`, `time::Duration` | `chrono`, `jiff`, `time` |
//! | [`Uuid`] | `[u8; 16]` | |
//! | | `uuid::Uuid` | `uuid` |
//! | [`Base64`] | bytes: `Vec<u8>` | |
//!
//! Two values are equal if their texts are: the same time in two zones is not.

mod base64;
mod date;
mod date_time;
mod duration;
mod rfc3339;
mod uuid;

use std::fmt;

pub(crate) use self::base64::base64;
pub(crate) use rfc3339::{Rfc3339, write_seconds};

pub use self::base64::Base64;
pub use self::uuid::Uuid;
pub use date::Date;
pub use date_time::DateTime;
pub use duration::Duration;

use crate::value::excerpt;

/// Error for a text that is not of its documented format, or out of the range of the type that it is parsed into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError(Box<str>);

impl FormatError {
    /// The text is not of the format; `expected` is an example.
    fn unlike(text: &str, format: &str, expected: &str) -> Self {
        let given = excerpt::text(text);
        Self(format!("{given} is not {format}: expected {expected}").into())
    }

    /// The text is of the format, but the type has no such value.
    fn out_of_range(text: &str, of: &str) -> Self {
        Self(format!("{} is out of the range of {of}", excerpt::text(text)).into())
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FormatError {}

/// The first `count` bytes of a text as a number, if they are digits, and the rest.
fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(count)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Some((digits.parse().ok()?, rest)))?
}

/// The digits at the start of a text, and the rest.
fn leading_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// The nanoseconds in the digits of a fraction of a second, if there are any; those beyond the ninth are dropped.
fn nanos(digits: &str) -> Option<u32> {
    let digits = digits.get(..9).unwrap_or(digits);
    if digits.is_empty() { None } else { format!("{digits:0<9}").parse().ok() }
}

/// Writes the fraction of a second with as few groups of three digits as it needs; nothing for 0.
fn write_nanos(nanos: u32, f: &mut impl fmt::Write) -> fmt::Result {
    match nanos {
        0 => Ok(()),
        _ if nanos.is_multiple_of(1_000_000) => write!(f, ".{:03}", nanos / 1_000_000),
        _ if nanos.is_multiple_of(1_000) => write!(f, ".{:06}", nanos / 1_000),
        _ => write!(f, ".{nanos:09}"),
    }
}

/// Defines a type of texts of one format.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text, as it is sent and received.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The value in another type.
            ///
            /// # Errors
            ///
            /// The text is not of the format, or out of the range of the type.
            pub fn parse<T>(&self) -> Result<T, $crate::value::text::FormatError>
            where
                T: for<'a> TryFrom<&'a Self, Error = $crate::value::text::FormatError>,
            {
                T::try_from(self)
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            #[inline]
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        /// Writes the text.
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }

        /// Writes the text in quotes.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.0, f)
            }
        }

        /// Keeps the text unchanged, whatever its format.
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        /// Keeps the text unchanged, whatever its format.
        impl From<String> for $name {
            #[inline]
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        /// Keeps the text unchanged, whatever its format.
        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self(text.clone())
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl From<$name> for $crate::value::Value {
            #[inline]
            fn from(text: $name) -> Self {
                Self::String(text.0)
            }
        }

        impl From<&str> for $crate::value::nullable::Nullable<$name> {
            fn from(text: &str) -> Self {
                Self::Value(text.into())
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, text: &str) -> bool {
                self.0 == text
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, text: &&str) -> bool {
                self.0 == *text
            }
        }

        impl $crate::value::slot::Content for $name {
            fn empty() -> Self {
                Self(String::new())
            }

            fn from_scalar(
                scalar: $crate::value::slot::Scalar<'_>,
            ) -> Result<Self, $crate::value::slot::Mismatch> {
                String::from_scalar(scalar).map(Self)
            }

            fn open(&mut self) -> $crate::value::slot::Shape<'_> {
                $crate::value::slot::Content::open(&mut self.0)
            }

            fn view(&self) -> $crate::value::slot::View<'_> {
                $crate::value::slot::View::Text(&self.0)
            }
        }
    };
}

use text_type;
