//! From models and parameters to what is sent.

use hss_runtime::encode::{self, Unsendable};
use hss_runtime::schema::Tables;
use hss_runtime::{Open, Value, Values, decode};

use crate::fixture::*;

fn not_set(_: &str) -> Option<&'static str> {
    None
}

#[test]
fn fields_that_are_not_set_are_left_out() {
    let mut task = Task::empty();
    assert_eq!(encode::to_vec(&task).unwrap(), b"{}");
    task.failed_images = Some(vec![]);
    task.ratio = Some(1.0);
    task.task_id = Some("\u{1}\"é/".to_owned());
    assert_eq!(
        String::from_utf8(encode::to_vec(&task).unwrap()).unwrap(),
        r#"{"task_id":"\u0001\"é/","ratio":1.0,"failed_images":[]}"#,
    );
}

#[test]
fn what_was_decoded_encodes_back_equal() {
    let json = r#"{"total_num":2,"data_list":[{"task_id":"t-1","begin_time":1700000000123,"remain_min":-5,"ratio":0.1,"is_all":false,"task_type":"brand new","task_status":1000,"scan_scope":-1,"failed_images":[{"id":9007199254740993}],"grid":[["a"],[]],"labels":{"x":["y","z"]},"extra":{"a":[1,null,1.5e+300]},"parent":{"parent":{"task_status":-1}},"kinds":["cycle","new"],"anything":[1,null]}]}"#;
    let mut page = Page::empty();
    decode::from_slice(json.as_bytes(), &mut page).unwrap();
    let encoded = encode::to_vec(&page).unwrap();
    assert_eq!(String::from_utf8(encoded.clone()).unwrap(), json);
    assert_eq!(serde_json::to_string(&page).unwrap(), json);
    let mut again = Page::empty();
    decode::from_slice(&encoded, &mut again).unwrap();
    assert_eq!(page, again);
    let value = serde_json::to_value(&page).unwrap();
    assert_eq!(serde_json::from_value::<Page>(value).unwrap(), page);
}

#[test]
fn a_number_that_json_cannot_tell_is_never_null() {
    let mut task = Task::empty();
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        task.ratio = Some(number);
        let error = encode::to_vec(&task).unwrap_err().to_string();
        assert_eq!(error, "a number is NaN or infinite, which JSON cannot represent");
        assert!(serde_json::to_string(&task).is_err());
    }
}

#[test]
fn the_query_is_in_the_order_of_the_table_and_lists_repeat_their_key() {
    let mut values = Values::new();
    values.set(index::ALL, true.into());
    values.set(index::NAMES, vec!["a&b", "c"].into());
    values.set(index::LIMIT, 50.into());
    values.set(index::LIMIT, 60.into());
    values.set(index::TYPE, Open::from(TaskType::AutoSync).into());
    values.set(index::SCOPE, (ScanScope::VULNERABILITY | ScanScope::MALWARE).into());
    values.set(index::RATIO, 2.5.into());
    values.set(index::REGION, "north".into());
    let query: Vec<_> = encode::query(RUN_TASK.operation().get(), &values);
    let query: Vec<_> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(
        query,
        ["limit=60", "type=autoSync", "scope=983041", "names=a&b", "names=c", "ratio=2.5", "all=true"],
    );
    assert_eq!(encode::headers(RUN_TASK.operation().get(), &values), [("region", "north".to_owned())]);
}

#[test]
fn a_value_in_the_path_stays_one_segment() {
    let mut values = Values::new();
    let mut path = |task_id: &str| {
        values.set(index::TASK_ID, task_id.into());
        encode::path(RUN_TASK.operation().get(), &values, &|name| (name == "project_id").then_some("p 1"))
    };
    assert_eq!(path("aZ09-._~").unwrap(), "/v5/p%201/tasks/aZ09-._~/run");
    assert_eq!(path("a/b?c#d%+é{x}").unwrap(), "/v5/p%201/tasks/a%2Fb%3Fc%23d%25%2B%C3%A9%7Bx%7D/run");
    assert_eq!(path("..."), Ok("/v5/p%201/tasks/.../run".to_owned()));
    assert_eq!(path(""), Err(Unsendable::MissingParameter("task_id")));
    assert_eq!(path("."), Err(Unsendable::PathStep("task_id")));
    assert_eq!(path(".."), Err(Unsendable::PathStep("task_id")));
    assert_eq!(path("%2e%2E").unwrap(), "/v5/p%201/tasks/%252e%252E/run");
    let missing = encode::path(RUN_TASK.operation().get(), &Values::new(), &not_set).unwrap_err();
    assert_eq!(missing.to_string(), "path parameter `project_id` is missing");
}

#[test]
fn a_path_that_is_sent_otherwise_than_signed_is_refused() {
    static STEP: Tables =
        Tables::new("operation Step tasks GET /v5/{name}%2e\ndoc Steps.\npath name string required");
    for (name, is_sent) in [(".", false), ("x", true)] {
        let mut values = Values::new();
        values.set(0, name.into());
        assert_eq!(encode::path(STEP.operation().get(), &values, &not_set).is_ok(), is_sent, "{name}");
    }
    static DOTS: Tables = Tables::new("operation Dots tasks GET /v5/%2E./tasks\ndoc Lists.");
    let refused = encode::path(DOTS.operation().get(), &Values::new(), &not_set).unwrap_err();
    assert_eq!(refused.to_string(), "the path `/v5/%2E./tasks` has a segment that would change it");
}

#[test]
fn a_value_given_for_the_call_goes_before_the_client_s_own() {
    let mut values = Values::new();
    values.set(index::PROJECT_ID, "mine".into());
    values.set(index::TASK_ID, "t".into());
    let path = encode::path(RUN_TASK.operation().get(), &values, &|_| Some("client")).unwrap();
    assert_eq!(path, "/v5/mine/tasks/t/run");
}

#[test]
fn setting_a_value_twice_replaces_it_and_debug_shows_no_value() {
    let mut values = Values::new();
    values.set(8, "secret".into());
    values.set(2, 1.into());
    values.set(8, Value::Static("other"));
    assert_eq!(values.get(8), Some(&Value::Static("other")));
    assert_eq!(values.get(3), None);
    assert_eq!(values.iter().map(|(index, _)| index).collect::<Vec<_>>(), [2, 8]);
    assert_eq!(format!("{values:?}"), "Values {2, 8}");
}

#[test]
fn a_model_without_fields_set_is_empty() {
    assert_eq!(encode::to_vec(&Page::empty()).unwrap(), b"{}");
}
