//! Error bodies and servers of an API that is not Huawei Cloud's.

use std::time::Duration;

use hss_mock::{Fault, Mock};
use hss_spec::model::Spec;
use serde_json::Value;

use crate::client::{Response, call, get};

const SERVICE: &str = r#"{
  "name": "atlas", "endpoint": "https://atlas.example.com/api/v2",
  "servers": [{ "url": "https://atlas.example.com/api/v2" }, { "url": "https://{tenant}.example.com/{tenant}/api" }],
  "security_schemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Key" } }
}"#;

const TYPES: &str = r#"{
  "models": {
    "Problem": {
      "fields": [
        { "name": "status", "type": "integer", "range": "400..=599" },
        { "name": "title", "type": "string", "length": "..=20" },
        { "name": "detail", "type": "string", "required": true },
        { "name": "code", "type": "string", "length": "..=4" },
        { "name": "requestId", "type": "string" }
      ]
    },
    "Errors": { "fields": [{ "name": "errors", "type": "[Fault]", "items": "1.." }] },
    "Fault": { "fields": [{ "name": "kind", "type": "string" }, { "name": "error_message", "type": "string" }] },
    "Count": { "fields": [{ "name": "count", "type": "integer" }] }
  }
}"#;

/// An operation whose errors are these.
fn operation(id: &str, path: &str, more: &str) -> String {
    format!(
        r#"{{
          "operation": "{id}", "method": "GET", "path": "{path}", {more}
          "parameters": [{{ "name": "limit", "in": "query", "type": "integer", "range": "1..=9" }}],
          "response": {{ "status": 204 }}
        }}"#
    )
}

fn start() -> Mock {
    let other = |status: &str, ty: &str| {
        format!(r#""other_responses": [{{ "status": "{status}", "type": "{ty}" }}],"#)
    };
    let files = [
        ("service.json", SERVICE.to_owned()),
        ("maps/types.json", TYPES.to_owned()),
        ("maps/ListMaps.json", operation("ListMaps", "/maps", &other("default", "Problem"))),
        ("maps/ShowMap.json", operation("ShowMap", "/maps/{id}", &other("404", "Problem"))),
        ("maps/ListAreas.json", operation("ListAreas", "/areas", &other("4XX", "Errors"))),
        ("maps/CountAreas.json", operation("CountAreas", "/areas/count", &other("default", "Count"))),
        ("maps/Ping.json", operation("Ping", "/ping", r#""security": [{ "key": [] }],"#)),
    ];
    let files = files.iter().map(|(path, text)| (*path, text.as_str()));
    Mock::builder().spec(Spec::from_files("", files).unwrap()).start().unwrap()
}

fn body(response: &Response, status: u16) -> Value {
    assert_eq!(response.status, status, "{}", response.text());
    response.json()
}

#[test]
fn a_refusal_has_the_form_that_the_operation_documents() {
    let mock = start();
    let response = get("/maps?limit=10").send(&mock);
    let problem = body(&response, 400);
    assert_eq!(problem["detail"], "Invalid parameter: query `limit` is `10`, which is not in 1..=9");
    assert_eq!(problem["status"], 400);
    assert_eq!(problem["requestId"].as_str(), response.header("x-request-id"));
    // Which may have only four characters.
    assert_eq!(problem["code"].as_str().unwrap().chars().count(), 4);
    let errors = body(&get("/areas?limit=x").send(&mock), 400);
    assert_eq!(errors["errors"].as_array().unwrap().len(), 1);
    let message = errors["errors"][0]["error_message"].as_str().unwrap();
    assert_eq!(message, "Invalid parameter: query `limit` is `x`, which is not an integer");
}

#[test]
fn without_such_a_form_it_is_a_code_and_a_message() {
    let mock = start();
    for (path, status, code, message) in [
        ("/maps/1?limit=0", 400, "bad_request", "query `limit` is `0`"),
        // Its error has no place for a message.
        ("/areas/count?limit=0", 400, "bad_request", "query `limit` is `0`"),
        (
            "/ping",
            401,
            "unauthorized",
            "Not authenticated: security scheme `key`: no header `X-Key` was found",
        ),
    ] {
        let error = body(&get(path).send(&mock), status);
        assert_eq!(error["code"], code, "{error}");
        assert!(error["message"].as_str().unwrap().contains(message), "{error}");
    }
}

#[test]
fn an_unknown_path_has_the_usual_form_and_an_unknown_method_says_which_are_known() {
    let mock = start();
    let problem = body(&get("/nothing").send(&mock), 404);
    assert_eq!(problem["detail"], "No operation has this method and path: GET /nothing");
    let response = call("PUT", "/maps").send(&mock);
    let problem = body(&response, 405);
    assert_eq!(problem["detail"], "No operation has this method and path: PUT /maps (this path has GET)");
    assert_eq!(response.header("allow"), Some("GET"));
}

#[test]
fn faults_have_the_form_of_the_api_too() {
    let mock = start();
    mock.fault(Fault::status("ListMaps", 503).retry_after(3).times(1));
    let response = get("/maps").send(&mock);
    let problem = body(&response, 503);
    assert_eq!((&problem["status"], response.header("retry-after")), (&503.into(), Some("3")));
    mock.fault(Fault::status("ShowMap", 409).error("taken", "Somebody has it").times(1));
    let error = body(&get("/maps/1").send(&mock), 409);
    assert_eq!((&error["code"], &error["message"]), (&"taken".into(), &"Somebody has it".into()));
    mock.fault(Fault::throttle("Ping", 0, Duration::from_secs(60)));
    let error = body(&get("/ping").send(&mock), 429);
    assert_eq!(error["message"], "Too many requests: at most 0 in 1 minute are allowed");
}

#[test]
fn the_path_of_a_server_may_come_first() {
    let mock = start();
    for path in ["/maps", "/api/v2/maps", "/t1/api/maps", "/api/v2/maps/7"] {
        assert_eq!(get(path).send(&mock).status, 204, "{path}");
    }
    let operations: Vec<_> = mock.requests().into_iter().filter_map(|request| request.operation).collect();
    assert_eq!(operations, ["ListMaps", "ListMaps", "ListMaps", "ShowMap"]);
    let problem = body(&get("/api/v2/maps?limit=0").send(&mock), 400);
    assert_eq!(problem["status"], 400);
    assert_eq!(get("/api/v3/maps").send(&mock).status, 404);
}
