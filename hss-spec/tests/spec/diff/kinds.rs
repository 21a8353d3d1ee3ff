//! Kinds of models: objects, unions, and those that requests carry.

use hss_spec::diff::diff;
use hss_spec::model::Spec;

use super::fixture::{assert_found, found, models, spec};

/// A spec whose model `Lamp` has this union, or none, and a field for its variant.
fn lamp(union: &str) -> Spec {
    models(&format!(
        r#""Lamp": {{ {union}"fields": [{{ "name": "Oil", "type": "Oil" }}] }}, "Oil": {{ "fields": [] }}"#
    ))
}

#[test]
fn an_object_that_becomes_a_union_is_another_type_and_says_which() {
    let object = lamp("");
    let untagged = lamp(r#""union": {}, "#);
    let tagged = lamp(r#""union": { "tag": "kind", "values": { "oil": "Oil" } }, "#);
    for (old, new, change) in [
        (&object, &untagged, ["object", "union without a tag"]),
        (&untagged, &tagged, ["union without a tag", "union by `kind` (oil for Oil)"]),
        (&tagged, &object, ["union by `kind` (oil for Oil)", "object"]),
    ] {
        let report = diff(old, new);
        let finding = report.findings.iter().find(|finding| finding.at == "lamp/Lamp").unwrap();
        assert_eq!(finding.rule.id, "field-retyped");
        assert_eq!([finding.old.as_deref(), finding.new.as_deref()], change.map(Some));
    }
}

#[test]
fn a_field_that_may_be_null_is_retyped_when_requests_begin_to_carry_it() {
    let side = |place: &str, nullable: bool| {
        let operation = format!(
            r#"{{ "operation": "SetLamp", "method": "PUT", "path": "/lamp", {place}, "models": {{ "Lamp": {{
            "fields": [{{ "name": "label", "type": "string", "nullable": {nullable} }}] }} }} }}"#
        );
        spec(&[("lamp/SetLamp.json", &operation)])
    };
    let request =
        r#""body": { "content": "json", "type": "Lamp", "required": true }, "response": { "status": 204 }"#;
    let response = r#""response": { "status": 200, "type": "Lamp" }"#;
    let is_retyped = |old: (&str, bool), new: (&str, bool)| {
        found(&side(old.0, old.1), &side(new.0, new.1)).contains(&"field-retyped lamp/Lamp.label".to_owned())
    };
    for (old, new, expected) in [
        // Null has no type of its own in a response.
        ((response, true), (request, true), true),
        ((response, false), (request, true), true),
        ((response, true), (request, false), false),
        ((response, false), (request, false), false),
        ((response, false), (response, true), false),
        ((request, true), (request, true), false),
        ((request, false), (request, true), true),
    ] {
        assert_eq!(is_retyped(old, new), expected, "{old:?} to {new:?}");
        assert_eq!(is_retyped(new, old), expected, "{new:?} to {old:?}");
    }
}

#[test]
fn a_renamed_model_that_contains_a_renamed_model_is_recognised() {
    let side = |inner: &str, outer: &str, whole: &str| {
        models(&format!(
            r#""{inner}": {{ "fields": [{{ "name": "watt", "type": "integer" }}] }},
            "{outer}": {{ "fields": [{{ "name": "bulb", "type": "{inner}" }}] }},
            "{whole}": {{ "fields": [{{ "name": "lamps", "type": "[{outer}]" }}] }}"#
        ))
    };
    assert_found(
        &side("Bulb", "Lamp", "Street"),
        &side("Light", "Lantern", "Road"),
        &["model-renamed lamp/Lantern", "model-renamed lamp/Light", "model-renamed lamp/Road"],
        &["model-renamed lamp/Bulb", "model-renamed lamp/Lamp", "model-renamed lamp/Street"],
    );
}
