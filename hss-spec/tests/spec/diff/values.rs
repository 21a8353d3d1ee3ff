//! Values of enumerations, and types of fields.

use hss_spec::diff::diff;
use hss_spec::model::Spec;

use super::fixture::{assert_found, found, models, spec};

/// A spec with an enumeration of this type with these values.
fn enumeration(ty: &str, values: &[&str]) -> Spec {
    let values: Vec<String> = values.iter().map(|value| format!(r#"{{ "value": "{value}" }}"#)).collect();
    let types =
        format!(r#"{{ "enums": {{ "Level": {{ "type": "{ty}", "values": [{}] }} }} }}"#, values.join(", "));
    spec(&[("lamp/types.json", &types)])
}

#[test]
fn a_number_may_be_written_in_another_way_where_both_specs_have_numbers() {
    assert_found(
        &enumeration("flags", &["0x01"]),
        &enumeration("flags", &["1"]),
        &["enum-value-renamed lamp/Level=1", "enum-value-rewritten lamp/Level=1"],
        &["enum-value-renamed lamp/Level=0x01", "enum-value-rewritten lamp/Level=0x01"],
    );
    assert_found(
        &enumeration("string", &["0x01"]),
        &enumeration("flags", &["1"]),
        &[
            "enum-kind-changed lamp/Level",
            "enum-value-added lamp/Level=1",
            "enum-value-removed lamp/Level=0x01",
        ],
        &[
            "enum-kind-changed lamp/Level",
            "enum-value-added lamp/Level=0x01",
            "enum-value-removed lamp/Level=1",
        ],
    );
}

#[test]
fn a_value_of_a_list_that_was_or_becomes_an_enumeration_in_code_counts_as_one() {
    assert_found(
        &enumeration("string", &["1", "2"]),
        &enumeration("integer", &["1", "3"]),
        &["enum-kind-changed lamp/Level", "enum-value-added lamp/Level=3", "enum-value-removed lamp/Level=2"],
        &["enum-kind-changed lamp/Level", "enum-value-added lamp/Level=2", "enum-value-removed lamp/Level=3"],
    );
}

#[test]
fn only_an_enumeration_of_integers_is_the_same_as_an_integer() {
    let side = |field: &str, ty: &str| {
        let types = format!(
            r#"{{ "models": {{ "Lamp": {{ "fields": [{{ "name": "level", "type": "{field}" }}] }} }},
            "enums": {{ "Level": {{ "type": "{ty}", "values": [{{ "value": "1" }}] }} }} }}"#
        );
        spec(&[("lamp/types.json", &types)])
    };
    assert_eq!(
        found(&side("integer", "integer"), &side("Level", "integer")),
        ["values-listed lamp/Lamp.level"]
    );
    assert_eq!(
        found(&side("integer", "string"), &side("Level", "string")),
        ["field-retyped lamp/Lamp.level"]
    );
}

#[test]
fn only_a_field_that_is_a_model_in_both_specs_is_boxed() {
    let side = |base: &str, of_bulb: &str| {
        models(&format!(
            r#""Lamp": {{ "fields": [{{ "name": "id", "type": "string" }}, {{ "name": "bulb", "type": "Bulb" }},
                {{ "name": "base", "type": "{base}" }}] }},
            "Base": {{ "fields": [] }}, "Bulb": {{ "fields": [{of_bulb}] }}"#
        ))
    };
    assert_found(
        &side("Base", ""),
        &side("string", r#"{ "name": "lamp", "type": "Lamp" }"#),
        &[
            "field-added-optional lamp/Bulb.lamp",
            "field-boxed lamp/Lamp.bulb",
            "field-retyped lamp/Lamp.base",
        ],
        &["field-removed lamp/Bulb.lamp", "field-retyped lamp/Lamp.base", "field-unboxed lamp/Lamp.bulb"],
    );
}

/// The findings between two models whose field has these attributes, the same both ways.
fn between(old: &str, new: &str) -> Vec<String> {
    let side = |attributes: &str| {
        let attributes = if attributes.is_empty() { String::new() } else { format!(", {attributes}") };
        let field = format!(r#"{{ "name": "size", "type": "integer"{attributes} }}"#);
        models(&format!(r#""Lamp": {{ "fields": [{field}] }}"#))
    };
    let (there, back) = (found(&side(old), &side(new)), found(&side(new), &side(old)));
    assert_eq!(there, back, "what is found the other way");
    there
}

#[test]
fn another_source_of_the_same_value_is_other_evidence() {
    let evidence = ["evidence-changed lamp/Lamp.size"];
    for (old, new) in [
        (r#""range": { "page": "1..=9" }"#, r#""range": { "page": "1..=9", "machine": "1..=9" }"#),
        (r#""default": { "page": 1 }"#, r#""default": { "page": 1, "machine": 1 }"#),
        (r#""required": { "page": true }"#, r#""required": { "page": true, "machine": true }"#),
        ("", r#""required": { "page": false, "machine": true }"#),
        (r#""required": { "machine": false }"#, r#""required": { "page": false, "machine": true }"#),
    ] {
        assert_eq!(between(old, new), evidence, "{old} and {new}");
    }
}

#[test]
fn a_field_that_no_source_calls_required_has_no_other_evidence() {
    assert!(between("", r#""required": { "page": false, "machine": false }"#).is_empty());
    assert!(between(r#""required": { "page": false }"#, r#""required": { "machine": false }"#).is_empty());
}

#[test]
fn a_field_with_another_name_and_another_attribute_is_another_field() {
    let side = |field: &str| models(&format!(r#""Lamp": {{ "fields": [{{ {field} }}] }}"#));
    let plain = r#""type": "string""#;
    let old = side(&format!(r#""name": "x", {plain}"#));
    assert_found(
        &old,
        &side(&format!(r#""name": "y", {plain}"#)),
        &["field-renamed lamp/Lamp.y"],
        &["field-renamed lamp/Lamp.x"],
    );
    for other in [
        r#""type": "boolean""#,
        r#""type": "string", "default": "d""#,
        r#""type": "string", "length": "1..=2""#,
        r#""type": "string", "unit": "watt""#,
        r#""type": "string", "secret": true"#,
    ] {
        assert_found(
            &old,
            &side(&format!(r#""name": "y", {other}"#)),
            &["field-added-optional lamp/Lamp.y", "field-removed lamp/Lamp.x"],
            &["field-added-optional lamp/Lamp.x", "field-removed lamp/Lamp.y"],
        );
    }
    assert_found(
        &old,
        &side(&format!(r#""name": "y", {plain}, "required": true"#)),
        &["field-added-required lamp/Lamp.y", "field-removed lamp/Lamp.x"],
        &["field-added-optional lamp/Lamp.x", "field-removed lamp/Lamp.y"],
    );
}

#[test]
fn a_field_that_becomes_required_before_others_reorders_no_required_fields() {
    let field = |name: &str, is_required: bool| {
        format!(r#"{{ "name": "{name}", "type": "string", "required": {is_required} }}"#)
    };
    let side = |fields: [String; 2]| models(&format!(r#""Lamp": {{ "fields": [{}] }}"#, fields.join(", ")));
    assert_found(
        &side([field("owner", true), field("note", false)]),
        &side([field("note", true), field("owner", true)]),
        &["field-made-required lamp/Lamp.note", "order-changed lamp/Lamp"],
        &["field-made-optional lamp/Lamp.note", "order-changed lamp/Lamp"],
    );
}

#[test]
fn a_variant_that_comes_is_an_addition_and_another_tag_is_another_type() {
    let side = |tag: &str, variants: &[&str]| {
        let values: Vec<String> = variants.iter().map(|name| format!(r#""{name}": "{name}""#)).collect();
        let fields: Vec<String> =
            variants.iter().map(|name| format!(r#"{{ "name": "{name}", "type": "Bulb" }}"#)).collect();
        models(&format!(
            r#""Lamp": {{ "union": {{ "tag": "{tag}", "values": {{ {} }} }}, "fields": [{}] }}, "Bulb": {{ "fields": [] }}"#,
            values.join(", "),
            fields.join(", ")
        ))
    };
    let one = side("kind", &["Near"]);
    assert_eq!(found(&one, &side("kind", &["Near", "Far"])), ["field-added-optional lamp/Lamp.Far"]);
    assert_eq!(found(&one, &side("sort", &["Near"])), ["field-retyped lamp/Lamp"]);
}

/// A spec with a model that a request carries, or a response only.
fn carried(place: &str, model: &str) -> Spec {
    let operation = format!(
        r#"{{ "operation": "SetLamp", "method": "PUT", "path": "/lamp", {place},
        "models": {{ "Lamp": {{ {model} }} }} }}"#
    );
    spec(&[("lamp/SetLamp.json", &operation)])
}

const REQUEST: &str =
    r#""body": { "content": "json", "type": "Lamp", "required": true }, "response": { "status": 204 }"#;
const RESPONSE: &str = r#""response": { "status": 200, "type": "Lamp" }"#;

#[test]
fn a_field_that_may_be_null_has_another_type_in_requests_alone() {
    let plain = r#""fields": [{ "name": "label", "type": "string" }]"#;
    let nullable = r#""fields": [{ "name": "label", "type": "string", "nullable": true }]"#;
    let both = |place| (carried(place, plain), carried(place, nullable));
    let (old, new) = both(REQUEST);
    assert_found(&old, &new, &["field-retyped lamp/Lamp.label"], &["field-retyped lamp/Lamp.label"]);
    let report = hss_spec::diff::diff(&old, &new);
    let change = format!("{:?}", report.findings);
    assert!(change.contains("string or null"), "{change}");
    let (old, new) = both(RESPONSE);
    assert_found(&old, &new, &[], &[]);
}

#[test]
fn elements_that_may_be_null_are_of_another_type() {
    let of = |ty: &str| carried(RESPONSE, &format!(r#""fields": [{{ "name": "tags", "type": "{ty}" }}]"#));
    assert_found(
        &of("[string]"),
        &of("[string?]"),
        &["field-retyped lamp/Lamp.tags"],
        &["field-retyped lamp/Lamp.tags"],
    );
    assert_found(
        &of("{integer?}"),
        &of("{long?}"),
        &["number-width-changed lamp/Lamp.tags"],
        &["number-width-changed lamp/Lamp.tags"],
    );
}

#[test]
fn the_number_of_fields_and_a_constant_are_bounds() {
    let fields = r#""fields": [{ "name": "a", "type": "boolean" }, { "name": "b", "type": "string" }]"#;
    let sized = |size: &str| carried(REQUEST, &format!(r#""size": "{size}", {fields}"#));
    assert_found(
        &carried(REQUEST, fields),
        &sized("1.."),
        &["bound-added lamp/Lamp"],
        &["bound-removed lamp/Lamp"],
    );
    assert_found(
        &sized("1.."),
        &sized("1..=1"),
        &["bound-tightened lamp/Lamp"],
        &["bound-loosened lamp/Lamp"],
    );
    let only = fields.replace(r#""boolean""#, r#""boolean", "only": "true""#);
    assert_found(
        &carried(REQUEST, fields),
        &carried(REQUEST, &only),
        &["bound-added lamp/Lamp.a"],
        &["bound-removed lamp/Lamp.a"],
    );
}

#[test]
fn sets_of_fields_of_which_an_object_has_one_are_a_bound() {
    let fields = r#""fields": [{ "name": "a", "type": "string" }, { "name": "b", "type": "string" }]"#;
    let of = |sets: &str| carried(REQUEST, &format!("{sets}{fields}"));
    let (free, one, any) = (of(""), of(r#""one_of": [["a"], ["b"]], "#), of(r#""any_of": [["a"], ["b"]], "#));
    assert_found(&free, &one, &["bound-added lamp/Lamp"], &["bound-removed lamp/Lamp"]);
    assert_found(&one, &any, &["bound-shifted lamp/Lamp"], &["bound-shifted lamp/Lamp"]);
    assert_found(&any, &any, &[], &[]);
}

#[test]
fn another_format_is_told_in_words() {
    let field =
        |attributes: &str| models(&format!(r#""Lamp": {{ "fields": [{{ "name": "at", {attributes} }}] }}"#));
    let number = field(r#""type": "long""#);
    let report = diff(&number, &field(r#""type": "long", "format": "timestamp-ms""#));
    assert_eq!(report.findings[0].old.as_deref(), Some("a plain number"));
    assert_eq!(report.findings[0].new.as_deref(), Some("a point in time"));
    let text = field(r#""type": "string""#);
    for (format, words) in [
        ("date-time", "a date-time"),
        ("date", "a date"),
        ("duration", "a duration"),
        ("uuid", "a UUID"),
        ("byte", "bytes in base64"),
    ] {
        let report = diff(&text, &field(&format!(r#""type": "string", "format": "{format}""#)));
        let [finding] = report.findings.as_slice() else { panic!("{report:?}") };
        assert_eq!(finding.rule.id, "format-changed");
        assert_eq!([finding.old.as_deref(), finding.new.as_deref()], [Some("a plain string"), Some(words)]);
    }
}
