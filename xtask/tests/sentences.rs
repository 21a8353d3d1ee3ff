//! The items of a spec that must have an English sentence.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use hss_spec::model::Spec;
use xtask::sentences::too_few;

/// A spec of one described operation and one that is not; of 20 parameters, this many have a sentence.
fn spec(described: usize) -> Spec {
    let parameter = |number: usize| {
        let doc = if number < described { ", \"doc\": \"Most lamps in a response.\"" } else { "" };
        format!("{{ \"name\": \"p{number}\", \"in\": \"query\", \"type\": \"integer\"{doc} }}")
    };
    let parameters: Vec<String> = (0..20).map(parameter).collect();
    let files = [
        ("service.json", "{ \"name\": \"lamps\", \"group_docs\": { \"lamps\": \"Light.\" } }".to_owned()),
        (
            "lamps/ListLamps.json",
            format!(
                "{{ \"operation\": \"ListLamps\", \"method\": \"GET\", \"path\": \"/lamps\", \"title\": \"List lamps\", \
                 \"doc\": \"Lists those that are lit.\", \"parameters\": [{}], \"response\": {{ \"status\": 204 }} }}",
                parameters.join(", ")
            ),
        ),
        (
            "wicks/ListWicks.json",
            "{ \"operation\": \"ListWicks\", \"method\": \"GET\", \"path\": \"/wicks\", \"response\": { \"status\": 204 } }"
                .to_owned(),
        ),
    ];
    Spec::from_files("spec", files.iter().map(|(name, text)| (*name, text.as_str()))).unwrap()
}

#[test]
fn an_operation_that_no_release_has_needs_no_sentence() {
    assert_eq!(too_few(&spec(20), &|_| false), [""; 0]);
    assert_eq!(too_few(&spec(20), &|id| id == "ListLamps"), [""; 0]);
    let of_release = [
        "0 of 1 operations of the last release have a sentence; all need one",
        "0 of 1 groups of the last release have a sentence; all need one",
    ];
    assert_eq!(too_few(&spec(20), &|id| id == "ListWicks"), of_release);
}

#[test]
fn most_parameters_need_one() {
    assert_eq!(too_few(&spec(19), &|_| false), [""; 0]);
    assert_eq!(
        too_few(&spec(18), &|_| false),
        ["18 of 20 parameters have a sentence; at least 95 % need one"]
    );
}
