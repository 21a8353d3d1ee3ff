//! The endpoints of the identity service.

use crate::client::{call, get};
use crate::{builder, start};

#[test]
fn a_region_has_one_project() {
    let mock = start();
    let projects = |query: &str| get(format!("/v3/projects{query}")).send(&mock).json()["projects"].clone();
    let one = projects("?name=north-1");
    assert_eq!((one.as_array().unwrap().len(), one[0]["name"].as_str()), (1, Some("north-1")));
    assert_eq!(one[0]["id"].as_str().unwrap().len(), 32);
    assert_ne!(one[0]["id"], projects("?name=south-2")[0]["id"]);
    assert_eq!(projects("?name=nowhere"), serde_json::json!([]));
    assert_eq!(projects("").as_array().unwrap().len(), 2);
    get("/v3/projects").without_token().send(&mock).error(401, "APIGW.0301");
}

#[test]
fn an_issued_token_is_good() {
    let mock = builder().token("another").start().unwrap();
    let body = r#"{"auth":{"identity":{"methods":["password"]},"scope":{"project":{"name":"north-1"}}}}"#;
    let response = call("POST", "/v3/auth/tokens").without_token().body(body).send(&mock);
    assert_eq!(
        (response.status, response.json()["token"]["project"]["name"].as_str()),
        (201, Some("north-1"))
    );
    let token = response.header("x-subject-token").unwrap();
    assert_eq!(get("/v1/keepers").without_token().header("X-Auth-Token", token).send(&mock).status, 200);
    call("POST", "/v3/auth/tokens").body("{}").send(&mock).error(400, "IAM.0011");
}
