//! Parameters, bodies and responses: what is read, what is noted, what leaves an operation out.

use hss_spec::model::{ConstraintKind, Location, Type};

use super::document::{notes, only, query, read, with_fields, with_operation};

fn parameter(parameter: &str) -> (Option<String>, String) {
    let api = read(&with_operation(&format!("operationId: ListThings\nparameters: [{parameter}]")));
    let found =
        api.drafts.first().and_then(|draft| Some(draft.operation.parameters.first()?.field.ty.to_string()));
    (found, notes(&api))
}

#[test]
fn parameters_have_the_type_in_which_they_are_sent() {
    let cases = [
        ("{ name: a, in: query, schema: { type: integer } }", "integer", ""),
        ("{ name: a, in: query, schema: { type: array, items: { type: integer } } }", "[integer]", ""),
        ("{ name: a, in: query, explode: false, schema: { type: array, items: {} } }", "[string]", ""),
        ("{ name: a, in: header, schema: { type: array, items: { type: string } } }", "[string]", ""),
        ("{ name: a, in: cookie, schema: { type: string } }", "string", ""),
        ("{ name: a, in: query, schema: {} }", "string", "of any type is given as text"),
        (
            "{ name: a, in: query, content: { application/xml: { schema: { type: object } } } }",
            "string",
            "encoded by `content`",
        ),
        ("{ name: a, in: query, content: { application/json: { schema: {} } } }", "json", ""),
        ("{ name: a, in: header, schema: { properties: { x: {} } } }", "ListThingsA", ""),
        (
            "{ name: a, in: query, schema: { type: object, additionalProperties: { type: string } } }",
            "{string}",
            "",
        ),
        ("{ name: a, in: query, style: deepObject, schema: { type: object } }", "{json}", ""),
    ];
    for (given, ty, note) in cases {
        let (found, notes) = parameter(given);
        assert_eq!(found.as_deref(), Some(ty), "{given}: {notes}");
        assert!(notes.contains(note) && notes.is_empty() == note.is_empty(), "{given}: {notes}");
    }
}

#[test]
fn parameters_that_cannot_be_sent_are_left_out_with_their_pointer() {
    let cases = [
        ("{ name: 'a;b', in: cookie, schema: { type: string } }", "`a;b` is not a valid name for a cookie"),
        ("{ name: 'a b', in: header, schema: { type: string } }", "`a b` is not a valid name for a header"),
        ("{ name: Content-Type, in: header, schema: { type: string } }", "the client sets it"),
        ("{ name: a, in: space, schema: { type: string } }", "expected path, query, header or cookie"),
    ];
    for (given, note) in cases {
        let (found, notes) = parameter(given);
        assert_eq!(found, None, "{given}");
        assert!(
            notes.contains("#/paths/~1things/get/parameters/0: ") && notes.contains(note),
            "{given}: {notes}"
        );
    }
}

#[test]
fn an_operation_that_needs_what_cannot_be_sent_is_left_out() {
    let required = "operationId: ListThings\nparameters: [{ name: a, in: space, required: true, schema: { type: string } }]";
    let api = read(&with_operation(required));
    assert!(api.drafts.is_empty());
    let why = "parameters/0: `a` is in `space`; expected path, query, header or cookie; left out";
    assert!(notes(&api).contains(why) && notes(&api).contains("get: operation `"), "{}", notes(&api));
}

#[test]
fn a_path_says_its_parameters_even_where_nothing_describes_them() {
    let document = with_operation("operationId: ShowThing").replace("/things:", "/things/{thing_id}:");
    let api = read(&document);
    let described = only(&api).operation.parameter(Location::Path, "thing_id").expect("a parameter");
    assert_eq!((&described.field.ty, described.field.required.page), (&Type::String, Some(true)));
    assert!(notes(&api).contains("path parameter `thing_id` is not described"));
}

#[test]
fn a_path_that_cannot_be_built_leaves_its_operation_out() {
    for path in ["/things/{id", "/things/id}", "/things/{}", "/things/{a/b}", "https://a.example.com/things"]
    {
        let api = read(&with_operation("operationId: ShowThing").replace("/things:", &format!("{path:?}:")));
        assert!(
            api.drafts.is_empty() && notes(&api).contains("/get: operation left out"),
            "{path}: {}",
            notes(&api)
        );
    }
}

#[test]
fn methods_that_are_not_known_are_noted() {
    let document = with_operation("operationId: ListThings") + "    link: { operationId: LinkThings }\n";
    assert!(notes(&read(&document)).contains("#/paths/~1things/link: method `link` is left out"));
}

#[test]
fn responses_are_read_by_what_they_carry() {
    let cases = [
        (
            "{ '200': { content: { application/json: { schema: { type: array, items: { type: string } } } } } }",
            Some("[string]"),
            "",
        ),
        (
            "{ '200': { content: { application/vnd.api+json: { schema: { type: string } } } } }",
            Some("string"),
            "",
        ),
        ("{ '200': { content: { application/octet-stream: {} } } }", Some("file"), ""),
        ("{ '200': { content: { '*/*': { schema: { type: string, format: binary } } } } }", Some("file"), ""),
        ("{ '200': { content: { application/json: {} } } }", Some("json"), ""),
        ("{ 2XX: { content: { application/json: { schema: { type: boolean } } } } }", Some("boolean"), ""),
        ("{ '204': { description: Done } }", None, ""),
        (
            "{ default: { content: { application/json: { schema: { type: string } } } } }",
            Some("string"),
            "`default` is read as one",
        ),
        ("{ '404': { description: Gone } }", None, "no successful response is described"),
        ("{ '200': { content: { text/xml: {}, application/json: {} } } }", Some("json"), ""),
        ("{ '200': { headers: { X-Id: {} } } }", None, ""),
    ];
    for (responses, ty, note) in cases {
        let api = read(&with_operation(&format!("operationId: ListThings\nresponses: {responses}")));
        let found = only(&api).operation.response.ty.as_ref().map(ToString::to_string);
        assert_eq!(found.as_deref(), ty, "{responses}");
        assert!(
            notes(&api).contains(note) && notes(&api).is_empty() == note.is_empty(),
            "{responses}: {}",
            notes(&api)
        );
    }
}

#[test]
fn a_body_may_be_a_list_of_lists() {
    let schema = "{ type: array, items: { type: array, items: { type: string } } }";
    let api = read(&with_operation(&format!(
        "operationId: MakeThings\nrequestBody: {{ content: {{ application/json: {{ schema: {schema} }} }} }}"
    )));
    let body = only(&api).operation.body.as_ref().expect("a body");
    assert_eq!((body.ty.to_string().as_str(), body.required), ("[[string]]", false));
}

#[test]
fn a_body_without_a_required_field_may_be_left_out() {
    let optional = read(&with_fields("a: { type: string }"));
    assert_eq!(only(&optional).operation.body.as_ref().map(|body| body.required), Some(false));
}

#[test]
fn whatever_a_document_says_besides_is_noted() {
    let document = with_operation(
        "operationId: ListThings\ncallbacks: { x: {} }\nservers: [{ url: https://b.example.com }, { url: /c }]",
    ) + "components: { securitySchemes: { key: { type: apiKey } } }\nwebhooks: { ping: {} }\n";
    let all = notes(&read(&document));
    for pointer in [
        "#/paths/~1things/get/callbacks:",
        "#/paths/~1things/get: further servers of a single operation",
        "#/components/securitySchemes/key:",
        "#/webhooks:",
    ] {
        assert!(all.contains(pointer), "{pointer}: {all}");
    }
}

#[test]
fn a_reference_may_stand_for_a_parameter_a_body_or_a_response() {
    let document = with_operation(
        "operationId: ListThings\nparameters: [{ $ref: '#/components/parameters/A' }]\n\
         requestBody: { $ref: '#/components/requestBodies/B' }\nresponses: { '200': { $ref: '#/components/responses/C' } }",
    ) + "components:\n  parameters: { A: { $ref: '#/components/parameters/Real' }, Real: { name: a, in: query, schema: { type: boolean } } }\n  \
         requestBodies: { B: { required: true, content: { application/json: { schema: { type: string } } } } }\n  \
         responses: { C: { content: { application/json: { schema: { type: integer } } } } }\n";
    let api = read(&document);
    let operation = &only(&api).operation;
    assert_eq!(query(only(&api), "a").ty, Type::Boolean);
    assert_eq!(
        operation.body.as_ref().map(|body| (body.ty.clone(), body.required)),
        Some((Type::String, true))
    );
    assert_eq!(operation.response.ty, Some(Type::Integer));
}

#[test]
fn a_marker_whose_next_value_is_not_known_is_noted() {
    for marker in ["marker", "page_marker", "next-marker", "pageToken", "cursor"] {
        let parameter = format!("{{ name: {marker}, in: query, schema: {{ type: string }} }}");
        let api = read(&with_operation(&format!("operationId: ListThings\nparameters: [{parameter}]")));
        let expected = format!("#/paths/~1things/get/parameters/0: paging by `{marker}` is not read");
        assert!(notes(&api).contains(&expected), "{}", notes(&api));
        assert_eq!(query(only(&api), marker).ty, Type::String, "it can be given all the same");
    }
    let other = "{ name: market, in: query, schema: { type: string } }";
    assert_eq!(notes(&read(&with_operation(&format!("operationId: ListThings\nparameters: [{other}]")))), "");
}

#[test]
fn limits_without_a_field_that_could_hold_them_are_noted() {
    let list = "{ type: array, minItems: 1, items: { type: integer, minimum: 2, enum: [2, 3] } }";
    let body = read(&with_operation(&format!(
        "operationId: MakeThings\nrequestBody: {{ content: {{ application/json: {{ schema: {list} }} }} }}"
    )));
    assert_eq!(notes(&body), "", "the body holds them");
    let kinds = only(&body).operation.body.as_ref().unwrap().constraints.iter();
    assert_eq!(
        kinds.map(|(kind, _)| kind).collect::<Vec<_>>(),
        [ConstraintKind::Range, ConstraintKind::Items]
    );
    let other = read(&with_operation(&format!(
        "operationId: ListThings\nparameters: [{{ name: sizes, in: query, content: {{ application/json: {{ schema: {list} }} }} }}]"
    )));
    let schema = "#/paths/~1things/get/parameters/0/content/application~1json/schema";
    for keyword in ["minItems", "items/minimum", "items/enum"] {
        assert!(notes(&other).contains(&format!("{schema}/{keyword}: ")), "{keyword}: {}", notes(&other));
    }
    let query = format!("{{ name: sizes, in: query, schema: {list} }}");
    let query = read(&with_operation(&format!("operationId: ListThings\nparameters: [{query}]")));
    assert_eq!(notes(&query), "", "a field holds its list's limits and those of the elements");
}

#[test]
fn operations_with_the_same_words_in_their_paths_are_told_apart_by_the_punctuation() {
    let paths = ["/kite/line-up", "/kite/line/up", "/kite/line-up/", "/kite/line_up"];
    let operations: String = paths
        .iter()
        .map(|path| format!("  {path}:\n    get: {{ responses: {{ '204': {{ description: ok }} }} }}\n"))
        .collect();
    let api = read(&format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n{operations}"));
    let ids: Vec<&str> = api.drafts.iter().map(|draft| draft.operation.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "GetKiteLineUp",
            "GetSlashKiteSlashLineSlashUp",
            "GetKiteLineDashUpSlash",
            "GetKiteLineUnderscoreUp"
        ]
    );
}

#[test]
fn a_parameter_of_a_boolean_or_its_text_is_a_boolean() {
    let api = read(&with_operation(
        "operationId: listThings\nparameters:\n\
         - { name: on, in: query, schema: { anyOf: [{ type: boolean }, { type: string, enum: ['true', 'false'] }] } }\n\
         - { name: off, in: query, schema: { anyOf: [{ type: boolean }, { type: string, enum: ['no'] }] } }",
    ));
    let types = ["on", "off"].map(|name| query(only(&api), name).ty.clone());
    assert_eq!(types, [Type::Boolean, Type::String]);
}

#[test]
fn an_id_that_is_a_hash_is_no_name_and_an_apostrophe_no_word() {
    let ids = ["9ea9021b19d7789681a49b76d79703da", "2fa-enable", "List a Kite's Tails", "decade"];
    let operations: String = ids
        .iter()
        .enumerate()
        .map(|(at, id)| {
            format!("  /kites/p{at}:\n    get: {{ operationId: \"{id}\", responses: {{ '204': {{ description: ok }} }} }}\n")
        })
        .collect();
    let api = read(&format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n{operations}"));
    let ids: Vec<&str> = api.drafts.iter().map(|draft| draft.operation.id.as_str()).collect();
    assert_eq!(ids, ["GetKitesP0", "Get2faEnable", "ListAKitesTails", "Decade"]);
}
