//! Encoding of parameters: the query, cookies, headers, the path.

use std::borrow::Cow;

use super::encode::Unsendable;
use super::percent::{has_dot_segment, push_escaped};
use crate::schema::{Location, Operation, Parameter, Style};
use crate::value::{Value, Values};

/// The pairs of the query string, not yet percent-encoded, in the order of the table; a list repeats its key, or is
/// joined according to its style.
pub fn query(operation: &Operation, values: &Values) -> Vec<(Cow<'static, str>, String)> {
    pairs(operation, values, Location::Query)
}

/// The pairs of the header `Cookie`, in the order of the table, percent-encoded: `session=a%20b; theme=dark`.
pub fn cookies(operation: &Operation, values: &Values) -> Option<String> {
    let mut header = String::new();
    for (name, value) in pairs(operation, values, Location::Cookie) {
        if !header.is_empty() {
            header.push_str("; ");
        }
        header.push_str(&name);
        header.push('=');
        push_escaped(&mut header, value.as_bytes());
    }
    (!header.is_empty()).then_some(header)
}

fn pairs(operation: &Operation, values: &Values, location: Location) -> Vec<(Cow<'static, str>, String)> {
    let mut pairs = Vec::new();
    for (parameter, value) in located(operation, values, location) {
        let name = parameter.field.name;
        match (parameter.style.separator(), value) {
            (Some(separator), Value::List(list)) if !list.is_empty() => {
                pairs.push((name.into(), texts(list).join(separator)));
            }
            (Some(separator), Value::Object(fields)) if !fields.is_empty() => {
                pairs.push((name.into(), in_turn(fields).join(separator)));
            }
            (_, Value::Object(fields)) if parameter.style == Style::Deep => deep(name, fields, &mut pairs),
            (_, Value::List(list)) if parameter.style == Style::Deep => deep_list(name, list, &mut pairs),
            (_, Value::Object(fields)) => {
                for (name, value) in fields {
                    repeat(name.clone().into(), value, &mut pairs);
                }
            }
            _ => repeat(name.into(), value, &mut pairs),
        }
    }
    pairs
}

/// The fields of an object, each by its name in brackets: `page[size]=1`.
fn deep(name: &str, fields: &[(String, Value)], pairs: &mut Vec<(Cow<'static, str>, String)>) {
    for (field, value) in fields {
        let name = format!("{name}[{field}]");
        match value {
            Value::Object(fields) => deep(&name, fields, pairs),
            value => repeat(name.into(), value, pairs),
        }
    }
}

/// The elements of a list by their indexes in brackets; for elements that are objects, also by field:
/// `sort[0][by]=name`.
fn deep_list(name: &str, list: &[Value], pairs: &mut Vec<(Cow<'static, str>, String)>) {
    for (index, value) in list.iter().enumerate() {
        let name = format!("{name}[{index}]");
        match value {
            Value::Object(fields) => deep(&name, fields, pairs),
            value => pairs.push((name.into(), element(value))),
        }
    }
}

/// An element of a list as text; an object or a list in it is JSON.
fn element(value: &Value) -> String {
    match value {
        Value::Object(_) | Value::List(_) => json(value),
        single => single.clone().into_text(),
    }
}

fn json(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A value inside an object as text: an object in it is JSON, the elements of a list are separated by commas.
fn text(value: &Value) -> String {
    match value {
        Value::Object(_) => json(value),
        Value::List(list) => texts(list).join(","),
        value => value.clone().into_text(),
    }
}

/// The names and values of an object, in turn.
fn in_turn(fields: &[(String, Value)]) -> Vec<String> {
    fields.iter().flat_map(|(name, value)| [name.clone(), text(value)]).collect()
}

/// The elements of a list as text.
fn texts(list: &[Value]) -> Vec<String> {
    list.iter().map(element).collect()
}

fn repeat(name: Cow<'static, str>, value: &Value, pairs: &mut Vec<(Cow<'static, str>, String)>) {
    match value {
        Value::List(list) => pairs.extend(list.iter().map(|value| (name.clone(), element(value)))),
        single => pairs.push((name, text(single))),
    }
}

/// The headers that are parameters, in the order of the table; the elements of a list are separated by commas.
pub fn headers(operation: &Operation, values: &Values) -> Vec<(&'static str, String)> {
    located(operation, values, Location::Header)
        .map(|(parameter, value)| {
            let text = match value {
                Value::Object(fields) if parameter.style == Style::SimpleExploded => named(fields).join(","),
                Value::Object(fields) => in_turn(fields).join(","),
                value => text(value),
            };
            (parameter.field.name, text)
        })
        .collect()
}

/// The given parameters at this location.
fn located<'a>(
    operation: &'a Operation,
    values: &'a Values,
    location: Location,
) -> impl Iterator<Item = (&'static Parameter, &'a Value)> {
    values.iter().filter_map(move |(index, value)| {
        let parameter = operation.parameters.get(index)?;
        (parameter.location == location).then_some((parameter, value))
    })
}

/// The path with values in place of its placeholders, each percent-encoded so that it stays one segment.
///
/// A value comes from `values`, or else from `from_client`, which yields the client's settings by name.
///
/// # Errors
///
/// [`Unsendable::MissingParameter`], [`Unsendable::PathStep`] and [`Unsendable::DotSegment`].
pub fn path<'a>(
    operation: &Operation,
    values: &Values,
    from_client: &dyn Fn(&str) -> Option<&'a str>,
) -> Result<String, Unsendable> {
    let mut path = String::with_capacity(operation.path.len() + 32);
    let mut rest = operation.path;
    while let Some((before, placeholder, after)) = next_placeholder(rest) {
        path.push_str(before);
        let is_given = match given(operation, values, placeholder) {
            Some((parameter, value)) => push_styled(&mut path, parameter, value),
            None => {
                let text = from_client(placeholder).unwrap_or_default();
                push_escaped(&mut path, text.as_bytes());
                !text.is_empty()
            }
        };
        if !is_given {
            return Err(Unsendable::MissingParameter(placeholder));
        }
        let segment = path.rsplit('/').next().unwrap_or_default();
        // Text around a placeholder can also form a dot segment: `.` in `{name}.` gives `..`.
        let behind = after.split('/').next().unwrap_or_default();
        if matches!((segment, behind), ("." | "..", "") | (".", ".")) {
            return Err(Unsendable::PathStep(placeholder));
        }
        rest = after;
    }
    path.push_str(rest);
    if has_dot_segment(&path) {
        return Err(Unsendable::DotSegment(path));
    }
    Ok(path)
}

/// The path before the next placeholder, the placeholder's name, and the rest of the path.
fn next_placeholder(path: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (before, rest) = path.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn given<'a>(
    operation: &Operation,
    values: &'a Values,
    name: &str,
) -> Option<(&'static Parameter, &'a Value)> {
    let is_wanted =
        |parameter: &Parameter| parameter.location == Location::Path && parameter.field.name == name;
    let index = operation.parameters.iter().position(is_wanted)?;
    Some((&operation.parameters[index], values.get(index)?))
}

/// Appends an object as the value of a placeholder; returns `false` if it is empty.
fn push_object(path: &mut String, parameter: &Parameter, fields: &[(String, Value)]) -> bool {
    let (before, between, is_named) = match parameter.style {
        Style::Label => (".".to_owned(), ",", false),
        Style::LabelExploded => (".".to_owned(), ".", true),
        Style::Matrix => (format!(";{}=", parameter.field.name), ",", false),
        Style::MatrixExploded => (";".to_owned(), ";", true),
        Style::SimpleExploded => (String::new(), ",", true),
        _ => (String::new(), ",", false),
    };
    for (index, (name, value)) in fields.iter().enumerate() {
        path.push_str(if index == 0 { &before } else { between });
        push_escaped(path, name.as_bytes());
        path.push_str(if is_named { "=" } else { between });
        push_escaped(path, text(value).as_bytes());
    }
    !fields.is_empty()
}

/// The fields of an object with their names: `x=1`.
fn named(fields: &[(String, Value)]) -> Vec<String> {
    fields.iter().map(|(name, value)| format!("{name}={}", text(value))).collect()
}

/// Appends the value of a placeholder; returns `false` if it is empty.
fn push_styled(path: &mut String, parameter: &Parameter, value: &Value) -> bool {
    let name = parameter.field.name;
    if let Value::Object(fields) = value {
        return push_object(path, parameter, fields);
    }
    let texts = match value {
        Value::List(list) => texts(list),
        single => vec![text(single)],
    };
    let (before, between) = match parameter.style {
        Style::Label => (".".to_owned(), ",".to_owned()),
        Style::LabelExploded => (".".to_owned(), ".".to_owned()),
        Style::Matrix => (format!(";{name}="), ",".to_owned()),
        Style::MatrixExploded => (format!(";{name}="), format!(";{name}=")),
        _ => (String::new(), ",".to_owned()),
    };
    for (index, text) in texts.iter().enumerate() {
        path.push_str(if index == 0 { &before } else { &between });
        push_escaped(path, text.as_bytes());
    }
    texts.iter().any(|text| !text.is_empty())
}
