//! A [`Timestamp`] to and from the times of other libraries, each under its feature.

use hss_runtime::Timestamp;

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
