//! Checks of the parameters: the path, the query, headers, cookies.

use std::collections::BTreeSet;

use hss_spec::model::{Location, Operation, Parameter, SecurityScheme};
use serde_json::{Map, Value};

use super::joined::Joined;
use super::json;
use super::pairs::{Pairs, Style};
use super::scope::{Scope, Shape};
use super::violation::Violation;
use crate::request::{Request, decode};
use crate::route::placeholder_values;

/// A parameter as it was read: its value, `None` without a value, or the fault in its text.
type Read = Result<Option<Value>, String>;

/// Adds the violations of an operation's parameters.
pub(super) fn check(
    scope: Scope<'_>,
    operation: &Operation,
    request: &Request,
    segments: &[&str],
    violations: &mut Vec<Violation>,
) {
    let mut checking = Checking { scope, operation, violations };
    checking.path(segments);
    let cookies = cookies(request);
    for parameter in &operation.parameters {
        match parameter.location {
            Location::Query => checking.pairs(parameter, &request.query),
            Location::Cookie => checking.pairs(parameter, &cookies),
            // Authentication has checked the client's own headers.
            Location::Header if scope.spec.service.client_parameters.contains(&parameter.field.name) => {}
            Location::Header => checking.header(parameter, request),
            _ => {}
        }
    }
}

/// The text of a placeholder without the prefix of its style.
pub(crate) fn path_text(operation: &Operation, name: &str, text: &str) -> String {
    let parameter = operation.parameter(Location::Path, name);
    let joined = parameter.and_then(|known| Joined::in_path(known, Shape::Single, text, false).ok());
    joined.map_or_else(|| text.to_owned(), |joined| joined.whole())
}

fn cookies(request: &Request) -> Vec<(String, String)> {
    let header = request.header("cookie").unwrap_or_default();
    let pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), decode(value))).collect()
}

struct Checking<'s, 'v> {
    scope: Scope<'s>,
    operation: &'s Operation,
    violations: &'v mut Vec<Violation>,
}

impl Checking<'_, '_> {
    fn path(&mut self, segments: &[&str]) {
        let decoded: Vec<String> = segments.iter().map(|segment| decode(segment)).collect();
        // While it is percent-encoded, a value can be distinguished from a separator.
        let encoded = placeholder_values(&self.operation.path, segments);
        let mut seen = BTreeSet::new();
        for (name, text) in placeholder_values(&self.operation.path, &decoded) {
            if !seen.insert(name.clone()) {
                continue;
            }
            if text.is_empty() {
                self.violations.push(Violation::missing("path", &name));
            } else if let Some(parameter) = self.operation.parameter(Location::Path, &name) {
                let sent = encoded.iter().find(|(known, _)| *known == name);
                let read = match sent {
                    Some((_, sent)) => self.placeholder(parameter, sent, true),
                    None => self.placeholder(parameter, &text, false),
                };
                self.take(parameter, read, Some(text));
            }
        }
    }

    fn placeholder(&self, parameter: &Parameter, text: &str, is_encoded: bool) -> Read {
        let ty = &parameter.field.ty;
        let joined = Joined::in_path(parameter, self.scope.shape(ty), text, is_encoded)?;
        match joined.whole() {
            whole if whole.is_empty() => Ok(None),
            whole if parameter.is_json() => from_json(&whole),
            _ => joined.value(self.scope, ty).map(Some),
        }
    }

    fn header(&mut self, parameter: &Parameter, request: &Request) {
        let text = request.header(&parameter.field.name);
        let ty = &parameter.field.ty;
        let is_named = parameter.explode && self.scope.shape(ty).is_object();
        let read = match &text {
            None => Ok(None),
            Some(text) if parameter.is_json() => from_json(text),
            Some(text) => Joined::new(text, ",", is_named).value(self.scope, ty).map(Some),
        };
        self.take(parameter, read, text);
    }

    /// Reads a parameter from the pairs of a query or of cookies.
    fn pairs(&mut self, parameter: &Parameter, all: &[(String, String)]) {
        let name = &parameter.field.name;
        if parameter.is_json() {
            let mut texts = all.iter().filter(|(known, _)| known == name).map(|(_, text)| text);
            let text = texts.next().cloned();
            let read = text.as_deref().map_or(Ok(None), from_json);
            return self.take(parameter, read, text);
        }
        let is_taken = |name: &str| self.is_taken(parameter.location, name);
        let pairs = Pairs { scope: self.scope, all, is_taken: &is_taken };
        let style = Style { style: parameter.style, explode: parameter.explode, is_form: false };
        let read = pairs.value(&parameter.field, style);
        self.take(parameter, read, None);
    }

    /// True if a pair of that name is a parameter, or a key of the caller.
    fn is_taken(&self, at: Location, name: &str) -> bool {
        let is_part = |of: &str| name.strip_prefix(of).is_some_and(|rest| rest.starts_with('['));
        let mut others = self.operation.parameters.iter().filter(|other| other.location == at);
        let schemes = self.scope.spec.service.effective_schemes();
        let mut schemes = schemes.values();
        let is_key = |scheme: &SecurityScheme| match scheme {
            SecurityScheme::ApiKey { location, name: key } => *location == at && key == name,
            _ => false,
        };
        others.any(|other| other.field.name == name || is_part(&other.field.name)) || schemes.any(is_key)
    }

    /// Adds the violations of a parameter that was read from this text, if it has one of its own.
    fn take(&mut self, parameter: &Parameter, read: Read, text: Option<String>) {
        let (field, location) = (&parameter.field, parameter.location.name());
        let is_object = self.scope.shape(&field.ty).is_object() && !parameter.is_json();
        match read {
            Ok(Some(value)) => json::check(self.scope, location, field, &value, self.violations),
            // An object without fields is not sent.
            Ok(None) if field.required.effective() && is_object && parameter.location != Location::Path => {
                json::check(self.scope, location, field, &Value::Object(Map::new()), self.violations);
            }
            Ok(None) if field.required.effective() => {
                self.violations.push(Violation::missing(location, &field.name));
            }
            Ok(None) => {}
            Err(expected) => {
                let text = text.filter(|_| !field.secret);
                self.violations.push(Violation::new(location, &field.name, text, expected));
            }
        }
    }
}

fn from_json(text: &str) -> Read {
    serde_json::from_str(text).map(Some).map_err(|error| format!("is not JSON: {error}"))
}
