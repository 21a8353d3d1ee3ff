//! Calls of generated code, written with given values.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use hss_codegen::{CallInput, Calls};
use hss_spec::model::Spec;
use quote::quote;
use serde_json::{Value, json};

fn spec() -> Spec {
    let operation = r#"{
        "operation": "CreateLamp", "method": "POST", "path": "/v1/lamps/{room}",
        "parameters": [
            { "name": "room", "in": "path", "type": "string", "required": true },
            { "name": "at", "in": "query", "type": "long", "format": "timestamp-ms" },
            { "name": "X-Auth-Token", "in": "header", "type": "string", "required": true }
        ],
        "body": { "content": "json", "type": "Lamp", "required": true },
        "response": { "status": 200 },
        "models": { "Lamp": { "fields": [
            { "name": "type", "type": "LampType", "required": true },
            { "name": "lights", "type": "Lights" },
            { "name": "watts", "type": "[number]" },
            { "name": "extra", "type": "json" },
            { "name": "parts", "type": "[Lamp]" }
        ] } },
        "enums": {
            "LampType": { "type": "string", "values": [{ "value": "oil" }, { "value": "gas-light" }] },
            "Lights": { "type": "flags", "values": [{ "value": "1", "name": "red" }, { "value": "0x6", "name": "green" }] }
        }
    }"#;
    let service = r#"{ "name": "lanterns", "client_parameters": ["X-Auth-Token"] }"#;
    Spec::from_files("", [("service.json", service), ("lamp/CreateLamp.json", operation)]).unwrap()
}

/// The body, unless it is null.
fn given(body: &Value) -> Option<&Value> {
    Some(body).filter(|body| !body.is_null())
}

/// The call with these parameters and this body, without spaces; or what is wrong with them.
fn call(parameters: &Value, body: &Value) -> Result<String, String> {
    let calls = Calls::of(&spec(), "lamp", quote! { crate::api }).unwrap();
    let input = CallInput::new(parameters.as_object().unwrap()).body(given(body));
    let code = calls.call("CreateLamp", &quote! { client }, &input);
    code.map(|code| code.to_string().replace(' ', "")).map_err(|problems| problems.0[0].message.clone())
}

#[test]
fn required_values_are_arguments_and_the_others_setters() {
    let body = json!({
        "lights": 7, "type": "gas-light", "watts": [1, 0.5], "extra": { "a": [null, -1] },
        "parts": [{ "type": "oil", "lights": 0 }],
    });
    assert_eq!(
        call(&json!({ "at": 5, "room": "attic" }), &body).unwrap(),
        "client.lamp().create_lamp(\"attic\",crate::api::lamp::Lamp::new(crate::api::lamp::LampType::GasLight)\
         .lights(crate::api::lamp::Lights::RED|crate::api::lamp::Lights::GREEN).watts(::std::vec![1.0,0.5])\
         .extra(::serde_json::json!({\"a\":[null,-1]}))\
         .parts(::std::vec![crate::api::lamp::Lamp::new(crate::api::lamp::LampType::Oil)\
         .lights(crate::api::lamp::Lights::empty())]))\
         .at(::hss_runtime::Timestamp::from_millis(5))"
    );
}

#[test]
fn values_that_make_no_call_are_refused() {
    let (room, lamp) = (json!({ "room": "attic" }), json!({ "type": "oil" }));
    for (parameters, body, expected) in [
        (&json!({}), &lamp, "`room` is missing"),
        (&json!({ "room": "attic", "X-Auth-Token": "t" }), &lamp, "there is no `X-Auth-Token` to set"),
        (&json!({ "room": 7 }), &lamp, "room: 7 has the wrong type"),
        (&room, &Value::Null, "its body is missing"),
        (&room, &json!({}), "body: `type` is missing"),
        (&room, &json!({ "type": "electric" }), "body: type: `electric` is not a known value"),
        (&room, &json!({ "type": "oil", "lights": 8 }), "body: lights: 8 has bits without a name"),
        (&room, &json!({ "type": "oil", "size": 1 }), "body: there is no `size` to set"),
    ] {
        assert_eq!(call(parameters, body).unwrap_err(), format!("CreateLamp: {expected}"));
    }
}

#[test]
fn what_the_spec_does_not_have_cannot_be_called() {
    let problem =
        |result: Result<_, hss_spec::place::Problems>| result.map(|_| ()).unwrap_err().0[0].message.clone();
    assert_eq!(problem(Calls::of(&spec(), "sofa", quote! {}).map(drop)), "the spec has no group `sofa`");
    let calls = Calls::of(&spec(), "lamp", quote! {}).unwrap();
    let call = calls.call("DropLamp", &quote! { client }, &CallInput::new(&serde_json::Map::new())).map(drop);
    assert_eq!(problem(call), "group `lamp` has no operation `DropLamp`");
}

/// The program that makes this call.
fn program(spec: &Spec, id: &str, parameters: &Value, body: &Value) -> String {
    let input = CallInput::new(parameters.as_object().unwrap()).body(given(body));
    program_of(spec, id, &input).unwrap()
}

fn program_of(spec: &Spec, id: &str, input: &CallInput<'_>) -> Result<String, String> {
    let group = spec.groups.keys().next().unwrap();
    let calls = Calls::of(spec, group, quote! { my_api::client }).unwrap();
    let program = calls.program(id, "hss_runtime", input);
    program.map_err(|problems| problems.0[0].message.clone())
}

#[test]
fn a_program_imports_what_it_names_and_has_its_body_apart() {
    let body = json!({ "type": "oil", "lights": 1, "extra": { "a": [1, -2.5] }, "parts": [{ "type": "gas-light" }] });
    assert_eq!(
        program(&spec(), "CreateLamp", &json!({ "room": "attic", "at": 5 }), &body),
        r#"use hss_runtime::Timestamp;
use hss_runtime::prelude::*;
use my_api::client::Client;
use my_api::client::lamp::{Lamp, LampType, Lights};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let body = Lamp::new(LampType::Oil)
        .lights(Lights::RED)
        .extra(serde_json::json!({"a": [1, -2.5]}))
        .parts(vec![Lamp::new(LampType::GasLight)]);
    client
        .lamp()
        .create_lamp("attic", body)
        .at(Timestamp::from_millis(5))
        .send()
        .await?;
    Ok(())
}
"#
    );
}

#[test]
fn a_program_reads_files_and_writes_paths_where_a_name_is_taken() {
    let operation = r#"{
        "operation": "SendResult", "method": "POST", "path": "/v1/results",
        "parameters": [
            { "name": "kinds", "in": "query", "type": "[Kind]", "required": true },
            { "name": "kind", "in": "query", "type": "Kind" }
        ],
        "body": { "content": "multipart", "type": "Result" },
        "response": { "status": 200, "type": "file" },
        "models": { "Result": { "fields": [{ "name": "body", "type": "file", "required": true }] } },
        "enums": { "Kind": { "type": "string", "open": true, "values": [{ "value": "new" }] } }
    }"#;
    let files = [("service.json", r#"{ "name": "r" }"#), ("result/SendResult.json", operation)];
    let spec = Spec::from_files("", files).unwrap();
    let parameters = json!({ "kinds": ["new", "other"], "kind": "other" });
    assert_eq!(
        program(&spec, "SendResult", &parameters, &json!({ "body": "result.bin" })),
        r#"use hss_runtime::prelude::*;
use hss_runtime::{FileContent, Open};
use my_api::client::Client;
use my_api::client::result::Kind;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let body = my_api::client::result::Result::new(FileContent::new(
        "result.bin",
        std::fs::read("result.bin")?,
    ));
    let mut response = client
        .result()
        .send_result(vec![Kind::New.into(), "other".parse::<Open<Kind>>()?])
        .kind("other".parse::<Open<Kind>>()?)
        .body(body)
        .send()
        .await?;
    let file = std::fs::File::create("download")?;
    response.write_to(file).await?;
    Ok(())
}
"#
    );
}

#[test]
fn parameters_with_the_same_name_are_given_with_their_locations() {
    let operation = r#"{
        "operation": "ShowLamp", "method": "GET", "path": "/lamps/{id}",
        "parameters": [
            { "name": "id", "in": "path", "type": "integer", "required": true },
            { "name": "id", "in": "query", "type": "string", "required": true },
            { "name": "id", "in": "header", "type": "boolean" }
        ],
        "response": { "status": 204 }
    }"#;
    let files = [("service.json", r#"{ "name": "r" }"#), ("lamp/ShowLamp.json", operation)];
    let spec = Spec::from_files("", files).unwrap();
    let calls = Calls::of(&spec, "lamp", quote! { api }).unwrap();
    let written = |parameters: Value| {
        let call =
            calls.call("ShowLamp", &quote! { client }, &CallInput::new(parameters.as_object().unwrap()));
        call.map(|call| call.to_string().replace(' ', "")).map_err(|problems| problems.0[0].message.clone())
    };
    let call = written(json!({ "path.id": 7, "query.id": "a", "header.id": true })).unwrap();
    assert!(call.starts_with("client.lamp().show_lamp(7,\"a\")."), "{call}");
    assert!(call.ends_with("(true)"), "{call}");
    assert_eq!(written(json!({ "path.id": 7, "cookie.id": "a" })).unwrap_err(), "ShowLamp: `id` is missing");
}

#[test]
fn a_program_sets_headers_of_parts_and_asks_for_another_media_type() {
    let operation = r#"{
        "operation": "SendScan", "method": "POST", "path": "/v1/scans",
        "body": {
            "content": "multipart", "type": "Scan", "required": true,
            "parts": { "page": { "headers": [{ "name": "X-Sum", "type": "string", "required": true }] } }
        },
        "response": {
            "status": 200, "type": "Found",
            "also": [
                { "media_type": "text/csv", "type": "file" },
                { "media_type": "application/x-ndjson", "type": "Found" },
                { "media_type": "application/vnd.all+json", "type": "[Kind]" }
            ]
        },
        "models": {
            "Scan": { "fields": [{ "name": "page", "type": "file", "required": true }] },
            "Found": { "fields": [{ "name": "words", "type": "[string]" }] }
        },
        "enums": { "Kind": { "type": "string", "open": true, "values": [{ "value": "new" }] } }
    }"#;
    let files = [("service.json", r#"{ "name": "r" }"#), ("scan/SendScan.json", operation)];
    let spec = Spec::from_files("", files).unwrap();
    let (parameters, body) = (serde_json::Map::new(), json!({ "page": "a.png" }));
    let input = CallInput::new(&parameters).body(&body).part_header("page", "X-Sum", "1f");
    assert_eq!(
        program_of(&spec, "SendScan", &input.clone().accept("text/csv")).unwrap(),
        r#"use hss_runtime::prelude::*;
use hss_runtime::{Download, FileContent};
use my_api::client::Client;
use my_api::client::scan::Scan;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let body = Scan::new(FileContent::new("a.png", std::fs::read("a.png")?));
    let mut response = client
        .scan()
        .send_scan(body)
        .part_header("page", "X-Sum", "1f")
        .send_as::<Download>("text/csv")
        .await?;
    let file = std::fs::File::create("download")?;
    response.write_to(file).await?;
    Ok(())
}
"#
    );
    let lines = program_of(&spec, "SendScan", &input.clone().accept("application/x-ndjson")).unwrap();
    assert!(lines.contains("use hss_runtime::{FileContent, JsonLines};"), "{lines}");
    assert!(lines.contains("use my_api::client::scan::{Found, Scan};"), "{lines}");
    assert!(lines.contains(".send_as::<JsonLines<Found>>(\"application/x-ndjson\")"), "{lines}");
    assert!(lines.contains("while let Some(item) = response.next().await {"), "{lines}");
    let list = program_of(&spec, "SendScan", &input.clone().accept("application/vnd.all+json")).unwrap();
    assert!(list.contains(".send_as::<Vec<Open<Kind>>>(\"application/vnd.all+json\")"), "{list}");
    assert!(list.contains("println!(\"{response:#?}\");"), "{list}");
    let problem = program_of(&spec, "SendScan", &input.accept("text/html")).unwrap_err();
    assert_eq!(problem, "SendScan has no other response of `text/html`");
}
