//! Constraints that the other tables do not have: multiples, unique elements, constants, sizes of objects, null.

use hss_runtime::dynamic::DynamicValue;
use hss_runtime::generated::unions::UNION_CHECK;
use hss_runtime::schema::{Kind, Tables};
use hss_runtime::validate::{Rule, check};
use hss_runtime::{Value, Values, decode};

static WEIGH: Tables = Tables::new(
    "operation WeighLamps lamp POST /v1/lamps
body @Lamp
query step integer multiple=5
query big integer multiple=3
query half number multiple=1.5
query part number multiple=0.1
query tags []string unique
query lit boolean only=true
query lamp @Lamp

model Lamp size=2..3
name string length=1..2
note string nullable length=1..2
rest {}string length=1..2 additional",
);

/// The rule that a parameter breaks, with the value in words.
fn broken(name: &str, value: impl Into<Value>) -> Option<(Rule, String)> {
    let operation = WEIGH.operation().get();
    let index = operation.parameters.iter().position(|parameter| parameter.field.name == name).unwrap();
    let mut values = Values::new();
    values.set(index, value.into());
    let violations = check(operation, &values, None).err()?;
    assert_eq!(violations.len(), 1, "{violations}");
    violations.into_iter().next().map(|violation| (violation.rule, violation.given))
}

fn rule(name: &str, value: impl Into<Value>) -> Option<Rule> {
    broken(name, value).map(|(rule, _)| rule)
}

/// The places and rules of the violations of a body.
fn body(json: &str) -> Vec<(String, Rule)> {
    let mut lamp = DynamicValue::new(Kind::Model(WEIGH.model(1)));
    decode::from_slice(json.as_bytes(), &mut lamp).unwrap();
    let found = check(WEIGH.operation().get(), &Values::new(), Some(&lamp)).err();
    found.into_iter().flatten().map(|violation| (violation.parameter, violation.rule)).collect()
}

#[test]
fn integers_are_multiples_exactly_and_numbers_nearly() {
    for multiple in [0_i64, 5, -5, 9_223_372_036_854_775_805] {
        assert_eq!(rule("step", multiple), None, "{multiple}");
    }
    for other in [1, -4, 9_223_372_036_854_775_806, i64::MAX] {
        assert_eq!(rule("step", other), Some(Rule::Multiple), "{other}");
    }
    assert_eq!(rule("big", 9_007_199_254_740_993_i64), None);
    assert_eq!(rule("big", 9_007_199_254_740_994_i64), Some(Rule::Multiple));
    assert_eq!((rule("half", 3), rule("half", 4.5)), (None, None));
    assert_eq!((rule("half", 2), rule("half", 4)), (Some(Rule::Multiple), Some(Rule::Multiple)));
    // `0.3 / 0.1` is not 3 in floating point.
    assert_eq!((rule("part", 0.3), rule("part", 2)), (None, None));
    assert_eq!((rule("part", 0.25), rule("part", 1e6 + 0.05)), (Some(Rule::Multiple), Some(Rule::Multiple)));
}

#[test]
fn the_first_repeated_element_of_a_list_is_named() {
    assert_eq!(broken("tags", vec!["a", "b"]), None);
    let duplicate = "a list whose element 2 is a duplicate".to_owned();
    assert_eq!(broken("tags", vec!["a", "b", "a", "b"]), Some((Rule::Unique, duplicate)));
}

#[test]
fn a_constant_boolean_is_the_only_value() {
    assert_eq!(broken("lit", true), None);
    assert_eq!(broken("lit", false), Some((Rule::Known, "false".to_owned())));
}

#[test]
fn the_fields_of_an_object_are_counted_with_additional_ones() {
    assert_eq!(body(r#"{"name": "a", "x": "b"}"#), []);
    assert_eq!(body(r#"{"name": "a", "x": "b", "y": "c"}"#), []);
    let too_few_or_many = [(String::new(), Rule::Items)];
    assert_eq!(body(r#"{"name": "a"}"#), too_few_or_many);
    assert_eq!(body(r#"{"name": "a", "x": "b", "y": "c", "z": "d"}"#), too_few_or_many);
    let lamp = |fields: &[(&'static str, &'static str)]| {
        Value::Object(fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
    };
    assert_eq!(broken("lamp", lamp(&[("name", "a"), ("x", "b")])), None);
    let one = "an object of 1".to_owned();
    assert_eq!(broken("lamp", lamp(&[("name", "a")])), Some((Rule::Items, one)));
}

static LABEL: Tables = Tables::new(
    "operation LabelLamp lamp PUT /v1/lamps
body @Label

model Label size=..2
name string
marks {}string",
);

#[test]
fn a_map_that_is_a_field_counts_as_one() {
    let check = |json: &str| {
        let mut label = DynamicValue::new(Kind::Model(LABEL.model(1)));
        decode::from_slice(json.as_bytes(), &mut label).unwrap();
        check(LABEL.operation().get(), &Values::new(), Some(&label))
    };
    assert_eq!(check(r#"{"name": "a", "marks": {"x": "1", "y": "2"}}"#), Ok(()));
    assert_eq!(check(r#"{"name": "a", "marks": {}}"#), Ok(()));
}

static LIGHT: Tables = Tables::with_unions(
    "operation LightLamp lamp PUT /v1/lamps
body @Light

model Light
source @Source nullable
others []?@Source
levels []integer nullable items=1..2

union Source kind
Oil @Oil tag=oil

model Oil
litres number required number-range=0..9",
    &[],
    UNION_CHECK,
);

#[test]
fn a_nullable_choice_in_a_body_of_json_is_checked_by_its_variant() {
    let check = |json: &str| {
        let body: serde_json::Value = serde_json::from_str(json).unwrap();
        let found = check(LIGHT.operation().get(), &Values::new(), Some(&body)).err();
        found.into_iter().flatten().map(|one| (one.parameter, one.rule)).collect::<Vec<_>>()
    };
    for accepted in [
        r#"{"source": null, "levels": null}"#,
        r#"{"source": {"kind": "oil", "litres": 9}, "others": [null, {"kind": "oil", "litres": 9}]}"#,
    ] {
        assert_eq!(check(accepted), []);
    }
    let litres = |place: &str, rule| [(format!("{place}.litres"), rule)];
    assert_eq!(check(r#"{"source": {"kind": "oil", "litres": 10}}"#), litres("source", Rule::Range));
    assert_eq!(check(r#"{"source": {"kind": "oil"}}"#), litres("source", Rule::Required));
    assert_eq!(check(r#"{"others": [null, {"kind": "oil"}]}"#), litres("others[1]", Rule::Required));
    assert_eq!(check(r#"{"levels": [1, 2, 3]}"#), [("levels".to_owned(), Rule::Items)]);
}

#[test]
fn additional_values_of_an_object_are_of_their_type() {
    let lamp = |given: Value| Value::Object(vec![("name".into(), "a".into()), ("x".into(), given)]);
    assert_eq!(rule("lamp", lamp("b".into())), None);
    assert_eq!(rule("lamp", lamp(3.into())), Some(Rule::Type));
}

#[test]
fn a_nullable_field_is_null_or_within_its_bounds() {
    assert_eq!(body(r#"{"name": "a", "note": null}"#), []);
    assert_eq!(body(r#"{"name": "a", "note": "b"}"#), []);
    assert_eq!(body(r#"{"name": "a", "note": "bcd"}"#), [("note".to_owned(), Rule::Length)]);
}

#[test]
fn an_additional_field_is_checked_under_its_own_name() {
    assert_eq!(body(r#"{"name": "a", "x": "bcd"}"#), [("x".to_owned(), Rule::Length)]);
}
