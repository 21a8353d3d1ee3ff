//! Days of the calendar.

use std::time::{SystemTime, UNIX_EPOCH};

/// Today, in UTC.
pub(super) fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    day(seconds / 86_400)
}

/// Reads `2026-11-29`.
pub(super) fn parse(text: &str) -> Result<String, String> {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let is_date = text.len() == 10
        && [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(is_digit)
        && [4, 7].into_iter().all(|at| text.as_bytes().get(at) == Some(&b'-'));
    if is_date { Ok(text.to_owned()) } else { Err("a day such as 2026-11-29 is expected".to_owned()) }
}

/// The day so many days after 1970-01-01.
fn day(mut days: u64) -> String {
    let mut year = 1970;
    while days >= length_of_year(year) {
        days -= length_of_year(year);
        year += 1;
    }
    let february = length_of_year(year) - 337;
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 1;
    for length in months {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

fn length_of_year(year: u64) -> u64 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    if is_leap { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use super::{day, parse};

    #[test]
    fn days_are_those_of_the_calendar() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (20_786, "2026-11-29"),
        ] {
            assert_eq!(day(days), expected);
        }
        assert!(parse("2026-11-29").is_ok() && parse("29.11.2026").is_err() && parse("2026-1-1").is_err());
    }
}
