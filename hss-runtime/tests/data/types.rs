//! Enumerations, codes, flags, times and models by themselves.

use std::time::{Duration, SystemTime};

use hss_runtime::dynamic::Slot as _;
use hss_runtime::{Known as _, Open, Timestamp, UnknownValue, Value, View, decode, model};

use crate::fixture::*;

#[test]
fn parsing_a_known_value_never_yields_unknown() {
    for (index, value) in TaskType::table().values.iter().enumerate() {
        let parsed: Open<TaskType> = value.value.parse().unwrap();
        assert_eq!(parsed.known(), Some(TaskType::all()[index]));
        assert_eq!(TaskType::all()[index].index(), index);
        assert_eq!(parsed.as_str(), value.value);
        assert_eq!(parsed.to_string(), value.value);
        assert_eq!(Value::from(parsed), Value::Static(value.value));
    }
}

#[test]
fn an_unknown_value_is_kept_as_it_came() {
    let new: Open<TaskType> = "Cycle".parse().unwrap();
    assert!(matches!(&new, Open::Unknown(value) if value.as_str() == "Cycle"));
    assert_eq!(new.known(), None);
    assert_eq!(format!("{new} {new:?}"), r#"Cycle Unknown("Cycle")"#);
    assert_eq!(serde_json::to_string(&new).unwrap(), r#""Cycle""#);
    assert_eq!(serde_json::from_str::<Open<TaskType>>(r#""Cycle""#).unwrap(), new);
    assert_eq!(serde_json::from_str::<Open<TaskType>>(r#""cycle""#).unwrap(), TaskType::Cycle);
    assert_eq!(Value::from(new), Value::String("Cycle".to_owned()));
}

#[test]
fn an_enumeration_parses_its_known_values_and_names_them_otherwise() {
    assert_eq!("autoSync".parse(), Ok(TaskType::AutoSync));
    let unknown: UnknownValue = "week\nly".parse::<TaskType>().unwrap_err();
    assert_eq!(unknown.as_str(), "week\nly");
    assert_eq!(
        unknown.to_string(),
        r#""week\nly" is not a known value of TaskType: expected `cycle` or `autoSync`"#
    );
    let Open::Unknown(same) = "week\nly".parse::<Open<TaskType>>().unwrap() else { panic!("it is unknown") };
    assert_eq!(same, unknown);
}

#[test]
fn a_code_has_its_meaning_and_its_number() {
    assert_eq!(ScanStatus::from(-1), ScanStatus::Stopped);
    assert_eq!(ScanStatus::from(100), ScanStatus::Progress(100));
    let unknown = ScanStatus::from(101);
    assert!(matches!(unknown, ScanStatus::Unknown(code) if code.code() == 101));
    assert_eq!(format!("{unknown} {unknown:?}"), "101 Unknown(101)");
    assert_eq!(i64::from(unknown), 101);
    assert_eq!(serde_json::to_string(&ScanStatus::Stopped).unwrap(), "-1");
    assert_eq!(serde_json::from_str::<ScanStatus>("-1").unwrap(), ScanStatus::Stopped);
    assert_eq!(Value::from(ScanStatus::Stopped), Value::Integer(-1));
}

#[test]
fn a_code_is_parsed_from_its_number_known_or_not() {
    assert_eq!("-1".parse(), Ok(ScanStatus::Stopped));
    assert_eq!("40".parse(), Ok(ScanStatus::Progress(40)));
    let unknown: ScanStatus = "101".parse().unwrap();
    assert_eq!(unknown, ScanStatus::from(101));
    for wrong in ["", "stopped", "1.0", "9223372036854775808"] {
        assert!(wrong.parse::<ScanStatus>().is_err(), "{wrong}");
    }
}

#[test]
fn flags_are_parsed_from_names_and_numbers() {
    let all = ScanScope::VULNERABILITY | ScanScope::MALWARE;
    for text in ["VULNERABILITY | MALWARE", "MALWARE|VULNERABILITY", "983041", "0xf0001", "0xF0000 | 1"] {
        assert_eq!(text.parse(), Ok(all), "{text}");
    }
    assert_eq!("0".parse(), Ok(ScanScope::empty()));
    assert_eq!("-1".parse(), Ok(ScanScope::from_bits_retain(-1)));
    let unknown = "VULNERABILITY | malware".parse::<ScanScope>().unwrap_err();
    assert_eq!(
        (unknown.as_str(), unknown.to_string().as_str()),
        ("malware", r#""malware" is not a known flag: expected `VULNERABILITY`, `MALWARE`, or a number"#)
    );
    for wrong in ["", "VULNERABILITY |", "0x", "0x10000000000000000", "é"] {
        assert!(wrong.parse::<ScanScope>().is_err(), "{wrong}");
    }
}

#[test]
fn flags_keep_the_bits_that_they_do_not_know() {
    let all = ScanScope::VULNERABILITY | ScanScope::MALWARE;
    assert_eq!(all.to_string(), "VULNERABILITY | MALWARE");
    assert_eq!(ScanScope::empty().to_string(), "0");
    assert_eq!(ScanScope::from_bits_retain(3).to_string(), "VULNERABILITY | 0x2");
    assert_eq!(ScanScope::from_bits_retain(0x10).to_string(), "0x10");
    assert_eq!(serde_json::to_string(&all).unwrap(), "983041");
    assert_eq!(serde_json::from_str::<ScanScope>("-1").unwrap().bits(), -1);
}

#[test]
fn a_time_prints_as_rfc_3339() {
    for (millis, text) in [
        (0, "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        (253_402_300_800_000, "+10000-01-01T00:00:00.000Z"),
        (-62_167_219_200_001, "-0001-12-31T23:59:59.999Z"),
        (i64::MAX, "+292278994-08-17T07:12:55.807Z"),
        (i64::MIN, "-292275055-05-16T16:47:04.192Z"),
    ] {
        assert_eq!(Timestamp::from_millis(millis).to_string(), text);
    }
}

#[test]
fn a_time_converts_to_the_system_s_and_back_rounded_down() {
    for millis in [0, 1, -1, 1_700_000_000_123, -1_700_000_000_123] {
        let time = Timestamp::from_millis(millis);
        assert_eq!(Timestamp::from(SystemTime::try_from(time).unwrap()), time);
    }
    let before = SystemTime::UNIX_EPOCH - Duration::from_nanos(1);
    assert_eq!(Timestamp::from(before).as_millis(), -1);
    let after = SystemTime::UNIX_EPOCH + Duration::from_nanos(1_999_999);
    assert_eq!(Timestamp::from(after).as_millis(), 1);
    assert!(Timestamp::now() > Timestamp::from_millis(1_700_000_000_000));
    assert_eq!(serde_json::to_string(&Timestamp::from_millis(5)).unwrap(), "5");
    assert_eq!(serde_json::from_str::<Timestamp>("\"5\"").unwrap().as_millis(), 5);
}

#[test]
fn printing_a_model_shows_what_is_set_and_no_secret() {
    let mut task = Task::empty();
    let json = r#"{"task_id":"t","begin_time":0,"task_type":"cycle","scan_scope":1,"labels":{"a":["b"]},
                   "failed_images":[{"id":1,"token":"hunter2"}]}"#;
    decode::from_slice(json.as_bytes(), &mut task).unwrap();
    assert_eq!(
        format!("{task:?}"),
        "Task { task_id: \"t\", begin_time: 1970-01-01T00:00:00.000Z, task_type: Cycle, \
         scan_scope: ScanScope(VULNERABILITY), failed_images: [FailedImage { id: 1, token: *** }], \
         labels: {\"a\": [\"b\"]} }",
    );
    assert!(format!("{task:#?}").contains("    failed_images: [\n        FailedImage {\n            id: 1,"));
}

#[test]
fn models_are_equal_if_their_fields_are() {
    let read = |json: &str| serde_json::from_str::<Task>(json).unwrap();
    let one = read(r#"{"task_id":"t","grid":[["a"]],"labels":{"a":[]},"extra":[1],"parent":{"ratio":1}}"#);
    assert_eq!(one, one.clone());
    for other in [
        r#"{"task_id":"t","grid":[["a"]],"labels":{"a":[]},"extra":[1],"parent":{"ratio":2}}"#,
        r#"{"task_id":"t","grid":[["a"],[]],"labels":{"a":[]},"extra":[1],"parent":{"ratio":1}}"#,
        r#"{"task_id":"t","grid":[["a"]],"labels":{"b":[]},"extra":[1],"parent":{"ratio":1}}"#,
        r#"{"task_id":"t","grid":[["a"]],"labels":{"a":[]},"extra":[2],"parent":{"ratio":1}}"#,
        r#"{"grid":[["a"]],"labels":{"a":[]},"extra":[1],"parent":{"ratio":1}}"#,
    ] {
        assert_ne!(one, read(other));
    }
    let mut nan = Task::empty();
    nan.ratio.replace(f64::NAN);
    assert_ne!(nan, nan.clone());
}

#[test]
fn tools_read_any_model_by_its_table() {
    let page: Page = serde_json::from_str(r#"{"total_num":7,"data_list":[{"task_type":"cycle"}]}"#).unwrap();
    assert_eq!(model::get_i64(&page, "total_num"), Some(7));
    assert_eq!(model::get_i64(&page, "data_list"), None);
    assert_eq!(model::get_i64(&page, "no such field"), None);
    let View::List(list) = model::get(&page, "data_list") else { panic!("a list") };
    let View::Model(task) = list.item(0) else { panic!("a model") };
    assert!(list.item(1).is_absent());
    let set: Vec<_> = model::fields(task).filter(|(_, view)| !view.is_absent()).collect();
    assert_eq!(set.len(), 1);
    assert_eq!((set[0].0.name, set[0].1.as_str()), ("task_type", Some("cycle")));
    assert_eq!(page.view(), View::Model(&page));
}
