//! From a request to its answer: route, faults, authentication, check, data.

use std::time::Duration;

use hss_spec::model::Operation;

use crate::check;
use crate::data::{Generator, Value};
use crate::error_body::Refusal;
use crate::fault::{Damage, Fault, Strike};
use crate::iam;
use crate::paging::{self, Counts};
use crate::record::Entry;
use crate::request::Request;
use crate::route::{Found, placeholder_values};
use crate::state::State;

/// The header by which a single request asks for a fault.
const FAULT_HEADER: &str = "x-mock-fault";

/// What is sent back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn content(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("content-type", content_type.to_owned())], body: body.into() }
    }

    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::content(status, "application/json", body.to_string())
    }
}

/// How an answer goes out.
pub(crate) enum Delivery {
    /// With a body that comes in this way.
    Sent(Answer, Manner),
    /// Not at all: the connection is reset.
    Reset,
}

/// The way in which a body comes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Manner {
    /// All at once.
    Whole,
    /// Cut short of the length that it announces.
    Truncated,
    /// Half of it, and then nothing.
    Stalled,
    /// Byte by byte, with this pause before each.
    Dripping(Duration),
}

/// A request that is on record, and what was found out about it.
pub(crate) struct Exchange {
    entry: Entry,
    strike: Result<Strike, Refusal>,
}

/// Puts a request on record and finds the faults that strike it.
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
    let strike = own.map(|own| state.faults.strike(operation, own.as_ref()));
    Exchange { entry, strike }
}

impl Exchange {
    /// How long the answer is held back.
    pub(crate) fn delay(&self, state: &State) -> Duration {
        self.strike.as_ref().map_or(state.latency, |strike| state.latency.saturating_add(strike.delay))
    }

    /// The answer, which is on record by then.
    pub(crate) fn close(self, state: &State, request: &Request) -> Delivery {
        let request_id = state.next_request_id();
        let mut delivery = match self.strike {
            Err(refusal) => Delivery::Sent(refusal.answer(&request_id), Manner::Whole),
            Ok(Strike { damage: None, .. }) => {
                Delivery::Sent(answer(state, request, &request_id), Manner::Whole)
            }
            Ok(Strike { damage: Some(damage), .. }) => damaged(state, request, &request_id, &damage),
        };
        if let Delivery::Sent(answer, _) = &mut delivery {
            answer.headers.push(("x-request-id", request_id));
            answer.headers.extend(state.date().map(|date| ("date", date)));
            state.record.answered(self.entry, answer.status);
        }
        state.time.step();
        delivery
    }
}

/// The answer to a request whose body was too large to be read.
pub(crate) fn refuse_body(state: &State, request: &Request) -> Delivery {
    let exchange = open(state, request);
    Exchange { strike: Err(Refusal::too_large(state.body_limit)), ..exchange }.close(state, request)
}

fn damaged(state: &State, request: &Request, request_id: &str, damage: &Damage) -> Delivery {
    match damage {
        Damage::Reset => Delivery::Reset,
        Damage::Truncate => Delivery::Sent(answer(state, request, request_id), Manner::Truncated),
        Damage::Stall => Delivery::Sent(answer(state, request, request_id), Manner::Stalled),
        Damage::Drip(pause) => Delivery::Sent(answer(state, request, request_id), Manner::Dripping(*pause)),
        Damage::Malformed => {
            let mut answer = answer(state, request, request_id);
            // Half of a JSON text is never JSON; nor is the text that stands in for an empty one.
            answer.body.truncate(answer.body.len() / 2);
            answer.body.extend_from_slice(b"\x01{not json");
            Delivery::Sent(answer, Manner::Whole)
        }
        Damage::Answer(fault) => {
            Delivery::Sent(fault.answer(&state.spec.service.name, request_id), Manner::Whole)
        }
    }
}

fn answer(state: &State, request: &Request, request_id: &str) -> Answer {
    let segments = request.segments();
    let result = match state.routes.find(&state.spec, &request.method, &segments) {
        Found::Operation(family, operation) => answer_operation(state, request, family, operation, &segments),
        Found::OtherMethods(methods) => Err(Refusal::no_operation(&request.method, &request.path, &methods)),
        Found::Nothing => match iam::answer(state, request) {
            Some(result) => result,
            None => Err(Refusal::no_operation(&request.method, &request.path, &[])),
        },
    };
    result.unwrap_or_else(|refusal| refusal.answer(request_id))
}

fn answer_operation(
    state: &State,
    request: &Request,
    family: &str,
    operation: &Operation,
    segments: &[String],
) -> Result<Answer, Refusal> {
    state.credentials.check(request)?;
    let path_values = placeholder_values(&operation.path, segments);
    let violations = check::check(&state.spec, family, operation, request, &path_values);
    if !violations.is_empty() {
        return Err(Refusal::invalid(&state.spec.service.name, &violations));
    }
    let now = state.time.now();
    let generator = Generator::new(&state.spec, family, operation, state.seed, &path_values).at_time(now);
    let status = operation.response.status;
    let answer = match &operation.response.ty {
        None => Answer::empty(status),
        Some(hss_spec::model::Type::File) => file(operation, generator.file(state.file_size(&operation.id))),
        Some(ty) => {
            let counts =
                Counts { said: state.items(&operation.id), created: &state.creations.of(&operation.id) };
            Answer::json(status, &paging::response(&generator, operation, ty, request, &counts))
        }
    };
    state.creations.add(&state.spec, family, operation, now, known_of(request, &answer));
    Ok(answer)
}

/// A file, with the name that a browser would give it.
fn file(operation: &Operation, content: Vec<u8>) -> Answer {
    let mut answer = Answer::content(operation.response.status, "application/octet-stream", content);
    let name = format!("attachment; filename=\"{}.bin\"", operation.id);
    answer.headers.push(("content-disposition", name));
    answer
}

/// What is known of a thing that was just created: what the request gave, and what the answer says.
fn known_of(request: &Request, answer: &Answer) -> serde_json::Map<String, serde_json::Value> {
    let object = |bytes: &[u8]| match serde_json::from_slice(bytes) {
        Ok(serde_json::Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let mut fields = object(&answer.body);
    fields.extend(object(&request.body));
    fields
}
