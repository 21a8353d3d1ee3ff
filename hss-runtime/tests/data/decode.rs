//! From JSON to models: forgiving where nothing is lost, exact where something would be.

use hss_runtime::dynamic::Slot;
use hss_runtime::{DecodeError, Timestamp, decode};

use crate::fixture::*;

fn task(json: &str) -> Result<Task, DecodeError> {
    let mut task = Task::empty();
    decode::from_slice(json.as_bytes(), &mut task)?;
    Ok(task)
}

fn page(json: &str) -> Result<Page, DecodeError> {
    let mut page = Page::empty();
    decode::from_slice(json.as_bytes(), &mut page)?;
    Ok(page)
}

fn message(json: &str) -> String {
    page(json).unwrap_err().to_string()
}

#[test]
fn every_type_of_field_is_read() {
    let task = task(
        r#"{"task_id":"t-1","begin_time":1700000000123,"remain_min":-5,"ratio":0.5,"is_all":true,
            "task_type":"autoSync","task_status":40,"scan_scope":65536,
            "failed_images":[{"id":1},{"image_name":"nginx"}],"grid":[["a"],[]],
            "labels":{"x":["y","z"]},"extra":{"a":[1,null]},"parent":{"task_id":"t-0"},
            "kinds":["cycle","new"],"anything":[1,null,"a"]}"#,
    )
    .unwrap();
    assert_eq!(task.task_id.as_deref(), Some("t-1"));
    assert_eq!(task.begin_time, Some(Timestamp::from_millis(1_700_000_000_123)));
    assert_eq!(task.remain_min, Some(-5));
    assert_eq!(task.ratio, Some(0.5));
    assert_eq!(task.is_all, Some(true));
    assert_eq!(task.task_type, Some(TaskType::AutoSync.into()));
    assert_eq!(task.task_status, Some(ScanStatus::Progress(40)));
    assert_eq!(task.scan_scope, Some(ScanScope::from_bits_retain(65536)));
    let images = task.failed_images.unwrap();
    assert_eq!((images[0].id, images[1].image_name.as_deref()), (Some(1), Some("nginx")));
    assert_eq!(task.grid, Some(vec![vec!["a".to_owned()], vec![]]));
    assert_eq!(task.labels.unwrap()["x"], ["y", "z"]);
    assert_eq!(task.extra, Some(serde_json::json!({"a": [1, null]})));
    assert_eq!(task.parent.unwrap().task_id.as_deref(), Some("t-0"));
    assert_eq!(task.kinds.unwrap()[0], TaskType::Cycle);
    assert_eq!(task.anything, Some(vec![1.into(), serde_json::Value::Null, "a".into()]));
}

#[test]
fn a_value_of_another_type_is_converted_if_that_is_lossless() {
    let one = task(
        r#"{"task_id":3,"begin_time":"12","remain_min":"3","ratio":"0.25","is_all":"true","task_status":"-1"}"#,
    );
    let one = one.unwrap();
    assert_eq!(one.task_id.as_deref(), Some("3"));
    assert_eq!(one.begin_time, Some(Timestamp::from_millis(12)));
    assert_eq!(one.remain_min, Some(3));
    assert_eq!(one.ratio, Some(0.25));
    assert_eq!(one.is_all, Some(true));
    assert_eq!(one.task_status, Some(ScanStatus::Stopped));
    let two = task(r#"{"task_id":true,"remain_min":3.0,"ratio":2,"is_all":"false","task_type":7}"#).unwrap();
    assert_eq!(two.task_id.as_deref(), Some("true"));
    assert_eq!(two.remain_min, Some(3));
    assert_eq!(two.ratio, Some(2.0));
    assert_eq!(two.is_all, Some(false));
    assert_eq!(two.task_type.unwrap().as_str(), "7");
    assert_eq!(task(r#"{"task_id":1.5}"#).unwrap().task_id.as_deref(), Some("1.5"));
    assert_eq!(task(r#"{"task_id":18446744073709551615}"#).unwrap().task_id.unwrap(), "18446744073709551615");
}

#[test]
fn null_is_absent_and_left_out_of_lists_and_maps() {
    let task = task(r#"{"task_id":null,"failed_images":[null,{"id":2},null],"labels":{"a":null,"b":[]}}"#);
    let task = task.unwrap();
    assert_eq!(task.task_id, None);
    assert_eq!(task.failed_images.unwrap().len(), 1);
    assert_eq!(task.labels.unwrap().into_keys().collect::<Vec<_>>(), ["b"]);
}

#[test]
fn a_single_object_is_a_list_of_one() {
    let page = page(r#"{"data_list":{"task_id":"only"}}"#).unwrap();
    assert_eq!(page.data_list.unwrap()[0].task_id.as_deref(), Some("only"));
    assert_eq!(
        message(r#"{"data_list":[{"grid":{"a":1}}]}"#),
        "`data_list[0].grid` is an object, expected a list (line 1, column 23)",
    );
}

#[test]
fn unknown_fields_are_read_over_and_any_order_will_do() {
    let task = task(r#"{"zzz":{"a":[{}]},"remain_min":1,"new":null,"task_id":"t","ratio":1}"#).unwrap();
    assert_eq!((task.remain_min, task.task_id.as_deref(), task.ratio), (Some(1), Some("t"), Some(1.0)));
}

#[test]
fn keys_of_one_length_that_differ_at_either_end_are_distinguished() {
    let similar = task(r#"{"tasks_id":1,"task_ix":1,"xask_id":1,"begin_timf":1,"cegin_time":1}"#).unwrap();
    assert_eq!((similar.task_id, similar.begin_time), (None, None));
}

#[test]
fn the_last_value_of_a_repeated_key_counts() {
    let one =
        task(r#"{"remain_min":1,"remain_min":2,"parent":{"task_id":"a"},"parent":{"ratio":1}}"#).unwrap();
    assert_eq!(one.remain_min, Some(2));
    assert_eq!(one.parent.unwrap().task_id, None);
    assert_eq!(task(r#"{"remain_min":1,"remain_min":null}"#).unwrap().remain_min, None);
    let lists = task(r#"{"kinds":["cycle"],"kinds":[],"labels":{"a":["1"],"a":["2"]}}"#).unwrap();
    assert_eq!(lists.kinds, Some(vec![]));
    assert_eq!(lists.labels.unwrap()["a"], ["2"]);
}

#[test]
fn an_error_names_the_path_the_found_and_the_expected_value() {
    assert_eq!(
        message(r#"{"data_list":[{},{"failed_images":[{"id":"x7"}]}]}"#),
        r#"`data_list[1].failed_images[0].id` is the string "x7", expected an integer (line 1, column 45)"#,
    );
    let error = page("{\n\"total_num\": 1.5}").unwrap_err();
    assert_eq!(
        (error.path(), error.found(), error.expected()),
        ("total_num", Some("the number 1.5"), Some("an integer")),
    );
    assert_eq!((error.line(), error.column()), (2, 16));
    for (json, expected) in [
        (r#"{"total_num":true}"#, "`total_num` is true, expected an integer"),
        (r#"{"total_num":[1]}"#, "`total_num` is a list, expected an integer"),
        (r#"{"total_num":{}}"#, "`total_num` is an object, expected an integer"),
        (
            r#"{"total_num":18446744073709551615}"#,
            "`total_num` is the number 18446744073709551615, expected an integer",
        ),
        (r#"{"total_num":1e300}"#, "`total_num` is the number 1e+300, expected an integer"),
        (r#"{"total_num":""}"#, r#"`total_num` is the string "", expected an integer"#),
        (r#"{"data_list":3}"#, "`data_list` is the number 3, expected a list"),
        (r#"{"data_list":["a"]}"#, r#"`data_list[0]` is the string "a", expected an object"#),
        (
            r#"{"data_list":[{"labels":{"k":[{}]}}]}"#,
            "`data_list[0].labels.k[0]` is an object, expected a string",
        ),
        (r#"{"data_list":[{"is_all":1}]}"#, "`data_list[0].is_all` is the number 1, expected true or false"),
        (
            r#"{"data_list":[{"ratio":"nan"}]}"#,
            r#"`data_list[0].ratio` is the string "nan", expected a number"#,
        ),
        (
            r#"{"data_list":[{"ratio":9007199254740993}]}"#,
            "`data_list[0].ratio` is the number 9007199254740993",
        ),
        (r#"{"data_list":[{"parent":[]}]}"#, "`data_list[0].parent` is a list, expected an object"),
        ("null", "the whole value is null, expected an object"),
        ("[]", "the whole value is a list, expected an object"),
        ("3", "the whole value is the number 3, expected an object"),
    ] {
        let message = message(json);
        assert!(message.starts_with(expected), "{message}");
    }
}

#[test]
fn a_long_value_is_truncated_and_a_secret_one_is_not_shown() {
    let json = format!(r#"{{"total_num":"{}"}}"#, "é".repeat(1000));
    let message = message(&json);
    assert!(message.contains(&format!("\"{}\"…", "é".repeat(80))), "{message}");
    assert!(message.len() < 300);
    let secret = r#"{"data_list":[{"failed_images":[{"pin":0.5}]}]}"#;
    let error = page(secret).unwrap_err().to_string();
    assert!(
        error.starts_with("`data_list[0].failed_images[0].pin` is the number ***, expected an integer"),
        "{error}"
    );
    let secret = r#"{"data_list":[{"failed_images":[{"token":1e40}]}]}"#;
    let error = serde_json::from_str::<Page>(secret).unwrap_err().to_string();
    assert!(error.starts_with("`data_list[0].failed_images[0].token` is the number ***"), "{error}");
}

#[test]
fn broken_json_is_an_error_with_line_and_column() {
    for (json, expected) in [
        ("", "invalid JSON: EOF while parsing a value (line 1, column 0)"),
        ("{} x", "invalid JSON: trailing characters (line 1, column 4)"),
        (
            "{\"data_list\":[\n{\"task_id\" 3}]}",
            "invalid JSON at `data_list[0].task_id`: expected `:` (line 2, column 12)",
        ),
        (
            "{\"data_list\":[{},",
            "invalid JSON at `data_list[1]`: EOF while parsing a value (line 1, column 17)",
        ),
    ] {
        let error = page(json).unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert_eq!((error.found(), error.expected()), (None, None));
    }
    let mut page = Page::empty();
    let error = decode::from_slice(b"{\"total_num\":\"\xff\"}", &mut page).unwrap_err();
    let message = "invalid JSON at `total_num`: invalid unicode code point (line 1, column 15)";
    assert_eq!(error.to_string(), message);
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let nested = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    for json in [nested(r#"{"parent":"#, "}"), nested(r#"{"parent":"#, ""), nested(r#"{"extra":["#, "]}")] {
        let error = task(&json).unwrap_err().to_string();
        assert!(error.contains("recursion limit exceeded") && error.len() < 3000, "{error}");
    }
    // What is read over needs no depth.
    assert!(task(&nested(r#"{"new":["#, "]}")).is_ok());
    let deep = format!("{}{{}}{}", r#"{"parent":"#.repeat(120), "}".repeat(120));
    assert!(task(&deep).is_ok());
}

#[test]
fn integers_keep_all_their_digits() {
    for number in [i64::MIN, i64::MAX, 9_007_199_254_740_993] {
        assert_eq!(task(&format!(r#"{{"remain_min":{number}}}"#)).unwrap().remain_min, Some(number));
        assert_eq!(task(&format!(r#"{{"remain_min":"{number}"}}"#)).unwrap().remain_min, Some(number));
        assert_eq!(task(&format!(r#"{{"task_id":{number}}}"#)).unwrap().task_id, Some(number.to_string()));
    }
    // These have lost digits before anyone could look.
    assert!(task(r#"{"remain_min":9007199254740993.0}"#).is_err());
    assert!(task(r#"{"remain_min":9223372036854775808}"#).is_err());
}

#[test]
fn a_number_may_come_as_serde_json_writes_it_with_arbitrary_precision() {
    let number = |field: &str, text: &str| {
        task(&format!(r#"{{"{field}":{{"$serde_json::private::Number":"{text}"}},"is_all":true}}"#))
    };
    assert_eq!(number("remain_min", "9007199254740993").unwrap().remain_min, Some(9_007_199_254_740_993));
    assert_eq!(number("ratio", "0.25").unwrap().ratio, Some(0.25));
    assert_eq!(number("task_id", "18446744073709551615").unwrap().task_id.unwrap(), "18446744073709551615");
    let error = number("remain_min", "0.5").unwrap_err().to_string();
    assert!(error.starts_with("`remain_min` is the number 0.5, expected an integer"), "{error}");
    for field in ["parent", "labels"] {
        let error = number(field, "3").unwrap_err().to_string();
        assert!(error.starts_with(&format!("`{field}` is the number 3, expected an object")), "{error}");
    }
    assert!(number("failed_images", "3").is_err());
    assert!(number("ratio", "1e400").is_err());
    assert_eq!(number("extra", "3").unwrap().extra, Some(3.into()));
    assert_eq!(
        task(r#"{"extra":[{"$serde_json::private::Number":"0.5"}]}"#).unwrap().extra,
        Some(serde_json::json!([0.5])),
    );
}

#[test]
fn a_number_in_the_place_of_a_string_keeps_its_digits() {
    for digits in
        ["1.10", "1e2", "1E+2", "-0", "-0.0", "1e30", "12345678901234567890123.50", "98765432109876543210"]
    {
        let one =
            task(&format!(r#"{{"remain_min":1, "task_id": {digits} ,"ratio":1.50,"kinds":[1.10,"a"]}}"#));
        let one = one.unwrap();
        assert_eq!((one.task_id.as_deref(), one.remain_min, one.ratio), (Some(digits), Some(1), Some(1.5)));
        let kinds = one.kinds.unwrap();
        assert_eq!((kinds.len(), kinds[0].as_str(), kinds[1].as_str()), (2, "1.10", "a"));
        let represented = format!(r#"{{"task_id":{{"$serde_json::private::Number":"{digits}"}}}}"#);
        assert_eq!(task(&represented).unwrap().task_id.unwrap(), digits);
    }
    // Other values of strings are as they are without a decimal beside them.
    let one = task(r#"{"labels":{"a":[1.10,null,true,"\u0041\n",3]},"task_type":null}"#).unwrap();
    assert_eq!(
        (&one.labels.unwrap()["a"][..], one.task_type),
        (&["1.10", "true", "A\n", "3"].map(str::to_owned)[..], None)
    );
    let error = task(r#"{"labels":{"a":[1.10]},"task_id":[1]}"#).unwrap_err().to_string();
    assert!(error.starts_with("`task_id` is a list, expected a string"), "{error}");

    // A list that is extended has each element once.
    let mut list = vec!["a".to_owned()];
    decode::from_slice(b"[1, 1.10]", &mut list).unwrap();
    assert_eq!(list, ["a", "1", "1.10"]);
}

#[test]
fn a_word_in_the_place_of_an_integer_code_is_left_out_alone() {
    let one = task(r#"{"task_id":"t","task_status":"nonsense","remain_min":3}"#).unwrap();
    assert_eq!((one.task_id.as_deref(), one.task_status, one.remain_min), (Some("t"), None, Some(3)));
    let unknown = task(r#"{"task_status":"12345"}"#).unwrap().task_status.unwrap();
    assert!(matches!(unknown, ScanStatus::Unknown(code) if code.code() == 12345));
    for other in ["true", "0.5", "[1]", "{}"] {
        assert!(task(&format!(r#"{{"task_status":{other}}}"#)).is_err(), "{other}");
    }
    // An integer that is not a code, and flags, are read exactly or not at all.
    assert!(task(r#"{"remain_min":"nonsense"}"#).is_err());
    assert!(task(r#"{"scan_scope":"nonsense"}"#).is_err());
}

#[test]
fn a_number_is_exact_or_nearest_by_one_rule_in_both_spellings() {
    for (number, expected) in [
        ("9007199254740992", Some(9_007_199_254_740_992.0)),
        ("9007199254740993", None),
        ("-9007199254740993", None),
        ("18446744073709551615", None),
        ("18446744073709549568", Some(18_446_744_073_709_549_568.0)),
        ("18446744073709551617", Some(18_446_744_073_709_551_616.0)),
        ("9007199254740993.5", Some(9_007_199_254_740_994.0)),
        ("0.1", Some(0.1)),
    ] {
        for json in [format!(r#"{{"ratio":{number}}}"#), format!(r#"{{"ratio":"{number}"}}"#)] {
            assert_eq!(task(&json).ok().map(|task| task.ratio.unwrap()), expected, "{json}");
        }
    }
}

#[test]
fn a_response_may_be_a_list_or_empty() {
    let mut list: Vec<FailedImage> = Vec::new();
    decode::from_slice(br#"[{"id":1},{"id":2}]"#, &mut list).unwrap();
    assert_eq!(list.len(), 2);
    for nothing in ["", " \n", "{}", "null", "[1]", "3", r#"{"a":{"b":[]}}"#] {
        decode::from_slice(nothing.as_bytes(), &mut ()).unwrap();
    }
    assert!(decode::from_slice(b"{", &mut ()).is_err());
    assert!(decode::from_slice(b"", &mut list as &mut dyn Slot).is_err());
}

#[test]
fn models_are_read_through_serde_from_other_formats_too() {
    let value = serde_json::json!({"total_num": "3", "data_list": {"ratio": 1}});
    let page: Page = serde_json::from_value(value).unwrap();
    assert_eq!((page.total_num, page.data_list.unwrap()[0].ratio), (Some(3), Some(1.0)));
    let error = serde_json::from_str::<Vec<Page>>(r#"[{"total_num":"x"}]"#).unwrap_err().to_string();
    assert!(error.starts_with(r#"`total_num` is the string "x", expected an integer at line 1"#), "{error}");
    assert!(serde_json::from_str::<Page>("{").unwrap_err().is_eof());
}
