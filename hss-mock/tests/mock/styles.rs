//! Parameters and forms in every style: objects, maps, lists of objects, JSON, parts.

use hss_mock::Mock;
use hss_spec::model::Spec;

use crate::client::{Call, call, get};

const SERVICE: &str = r#"{ "name": "atlas", "endpoint": "https://atlas.example.com/api/v2" }"#;

const TYPES: &str = r#"{
  "models": {
    "Area": {
      "fields": [
        { "name": "name", "type": "string", "required": true, "length": "1..=5" },
        { "name": "size", "type": "integer", "range": "1..=9" },
        { "name": "tags", "type": "[string]", "items": "..=2" }
      ]
    }
  }
}"#;

const FIND: &str = r#"{
  "operation": "FindMaps", "method": "GET", "path": "/maps/{area}/{ids}/{point}",
  "parameters": [
    { "name": "area", "in": "path", "type": "Area", "required": true, "style": "matrix", "explode": true },
    { "name": "ids", "in": "path", "type": "[integer]", "required": true, "style": "label", "range": "1..=99" },
    { "name": "point", "in": "path", "type": "string", "required": true, "style": "matrix", "length": "1..=3" },
    { "name": "within", "in": "query", "type": "Area", "explode": false },
    { "name": "near", "in": "query", "type": "Area", "style": "deepObject" },
    { "name": "labels", "in": "query", "type": "{integer}", "range": "1..=9", "style": "deepObject" },
    { "name": "sort", "in": "query", "type": "[Area]", "style": "deepObject" },
    { "name": "areas", "in": "query", "type": "[Area]" },
    { "name": "piped", "in": "query", "type": "[Area]", "style": "pipeDelimited" },
    { "name": "query", "in": "query", "type": "Area", "media_type": "application/json" },
    { "name": "numbers", "in": "query", "type": "{integer}" },
    { "name": "X-Area", "in": "header", "type": "Area" },
    { "name": "X-Named", "in": "header", "type": "Area", "explode": true },
    { "name": "X-Areas", "in": "header", "type": "[Area]" },
    { "name": "view", "in": "cookie", "type": "Area", "explode": false }
  ],
  "response": { "status": 204 }
}"#;

const DRAW: &str = r#"{
  "operation": "DrawMap", "method": "POST", "path": "/maps",
  "body": {
    "content": "multipart", "type": "DrawMapBody", "required": true,
    "parts": { "image": { "headers": [
      { "name": "X-Checksum", "type": "string", "required": true },
      { "name": "X-Angle", "type": "integer", "range": "0..=359" }
    ] } }
  },
  "response": { "status": 204 },
  "models": {
    "DrawMapBody": {
      "fields": [
        { "name": "image", "type": "file", "required": true },
        { "name": "layers", "type": "[file]", "items": "..=2" },
        { "name": "scale", "type": "integer", "range": "1..=9" },
        { "name": "area", "type": "Area" },
        { "name": "tags", "type": "[string]", "length": "..=3" }
      ]
    }
  }
}"#;

const SEND: &str = r#"{
  "operation": "SendMap", "method": "POST", "path": "/maps/send",
  "body": {
    "content": "urlencoded", "type": "SendMapBody", "required": true,
    "parts": { "near": { "style": "deepObject", "explode": true }, "sizes": { "explode": false } }
  },
  "response": { "status": 204 },
  "models": {
    "SendMapBody": {
      "fields": [
        { "name": "to", "type": "string", "required": true, "length": "..=9" },
        { "name": "near", "type": "Area" },
        { "name": "sizes", "type": "[integer]", "range": "1..=9" },
        { "name": "area", "type": "Area" },
        { "name": "urgent", "type": "boolean" }
      ]
    }
  }
}"#;

fn start() -> Mock {
    let files = [
        ("service.json", SERVICE),
        ("maps/types.json", TYPES),
        ("maps/FindMaps.json", FIND),
        ("maps/DrawMap.json", DRAW),
        ("maps/SendMap.json", SEND),
    ];
    Mock::builder().spec(Spec::from_files("", files).unwrap()).start().unwrap()
}

const PATH: &str = "/maps/;name=sea;size=3/.1,2/;point=n";

fn find(query: &str) -> Call {
    let mut escaped = query.to_owned();
    for (mark, code) in [("{", "%7B"), ("}", "%7D"), ("\"", "%22"), ("|", "%7C")] {
        escaped = escaped.replace(mark, code);
    }
    get(format!("{PATH}?{escaped}"))
}

fn accepted(call: Call) {
    let response = call.send(&start());
    assert_eq!(response.status, 204, "{}", response.text());
}

/// A request that must be refused for exactly this reason.
fn refused(call: Call, reason: &str) {
    let response = call.send(&start());
    assert_eq!(response.status, 400, "{reason}: {}", response.text());
    let body = response.json();
    assert_eq!(body["message"], format!("Invalid parameter: {reason}"));
}

#[test]
fn placeholders_follow_their_style() {
    accepted(find(""));
    accepted(get("/maps/;name=s%3Ba;tags=a,b/.1/;point=%3Bx"));
    refused(get("/maps/;size=3/.1/;point=n"), "path `area.name` is missing; it is required");
    refused(
        get("/maps/;name=islands;size=0/.1/;point=n"),
        "path `area.name` is `islands`, which has 7 characters, must have 1..=5; \
         path `area.size` is `0`, which is not in 1..=9",
    );
    refused(get("/maps/name=sea/.1/;point=n"), "path `area` is `name=sea`, which does not begin with `;`");
    refused(get("/maps/;name=sea/1/;point=n"), "path `ids` is `1`, which does not begin with `.`");
    refused(get("/maps/;name=sea/.1,x/;point=n"), "path `ids[1]` is `x`, which is not an integer");
    refused(get("/maps/;name=sea/.1,100/;point=n"), "path `ids[1]` is `100`, which is not in 1..=99");
    refused(
        get("/maps/;name=sea/.1/;point=north"),
        "path `point` is `north`, which has 5 characters, must have 1..=3",
    );
}

#[test]
fn objects_in_a_query() {
    accepted(find("within=name,sea,tags,a,b,size,3"));
    refused(find("within=name,sea,size,x"), "query `within.size` is `x`, which is not an integer");
    refused(find("within=size,3"), "query `within.name` is missing; it is required");
    refused(find("within=name,sea,tags,a,b,c"), "query `within.tags` has 3 elements, must have ..=2");
    refused(find("within=name"), "query `within` is not a list of names, each with its value");
    accepted(find("near[name]=sea&near[size]=3&near[tags]=a&near[tags]=b"));
    refused(find("near[size]=10&near[name]=sea"), "query `near.size` is `10`, which is not in 1..=9");
    refused(find("near=sea"), "query `near` is `sea`, which is not an object");
    accepted(find("labels[a]=1&labels[b]=2"));
    refused(find("labels[a]=1&labels[b]=10"), "query `labels.b` is `10`, which is not in 1..=9");
}

#[test]
fn lists_of_objects_in_a_query() {
    accepted(find("sort[0][name]=sea&sort[1][name]=land&sort[1][size]=2"));
    refused(find("sort[0][name]=sea&sort[1][size]=2"), "query `sort[1].name` is missing; it is required");
    accepted(find(r#"areas={"name":"sea"}&areas={"name":"land"}"#));
    refused(
        find(r#"areas={"name":"sea"}&areas={"name":"land","size":0}"#),
        "query `areas[1].size` is `0`, which is not in 1..=9",
    );
    refused(find("areas=sea"), "query `areas[0]` is `sea`, which is not an object");
    accepted(find(r#"piped={"name":"a|b"}|{"name":"c"}"#));
    refused(find(r#"piped={"name":"a|b"}|{"size":1}"#), "query `piped[1].name` is missing; it is required");
}

#[test]
fn json_in_a_query() {
    accepted(find(r#"query={"name":"sea"}"#));
    refused(find(r#"query={"name":"sea","size":0}"#), "query `query.size` is `0`, which is not in 1..=9");
    let response = find("query={").send(&start());
    let message = response.json()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("query `query` is `{`, which is not JSON: EOF"), "{message}");
}

#[test]
fn a_map_whose_keys_are_pairs_takes_those_of_no_other_parameter() {
    accepted(find("one=1&two=2&within=name,sea&near[name]=sea"));
    refused(find("one=1&two=x"), "query `numbers.two` is `x`, which is not an integer");
}

#[test]
fn objects_in_headers_and_cookies() {
    accepted(find("").header("X-Area", "name,sea,size,3").header("X-Named", "name=sea,tags=a,b,size=3"));
    refused(
        find("").header("X-Area", "name,sea,size,0"),
        "header `X-Area.size` is `0`, which is not in 1..=9",
    );
    refused(find("").header("X-Named", "size=3"), "header `X-Named.name` is missing; it is required");
    refused(find("").header("X-Named", "sea"), "header `X-Named` is `sea`, which is not `name=value`");
    accepted(find("").header("X-Areas", r#"{"name":"a,b"},{"name":"c"}"#));
    refused(
        find("").header("X-Areas", r#"{"name":"a,b"},{"size":1}"#),
        "header `X-Areas[1].name` is missing; it is required",
    );
    accepted(find("").header("Cookie", "view=name%2Csea; other=1"));
    refused(find("").header("Cookie", "view=size%2C3"), "cookie `view.name` is missing; it is required");
}

/// A form of these parts: the parameters and headers after its name, and its content.
fn draw(parts: &[(&str, &str)]) -> Call {
    let mut body = String::new();
    for (head, content) in parts {
        body.push_str(&format!("--XX\r\nContent-Disposition: form-data; name={head}\r\n\r\n{content}\r\n"));
    }
    body.push_str("--XX--\r\n");
    call("POST", "/maps").header("Content-Type", "multipart/form-data; boundary=XX").body(body)
}

const IMAGE: (&str, &str) = ("\"image\"; filename=\"a.png\"\r\nx-checksum: abc\r\nX-Angle: 90", "\x01\x02");
const JSON: &str = "\"area\"\r\nContent-Type: application/json";

#[test]
fn parts_of_a_form_and_their_headers() {
    accepted(draw(&[IMAGE, ("scale", "3"), (JSON, r#"{"name":"sea"}"#), ("tags", "a"), ("tags", "b")]));
    refused(draw(&[("scale", "3")]), "body `image` is missing; it is required");
    refused(draw(&[("image", "")]), "header `image.X-Checksum` is missing; it is required");
    refused(
        draw(&[("image\r\nX-Checksum: a\r\nX-Angle: 360", "")]),
        "header `image.X-Angle` is `360`, which is not in 0..=359",
    );
    refused(draw(&[IMAGE, ("scale", "10")]), "body `scale` is `10`, which is not in 1..=9");
    refused(draw(&[IMAGE, ("scale", "3"), ("scale", "4")]), "body `scale` is given 2 times; once is allowed");
    refused(draw(&[IMAGE, (JSON, r#"{"size":1}"#)]), "body `area.name` is missing; it is required");
    refused(
        draw(&[IMAGE, ("tags", "a"), ("tags", "long")]),
        "body `tags[1]` is `long`, which has 4 characters, must have ..=3",
    );
    let layer = ("layers; filename=a", "any");
    accepted(draw(&[IMAGE, layer, layer]));
    refused(draw(&[IMAGE, layer, layer, layer]), "body `layers` has 3 elements, must have ..=2");
}

#[test]
fn fields_of_a_urlencoded_form() {
    let send = |body: &str| {
        let form = "application/x-www-form-urlencoded";
        call("POST", "/maps/send").header("Content-Type", form).body(body)
    };
    accepted(send("to=me&near[name]=sea&sizes=1%2C2&area=%7B%22name%22%3A%22sea%22%7D&urgent=true&else=1"));
    refused(
        send("urgent=yes"),
        "body `to` is missing; it is required; body `urgent` is `yes`, which is not `true` or `false`",
    );
    refused(send("to=me&near[size]=1"), "body `near.name` is missing; it is required");
    refused(send("to=me&sizes=1,10"), "body `sizes[1]` is `10`, which is not in 1..=9");
    refused(send("to=me&area=sea"), "body `area` is `sea`, which is not an object");
}

#[test]
fn brackets_without_end_are_read_in_bounded_depth() {
    let deep = format!("near{}=1", "[a]".repeat(5_000));
    assert_eq!(find(&deep).send(&start()).status, 400);
    let many: String = (0..2_000).map(|number| format!("labels[{number}]=1&")).collect();
    accepted(find(&many));
}
