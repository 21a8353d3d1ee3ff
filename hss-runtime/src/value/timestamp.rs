//! A point in time, in the unit of the API.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::value::text::write_seconds;

/// Milliseconds since 1970-01-01 UTC, negative before; `Display` writes it in the format of RFC 3339.
///
/// ```
/// use hss_runtime::Timestamp;
///
/// let time = Timestamp::from_millis(1_700_000_000_123);
/// assert_eq!(time.to_string(), "2023-11-14T22:13:20.123Z");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// A time that many milliseconds after 1970-01-01 UTC.
    #[inline]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// The milliseconds since 1970-01-01 UTC.
    #[inline]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// The current time, by the clock of this machine.
    pub fn now() -> Self {
        SystemTime::now().into()
    }
}

/// Milliseconds, rounded down; times some 292 million years away are clamped.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        Self(match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
            Err(before) => {
                let millis = before.duration().as_nanos().div_ceil(1_000_000);
                i64::try_from(millis).map_or(i64::MIN, |millis| -millis)
            }
        })
    }
}

/// Error for a [`Timestamp`] that is out of the range of the target type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOutOfRange(Timestamp);

impl fmt::Display for TimeOutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is out of range", self.0)
    }
}

impl std::error::Error for TimeOutOfRange {}

impl TryFrom<Timestamp> for SystemTime {
    type Error = TimeOutOfRange;

    fn try_from(time: Timestamp) -> Result<Self, TimeOutOfRange> {
        let distance = Duration::from_millis(time.0.unsigned_abs());
        let moved =
            if time.0 < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        moved.ok_or(TimeOutOfRange(time))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_seconds(self.0.div_euclid(1000), f)?;
        write!(f, ".{:03}Z", self.0.rem_euclid(1000))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use super::{TimeOutOfRange, Timestamp};

    /// Milliseconds, rounded down.
    impl From<jiff::Timestamp> for Timestamp {
        fn from(time: jiff::Timestamp) -> Self {
            // 64 bits of milliseconds cover all years of the library.
            Self(i64::try_from(time.as_nanosecond().div_euclid(1_000_000)).unwrap_or(i64::MAX))
        }
    }

    /// Fails outside the years -9999 to 9999.
    impl TryFrom<Timestamp> for jiff::Timestamp {
        type Error = TimeOutOfRange;

        fn try_from(time: Timestamp) -> Result<Self, TimeOutOfRange> {
            Self::from_millisecond(time.0).map_err(|_| TimeOutOfRange(time))
        }
    }
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use super::{TimeOutOfRange, Timestamp};

    /// Milliseconds, rounded down.
    impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for Timestamp {
        fn from(time: chrono::DateTime<Z>) -> Self {
            Self(time.timestamp_millis())
        }
    }

    /// Fails outside the years -262143 to 262142.
    impl TryFrom<Timestamp> for chrono::DateTime<chrono::Utc> {
        type Error = TimeOutOfRange;

        fn try_from(time: Timestamp) -> Result<Self, TimeOutOfRange> {
            Self::from_timestamp_millis(time.0).ok_or(TimeOutOfRange(time))
        }
    }
}

#[cfg(feature = "time")]
mod with_time {
    use super::{TimeOutOfRange, Timestamp};

    /// Milliseconds, rounded down.
    impl From<time::OffsetDateTime> for Timestamp {
        fn from(time: time::OffsetDateTime) -> Self {
            // 64 bits of milliseconds cover all years of the library.
            Self(i64::try_from(time.unix_timestamp_nanos().div_euclid(1_000_000)).unwrap_or(i64::MAX))
        }
    }

    /// Fails outside the years -9999 to 9999.
    impl TryFrom<Timestamp> for time::OffsetDateTime {
        type Error = TimeOutOfRange;

        fn try_from(time: Timestamp) -> Result<Self, TimeOutOfRange> {
            Self::from_unix_timestamp_nanos(i128::from(time.0) * 1_000_000).map_err(|_| TimeOutOfRange(time))
        }
    }
}
