//! Strings of a documented format.

use std::time::{Duration, SystemTime};

use hss_runtime::generated::slot::{Content, Scalar};
use hss_runtime::text::{self, Base64, Date, DateTime, FormatError, Uuid};
use hss_runtime::{Nullable, Timestamp, Value, View};
use proptest::prelude::*;

fn refusal<T>(parsed: Result<T, FormatError>) -> String {
    match parsed {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_text_is_kept_as_it_is() {
    let text = DateTime::from("tomorrow");
    assert_eq!(text, "tomorrow");
    assert_eq!(
        (text.len(), text.to_string(), format!("{text:?}")),
        (8, "tomorrow".to_owned(), "\"tomorrow\"".to_owned())
    );
    assert_eq!(String::from(text.clone()), "tomorrow");
    assert_eq!(Value::from(text.clone()), Value::from("tomorrow"));
    assert!(matches!(Content::view(&text), View::Text("tomorrow")));
    assert_eq!(Nullable::<DateTime>::from("tomorrow"), Nullable::Value(text));
    assert_eq!(Uuid::from_scalar(Scalar::Integer(17)).unwrap(), "17");
}

#[test]
fn a_date_time_is_a_point_in_time() {
    let millis = |text: &str| DateTime::from(text).parse::<Timestamp>().map(Timestamp::as_millis);
    assert_eq!(millis("2025-08-29T12:00:00Z"), Ok(1_756_468_800_000));
    assert_eq!(millis("2025-08-29t14:00:00.5009+02:00"), Ok(1_756_468_800_500));
    assert_eq!(millis("1969-12-31T23:59:59.999999Z"), Ok(-1));
    assert_eq!(
        refusal(millis("2025-02-30T12:00:00Z")),
        r#""2025-02-30T12:00:00Z" is not a date-time: expected a form such as 2025-08-29T12:00:00Z"#
    );
    let exact = "2025-08-29T12:00:00.123456789Z";
    assert_eq!(DateTime::from(DateTime::from(exact).parse::<SystemTime>().unwrap()), exact);
    assert_eq!(DateTime::from(Timestamp::from_millis(0)), "1970-01-01T00:00:00.000Z");
    assert!(DateTime::now().parse::<SystemTime>().is_ok());
}

#[test]
fn a_date_is_a_day_of_the_calendar() {
    let date = |text: &str| Date::from(text).parse::<(u16, u8, u8)>();
    assert_eq!(date("2024-02-29"), Ok((2024, 2, 29)));
    assert_eq!(Date::from((2024, 2, 9)), "2024-02-09");
    for refused in
        ["2025-02-29", "2025-8-29", "20250829", "2025-08-29T12:00:00Z", "2025-00-01", "2025-01-00", ""]
    {
        assert_eq!(refusal(date(refused)), format!("{refused:?} is not a date: expected 2025-08-29"));
    }
}

#[test]
fn a_duration_is_a_sum_of_units() {
    let seconds =
        |text: &str| text::Duration::from(text).parse::<Duration>().map(|whole| whole.as_secs_f64());
    for (text, expected) in [
        ("PT0S", 0.0),
        ("P1D", 86_400.0),
        ("P2W", 1_209_600.0),
        ("P1DT2H30M", 95_400.0),
        ("PT0.5S", 0.5),
        ("PT1,5M", 90.0),
        ("P0Y0M1D", 86_400.0),
        ("+pt36h", 129_600.0),
    ] {
        assert_eq!(seconds(text), Ok(expected), "{text}");
    }
    for refused in [
        "", "P", "PT", "P1DT", "1D", "P1", "PT1D", "P1H", "PT1M1H", "PT1H1H", "PT1.S", "PT.5S", "P1Dx",
        "P-1D",
    ] {
        let expected = "expected a form such as P1DT2H30M or PT0.5S";
        assert_eq!(refusal(seconds(refused)), format!("{refused:?} is not a duration: {expected}"));
    }
    let out = |text: &str, of: &str| {
        assert_eq!(refusal(seconds(text)), format!("{text:?} is out of the range of {of}"))
    };
    out("P1M", "durations of a fixed length");
    out("-PT1S", "std::time::Duration");
    out("P18446744073709551615W", "std::time::Duration");
    let written = |seconds, nanos| text::Duration::from(Duration::new(seconds, nanos));
    assert_eq!(written(0, 0), "PT0S");
    assert_eq!(written(3600, 0), "PT1H");
    assert_eq!(written(90_061, 500_000_000), "PT25H1M1.500S");
    assert_eq!(written(0, 1), "PT0.000000001S");
}

#[test]
fn a_uuid_is_sixteen_bytes() {
    let bytes =
        [0x0f, 0x8f, 0xad, 0x5b, 0xd9, 0xcb, 0x46, 0x9f, 0xa1, 0x65, 0x70, 0x86, 0x77, 0x28, 0x95, 0x0e];
    let parsed = |text: &str| Uuid::from(text).parse::<[u8; 16]>();
    assert_eq!(Uuid::from(bytes), "0f8fad5b-d9cb-469f-a165-70867728950e");
    assert_eq!(parsed("0F8FAD5B-D9CB-469F-A165-70867728950E"), Ok(bytes));
    assert_eq!(parsed("0f8fad5bd9cb469fa16570867728950e"), Ok(bytes));
    for refused in [
        "",
        "0f8fad5b-d9cb-469f-a165-70867728950",
        "0f8fad5b-d9cb-469f-a165-70867728950eé",
        "0f8fad5bd-9cb-469f-a165-70867728950e",
        "+f8fad5bd9cb469fa16570867728950e",
        "0f8fad5b-d9cb-469f-a165-7086-728950e",
    ] {
        assert!(
            refusal(parsed(refused))
                .ends_with("expected a form such as 0f8fad5b-d9cb-469f-a165-70867728950e"),
            "{refused}"
        );
    }
}

#[test]
fn base64_is_bytes() {
    let decoded = |text: &str| Base64::from(text).decode();
    for (text, bytes) in [
        ("", &b""[..]),
        ("Zg==", b"f"),
        ("Zg", b"f"),
        ("Zm9v\r\nYmE=\n", b"fooba"),
        ("-_-_", &[0xfb, 0xff, 0xbf]),
        ("+/+/", &[0xfb, 0xff, 0xbf]),
    ] {
        assert_eq!(decoded(text).as_deref(), Ok(bytes), "{text}");
    }
    assert_eq!(refusal(decoded("Zm9v!")), "'!' at byte 4 is not base64");
    assert_eq!(refusal(decoded("Zg==Zg==")), "'=' at byte 2 is not base64");
    assert_eq!(refusal(decoded("Zm9vY")), "a text of 5 bytes, with one character too many, is not base64");
}

#[test]
fn an_error_is_one_short_line() {
    let error = refusal(Uuid::from("\u{1b}[31m\n".repeat(1000)).parse::<[u8; 16]>());
    assert!(error.len() < 400 && !error.contains(char::is_control), "{error}");
}

#[test]
fn texts_are_stored_as_strings() {
    let json = r#"["2025-08-29T12:00:00Z","soon"]"#;
    let texts: Vec<DateTime> = serde_json::from_str(json).unwrap();
    assert_eq!(texts[1], "soon");
    assert_eq!(serde_json::to_string(&texts).unwrap(), json);
}

proptest! {
    #[test]
    fn no_text_makes_a_type_panic(text in r"[-+PT0-9:.,ZYMDHWSé =/]{0,40}|\PC{0,40}") {
        let _ = DateTime::from(&text).parse::<SystemTime>();
        let _ = DateTime::from(&text).parse::<Timestamp>();
        let _ = Date::from(&text).parse::<(u16, u8, u8)>();
        let _ = text::Duration::from(&text).parse::<Duration>();
        let _ = Uuid::from(&text).parse::<[u8; 16]>();
        let _ = Base64::from(&text).decode();
        prop_assert_eq!(String::from(DateTime::from(&text)), text);
    }

    #[test]
    fn values_come_back(seconds in 0_u64..253_402_300_800, nanos in 0_u32..1_000_000_000, bytes: Vec<u8>, id: [u8; 16]) {
        let whole = Duration::new(seconds, nanos);
        prop_assert_eq!(text::Duration::from(whole).parse::<Duration>(), Ok(whole));
        let time = SystemTime::UNIX_EPOCH + whole;
        prop_assert_eq!(DateTime::from(time).parse::<SystemTime>(), Ok(time));
        let before = SystemTime::UNIX_EPOCH - Duration::new(seconds / 5, nanos);
        prop_assert_eq!(DateTime::from(before).parse::<SystemTime>(), Ok(before));
        prop_assert_eq!(Base64::from(bytes.clone()).decode(), Ok(bytes));
        prop_assert_eq!(Uuid::from(id).parse::<[u8; 16]>(), Ok(id));
    }
}
