//! Names in code, as the diff reports them: the generator's.

use hss_spec::diff::{Verdict, diff};
use hss_spec::model::Spec;

/// A spec with these fields, these values, these parameters and these models.
fn spec(fields: &[&str], values: &[&str], parameters: &[&str], models: &[&str]) -> Spec {
    let list = |items: &[&str], item: fn(&str) -> String| {
        items.iter().map(|one| item(one)).collect::<Vec<_>>().join(", ")
    };
    let operation = format!(
        r#"{{ "operation": "ListLamps", "method": "GET", "path": "/v1/lamps",
        "parameters": [{}],
        "response": {{ "status": 200, "type": "Lamps" }},
        "models": {{ "Lamps": {{ "fields": [{}, {{ "name": "kind", "type": "Kind" }}] }}{} }},
        "enums": {{ "Kind": {{ "type": "string", "values": [{}] }} }} }}"#,
        list(parameters, |name| format!(r#"{{ "name": "{name}", "in": "query", "type": "string" }}"#)),
        list(fields, |name| format!(r#"{{ "name": "{name}", "type": "string" }}"#)),
        models.iter().map(|name| format!(r#", "{name}": {{ "fields": [] }}"#)).collect::<String>(),
        list(values, |value| format!(r#"{{ "value": "{value}" }}"#)),
    );
    Spec::from_files("", [("service.json", r#"{ "name": "lamps" }"#), ("lamp/ListLamps.json", &operation)])
        .expect("the spec can be read")
}

/// The rules that a change meets, without notes on documentation.
fn rules(old: &Spec, new: &Spec) -> Vec<&'static str> {
    diff(old, new).findings.iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn a_value_that_takes_the_name_of_another_renames_it() {
    let old = spec(&["id"], &["1a", "b"], &["q"], &[]);
    let new = spec(&["id"], &["1a", "b", "value1a"], &["q"], &[]);
    assert_eq!(rules(&old, &new), ["enum-value-renamed", "enum-value-added"]);
    assert_eq!(diff(&old, &new).verdict(), Verdict::Major);
}

#[test]
fn a_field_or_a_parameter_or_a_model_that_takes_the_name_of_another_renames_it() {
    let old = spec(&["VLAN"], &["a"], &["ID"], &["Lamp"]);
    let new = spec(&["VLAN", "Vlan"], &["a"], &["ID", "id"], &["Lamp", "LAMP"]);
    let found = rules(&old, &new);
    for rule in ["field-renamed", "parameter-renamed", "model-renamed"] {
        assert!(found.contains(&rule), "{rule} is missing in {found:?}");
    }
}

#[test]
fn another_spelling_on_the_wire_is_no_other_name_in_code() {
    let old = spec(&["userId"], &["a"], &["userId"], &[]);
    let new = spec(&["user_id"], &["a"], &["user_id"], &[]);
    assert_eq!(rules(&old, &new), ["wire-name-changed", "wire-name-changed"]);
}

#[test]
fn an_operation_that_takes_the_name_of_another_renames_it() {
    let side = |ids: &[&str]| {
        let files: Vec<(String, String)> = ids
            .iter()
            .map(|id| {
                let operation = format!(
                    r#"{{ "operation": "{id}", "method": "GET", "path": "/v1/{id}", "response": {{ "status": 204 }} }}"#
                );
                (format!("lamp/{id}.json"), operation)
            })
            .collect();
        super::fixture::spec(
            &files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>(),
        )
    };
    let (one, two) = (side(&["ShowVlan"]), side(&["ShowVlan", "ShowVLAN"]));
    assert_eq!(rules(&one, &two), ["operation-renamed", "operation-added"]);
    assert!(rules(&two, &two).is_empty());
}
