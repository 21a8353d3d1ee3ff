//! Responses: successes, errors, headers, streams and media types.

use hss_spec::model::{Framing, Operation};

use super::document::{notes, only, read, with_operation};

fn operation(responses: &str) -> Operation {
    let api = read(&with_operation(&format!("operationId: ListThings\nresponses: {responses}")));
    assert_eq!(notes(&api), "");
    only(&api).operation.clone()
}

fn others(operation: &Operation) -> Vec<String> {
    let text = |ty: &Option<_>| ty.as_ref().map_or("-".to_owned(), ToString::to_string);
    operation.other_responses.iter().map(|other| format!("{} {}", other.status, text(&other.ty))).collect()
}

const TEXT: &str = "{ content: { application/json: { schema: { type: string } } } }";
const NUMBER: &str = "{ content: { application/json: { schema: { type: integer } } } }";
const THING: &str = "{ content: { application/problem+json: { schema: { type: object, properties: { a: { type: string } } } } } }";

#[test]
fn a_status_goes_before_a_class_and_a_body_before_none() {
    for (responses, returned, expected) in [
        (format!("{{ 2XX: {TEXT}, '201': {NUMBER} }}"), (201, Some("integer")), vec!["2XX string"]),
        (format!("{{ 2xx: {TEXT}, '204': {{}} }}"), (200, Some("string")), vec!["204 -"]),
        (format!("{{ '204': {{}}, '200': {TEXT} }}"), (200, Some("string")), vec!["204 -"]),
        // Neither has ever a body.
        (format!("{{ '204': {TEXT} }}"), (204, None), vec![]),
        (format!("{{ '205': {TEXT}, '200': {TEXT} }}"), (200, Some("string")), vec!["205 -"]),
    ] {
        let read = operation(&responses);
        let ty = read.response.ty.as_ref().map(ToString::to_string);
        assert_eq!((read.response.status, ty.as_deref()), returned, "{responses}");
        assert_eq!(others(&read), expected, "{responses}");
    }
}

#[test]
fn default_is_a_success_only_where_nothing_else_is() {
    let api = read(&with_operation(&format!(
        "operationId: ListThings\nresponses: {{ default: {TEXT}, '404': {THING} }}"
    )));
    assert!(notes(&api).contains("`default` is read as one"));
    assert_eq!(others(&only(&api).operation), ["404 ListThingsError404"]);
    let read = operation(&format!("{{ '200': {TEXT}, default: {THING} }}"));
    assert_eq!(others(&read), ["default ListThingsError"]);
}

#[test]
fn error_bodies_of_json_have_types_and_cost_nothing_else() {
    let errors = format!(
        "{{ '200': {TEXT}, '401': {{}}, 4XX: {THING}, '500': {{ content: {{ text/html: {{}} }} }}, '503': {{ content: \
         {{ application/json: {{}} }} }}, '100': {THING}, x-other: {{}} }}"
    );
    assert_eq!(others(&operation(&errors)), ["4XX ListThingsError4Xx"]);
    // A reference that only an error needs leaves the operation in.
    let dangling =
        format!("operationId: ListThings\nresponses: {{ '200': {TEXT}, '404': {{ $ref: '#/gone' }} }}");
    let api = read(&with_operation(&dangling));
    assert_eq!(others(&only(&api).operation), Vec::<String>::new());
    assert!(notes(&api).contains("#/gone"), "{}", notes(&api));
}

#[test]
fn headers_have_names_and_types() {
    let read = operation(
        "{ '200': { headers: { X-Left: { schema: { type: integer } }, x-left: {}, Content-Type: {}, X-Request-Id: {}, \
         Link: { schema: { type: array, items: { type: string } } } } } }",
    );
    let headers: Vec<String> =
        read.response.headers.iter().map(|header| format!("{} {}", header.name, header.ty)).collect();
    assert_eq!(headers, ["X-Left integer", "Link string"]);
    let api = read_with("{ '200': { headers: { 'X Left': {} } } }");
    assert!(api.contains("`X Left` is not a valid name for a header"), "{api}");
}

fn read_with(responses: &str) -> String {
    notes(&read(&with_operation(&format!("operationId: ListThings\nresponses: {responses}"))))
}

#[test]
fn streams_are_read_by_the_type_of_their_items() {
    let item = "{ type: object, properties: { a: { type: string } } }";
    for (media_type, schema, ty, framing) in [
        ("text/event-stream", format!("schema: {item}"), "ListThingsResponse", Some(Framing::Events)),
        ("text/event-stream; charset=utf-8", "schema: {}".to_owned(), "json", Some(Framing::Events)),
        ("text/event-stream", "schema: { type: string }".to_owned(), "string", Some(Framing::Events)),
        (
            "text/event-stream",
            "schema: { properties: { id: {}, data: { type: string } } }".to_owned(),
            "string",
            Some(Framing::Events),
        ),
        (
            "text/event-stream",
            format!(
                "itemSchema: {{ properties: {{ event: {{}}, data: {{ type: string, contentSchema: {item} }} }} }}"
            ),
            "ListThingsResponse",
            Some(Framing::Events),
        ),
        (
            "application/x-ndjson",
            format!("schema: {{ type: array, items: {item} }}"),
            "ListThingsResponse",
            Some(Framing::Lines),
        ),
        ("application/jsonl", "schema: { type: string, format: binary }".to_owned(), "file", None),
        ("application/json-seq", "{}".to_owned(), "json", Some(Framing::Lines)),
        ("text/plain", "schema: { type: string }".to_owned(), "file", None),
    ] {
        let media = if schema == "{}" { schema } else { format!("{{ {schema} }}") };
        let api = read(&with_operation(&format!(
            "operationId: ListThings\nresponses: {{ '200': {{ content: {{ '{media_type}': {media} }} }} }}"
        )));
        let response = &only(&api).operation.response;
        let found = response.ty.as_ref().map(ToString::to_string);
        assert_eq!((found.as_deref(), response.framing()), (Some(ty), framing), "{media_type} {media}");
    }
}

#[test]
fn other_media_types_of_a_response_can_be_asked_for() {
    let read = operation(&format!(
        "{{ '200': {{ content: {{ text/csv: {{}}, application/json: {{ schema: {{ type: string }} }}, text/json: {{ schema: \
         {{ type: string }} }}, '*/*': {{}}, application/x-ndjson: {{ schema: {{ type: integer }} }}, application/vnd.a+json: \
         {{ schema: {{ type: integer }} }} }} }}, '404': {THING} }}"
    ));
    let found: Vec<String> =
        read.response.alternatives.iter().map(|one| format!("{} {}", one.media_type, one.ty)).collect();
    assert_eq!(found, ["text/csv file", "application/x-ndjson integer", "application/vnd.a+json integer"]);
    assert_eq!(read.response.alternatives[1].framing(), Some(Framing::Lines));
}

#[test]
fn a_response_to_head_has_no_body() {
    let api = read(
        &with_operation(&format!("operationId: ListThings\nresponses: {{ '200': {TEXT}, '404': {THING} }}"))
            .replace("    get:", "    head:"),
    );
    assert_eq!(only(&api).operation.response.ty, None);
    assert_eq!(others(&only(&api).operation), Vec::<String>::new());
}

#[test]
fn bytes_inside_a_json_response_are_text_and_a_whole_response_of_bytes_is_a_file() {
    let bytes = "{ type: string, format: binary }";
    let response = |schema: &str| {
        read(&with_operation(&format!(
            "operationId: ListThings\nresponses: {{ '200': {{ content: {{ application/json: {{ schema: {schema} }} }} }} }}"
        )))
    };
    let api = response(&format!("{{ type: object, properties: {{ data: {bytes} }} }}"));
    let models = &only(&api).models;
    assert_eq!(
        models["ListThingsResponse"].field("data").map(|field| field.ty.to_string()).as_deref(),
        Some("string")
    );
    let api = response(bytes);
    assert_eq!(only(&api).operation.response.ty.as_ref().map(ToString::to_string).as_deref(), Some("file"));
}
