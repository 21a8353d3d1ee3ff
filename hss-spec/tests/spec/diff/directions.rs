//! The direction in which a changed value travels, where only one of the two specs sends or receives it.

use hss_spec::diff::{Direction, diff};
use hss_spec::model::Spec;

use super::fixture::spec;

/// A spec with a model and an enumeration in it that requests or responses carry; `values` and `fields` are theirs.
fn side(is_requested: bool, is_received: bool, is_changed: bool) -> Spec {
    let body = r#""body": { "content": "json", "type": "Lamp" },"#;
    let operation = format!(
        r#"{{ "operation": "SwapLamp", "method": "POST", "path": "/v1/lamps", {}
        "response": {{ "status": 200{} }} }}"#,
        if is_requested { body } else { "" },
        if is_received { r#", "type": "Lamp""# } else { "" },
    );
    let types = format!(
        r#"{{ "models": {{ "Lamp": {{ "fields": [{{ "name": "color", "type": "Color" }}{}] }} }},
        "enums": {{ "Color": {{ "type": "string", "values": [{{ "value": "red" }}{}] }} }} }}"#,
        if is_changed { r#", { "name": "id", "type": "string" }"# } else { "" },
        if is_changed { r#", { "value": "blue" }"# } else { "" },
    );
    spec(&[("lamp/SwapLamp.json", &operation), ("lamp/types.json", &types)])
}

/// The directions of the field and of the value that are new, between specs whose requests or responses carry them.
#[track_caller]
fn assert_direction(old: (bool, bool), new: (bool, bool), expected: Direction) {
    let report = diff(&side(old.0, old.1, false), &side(new.0, new.1, true));
    for rule in ["field-added-optional", "enum-value-added"] {
        let finding = report.findings.iter().find(|finding| finding.rule.id == rule).expect(rule);
        assert_eq!(finding.direction, Some(expected), "{rule}");
    }
}

#[test]
fn what_both_specs_send_or_receive_travels_that_way() {
    assert_direction((true, false), (true, false), Direction::Request);
    assert_direction((false, true), (false, true), Direction::Response);
    assert_direction((true, true), (true, true), Direction::Both);
}

#[test]
fn what_one_spec_alone_sends_has_no_callers_that_gave_it() {
    assert_direction((false, true), (true, true), Direction::Response);
    assert_direction((true, true), (false, true), Direction::Response);
}

#[test]
fn what_one_spec_alone_receives_may_be_read() {
    assert_direction((true, false), (true, true), Direction::Both);
    assert_direction((true, true), (true, false), Direction::Both);
}

#[test]
fn an_enumeration_of_a_parameter_travels_in_requests() {
    let side = |values: &str| {
        let operation = format!(
            r#"{{ "operation": "ListLamps", "method": "GET", "path": "/v1/lamps",
            "parameters": [{{ "name": "color", "in": "query", "type": "Color" }}], "response": {{ "status": 204 }},
            "enums": {{ "Color": {{ "type": "string", "values": [{values}] }} }} }}"#
        );
        spec(&[("lamp/ListLamps.json", &operation)])
    };
    let (red, both) = (side(r#"{ "value": "red" }"#), side(r#"{ "value": "red" }, { "value": "blue" }"#));
    for report in [diff(&red, &both), diff(&both, &red)] {
        assert_eq!(report.findings[0].direction, Some(Direction::Request));
    }
}

#[test]
fn a_shared_model_that_comes_can_be_built_whatever_carries_it() {
    let operation = r#"{ "operation": "ShowLamp", "method": "GET", "path": "/v1/lamp",
        "response": { "status": 200, "type": "Lamp" } }"#;
    let types = r#"{ "models": { "Lamp": { "fields": [] } } }"#;
    let new = spec(&[("types.json", types), ("lamp/ShowLamp.json", operation)]);
    let report = diff(&spec(&[]), &new);
    let model = report.findings.iter().find(|finding| finding.rule.id == "model-added").unwrap();
    assert_eq!(model.direction, Some(Direction::Both));
}
