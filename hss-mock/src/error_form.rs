//! The form of error bodies: Huawei Cloud's, the one that the document has for the status, or a plain one.

use std::collections::BTreeMap;

use hss_spec::model::{Candidate, EnumKind, Field, Number, Operation, StatusRange, Type};
use hyper::StatusCode;

use crate::data::{Generator, Value, plain};
use crate::error_body::{Refusal, Words};
use crate::response::Response;
use crate::state::State;

/// Names of a message, without case and punctuation, the best first.
const MESSAGES: &[&str] = &[
    "message",
    "errormessage",
    "errormsg",
    "msg",
    "detail",
    "details",
    "errordescription",
    "description",
    "reason",
    "title",
    "error",
];

/// Names of a code.
const CODES: &[&str] = &["code", "errorcode", "errortype", "error"];

/// Names of the status.
const STATUSES: &[&str] = &["status", "statuscode", "httpstatus", "httpstatuscode", "code", "errorcode"];

/// The deepest object that has a part of the error.
const DEPTH: usize = 4;

/// The response to a refused request, which may be of an operation of a group.
pub(crate) fn response<'s>(
    state: &'s State,
    refused: Option<(&'s str, &'s Operation)>,
    refusal: &Refusal,
    request_id: &str,
) -> Response {
    if state.is_huawei {
        return refusal.huawei(request_id);
    }
    let words = &refusal.other;
    let found = match refused {
        Some((group, operation)) => {
            documented(operation, words.status).map(|ty| (group, operation, ty)).into_iter().collect()
        }
        None => usual(state, StatusCode::NOT_FOUND.as_u16()),
    };
    let body = found.into_iter().find_map(|(group, operation, ty)| {
        let generator = Generator::new(&state.spec, group, operation, state.seed, &[]);
        let mut body = generator.bare(ty, generator.root());
        let writing = Writing { generator: &generator, words, request_id };
        writing.message(&mut body, ty, 0).then(|| writing.rest(&mut body, ty, 0))?;
        Some(Response::json(words.status, &body))
    });
    let mut response = body.unwrap_or_else(|| bare(words, request_id));
    if !refusal.methods.is_empty() {
        let names: Vec<&str> = refusal.methods.iter().map(|method| method.name()).collect();
        response.headers.push(("allow", names.join(", ")));
    }
    response
}

fn bare(words: &Words, request_id: &str) -> Response {
    let text = |text: &str| Value::Text(text.to_owned());
    let body = Value::object([
        ("code", text(&words.code)),
        ("message", text(&words.message)),
        ("request_id", text(request_id)),
    ]);
    Response::json(words.status, &body)
}

/// The type of the error that an operation documents for a status.
fn documented(operation: &Operation, status: u16) -> Option<&Type> {
    let class = u8::try_from(status / 100).unwrap_or_default();
    let ranges = [StatusRange::Code(status), StatusRange::Class(class), StatusRange::Default];
    let errors = || operation.other_responses.iter().filter(|one| !one.status.is_success());
    ranges.into_iter().find_map(|range| errors().find(|one| one.status == range)?.ty.as_ref())
}

/// The errors that operations document for a status, the most usual first.
fn usual(state: &State, status: u16) -> Vec<(&str, &Operation, &Type)> {
    let mut counts: BTreeMap<String, (usize, (&str, &Operation, &Type))> = BTreeMap::new();
    for (group, operation) in state.spec.operations() {
        let Some(ty) = documented(operation, status) else { continue };
        counts.entry(ty.to_string()).or_insert((0, (group, operation, ty))).0 += 1;
    }
    let mut errors: Vec<_> = counts.into_values().collect();
    errors.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    errors.into_iter().map(|(_, error)| error).collect()
}

/// Writes the parts of an error into a generated body, where the spec allows them.
struct Writing<'g, 's> {
    generator: &'g Generator<'s>,
    words: &'g Words,
    request_id: &'g str,
}

impl<'s> Writing<'_, 's> {
    /// Writes the message into the field with the best name, else into one inside, else into any; true if one took it.
    fn message(&self, body: &mut Value<'s>, ty: &'s Type, depth: usize) -> bool {
        let message = &self.words.message;
        match (body, ty.not_null()) {
            (Value::Text(text), Type::String) => {
                text.clone_from(message);
                true
            }
            (Value::List(items), Type::List(item)) if depth < DEPTH => {
                items.truncate(1);
                if items.is_empty() {
                    items.push(self.generator.bare(item, self.generator.root()));
                }
                items.iter_mut().any(|one| self.message(one, item, depth + 1))
            }
            (body, Type::Named(name)) if depth < DEPTH => {
                let Some(model) = self.generator.model(name) else { return false };
                if model.union.is_some() {
                    return model.fields.iter().any(|variant| self.message(body, &variant.ty, depth + 1));
                }
                let Value::Object(fields) = body else { return false };
                let takes = |name: &str| model.field(name).is_some_and(|field| takes(field, message));
                let named =
                    |wanted: &&str| fields.iter().position(|(name, _)| plain(name) == *wanted && takes(name));
                let best = MESSAGES.iter().find_map(named);
                let any = fields.iter().position(|(name, _)| takes(name));
                let is_inside = |(name, value): &mut (&'s str, Value<'s>)| {
                    let field = model.field(name).filter(|field| field.ty.not_null() != &Type::String);
                    field.is_some_and(|field| self.message(value, &field.ty, depth + 1))
                };
                if best.is_none() && fields.iter_mut().any(is_inside) {
                    return true;
                }
                match best.or(any).and_then(|index| fields.get_mut(index)) {
                    Some((_, value)) => *value = Value::Text(message.clone()),
                    None => return false,
                }
                true
            }
            _ => false,
        }
    }

    /// Writes the code, the status and the request's id into the fields of these names.
    fn rest(&self, body: &mut Value<'s>, ty: &Type, depth: usize) {
        match (body, ty.not_null()) {
            (Value::List(items), Type::List(item)) if depth < DEPTH => {
                items.iter_mut().for_each(|one| self.rest(one, item, depth + 1));
            }
            (body, Type::Named(name)) if depth < DEPTH => {
                let Some(model) = self.generator.model(name) else { return };
                if model.union.is_some() {
                    return model.fields.iter().for_each(|variant| self.rest(body, &variant.ty, depth + 1));
                }
                let Value::Object(fields) = body else { return };
                for (name, value) in fields.iter_mut() {
                    let Some(field) = model.field(name) else { continue };
                    match self.part(field, value) {
                        Some(part) => *value = part,
                        None => self.rest(value, &field.ty, depth + 1),
                    }
                }
            }
            _ => {}
        }
    }

    /// The part of the error that a field of this name has, if the spec allows it there.
    fn part(&self, field: &Field, value: &Value<'s>) -> Option<Value<'s>> {
        let name = plain(&field.name);
        let (code, status) = (&self.words.code, self.words.status);
        let has_code = CODES.contains(&name.as_str());
        match value {
            Value::Text(text) if *text == self.words.message => None,
            Value::Text(_) if name == "requestid" && takes(field, self.request_id) => {
                Some(Value::Text(self.request_id.to_owned()))
            }
            Value::Text(_) if has_code && takes(field, code) => Some(Value::Text(code.clone())),
            Value::Text(_) if has_code => {
                let known = self.generator.enumeration(field.ty.name()?)?;
                let values = known.values.iter().filter(|_| known.kind == EnumKind::String);
                let same = values.map(|one| &one.value).find(|value| plain(value) == plain(code))?;
                Some(Value::Text(same.clone()))
            }
            Value::Integer(_) | Value::Float(_) if STATUSES.contains(&name.as_str()) => {
                let number = Candidate::Number(Number::Integer(status.into()));
                let is_plain = field.ty.is_integer() || field.ty == Type::Number;
                let is_allowed = is_plain && refusal(field, number).is_none();
                is_allowed.then_some(Value::Integer(status.into()))
            }
            _ => None,
        }
    }
}

/// True if a field is a text that may be this one.
fn takes(field: &Field, text: &str) -> bool {
    field.ty == Type::String && field.format.is_none() && refusal(field, Candidate::String(text)).is_none()
}

fn refusal(field: &Field, value: Candidate<'_>) -> Option<String> {
    field.effective_constraints().find_map(|constraint| constraint.refusal(value))
}
