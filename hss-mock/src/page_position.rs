//! Positions of result pages in requests and responses, for every way of paging.

use std::borrow::Cow;

use hss_spec::model::{
    Content, Field, Literal, Location, NextPage, Operation, Paging, Type, field_at, field_path,
};

use crate::data::{Generator, Value};
use crate::request::{Request, parse_query};

/// Query parameter of the addresses of next pages.
const OFFSET: &str = "mock_offset";

/// Names of inputs that limit the items of a page.
const LIMITS: &[&str] =
    &["limit", "page_size", "pageSize", "per_page", "perPage", "size", "max_results", "maxResults"];

/// The inputs of a request for a page.
pub(crate) struct Inputs<'a> {
    pub(crate) generator: &'a Generator<'a>,
    pub(crate) operation: &'a Operation,
    pub(crate) paging: &'a Paging,
    pub(crate) request: &'a Request,
}

/// The fields of a response for the next page, and the address for its header `Link`.
pub(crate) struct NextPosition<'p, 's> {
    /// Values by path; `None` for a field that the last page does not have.
    pub(crate) fields: Vec<(&'p str, Option<Value<'s>>)>,
    pub(crate) link: Option<String>,
}

impl<'a> Inputs<'a> {
    /// The number of items that the request or the spec asks for; by the usual names where the spec does not name it.
    pub(crate) fn limit(&self) -> Option<u64> {
        if let Some(name) = &self.paging.limit {
            return self.number(name);
        }
        LIMITS.iter().find_map(|name| self.number(name))
    }

    /// The index of the first item. `find` returns that of the item with a marker at a path.
    pub(crate) fn offset(&self, limit: u64, find: impl Fn(&str, &str) -> Option<usize>) -> u64 {
        match &self.paging.next {
            NextPage::Offset { input } => self.number(input).unwrap_or(0),
            NextPage::Page { input, first, .. } => {
                let first = u64::try_from(*first).unwrap_or(0);
                let page = self.number(input).unwrap_or(first);
                page.saturating_sub(first).saturating_mul(limit)
            }
            NextPage::Token { input, .. } => self.number(input).unwrap_or(0),
            NextPage::Marker { input, key } => match self.text(input) {
                None => 0,
                Some(marker) => find(key, &marker).map_or(u64::MAX, |index| index as u64 + 1),
            },
            _ => self.request.query_values(OFFSET).first().and_then(|text| text.parse().ok()).unwrap_or(0),
        }
    }

    /// The position of the page that begins with the item at this index; `None` after the last page.
    pub(crate) fn next<'s>(&self, offset: Option<u64>, total: u64, limit: u64) -> NextPosition<'a, 's> {
        let mut next = NextPosition { fields: Vec::new(), link: None };
        match &self.paging.next {
            NextPage::Page { pages: Some(pages), .. } => {
                let count = i64::try_from(total.div_ceil(limit.max(1))).unwrap_or(i64::MAX);
                next.fields.push((pages, Some(Value::Integer(count))));
            }
            NextPage::Token { input, from } => {
                let is_integer = self.field(input).is_some_and(|field| field.ty.is_integer());
                let token = offset.map(|offset| match is_integer {
                    true => Value::Integer(i64::try_from(offset).unwrap_or(i64::MAX)),
                    false => Value::Text(offset.to_string()),
                });
                next.fields.push((from, token));
            }
            NextPage::Url { from } => {
                next.fields.push((from, offset.map(|offset| Value::Text(self.address(offset)))));
            }
            NextPage::Link => {
                next.link = offset.map(|offset| format!("<{}>; rel=\"next\"", self.address(offset)))
            }
            _ => {}
        }
        next
    }

    /// The address of the page that begins with the item at this index.
    fn address(&self, offset: u64) -> String {
        let encode = |text: &str| {
            percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
        };
        let others = self.request.query.iter().filter(|(name, _)| name != OFFSET);
        let others: String =
            others.map(|(name, value)| format!("{}={}&", encode(name), encode(value))).collect();
        format!("{}?{others}{OFFSET}={offset}", self.request.path)
    }

    /// The number of an input: that of the request, else its default.
    fn number(&self, name: &str) -> Option<u64> {
        if let Some(text) = self.text(name) {
            return text.parse().ok();
        }
        match self.field(name)?.default.preferred() {
            Some(Literal::Integer(default)) => u64::try_from(*default).ok(),
            Some(Literal::String(default)) => default.parse().ok(),
            _ => None,
        }
    }

    /// The value of an input in the request; an empty one counts as missing.
    fn text(&self, name: &str) -> Option<String> {
        if !self.paging.in_body {
            let value = self.request.query_values(name).first().map(|text| (*text).to_owned());
            return value.filter(|text| !text.is_empty());
        }
        let content = self.operation.body.as_ref().map(|body| body.content);
        if content == Some(Content::Urlencoded) {
            let pairs = parse_query(&String::from_utf8_lossy(&self.request.body));
            let found = pairs.into_iter().find(|(known, _)| field_path(name).eq([known.as_str()]));
            return found.map(|(_, text)| text).filter(|text| !text.is_empty());
        }
        let body: serde_json::Value = serde_json::from_slice(&self.request.body).ok()?;
        let value = field_path(name).try_fold(&body, |value, name| value.get(&*name))?;
        match value {
            serde_json::Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
            serde_json::Value::Null => None,
            other => Some(other.to_string()),
        }
    }

    /// The parameter of an input, or its field in the body.
    fn field(&self, name: &str) -> Option<&'a Field> {
        if self.paging.in_body {
            let body = self.operation.body.as_ref()?;
            return field_at(&body.ty, name, |name| self.generator.model(name));
        }
        self.operation.parameter(Location::Query, name).map(|parameter| &parameter.field)
    }
}

/// True if an item has this value at a path.
pub(crate) fn has_key(item: &Value<'_>, path: &str, wanted: &str) -> bool {
    let found = field_path(path).try_fold(item, |value, name| match value {
        Value::Object(fields) => fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value),
        _ => None,
    });
    match found {
        Some(Value::Text(text)) => text == wanted,
        Some(other) => other.to_string() == wanted,
        None => false,
    }
}

/// Sets the value at a path of a body of this type, or removes it.
pub(crate) fn put<'s>(
    generator: &Generator<'s>,
    ty: &'s Type,
    body: &mut Value<'s>,
    path: &str,
    value: Option<Value<'s>>,
) {
    let mut names: Vec<Cow<'_, str>> = field_path(path).collect();
    let Some(last) = names.pop() else {
        *body = value.unwrap_or(Value::List(Vec::new()));
        return;
    };
    let (mut place, mut ty) = (body, ty);
    for name in names {
        let Some(field) = field_at(ty, &hss_spec::model::path_of_field(&name), |name| generator.model(name))
        else {
            return;
        };
        let Value::Object(fields) = place else { return };
        let index = fields.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            fields.push((&field.name, Value::Object(Vec::new())));
            fields.len() - 1
        });
        let Some((_, inner)) = fields.get_mut(index) else { return };
        (place, ty) = (inner, &field.ty);
    }
    let Some(field) = field_at(ty, &hss_spec::model::path_of_field(&last), |name| generator.model(name))
    else {
        return;
    };
    let Value::Object(fields) = place else { return };
    // An empty text says the same as no field.
    let is_needed = field.required.effective() && field.ty == Type::String;
    let value = value.or_else(|| is_needed.then(|| Value::Text(String::new())));
    match (fields.iter().position(|(known, _)| *known == last), value) {
        (Some(index), Some(value)) => fields[index].1 = value,
        (Some(index), None) => _ = fields.remove(index),
        (None, Some(value)) => fields.push((&field.name, value)),
        (None, None) => {}
    }
}
