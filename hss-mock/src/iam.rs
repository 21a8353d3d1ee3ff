//! The endpoints of the identity service that a client may call before the API: a region's project, the
//! domain, and a token. None is in the spec.

use crate::data::Value;
use crate::error_body::Refusal;
use crate::request::Request;
use crate::response::Response;
use crate::state::State;

/// The response to a request for the identity service; `None` if it is for another service.
pub(crate) fn response(state: &State, request: &Request) -> Option<Result<Response, Refusal>> {
    if !state.is_huawei {
        return None;
    }
    match (request.method.as_str(), request.path.trim_end_matches('/')) {
        ("GET", "/v3/projects") => Some(projects(state, request)),
        ("GET", "/v3/auth/domains") => Some(domains(state, request)),
        ("POST", "/v3/auth/tokens") => Some(token(state, request)),
        _ => None,
    }
}

/// The id of a region's project: 32 hexadecimal digits.
fn project_id(state: &State, region: &str) -> String {
    state.seed.text("project").text(region).hex(32)
}

/// `GET /v3/projects?name=REGION`; without a name, the projects of all regions.
fn projects(state: &State, request: &Request) -> Result<Response, Refusal> {
    state.credentials.check(request)?;
    let known = &state.spec.service.regions;
    let regions: Vec<&str> = match request.query_values("name").first() {
        // A spec without a list of regions allows any.
        Some(name) if known.is_empty() || known.contains_key(*name) => vec![*name],
        Some(_) => Vec::new(),
        None => known.keys().map(String::as_str).collect(),
    };
    let domain = state.seed.text("domain").hex(32);
    let project = |region: &str| {
        let id = project_id(state, region);
        let link = format!("http://{}/v3/projects/{id}", state.address);
        Value::object([
            ("id", Value::Text(id)),
            ("name", Value::Text(region.to_owned())),
            ("domain_id", Value::Text(domain.clone())),
            ("parent_id", Value::Text(domain.clone())),
            ("is_domain", Value::Boolean(false)),
            ("enabled", Value::Boolean(true)),
            ("description", Value::Text(String::new())),
            ("links", Value::object([("self", Value::Text(link))])),
        ])
    };
    let projects = regions.into_iter().map(project).collect();
    Ok(Response::json(200, &Value::object([("projects", Value::List(projects))])))
}

/// `GET /v3/auth/domains`: the one domain of the caller.
fn domains(state: &State, request: &Request) -> Result<Response, Refusal> {
    state.credentials.check(request)?;
    let domain = Value::object([
        ("id", Value::Text(state.seed.text("domain").hex(32))),
        ("name", Value::Text("mock".to_owned())),
        ("enabled", Value::Boolean(true)),
    ]);
    Ok(Response::json(200, &Value::object([("domains", Value::List(vec![domain]))])))
}

/// `POST /v3/auth/tokens`: a token for any valid request.
fn token(state: &State, request: &Request) -> Result<Response, Refusal> {
    let body: Option<serde_json::Value> = serde_json::from_slice(&request.body).ok();
    let methods = body.as_ref().and_then(|body| body.pointer("/auth/identity/methods"));
    if methods.and_then(serde_json::Value::as_array).is_none_or(Vec::is_empty) {
        let message = "Request body is invalid: `auth.identity.methods` is missing";
        return Err(Refusal::chosen(400, "IAM.0011", message));
    }
    let region = body.as_ref().and_then(|body| body.pointer("/auth/scope/project/name")?.as_str());
    let mut token = vec![
        ("expires_at", Value::Text("2099-12-31T00:00:00.000000Z".to_owned())),
        ("issued_at", Value::Text("2025-08-29T12:00:00.000000Z".to_owned())),
    ];
    if let Some(region) = region {
        let id = Value::Text(project_id(state, region));
        token.push(("project", Value::object([("id", id), ("name", Value::Text(region.to_owned()))])));
    }
    let mut response = Response::json(201, &Value::object([("token", Value::Object(token))]));
    response.headers.push(("x-subject-token", state.credentials.issued_token().to_owned()));
    Ok(response)
}
