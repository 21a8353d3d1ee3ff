//! Encoding of requests: the JSON body here; the query, the headers and the path in `parameters`.

use std::fmt;

use serde::ser::{Error as _, Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

use crate::schema::FieldPath;
use crate::value::model::{self, AnyModel};
use crate::value::slot::{Scalar, Slot, View, items};
pub use crate::wire::multipart::{Form, multipart};
pub use crate::wire::parameters::{cookies, headers, path, query};
pub use crate::wire::urlencoded::urlencoded;

/// A request cannot be encoded, with or without validation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsendable {
    /// A placeholder of the path has no value or an empty one, which would change the path.
    MissingParameter(&'static str),
    /// The value of a placeholder is `.` or `..`, which would change the path.
    PathStep(&'static str),
    /// The whole path has a segment `.` or `..`, which would change it.
    DotSegment(String),
    /// A value of the body cannot be written as JSON: a number that is NaN or infinite, or a file.
    NoJsonForm(String),
    /// A file is streamed, so that its content is not in memory.
    Streamed,
}

impl fmt::Display for Unsendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingParameter(name) => write!(f, "path parameter `{name}` is missing"),
            Self::PathStep(name) => write!(f, "path parameter `{name}` would change the path"),
            Self::DotSegment(path) => write!(f, "the path `{path}` has a segment that would change it"),
            Self::Streamed => f.write_str("a file is streamed, so its content is not in memory"),
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

/// Encodes a value as JSON, with these fields replaced. An absent value counts as an object without fields.
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
            View::Number(number) => finite(number, serializer),
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
            View::Union(union) => match (union.value(), union.tag_beside()) {
                ((_, View::Model(model)), tag) => object(model, tag, serializer),
                ((_, value), _) => Encoded(value).serialize(serializer),
            },
        }
    }
}

/// Writes an object, with the tag of a union first if it is not a field of the model.
fn object<S: Serializer>(
    model: &dyn AnyModel,
    tag: Option<(&'static str, View<'static>)>,
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
        written = entries.serialize_entry(name, &Encoded(value));
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
        Scalar::Number(number) => finite(number, serializer),
        Scalar::Text(text) => serializer.serialize_str(text),
    }
}

/// Writes a number. NaN is refused, since it would be written as null.
fn finite<S: Serializer>(number: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if number.is_finite() {
        serializer.serialize_f64(number)
    } else {
        Err(S::Error::custom("a number is NaN or infinite"))
    }
}
