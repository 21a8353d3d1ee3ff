//! Points in time as [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) writes them.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{date, digits, leading_digits, nanos, write_nanos};
use crate::value::calendar;

const SECONDS_PER_DAY: i64 = 86_400;

/// A point in time, and the offset in which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rfc3339 {
    /// Seconds since 1970-01-01 UTC.
    pub(crate) seconds: i64,
    /// Nanoseconds of the second.
    pub(crate) nanos: u32,
    /// Seconds east of UTC.
    pub(crate) offset: i32,
}

impl Rfc3339 {
    /// Parses a date, a time and their offset. A leap second is the second after it; a space in place of `T`, an offset
    /// without a colon or minutes, and surrounding spaces are accepted.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (date, rest) = date::leading(text.trim())?;
        let (hour, rest) = digits(rest.strip_prefix(['T', 't', ' '])?, 2)?;
        let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
        let (second, rest) = digits(rest.strip_prefix(':')?, 2)?;
        let (fraction, rest) = rest.strip_prefix(['.', ',']).map_or(("0", rest), leading_digits);
        let (nanos, offset) = (nanos(fraction)?, offset(rest)?);
        let is_valid = hour < 24 && minute < 60 && second <= 60;
        let of_day = i64::from(hour * 3600 + minute * 60 + second);
        let seconds = calendar::days(date) * SECONDS_PER_DAY + of_day - i64::from(offset);
        is_valid.then_some(Self { seconds, nanos, offset })
    }
}

/// The offset from UTC in seconds: `Z`, `+08:00`, `+0800` or `+08`.
fn offset(text: &str) -> Option<i32> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, rest) = digits(text.strip_prefix(['+', '-'])?, 2)?;
    let minutes = match rest.strip_prefix(':').unwrap_or(rest) {
        "" if rest.is_empty() => 0,
        minutes => digits(minutes, 2).filter(|(_, rest)| rest.is_empty())?.0,
    };
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60).cast_signed())
}

/// Writes the time in its offset, or in UTC if that is not one of whole minutes.
impl fmt::Display for Rfc3339 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = if self.offset % 60 == 0 { self.offset } else { 0 };
        write_seconds(self.seconds.saturating_add(i64::from(offset)), f)?;
        write_nanos(self.nanos, f)?;
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
        match minutes {
            0 => f.write_str("Z"),
            _ => write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60),
        }
    }
}

/// Writes the date and the time of day of this many seconds after 1970-01-01.
pub(crate) fn write_seconds(seconds: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (year, month, day) = calendar::date(seconds.div_euclid(SECONDS_PER_DAY));
    let second = seconds.rem_euclid(SECONDS_PER_DAY);
    // ISO 8601 requires a sign if a year doesn't have four digits.
    if (0..=9999).contains(&year) {
        write!(f, "{year:04}")?;
    } else {
        write!(f, "{year:+05}")?;
    }
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    write!(f, "-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

impl From<SystemTime> for Rfc3339 {
    fn from(time: SystemTime) -> Self {
        let of = |distance: Duration| i64::try_from(distance.as_secs()).unwrap_or(i64::MAX);
        let (seconds, nanos) = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => (of(after), after.subsec_nanos()),
            Err(before) => match before.duration() {
                whole if whole.subsec_nanos() == 0 => (-of(whole), 0),
                before => (-of(before) - 1, 1_000_000_000 - before.subsec_nanos()),
            },
        };
        Self { seconds, nanos, offset: 0 }
    }
}

impl Rfc3339 {
    /// The time as the standard library has it; `None` if that is out of its range.
    pub(crate) fn system_time(self) -> Option<SystemTime> {
        let (distance, nanos) =
            (Duration::from_secs(self.seconds.unsigned_abs()), Duration::from_nanos(self.nanos.into()));
        let whole = match self.seconds < 0 {
            true => UNIX_EPOCH.checked_sub(distance),
            false => UNIX_EPOCH.checked_add(distance),
        };
        whole?.checked_add(nanos)
    }
}

#[cfg(test)]
mod tests {
    use super::Rfc3339;

    #[test]
    fn times_are_read_in_every_offset_and_others_refused() {
        let read = |text| Rfc3339::parse(text).map(|time| time.to_string());
        for (text, expected) in [
            ("2025-08-29T12:00:00Z", "2025-08-29T12:00:00Z"),
            ("2025-08-29t12:00:00.120z", "2025-08-29T12:00:00.120Z"),
            ("2025-08-29 12:00:00.000001-07:30", "2025-08-29T12:00:00.000001-07:30"),
            ("2025-08-29T12:00:00.1234567899+0800", "2025-08-29T12:00:00.123456789+08:00"),
            ("2000-02-29T23:59:60+00", "2000-03-01T00:00:00Z"),
            (" 0000-01-01T00:00:00+00:01 ", "0000-01-01T00:00:00+00:01"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for refused in [
            "",
            "2025-08-29",
            "2025-13-29T12:00:00Z",
            "2025-02-29T12:00:00Z",
            "2025-08-29T24:00:00Z",
            "2025-08-29T12:00:00",
            "2025-08-29T12:00:00.Z",
            "2025-08-29T12:00Z",
            "-001-01-01T01:01:01Z",
            "2025-08-29T12:00:00+8",
            "2025-08-29T12:00:00+08:",
            "2025-08-29T12:00:00+08:000",
            "2025-08-29T12:00:00Zulu",
            "2025-08-29é12:00:00Z",
            "2025-08-29T12:00:00+99:00",
        ] {
            assert_eq!(read(refused), None, "{refused}");
        }
    }
}
