//! Parameters that are the same although their names or their locations differ, and those that are not.

use hss_spec::diff::diff;

use super::fixture::{assert_found, found, parameters, with_service};

#[test]
fn one_name_in_two_locations_is_two_parameters() {
    let old = parameters(
        "/v1/lamps",
        r#"{ "name": "id", "in": "query", "type": "string" }, { "name": "id", "in": "header", "type": "string" }"#,
    );
    assert!(found(&old, &old).is_empty(), "{:?}", found(&old, &old));
}

#[test]
fn a_parameter_of_another_type_in_the_place_of_one_is_another_parameter() {
    let old = parameters("/v1/lamps", r#"{ "name": "age", "in": "query", "type": "string" }"#);
    let new = parameters("/v1/lamps", r#"{ "name": "size", "in": "query", "type": "boolean" }"#);
    assert_found(
        &old,
        &new,
        &["parameter-added-optional lamp/ListLamps.query.size", "parameter-removed lamp/ListLamps.query.age"],
        &["parameter-added-optional lamp/ListLamps.query.age", "parameter-removed lamp/ListLamps.query.size"],
    );
}

#[test]
fn a_parameter_in_another_location_with_another_name_is_another_parameter() {
    let old = parameters("/v1/lamps", r#"{ "name": "age", "in": "query", "type": "string" }"#);
    let new = parameters("/v1/lamps", r#"{ "name": "size", "in": "header", "type": "string" }"#);
    assert_found(
        &old,
        &new,
        &[
            "parameter-added-optional lamp/ListLamps.header.size",
            "parameter-removed lamp/ListLamps.query.age",
        ],
        &[
            "parameter-added-optional lamp/ListLamps.query.age",
            "parameter-removed lamp/ListLamps.header.size",
        ],
    );
}

/// Path parameters of these names.
fn in_path(names: &[&str]) -> String {
    let one =
        |name: &&str| format!(r#"{{ "name": "{name}", "in": "path", "type": "string", "required": true }}"#);
    names.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn each_placeholder_is_the_one_in_its_place() {
    let old = parameters("/v1/{a}/{b}/{c}", &in_path(&["a", "b", "c"]));
    let new = parameters("/v1/{x}/{y}/{z}", &in_path(&["x", "y", "z"]));
    let renamed =
        |names: [&str; 3]| names.map(|name| format!("wire-name-changed lamp/ListLamps.path.{name}"));
    assert_eq!(found(&old, &new), renamed(["x", "y", "z"]));
    assert_eq!(found(&new, &old), renamed(["a", "b", "c"]));
}

#[test]
fn a_placeholder_that_is_elsewhere_by_its_name_is_no_other_one() {
    let old = parameters("/v1/{a}/{b}", &in_path(&["a", "b"]));
    let new = parameters("/v1/{b}/{c}", &in_path(&["b", "c"]));
    assert_found(
        &old,
        &new,
        &["parameter-added-required lamp/ListLamps.path.c", "parameter-removed lamp/ListLamps.path.a"],
        &["parameter-added-required lamp/ListLamps.path.a", "parameter-removed lamp/ListLamps.path.c"],
    );
}

#[test]
fn a_parameter_that_becomes_an_argument_before_others_reorders_no_arguments() {
    let old = parameters(
        "/v1/lamps",
        r#"{ "name": "owner", "in": "query", "type": "string", "required": true },
        { "name": "note", "in": "query", "type": "string" }"#,
    );
    let new = parameters(
        "/v1/lamps",
        r#"{ "name": "note", "in": "query", "type": "string", "required": true },
        { "name": "owner", "in": "query", "type": "string", "required": true }"#,
    );
    assert_found(
        &old,
        &new,
        &["order-changed lamp/ListLamps", "parameter-made-required lamp/ListLamps.query.note"],
        &["order-changed lamp/ListLamps", "parameter-made-optional lamp/ListLamps.query.note"],
    );
}

#[test]
fn a_parameter_of_an_operation_that_moved_is_where_the_operation_was_or_is() {
    let side = |group: &str, parameter: &str| {
        let operation = format!(
            r#"{{ "operation": "ListLamps", "method": "GET", "path": "/v1/lamps", "parameters": [{parameter}],
            "body": {{ "content": "json", "type": "{}" }}, "response": {{ "status": 204 }} }}"#,
            if group == "lamp" { "[string]" } else { "[boolean]" },
        );
        let service = r#"{ "name": "lamps", "client_parameters": ["token"] }"#;
        with_service(service, &[(&format!("{group}/ListLamps.json"), &operation)])
    };
    let old = side(
        "lamp",
        r#"{ "name": "age", "in": "query", "type": "string" },
        { "name": "token", "in": "header", "type": "string" }"#,
    );
    let new = side("light", r#"{ "name": "size", "in": "query", "type": "boolean" }"#);
    let report = diff(&old, &new);
    let place = |rule: &str| {
        let finding = report.findings.iter().find(|finding| finding.rule.id == rule).expect(rule);
        (finding.at.as_str(), finding.was.as_deref())
    };
    assert_eq!(place("operation-moved"), ("light/ListLamps", Some("lamp/ListLamps")));
    assert_eq!(place("parameter-removed"), ("lamp/ListLamps.query.age", None));
    assert_eq!(place("client-parameter-removed"), ("lamp/ListLamps.header.token", None));
    assert_eq!(place("parameter-added-optional"), ("light/ListLamps.query.size", None));
    assert_eq!(place("body-retyped"), ("light/ListLamps.body", Some("lamp/ListLamps.body")));
}
