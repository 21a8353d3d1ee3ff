//! Checks of the body: JSON, the fields of a form, bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use hss_spec::model::{Body, Content, Field, ParameterStyle, Type};
use serde_json::{Map, Value};

use super::multipart::{self, Part};
use super::pairs::{Pairs, Style};
use super::scope::{Scope, Shape};
use super::violation::Violation;
use super::{json, text};
use crate::request::{Request, parse_query};

/// Adds the violations of the body.
pub(super) fn check(scope: Scope<'_>, body: &Body, request: &Request, violations: &mut Vec<Violation>) {
    let body = sent_form(body, request);
    let content_type = request.header("content-type").unwrap_or_default();
    let mut checking = Checking { scope, body: &body, content_type, bytes: &request.body, violations };
    match body.content {
        Content::Multipart => checking.multipart(),
        Content::Urlencoded => checking.urlencoded(),
        Content::Bytes => checking.bytes(),
        _ => checking.json(),
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
    (form.constraints, form.nullable) = (other.constraints.clone(), other.nullable);
    form.required = body.required;
    Cow::Owned(form)
}

struct Checking<'s, 'v> {
    scope: Scope<'s>,
    body: &'s Body,
    content_type: String,
    bytes: &'s [u8],
    violations: &'v mut Vec<Violation>,
}

impl<'s> Checking<'s, '_> {
    /// True if there is a body; reports one that is missing.
    fn is_given(&mut self) -> bool {
        if !self.bytes.is_empty() {
            return true;
        }
        if self.body.required {
            self.violations.push(Violation::missing_body());
        }
        false
    }

    fn bytes(&mut self) {
        let sent = self.content_type.to_ascii_lowercase();
        if self.is_given() && sent.starts_with("multipart/") && !sent.contains("boundary=") {
            let expected = "has no boundary, which the parts of a body need".to_owned();
            self.violations.push(Violation::new("header", "Content-Type", Some(sent), expected));
        }
    }

    fn json(&mut self) {
        if self.bytes.trim_ascii().is_empty() {
            self.bytes = &[];
        }
        if !self.is_given() {
            return;
        }
        let wanted = self.body.media_type.as_deref().unwrap_or(self.body.content.media_type());
        let sent = self.content_type.to_ascii_lowercase();
        if !sent.is_empty() && !sent.starts_with(&wanted.to_ascii_lowercase()) {
            let expected = format!("is not `{wanted}`, which the body is expected to be");
            self.violations.push(Violation::new("header", "Content-Type", Some(sent), expected));
            return;
        }
        match serde_json::from_slice(self.bytes) {
            Ok(Value::Null) if self.body.required && !self.body.nullable => {
                self.violations.push(Violation::missing_body());
            }
            Ok(Value::Null) => {}
            Ok(value) => self.value(&value),
            Err(error) => self.violations.push(Violation::body(format!("is not JSON: {error}"))),
        }
    }

    fn multipart(&mut self) {
        if self.bytes.is_empty() && !self.body.required {
            return;
        }
        let Some(parts) = multipart::parts(&self.content_type, self.bytes) else {
            let expected = "is not `multipart/form-data` with its boundary".to_owned();
            self.violations.push(Violation::body(expected));
            return;
        };
        let mut by_name: BTreeMap<&str, Vec<&Part<'_>>> = BTreeMap::new();
        for part in &parts {
            by_name.entry(&part.name).or_default().push(part);
        }
        let shape = self.scope.shape(&self.body.ty);
        let mut fields = Map::new();
        for (name, own) in by_name {
            let Some(ty) = shape.field(name) else { continue };
            let is_empty = matches!(own.as_slice(), [part] if part.content.is_empty());
            let value = if self.is_null(name, is_empty) { Value::Null } else { self.parts(name, ty, &own) };
            fields.insert(name.to_owned(), value);
            own.iter().for_each(|part| self.part_headers(part));
        }
        self.value(&Value::Object(fields));
    }

    /// True for a nullable field with an empty value, which is how a form says null.
    fn is_null(&self, name: &str, is_empty: bool) -> bool {
        is_empty && self.fields().iter().any(|field| field.name == name && field.nullable)
    }

    /// The value of a field in these parts.
    fn parts(&mut self, name: &str, ty: &Type, own: &[&Part<'_>]) -> Value {
        let Shape::List(item) = self.scope.shape(ty) else {
            if own.len() > 1 {
                let expected = format!("is given {} times; once is allowed", own.len());
                self.violations.push(Violation::new("body", name, None, expected));
            }
            return own.first().map_or(Value::Null, |part| self.part(ty, part));
        };
        match own {
            // The whole list as JSON.
            [part] if part.is_json() && self.part(item, part).is_array() => self.part(ty, part),
            _ => own.iter().map(|part| self.part(item, part)).collect(),
        }
    }

    /// The value of a part: any text for a file, the parsed value for JSON, and the text as a value of the type for
    /// anything else.
    fn part(&self, ty: &Type, part: &Part<'_>) -> Value {
        let text = String::from_utf8_lossy(part.content);
        let json = || serde_json::from_slice(part.content).ok().filter(|_| part.is_json());
        match ty.not_null() {
            Type::File => Value::from(""),
            ty => json().unwrap_or_else(|| text::value(self.scope, ty, &text)),
        }
    }

    /// Checks the headers that the spec has for a part.
    fn part_headers(&mut self, part: &Part<'_>) {
        let documented = self.body.parts.get(&part.name).into_iter().flat_map(|known| &known.headers);
        for header in documented {
            let mut field = header.clone();
            field.name = format!("{}.{}", part.name, header.name);
            match part.header(&header.name) {
                Some(sent) => {
                    let value = text::value(self.scope, &field.ty, sent);
                    json::check(self.scope, "header", &field, &value, self.violations);
                }
                None if header.required.effective() => {
                    self.violations.push(Violation::missing("header", &field.name));
                }
                None => {}
            }
        }
    }

    fn urlencoded(&mut self) {
        if self.bytes.is_empty() && !self.body.required {
            return;
        }
        let wanted = self.body.content.media_type();
        if !self.content_type.to_ascii_lowercase().starts_with(wanted) {
            self.violations.push(Violation::body(format!("is not `{wanted}`")));
            return;
        }
        let all = parse_query(&String::from_utf8_lossy(self.bytes));
        let known = self.fields();
        let is_taken = |name: &str| {
            let name = name.split('[').next().unwrap_or_default();
            known.iter().any(|field| field.name == name)
        };
        let pairs = Pairs { scope: self.scope, all: &all, is_taken: &is_taken };
        let apart = Style { style: ParameterStyle::Form, explode: true, is_form: false };
        let mut fields = match pairs.value(&self.body.as_field(""), apart) {
            Ok(Some(Value::Object(fields))) => fields,
            _ => Map::new(),
        };
        for field in &known {
            fields.remove(&field.name);
            let mut own = all.iter().filter(|(name, _)| *name == field.name);
            let is_empty = own.next().is_some_and(|(_, text)| text.is_empty()) && own.next().is_none();
            if self.is_null(&field.name, is_empty) {
                fields.insert(field.name.clone(), Value::Null);
                continue;
            }
            match pairs.value(field, self.style(&field.name)) {
                Ok(value) => fields.extend(value.map(|value| (field.name.clone(), value))),
                Err(expected) => {
                    self.violations.push(Violation::new("body", &field.name, None, expected));
                }
            }
        }
        self.value(&Value::Object(fields));
    }

    /// The style of a field of a urlencoded form.
    fn style(&self, name: &str) -> Style {
        let part = self.body.parts.get(name);
        let style = part.and_then(|part| part.style).unwrap_or(ParameterStyle::Form);
        let explode = part.and_then(|part| part.explode).unwrap_or(style.explodes_by_default());
        Style { style, explode, is_form: style != ParameterStyle::DeepObject }
    }

    /// The fields of a form that the spec names.
    fn fields(&self) -> Vec<&'s Field> {
        match self.scope.shape(&self.body.ty) {
            Shape::Model(model) => model.fields.iter().filter(|field| !field.additional).collect(),
            _ => Vec::new(),
        }
    }

    fn value(&mut self, value: &Value) {
        json::check(self.scope, "body", &self.body.as_field(""), value, self.violations);
    }
}
