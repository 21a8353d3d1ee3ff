//! Encoding of requests: the JSON body, the query, the headers, the path.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Error as _, Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

use crate::schema::{FieldPath, Location, Operation, Parameter, Style};
use crate::value::model::{self, AnyModel};
use crate::value::slot::{Scalar, Slot, View, items};
use crate::value::{Value, Values, union};
pub use crate::wire::multipart::{Form, multipart};
use crate::wire::percent::{has_dot_segment, push_escaped};
pub use crate::wire::urlencoded::urlencoded;

/// A request cannot be encoded, with or without validation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsendable {
    /// A placeholder of the path has no value or an empty one, which would be another path.
    MissingParameter(&'static str),
    /// The value of a placeholder is `.` or `..`, which would be another path.
    PathStep(&'static str),
    /// The whole path has a segment `.` or `..`, which would be another path.
    DotSegment(String),
    /// A value of the body cannot be written as JSON: a number that is NaN or infinite, or a file.
    NoJsonForm(String),
    /// A file is read while it is sent, so that its form is not in memory.
    Streamed,
}

impl fmt::Display for Unsendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingParameter(name) => write!(f, "path parameter `{name}` is missing"),
            Self::PathStep(name) => write!(f, "path parameter `{name}` would change the path"),
            Self::DotSegment(path) => write!(f, "the path `{path}` has a segment that would change it"),
            Self::Streamed => f.write_str("a file is read while it is sent, and has no form in memory"),
            Self::NoJsonForm(what) => write!(f, "{what}, which JSON cannot represent"),
        }
    }
}

impl std::error::Error for Unsendable {}

/// Encodes a value as compact JSON; fields that are not set are left out.
///
/// # Errors
///
/// [`Unsendable::NoJsonForm`] for a number that is NaN or infinite, and for a file.
///
/// ```
/// assert_eq!(hss_runtime::encode::to_vec(&vec![22_i64, 443])?, b"[22,443]");
/// # Ok::<(), hss_runtime::encode::Unsendable>(())
/// ```
pub fn to_vec(slot: &dyn Slot) -> Result<Vec<u8>, Unsendable> {
    view(slot.view())
}

pub(crate) fn view(view: View<'_>) -> Result<Vec<u8>, Unsendable> {
    // Writing to memory does not fail and all keys are strings, so the error is about a value.
    serde_json::to_vec(&Encoded(view)).map_err(|error| Unsendable::NoJsonForm(error.to_string()))
}

/// Encodes a value as JSON, with other values of these fields; no value is an object without fields.
pub(crate) fn with_fields(
    slot: Option<&dyn Slot>,
    fields: &[(FieldPath, serde_json::Value)],
) -> Result<Vec<u8>, Unsendable> {
    let no_form = |error: serde_json::Error| Unsendable::NoJsonForm(error.to_string());
    let mut body = match slot {
        Some(slot) => serde_json::from_slice(&to_vec(slot)?).map_err(no_form)?,
        None => serde_json::Value::Null,
    };
    for (path, value) in fields {
        let mut place = &mut body;
        for name in *path {
            if !place.is_object() {
                *place = serde_json::Value::Object(serde_json::Map::new());
            }
            let serde_json::Value::Object(object) = place else { break };
            place = object.entry(*name).or_insert(serde_json::Value::Null);
        }
        place.clone_from(value);
    }
    serde_json::to_vec(&body).map_err(no_form)
}

/// A JSON value as text.
pub(crate) fn json(value: &serde_json::Value) -> Option<String> {
    String::from_utf8(to_vec(value).ok()?).ok()
}

/// Encodes a value in any format.
///
/// # Errors
///
/// The errors of the serializer, and one for a number that is NaN or infinite, and for a file.
#[doc(hidden)]
pub fn serialize<S: Serializer>(slot: &dyn Slot, serializer: S) -> Result<S::Ok, S::Error> {
    Encoded(slot.view()).serialize(serializer)
}

struct Encoded<'a>(View<'a>);

impl Serialize for Encoded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            View::Absent | View::Null => serializer.serialize_unit(),
            View::Text(text) => serializer.serialize_str(text),
            View::Integer(number) => serializer.serialize_i64(number),
            View::Unsigned(number) => serializer.serialize_u64(number),
            View::Number(number) => decimal(number, serializer),
            View::Boolean(value) => serializer.serialize_bool(value),
            View::Timestamp(time) => serializer.serialize_i64(time.as_millis()),
            View::Enum(value) => scalar(value.scalar(), serializer),
            View::Json(value) => value.serialize(serializer),
            View::File(_) => Err(S::Error::custom("a value is a file")),
            View::List(list) => {
                let mut elements = serializer.serialize_seq(Some(list.len()))?;
                for item in items(list) {
                    elements.serialize_element(&Encoded(item))?;
                }
                elements.end()
            }
            View::Map(map) => {
                let mut entries = serializer.serialize_map(Some(map.len()))?;
                for (key, value) in map.entries() {
                    entries.serialize_entry(key, &Encoded(value))?;
                }
                entries.end()
            }
            View::Model(model) => object(model, None, serializer),
            View::Union(union) => match (union.value(), union::tag_beside(union)) {
                ((_, View::Model(model)), tag) => object(model, tag, serializer),
                ((_, value), _) => Encoded(value).serialize(serializer),
            },
        }
    }
}

/// Writes an object, the tag of a union first if it is none of the model's fields.
fn object<S: Serializer>(
    model: &dyn AnyModel,
    tag: Option<(&'static str, &'static str)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    // Some formats write the number of entries first.
    let mut present = usize::from(tag.is_some());
    model::each_field(model, |field, value| {
        present += match value {
            View::Absent => 0,
            View::Map(map) if field.is_additional() => map.len(),
            _ => 1,
        };
    });
    let mut entries = serializer.serialize_map(Some(present))?;
    let mut written = Ok(());
    if let Some((name, value)) = tag {
        written = entries.serialize_entry(name, value);
    }
    model::each_field(model, |field, value| match value {
        _ if written.is_err() => {}
        View::Absent => {}
        View::Map(map) if field.is_additional() => {
            let mut all = map.entries().into_iter();
            written = all.try_for_each(|(key, value)| entries.serialize_entry(key, &Encoded(value)));
        }
        _ => written = entries.serialize_entry(field.name, &Encoded(value)),
    });
    written?;
    entries.end()
}

fn scalar<S: Serializer>(scalar: Scalar<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match scalar {
        Scalar::Boolean(value) => serializer.serialize_bool(value),
        Scalar::Integer(number) => serializer.serialize_i64(number),
        Scalar::Unsigned(number) => serializer.serialize_u64(number),
        Scalar::Number(number) => decimal(number, serializer),
        Scalar::Text(text) => serializer.serialize_str(text),
    }
}

/// Writes a number. JSON would write null for NaN, which is another value.
fn decimal<S: Serializer>(number: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if number.is_finite() {
        serializer.serialize_f64(number)
    } else {
        Err(S::Error::custom("a number is NaN or infinite"))
    }
}

/// The pairs of the query string, not yet percent-encoded, in the order of the table; a list repeats its key, or is
/// joined as its style says.
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
                let texts: Vec<String> =
                    fields.iter().flat_map(|(name, value)| [name.clone(), text(value)]).collect();
                pairs.push((name.into(), texts.join(separator)));
            }
            (_, Value::Object(fields)) if parameter.style == Style::Deep => deep(name, fields, &mut pairs),
            (_, Value::Object(fields)) => {
                for (name, value) in fields {
                    repeat(&Cow::Owned(name.clone()), value, &mut pairs);
                }
            }
            _ => repeat(&name.into(), value, &mut pairs),
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
            value => repeat(&Cow::Owned(name), value, pairs),
        }
    }
}

/// A value inside a list or an object as text; an object in it is JSON.
fn text(value: &Value) -> String {
    match value {
        Value::Object(_) => view(value.view())
            .map_or_else(|_| String::new(), |json| String::from_utf8_lossy(&json).into_owned()),
        value => value.clone().into_text(),
    }
}

/// The elements of a list as text.
fn texts(list: &[Value]) -> Vec<String> {
    list.iter().map(text).collect()
}

fn repeat(name: &Cow<'static, str>, value: &Value, pairs: &mut Vec<(Cow<'static, str>, String)>) {
    match value {
        Value::List(list) => list.iter().for_each(|value| repeat(name, value, pairs)),
        single => pairs.push((name.clone(), text(single))),
    }
}

/// The headers that are parameters, in the order of the table; the elements of a list are separated by commas.
pub fn headers(operation: &Operation, values: &Values) -> Vec<(&'static str, String)> {
    located(operation, values, Location::Header)
        .map(|(parameter, value)| {
            let text = match value {
                Value::Object(fields) if parameter.style == Style::SimpleExploded => named(fields).join(","),
                value => value.clone().into_text(),
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
        // Text around a placeholder makes a step, too: `.` in `{name}.` gives `..`.
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

/// Appends an object in the place of a placeholder; returns `false` if it is empty.
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
