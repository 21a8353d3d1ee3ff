//! Calendar dates, as far as headers need them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const SECONDS_A_DAY: u64 = 86_400;

/// `20250829T120000Z`. A time before 1970 counts as 1970.
pub(crate) fn basic_format(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (year, month, day) = civil_from_days(seconds / SECONDS_A_DAY);
    let second = seconds % SECONDS_A_DAY;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

/// A date as HTTP headers carry it: `Fri, 29 Aug 2025 12:00:00 GMT`. None for any other form, the two that HTTP has
/// given up included.
pub(crate) fn parse_http_date(text: &str) -> Option<SystemTime> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.trim().split_ascii_whitespace();
    words.next().filter(|weekday| weekday.ends_with(','))?;
    let day: u64 = words.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|name| *name == month)? as u64 + 1;
    let year: u64 = words.next()?.parse().ok().filter(|year| (1970..10_000).contains(year))?;
    let mut clock = words.next()?.split(':').map(|part| part.parse::<u64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    if words.next() != Some("GMT") || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let days = days_from_civil(year, month, day);
    let seconds = days * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// A date as JSON bodies carry it: `2025-08-29T12:00:00.123456Z`, in UTC. Fractions of a second are dropped.
pub(crate) fn parse_rfc3339(text: &str) -> Option<SystemTime> {
    let (date, clock) = text.trim().strip_suffix('Z')?.split_once('T')?;
    let whole = clock.split('.').next()?;
    let mut date = date.splitn(3, '-').map(number);
    let mut clock = whole.splitn(3, ':').map(number);
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let fits = (1970..10_000).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    if !fits {
        return None;
    }
    let seconds = days_from_civil(year, month, day) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

fn number(digits: &str) -> Option<u64> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

// Both count in years that begin in March, so that the leap day is a year's last day, and in eras of 400 years, which
// all have the same number of days.
const DAYS_AN_ERA: u64 = 146_097;
const DAYS_TO_1970: u64 = 719_468;

fn civil_from_days(days: u64) -> (u64, u64, u64) {
    let days = days + DAYS_TO_1970;
    let (era, day) = (days / DAYS_AN_ERA, days % DAYS_AN_ERA);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + carry, month, day)
}

fn days_from_civil(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, year) = (year / 400, year % 400);
    let day = (153 * month + 2) / 5 + day - 1;
    era * DAYS_AN_ERA + year * 365 + year / 4 - year / 100 + day - DAYS_TO_1970
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

    #[test]
    fn dates_of_json_bodies_are_read_and_others_refused() {
        let read = |text| parse_rfc3339(text).map(basic_format);
        assert_eq!(read("2025-08-29T12:00:00.000000Z").as_deref(), Some("20250829T120000Z"));
        assert_eq!(read("2000-02-29T23:59:59Z").as_deref(), Some("20000229T235959Z"));
        for refused in
            ["", "2025-08-29", "2025-13-29T12:00:00Z", "2025-08-29T12:00:00+08:00", "-1-1-1T1:1:1Z"]
        {
            assert_eq!(read(refused), None, "{refused}");
        }
    }
}
