//! Days of the calendar.

use jiff::Timestamp;
use jiff::civil::Date;

/// Today, in UTC.
pub(super) fn today() -> String {
    Timestamp::now().strftime("%Y-%m-%d").to_string()
}

/// Reads `2026-11-29`.
pub(super) fn parse(text: &str) -> Result<String, String> {
    match text.parse::<Date>() {
        Ok(date) if date.to_string() == text => Ok(text.to_owned()),
        _ => Err("a day such as 2026-11-29 is expected".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{parse, today};

    #[test]
    fn a_day_has_one_form_and_exists() {
        assert!(parse("2026-11-29").is_ok() && parse(&today()).is_ok());
        for wrong in ["29.11.2026", "2026-1-1", "20261129", "2026-02-29", "2026-11-29T12:00"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
