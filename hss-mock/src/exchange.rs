//! One request and its response: route, faults, authentication, check, data.

use std::time::Duration;

use hss_spec::model::Operation;

use crate::check;
use crate::data::Generator;
use crate::error_body::Refusal;
use crate::fault::{Damage, Fault, Strike};
use crate::iam;
use crate::paging::{self, Counts};
use crate::record::Entry;
use crate::request::Request;
use crate::response::{Delivery, Manner, Response};
use crate::route::{Found, placeholder_values};
use crate::security::{self, token_response};
use crate::state::State;

/// The header by which a single request asks for a fault.
const FAULT_HEADER: &str = "x-mock-fault";

/// A recorded request, and the faults that strike it.
pub(crate) struct Exchange {
    entry: Entry,
    strike: Result<Strike, Refusal>,
}

/// Records a request and finds the faults that strike it.
pub(crate) fn open(state: &State, request: &Request) -> Exchange {
    let operation = match state.routes.find(&state.spec, &request.method, &request.segments()) {
        Found::Operation(_, operation) => Some(operation.id.as_str()),
        _ => None,
    };
    let entry = state.record.add(request, operation);
    let own = match request.header(FAULT_HEADER) {
        Some(text) => text.parse::<Fault>().map(Some).map_err(|error| Refusal::bad_fault(&error.to_string())),
        None => Ok(None),
    };
    let strike = own.map(|own| state.faults.strike(state.time.elapsed(), operation, own.as_ref()));
    Exchange { entry, strike }
}

impl Exchange {
    /// The delay before the response.
    pub(crate) fn delay(&self, state: &State) -> Duration {
        self.strike.as_ref().map_or(state.latency, |strike| state.latency.saturating_add(strike.delay))
    }

    /// The response; its status is recorded before it is sent.
    pub(crate) fn close(self, state: &State, request: &Request) -> Delivery {
        let request_id = state.next_request_id();
        let mut delivery = match self.strike {
            Err(refusal) => Delivery::Sent(refusal.response(&request_id), Manner::Whole),
            Ok(Strike { damage: None, .. }) => {
                Delivery::Sent(respond(state, request, &request_id), Manner::Whole)
            }
            Ok(Strike { damage: Some(damage), .. }) => damaged(state, request, &request_id, &damage),
        };
        if let Delivery::Sent(response, _) = &mut delivery {
            response.headers.push(("x-request-id", request_id));
            response.headers.extend(state.date().map(|date| ("date", date)));
            state.record.set_status(self.entry, response.status);
        }
        state.time.step();
        delivery
    }
}

/// The response to a request whose body could not be read.
pub(crate) fn refuse_body(state: &State, request: &Request, refusal: Refusal) -> Delivery {
    let exchange = open(state, request);
    Exchange { strike: Err(refusal), ..exchange }.close(state, request)
}

fn damaged(state: &State, request: &Request, request_id: &str, damage: &Damage) -> Delivery {
    match damage {
        Damage::Reset => Delivery::Reset,
        Damage::Truncate => Delivery::Sent(respond(state, request, request_id), Manner::Truncated),
        Damage::Stall => Delivery::Sent(respond(state, request, request_id), Manner::Stalled),
        Damage::Drip(pause) => Delivery::Sent(respond(state, request, request_id), Manner::Dripping(*pause)),
        Damage::Malformed => {
            let mut response = respond(state, request, request_id);
            // Half of a JSON text is never JSON; nor is what replaces an empty one.
            response.body.truncate(response.body.len() / 2);
            response.body.extend_from_slice(b"\x01{not json");
            Delivery::Sent(response, Manner::Whole)
        }
        Damage::Response(fault) => {
            Delivery::Sent(fault.response(&state.spec.service.name, request_id), Manner::Whole)
        }
    }
}

fn respond(state: &State, request: &Request, request_id: &str) -> Response {
    let segments = request.segments();
    let result = match state.routes.find(&state.spec, &request.method, &segments) {
        Found::Operation(group, operation) => {
            respond_to_operation(state, request, group, operation, &segments)
        }
        Found::OtherMethods(methods) => Err(Refusal::no_operation(&request.method, &request.path, &methods)),
        Found::Nothing => {
            match iam::response(state, request).or_else(|| token_response(state, request).map(Ok)) {
                Some(result) => result,
                None => Err(Refusal::no_operation(&request.method, &request.path, &[])),
            }
        }
    };
    result.unwrap_or_else(|refusal| refusal.response(request_id))
}

fn respond_to_operation(
    state: &State,
    request: &Request,
    group: &str,
    operation: &Operation,
    segments: &[String],
) -> Result<Response, Refusal> {
    security::check(state, operation, request)?;
    let path_values = placeholder_values(&operation.path, segments);
    let violations = check::check(&state.spec, group, operation, request, &path_values);
    if !violations.is_empty() {
        return Err(Refusal::invalid(&state.spec.service.name, &violations));
    }
    let now = state.time.now();
    let generator = Generator::new(&state.spec, group, operation, state.seed, &path_values).at_time(now);
    let status = operation.response.status;
    let response = match &operation.response.ty {
        None => Response::empty(status),
        Some(hss_spec::model::Type::File) => file(operation, generator.file(state.file_size(&operation.id))),
        Some(ty) => {
            let counts =
                Counts { said: state.items(&operation.id), created: &state.creations.of(&operation.id) };
            let content = paging::response(&generator, operation, ty, request, &counts);
            let media_type = media_type(operation, "application/json");
            let mut response = Response::content(status, media_type, content.body.to_string());
            response.headers.extend(content.next_link.map(|link| ("link", link)));
            response
        }
    };
    state.creations.add(&state.spec, group, operation, now, creation_fields(request, &response));
    Ok(response)
}

/// The documented media type of the response, unless it is a range.
fn media_type<'o>(operation: &'o Operation, default: &'o str) -> &'o str {
    operation.response.media_type.as_deref().filter(|documented| !documented.contains('*')).unwrap_or(default)
}

/// A file, with the name that a browser would give it.
fn file(operation: &Operation, content: Vec<u8>) -> Response {
    let mut response = Response::content(
        operation.response.status,
        media_type(operation, "application/octet-stream"),
        content,
    );
    let name = format!("attachment; filename=\"{}.bin\"", operation.id);
    response.headers.push(("content-disposition", name));
    response
}

/// The fields of a new resource: those of the response, overridden by those of the request.
fn creation_fields(request: &Request, response: &Response) -> serde_json::Map<String, serde_json::Value> {
    let object = |bytes: &[u8]| match serde_json::from_slice(bytes) {
        Ok(serde_json::Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let mut fields = object(&response.body);
    fields.extend(object(&request.body));
    fields
}
