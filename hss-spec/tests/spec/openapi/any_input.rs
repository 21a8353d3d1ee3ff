//! Documents of any size and any content.

use std::time::{Duration, Instant};

use hss_spec::import::{Document, apply_constraints, read_openapi};
use proptest::prelude::*;

use super::document::read;

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
    let document = Document::new("any", text);
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
