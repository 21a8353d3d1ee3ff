//! A [`Timestamp`], and texts of a format, to and from the types of other libraries, each under its feature.

use hss_runtime::Timestamp;
use hss_runtime::text::{Date, DateTime, Duration, Uuid};

const SOME: i64 = -1_700_000_000_123;

#[test]
fn jiff_times_convert_both_ways() {
    let time = jiff::Timestamp::try_from(Timestamp::from_millis(SOME)).unwrap();
    assert_eq!(time.as_millisecond(), SOME);
    assert_eq!(Timestamp::from(time).as_millis(), SOME);
    assert_eq!(Timestamp::from(jiff::Timestamp::from_nanosecond(-1).unwrap()).as_millis(), -1);
    assert!(jiff::Timestamp::try_from(Timestamp::from_millis(i64::MAX)).is_err());
}

proptest::proptest! {
    #[test]
    fn jiff_prints_any_time_the_same(millis in -62_167_219_200_000..=253_402_207_200_999_i64) {
        let time = Timestamp::from_millis(millis);
        let theirs = jiff::Timestamp::try_from(time).unwrap();
        proptest::prop_assert_eq!(format!("{theirs:.3}"), time.to_string());
    }
}

#[test]
fn chrono_times_convert_both_ways() {
    let time = chrono::DateTime::try_from(Timestamp::from_millis(SOME)).unwrap();
    assert_eq!(time.timestamp_millis(), SOME);
    assert_eq!(Timestamp::from(time).as_millis(), SOME);
    let before = chrono::DateTime::from_timestamp(-1, 999_999_999).unwrap();
    assert_eq!(Timestamp::from(before).as_millis(), -1);
    assert!(chrono::DateTime::try_from(Timestamp::from_millis(i64::MAX)).is_err());
}

#[test]
fn time_times_convert_both_ways() {
    let time = time::OffsetDateTime::try_from(Timestamp::from_millis(SOME)).unwrap();
    assert_eq!(time.unix_timestamp_nanos(), i128::from(SOME) * 1_000_000);
    assert_eq!(Timestamp::from(time).as_millis(), SOME);
    let before = time::OffsetDateTime::from_unix_timestamp_nanos(-1).unwrap();
    assert_eq!(Timestamp::from(before).as_millis(), -1);
    assert!(time::OffsetDateTime::try_from(Timestamp::from_millis(i64::MAX)).is_err());
}

const IN_PARIS: &str = "2025-08-29T14:00:00.250+02:00";

#[test]
fn texts_of_jiff() {
    let time: jiff::Timestamp = DateTime::from(IN_PARIS).parse().unwrap();
    assert_eq!((time.as_second(), time.subsec_millisecond()), (1_756_468_800, 250));
    assert_eq!(DateTime::from(time), "2025-08-29T12:00:00.25Z");
    let date: jiff::civil::Date = Date::from("2025-08-29").parse().unwrap();
    assert_eq!(Date::from(date), "2025-08-29");
    let span: jiff::Span = Duration::from("P1Y2M3DT4H").parse().unwrap();
    assert_eq!(Duration::from(span), "P1Y2M3DT4H");
    assert!(Duration::from("1 hour ago").parse::<jiff::Span>().is_err());
    let signed: jiff::SignedDuration = Duration::from("-PT1M30.5S").parse().unwrap();
    assert_eq!((signed.as_secs(), signed.subsec_millis()), (-90, -500));
    assert_eq!(Duration::from(signed), "-PT1M30.500S");
}

#[test]
fn texts_of_chrono() {
    let time: chrono::DateTime<chrono::FixedOffset> = DateTime::from(IN_PARIS).parse().unwrap();
    assert_eq!((time.timestamp_millis(), time.offset().local_minus_utc()), (1_756_468_800_250, 7200));
    assert_eq!(DateTime::from(time), IN_PARIS);
    let time: chrono::DateTime<chrono::Utc> = DateTime::from(IN_PARIS).parse().unwrap();
    assert_eq!(DateTime::from(time), "2025-08-29T12:00:00.250Z");
    let date: chrono::NaiveDate = Date::from("2025-08-29").parse().unwrap();
    assert_eq!(Date::from(date), "2025-08-29");
    let delta: chrono::TimeDelta = Duration::from("-PT1M30.5S").parse().unwrap();
    assert_eq!(delta.num_milliseconds(), -90_500);
    assert_eq!(Duration::from(delta), "-PT1M30.500S");
}

#[test]
fn texts_of_time() {
    let time: time::OffsetDateTime = DateTime::from(IN_PARIS).parse().unwrap();
    assert_eq!((time.unix_timestamp(), time.offset().whole_hours()), (1_756_468_800, 2));
    assert_eq!(DateTime::from(time), IN_PARIS);
    let date: time::Date = Date::from("2025-08-29").parse().unwrap();
    assert_eq!(Date::from(date), "2025-08-29");
    let duration: time::Duration = Duration::from("-PT1M30.5S").parse().unwrap();
    assert_eq!(duration.whole_milliseconds(), -90_500);
    assert_eq!(Duration::from(duration), "-PT1M30.500S");
    let error = Duration::from("P9999999999999999999D").parse::<time::Duration>().unwrap_err();
    assert_eq!(error.to_string(), r#""P9999999999999999999D" is out of the range of time::Duration"#);
}

#[test]
fn texts_of_uuid() {
    let id: uuid::Uuid = Uuid::from("0F8FAD5B-D9CB-469F-A165-70867728950E").parse().unwrap();
    assert_eq!(Uuid::from(id), "0f8fad5b-d9cb-469f-a165-70867728950e");
    assert!(Uuid::from("0f8fad5b").parse::<uuid::Uuid>().is_err());
}
