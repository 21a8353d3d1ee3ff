//! Checks of a request against the spec.
//!
//! Unknown query parameters, headers and fields of a body are ignored, as by real services, but they are recorded
//! as well.

mod json;
mod multipart;
mod scalar;
mod violation;

use std::borrow::Cow;
use std::collections::BTreeSet;

use hss_spec::model::{Body, Candidate, Content, Location, Operation, Parameter, ParameterStyle, Spec, Type};

use crate::request::{Request, decode};
use scalar::Scope;
pub(crate) use violation::Violation;

/// Everything about a request that violates the spec, in the order of its parameters.
pub(crate) fn check(
    spec: &Spec,
    group: &str,
    operation: &Operation,
    request: &Request,
    path_values: &[(String, String)],
) -> Vec<Violation> {
    let mut checking = Checking { scope: Scope { spec, group }, violations: Vec::new() };
    checking.path(operation, path_values);
    // What an object becomes depends on its style; what is in it is not checked.
    let is_object = |parameter: &Parameter| {
        let name = parameter.field.ty.name();
        let is_model = name.is_some_and(|name| spec.model(group, name).is_some());
        let has_fields = |ty: &Type| matches!(ty, Type::Map(_) | Type::List(_));
        let is_nested = match &parameter.field.ty {
            Type::List(item) => has_fields(item),
            ty => matches!(ty, Type::Map(_)),
        };
        is_model || is_nested || parameter.is_json()
    };
    for parameter in operation.parameters.iter().filter(|parameter| !is_object(parameter)) {
        match parameter.location {
            Location::Query => checking.query(parameter, request),
            // Authentication has checked the client's own headers.
            Location::Header if spec.service.client_parameters.contains(&parameter.field.name) => {}
            Location::Header => checking.header(parameter, request),
            Location::Cookie => checking.cookie(parameter, request),
            // The route has matched the path.
            _ => {}
        }
    }
    if let Some(body) = &operation.body {
        checking.body(&sent_form(body, request), request);
    }
    checking.violations
}

struct Checking<'s> {
    scope: Scope<'s>,
    violations: Vec<Violation>,
}

impl Checking<'_> {
    fn path(&mut self, operation: &Operation, values: &[(String, String)]) {
        let mut seen = BTreeSet::new();
        for (name, value) in values.iter().filter(|(name, _)| seen.insert(name.as_str())) {
            if value.is_empty() {
                self.violations.push(Violation::missing("path", name));
            } else if let Some(parameter) = operation.parameter(Location::Path, name) {
                self.texts(parameter, &elements(parameter, path_value(parameter, value)));
            }
        }
    }

    fn query(&mut self, parameter: &Parameter, request: &Request) {
        let field = &parameter.field;
        let values = request.query_values(&field.name);
        if values.is_empty() && field.required.effective() {
            self.violations.push(Violation::missing("query", &field.name));
        }
        let values: Vec<&str> = values.iter().flat_map(|value| elements(parameter, value)).collect();
        self.texts(parameter, &values);
    }

    fn cookie(&mut self, parameter: &Parameter, request: &Request) {
        let field = &parameter.field;
        let header = request.header("cookie").unwrap_or_default();
        let pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
        let values: Vec<String> =
            pairs.filter(|(name, _)| *name == field.name).map(|(_, value)| decode(value)).collect();
        if values.is_empty() && field.required.effective() {
            self.violations.push(Violation::missing("cookie", &field.name));
        }
        let values: Vec<&str> = values.iter().flat_map(|value| elements(parameter, value)).collect();
        self.texts(parameter, &values);
    }

    fn header(&mut self, parameter: &Parameter, request: &Request) {
        let field = &parameter.field;
        match request.header(&field.name) {
            Some(value) => self.texts(parameter, &elements(parameter, &value)),
            None if field.required.effective() => {
                self.violations.push(Violation::missing("header", &field.name))
            }
            None => {}
        }
    }

    /// Checks the values of a parameter; a list has any number of them, any other type only one.
    fn texts(&mut self, parameter: &Parameter, values: &[&str]) {
        let field = &parameter.field;
        let location = parameter.location.name();
        let mut violate = |found: Option<String>, expected: String| {
            self.violations.push(Violation::new(location, &field.name, found, expected));
        };
        let item = match &field.ty {
            Type::List(item) => item.as_ref(),
            other => other,
        };
        let is_list = matches!(field.ty, Type::List(_));
        if values.len() > 1 && !is_list {
            violate(None, format!("is given {} times; once is allowed", values.len()));
            return;
        }
        if is_list
            && !values.is_empty()
            && let Some(expected) = scalar::violation(field, Candidate::Collection(values.len()))
        {
            violate(None, expected);
        }
        for value in values {
            if let Some(expected) = self.scope.text_violation(field, item, value) {
                violate(Some((*value).to_owned()).filter(|_| !field.secret), expected);
            }
        }
    }

    fn body(&mut self, body: &Body, request: &Request) {
        match body.content {
            Content::Multipart => self.multipart_body(body, request),
            Content::Urlencoded => self.urlencoded_body(body, request),
            Content::Bytes => {
                if body.required && request.body.is_empty() {
                    self.violations.push(Violation::missing_body());
                }
            }
            _ => self.json_body(body, request),
        }
    }

    fn json_body(&mut self, body: &Body, request: &Request) {
        if request.body.trim_ascii().is_empty() {
            if body.required {
                self.violations.push(Violation::missing_body());
            }
            return;
        }
        let content_type = request.header("content-type").unwrap_or_default().to_ascii_lowercase();
        let wanted = body.media_type.as_deref().unwrap_or(body.content.media_type());
        if !content_type.is_empty() && !content_type.starts_with(&wanted.to_ascii_lowercase()) {
            let expected = format!("is not `{wanted}`, which the body is expected to be");
            self.violations.push(Violation::new("header", "Content-Type", Some(content_type), expected));
            return;
        }
        match serde_json::from_slice(&request.body) {
            Ok(serde_json::Value::Null) if body.required && !body.nullable => {
                self.violations.push(Violation::missing_body())
            }
            Ok(serde_json::Value::Null) => {}
            Ok(value) => json::check(self.scope, &body.as_field(""), &value, &mut self.violations),
            Err(error) => self.violations.push(Violation::body(format!("is not JSON: {error}"))),
        }
    }

    fn multipart_body(&mut self, body: &Body, request: &Request) {
        if request.body.is_empty() && !body.required {
            return;
        }
        let content_type = request.header("content-type").unwrap_or_default();
        let Some(names) = multipart::part_names(&content_type, &request.body) else {
            let expected = "is not `multipart/form-data` with its boundary".to_owned();
            self.violations.push(Violation::body(expected));
            return;
        };
        self.required_fields(body, &names);
    }

    fn urlencoded_body(&mut self, body: &Body, request: &Request) {
        if request.body.is_empty() && !body.required {
            return;
        }
        let content_type = request.header("content-type").unwrap_or_default().to_ascii_lowercase();
        if !content_type.starts_with(body.content.media_type()) {
            let expected = format!("is not `{}`", body.content.media_type());
            self.violations.push(Violation::body(expected));
            return;
        }
        let text = String::from_utf8_lossy(&request.body);
        let pairs = text.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        // `metadata[key]` is a part of `metadata`.
        let name =
            |key: &str| decode(&key.replace('+', " ")).split('[').next().unwrap_or_default().to_owned();
        let names: Vec<String> = pairs.map(|(key, _)| name(key)).collect();
        self.required_fields(body, &names);
    }

    /// Reports the required fields of a form that it doesn't have.
    fn required_fields(&mut self, body: &Body, names: &[String]) {
        let Some(model) = body.ty.name().and_then(|name| self.scope.spec.model(self.scope.group, name))
        else {
            return;
        };
        for field in model.fields.iter().filter(|field| field.required.effective()) {
            if !names.contains(&field.name) {
                self.violations.push(Violation::missing("body", &field.name));
            }
        }
    }
}

/// The body in the media type of the request, if the operation takes several, else in the default one.
fn sent_form<'b>(body: &'b Body, request: &Request) -> Cow<'b, Body> {
    let essence = |name: &str| name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let sent = essence(&request.header("content-type").unwrap_or_default());
    let own = body.media_type.as_deref().unwrap_or(body.content.media_type());
    let mut others = body.alternatives.iter().filter(|_| essence(own) != sent);
    let Some(other) = others.find(|one| essence(one.media_type()) == sent) else {
        return Cow::Borrowed(body);
    };
    let mut form = Body::new(other.content, other.ty.clone());
    (form.media_type, form.parts) = (other.media_type.clone(), other.parts.clone());
    form.required = body.required;
    Cow::Owned(form)
}

/// The elements of a list that are joined in one value, else the value itself.
fn elements<'v>(parameter: &Parameter, value: &'v str) -> Vec<&'v str> {
    if parameter.style == ParameterStyle::Matrix && parameter.explode {
        return value.split(&format!(";{}=", parameter.field.name)).collect();
    }
    let separator = match parameter.style {
        _ if !matches!(parameter.field.ty, Type::List(_)) => return vec![value],
        ParameterStyle::Label if parameter.explode => '.',
        ParameterStyle::Simple | ParameterStyle::Label | ParameterStyle::Matrix => ',',
        _ if parameter.explode => return vec![value],
        ParameterStyle::SpaceDelimited => ' ',
        ParameterStyle::PipeDelimited => '|',
        ParameterStyle::TabDelimited => '\t',
        _ => ',',
    };
    value.split(separator).collect()
}

/// The value of a placeholder without what its style puts before it.
fn path_value<'v>(parameter: &Parameter, value: &'v str) -> &'v str {
    match parameter.style {
        ParameterStyle::Label => value.strip_prefix('.').unwrap_or(value),
        ParameterStyle::Matrix => value.split_once('=').map_or(value, |(_, value)| value),
        _ => value,
    }
}

/// The violations of a JSON value of a type; for tests that check responses like requests.
#[cfg(test)]
pub(crate) fn check_value(spec: &Spec, group: &str, ty: &Type, value: &serde_json::Value) -> Vec<Violation> {
    let mut violations = Vec::new();
    json::check(Scope { spec, group }, &hss_spec::model::Field::new("", ty.clone()), value, &mut violations);
    violations
}
