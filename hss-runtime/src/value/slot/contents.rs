//! The built-in types of fields, and the conversions from other JSON types.
//!
//! A value of another type is converted if that is lossless: `"3"` and `3.0` to the integer 3, `"true"` to `true`, a
//! number or a boolean to its text.

use std::collections::BTreeMap;
use std::mem::size_of;

use crate::schema::number;
use crate::value::model::VisitorMut;
use crate::value::slot::{
    Content, Element, ListSlot, ListView, MapSlot, MapView, Mismatch, Scalar, Shape, Slot, View,
};
use crate::value::timestamp::Timestamp;

/// The expected type of a string, by which the decoder recognises it.
pub(crate) const STRING: &str = "a string";
/// The expected type of a code, by which the decoder recognises it.
pub(crate) const CODE: &str = "an integer code";
const INTEGER: &str = "an integer";
const UNSIGNED: &str = "an integer from 0";
const NUMBER: &str = "a number";
const BOOLEAN: &str = "true or false";
const LIST: &str = "a list";
const OBJECT: &str = "an object";

/// 2⁵³: from here on, a 64-bit float cannot represent all integers.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Converts a scalar to an integer.
///
/// # Errors
///
/// The scalar is not an integer, or does not fit into 64 bits.
#[inline]
pub fn integer(scalar: Scalar<'_>) -> Result<i64, Mismatch> {
    match scalar {
        Scalar::Integer(number) => Ok(number),
        other => converted_integer(other),
    }
}

fn converted_integer(scalar: Scalar<'_>) -> Result<i64, Mismatch> {
    match scalar {
        Scalar::Integer(number) => Some(number),
        Scalar::Number(number) => whole(number),
        Scalar::Text(text) => text.parse().ok().or_else(|| whole(number::parse(text)?)),
        Scalar::Unsigned(_) | Scalar::Boolean(_) => None,
    }
    .ok_or(Mismatch { expected: INTEGER })
}

/// Converts a scalar to an integer of which the values are codes.
///
/// # Errors
///
/// The scalar is not an integer, or does not fit into 64 bits. The decoder ignores a string that is not a code.
pub fn code(scalar: Scalar<'_>) -> Result<i64, Mismatch> {
    integer(scalar).map_err(|_| Mismatch { expected: CODE })
}

/// Converts a scalar to a number. An integer of 64 bits that a float cannot hold is refused, and any other number is the
/// nearest float, in a JSON number and in a string alike.
fn number(scalar: Scalar<'_>) -> Result<f64, Mismatch> {
    match scalar {
        Scalar::Number(number) => Some(number),
        Scalar::Integer(number) => exact(i128::from(number)),
        Scalar::Unsigned(number) => exact(i128::from(number)),
        Scalar::Text(text) => match (text.parse::<i64>(), text.parse::<u64>()) {
            (Ok(number), _) => exact(i128::from(number)),
            (_, Ok(number)) => exact(i128::from(number)),
            _ => number::parse(text),
        },
        Scalar::Boolean(_) => None,
    }
    .ok_or(Mismatch { expected: NUMBER })
}

/// Converts a scalar to a string.
///
/// # Errors
///
/// The scalar is a number so large that its digits are already lost.
#[inline]
pub(crate) fn text(scalar: Scalar<'_>) -> Result<String, Mismatch> {
    match scalar {
        Scalar::Text(text) => Ok(text.to_owned()),
        other => text_of(other),
    }
}

#[cold]
fn text_of(scalar: Scalar<'_>) -> Result<String, Mismatch> {
    match scalar {
        Scalar::Text(text) => Ok(text.to_owned()),
        Scalar::Boolean(value) => Ok(value.to_string()),
        Scalar::Integer(number) => Ok(number.to_string()),
        Scalar::Unsigned(number) => Ok(number.to_string()),
        Scalar::Number(number) if number.abs() < EXACT => Ok(number::json(number)),
        Scalar::Number(_) => Err(Mismatch { expected: STRING }),
    }
}

/// The number as an integer, if it is one.
fn whole(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "an integer and small enough, just tested")]
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}

/// The integer as a number, if that is exact.
fn exact(number: i128) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "the loss is what is tested")]
    let decimal = number as f64;
    #[expect(clippy::cast_possible_truncation, reason = "came from 64 bits")]
    (decimal as i128 == number).then_some(decimal)
}

impl Content for String {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }

    #[inline]
    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        text(scalar)
    }

    #[inline]
    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(STRING)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl Content for i64 {
    #[inline]
    fn empty() -> Self {
        0
    }

    #[inline]
    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        integer(scalar)
    }

    #[inline]
    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(INTEGER)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::Integer(*self)
    }
}

impl Content for u64 {
    fn empty() -> Self {
        0
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        let number = match scalar {
            Scalar::Unsigned(number) => Some(number),
            Scalar::Text(text) if text.parse::<u64>().is_ok() => text.parse().ok(),
            other => integer(other).ok().and_then(|number| u64::try_from(number).ok()),
        };
        number.ok_or(Mismatch { expected: UNSIGNED })
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(UNSIGNED)
    }

    fn view(&self) -> View<'_> {
        View::Unsigned(*self)
    }
}

impl Content for f64 {
    fn empty() -> Self {
        0.0
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        number(scalar)
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(NUMBER)
    }

    fn view(&self) -> View<'_> {
        View::Number(*self)
    }
}

impl Content for bool {
    fn empty() -> Self {
        false
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        match scalar {
            Scalar::Boolean(value) => Ok(value),
            Scalar::Text("true") => Ok(true),
            Scalar::Text("false") => Ok(false),
            _ => Err(Mismatch { expected: BOOLEAN }),
        }
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(BOOLEAN)
    }

    fn view(&self) -> View<'_> {
        View::Boolean(*self)
    }
}

impl Content for Timestamp {
    fn empty() -> Self {
        Self::from_millis(0)
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        integer(scalar).map(Self::from_millis)
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(INTEGER)
    }

    fn view(&self) -> View<'_> {
        View::Timestamp(*self)
    }
}

impl Content for serde_json::Value {
    const HOLDS_NULL: bool = true;

    fn empty() -> Self {
        Self::Null
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        Ok(match scalar {
            Scalar::Boolean(value) => Self::from(value),
            Scalar::Integer(number) => Self::from(number),
            Scalar::Unsigned(number) => Self::from(number),
            Scalar::Number(number) => Self::from(number),
            Scalar::Text(text) => Self::from(text),
        })
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Json(self)
    }

    fn view(&self) -> View<'_> {
        View::Json(self)
    }
}

/// The response of an operation that documents no body; whatever the service sends is ignored.
impl Content for () {
    const HOLDS_NULL: bool = true;

    fn empty() -> Self {}

    fn from_scalar(_: Scalar<'_>) -> Result<Self, Mismatch> {
        Ok(())
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Nothing
    }

    fn view(&self) -> View<'_> {
        View::Absent
    }
}

impl<T: Element> Content for Vec<T> {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }

    #[inline]
    fn from_scalar(_: Scalar<'_>) -> Result<Self, Mismatch> {
        Err(Mismatch { expected: LIST })
    }

    #[inline]
    fn open(&mut self) -> Shape<'_> {
        Shape::List(self)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: Element> ListSlot for Vec<T> {
    #[inline]
    fn element_size(&self) -> usize {
        size_of::<T>()
    }

    #[inline]
    fn push(&mut self) -> &mut dyn Slot {
        let index = self.len();
        Vec::push(self, T::fresh());
        &mut self[index]
    }

    // A model that is written into an empty element would be created twice.
    #[inline]
    fn push_model(&mut self, visitor: &mut dyn VisitorMut) -> bool {
        let Some(model) = T::of_fields(visitor) else { return false };
        Vec::push(self, model);
        true
    }

    #[inline]
    fn pop(&mut self) {
        Vec::pop(self);
    }
}

impl<T: Element> ListView for Vec<T> {
    #[inline]
    fn len(&self) -> usize {
        Vec::len(self)
    }

    #[inline]
    fn item(&self, index: usize) -> View<'_> {
        self.get(index).map_or(View::Absent, Slot::view)
    }
}

impl<T: Element> Content for BTreeMap<String, T> {
    fn empty() -> Self {
        Self::new()
    }

    fn from_scalar(_: Scalar<'_>) -> Result<Self, Mismatch> {
        Err(Mismatch { expected: OBJECT })
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Map(self)
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<T: Element> MapSlot for BTreeMap<String, T> {
    fn entry(&mut self, key: &str) -> &mut dyn Slot {
        let value = BTreeMap::entry(self, key.to_owned()).or_insert_with(T::fresh);
        *value = T::fresh();
        value
    }

    fn remove(&mut self, key: &str) {
        BTreeMap::remove(self, key);
    }
}

impl<T: Element> MapView for BTreeMap<String, T> {
    fn len(&self) -> usize {
        BTreeMap::len(self)
    }

    fn entries(&self) -> Vec<(&str, View<'_>)> {
        self.iter().map(|(key, value)| (key.as_str(), Slot::view(value))).collect()
    }
}
