//! Models and enumerations that are the same although their names or their groups differ, and those that are not.

use hss_spec::model::Spec;

use super::fixture::{assert_found, found, models, spec};

/// A spec in which each of these groups has a model of that name with these fields.
fn in_groups(groups: &[&str], name: &str, fields: &[&str]) -> Spec {
    let fields: Vec<String> =
        fields.iter().map(|field| format!(r#"{{ "name": "{field}", "type": "string" }}"#)).collect();
    let types = format!(r#"{{ "models": {{ "{name}": {{ "fields": [{}] }} }} }}"#, fields.join(", "));
    let files: Vec<(String, &str)> =
        groups.iter().map(|group| (format!("{group}/types.json"), types.as_str())).collect();
    spec(&files.iter().map(|(path, text)| (path.as_str(), *text)).collect::<Vec<_>>())
}

#[test]
fn a_model_moves_into_several_groups_and_back_out_of_them() {
    let (one, two) = (in_groups(&["a"], "Bulb", &["id"]), in_groups(&["b", "c"], "Bulb", &["id"]));
    let groups = |[first, second]: [&str; 2]| vec![first.to_owned(), second.to_owned()];
    let there: Vec<String> = found(&one, &two).into_iter().filter(|one| one.contains("model")).collect();
    assert_eq!(there, groups(["model-moved b/Bulb", "model-moved c/Bulb"]));
    let back: Vec<String> = found(&two, &one).into_iter().filter(|one| one.contains("model")).collect();
    assert_eq!(back, groups(["model-moved a/Bulb", "model-moved a/Bulb"]));
}

#[test]
fn several_models_of_one_name_that_move_into_several_groups_are_not_guessed() {
    let (old, new) = (in_groups(&["a", "b"], "Bulb", &["id"]), in_groups(&["c", "d"], "Bulb", &["id"]));
    let models: Vec<String> = found(&old, &new).into_iter().filter(|one| one.contains("model")).collect();
    let expected =
        ["model-added c/Bulb", "model-added d/Bulb", "model-removed a/Bulb", "model-removed b/Bulb"];
    assert_eq!(models, expected);
}

#[test]
fn a_model_that_moves_keeps_half_of_its_fields() {
    let old = in_groups(&["a"], "Bulb", &["id", "watt", "volt", "age"]);
    let rules = |fields: &[&str]| -> Vec<String> {
        let found = found(&old, &in_groups(&["b"], "Bulb", fields));
        found.into_iter().filter(|one| one.starts_with("model")).collect()
    };
    assert_eq!(rules(&["id", "watt", "size", "color"]), ["model-moved b/Bulb"]);
    assert_eq!(rules(&["id", "size", "color"]), ["model-added b/Bulb", "model-removed a/Bulb"]);
    assert_eq!(rules(&["size"]), ["model-added b/Bulb", "model-removed a/Bulb"]);
}

#[test]
fn a_model_with_two_likely_new_names_has_neither() {
    let fields = r#"{ "fields": [{ "name": "id", "type": "string" }] }"#;
    let old = models(&format!(r#""Bulb": {fields}"#));
    let new = models(&format!(r#""Lamp": {fields}, "Light": {fields}"#));
    assert_found(
        &old,
        &new,
        &["model-added lamp/Lamp", "model-added lamp/Light", "model-removed lamp/Bulb"],
        &["model-added lamp/Bulb", "model-removed lamp/Lamp", "model-removed lamp/Light"],
    );
}

/// Asserts the findings between a model `Bulb` with the old field and a model `Lamp` with the new one.
#[track_caller]
fn assert_renamed(old: &str, new: &str, there: &[&str], back: &[&str]) {
    let enums = r#""enums": {
        "Level": { "type": "integer", "values": [{ "value": "1" }] },
        "Color": { "type": "string", "values": [{ "value": "red" }] } }"#;
    let side = |name: &str, field: &str| {
        let types = format!(r#"{{ "models": {{ "{name}": {{ "fields": [{{ {field} }}] }} }}, {enums} }}"#);
        spec(&[("lamp/types.json", &types)])
    };
    assert_found(&side("Bulb", old), &side("Lamp", new), there, back);
}

#[test]
fn a_renamed_model_is_found_whatever_its_fields_are() {
    let renamed: (&[&str], &[&str]) = (&["model-renamed lamp/Lamp"], &["model-renamed lamp/Bulb"]);
    for ty in ["string", "boolean", "integer", "[long]", "Level", "Color", "{[Color]}"] {
        let field = format!(r#""name": "x", "type": "{ty}""#);
        assert_renamed(&field, &field, renamed.0, renamed.1);
    }
    assert_renamed(r#""name": "x", "type": "Bulb""#, r#""name": "x", "type": "Lamp""#, renamed.0, renamed.1);
}

#[test]
fn a_renamed_model_may_have_integers_of_another_width_or_with_listed_values() {
    assert_renamed(
        r#""name": "x", "type": "integer""#,
        r#""name": "x", "type": "long""#,
        &["model-renamed lamp/Lamp", "number-width-changed lamp/Lamp.x"],
        &["model-renamed lamp/Bulb", "number-width-changed lamp/Bulb.x"],
    );
    assert_renamed(
        r#""name": "x", "type": "integer""#,
        r#""name": "x", "type": "Level""#,
        &["model-renamed lamp/Lamp", "values-listed lamp/Lamp.x"],
        &["model-renamed lamp/Bulb", "values-unlisted lamp/Bulb.x"],
    );
}

#[test]
fn a_model_with_another_name_and_another_field_is_another_model() {
    let field = r#""name": "x", "type": "string""#;
    for other in [
        r#""name": "y", "type": "string""#,
        r#""name": "x", "type": "boolean""#,
        r#""name": "x", "type": "[string]""#,
        r#""name": "x", "type": "Color""#,
        r#""name": "x", "type": "string", "required": true"#,
        r#""name": "x", "type": "string", "length": "1..=2""#,
        r#""name": "x", "type": "string", "default": "d""#,
        r#""name": "x", "type": "string", "unit": "watt""#,
        r#""name": "x", "type": "string", "secret": true"#,
        r#""name": "x", "type": "string" }, { "name": "y", "type": "string""#,
    ] {
        let there = ["model-added lamp/Lamp", "model-removed lamp/Bulb"];
        assert_renamed(field, other, &there, &["model-added lamp/Bulb", "model-removed lamp/Lamp"]);
    }
}

#[test]
fn an_enumeration_with_another_name_and_other_values_is_another_one() {
    let side = |name: &str, attributes: &str| {
        let types = format!(r#"{{ "enums": {{ "{name}": {{ "type": "string", {attributes} }} }} }}"#);
        spec(&[("lamp/types.json", &types)])
    };
    let values = r#""values": [{ "value": "red" }, { "value": "blue" }]"#;
    let old = side("Color", values);
    assert_found(&old, &side("Colour", values), &["enum-renamed lamp/Colour"], &["enum-renamed lamp/Color"]);
    for other in [r#""values": [{ "value": "red" }]"#, &format!(r#""open": true, {values}"#)] {
        assert_found(
            &old,
            &side("Colour", other),
            &["enum-added lamp/Colour", "enum-removed lamp/Color"],
            &["enum-added lamp/Color", "enum-removed lamp/Colour"],
        );
    }
}

/// Too many to compare each with each.
const MANY: usize = 120;

/// The rules of the findings that are about models, without repetition, and how many there are.
fn count(old: &Spec, new: &Spec) -> (Vec<String>, usize) {
    let found = found(old, new);
    let mut rules: Vec<String> =
        found.iter().filter_map(|one| Some(one.split_once(' ')?.0.to_owned())).collect();
    rules.dedup();
    (rules, found.len())
}

#[test]
fn many_models_that_differ_in_a_bound_are_told_apart() {
    let side = |name: &str| {
        let model = |number: usize| {
            let field = format!(r#"{{ "name": "x", "type": "integer", "range": "0..={number}" }}"#);
            format!(r#""{name}{number}": {{ "fields": [{field}] }}"#)
        };
        models(&(0..MANY).map(model).collect::<Vec<_>>().join(", "))
    };
    assert_eq!(count(&side("Bulb"), &side("Lamp")), (vec!["model-renamed".to_owned()], MANY));
}

#[test]
fn many_models_that_differ_in_what_they_contain_are_told_apart() {
    let side = |name: &str| {
        let model = |number: usize| {
            format!(
                r#""{name}{number}": {{ "fields": [{{ "name": "of", "type": "Part{number}" }}] }},
                "Part{number}": {{ "fields": [{{ "name": "x{number}", "type": "string" }}] }}"#
            )
        };
        models(&(0..MANY).map(model).collect::<Vec<_>>().join(", "))
    };
    assert_eq!(count(&side("Bulb"), &side("Lamp")), (vec!["model-renamed".to_owned()], MANY));
}

#[test]
fn many_models_that_differ_in_a_type_are_told_apart() {
    let side = |name: &str| {
        let model = |number: usize| {
            let ty = ["string", "boolean"][number % 2];
            let field = format!(r#"{{ "name": "x", "type": "{ty}", "unit": "{number}" }}"#);
            format!(r#""{name}{number}": {{ "fields": [{field}] }}"#)
        };
        models(&(0..MANY).map(model).collect::<Vec<_>>().join(", "))
    };
    assert_eq!(count(&side("Bulb"), &side("Lamp")), (vec!["model-renamed".to_owned()], MANY));
}
