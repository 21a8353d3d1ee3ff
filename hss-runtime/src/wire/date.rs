//! Dates in headers, to the second.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::value::calendar;

const SECONDS_PER_DAY: u64 = 86_400;

/// Formats a time as ISO 8601 basic: `20250829T120000Z`. A time before 1970 counts as 1970.
pub(crate) fn basic_format(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (year, month, day) = calendar::date((seconds / SECONDS_PER_DAY).cast_signed());
    let second = seconds % SECONDS_PER_DAY;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

/// Parses the date of an HTTP header: `Fri, 29 Aug 2025 12:00:00 GMT`.
///
/// The two obsolete forms of [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7) are not accepted.
pub(crate) fn parse_http_date(text: &str) -> Option<SystemTime> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.trim().split_ascii_whitespace();
    words.next().filter(|weekday| weekday.ends_with(','))?;
    let day = words.next()?.parse().ok()?;
    let month = words.next()?;
    let month = i64::try_from(MONTHS.iter().position(|name| *name == month)?).ok()? + 1;
    let year = words.next()?.parse().ok()?;
    let mut clock = words.next()?.split(':').map(|part| part.parse::<u64>().ok());
    let clock = (clock.next()??, clock.next()??, clock.next()??);
    words.next().filter(|zone| *zone == "GMT")?;
    time((year, month, day), clock)
}

/// The time of a date and an hour, minute and second; a leap second is accepted.
fn time(date: calendar::Date, (hour, minute, second): (u64, u64, u64)) -> Option<SystemTime> {
    let (year, month, day) = date;
    let is_valid = (1970..10_000).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    if !is_valid {
        return None;
    }
    let days = u64::try_from(calendar::days(date)).ok()?;
    UNIX_EPOCH.checked_add(Duration::from_secs(days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_become_the_form_that_is_signed() {
        for (seconds, text) in [
            (0, "19700101T000000Z"),
            (951_782_399, "20000228T235959Z"),
            (951_782_400, "20000229T000000Z"),
            (1_735_689_599, "20241231T235959Z"),
            (1_756_468_800, "20250829T120000Z"),
            (4_107_542_400, "21000301T000000Z"),
        ] {
            assert_eq!(basic_format(UNIX_EPOCH + Duration::from_secs(seconds)), text);
        }
    }

    #[test]
    fn http_dates_are_read_and_others_refused() {
        let read = |text| parse_http_date(text).map(basic_format);
        assert_eq!(read("Fri, 29 Aug 2025 12:00:00 GMT").as_deref(), Some("20250829T120000Z"));
        assert_eq!(read("Tue, 29 Feb 2000 23:59:59 GMT").as_deref(), Some("20000229T235959Z"));
        for refused in ["", "soon", "120", "Fri, 29 Aug 2025 12:00:00 CET", "Fri, 99 Aug 2025 12:00:00 GMT"] {
            assert_eq!(read(refused), None, "{refused}");
        }
    }
}
