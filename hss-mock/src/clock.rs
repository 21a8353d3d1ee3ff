//! The mock's clock, which may be off.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const SECONDS_A_DAY: u64 = 86_400;
/// How far the time of a signature may be from the clock.
const TOLERANCE: u64 = 15 * 60;

/// A clock that is some seconds ahead of this machine's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock(pub(crate) i64);

impl Clock {
    /// Seconds since 1970.
    fn now(self) -> u64 {
        let here = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
        here.saturating_add_signed(self.0)
    }

    /// The time as the header `Date` carries it.
    pub(crate) fn date(self) -> String {
        const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let now = self.now();
        let (year, month, day) = civil(now / SECONDS_A_DAY);
        let weekday = WEEKDAYS[(now / SECONDS_A_DAY % 7) as usize];
        let month = MONTHS[(month as usize + 11) % 12];
        let second = now % SECONDS_A_DAY;
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
    }

    /// Whether a signature of this time (`20250829T120000Z`) is of now.
    pub(crate) fn accepts(self, date: &str) -> bool {
        let now = self.now();
        let close = [now.saturating_sub(TOLERANCE), now + TOLERANCE].map(basic);
        // Of equal length, these sort like the times.
        date.len() == close[0].len() && *close[0] <= *date && *date <= *close[1]
    }
}

fn basic(seconds: u64) -> String {
    let (year, month, day) = civil(seconds / SECONDS_A_DAY);
    let second = seconds % SECONDS_A_DAY;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

/// Year, month (from 1) and day of a number of days since 1970.
fn civil(mut days: u64) -> (u64, u64, u64) {
    let is_leap =
        |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    (year, month, days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, date) in
            [(0, (1970, 1, 1)), (59, (1970, 3, 1)), (11_016, (2000, 2, 29)), (20_329, (2025, 8, 29))]
        {
            assert_eq!(civil(days), date);
        }
    }

    #[test]
    fn a_signature_is_of_now_for_a_quarter_of_an_hour() {
        let clock = Clock(3600);
        let time = |offset: i64| basic(clock.now().saturating_add_signed(offset));
        assert!(clock.accepts(&time(0)) && clock.accepts(&time(800)) && clock.accepts(&time(-800)));
        assert!(!clock.accepts(&time(1000)) && !clock.accepts(&time(-1000)) && !clock.accepts("soon"));
    }
}
