//! Requests that violate the spec.

use crate::client::{Call, call, get};
use crate::start;

/// Sends a request that must be refused as invalid, and whose message must have all these parts.
fn refused(call: Call, parts: &[&str]) {
    let message = call.send(&start()).error(400, "ZOO.0001");
    for part in parts {
        assert!(message.contains(part), "{part}: {message}");
    }
}

fn accepted(call: Call) {
    let response = call.send(&start());
    assert!((200..300).contains(&response.status), "{}", response.text());
}

fn list(query: &str) -> Call {
    get(format!("/v1/p/animals?kind=bird&{query}"))
}

fn create(fields: &str) -> Call {
    call("POST", "/v1/p/animals").body(format!(r#"{{"animal_name":"Ada","kind":"cat"{fields}}}"#))
}

#[test]
fn what_is_missing() {
    refused(get("/v1/p/animals"), &["query `kind` is missing"]);
    refused(get("/v1//animals?kind=bird"), &["path `project_id` is missing"]);
    refused(get("/v1/p/animals/"), &["path `animal_id` is missing"]);
    refused(call("POST", "/v1/p/animals"), &["the body is missing"]);
    refused(call("POST", "/v1/p/animals").body("null"), &["the body is missing"]);
    refused(
        call("POST", "/v1/p/animals").body("{}"),
        &["body `animal_name` is missing", "body `kind` is missing"],
    );
    refused(create(r#","cage":{}"#), &["body `cage.number` is missing"]);
    refused(create(r#","cage":{"number":null}"#), &["body `cage.number` is missing"]);
}

#[test]
fn numbers_out_of_bounds_or_of_another_form() {
    refused(list("limit=500"), &["query `limit` is `500`, which is not in 1..=200"]);
    refused(list("limit=0"), &["`limit` is `0`"]);
    refused(list("offset=-1"), &["`offset` is `-1`", "0..=2000000"]);
    refused(list("offset=many"), &["`offset` is `many`, which is not an integer"]);
    refused(list("limit=10.0"), &["not an integer"]);
    refused(list("limit="), &["not an integer"]);
    refused(list("limit=10&limit=20"), &["`limit` is given 2 times"]);
    refused(list("weight=0.4"), &["`weight` is `0.4`, which is not in 0.5..=100"]);
    refused(list("weight=NaN"), &["not a number"]);
    refused(list("tame=yes"), &["`tame` is `yes`, which is not `true` or `false`"]);
    for fine in ["limit=1", "limit=200", "offset=2000000", "weight=0.5", "weight=100", "tame=false"] {
        accepted(list(fine));
    }
}

#[test]
fn the_wider_of_two_sources_is_effective() {
    accepted(list("limit=1"));
    refused(list("limit=201"), &["1..=200"]);
}

#[test]
fn texts_too_long_or_too_short_count_characters() {
    refused(
        list("animal_name=ninechars"),
        &["`animal_name` is `ninechars`, which has 9 characters, must have 1..=8"],
    );
    refused(list("animal_name="), &["has 0 characters"]);
    accepted(list("animal_name=%E9%95%9C%E5%83%8F%E8%B5%84%E4%BA%A7%E8%87%AA%E5%8A%A8%E5%90%8C%E6%AD%A5"));
    let long = "x".repeat(33);
    refused(
        get(format!("/v1/{long}/animals?kind=bird")),
        &["path `project_id`", "has 33 characters, must have 1..=32"],
    );
}

#[test]
fn strings_that_do_not_match_a_pattern() {
    refused(list("ring=AB-"), &[r"query `ring` is `AB-`, which does not match `^[A-Z]{2}-\d+$`"]);
    accepted(list("ring=AB-7"));
}

#[test]
fn values_outside_an_enumeration() {
    refused(get("/v1/p/animals?kind=dog"), &["query `kind` is `dog`", "`bird`, `fish`, `cat`"]);
    refused(list("level=3"), &["`level` is `3`", "`1`, `2`, `4`"]);
    refused(list("level=two"), &["not an integer"]);
    refused(list("diet=16"), &["`diet` is `16`", "their combinations"]);
    refused(list("diet=0x000f0000"), &["not an integer"]);
    accepted(list("diet=983055"));
}

#[test]
fn lists_of_too_many_or_with_a_wrong_element() {
    refused(list("tags=a&tags=b&tags=c&tags=d"), &["`tags` has 4 elements, must have 1..=3"]);
    refused(list("tags=a&tags=much-too-long"), &["query `tags[1]` is `much-too-long`", "1..=8"]);
    accepted(list("tags=a&tags=b"));
}

#[test]
fn headers() {
    refused(list("").header("x-cage", "10"), &["header `x-cage` is `10`, which is not in 1..=9"]);
    accepted(list("").header("X-Cage", "9"));
    // The enumeration is open.
    accepted(list("").header("x-language", "fr-fr"));
}

#[test]
fn all_violations_come_together() {
    refused(
        get("/v1/p/animals?limit=500&tame=1"),
        &["`kind` is missing", "`limit` is `500`", "`tame` is `1`"],
    );
}

#[test]
fn bodies_are_checked_all_the_way_down() {
    refused(create(r#","age":100"#), &["body `age` is `100`, which is not in 0..=99"]);
    refused(create(r#","age":"7""#), &["body `age` is `7`, which is not an integer"]);
    refused(create(r#","age":7.5"#), &["`age` is `7.5`"]);
    refused(create(r#","share":1.5"#), &["body `share` is `1.5`, which is not in 0..=1"]);
    refused(create(r#","tame":"true""#), &["`tame`", "`true` or `false`"]);
    refused(create(r#","level":3"#), &["`level` is `3`"]);
    refused(create(r#","level":"1""#), &["`level`", "an integer"]);
    refused(create(r#","cage":[]"#), &["`cage` is not an object"]);
    refused(create(r#","cage":{"number":1,"keeper_ids":[]}"#), &["`cage.keeper_ids` has 0 elements"]);
    refused(create(r#","cage":{"number":1,"keeper_ids":[1,2,10]}"#), &["`cage.keeper_ids[2]` is `10`"]);
    refused(
        create(r#","labels":{"a":"short","b":"ok"}"#),
        &["`labels.a` is `short`, which has 5 characters"],
    );
    refused(create(r#","labels":[]"#), &["`labels` is not an object"]);
    accepted(create(
        r#","age":null,"share":1,"level":4,"diet":15,"cage":{"number":1,"keeper_ids":[1,9]},"extra":[{}]"#,
    ));
    let order = |body: &str| call("PUT", "/v1/p/animals/order").body(body);
    refused(order(r#"[["a"],"b"]"#), &["body `[1]` is `b`, which is not a list"]);
    refused(order("{}"), &["the body is not a list"]);
    refused(order(r#"[["a",1]]"#), &["body `[0][1]` is `1`, which is not a string"]);
}

#[test]
fn a_body_that_is_not_json() {
    let post = |body: &str| call("POST", "/v1/p/animals").body(body);
    refused(post("{"), &["the body is not JSON"]);
    refused(post(&"[".repeat(100_000)), &["the body is not JSON"]);
    refused(create("").header("Content-Type", "text/plain"), &["`Content-Type` is `text/plain`"]);
    accepted(create("").header("Content-Type", "application/json; charset=UTF-8"));
}

#[test]
fn a_body_that_may_be_left_out() {
    accepted(call("DELETE", "/v1/p/animals"));
    refused(
        call("DELETE", "/v1/p/animals").body(r#"{"animal_ids":[]}"#),
        &["`animal_ids` has 0 elements, must have 1..=2"],
    );
}

#[test]
fn a_multipart_body_without_a_required_part() {
    let part = |name: &str| format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\nx\r\n");
    let upload = |parts: &[&str]| {
        let body: String = parts.iter().map(|name| part(name)).collect();
        call("POST", "/v1/p/photo")
            .header("Content-Type", "multipart/form-data; boundary=B")
            .body(format!("{body}--B--\r\n"))
    };
    accepted(upload(&["photo", "title"]));
    refused(upload(&["photo"]), &["body `title` is missing"]);
    refused(upload(&[]), &["`photo` is missing", "`title` is missing"]);
    refused(call("POST", "/v1/p/photo").body("{}"), &["not `multipart/form-data`"]);
}

#[test]
fn secrets_are_not_repeated() {
    let message = list("secret_word=sesame-open-up").send(&start()).error(400, "ZOO.0001");
    assert!(
        message.contains("query `secret_word` has 14 characters") && !message.contains("sesame"),
        "{message}"
    );
    let message = create(r#","password":"hunter2""#).send(&start()).error(400, "ZOO.0001");
    assert!(message.contains("body `password`") && !message.contains("hunter2"), "{message}");
}

#[test]
fn unknown_parameters_are_let_pass() {
    accepted(list("unknown=1").header("x-unknown", "1"));
}

#[test]
fn paths_and_methods_that_the_spec_does_not_have() {
    let message = get("/v1/p/plants").send(&start()).error(404, "APIGW.0101");
    assert!(message.contains("GET /v1/p/plants"), "{message}");
    let message = call("PATCH", "/v1/p/animals").send(&start()).error(404, "APIGW.0101");
    assert!(message.contains("this path has POST, DELETE, GET"), "{message}");
}
