//! Words, names and documentation of enumerations.

use hss_spec::model::Spec;

use super::fixture::{assert_found, spec};

/// A spec with an enumeration that has these attributes and one value with these.
fn enumeration(attributes: &str, value: &str) -> Spec {
    let types =
        format!(r#"{{ "enums": {{ "Level": {{ {attributes}, "values": [{{ "value": "1"{value} }}] }} }} }}"#);
    spec(&[("lamp/types.json", &types)])
}

#[test]
fn other_words_for_a_closed_set_are_other_evidence_of_it() {
    let options = || enumeration(r#""type": "string", "announced": "The options are""#, "");
    let range = enumeration(r#""type": "string", "announced": "Value range""#, "");
    assert_found(&options(), &range, &["evidence-changed lamp/Level"], &["evidence-changed lamp/Level"]);
    // A set that opens or closes says enough.
    let open = enumeration(r#""type": "string", "open": true"#, "");
    assert_found(&options(), &open, &["enum-opened lamp/Level"], &["enum-closed lamp/Level"]);
}

#[test]
fn a_name_of_an_integer_is_documentation_alone() {
    let named = |name: &str| enumeration(r#""type": "integer""#, &format!(r#", "name": "{name}""#));
    let noticed = &["docs-changed lamp/Level=1"];
    assert_found(&named("low"), &named("high"), noticed, noticed);
}
