//! One request and its response: route, faults, authentication, check, data.

use std::time::Duration;

use hss_spec::model::{Framing, NextPage, Operation, Type};

use crate::check;
use crate::data::Generator;
use crate::error_body::Refusal;
use crate::error_form;
use crate::fault::{Damage, Fault, Strike};
use crate::iam;
use crate::paging::{self, Counts};
use crate::record::Entry;
use crate::request::Request;
use crate::response::{Delivery, Manner, Response};
use crate::route::{Asked, Found, placeholder_values};
use crate::security::{self, token_response};
use crate::state::State;

/// Default number of items in a stream.
const STREAMED_ITEMS: u32 = 3;

/// The text between the parts of a body.
const BOUNDARY: &str = "mock-part";

/// The header by which a single request asks for a fault.
const FAULT_HEADER: &str = "x-mock-fault";

/// A recorded request, and the faults that strike it.
pub(crate) struct Exchange {
    entry: Entry,
    strike: Result<Strike, Refusal>,
}

/// Records a request and finds the faults that strike it.
pub(crate) fn open(state: &State, request: &Request) -> Exchange {
    let operation = called(state, request).map(|(_, operation)| operation.id.as_str());
    let entry = state.record.add(request, operation);
    let own = match request.header(FAULT_HEADER) {
        Some(text) => text.parse::<Fault>().map(Some).map_err(|error| Refusal::bad_fault(&error.to_string())),
        None => Ok(None),
    };
    let strike = own.map(|own| state.faults.strike(state.time.elapsed(), operation, own.as_ref()));
    Exchange { entry, strike }
}

fn found<'s>(state: &'s State, request: &Request) -> Found<'s> {
    let segments = request.segments();
    let asked = Asked { method: &request.method, segments: &segments, query: &request.query };
    state.routes.find(&state.spec, &asked)
}

/// The operation of a request, and its group's name.
fn called<'s>(state: &'s State, request: &Request) -> Option<(&'s str, &'s Operation)> {
    match found(state, request) {
        Found::Operation { group, operation, .. } => Some((group, operation)),
        _ => None,
    }
}

/// The response to a request that is refused.
fn refused(state: &State, request: &Request, refusal: &Refusal, request_id: &str) -> Response {
    error_form::response(state, called(state, request), refusal, request_id)
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
            Err(refusal) => Delivery::Sent(refused(state, request, &refusal, &request_id), Manner::Whole),
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
            // Half of a JSON text is never valid JSON, nor is the replacement of an empty one.
            response.body.truncate(response.body.len() / 2);
            response.body.extend_from_slice(b"\x01{not json");
            Delivery::Sent(response, Manner::Whole)
        }
        Damage::Response(fault) => {
            let refusal = fault.refusal(&state.spec.service.name);
            let refused = refusal.map(|refusal| refused(state, request, &refusal, request_id));
            Delivery::Sent(fault.response(refused), Manner::Whole)
        }
    }
}

fn respond(state: &State, request: &Request, request_id: &str) -> Response {
    let result = match found(state, request) {
        Found::Operation { group, operation, base } => {
            respond_to_operation(state, request, (group, operation), base)
        }
        Found::OtherMethods(methods) => Err(Refusal::no_operation(&request.method, &request.path, &methods)),
        Found::Nothing => {
            match iam::response(state, request).or_else(|| token_response(state, request).map(Ok)) {
                Some(result) => result,
                None => Err(Refusal::no_operation(&request.method, &request.path, &[])),
            }
        }
    };
    result.unwrap_or_else(|refusal| refused(state, request, &refusal, request_id))
}

/// The response to a request of an operation; `base` is the number of segments before the operation's own path.
fn respond_to_operation(
    state: &State,
    request: &Request,
    (group, operation): (&str, &Operation),
    base: usize,
) -> Result<Response, Refusal> {
    security::check(state, operation, request)?;
    let (encoded, decoded) = (request.encoded_segments(), request.segments());
    let segments = encoded.get(base..).unwrap_or_default();
    let violations = check::check(&state.spec, group, operation, request, segments);
    let path_values = placeholder_values(&operation.path, decoded.get(base..).unwrap_or_default());
    let bare = |(name, text): (String, String)| {
        let text = check::path_text(operation, &name, &text);
        (name, text)
    };
    let path_values: Vec<(String, String)> = path_values.into_iter().map(bare).collect();
    if !violations.is_empty() {
        return Err(Refusal::invalid(&state.spec.service.name, &violations));
    }
    let now = state.time.now();
    let generator = Generator::new(&state.spec, group, operation, state.seed, &path_values).at_time(now);
    let status = operation.response.status;
    let (ty, documented, framing) = wanted(operation, request);
    let media_type = |default| documented.filter(|name| !name.contains('*')).unwrap_or(default);
    let mut response = match (ty, framing) {
        (None, _) => Response::empty(status),
        (Some(Type::File), _) => {
            let content = generator.file(state.file_size(&operation.id));
            file(operation, media_type("application/octet-stream"), content)
        }
        (Some(ty), Some(framing)) => {
            let count = state.items(&operation.id).unwrap_or(STREAMED_ITEMS);
            let items = (0..u64::from(count)).map(|ordinal| generator.bare(ty, generator.item(ordinal)));
            let items = items.map(|item| framed(framing, &item.to_string()));
            Response::content(status, media_type(""), items.collect::<String>())
        }
        (Some(ty), None) => {
            let counts = Counts {
                configured: state.items(&operation.id),
                created: &state.creations.of(&operation.id),
            };
            let content = paging::response(&generator, operation, ty, request, &counts);
            let media_type = media_type("application/json");
            let mut response = Response::content(status, media_type, content.body.to_string());
            response.headers.extend(content.next_link.map(|link| ("link", link)));
            response
        }
    };
    response.documented = headers(operation, &generator);
    state.creations.add(&state.spec, group, operation, now, creation_fields(request, &response));
    Ok(response)
}

/// The content of the response: in the requested media type, if it is documented, else in the default one.
fn wanted<'o>(
    operation: &'o Operation,
    request: &Request,
) -> (Option<&'o Type>, Option<&'o str>, Option<Framing>) {
    let response = &operation.response;
    let accepted = request.header("accept").unwrap_or_default();
    match response.alternatives.iter().find(|one| one.media_type.eq_ignore_ascii_case(&accepted)) {
        Some(other) => (Some(&other.ty), Some(&other.media_type), other.framing()),
        None => (response.ty.as_ref(), response.media_type.as_deref(), response.framing()),
    }
}

/// Values of the documented headers, apart from those that say how the body is sent, and from that which leads to the next
/// page.
fn headers(operation: &Operation, generator: &Generator<'_>) -> Vec<(String, String)> {
    let of_http = ["connection", "content-encoding", "content-length", "transfer-encoding"];
    let is_paged = operation.paging.as_ref().is_some_and(|paging| paging.next == NextPage::Link);
    let is_made_up = |name: &str| !of_http.contains(&name) && (!is_paged || name != "link");
    let headers = operation.response.headers.iter();
    let headers = headers.filter(|header| is_made_up(&header.name.to_ascii_lowercase()));
    let value = |ty| generator.bare(ty, generator.root()).to_string().trim_matches('"').to_owned();
    headers.map(|header| (header.name.clone(), value(&header.ty))).collect()
}

/// An item of a stream.
fn framed(framing: Framing, item: &str) -> String {
    match framing {
        Framing::Events => format!("data: {item}\n\n"),
        _ => format!("{item}\n"),
    }
}

/// A file, with a suggested file name; the only part of a body of several parts.
fn file(operation: &Operation, media_type: &str, content: Vec<u8>) -> Response {
    let status = operation.response.status;
    let is_of_parts = media_type.to_ascii_lowercase().starts_with("multipart/");
    let mut response = if is_of_parts {
        let mut parts =
            format!("--{BOUNDARY}\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes();
        parts.extend(content);
        parts.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        Response::content(status, &format!("{media_type}; boundary={BOUNDARY}"), parts)
    } else {
        Response::content(status, media_type, content)
    };
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
