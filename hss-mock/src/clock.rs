//! The mock's clock, which may differ from the real one.

use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// The format of a signature's time: `20250829T120000Z`.
const SIGNATURE_TIME: &str = "%Y%m%dT%H%M%SZ";

/// The greatest difference between a signature's time and the clock.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(15);

/// A clock that is some seconds ahead of this machine's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock(pub(crate) i64);

impl Clock {
    fn now(self) -> Timestamp {
        let ahead = SignedDuration::from_secs(self.0);
        Timestamp::now().checked_add(ahead).unwrap_or_else(|_| Timestamp::now())
    }

    /// The time in the form of the header `Date`; `None` beyond the year 9999.
    pub(crate) fn date(self) -> Option<String> {
        DateTimePrinter::new().timestamp_to_rfc9110_string(&self.now()).ok()
    }

    /// True if the time of a signature is within the tolerance.
    pub(crate) fn accepts(self, time: &str) -> bool {
        let time = DateTime::strptime(SIGNATURE_TIME, time).and_then(|time| Offset::UTC.to_timestamp(time));
        time.is_ok_and(|time| time.duration_since(self.now()).abs() <= TOLERANCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_accepted_within_a_quarter_of_an_hour() {
        let clock = Clock(3600);
        let time = |offset: i64| {
            let time = clock.now().checked_add(SignedDuration::from_secs(offset)).unwrap();
            time.strftime(SIGNATURE_TIME).to_string()
        };
        assert!(clock.accepts(&time(0)) && clock.accepts(&time(800)) && clock.accepts(&time(-800)));
        assert!(!clock.accepts(&time(1000)) && !clock.accepts(&time(-1000)) && !clock.accepts("soon"));
    }
}
