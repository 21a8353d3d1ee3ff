//! The format `date`.

use super::{FormatError, digits, text_type};
use crate::value::calendar;

text_type! {
    /// A string with `format: date`: a date as in [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339), such as `2025-08-29`.
    ///
    /// Any text is a value, as the [module](crate::text) says; `parse()` reads it.
    Date
}

/// The date at the start of a text, and the rest.
pub(super) fn leading(text: &str) -> Option<(calendar::Date, &str)> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let date = (year.into(), month.into(), day.into());
    let is_valid = (1..=12).contains(&month) && calendar::date(calendar::days(date)) == date;
    is_valid.then_some((date, rest))
}

impl From<(u16, u8, u8)> for Date {
    fn from((year, month, day): (u16, u8, u8)) -> Self {
        Self(format!("{year:04}-{month:02}-{day:02}"))
    }
}

impl TryFrom<&Date> for (u16, u8, u8) {
    type Error = FormatError;

    fn try_from(text: &Date) -> Result<Self, FormatError> {
        let date = leading(text.trim()).filter(|(_, rest)| rest.is_empty());
        let (year, month, day) = date.ok_or_else(|| FormatError::unlike(text, "a date", "2025-08-29"))?.0;
        let beyond = |_| FormatError::out_of_range(text, "(u16, u8, u8)");
        let day = u8::try_from(day).map_err(beyond)?;
        Ok((u16::try_from(year).map_err(beyond)?, u8::try_from(month).map_err(beyond)?, day))
    }
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use super::{Date, FormatError};

    impl From<jiff::civil::Date> for Date {
        fn from(date: jiff::civil::Date) -> Self {
            Self(date.to_string())
        }
    }

    impl TryFrom<&Date> for jiff::civil::Date {
        type Error = FormatError;

        fn try_from(text: &Date) -> Result<Self, FormatError> {
            let (year, month, day) = text.parse()?;
            let date = Self::new(year.cast_signed(), month.cast_signed(), day.cast_signed());
            date.map_err(|_| FormatError::out_of_range(text, "jiff::civil::Date"))
        }
    }
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use super::{Date, FormatError};

    impl From<chrono::NaiveDate> for Date {
        fn from(date: chrono::NaiveDate) -> Self {
            Self(date.to_string())
        }
    }

    impl TryFrom<&Date> for chrono::NaiveDate {
        type Error = FormatError;

        fn try_from(text: &Date) -> Result<Self, FormatError> {
            let (year, month, day) = text.parse()?;
            let date = Self::from_ymd_opt(year.into(), month.into(), day.into());
            date.ok_or_else(|| FormatError::out_of_range(text, "chrono::NaiveDate"))
        }
    }
}

#[cfg(feature = "time")]
mod with_time {
    use super::{Date, FormatError};

    impl From<time::Date> for Date {
        fn from(date: time::Date) -> Self {
            let (year, month, day) = date.to_calendar_date();
            Self(format!("{year:04}-{:02}-{day:02}", u8::from(month)))
        }
    }

    impl TryFrom<&Date> for time::Date {
        type Error = FormatError;

        fn try_from(text: &Date) -> Result<Self, FormatError> {
            let (year, month, day): (u16, u8, u8) = text.parse()?;
            let beyond = |_| FormatError::out_of_range(text, "time::Date");
            let month = time::Month::try_from(month).map_err(beyond)?;
            Self::from_calendar_date(year.into(), month, day).map_err(beyond)
        }
    }
}
