//! Authentication of a request by the security schemes of the spec.

use hss_spec::model::{Location, Operation, SecurityRequirement, SecurityScheme};

use crate::data::Value;
use crate::error_body::Refusal;
use crate::request::{Request, parse_query};
use crate::response::Response;
use crate::route::path_of;
use crate::state::State;

/// Refuses a request that has the credentials of no alternative.
pub(crate) fn check(state: &State, operation: &Operation, request: &Request) -> Result<(), Refusal> {
    let alternatives = operation.security.as_ref().unwrap_or(&state.security);
    let mut refusals = Vec::new();
    for alternative in alternatives {
        match check_alternative(state, alternative, request) {
            Ok(()) => return Ok(()),
            Err(refusal) => refusals.push(refusal),
        }
    }
    match refusals.into_iter().next() {
        None => Ok(()),
        // The first alternative is the default.
        Some(refusal) => Err(refusal),
    }
}

fn check_alternative(
    state: &State,
    alternative: &SecurityRequirement,
    request: &Request,
) -> Result<(), Refusal> {
    alternative.schemes.keys().try_for_each(|name| match state.schemes.get(name) {
        Some(SecurityScheme::Huawei) => state.credentials.check(request),
        Some(scheme) => check_scheme(state, scheme, request)
            .map_err(|detail| Refusal::no_credentials(&format!("security scheme `{name}`: {detail}"))),
        None => Ok(()),
    })
}

fn check_scheme(state: &State, scheme: &SecurityScheme, request: &Request) -> Result<(), String> {
    match scheme {
        SecurityScheme::Basic => authorization(request, "Basic").map(drop),
        SecurityScheme::Bearer { .. }
        | SecurityScheme::OAuth2 { .. }
        | SecurityScheme::OpenIdConnect { .. } => {
            state.credentials.check_secret(&authorization(request, "Bearer")?)
        }
        SecurityScheme::ApiKey { location, name } => {
            let key = match location {
                Location::Query => request.query_values(name).first().map(|key| (*key).to_owned()),
                Location::Cookie => request.cookie(name),
                _ => request.header(name),
            };
            let key = key.ok_or_else(|| format!("no {} `{name}` was found", location.name()))?;
            state.credentials.check_secret(&key)
        }
        SecurityScheme::Http { scheme } => authorization(request, scheme).map(drop),
        _ => Ok(()),
    }
}

/// The credentials in `Authorization` of that scheme.
fn authorization(request: &Request, scheme: &str) -> Result<String, String> {
    let header = request.header("authorization").ok_or("no header `Authorization` was found")?;
    match header.split_once(' ') {
        Some((found, rest)) if found.eq_ignore_ascii_case(scheme) && !rest.trim().is_empty() => {
            Ok(rest.trim().to_owned())
        }
        _ => Err(format!("the header `Authorization` isn't `{scheme} …`")),
    }
}

/// The response of a token server at the addresses that the schemes name; `None` for any other request.
pub(crate) fn token_response(state: &State, request: &Request) -> Option<Response> {
    let flows = state.schemes.values().filter_map(|scheme| match scheme {
        SecurityScheme::OAuth2 { flows } => Some(flows.values()),
        _ => None,
    });
    let mut urls = flows.flatten().flat_map(|flow| [&flow.token_url, &flow.refresh_url]).flatten();
    if request.method != "POST" || !urls.any(|url| path_of(url) == request.path) {
        return None;
    }
    let form = parse_query(&String::from_utf8_lossy(&request.body));
    let value = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let text = |text: &str| Value::Text(text.to_owned());
    let refuse = |status, error: &str| Response::json(status, &Value::object([("error", text(error))]));
    let has_client = request.header("authorization").is_some() || value("client_id").is_some();
    Some(match value("grant_type") {
        Some("client_credentials") if !has_client => refuse(401, "invalid_client"),
        Some("refresh_token") if value("refresh_token").is_none() => refuse(400, "invalid_request"),
        Some("client_credentials" | "refresh_token") => Response::json(
            200,
            &Value::object([
                ("access_token", text(state.credentials.issued_token())),
                ("token_type", text("Bearer")),
                ("expires_in", Value::Integer(3600)),
            ]),
        ),
        _ => refuse(400, "unsupported_grant_type"),
    })
}
