//! Listings of other services: their filters, their ends, and the sizes of their pages.

use std::collections::BTreeSet;

use hss_mock::Mock;
use hss_spec::model::Spec;
use serde_json::{Value, json};

use crate::client::{call, get};

/// A mock of one operation of a group `naps`, with 11 items.
fn mock(operation: &Value) -> Mock {
    let operation = operation.to_string();
    let files = [("service.json", r#"{ "name": "naps" }"#), ("naps/ListNap.json", &*operation)];
    let spec = Spec::from_files("", files).unwrap();
    Mock::builder().spec(spec).items("*", 11).start().unwrap()
}

/// A listing with these inputs, this paging, and these fields beside `naps`.
fn listing(inputs: &Value, paging: &Value, fields: &[Value]) -> Value {
    let mut fields = fields.to_vec();
    fields.push(json!({ "name": "naps", "type": "[Nap]" }));
    json!({
        "operation": "ListNap", "method": "GET", "path": "/naps", "parameters": inputs,
        "response": { "status": 200, "type": "Naps" }, "paging": paging,
        "models": {
            "Naps": { "fields": fields },
            "Nap": { "fields": [{ "name": "id", "type": "string" }] },
        },
    })
}

fn naps(body: &Value) -> usize {
    body["naps"].as_array().unwrap().len()
}

#[test]
fn a_word_that_names_a_code_filters_by_it() {
    let operation = json!({
        "operation": "ListNap", "method": "GET", "path": "/naps",
        "parameters": [{ "name": "depth", "in": "query", "type": "Phase" }],
        "response": { "status": 200, "type": "Naps" },
        "models": {
            "Naps": { "fields": [
                { "name": "total_num", "type": "integer" }, { "name": "data_list", "type": "[Nap]" }
            ] },
            "Nap": { "fields": [{ "name": "depth", "type": "Depth" }] },
        },
        "enums": {
            "Phase": { "type": "string", "values": [
                { "value": "sleeping" }, { "value": "slept_out" }, { "value": "woken" }
            ] },
            "Depth": { "type": "codes", "range": "0..=100", "range_name": "depth", "values": [
                { "value": "100", "name": "slept out" }, { "value": "-1", "name": "woken" }
            ] },
        },
    });
    let operation = operation.to_string();
    let files = [("service.json", r#"{ "name": "naps" }"#), ("naps/ListNap.json", &*operation)];
    let mock = Mock::builder().spec(Spec::from_files("", files).unwrap()).items("*", 60).start().unwrap();
    let depths = |query: &str| {
        let body = get(format!("/naps{query}")).send(&mock).json();
        let naps = body["data_list"].as_array().unwrap().clone();
        assert_eq!(body["total_num"], naps.len());
        naps.iter().map(|nap| nap["depth"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    let all = depths("");
    let slept = depths("?depth=slept_out");
    assert!(!slept.is_empty() && slept.iter().all(|depth| *depth == 100), "{slept:?}");
    // The only word that names no code is that of the numbers without a name.
    let sleeping = depths("?depth=sleeping");
    assert!(!sleeping.is_empty() && sleeping.iter().all(|depth| (0..100).contains(depth)), "{sleeping:?}");
    let woken = depths("?depth=woken");
    assert_eq!(woken.iter().collect::<BTreeSet<_>>(), BTreeSet::from([&-1]));
    assert_eq!(slept.len() + sleeping.len() + woken.len(), all.len());
}

#[test]
fn the_status_of_a_task_filters_the_bundled_listing() {
    let mock = Mock::builder().items("*", 100).start().unwrap();
    let statuses = |query: &str| {
        let path = format!("/v5/p/image/tasks?type=image_scan&limit=100{query}");
        let body = get(path).send(&mock).json();
        let tasks = body["data_list"].as_array().unwrap().clone();
        tasks.iter().map(|task| task["task_status"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    let (finished, scanning) = (statuses("&task_status=finished"), statuses("&task_status=scanning"));
    assert!(!finished.is_empty() && finished.iter().all(|status| *status == 100), "{finished:?}");
    assert!(!scanning.is_empty() && scanning.iter().all(|status| (0..100).contains(status)), "{scanning:?}");
}

#[test]
fn a_listing_with_a_cursor_ends_where_the_field_is_required_or_unknown_to_the_spec() {
    let inputs = json!([
        { "name": "cursor", "in": "query", "type": "string" }, { "name": "limit", "in": "query", "type": "integer" }
    ]);
    let paging = json!({ "token": "cursor", "next": "next", "limit": "limit", "items": "naps" });
    let fields = [
        json!({ "name": "next", "type": "string", "required": true }),
        json!({ "name": "has_more", "type": "boolean" }),
    ];
    let mock = mock(&listing(&inputs, &paging, &fields));
    let (mut cursor, mut sizes) = (String::new(), Vec::new());
    loop {
        let body = get(format!("/naps?limit=4&cursor={cursor}")).send(&mock).json();
        sizes.push(naps(&body));
        body["next"].as_str().unwrap().clone_into(&mut cursor);
        assert_eq!(body["has_more"], !cursor.is_empty());
        if cursor.is_empty() {
            break;
        }
    }
    assert_eq!(sizes, [4, 4, 3]);
}

#[test]
fn nothing_leads_behind_a_listing_without_pages() {
    let fields = [
        json!({ "name": "next_page_token", "type": "string" }),
        json!({ "name": "isLast", "type": "boolean" }),
        json!({ "name": "total", "type": "integer" }),
        json!({ "name": "list", "type": "[Nap]" }),
    ];
    let mut operation = listing(&json!([]), &json!(null), &fields);
    operation.as_object_mut().unwrap().remove("paging");
    let body = get("/naps").send(&mock(&operation)).json();
    assert_eq!((&body["isLast"], body.get("next_page_token")), (&json!(true), None));
    assert_eq!(body["list"].as_array().unwrap().len(), 11);
}

#[test]
fn every_way_of_paging_honours_the_limit() {
    let input = |name: &str, ty: &str| json!({ "name": name, "in": "query", "type": ty });
    let next = json!({ "name": "next", "type": "string" });
    for (paging, position) in [
        (json!({ "offset": "at", "items": "naps" }), "integer"),
        (json!({ "page": "at", "first": 1, "items": "naps" }), "integer"),
        (json!({ "token": "at", "next": "next", "items": "naps" }), "string"),
        (json!({ "marker": "at", "key": "id", "items": "naps" }), "string"),
        (json!({ "url": "next", "items": "naps" }), "string"),
        (json!({ "link": "next", "items": "naps" }), "string"),
    ] {
        for name in ["limit", "page_size", "rows"] {
            let mut paging = paging.clone();
            // The usual names are understood where the spec says nothing.
            if name == "rows" {
                paging["limit"] = json!(name);
            }
            let inputs = json!([input("at", position), input(name, "integer")]);
            let mock = mock(&listing(&inputs, &paging, std::slice::from_ref(&next)));
            let size = |query: &str| naps(&get(format!("/naps{query}")).send(&mock).json());
            assert_eq!((size(&format!("?{name}=3")), size("")), (3, 10), "{paging} {name}");
        }
    }
}

#[test]
fn a_limit_in_the_body_has_its_default() {
    for content in ["json", "urlencoded"] {
        let mut operation = listing(
            &json!([]),
            &json!({ "offset": "from", "limit": "most", "items": "naps", "in": "body" }),
            &[],
        );
        operation["method"] = json!("POST");
        operation["body"] = json!({ "content": content, "type": "Search" });
        operation["models"]["Search"] = json!({ "fields": [
            { "name": "from", "type": "integer", "default": 8 },
            { "name": "most", "type": "integer", "default": 2 },
        ] });
        let mock = mock(&operation);
        let (media_type, none, given) = match content {
            "json" => ("application/json", "{}", r#"{"most":4,"from":1}"#),
            _ => ("application/x-www-form-urlencoded", "", "most=4&from=1"),
        };
        let ids = |body: &str| {
            let response = call("POST", "/naps").header("Content-Type", media_type).body(body).send(&mock);
            let body = response.json();
            let naps = body["naps"].as_array().unwrap_or_else(|| panic!("{body}"));
            naps.iter().map(|nap| nap["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!((ids(none).len(), ids(given).len()), (2, 4), "{content}");
    }
}
