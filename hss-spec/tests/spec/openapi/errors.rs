//! Documents that are refused, and input of any kind, which must do no worse.

use hss_spec::model::ConstraintKind;
use std::time::{Duration, Instant};

use super::document::{only, read, refuse, with_fields, with_operation};
use hss_spec::import::{Document, apply_constraints, read_openapi};
use hss_spec::model::Type;
use proptest::prelude::*;

#[test]
fn what_is_no_document_is_refused_with_what_is_expected() {
    let cases = [
        ("", "api.yaml:1:1: error: the document is empty"),
        ("{", "api.yaml:1:1: error: not valid JSON"),
        ("{ \"a\": 1, \"a\": 2 }", "api.yaml:1:16: error: the key `a` stands twice"),
        ("a: [", "error: not valid YAML"),
        ("a: 1\na: 2\n", "api.yaml:2:4: error: the key `a` stands twice"),
        ("a: 1\n", "#: no OpenAPI document, expected `openapi: 3.0.x`"),
        ("swagger: '1.2'\n", "#: a Swagger document of version `1.2`, expected"),
        ("swagger: '2.0'\n", "#: no `paths`"),
        ("openapi: 4.0.0\npaths: {}\n", "#: version `4.0.0`, expected"),
        ("openapi: 3.1.0\n", "#: no `paths`"),
        ("a: 1\n---\nb: 2\n", "api.yaml:2:1: error: a second document"),
        ("a: *b\n", "error: not valid YAML"),
        ("? [a]\n: 1\n", "a key that is a list or an object"),
    ];
    for (text, expected) in cases {
        let problems = refuse(text);
        assert!(problems.contains(expected), "{text:?}: {problems}");
    }
}

#[test]
fn references_that_lead_nowhere_leave_any_json_with_a_note() {
    let cases = [
        ("#/components/schemas/Gone", "refers to nothing in this document"),
        ("other.yaml#/Thing", "refers to another document that can't be read: no folder"),
        ("https://example.com/thing.json", "refers to a URL; only files in the document's folder are read"),
        ("../other.yaml", "refers to a file outside of the document's folder"),
        ("/etc/other.yaml", "refers to a file outside of the document's folder"),
        ("#anchor", "refers to nothing in this document"),
    ];
    for (reference, expected) in cases {
        let api = read(&with_fields(&format!("value: {{ $ref: '{reference}' }}")));
        assert_eq!(super::document::field(&api, "value").ty, Type::Json);
        let notes = super::document::notes(&api);
        let pointer = format!("/schema/properties/value/$ref: `{reference}` {expected}");
        assert!(notes.contains(&pointer) && notes.contains("api.yaml:12:"), "{notes}");
    }
}

#[test]
fn all_problems_come_together() {
    let problems = refuse(&with_fields("a: { enum: 1 }\nb: [1]\nc: { type: text }\nd: 4"));
    assert_eq!(problems.lines().filter(|line| line.contains(": error: ")).count(), 4, "{problems}");
    assert!(problems.contains("unknown type `text`; expected one of string, integer"), "{problems}");
}

#[test]
fn two_operations_of_one_id_are_refused() {
    let document =
        with_operation("operationId: list-things") + "    head: { operationId: ListThings, responses: {} }\n";
    assert!(refuse(&document).contains("operation `ListThings` stands at #/paths/~1things/get already"));
}

#[test]
fn a_schema_that_is_nothing_but_itself_is_any_json() {
    for schemas in [
        "A: { $ref: '#/components/schemas/A' }",
        "A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }",
    ] {
        let document = with_fields("value: { $ref: '#/components/schemas/A' }")
            + "components:\n  schemas:\n    "
            + schemas
            + "\n";
        let api = read(&document);
        assert_eq!(super::document::field(&api, "value").ty, Type::Json);
        assert!(super::document::notes(&api).contains("the reference leads to itself"));
    }
    let list = with_fields("value: { $ref: '#/components/schemas/A' }")
        + "components:\n  schemas:\n    A: { type: array, items: { $ref: '#/components/schemas/A' } }\n";
    assert!(refuse(&list).contains("lists and maps nest more than 8 deep"));
}

#[test]
fn models_that_hold_each_other_are_fine() {
    let document = with_fields("value: { $ref: '#/components/schemas/A' }")
        + "components:\n  schemas:\n    A: { properties: { b: { $ref: '#/components/schemas/B' } } }\n    \
           B: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { c: { $ref: '#/components/schemas/B' } } }] }\n";
    assert_eq!(only(&read(&document)).models.len(), 3);
}

#[test]
fn aliases_are_followed_but_not_without_end() {
    let shared =
        with_fields("a: &text { type: string, maxLength: 3 }\nb: { <<: *text, minLength: 1 }\nc: *text");
    assert_eq!(
        super::document::text(
            super::document::field(&read(&shared), "b").constraints.page(ConstraintKind::Length)
        ),
        "1..=3"
    );
    let mut bomb = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    assert!(refuse(&bomb).contains("aliases add more than"));
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep =
            format!("{{\"openapi\": \"3.1.0\", \"x\": {}1{}}}", open.repeat(50_000), close.repeat(50_000));
        refuse(&deep);
        refuse(&format!("openapi: 3.1.0\nx: {}1{}\n", open.repeat(50_000), close.repeat(50_000)));
    }
    let steps: String = (0..3_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    refuse(&format!("openapi: 3.1.0\n{steps}"));
}

#[test]
fn long_chains_end() {
    let chain: String = (0..5_000)
        .map(|link| format!("    S{link}: {{ allOf: [{{ $ref: '#/components/schemas/S{}' }}] }}\n", link + 1))
        .collect();
    let document = with_fields("value: { $ref: '#/components/schemas/S0' }")
        + "components:\n  schemas:\n"
        + &chain
        + "    S5000: { type: string }\n";
    assert!(refuse(&document).contains("more than 256 schemas are taken together here"));
}

/// A document of many operations, each with a model of its own.
fn large(operations: usize) -> String {
    let paths: String = (0..operations)
        .map(|index| {
            format!(
                "  /things/{index}:\n    get:\n      operationId: ShowThing{index}\n      responses:\n        '200':\n          content:\n            \
                 application/json: {{ schema: {{ $ref: '#/components/schemas/Thing{index}' }} }}\n"
            )
        })
        .collect();
    let models: String = (0..operations)
        .map(|index| format!("    Thing{index}: {{ properties: {{ a: {{ type: string }} }} }}\n"))
        .collect();
    format!("openapi: 3.0.3\npaths:\n{paths}components:\n  schemas:\n{models}")
}

#[test]
fn twice_the_document_takes_about_twice_the_time() {
    let time = |text: &str| {
        let times = (0..3).map(|_| {
            let start = Instant::now();
            read(text);
            start.elapsed()
        });
        times.min().unwrap_or(Duration::ZERO)
    };
    let (one, four) = (time(&large(500)), time(&large(2_000)));
    // Four times the document; something quadratic would take sixteen times as long.
    assert!(four < one * 10 + Duration::from_millis(50), "{one:?}, then {four:?}");
}

/// Pieces that the readers look at closely, in any order.
fn broken() -> impl Strategy<Value = String> {
    let words = [
        "openapi: 3.0.0\n",
        "paths:\n",
        "  /a/{b}:\n",
        "    get:\n",
        "      parameters:\n",
        "      - ",
        "name: ",
        "in: ",
        "query\n",
        "schema: ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "$ref: '#/paths'",
        "$ref: '#/components/schemas/A'",
        "type: ",
        "object",
        "array",
        "items: ",
        "allOf: ",
        "oneOf: ",
        "properties: ",
        "required: ",
        "enum: ",
        "&a ",
        "*a",
        "<<: ",
        "null",
        "1e400",
        "-",
        "\n",
        "  ",
        "    ",
        "\"",
        "'",
        ": ",
        "components:\n",
        "  schemas:\n",
        "    A: ",
        "responses: ",
        "'200': ",
        "content: ",
        "application/json: ",
        "|\n",
        ">\n",
        "#",
        "\t",
        "é",
        "---\n",
        "default: ",
        "minimum: ",
        "operationId: ",
        "?",
        "!!str ",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..60).prop_map(|words| words.concat())
}

/// JSON of any shape with the keys of a document.
fn json() -> impl Strategy<Value = String> {
    let keys = [
        "openapi",
        "paths",
        "/a/{b}",
        "get",
        "post",
        "parameters",
        "name",
        "in",
        "schema",
        "$ref",
        "type",
        "items",
        "allOf",
        "oneOf",
        "properties",
        "required",
        "enum",
        "content",
        "application/json",
        "multipart/form-data",
        "responses",
        "200",
        "requestBody",
        "components",
        "schemas",
        "A",
        "default",
        "minimum",
        "exclusiveMaximum",
        "additionalProperties",
        "query",
    ];
    let text = prop::sample::select(vec![
        "object",
        "array",
        "string",
        "integer",
        "query",
        "path",
        "#/components/schemas/A",
        "#",
        "A",
        "",
        "null",
    ]);
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        any::<f64>().prop_filter("finite", |value| value.is_finite()).prop_map(|value| format!("{value:e}")),
        text.prop_map(|text| format!("\"{text}\"")),
    ];
    leaf.prop_recursive(8, 120, 6, move |inner| {
        let list =
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(",")));
        let entry = prop::collection::btree_map(prop::sample::select(keys.to_vec()), inner, 0..6);
        let map = entry.prop_map(|entries| {
            let entries: Vec<String> =
                entries.into_iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
            format!("{{{}}}", entries.join(","))
        });
        prop_oneof![list, map.clone(), map]
    })
}

fn read_as_anything(text: &str) {
    let document = Document { name: "any", text };
    let _ = read_openapi(&document, true);
    let _ = apply_constraints(&document, &mut []);
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,200}") {
        read_as_anything(&text);
    }

    #[test]
    fn no_broken_document_panics(text in broken()) {
        read_as_anything(&text);
    }

    #[test]
    fn no_json_panics(paths in json(), schema in json(), operation in json()) {
        read_as_anything(&paths);
        let text = format!(
            "{{\"openapi\":\"3.1.0\",\"paths\":{{\"/a/{{b}}\":{{\"post\":{operation},\"get\":{{\"requestBody\":{{\"content\":\
             {{\"application/json\":{{\"schema\":{schema}}}}}}},\"responses\":{paths}}}}}}},\"components\":{{\"schemas\":{{\"A\":{schema}}}}}}}"
        );
        read_as_anything(&text);
    }

    #[test]
    fn no_cut_document_panics(cut in 0usize..6_000) {
        for whole in [include_str!("../../openapi/warehouse.yaml"), include_str!("../../openapi/warehouse.json")] {
            let end = (cut..whole.len()).find(|end| whole.is_char_boundary(*end)).unwrap_or(whole.len());
            read_as_anything(&whole[..end]);
        }
    }
}
