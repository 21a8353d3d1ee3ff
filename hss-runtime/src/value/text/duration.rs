//! The format `duration`.

use std::fmt::Write as _;
use std::time::Duration as StdDuration;

use super::{FormatError, leading_digits, nanos, text_type, write_nanos};

text_type! {
    /// A string with `format: duration`: a duration as in ISO 8601, such as `P1DT2H30M` or `PT0.5S`.
    ///
    /// Any text is a value, as the [module](crate::text) says; `parse()` reads it. A day has 24 hours, a week seven days.
    /// Years and months have no fixed length: only `jiff::Span` has them.
    Duration
}

const EXPECTED: &str = "a form such as P1DT2H30M or PT0.5S";

const NANOS_PER_SECOND: i128 = 1_000_000_000;

/// A unit's letter with its seconds; `None` for a unit of no fixed length.
type Unit = (char, Option<i128>);

/// The units of the date, in their order.
const OF_DATE: [Unit; 4] = [('Y', None), ('M', None), ('W', Some(604_800)), ('D', Some(86_400))];
/// The units of the time, in their order.
const OF_TIME: [Unit; 3] = [('H', Some(3600)), ('M', Some(60)), ('S', Some(1))];

impl Duration {
    fn nanos(&self) -> Result<i128, FormatError> {
        match length(self.trim()) {
            Some(Length::Nanos(nanos)) => Ok(nanos),
            Some(Length::NotFixed) => Err(FormatError::out_of_range(self, "durations of a fixed length")),
            None => Err(FormatError::unlike(self, "a duration", EXPECTED)),
        }
    }

    fn of_nanos(nanos: i128) -> Self {
        let seconds = nanos.unsigned_abs() / NANOS_PER_SECOND.unsigned_abs();
        let fraction = u32::try_from((nanos % NANOS_PER_SECOND).unsigned_abs()).unwrap_or_default();
        let mut text = String::from(if nanos < 0 { "-PT" } else { "PT" });
        for (count, unit) in [(seconds / 3600, 'H'), (seconds / 60 % 60, 'M')] {
            if count > 0 {
                let _ = write!(text, "{count}{unit}");
            }
        }
        if !seconds.is_multiple_of(60) || fraction > 0 || seconds == 0 {
            let _ = write!(text, "{}", seconds % 60);
            let _ = write_nanos(fraction, &mut text);
            text.push('S');
        }
        Self(text)
    }
}

/// The length of a duration.
#[derive(Clone, Copy)]
enum Length {
    Nanos(i128),
    /// It has years or months.
    NotFixed,
}

impl Length {
    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nanos(one), Self::Nanos(other)) => Self::Nanos(one + other),
            _ => Self::NotFixed,
        }
    }
}

/// The length of a duration such as `P1DT2H30M`; `None` for another text. A sign, lower case, and a fraction of any part
/// are accepted.
fn length(text: &str) -> Option<Length> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = text.strip_prefix(['P', 'p'])?;
    let (date, time) = text.split_once(['T', 't']).unwrap_or((text, ""));
    if text.is_empty() || text.ends_with(['T', 't']) {
        return None;
    }
    Some(match sum(date, &OF_DATE)?.plus(sum(time, &OF_TIME)?) {
        Length::Nanos(nanos) => Length::Nanos(sign * nanos),
        Length::NotFixed => Length::NotFixed,
    })
}

/// The sum of parts such as `2H30.5M`, each unit at most once and in their order.
fn sum(mut text: &str, units: &[Unit]) -> Option<Length> {
    let (mut units, mut sum) = (units.iter(), Length::Nanos(0));
    while !text.is_empty() {
        let (whole, rest) = leading_digits(text);
        let (fraction, rest) = rest.strip_prefix(['.', ',']).map_or(("0", rest), leading_digits);
        let mut letters = rest.chars();
        let letter = letters.next()?.to_ascii_uppercase();
        let (_, seconds) = units.find(|(unit, _)| *unit == letter)?;
        text = letters.as_str();
        // 64 bits of weeks fit into 128 bits of nanoseconds.
        let part = i128::from(whole.parse::<u64>().ok()?) * NANOS_PER_SECOND + i128::from(nanos(fraction)?);
        sum = sum.plus(match seconds {
            Some(seconds) => Length::Nanos(part * seconds),
            None if part == 0 => Length::Nanos(0),
            None => Length::NotFixed,
        });
    }
    Some(sum)
}

/// In hours, minutes and seconds.
impl From<StdDuration> for Duration {
    fn from(duration: StdDuration) -> Self {
        // 64 bits of seconds, in nanoseconds, fit.
        Self::of_nanos(i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX))
    }
}

/// Fails for a negative duration.
impl TryFrom<&Duration> for StdDuration {
    type Error = FormatError;

    fn try_from(text: &Duration) -> Result<Self, FormatError> {
        let beyond = || FormatError::out_of_range(text, "std::time::Duration");
        let nanos = u128::try_from(text.nanos()?).map_err(|_| beyond())?;
        let seconds = u64::try_from(nanos / 1_000_000_000).map_err(|_| beyond())?;
        Ok(Self::new(seconds, u32::try_from(nanos % 1_000_000_000).unwrap_or_default()))
    }
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use super::{Duration, EXPECTED, FormatError, length};

    /// In hours, minutes and seconds.
    impl From<jiff::SignedDuration> for Duration {
        fn from(duration: jiff::SignedDuration) -> Self {
            Self::of_nanos(duration.as_nanos())
        }
    }

    impl TryFrom<&Duration> for jiff::SignedDuration {
        type Error = FormatError;

        fn try_from(text: &Duration) -> Result<Self, FormatError> {
            let nanos = text.nanos()?;
            let beyond = || FormatError::out_of_range(text, "jiff::SignedDuration");
            let seconds = i64::try_from(nanos / 1_000_000_000).map_err(|_| beyond())?;
            Ok(Self::new(seconds, i32::try_from(nanos % 1_000_000_000).unwrap_or_default()))
        }
    }

    /// In the units of the span, including years and months.
    impl From<jiff::Span> for Duration {
        fn from(span: jiff::Span) -> Self {
            Self(span.to_string())
        }
    }

    /// In the units of the text, including years and months.
    impl TryFrom<&Duration> for jiff::Span {
        type Error = FormatError;

        fn try_from(text: &Duration) -> Result<Self, FormatError> {
            let unlike = || FormatError::unlike(text, "a duration", EXPECTED);
            // The library reads other forms of a duration, too.
            length(text.trim()).ok_or_else(unlike)?;
            text.trim().parse().map_err(|_| FormatError::out_of_range(text, "jiff::Span"))
        }
    }
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use super::{Duration, FormatError};

    /// In hours, minutes and seconds.
    impl From<chrono::TimeDelta> for Duration {
        fn from(delta: chrono::TimeDelta) -> Self {
            let nanos = i128::from(delta.num_seconds()) * 1_000_000_000;
            Self::of_nanos(nanos + i128::from(delta.subsec_nanos()))
        }
    }

    impl TryFrom<&Duration> for chrono::TimeDelta {
        type Error = FormatError;

        fn try_from(text: &Duration) -> Result<Self, FormatError> {
            let nanos = text.nanos()?;
            let beyond = || FormatError::out_of_range(text, "chrono::TimeDelta");
            let seconds = i64::try_from(nanos.div_euclid(1_000_000_000)).map_err(|_| beyond())?;
            let rest = u32::try_from(nanos.rem_euclid(1_000_000_000)).unwrap_or_default();
            Self::new(seconds, rest).ok_or_else(beyond)
        }
    }
}

#[cfg(feature = "time")]
mod with_time {
    use super::{Duration, FormatError};

    /// In hours, minutes and seconds.
    impl From<time::Duration> for Duration {
        fn from(duration: time::Duration) -> Self {
            Self::of_nanos(duration.whole_nanoseconds())
        }
    }

    impl TryFrom<&Duration> for time::Duration {
        type Error = FormatError;

        fn try_from(text: &Duration) -> Result<Self, FormatError> {
            let nanos = text.nanos()?;
            let beyond = |_| FormatError::out_of_range(text, "time::Duration");
            let seconds = i64::try_from(nanos / 1_000_000_000).map_err(beyond)?;
            Ok(Self::new(seconds, i32::try_from(nanos % 1_000_000_000).unwrap_or_default()))
        }
    }
}
