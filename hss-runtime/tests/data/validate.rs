//! Validation of requests: bounds are accepted, values just outside are refused, all at once.

use hss_runtime::dynamic::Slot;
use hss_runtime::generated::unions::UNION_CHECK;
use hss_runtime::schema::Tables;
use hss_runtime::validate::{Place, Rule, check};
use hss_runtime::{Open, Value, Values, Violation, Violations};

use crate::fixture::*;

/// A request that breaks no rule.
fn good() -> Values {
    let mut values = Values::new();
    values.set(index::TASK_ID, "t-1".into());
    values.set(index::TYPE, Open::from(TaskType::Cycle).into());
    values
}

fn refused(index: usize, value: impl Into<Value>) -> Option<Violation> {
    let mut values = good();
    values.set(index, value.into());
    let violations = check(RUN_TASK.operation().get(), &values, None).err()?;
    assert_eq!(violations.len(), 1, "{violations}");
    violations.into_iter().next()
}

fn rule(index: usize, value: impl Into<Value>) -> Option<Rule> {
    refused(index, value).map(|violation| violation.rule)
}

fn task(json: &str) -> Task {
    serde_json::from_str(json).unwrap()
}

/// Violations of a body: path and rule.
fn body(json: &str) -> Vec<(String, Rule)> {
    match check(RUN_TASK.operation().get(), &good(), Some(&task(json))) {
        Ok(()) => vec![],
        Err(violations) => violations
            .into_iter()
            .inspect(|violation| assert_eq!(violation.place, Place::Body))
            .map(|violation| (violation.parameter, violation.rule))
            .collect(),
    }
}

#[test]
fn bounds_of_numbers_are_accepted_and_what_is_outside_refused() {
    assert_eq!(rule(index::LIMIT, 10), None);
    assert_eq!(rule(index::LIMIT, 200), None);
    for outside in [9, 201, i64::MIN, i64::MAX] {
        assert_eq!(rule(index::LIMIT, outside), Some(Rule::Range));
    }
    assert_eq!(rule(index::RATIO, 0.5), None);
    assert_eq!(rule(index::RATIO, 1), None);
    assert_eq!(rule(index::RATIO, f64::MAX), None);
    assert_eq!(rule(index::RATIO, 0.499), Some(Rule::Range));
    assert_eq!(rule(index::RATIO, 0), Some(Rule::Range));
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(rule(index::RATIO, number), Some(Rule::Finite));
    }
}

#[test]
fn a_violation_says_everything_in_one_line() {
    assert_eq!(
        refused(index::LIMIT, 500).unwrap().to_string(),
        format!("query parameter `limit` is 500, must be in 10..=200 ({PAGE_ADDRESS})"),
    );
    assert_eq!(
        refused(index::RATIO, 0.25).unwrap().to_string(),
        format!("query parameter `ratio` is 0.25, must be in 0.5.. ({PAGE_ADDRESS})"),
    );
    assert_eq!(
        refused(index::TYPE, "weekly").unwrap().to_string(),
        format!("query parameter `type` is \"weekly\", must be one of `cycle`, `autoSync` ({PAGE_ADDRESS})"),
    );
    assert_eq!(
        refused(index::NAMES, vec!["a", "toolong"]).unwrap().to_string(),
        format!(
            "query parameter `names[1]` is \"toolong\" (7 characters), must have 1..=5 characters ({PAGE_ADDRESS})"
        ),
    );
    assert_eq!(
        refused(index::NAMES, vec!["a"; 4]).unwrap().to_string(),
        format!("query parameter `names` is a list of 4, must have 1..=3 elements ({PAGE_ADDRESS})"),
    );
    assert_eq!(
        refused(index::SCOPE, 0x3).unwrap().to_string(),
        format!(
            "query parameter `scope` is 3 (unknown: 0x2), must be a combination of `0x00000001`, `0x000f0000` \
             ({PAGE_ADDRESS})"
        ),
    );
}

#[test]
fn lengths_count_characters_and_not_bytes() {
    assert_eq!(rule(index::NAMES, vec!["五个汉字呀"]), None);
    assert_eq!(rule(index::NAMES, vec!["一二三四五六"]), Some(Rule::Length));
    assert_eq!(rule(index::NAMES, vec![""]), Some(Rule::Length));
}

#[test]
fn values_of_closed_enumerations_must_be_known() {
    let new: Open<TaskType> = "weekly".parse().unwrap();
    assert_eq!(rule(index::TYPE, new), Some(Rule::Known));
    assert_eq!(rule(index::REGION, "somewhere new"), None);
    assert_eq!(rule(index::LEVEL, 3), None);
    assert_eq!(rule(index::LEVEL, 2), Some(Rule::Known));
    assert_eq!(rule(index::SCOPE, ScanScope::all()), None);
    assert_eq!(rule(index::SCOPE, 0), None);
    assert_eq!(rule(index::SCOPE, -1), Some(Rule::Flags));
}

#[test]
fn a_value_of_another_type_is_refused() {
    assert_eq!(rule(index::LIMIT, "50"), Some(Rule::Type));
    assert_eq!(rule(index::NAMES, "a"), Some(Rule::Type));
    assert_eq!(rule(index::ALL, "true"), Some(Rule::Type));
    assert_eq!(rule(index::ALL, false), None);
    assert_eq!(rule(index::TYPE, 1), Some(Rule::Type));
    let violation = refused(index::LIMIT, 1.5).unwrap();
    assert_eq!((violation.given.as_str(), violation.allowed.as_str()), ("1.5", "an integer"));
}

#[test]
fn a_value_that_would_change_the_path_is_refused() {
    for step in ["", ".", ".."] {
        assert_eq!(rule(index::TASK_ID, step), Some(Rule::PathSegment));
    }
    assert_eq!(rule(index::TASK_ID, "a/../b"), None);
}

#[test]
fn a_header_must_not_have_control_characters() {
    for bad in ["a\r\nX-Other: b", "a\0", "\u{7f}"] {
        assert_eq!(rule(index::REGION, bad), Some(Rule::ControlCharacters));
    }
    assert_eq!(rule(index::REGION, "a\tb"), None);
}

#[test]
fn a_secret_is_never_shown() {
    let violation = refused(index::PASSWORD, "hunter2").unwrap();
    assert_eq!(violation.given, "***");
    assert!(!format!("{violation} {violation:?}").contains("hunter2"));
    let images = task(r#"{"failed_images":[{"id":1,"token":"hunter2"}]}"#);
    let violations = check(RUN_TASK.operation().get(), &good(), Some(&images)).unwrap_err();
    assert!(violations.to_string().contains("`failed_images[0].token` is ***, must have 0..=3 characters"));
}

#[test]
fn what_is_missing_is_told_but_for_what_the_client_fills_in() {
    let violations = check(RUN_TASK.operation().get(), &Values::new(), None).unwrap_err();
    let missing: Vec<_> =
        violations.iter().map(|one| (one.place, one.parameter.as_str(), one.rule)).collect();
    assert_eq!(missing, [(Place::Path, "task_id", Rule::Required), (Place::Query, "type", Rule::Required)]);
    assert_eq!(
        violations.to_string(),
        format!(
            "RunTask: 2 violations in the request\n  path parameter `task_id` is missing, it is required \
             ({PAGE_ADDRESS})\n  query parameter `type` is missing, it is required ({PAGE_ADDRESS})"
        ),
    );
    assert_eq!(rule(index::PROJECT_ID, "p"), None);
    assert_eq!(rule(index::PROJECT_ID, ".."), Some(Rule::PathSegment));
}

#[test]
fn bodies_are_checked_all_the_way_down() {
    assert_eq!(body("{}"), []);
    assert_eq!(body(r#"{"failed_images":[],"grid":[[]],"labels":{},"extra":{"any":1e9}}"#), []);
    let named = |list: &[(&str, Rule)]| {
        list.iter().map(|(path, rule)| ((*path).to_owned(), *rule)).collect::<Vec<_>>()
    };
    assert_eq!(
        body(
            r#"{"remain_min":101,"ratio":1.5,"task_type":"new","scan_scope":2,
                "failed_images":[{"id":1},{"image_name":"longer"},{},{"id":2}],
                "grid":[["ab"],["a","abc",""],[]],"labels":{"k":["ok","long"]},
                "parent":{"parent":{"kinds":["cycle","new"]}}}"#
        ),
        named(&[
            ("remain_min", Rule::Range),
            ("ratio", Rule::Range),
            ("task_type", Rule::Known),
            ("scan_scope", Rule::Flags),
            ("failed_images", Rule::Items),
            ("failed_images[1].id", Rule::Required),
            ("failed_images[1].image_name", Rule::Length),
            ("failed_images[2].id", Rule::Required),
            ("grid", Rule::Items),
            ("grid[1][1]", Rule::Length),
            ("grid[1][2]", Rule::Length),
            ("labels.k[1]", Rule::Length),
            ("parent.parent.kinds[1]", Rule::Known),
        ]),
    );
    let mut task = Task::empty();
    task.ratio.replace(f64::NAN);
    let violations = check(RUN_TASK.operation().get(), &good(), Some(&task)).unwrap_err();
    assert!(violations.to_string().contains("body field `ratio` is NaN, must be a finite number"));
}

#[test]
fn parameters_and_body_are_refused_together_in_order() {
    let mut values = good();
    values.set(index::LIMIT, 500.into());
    values.set(index::LEVEL, 2.into());
    let task = task(r#"{"remain_min":-1}"#);
    let violations: Violations =
        check(RUN_TASK.operation().get(), &values, Some(&task as &dyn Slot)).unwrap_err();
    let names: Vec<_> = (&violations).into_iter().map(|one| one.parameter.as_str()).collect();
    assert_eq!(names, ["limit", "level", "remain_min"]);
    assert_eq!(violations.operation(), "RunTask");
    assert_eq!(violations.to_string().lines().count(), 4);
}

#[test]
fn a_long_value_is_cut() {
    let violation = refused(index::NAMES, vec!["x".repeat(1000)]).unwrap();
    assert!(violation.given.chars().count() < 120, "{violation}");
    assert!(violation.given.contains("(1000 characters)"));
}

#[test]
fn a_missing_body_misses_its_required_fields() {
    static MAKE: Tables = Tables::with(
        "operation MakeImage image POST /v5/images
doc Makes an image.
page https://support.example.com/api/RunTask.html
body @FailedImage
response @Page",
        &[&FAILED_IMAGE, &PAGE],
    );
    let violations = check(MAKE.operation().get(), &Values::new(), None).unwrap_err();
    let found: Vec<_> = violations.iter().map(|one| (one.parameter.as_str(), one.place, one.rule)).collect();
    assert_eq!(found, [("id", Place::Body, Rule::Required)]);
}

#[test]
fn the_type_of_an_enumeration_is_the_type_of_its_values() {
    let violation = refused(index::TYPE, 1).unwrap();
    assert_eq!((violation.rule, violation.allowed.as_str()), (Rule::Type, "a string"));
    for index in [index::LEVEL, index::SCOPE] {
        let violation = refused(index, "3").unwrap();
        assert_eq!((violation.rule, violation.allowed.as_str()), (Rule::Type, "an integer"));
    }
}

#[test]
fn flags_that_share_bits_are_known() {
    static SHARED_BITS: Tables = Tables::new("enumeration Mode flags\n0x1 1\n0x3 3");
    static SET_MODE: Tables = Tables::with(
        "operation SetMode image POST /v5/mode
doc Sets the mode.
page https://support.example.com/api/RunTask.html
response @Page
query mode @Mode",
        &[&SHARED_BITS, &PAGE],
    );
    let rule = |mode: i64| {
        let mut values = Values::new();
        values.set(0, mode.into());
        check(SET_MODE.operation().get(), &values, None).err().map(|found| found.iter().next().unwrap().rule)
    };
    assert_eq!([1, 2, 3, 4].map(rule), [None, None, None, Some(Rule::Flags)]);
}

/// Violations of a body that is given as JSON, one per line.
fn untyped(tables: &'static Tables, json: &str) -> Vec<String> {
    let body: serde_json::Value = serde_json::from_str(json).unwrap();
    match check(tables.operation().get(), &good(), Some(&body)) {
        Ok(()) => vec![],
        Err(violations) => violations
            .iter()
            .map(|one| one.to_string().replace(" (https://support.example.com/api/RunTask.html)", ""))
            .collect(),
    }
}

#[test]
fn a_body_given_as_json_is_checked_like_a_typed_one() {
    let whole = r#"{"remain_min":100.0,"ratio":1,"task_type":"cycle","begin_time":1,"failed_images":[{"id":1}],
        "grid":[["a"]],"labels":{"k":["ok"]},"extra":{"any":[1]},"parent":{"kinds":["cycle"]},"anything":[1,"a",null]}"#;
    assert_eq!(untyped(&RUN_TASK, whole), [""; 0]);
    assert_eq!(
        untyped(
            &RUN_TASK,
            r#"{"remain_min":"7","ratio":2,"is_all":1,"task_type":3,"failed_images":[{"pin":"x"},7],
                "grid":[["a",1],"b"],"labels":{"k":"v"},"parent":[],"kinds":["cycle","new"]}"#
        ),
        [
            "body field `remain_min` is the string \"7\", must be an integer",
            "body field `ratio` is 2, must be in 0..=1",
            "body field `is_all` is 1, must be true or false",
            "body field `task_type` is 3, must be a string",
            "body field `failed_images[0].id` is missing, it is required",
            "body field `failed_images[0].pin` is ***, must be an integer",
            "body field `failed_images[1]` is 7, must be an object",
            "body field `grid[0][1]` is 1, must be a string",
            "body field `grid[1]` is the string \"b\", must be a list",
            "body field `labels.k` is the string \"v\", must be a list",
            "body field `parent` is a list of 0, must be an object",
            "body field `kinds[1]` is \"new\", must be one of `cycle`, `autoSync`",
        ]
    );
    assert_eq!(untyped(&RUN_TASK, "[]"), ["the body is a list of 0, must be an object"]);
}

#[test]
fn a_union_given_as_json_is_checked_by_its_variant() {
    static SHAPES: Tables = Tables::with_unions(
        "union Shape kind
Circle @Circle tag=circle
Square @Square tag=square

model Circle
radius number required number-range=0..9

model Square
sides []integer required items=..2
kind string",
        &[],
        UNION_CHECK,
    );
    static DRAW: Tables = Tables::with(
        "operation Draw image POST /v5/shapes
doc Draws.
page https://support.example.com/api/RunTask.html
body []@Shape",
        &[&SHAPES],
    );
    assert_eq!(
        untyped(&DRAW, r#"[{"kind":"circle","radius":3},{"kind":"square","sides":[1]},{"kind":"new"}]"#),
        [""; 0]
    );
    assert_eq!(
        untyped(
            &DRAW,
            r#"[{"kind":"circle","radius":10},{"kind":"square","sides":[1,"2",3]},{"kind":"circle"}]"#
        ),
        [
            "body field `[0].radius` is 10, must be in 0..=9",
            "body field `[1].sides` is a list of 3, must have ..=2 elements",
            "body field `[1].sides[1]` is the string \"2\", must be an integer",
            "body field `[2].radius` is missing, it is required",
        ]
    );
}

#[test]
fn an_object_has_the_fields_of_one_of_several_sets() {
    static SAVE: Tables = Tables::new(
        "operation Save image POST /v5/files
doc Saves.
body @Source

model Source one-of=0|1,2
url string
file string
name string
note string",
    );
    let sets = "`url`, or `file` and `name`";
    for (body, refused) in [
        (r#"{"url":"u"}"#, None),
        (r#"{"file":"f","name":"n","note":"x"}"#, None),
        (r#"{"url":"u","file":"f"}"#, None),
        ("{}", Some(("without fields", ""))),
        (r#"{"file":"f","note":"x"}"#, Some(("with `file`, `note`", ""))),
        (r#"{"url":"u","file":"f","name":"n"}"#, Some(("with `url`, `file`, `name`", "only one of "))),
    ] {
        let expected = refused.map(|(given, only)| {
            format!("the body is an object {given}, must be an object with {only}{sets}")
        });
        assert_eq!(untyped(&SAVE, body).first(), expected.as_ref(), "{body}");
    }
    static SEND: Tables = Tables::new(
        "operation Send image POST /v5/files\ndoc Sends.\nbody @Any\n\nmodel Any size=..2 any-of=0|1\na string\nb string",
    );
    assert!(untyped(&SEND, r#"{"a":"1","b":"2"}"#).is_empty());
    assert_eq!(
        untyped(&SEND, "{}"),
        ["the body is an object without fields, must be an object with `a`, or `b`"]
    );
}
