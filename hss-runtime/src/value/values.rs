//! The values of a request's parameters.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use crate::value::model;
use crate::value::slot::{ListView, MapView, Scalar, View, items};
use crate::value::timestamp::Timestamp;

/// The value of a parameter.
///
/// ```
/// use hss_runtime::Value;
///
/// assert_eq!(Value::from(50), Value::Integer(50));
/// assert_eq!(Value::from(vec!["a", "b"]), Value::List(vec!["a".into(), "b".into()]));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A string.
    String(String),
    /// A string constant, such as a value of an enumeration.
    Static(&'static str),
    /// An integer; also a time in milliseconds, a code, or flags.
    Integer(i64),
    /// An integer of a type that has values above `i64::MAX`.
    Unsigned(u64),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A list; in a query each element repeats the key.
    List(Vec<Value>),
    /// An object: its fields with their values, in order.
    Object(Vec<(String, Value)>),
}

/// Smaller than the encoding of a view of the value, which would be linked into every program.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::String(text) => serializer.serialize_str(text),
            Self::Static(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Unsigned(number) => serializer.serialize_u64(*number),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::List(list) => serializer.collect_seq(list),
            Self::Object(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name.as_str(), value)))
            }
        }
    }
}

impl Value {
    /// A view of the value, for validation.
    pub fn view(&self) -> View<'_> {
        match self {
            Self::String(text) => View::Text(text),
            Self::Static(text) => View::Text(text),
            Self::Integer(number) => View::Integer(*number),
            Self::Unsigned(number) => View::Unsigned(*number),
            Self::Number(number) => View::Number(*number),
            Self::Boolean(value) => View::Boolean(*value),
            Self::List(list) => View::List(list),
            Self::Object(fields) => View::Map(fields),
        }
    }

    /// The value as JSON.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        match self {
            Self::String(text) => text.as_str().into(),
            Self::Static(text) => (*text).into(),
            Self::Integer(number) => (*number).into(),
            Self::Number(number) => (*number).into(),
            Self::Boolean(value) => (*value).into(),
            Self::Unsigned(number) => (*number).into(),
            Self::List(list) => list.iter().map(Self::to_json).collect(),
            Self::Object(fields) => {
                fields.iter().map(|(name, value)| (name.clone(), value.to_json())).collect()
            }
        }
    }

    /// The object, list or single value of a parameter. Nested values of an object are not changed; a value that is
    /// not given is left out.
    pub fn of(view: View<'_>) -> Option<Self> {
        let object = |entries: Vec<(String, View<'_>)>| {
            let fields = entries.into_iter().filter_map(|(name, view)| Some((name, Self::of(view)?)));
            Self::Object(fields.collect())
        };
        Some(match view {
            View::Absent | View::Null | View::File(_) | View::Json(Json::Null) => return None,
            View::Text(text) => Self::String(text.to_owned()),
            View::Integer(number) => Self::Integer(number),
            View::Unsigned(number) => Self::Unsigned(number),
            View::Number(number) => Self::Number(number),
            View::Boolean(value) => Self::Boolean(value),
            View::Timestamp(time) => time.into(),
            View::Enum(value) => match value.scalar() {
                Scalar::Text(text) => Self::String(text.to_owned()),
                Scalar::Integer(number) => Self::Integer(number),
                Scalar::Number(number) => Self::Number(number),
                Scalar::Boolean(value) => Self::Boolean(value),
                Scalar::Unsigned(number) => Self::Unsigned(number),
            },
            View::List(list) => Self::List(items(list).filter_map(Self::of).collect()),
            View::Model(model) => {
                let fields = model::fields(model).flat_map(|(field, view)| match view {
                    View::Map(map) if field.is_additional() => map.entries(),
                    _ => vec![(field.name, view)],
                });
                object(fields.map(|(name, view)| (name.to_owned(), view)).collect())
            }
            View::Union(union) => return Self::of(union.value().1),
            View::Map(map) => {
                object(map.entries().into_iter().map(|(key, view)| (key.to_owned(), view)).collect())
            }
            View::Json(Json::Object(map)) => {
                object(map.iter().map(|(key, value)| (key.clone(), View::Json(value))).collect())
            }
            View::Json(Json::Array(list)) => {
                Self::List(list.iter().filter_map(|value| Self::of(View::Json(value))).collect())
            }
            View::Json(Json::String(text)) => Self::String(text.clone()),
            View::Json(Json::Bool(value)) => Self::Boolean(*value),
            View::Json(other) => Self::String(other.to_string()),
        })
    }

    /// The text to send; the elements of a list are separated by commas, as are the names and values of an object.
    pub fn into_text(self) -> String {
        match self {
            Self::String(text) => text,
            Self::Static(text) => text.to_owned(),
            Self::Integer(number) => number.to_string(),
            Self::Unsigned(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Boolean(value) => value.to_string(),
            Self::List(list) => list.into_iter().map(Self::into_text).collect::<Vec<_>>().join(","),
            Self::Object(fields) => {
                let texts = fields.into_iter().map(|(name, value)| format!("{name},{}", value.into_text()));
                texts.collect::<Vec<_>>().join(",")
            }
        }
    }
}

impl ListView for Vec<Value> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn item(&self, index: usize) -> View<'_> {
        self.get(index).map_or(View::Absent, Value::view)
    }
}

impl MapView for Vec<(String, Value)> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn entries(&self) -> Vec<(&str, View<'_>)> {
        self.iter().map(|(name, value)| (name.as_str(), value.view())).collect()
    }
}

impl From<String> for Value {
    #[inline]
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<&str> for Value {
    #[inline]
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<i64> for Value {
    #[inline]
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<i32> for Value {
    #[inline]
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u32> for Value {
    #[inline]
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u64> for Value {
    #[inline]
    fn from(number: u64) -> Self {
        Self::Unsigned(number)
    }
}

impl From<f64> for Value {
    #[inline]
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    #[inline]
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Timestamp> for Value {
    #[inline]
    fn from(time: Timestamp) -> Self {
        Self::Integer(time.as_millis())
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(list: Vec<T>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

/// The given parameters of a request, by their index in
/// [`Operation::parameters`](crate::schema::Operation::parameters).
///
/// A parameter that is not given uses no memory.
#[derive(Clone, Default, PartialEq)]
pub struct Values {
    /// Sorted by index.
    entries: Vec<(usize, Value)>,
}

impl Values {
    /// No parameters.
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Sets the parameter at this index, replacing its value if it has one.
    pub fn set(&mut self, index: usize, value: Value) {
        match self.position(index) {
            Ok(position) => self.entries[position].1 = value,
            Err(position) => self.entries.insert(position, (index, value)),
        }
    }

    /// The value of the parameter at this index; `None` if it has not been given.
    pub fn get(&self, index: usize) -> Option<&Value> {
        self.position(index).ok().map(|position| &self.entries[position].1)
    }

    /// The given values with the indexes of their parameters, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.entries.iter().map(|(index, value)| (*index, value))
    }

    fn position(&self, index: usize) -> Result<usize, usize> {
        self.entries.binary_search_by_key(&index, |(index, _)| *index)
    }
}

/// Writes the indexes of the given parameters; not their values, since some are secret.
impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Values ")?;
        f.debug_set().entries(self.entries.iter().map(|(index, _)| index)).finish()
    }
}
