//! Views: read access to values of any type.

use std::fmt;

use crate::value::file_content::FileContent;
use crate::value::model::{self, AnyModel, CloneFields};
use crate::value::slot::{Scalar, Shape, Slot};
use crate::value::timestamp::Timestamp;
use crate::value::union::AnyUnion;

/// A value of a field, a parameter or a response, of any type, for tools that do not know the models.
///
/// ```
/// use hss_runtime::View;
///
/// fn text(view: View<'_>) -> String {
///     match view {
///         View::Absent => String::new(),
///         View::Text(text) => text.to_owned(),
///         other => format!("{other:?}"),
///     }
/// }
/// assert_eq!(text(View::Integer(3)), "3");
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum View<'a> {
    /// No value.
    Absent,
    /// Null, if it differs from an absent value.
    Null,
    /// A string.
    Text(&'a str),
    /// An integer.
    Integer(i64),
    /// An integer of a type that has values above `i64::MAX`.
    Unsigned(u64),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A time.
    Timestamp(Timestamp),
    /// A value of an enumeration, a code, or a combination of flags.
    Enum(&'a dyn EnumView),
    /// Any JSON value.
    Json(&'a serde_json::Value),
    /// The content of a file.
    File(&'a FileContent),
    /// A list.
    List(&'a dyn ListView),
    /// An object with any keys, and values of one type.
    Map(&'a dyn MapView),
    /// An object with known fields.
    Model(&'a dyn AnyModel),
    /// A value of one of several types.
    Union(&'a dyn AnyUnion),
}

/// A list with elements of any type, to read.
pub trait ListView {
    /// The number of elements.
    fn len(&self) -> usize;

    /// Returns `true` if there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at this index; [`View::Absent`] past the end.
    fn item(&self, index: usize) -> View<'_>;
}

/// A map with values of any type, to read.
pub trait MapView {
    /// The number of entries.
    fn len(&self) -> usize;

    /// Returns `true` if there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries, in the order of their keys.
    fn entries(&self) -> Vec<(&str, View<'_>)>;
}

/// A value of an enumeration, a code, or a combination of flags; `Debug` writes its name in code.
pub trait EnumView: fmt::Debug {
    /// The value on the wire.
    fn scalar(&self) -> Scalar<'_>;
}

impl View<'_> {
    /// Returns `true` if there is no value.
    pub fn is_absent(&self) -> bool {
        matches!(self, View::Absent)
    }

    /// The value as an integer, if it is one, including a time in milliseconds, a code and flags.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            View::Integer(number) => Some(*number),
            View::Unsigned(number) => i64::try_from(*number).ok(),
            View::Timestamp(time) => Some(time.as_millis()),
            View::Enum(value) => match value.scalar() {
                Scalar::Integer(number) => Some(number),
                _ => None,
            },
            _ => None,
        }
    }

    /// The value as a string, if it is one, including the value of an enumeration.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            View::Text(text) => Some(text),
            View::Enum(value) => match value.scalar() {
                Scalar::Text(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }
}

impl<'a> View<'a> {
    /// The parts of a JSON value; an integer may be written as a float.
    pub(crate) fn of_json(json: &'a serde_json::Value) -> Self {
        use serde_json::Value as Json;
        match json {
            Json::Null => View::Null,
            Json::Bool(value) => View::Boolean(*value),
            Json::Number(number) => number_view(number),
            Json::String(text) => View::Text(text),
            Json::Array(list) => View::List(list),
            Json::Object(entries) => View::Map(entries),
        }
    }

    /// Sets an empty slot of the same type to a clone of the value.
    pub(crate) fn clone_to(self, slot: &mut dyn Slot) {
        let single = match self {
            View::Absent => return,
            View::Null => {
                slot.set_null();
                return;
            }
            View::Text(text) => Scalar::Text(text),
            View::Integer(number) => Scalar::Integer(number),
            View::Unsigned(number) => Scalar::Unsigned(number),
            View::Number(number) => Scalar::Number(number),
            View::Boolean(value) => Scalar::Boolean(value),
            View::Timestamp(time) => Scalar::Integer(time.as_millis()),
            View::Enum(value) => value.scalar(),
            View::Model(model) => {
                slot.visit_model(&mut CloneFields(model));
                return;
            }
            View::Json(_) | View::File(_) | View::List(_) | View::Map(_) | View::Union(_) => {
                return self.clone_inside(slot);
            }
        };
        // The value comes from a slot of the same type, so it fits.
        let _ = slot.set_scalar(single);
    }

    fn clone_inside(self, slot: &mut dyn Slot) {
        match (self, slot.open()) {
            (View::Json(json), Shape::Json(copy)) => json.clone_into(copy),
            (View::File(file), Shape::File(copy)) => file.clone_into(copy),
            (View::List(list), Shape::List(copy)) => items(list).for_each(|item| item.clone_to(copy.push())),
            (View::Map(map), Shape::Map(copy)) => {
                map.entries().into_iter().for_each(|(key, value)| value.clone_to(copy.entry(key)));
            }
            (View::Union(union), Shape::Union(copy, _)) => {
                let (index, value) = union.value();
                value.clone_to(copy.set_variant(index));
            }
            _ => {}
        }
    }
}

fn number_view(number: &serde_json::Number) -> View<'static> {
    /// All integers up to this one are exact as floats.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if let Some(integer) = number.as_i64() {
        return View::Integer(integer);
    }
    if let Some(integer) = number.as_u64() {
        return View::Unsigned(integer);
    }
    let float = number.as_f64().unwrap_or(f64::INFINITY);
    #[expect(clippy::cast_possible_truncation, reason = "an integer, just tested")]
    if float.fract() == 0.0 && float.abs() <= EXACT {
        return View::Integer(float as i64);
    }
    View::Number(float)
}

impl MapView for serde_json::Map<String, serde_json::Value> {
    fn len(&self) -> usize {
        self.len()
    }

    fn entries(&self) -> Vec<(&str, View<'_>)> {
        let view = |value| if value == &serde_json::Value::Null { View::Null } else { View::Json(value) };
        self.iter().map(|(key, value)| (key.as_str(), view(value))).collect()
    }
}

/// Writes the value like its own type.
impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            View::Absent => f.write_str("None"),
            View::Null => f.write_str("Null"),
            View::Text(text) => text.fmt(f),
            View::Integer(number) => number.fmt(f),
            View::Unsigned(number) => number.fmt(f),
            View::Number(number) => number.fmt(f),
            View::Boolean(value) => value.fmt(f),
            View::Timestamp(time) => fmt::Debug::fmt(&time, f),
            View::Enum(value) => value.fmt(f),
            View::Json(value) => value.fmt(f),
            View::File(file) => file.fmt(f),
            View::List(list) => f.debug_list().entries(items(list)).finish(),
            View::Map(map) => f.debug_map().entries(map.entries()).finish(),
            View::Model(model) => model::fmt_fields(model, f),
            View::Union(union) => match union.value() {
                (index, value) if index < union.table().fields.len() => value.fmt(f),
                (_, value) => f.debug_tuple("Unknown").field(&value).finish(),
            },
        }
    }
}

/// Equal in type and value. Numbers compare by `==`, so NaN equals nothing.
impl PartialEq for View<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (*self, *other) {
            (View::Absent, View::Absent) | (View::Null, View::Null) => true,
            (View::Text(one), View::Text(two)) => one == two,
            (View::Integer(one), View::Integer(two)) => one == two,
            (View::Unsigned(one), View::Unsigned(two)) => one == two,
            (View::Number(one), View::Number(two)) => one == two,
            (View::Boolean(one), View::Boolean(two)) => one == two,
            (View::Timestamp(one), View::Timestamp(two)) => one == two,
            (View::Enum(one), View::Enum(two)) => one.scalar() == two.scalar(),
            (View::Json(one), View::Json(two)) => one == two,
            (View::File(one), View::File(two)) => one == two,
            (View::List(one), View::List(two)) => one.len() == two.len() && items(one).eq(items(two)),
            (View::Map(one), View::Map(two)) => one.len() == two.len() && one.entries() == two.entries(),
            (View::Model(one), View::Model(two)) => model::eq_fields(one, two),
            (View::Union(one), View::Union(two)) => one.table() == two.table() && one.value() == two.value(),
            _ => false,
        }
    }
}

/// The elements of a list.
pub(crate) fn items(list: &dyn ListView) -> impl Iterator<Item = View<'_>> {
    (0..list.len()).map(move |index| list.item(index))
}
