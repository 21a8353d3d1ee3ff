//! The format `date-time`.

use std::time::SystemTime;

use super::{FormatError, Rfc3339, text_type};
use crate::value::timestamp::Timestamp;

text_type! {
    /// A string with `format: date-time`: a date and a time with its offset, as in
    /// [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339), such as `2025-08-29T12:00:00Z`.
    ///
    /// Any text is a value, as the [module](crate::text) says; `parse()` reads it.
    DateTime
}

impl DateTime {
    /// The current time, by the clock of this machine.
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    fn rfc3339(&self) -> Result<Rfc3339, FormatError> {
        let unlike = || FormatError::unlike(self, "a date-time", "a form such as 2025-08-29T12:00:00Z");
        Rfc3339::parse(self).ok_or_else(unlike)
    }
}

impl From<Rfc3339> for DateTime {
    fn from(time: Rfc3339) -> Self {
        Self(time.to_string())
    }
}

/// In UTC, to the nanosecond.
impl From<SystemTime> for DateTime {
    fn from(time: SystemTime) -> Self {
        Rfc3339::from(time).into()
    }
}

impl TryFrom<&DateTime> for SystemTime {
    type Error = FormatError;

    fn try_from(text: &DateTime) -> Result<Self, FormatError> {
        text.rfc3339()?.system_time().ok_or_else(|| FormatError::out_of_range(text, "SystemTime"))
    }
}

/// In UTC, to the millisecond.
impl From<Timestamp> for DateTime {
    fn from(time: Timestamp) -> Self {
        Self(time.to_string())
    }
}

/// Milliseconds, rounded down.
impl TryFrom<&DateTime> for Timestamp {
    type Error = FormatError;

    fn try_from(text: &DateTime) -> Result<Self, FormatError> {
        let Rfc3339 { seconds, nanos, .. } = text.rfc3339()?;
        // A year of four digits has less than 2⁶³ milliseconds.
        Ok(Self::from_millis(seconds.saturating_mul(1000).saturating_add(i64::from(nanos / 1_000_000))))
    }
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use super::{DateTime, FormatError, Rfc3339};

    /// In UTC.
    impl From<jiff::Timestamp> for DateTime {
        fn from(time: jiff::Timestamp) -> Self {
            Self(time.to_string())
        }
    }

    impl TryFrom<&DateTime> for jiff::Timestamp {
        type Error = FormatError;

        fn try_from(text: &DateTime) -> Result<Self, FormatError> {
            let Rfc3339 { seconds, nanos, .. } = text.rfc3339()?;
            let time = Self::new(seconds, nanos.cast_signed());
            time.map_err(|_| FormatError::out_of_range(text, "jiff::Timestamp"))
        }
    }
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use super::{DateTime, FormatError, Rfc3339};

    /// In the offset of its time zone.
    impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for DateTime {
        fn from(time: chrono::DateTime<Z>) -> Self {
            let offset = chrono::Offset::fix(time.offset()).local_minus_utc();
            // A leap second has more nanoseconds than a second.
            let nanos = time.timestamp_subsec_nanos();
            let (seconds, nanos) =
                (time.timestamp() + i64::from(nanos / 1_000_000_000), nanos % 1_000_000_000);
            Rfc3339 { seconds, nanos, offset }.into()
        }
    }

    impl TryFrom<&DateTime> for chrono::DateTime<chrono::Utc> {
        type Error = FormatError;

        fn try_from(text: &DateTime) -> Result<Self, FormatError> {
            let Rfc3339 { seconds, nanos, .. } = text.rfc3339()?;
            let beyond = || FormatError::out_of_range(text, "chrono::DateTime");
            Self::from_timestamp(seconds, nanos).ok_or_else(beyond)
        }
    }

    /// In the offset of the text.
    impl TryFrom<&DateTime> for chrono::DateTime<chrono::FixedOffset> {
        type Error = FormatError;

        fn try_from(text: &DateTime) -> Result<Self, FormatError> {
            let utc = chrono::DateTime::<chrono::Utc>::try_from(text)?;
            let offset = chrono::FixedOffset::east_opt(text.rfc3339()?.offset);
            let offset = offset.ok_or_else(|| FormatError::out_of_range(text, "chrono::FixedOffset"))?;
            Ok(utc.with_timezone(&offset))
        }
    }
}

#[cfg(feature = "time")]
mod with_time {
    use super::{DateTime, FormatError, Rfc3339};

    /// In its offset.
    impl From<time::OffsetDateTime> for DateTime {
        fn from(time: time::OffsetDateTime) -> Self {
            let (seconds, nanos) = (time.unix_timestamp(), time.nanosecond());
            Rfc3339 { seconds, nanos, offset: time.offset().whole_seconds() }.into()
        }
    }

    /// In the offset of the text.
    impl TryFrom<&DateTime> for time::OffsetDateTime {
        type Error = FormatError;

        fn try_from(text: &DateTime) -> Result<Self, FormatError> {
            let Rfc3339 { seconds, nanos, offset } = text.rfc3339()?;
            let beyond = || FormatError::out_of_range(text, "time::OffsetDateTime");
            let nanos = i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
            let offset = time::UtcOffset::from_whole_seconds(offset).map_err(|_| beyond())?;
            let time = Self::from_unix_timestamp_nanos(nanos).map_err(|_| beyond())?;
            time.checked_to_offset(offset).ok_or_else(beyond)
        }
    }
}
