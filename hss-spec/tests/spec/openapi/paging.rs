//! Listings by rule: which operations are read page by page, and how.

use hss_spec::import::{Imported, import};
use hss_spec::model::Spec;

use super::document::read;

/// A document with one operation: its method, its parameters and body, its response.
fn document(method: &str, request: &str, response: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{ title: Shop, version: '1' }}
paths:
  /things:
    {method}:
      operationId: ListThings
      {request}
      responses: {{ '200': {{ description: Things, {response} }} }}
components:
  schemas:
    Thing: {{ type: object, properties: {{ id: {{ type: string }}, size: {{ type: integer }} }} }}
    Links: {{ type: object, properties: {{ next: {{ type: string }}, self: {{ type: string }} }} }}
    Hal: {{ type: object, properties: {{ next: {{ type: object, properties: {{ href: {{ type: string }} }} }} }} }}
    Count: {{ type: object, properties: {{ total_count: {{ type: integer }}, total_pages: {{ type: integer }} }} }}
    Page: {{ type: object, properties: {{ next_marker: {{ type: string }} }} }}
"
    )
}

const THINGS: &str = "things: { type: array, items: { $ref: '#/components/schemas/Thing' } }";

fn json(schema: &str) -> String {
    format!("content: {{ application/json: {{ schema: {schema} }} }}")
}

fn fields(fields: &str) -> String {
    json(&format!("{{ type: object, properties: {{ {fields} }} }}"))
}

fn queries(queries: &str) -> String {
    let one = |query: &str| {
        let (name, schema) = query.split_once(' ').unwrap_or((query, "type: integer"));
        format!("{{ name: {name}, in: query, schema: {{ {schema} }} }}")
    };
    format!("parameters: [{}]", queries.split("; ").map(one).collect::<Vec<_>>().join(", "))
}

/// The text form of the paging that is found; empty if there is none.
fn found(method: &str, request: &str, response: &str) -> String {
    let api = read(&document(method, request, response));
    let paging = api.drafts.first().expect("it is taken").operation.paging.clone();
    paging.map(|paging| paging.to_string()).unwrap_or_default()
}

fn get(inputs: &str, response: &str) -> String {
    found("get", &queries(inputs), &fields(&format!("{THINGS}, {response}")))
}

const BARE: &str = "{ type: array, items: { $ref: '#/components/schemas/Thing' } }";

#[test]
fn common_names_say_how_a_listing_goes_on() {
    let integer = |name: &str| format!("{name}: {{ type: integer }}");
    let text = |name: &str| format!("{name}: {{ type: string }}");
    let part = |name: &str, model: &str| format!("{name}: {{ $ref: '#/components/schemas/{model}' }}");
    for (inputs, response, expected) in [
        ("offset; limit", integer("total"), "offset=offset limit=limit items=things total=total"),
        (
            "offset; limit",
            part("metadata", "Count"),
            "offset=offset limit=limit items=things total=metadata/total_count",
        ),
        ("skip; top", text("note"), "offset=skip limit=top items=things"),
        ("cursor type: string", text("next_cursor"), "token=cursor next=next_cursor items=things"),
        (
            "marker type: string; limit",
            part("page_info", "Page"),
            "token=marker next=page_info/next_marker limit=limit items=things",
        ),
        (
            "pageToken type: string; pageSize",
            text("nextPageToken"),
            "token=pageToken next=nextPageToken limit=pageSize items=things",
        ),
        (
            "continuation_token type: string",
            text("continuation_token"),
            "token=continuation_token next=continuation_token items=things",
        ),
        (
            "from; limit",
            "from: { type: integer }, next: { type: integer }".to_owned(),
            "token=from next=next limit=limit items=things",
        ),
        (
            "page type: integer, default: 0; size",
            part("page", "Count"),
            "page=page first=0 pages=page/total_pages limit=size items=things total=page/total_count",
        ),
        (
            "page type: integer, minimum: 1; per_page",
            text("note"),
            "page=page first=1 limit=per_page items=things",
        ),
        ("limit", text("next_page_url"), "url=next_page_url limit=limit items=things"),
        ("kind type: string", part("links", "Links"), "url=links/next items=things"),
        ("kind type: string", part("_links", "Hal"), "url=_links/next/href items=things"),
        (
            "kind type: string",
            "count: { type: integer }, next: { type: string }, previous: { type: string }".to_owned(),
            "url=next items=things total=count",
        ),
        ("marker type: string; limit", text("request_id"), "marker=marker key=id limit=limit items=things"),
        ("starting_after type: string", text("request_id"), "marker=starting_after key=id items=things"),
    ] {
        assert_eq!(get(inputs, &response), expected, "{inputs}: {response}");
    }
}

#[test]
fn lists_are_found_in_an_object_and_as_the_whole_response() {
    let result = json(&format!(
        "{{ type: object, properties: {{ time: {{ type: number }}, result: {{ type: object, properties: {{ {THINGS}, next_offset: {{ type: string }} }} }} }} }}"
    ));
    assert_eq!(
        found("get", &queries("offset type: string; limit"), &result),
        "token=offset next=result/next_offset limit=limit items=result/things"
    );
    assert_eq!(
        found("get", &queries("marker type: string; limit"), &json(BARE)),
        "marker=marker key=id limit=limit items="
    );
    let link = format!("headers: {{ link: {{ schema: {{ type: string }} }} }}, {}", json(BARE));
    assert_eq!(found("get", &queries("per_page"), &link), "link=next limit=per_page items=");
}

#[test]
fn the_inputs_of_a_post_are_in_its_body() {
    let body = |fields: &str| {
        format!(
            "requestBody: {{ content: {{ application/json: {{ schema: {{ type: object, properties: {{ {fields} }} }} }} }} }}"
        )
    };
    let total = fields(&format!("{THINGS}, total_count: {{ type: integer }}"));
    assert_eq!(
        found("post", &body("offset: { type: integer }, limit: { type: integer }"), &total),
        "offset=offset limit=limit items=things total=total_count in=body"
    );
    let next = fields(&format!("{THINGS}, next_marker: {{ type: string }}"));
    assert_eq!(
        found("post", &body("marker: { type: string }"), &next),
        "token=marker next=next_marker items=things in=body"
    );
    assert_eq!(
        found("put", &body("marker: { type: string }"), &next),
        "",
        "a change of state is not a listing"
    );
    let url = fields(&format!("{THINGS}, next_page_url: {{ type: string }}"));
    assert_eq!(
        found("post", &body("name: { type: string }"), &url),
        "",
        "an address is followed by a GET alone"
    );
}

#[test]
fn in_doubt_an_operation_is_no_listing() {
    let integer = |name: &str| format!("{name}: {{ type: integer }}");
    for (inputs, response, why) in [
        ("offset type: string; limit", integer("total"), "an offset that is not a number"),
        ("offset", integer("total"), "no limit"),
        ("page; per_page", integer("total"), "the number of the first page is not known"),
        ("page type: integer, default: 7; per_page", integer("total"), "the default is not the first page"),
        (
            "page type: integer, default: 1",
            "note: { type: string }".to_owned(),
            "nothing says that pages end",
        ),
        ("after type: string; limit", integer("total"), "no field with the next value"),
        ("marker type: string", "next: { type: string }".to_owned(), "the next value may be an address"),
        (
            "page; per_page",
            "links: { $ref: '#/components/schemas/Links' }".to_owned(),
            "two ways, and one is not understood",
        ),
        (
            "offset; limit",
            "others: { type: array, items: { $ref: '#/components/schemas/Thing' } }".to_owned(),
            "two lists",
        ),
        (
            "offset; limit",
            "names: { type: array, items: { type: string } }".to_owned(),
            "a second list and no total",
        ),
    ] {
        assert_eq!(get(inputs, &response), "", "{inputs}: {response}: {why}");
    }
    let single = fields(
        "names: { type: array, items: { type: string } }, links: { $ref: '#/components/schemas/Links' }",
    );
    assert_eq!(found("get", &queries("kind type: string"), &single), "", "an object with a list and links");
    // The count of this page, not of all: the total is unknown.
    assert_eq!(get("offset; limit", &integer("count")), "offset=offset limit=limit items=things");
    assert_eq!(get("offset; limit", &integer("total_pages")), "offset=offset limit=limit items=things");
}

fn with_fixup(from: &str, to: &str) -> Result<Imported, String> {
    let fixups = format!(
        r#"[{{ "operation": "ListThings", "at": "response.paging", "from": {from}, "to": {to}, "evidence": "tried" }}]"#
    );
    let files = [("service.json", r#"{ "name": "shop" }"#), ("fixups.json", fixups.as_str())];
    let spec = Spec::from_files("", files).map_err(|problems| problems.to_string())?;
    let document = document(
        "get",
        &queries("next type: string"),
        &fields(&format!("{THINGS}, marker: {{ type: string }}")),
    );
    import(&spec, read(&document).drafts, None).map_err(|problems| problems.to_string())
}

#[test]
fn a_fixup_says_how_where_no_rule_does() {
    let imported = with_fixup("null", r#""token=next next=marker items=things""#).expect("it fits");
    let (_, operation) = imported.spec.operation("ListThings").expect("imported");
    let paging = operation.paging.as_ref().map(ToString::to_string);
    assert_eq!(paging.as_deref(), Some("token=next next=marker items=things"));
    assert_eq!(operation.fixed, ["response.paging"]);
    assert!(!imported.spec.check().has_errors());
    let wrong = with_fixup("null", r#""teleport=next items=things""#).expect_err("unknown");
    assert!(wrong.contains("paging such as `token=cursor next=page_info/next_cursor items=list`"), "{wrong}");
    let other = with_fixup(r#""link=next items=things""#, r#""url=marker items=things""#)
        .expect_err("the document says nothing");
    assert!(other.contains("but it says `nothing`"), "{other}");
}

#[test]
fn listed_sizes_of_a_page_are_no_limit_and_listed_pages_no_page() {
    let total = "total: { type: integer }";
    let inputs = "offset; limit type: integer, enum: [10, 20]";
    assert_eq!(get(inputs, total), "offset=offset items=things total=total");
    assert_eq!(get("offset type: integer, enum: [0, 10]; limit", total), "");
    let api = read(&document("get", &queries(inputs), &fields(&format!("{THINGS}, {total}"))));
    assert!(import(&Spec::default(), api.drafts, None).is_ok());
}
