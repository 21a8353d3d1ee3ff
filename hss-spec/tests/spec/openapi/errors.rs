//! Documents that are refused, and input of any kind, which must do no worse.

use hss_spec::model::{ConstraintKind, Content, Type};

use super::document::{field, notes, only, read, refuse, with_fields, with_operation};

#[test]
fn what_is_no_document_is_refused_with_what_is_expected() {
    let cases = [
        ("", "api.yaml:1:1: error: the document is empty"),
        ("{", "api.yaml:1:1: error: not valid JSON"),
        ("a: [", "error: not valid YAML"),
        ("a: 1\n", "#: no OpenAPI document, expected `openapi: 3.0.x`"),
        ("swagger: '1.2'\n", "#: a Swagger document of version `1.2`, expected"),
        ("swagger: '2.0'\n", "#: no `paths`"),
        ("openapi: 4.0.0\npaths: {}\n", "#: version `4.0.0`, expected"),
        ("openapi: 3.1.0\n", "#: no `paths`"),
        ("openapi: 3.1.0\nwebhooks: { ping: {} }\n", "#: only `webhooks`, which are calls of the service"),
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
fn a_reference_that_leads_nowhere_is_any_json_with_a_note_at_its_place() {
    let cases = [
        ("#/components/schemas/Gone", "does not exist in this document"),
        ("other.yaml#/Thing", "refers to another document that can't be read: no folder"),
        ("https://example.com/thing.json", "refers to a URL; only files in the document's folder are read"),
        ("../other.yaml", "refers to a file outside of the document's folder"),
        ("/etc/other.yaml", "refers to a file outside of the document's folder"),
        ("#anchor", "does not exist in this document"),
    ];
    for (reference, expected) in cases {
        let api = read(&with_fields(&format!("value: {{ $ref: '{reference}' }}")));
        let notes = notes(&api);
        let pointer = "/schema/properties/value/$ref: `";
        assert!(notes.contains(pointer) && notes.contains(expected), "{notes}");
        assert!(notes.starts_with("api.yaml:12:"), "{notes}");
        assert_eq!(super::document::field(&api, "value").ty, Type::Json);
    }
}

/// A document of `GET /good` and of what it is given below `paths:`, in YAML.
fn beside_good(paths: &str) -> String {
    let good = "  /good: { get: { responses: { '204': { description: Done } } } }\n";
    format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n{good}{paths}")
}

#[test]
fn an_operation_that_needs_what_is_not_there_is_left_out_alone() {
    let done = "responses: { '204': { description: Done } }";
    let operations = [
        "  /bad: { $ref: './elsewhere.yaml' }\n".to_owned(),
        format!("  /bad: {{ get: {{ parameters: [{{ $ref: '#/components/parameters/P' }}], {done} }} }}\n"),
        format!("  /bad: {{ get: {{ parameters: [{{ in: query, required: true }}], {done} }} }}\n"),
        format!(
            "  /bad: {{ get: {{ parameters: [{{ name: \"a\\u0007\", in: query, required: true }}], {done} }} }}\n"
        ),
        format!("  /bad: {{ get: {{ parameters: [{{ name: a, in: moon, required: true }}], {done} }} }}\n"),
        format!(
            "  /bad: {{ post: {{ requestBody: {{ $ref: '#/components/requestBodies/B' }}, {done} }} }}\n"
        ),
        "  /bad: { get: { responses: { '200': { $ref: '#/components/responses/R' } } } }\n".to_owned(),
        format!("  /bad/../x: {{ get: {{ {done} }} }}\n"),
    ];
    for operation in operations {
        let api = read(&beside_good(&operation));
        assert_eq!(only(&api).operation.path, "/good", "{operation}");
        assert!(notes(&api).contains("left out"), "{operation}{}", notes(&api));
    }
}

#[test]
fn what_an_operation_can_do_without_is_left_out_of_it() {
    let fields = "\"\": { type: string }\n\"a\\u0007\": { type: string }\nc: { type: string }";
    let api = read(&with_fields(fields));
    assert_eq!(super::document::body_model(only(&api)).fields.len(), 1);
    assert!(notes(&api).contains("a field whose name is empty or has control characters is left out"));
    let api = read(&with_operation(
        "parameters:\n  - { name: X-A, in: header, schema: { type: string } }\n  \
         - { name: x-a, in: header, schema: { type: string } }\n  - { in: query }\n  - { name: b, in: moon }",
    ));
    assert_eq!(only(&api).operation.parameters.len(), 1);
}

#[test]
fn a_fact_that_contradicts_another_is_dropped() {
    let api = read(&with_fields(
        "a: { type: integer, maximum: 5, default: 9 }\nb: { type: string, enum: [x, y], default: z }\n\
         c: { type: text }\nd: 4\ne: { type: string, enum: 7 }",
    ));
    for name in ["a", "b"] {
        assert_eq!(super::document::field(&api, name).default.page, None);
    }
    assert!(notes(&api).contains("the default `9` is outside of its own range; not read"), "{}", notes(&api));
    assert!(notes(&api).contains("the default `z` is outside of its own listed values; not read"));
    assert!(notes(&api).contains("unknown type `text`; expected one of string, integer"));
    for name in ["c", "d"] {
        assert_eq!(super::document::field(&api, name).ty, Type::Json);
    }
    assert_eq!(super::document::field(&api, "e").ty, Type::String);
}

#[test]
fn the_second_operation_of_one_id_is_called_by_what_it_calls() {
    let second = "    head: { operationId: Listthings, responses: { '204': { description: Done } } }\n";
    let api = read(&(with_operation("operationId: list-things") + second));
    let ids: Vec<&str> = api.drafts.iter().map(|draft| draft.operation.id.as_str()).collect();
    assert_eq!(ids, ["ListThings", "HeadThings"]);
    let note = "`Listthings` is already the id at #/paths/~1things/get; this one is called `HeadThings`";
    assert!(notes(&api).contains(note), "{}", notes(&api));
}

#[test]
fn an_operation_whose_names_are_another_s_is_called_by_its_spelled_path() {
    let paths = "  /a: { get: { operationId: GetB, responses: { '204': { description: Done } } } }\n  \
                 /b: { get: { operationId: getb, responses: { '204': { description: Done } } } }\n";
    let api = read(&format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}"));
    let ids: Vec<&str> = api.drafts.iter().map(|draft| draft.operation.id.as_str()).collect();
    assert_eq!(ids, ["GetB", "GetSlashB"]);
    assert!(notes(&api).contains("this one is called `GetSlashB`"), "{}", notes(&api));
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
        assert!(notes(&api).contains("the reference leads to itself"));
        assert_eq!(super::document::field(&api, "value").ty, Type::Json);
    }
    let list = with_fields("value: { $ref: '#/components/schemas/A' }")
        + "components:\n  schemas:\n    A: { type: array, items: { $ref: '#/components/schemas/A' } }\n";
    assert!(notes(&read(&list)).contains("lists and maps nest more than 8 deep"));
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
    // A long text with an escape is copied by each alias.
    let text = format!("a: &a \"\\u00e9{}\"\nb: [{}]\n", "x".repeat(300_000), ["*a"; 1_000].join(", "));
    assert!(refuse(&text).contains("aliases add more than"));
}

#[test]
fn numbers_and_names_of_any_length_do_no_harm() {
    let digits = "9".repeat(100_000);
    let numbers = [
        digits.clone(),
        format!("-{digits}"),
        format!("1e{digits}"),
        format!("0.{digits}"),
        "1e999".to_owned(),
    ];
    for number in numbers {
        let api = read(&with_fields(&format!("a: {{ type: number, minimum: {number}, default: {number} }}")));
        assert_eq!(super::document::field(&api, "a").name, "a");
    }
    let name = "n".repeat(1_000_000);
    let operation = format!(
        "operationId: {name}\nparameters: [{{ name: {name}, in: query, schema: {{ type: string }} }}]"
    );
    let api = read(&with_operation(&operation));
    assert_eq!(only(&api).operation.id, "GetThings", "a name of a million characters is not a file name");
    assert!(notes(&api).len() < 10_000);
    refuse("openapi: 3.0.3\nx: \"a\0b\"\n");
    refuse("{\"openapi\": \"3.0.3\", \"x\": \"\0\"}");
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
    assert!(notes(&read(&document)).contains("more than 4096 schemas are taken together here"));
}

#[test]
fn bounds_that_allow_nothing_are_dropped() {
    for (schema, defect) in [
        ("{ type: integer, minimum: 5, maximum: 1 }", "the range 5..=1, whose minimum is above its maximum"),
        (
            "{ type: string, minLength: 5, maxLength: 1 }",
            "the length 5..=1, whose minimum is above its maximum",
        ),
        (
            "{ type: array, items: {}, minItems: 5, maxItems: 1 }",
            "the list size 5..=1, whose minimum is above its maximum",
        ),
    ] {
        let api = read(&with_fields(&format!("value: {schema}")));
        let field = field(&api, "value");
        assert!(field.constraints.is_empty(), "{schema}: {field:?}");
        assert!(notes(&api).contains(defect), "{schema}: {}", notes(&api));
    }
}

#[test]
fn a_media_type_that_no_header_can_hold_is_not_sent() {
    for media_type in ["text/pl\u{e4}in", "text/plain\\nX: y", "a/\\u0001"] {
        let operation = format!(
            "operationId: paint\nrequestBody: {{ content: {{ \"{media_type}\": {{ schema: {{ type: string }} }} }} }}"
        );
        let api = read(&with_operation(&operation));
        let body = only(&api).operation.body.as_ref().unwrap();
        assert_eq!((body.content, &body.media_type), (Content::Bytes, &None));
        assert!(notes(&api).contains("can't be sent in a header"), "{}", notes(&api));
    }
}
